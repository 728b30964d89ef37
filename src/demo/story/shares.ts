import {
  addEvidence,
  appointMembers,
  callMeeting,
  castBallots,
  closeMeeting,
  draftNotice,
  foundBody,
  postNotice,
  recordAttendance,
  takeDownNotice,
} from '../../governance/index.ts';
import { addDays, type Fen, fen, firstDayOf, lastDayOf, yearOf } from '../../kernel/index.ts';
import { registerEntity } from '../../livelihood/programmes/index.ts';
import {
  addEntries,
  authoriseRound,
  COLLECTIVE,
  freezeRoll,
  issueByRegister,
  openBook,
  payRound,
  proposeRound,
  receiveIncome,
  type SourceItem,
} from '../../livelihood/shares/index.ts';
import { photo } from './pictures.ts';
import type { Village } from './stage.ts';
import { castOf, PLACE, type Story } from './story.ts';

/** The company of one village shares last year's income: from its share book to a paid round that anybody can replay. */

/** After the company and its machinery cooperative (company.ts), some working days into last year. */
const ENTITY = 3;
const FOUNDED = 20;
const ITEMS: readonly (readonly [zh: string, en: string, fen: Fen])[] = [
  ['光伏电站收入', 'photovoltaic station', fen(12_640_000n)],
  ['土地流转管理费', 'fee for letting land', fen(3_250_050n)],
];
const NOT_ITEMISED: SourceItem = {
  kind: 'not_itemised',
  label: { zh: '报表中未列明的收入', en: 'income that no item of the report explains' },
  amount_fen: fen(400_000n),
  document: '',
};
/** Working days ago, and the days a plan hangs. */
const AGO = { proposed: 20, met: 18, hung: 17, authorised: 5, paid: 4 } as const;
const HANGS_DAYS = 11;
const ROUND = 1;
const SUBJECT = { module: 'livelihood/shares', id: String(ROUND) };

export function writeShares(story: Story): void {
  const village = story.stage.villages[0];
  if (!village) return;
  writeBook(story, village);
  writeRound(story, village);
  writeDecision(story, village);
  writePayment(story, village);
}

const orderOf = ({ county: countyCode, today, policyOn }: Story, actor: string) => ({
  actor,
  countyCode,
  entityNo: ENTITY,
  today,
  charterOn: policyOn,
});

function writeBook(story: Story, village: Village): void {
  const { db, diary, days, today } = story;
  const day = days.after(firstDayOf(yearOf(today) - 1), FOUNDED);
  const order = { ...orderOf(story, castOf(village).head), day, document: '合成：成员大会决议第1号' };
  const name = `合成·${village.name}股份经济合作社`;
  diary.write(day, PLACE.after, async () => {
    await registerEntity(db, {
      ...orderOf(story, castOf(village).head),
      areaCode: village.code,
      foundedOn: day,
      kind: 'village_collective',
      name,
    });
    await openBook(db, { ...order, charterId: 'charter-village-company' });
    const collective = { kind: 'issue', share: 'collective', units: 100n, to: COLLECTIVE } as const;
    await addEntries(db, { ...order, entries: [{ ...collective, day, document: order.document }] });
    await issueByRegister(db, { ...order, share: 'member', by: 'persons' });
  });
}

function writeRound(story: Story, village: Village): void {
  const { db, diary, days, today } = story;
  const year = yearOf(today) - 1;
  const [last, proposed] = [lastDayOf(year), days.ago(AGO.proposed)];
  const order = orderOf(story, castOf(village).head);
  diary.write(last, PLACE.money, async () => {
    for (const [zh, , amountFen] of ITEMS)
      await receiveIncome(db, {
        ...order,
        party: `合成：${zh}`,
        amountFen,
        document: `合成：${zh}${year}`,
        day: last,
      });
    await freezeRoll(db, { ...order, day: last, year });
  });
  const items = ITEMS.map(([zh, en, amount_fen]): SourceItem => ({
    kind: 'income',
    label: { zh, en },
    amount_fen,
    document: `合成：${zh}${year}`,
  }));
  diary.write(proposed, PLACE.village, () =>
    proposeRound(db, {
      ...order,
      rollNo: 1,
      sources: [...items, NOT_ITEMISED],
      audit: { by: '合成：审计事务所', on: addDays(proposed, -5), document: '合成：审计报告第7号' },
      day: proposed,
    }),
  );
}

/** Representatives of the village vote; the plan hangs for its days. */
function writeDecision(story: Story, village: Village): void {
  const { db, diary, days, procedure, county: countyCode, today, pictures } = story;
  const { head, chair } = castOf(village);
  const by = { actor: head, countyCode };
  const [met, hung] = [days.ago(AGO.met), days.ago(AGO.hung)];
  const neighbours = village.neighbours.slice(0, 6);
  diary.write(met, PLACE.meeting, async () => {
    const { body_no: bodyNo } = await foundBody(db, procedure, {
      ...by,
      areaCode: village.code,
      kind: 'villager_representatives',
      name: `${village.name}村民代表会议`,
      since: addDays(met, -1),
    });
    const members = neighbours.map(({ head_name, household_no }) => ({
      name: head_name,
      householdNo: household_no,
      role: 'member' as const,
      weight: 1n,
    }));
    const appointments = [{ name: chair, role: 'chair' as const, weight: 1n }, ...members];
    await appointMembers(db, procedure, { ...by, bodyNo, since: addDays(met, -1), appointments });
    const { meeting_no: meetingNo } = await callMeeting(db, procedure, {
      ...by,
      bodyNo,
      day: met,
      place: `${village.name}村委会`,
      chairNo: 1,
      calledOn: addDays(met, -1),
      agenda: [{ subject: SUBJECT, decisionKind: 'dividend_plan', title: '年度收益分配方案' }],
    });
    const at = { ...by, meetingNo, today };
    const present = appointments.map((_, i) => i + 1);
    await recordAttendance(db, { ...at, present });
    await castBallots(db, {
      ...at,
      itemNo: 1,
      ballots: present.map((memberNo) => ({ memberNo, choice: 'for' as const })),
    });
    const file = photo(pictures, 'signatures', `签到表-${meetingNo}`);
    await addEvidence(db, { ...at, kind: 'signatures', file });
    await closeMeeting(db, { ...at, actor: chair, minutes: '合成：宣读方案和算法后表决。' });
  });
  let noticeNo = 0;
  diary.write(hung, PLACE.notice, async () => {
    const given = {
      source: { zh: '村集体经营收入', en: 'income of the village company' },
      purpose: { zh: '年度收益分配', en: 'sharing of the year’s income' },
      unit: { zh: '股份经济合作社', en: 'village company' },
      amountFen: fen(ITEMS.reduce((sum, [, , amount]) => sum + amount, 0n)),
      beneficiaries: neighbours.length,
    };
    ({ notice_no: noticeNo } = await draftNotice(db, procedure, {
      ...by,
      kind: 'dividend_plan',
      areaCode: village.code,
      firstDay: hung,
      places: [`${village.name}村务公开栏`],
      lines: [{ subject: SUBJECT, given }],
    }));
    const picture = photo(pictures, 'notice', `公示-${noticeNo}`);
    await postNotice(db, { ...by, noticeNo, placeNo: 1, day: hung, today, photo: picture });
  });
  const down = days.after(addDays(hung, HANGS_DAYS), 0);
  diary.write(down, PLACE.notice, () =>
    takeDownNotice(db, { ...by, noticeNo, placeNo: 1, day: down, today }),
  );
}

function writePayment(story: Story, village: Village): void {
  const { db, diary, days, county: countyCode, today, policyOn } = story;
  const order = { countyCode, roundNo: ROUND, today, charterOn: policyOn };
  const [authorised, paid] = [days.ago(AGO.authorised), days.ago(AGO.paid)];
  diary.write(authorised, PLACE.decision, () =>
    authoriseRound(db, { ...order, actor: castOf(village).township, on: authorised }),
  );
  diary.write(paid, PLACE.payment, () => payRound(db, { ...order, actor: 'treasurer', on: paid }));
}
