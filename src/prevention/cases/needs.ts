import {
  type Bilingual,
  type Failure,
  formatYuan,
  isSamePerson,
  monthIndex,
  monthOf,
  type PlainDate,
  yearOf,
} from '../../kernel/index.ts';
import { type Need, type Part, PARTS } from './chain.ts';
import { fail } from './errors.ts';
import type { CaseFacts, Step, VillageFacts } from './model.ts';
import type { Standing } from './standing.ts';

type Decide = (facts: CaseFacts, standing: Standing) => Failure | undefined;

/** Every condition of the table, as the sentence that says why it does not hold; undefined when it holds. */
export const NEEDS: Readonly<Record<Need, Decide>> = {
  answered: (facts) => {
    const departments = unansweredDepartments(facts);
    return departments.length === 0
      ? undefined
      : fail('cases.unanswered', { case: facts.caseNo, departments: departments.join(', ') });
  },
  explained: (facts) => {
    const departments = unexplainedHits(facts);
    return departments.length === 0
      ? undefined
      : fail('cases.unexplained', { case: facts.caseNo, departments: departments.join(', ') });
  },
  unexplained: (facts) =>
    unexplainedHits(facts).length > 0 ? undefined : fail('cases.nothingToOverrule', { case: facts.caseNo }),
  approved: ({ caseNo }, { village }) => {
    if (village.outcome === 'none' || !village.meeting)
      return fail('cases.notReviewed', { case: caseNo, subject: `cases:${caseNo}` });
    return village.outcome === 'refused'
      ? fail('cases.villageRefused', { case: caseNo, meeting: village.meeting.no })
      : undefined;
  },
  ownBody: (facts, { village }) => findForeignBody(facts, village, 'household_support'),
  checkedBefore: ({ caseNo, steps }, { village: { meeting } }) =>
    meeting && steps.some(({ action, day }) => CHECKS.has(action) && day > meeting.day)
      ? fail('cases.reviewedEarly', { case: caseNo, day: meeting.day })
      : undefined,
  chairApart: (facts, standing) => {
    for (const part of ['discoverer', 'visitor'] as const)
      for (const chair of standing.people('chair'))
        if (standing.people(part).some((name) => isSamePerson(name, chair)))
          return fail('cases.chair', { case: facts.caseNo, chair, ...inBoth('part', PARTS[part]) });
    return undefined;
  },
  uncontested: ({ caseNo, village: { openObjections } }) =>
    openObjections.length === 0
      ? undefined
      : fail('cases.contested', { case: caseNo, objections: openObjections.join(', ') }),
  noticed: ({ caseNo }, { village: { notice } }) => {
    if (!notice) return fail('cases.noNotice', { case: caseNo });
    const { no, status, lastDay } = notice;
    return status === 'complete'
      ? undefined
      : fail('cases.noticeRunning', { case: caseNo, notice: no, status, last: lastDay ?? '—' });
  },
  worth: ({ caseNo, worth }) => {
    if (!worth) return undefined;
    if ('refusal' in worth) return fail('cases.notWorth', { case: caseNo, ...inBoth('why', worth.refusal) });
    return worth.dueFen > 0n
      ? undefined
      : fail('cases.nothingDue', { case: caseNo, due: formatYuan(worth.dueFen) });
  },
  granted: ({ caseNo, order }) =>
    order?.status === 'suspended'
      ? fail('cases.suspended', { case: caseNo, because: order.suspendedBy.join(', ') })
      : undefined,
  halfYear: ({ caseNo, identifiedOn, today, procedure: { removalMonths } }) =>
    wholeMonths(identifiedOn, today) >= removalMonths
      ? undefined
      : fail('cases.removalEarly', { case: caseNo, identified: identifiedOn, months: removalMonths }),
  measured: ({ caseNo, steps, procedure: { removalMeasures } }) => {
    const count = steps.filter(({ action }) => action === 'measure').length;
    return count >= removalMeasures
      ? undefined
      : fail('cases.noMeasure', { case: caseNo, count, wanted: removalMeasures });
  },
  secure: ({ caseNo, steps }) => {
    const last = steps.findLast(({ action }) => action === 'follow_up');
    const answers = Object.entries(last?.fields ?? {}).filter(([, answer]) => answer === 'no');
    return answers.length === 0
      ? undefined
      : fail('cases.notSecure', { case: caseNo, answers: inWords(answers.map(([name]) => name)) });
  },
  labour: ({ caseNo, hasLabour, procedure: { marksWithoutLabour } }) =>
    hasLabour || marksWithoutLabour ? undefined : fail('cases.noLabour', { case: caseNo }),
  removalConfirmed: (facts, standing) => {
    const { caseNo, removal } = facts;
    const { outcome, meeting, notice, openObjections } = removal;
    const isConfirmed =
      outcome === 'approved' && notice?.status === 'complete' && openObjections.length === 0;
    const isAfterVisit = meeting && standing.followUp && meeting.day >= standing.followUp.day;
    if (!isConfirmed || !isAfterVisit)
      return fail('cases.removalUndecided', { case: caseNo, subject: `cases:${caseNo}/removal` });
    return findForeignBody(facts, removal, 'risk_removal');
  },
  notAppealed: ({ caseNo, steps }) =>
    steps.some(({ action }) => action === 'appeal')
      ? fail('cases.appealedBefore', { case: caseNo })
      : undefined,
};

const CHECKS: ReadonlySet<string> = new Set(['answer', 'overrule']);

/** The latest answer of each department that gave one. */
const latestAnswers = (steps: readonly Step[]): ReadonlyMap<string, Step> =>
  new Map(
    steps
      .filter(({ action }) => action === 'answer')
      .map((step) => [step.fields['department']!, step] as const),
  );

export function unansweredDepartments({ steps, procedure }: CaseFacts): string[] {
  const answers = latestAnswers(steps);
  return procedure.departments.filter((department) => !answers.has(department));
}

/** Departments whose latest answer is a hit that nobody has explained since. */
export function unexplainedHits({ steps }: CaseFacts): string[] {
  return [...latestAnswers(steps)]
    .filter(
      ([department, { no, fields }]) =>
        fields['result'] === 'hit' &&
        !steps.some(
          (step) => step.action === 'overrule' && step.fields['department'] === department && step.no > no,
        ),
    )
    .map(([department]) => department);
}

function findForeignBody(
  { caseNo, areaCodes }: CaseFacts,
  { meeting }: VillageFacts,
  wanted: string,
): Failure | undefined {
  if (!meeting || (meeting.kind === wanted && areaCodes.includes(meeting.areaCode))) return undefined;
  const { no, areaCode, kind } = meeting;
  return fail('cases.otherBody', { case: caseNo, meeting: no, area: areaCode, kind, wanted });
}

/** Months that are over between two days: from the 15th to the 15th. */
function wholeMonths(from: PlainDate, to: PlainDate): number {
  const months = monthIndex(yearOf(to), monthOf(to)) - monthIndex(yearOf(from), monthOf(from));
  return to.slice(8) >= from.slice(8) ? months : months - 1;
}

export const inBoth = (name: string, { zh, en }: { readonly zh: string; readonly en: string }) => ({
  [`${name}Zh`]: zh,
  [`${name}En`]: en,
});

export const partsOf = (standing: Standing, actor: string, parts: readonly Part[]): Part[] =>
  parts.filter((part) => standing.people(part).some((name) => isSamePerson(name, actor)));

/** What a follow-up asks, said as what does not hold. */
const NOT_SECURE: Readonly<Record<string, Bilingual>> = {
  income_stable: { zh: '收入不稳定', en: 'the income is not stable' },
  income_above_line: { zh: '收入没有高于监测线', en: 'the income is not above the line' },
  expenditure_solved: { zh: '大额支出没有解决', en: 'the large expenditure is not solved' },
  guarantees_secure: { zh: '“三保障”不稳固', en: 'school, health and housing are not secure' },
  risk_gone: { zh: '风险没有消除', en: 'the risk is not gone' },
};
const inWords = (names: readonly string[]): Bilingual => ({
  zh: names.map((name) => NOT_SECURE[name]?.zh ?? name).join('、'),
  en: names.map((name) => NOT_SECURE[name]?.en ?? name).join(', '),
});
