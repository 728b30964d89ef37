import {
  addEvidence,
  appointMembers,
  callMeeting,
  castBallots,
  closeMeeting,
  foundBody,
  recordAttendance,
} from '../../governance/index.ts';
import { addDays, firstDayOf, type PlainDate, plainDate, yearOf } from '../../kernel/index.ts';
import {
  appointAgent,
  authoriseExpenditure,
  beginEscrow,
  contribute,
  giveFeedback,
  type InventoryLine,
  letLand,
  linkHousehold,
  oblige,
  recordFact,
  recordInventory,
  recordOutput,
  registerEntity,
  requestExpenditure,
  SPENDING_POLICY,
  subjectOf,
} from '../../livelihood/programmes/index.ts';
import { photo } from './pictures.ts';
import { castOf, PLACE, type Story } from './story.ts';

/** What the village company starts with: the 680,000 yuan of Malan (domain.md §3.8). */
const START_UP_FEN = 68_000_000n;
const PAID_IN_FEN = 200_000n;
/** Nearly E-L24's 224.55 yuan a mu. */
const RENT_PER_MU_FEN = 22_500n;
const SPENT_FEN = 460_000n;
const PLOTS_MU = [1_250n, 860n, 2_000n] as const;
/** Working days of last year's first: founded, put under escrow, paid in, counted, contracts. */
const [FOUNDED, ESCROWED, PAID_IN, COUNTED, LET] = [8, 10, 12, 15, 18] as const;
/** Working days ago: what it brought until then was reported. */
const REPORTED = 18;
/** Working days ago: asked for, decided, authorised after the supervisory board's five days. */
const [ASKED, DECIDED, AUTHORISED] = [16, 14, 6] as const;

/** The first village's company, under escrow: what was put in, counted, rented, and one payment that waits for the agent. */
export function writeCompany(story: Story): void {
  const { diary, days, today } = story;
  const first = firstDayOf(yearOf(today) - 1);
  const on = (count: number): PlainDate => days.after(first, count);
  diary.write(on(FOUNDED), PLACE.village, () => found(story, on(FOUNDED)));
  diary.write(on(ESCROWED), PLACE.village, () => escrow(story, on(ESCROWED)));
  diary.write(on(PAID_IN), PLACE.money, () => payIn(story, on(PAID_IN)));
  diary.write(on(COUNTED), PLACE.village, () => count(story, on(COUNTED)));
  diary.write(on(LET), PLACE.village, () => rent(story, on(LET)));
  const reported = days.ago(REPORTED);
  diary.write(reported, PLACE.village, () => report(story, reported));
  writeSpending(story, on(FOUNDED));
}

const COMPANY = 1;
const by = ({ stage, county }: Story) => {
  const village = stage.villages[0];
  return { village, cast: castOf(village), at: { actor: castOf(village).head, countyCode: county } };
};
/** Households that are in no case: general ones of the village. */
const householdsOf = ({ stage }: Story): string[] =>
  stage.villages[0].neighbours.slice(0, PLOTS_MU.length).map(({ household_no }) => household_no);

async function found(story: Story, day: PlainDate): Promise<void> {
  const { db, today, county } = story;
  const { village, at } = by(story);
  const order = { ...at, areaCode: village.code, foundedOn: day, today };
  await registerEntity(db, { ...order, kind: 'company', name: `合成·${village.name}集体资产经营公司` });
  const machinery = `合成·${village.name}农机合作社`;
  await registerEntity(db, { ...order, kind: 'cooperative', name: machinery, parentNo: COMPANY });
  const fact = '合成：经营集体资产，集体股 20%，重大开支由村民代表会议决定。';
  await recordFact(db, { ...at, entityNo: COMPANY, topic: 'charter', fact, since: day, today });
  const agent = { actor: 'office', countyCode: county, account: 'enterprise', since: day };
  await appointAgent(db, { ...agent, entityNo: COMPANY });
}

const escrow = async (story: Story, since: PlainDate): Promise<void> => {
  const { db, today, county, stage } = story;
  await beginEscrow(db, {
    actor: 'township',
    countyCode: county,
    entityNo: COMPANY,
    agent: `合成·${stage.villages[0].townshipName}“三资”代理服务中心`,
    document: '合成-托管协议-1',
    since,
    today,
  });
};

async function payIn(story: Story, day: PlainDate): Promise<void> {
  const { db, today } = story;
  const { at, cast } = by(story);
  const order = { ...at, entityNo: COMPANY, method: 'paid', valuer: cast.secretary, day, today } as const;
  await contribute(db, {
    ...order,
    kind: 'cash',
    contributor: 'donor',
    contributorName: '合成·公益基金会',
    what: '合成：启动资金，折股量化到全体成员',
    valueFen: START_UP_FEN,
    isQuantified: true,
  });
  const [first] = householdsOf(story);
  if (first === undefined) return;
  const cash = { kind: 'cash', what: '合成：入股资金', valueFen: PAID_IN_FEN } as const;
  await contribute(db, { ...order, ...cash, contributor: 'household', householdNo: first });
}

const line = (
  more: Partial<InventoryLine> & Pick<InventoryLine, 'item_name' | 'found_fen'>,
): InventoryLine => ({
  class: 'asset',
  use: 'operative',
  owner_level: 'village',
  quantity_hundredths: null,
  unit_name: null,
  contract_name: null,
  term_until: null,
  book_fen: more.found_fen,
  is_off_book: false,
  ...more,
});

async function count(story: Story, asOf: PlainDate): Promise<void> {
  const { db, today } = story;
  const { at, cast } = by(story);
  await recordInventory(db, {
    ...at,
    entityNo: COMPANY,
    asOf,
    workForce: [cast.secretary, cast.chair, cast.grid].join('、'),
    today,
    lines: [
      line({ item_name: '银行存款', class: 'fund', found_fen: START_UP_FEN + PAID_IN_FEN }),
      line({ item_name: '烘干房', found_fen: 12_000_000n, book_fen: 15_000_000n }),
      line({ item_name: '村文化广场', use: 'non_operative', found_fen: 8_000_000n }),
      line({
        item_name: '机动地',
        class: 'resource',
        found_fen: 6_000_000n,
        book_fen: 0n,
        is_off_book: true,
        quantity_hundredths: 3_500n,
        unit_name: '亩',
      }),
    ],
  });
}

async function rent(story: Story, day: PlainDate): Promise<void> {
  const { db, today, pictures } = story;
  const { at } = by(story);
  const until = plainDate(`${yearOf(day) + 9}-12-31`);
  for (const [i, householdNo] of householdsOf(story).entries())
    await letLand(db, {
      ...at,
      entityNo: COMPANY,
      householdNo,
      plot: `合成·东坡 ${i + 1} 号地`,
      muHundredths: PLOTS_MU[i]!,
      rentPerMuFen: RENT_PER_MU_FEN,
      since: day,
      until,
      dueMonthDay: '11-30',
      signedOn: day,
      files: [photo(pictures, 'signatures', `流转合同-${i + 1}`)],
      today,
    });
  const [first] = householdsOf(story);
  if (first === undefined) return;
  const order = { ...at, entityNo: COMPANY, householdNo: first, since: day, until, today };
  const terms = '合成：玉米按保底价收购';
  const { link_no } = await linkHousehold(db, {
    ...order,
    form: 'operator',
    kind: 'order',
    terms,
    priceFloorFen: 220n,
    priceUnit: '公斤',
  });
  const dueOn = plainDate(`${yearOf(day)}-12-20`);
  await oblige(db, { ...at, linkNo: link_no, owedBy: 'entity', what: '合成：结清当年收购款', dueOn });
}

/** The dryer was built for more people than it employs (F38). */
async function report(story: Story, until: PlainDate): Promise<void> {
  const { db, today } = story;
  const { at } = by(story);
  const since = addDays(until, -29);
  const posts = { kind: 'posts', plannedHundredths: 1_200n, actualHundredths: 500n } as const;
  await recordOutput(db, { ...at, entityNo: COMPANY, ...posts, since, until, today });
}

/** A committee decides on a small sum; the authorisation waits for the agent to co-sign. */
function writeSpending(story: Story, since: PlainDate): void {
  const { diary, days, db, today, county } = story;
  const { village, cast, at } = by(story);
  const [asked, decided, authorised] = [ASKED, DECIDED, AUTHORISED].map((count) => days.ago(count)) as [
    PlainDate,
    PlainDate,
    PlainDate,
  ];
  let bodyNo = 0;
  let requestNo = 0;
  diary.write(since, PLACE.meeting, async () => {
    const kind = 'village_committee' as const;
    const order = { ...at, areaCode: village.code, kind, name: `${village.name}村两委`, since };
    ({ body_no: bodyNo } = await foundBody(db, story.procedure, order));
    const members = [cast.secretary, cast.head, cast.grid];
    const appointments = members.map(
      (name, i) => ({ name, role: i === 0 ? 'chair' : 'member', weight: 1n }) as const,
    );
    await appointMembers(db, story.procedure, { ...at, bodyNo, since, appointments });
  });
  diary.write(asked, PLACE.village, async () => {
    const policy = story.policyOn(SPENDING_POLICY, asked);
    const order = { ...at, entityNo: COMPANY, amountFen: SPENT_FEN, on: asked, today, policy };
    const words = {
      kind: 'collective_expense',
      payee: '合成·农机维修站',
      purpose: '合成：烘干机检修',
    } as const;
    ({ expenditure_no: requestNo } = await requestExpenditure(db, { ...order, ...words }));
    const said = { topic: '流转费', words: '合成：希望流转费能提前到国庆前发放' };
    const feedback = { ...at, entityNo: COMPANY, receivedOn: asked, today, policy };
    const [householdNo] = householdsOf(story);
    await giveFeedback(db, { ...feedback, ...said, ...(householdNo !== undefined && { householdNo }) });
  });
  diary.write(decided, PLACE.meeting, () => decide(story, bodyNo, requestNo, decided));
  diary.write(authorised, PLACE.decision, () =>
    authoriseExpenditure(db, {
      actor: cast.officer,
      countyCode: county,
      expenditureNo: requestNo,
      on: authorised,
      today: authorised,
    }),
  );
}

async function decide(story: Story, bodyNo: number, requestNo: number, day: PlainDate): Promise<void> {
  const { db, procedure, today, pictures } = story;
  const { village, cast, at } = by(story);
  const { meeting_no: meetingNo } = await callMeeting(db, procedure, {
    ...at,
    bodyNo,
    day,
    place: `${village.name}村委会`,
    chairNo: 1,
    calledOn: addDays(day, -1),
    agenda: [{ subject: subjectOf(requestNo), decisionKind: 'fund_use', title: '烘干机检修开支' }],
  });
  const meeting = { ...at, meetingNo, today };
  const members = [1, 2, 3];
  await recordAttendance(db, { ...meeting, present: members });
  const ballots = members.map((memberNo) => ({ memberNo, choice: 'for' }) as const);
  await castBallots(db, { ...meeting, itemNo: 1, ballots });
  const file = photo(pictures, 'signatures', `签到表-${meetingNo}`);
  await addEvidence(db, { ...meeting, kind: 'signatures', file });
  await closeMeeting(db, { ...meeting, actor: cast.secretary, minutes: '合成：查看报价后一致同意。' });
}
