import { draftNotice, postNotice, takeDownNotice } from '../../governance/index.ts';
import { addDays, type Fen, type PlainDate } from '../../kernel/index.ts';
import { showCase } from '../../prevention/cases/index.ts';
import { readFacts, valueFacts } from '../../prevention/compensation/index.ts';
import type { Told } from './cases.ts';
import { subjectOf } from './meetings.ts';
import { photo } from './pictures.ts';
import type { Village } from './stage.ts';
import { castOf, PLACE, type Story } from './story.ts';

type Kind = 'household_support' | 'risk_removal';

/** What hangs on one board from one day. */
interface Notice {
  readonly kind: Kind;
  readonly day: PlainDate;
  readonly isPlanned: boolean;
  readonly cases: readonly Told[];
}

/** It comes down after the last day. */
const HANGS_DAYS = 6;
const MEASURES = {
  household_support: { zh: '防贫保险金', en: 'prevention insurance' },
  risk_removal: { zh: '风险已消除', en: 'the risk is removed' },
} as const;

/** Writes the notices of a village into the diary: what was decided on one day hangs together. */
export function writeNotices(story: Story, village: Village, cases: readonly Told[]): void {
  for (const notice of noticesOf(cases)) writeNotice(story, village, notice);
}

function noticesOf(cases: readonly Told[]): readonly Notice[] {
  const lines = cases.flatMap((told) => {
    const { scenario, dayOf, ago } = told.plot;
    const decided = dayOf('notice');
    const isPlanned = scenario.notice === 'planned';
    const removed = scenario.removal && ago(scenario.removal.review);
    return [
      ...(decided === undefined
        ? []
        : [{ told, kind: 'household_support' as const, day: decided, isPlanned }]),
      ...(removed === undefined
        ? []
        : [{ told, kind: 'risk_removal' as const, day: removed, isPlanned: false }]),
    ];
  });
  return [...Map.groupBy(lines, ({ kind, day, isPlanned }) => `${kind} ${day} ${isPlanned}`).values()].map(
    (own) => ({ ...own[0]!, cases: own.map(({ told }) => told) }),
  );
}

function writeNotice(story: Story, village: Village, notice: Notice): void {
  const { diary, db, procedure, county: countyCode, today, days, pictures } = story;
  const { kind, day, isPlanned, cases } = notice;
  const { head } = castOf(village);
  const by = { actor: head, countyCode };
  let noticeNo = 0;
  diary.write(day, PLACE.notice, async () => {
    const lines = [];
    for (const told of cases)
      lines.push({
        subject: subjectOf({ told, kind }),
        householdNo: told.plot.household.household_no,
        given: {
          measure: MEASURES[kind],
          ...(kind === 'household_support' && { amountFen: await worthOf(story, told) }),
        },
      });
    ({ notice_no: noticeNo } = await draftNotice(db, procedure, {
      ...by,
      kind,
      areaCode: village.code,
      firstDay: isPlanned ? days.ahead(1) : day,
      places: [`${village.name}村务公开栏`],
      lines,
    }));
    if (isPlanned) return;
    await postNotice(db, {
      ...by,
      noticeNo,
      placeNo: 1,
      day,
      today,
      photo: photo(pictures, 'notice', `公示-${noticeNo}`),
    });
  });
  const down = days.after(addDays(day, HANGS_DAYS), 0);
  if (!isPlanned && down < today)
    diary.write(down, PLACE.notice, () =>
      takeDownNotice(db, { ...by, noticeNo, placeNo: 1, day: down, today }),
    );
}

/** What the case will be worth, as the village is told. */
async function worthOf({ tx, policyOn, policy, county: countyCode, today }: Story, told: Told): Promise<Fen> {
  const { household, asOf } = told.plot;
  const { inputs } = await showCase(tx, policyOn, { countyCode, caseNo: told.caseNo, day: today });
  const order = { countyCode, householdNo: household.household_no, policy: policy(asOf), asOf, actor: '' };
  return valueFacts(tx, order, readFacts(inputs.facts));
}
