import {
  addEvidence,
  appointMembers,
  callMeeting,
  castBallots,
  closeMeeting,
  declareKinship,
  foundBody,
  type MeetingView,
  recordAttendance,
  recordTelephone,
  recuseMember,
  showMeeting,
} from '../../governance/index.ts';
import { addDays, firstDayOf, type PlainDate, yearOf } from '../../kernel/index.ts';
import { followerIn } from '../../prevention/cases/index.ts';
import type { Told } from './cases.ts';
import { photo } from './pictures.ts';
import type { Village } from './stage.ts';
import { castOf, PLACE, type Story } from './story.ts';

/** Members beside the chair. Two thirds come even when one is recused and one away. */
const NEIGHBOURS = 6;
const [KIN, HOLDER, STEPS_BACK, BY_PHONE, ABSENT] = [2, 3, 4, 6, 7] as const;

/** What a meeting decides about a case. */
interface Item {
  readonly told: Told;
  readonly kind: 'household_support' | 'risk_removal';
}

interface Meeting {
  readonly village: Village;
  readonly bodyNo: number;
  readonly day: PlainDate;
  readonly items: readonly Item[];
}

/** Writes the review group of a village and its meetings into the diary. */
export function writeReviews(story: Story, village: Village, cases: readonly Told[]): void {
  const bodyNo = story.stage.villages.indexOf(village) + 1;
  const since = firstDayOf(yearOf(story.today) - 1);
  const relative = cases.find(({ plot }) => plot.dayOf('review') !== undefined)?.plot.household;
  story.diary.write(since, PLACE.village, () => found(story, village, bodyNo, since, relative?.household_no));
  for (const meeting of meetingsOf(village, bodyNo, cases)) writeMeeting(story, meeting);
}

async function found(
  { db, procedure, county: countyCode }: Story,
  village: Village,
  bodyNo: number,
  since: PlainDate,
  relative: string | undefined,
): Promise<void> {
  const { head, chair } = castOf(village);
  const by = { actor: head, countyCode };
  await foundBody(db, procedure, {
    ...by,
    areaCode: village.code,
    kind: 'village_review_group',
    name: `${village.name}村级评议小组`,
    since,
  });
  // No office has a number that begins with zeros.
  await recordTelephone(db, {
    ...by,
    areaCode: village.code,
    phone: `0310-${String(bodyNo).padStart(7, '0')}`,
  });
  const neighbours = village.neighbours.slice(0, NEIGHBOURS).map(({ head_name, household_no }) => ({
    name: head_name,
    householdNo: household_no,
    role: 'member' as const,
    weight: 1n,
  }));
  await appointMembers(db, procedure, {
    ...by,
    bodyNo,
    since,
    appointments: [{ name: chair, role: 'chair', weight: 1n }, ...neighbours],
  });
  if (relative !== undefined && neighbours.length > 0)
    await declareKinship(db, {
      ...by,
      bodyNo,
      memberNo: KIN,
      householdNo: relative,
      relation: '合成：堂兄弟',
    });
}

/** All cases of a village that are reviewed on one day are on one agenda. */
function meetingsOf(village: Village, bodyNo: number, cases: readonly Told[]): readonly Meeting[] {
  const items = cases.flatMap((told): (Item & { readonly day: PlainDate })[] => {
    const { scenario, dayOf, ago } = told.plot;
    const reviewed = scenario.village === 'on_agenda' ? ago(0) : dayOf('review');
    const removed = scenario.removal && ago(scenario.removal.review);
    return [
      ...(reviewed === undefined ? [] : [{ told, kind: 'household_support' as const, day: reviewed }]),
      ...(removed === undefined ? [] : [{ told, kind: 'risk_removal' as const, day: removed }]),
    ];
  });
  return [...Map.groupBy(items, ({ day }) => day)].map(([day, own]) => ({
    village,
    bodyNo,
    day,
    items: own,
  }));
}

const TITLES = { household_support: '帮扶对象评议', risk_removal: '风险消除评议' } as const;

export const subjectOf = ({ told, kind }: Item) => ({
  module: 'cases',
  id: kind === 'risk_removal' ? `${told.caseNo}/removal` : String(told.caseNo),
});

/** Called, and unless it is still to be held: attended, voted, signed and closed by its chair. */
function writeMeeting(story: Story, { village, bodyNo, day, items }: Meeting): void {
  const { diary, db, procedure, county: countyCode, days } = story;
  const isOpen = items.some(({ told }) => told.plot.scenario.village === 'on_agenda');
  diary.write(day, PLACE.meeting, async () => {
    const { meeting_no: meetingNo } = await callMeeting(db, procedure, {
      actor: castOf(village).head,
      countyCode,
      bodyNo,
      day,
      place: `${village.name}村委会`,
      chairNo: 1,
      calledOn: isOpen ? days.ago(1) : addDays(day, -1),
      agenda: items.map((item) => ({
        subject: subjectOf(item),
        decisionKind: item.kind,
        title: `${TITLES[item.kind]} ${item.told.plot.household.household_no}`,
        householdNo: item.told.plot.household.household_no,
      })),
    });
    if (!isOpen) await hold(story, village, meetingNo, items);
  });
}

async function hold(
  { db, tx, county: countyCode, today, pictures }: Story,
  village: Village,
  meetingNo: number,
  items: readonly Item[],
): Promise<void> {
  const { head, chair, secretary } = castOf(village);
  const at = { actor: head, countyCode, meetingNo, today };
  const size = 1 + Math.min(NEIGHBOURS, village.neighbours.length);
  const present = Array.from({ length: Math.min(size, BY_PHONE - 1) }, (_, i) => i + 1);
  await recordAttendance(db, { ...at, present, ...(size >= ABSENT && { absent: [ABSENT] }) });
  if (size >= BY_PHONE)
    await recordAttendance(db, {
      ...at,
      proxy: { memberNo: BY_PHONE, holder: HOLDER, form: 'phone', witness: secretary },
    });
  if (items.length > 1 && size >= STEPS_BACK)
    await recuseMember(db, { ...at, itemNo: 2, memberNo: STEPS_BACK, reason: '合成：与该户有债务往来' });
  const view = await showMeeting(tx, countyCode, meetingNo);
  for (const [i, item] of items.entries())
    await castBallots(db, { ...at, itemNo: i + 1, ballots: ballotsOf(view, i + 1, item) });
  await addEvidence(db, {
    ...at,
    kind: 'signatures',
    file: photo(pictures, 'signatures', `签到表-${meetingNo}`),
  });
  const minutes = `合成：逐户听取核查情况后表决，共 ${items.length} 项。`;
  await closeMeeting(db, { ...at, actor: chair, minutes, follow: followerIn(countyCode, today) });
}

/** The last voter disagrees with the others, the one before abstains. */
function ballotsOf({ seats, recusals }: MeetingView, itemNo: number, { told }: Item) {
  const recused = new Set(
    recusals.filter(({ item_no }) => item_no === itemNo).map(({ member_no }) => member_no),
  );
  const voters = seats.filter(({ presence, member_no }) => presence !== 'absent' && !recused.has(member_no));
  const [most, other] =
    told.plot.scenario.village === 'refused' ? (['against', 'for'] as const) : (['for', 'against'] as const);
  return voters.map(({ member_no: memberNo }, i) => {
    const left = voters.length - i;
    return {
      memberNo,
      choice:
        voters.length > 3 && left === 1
          ? other
          : voters.length > 3 && left === 2
            ? ('abstain' as const)
            : most,
    };
  });
}
