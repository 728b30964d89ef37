import { addDays, fen, type PlainDate, plainDate } from '../src/kernel/index.ts';
import type { ActionName } from '../src/prevention/cases/chain.ts';
import type { CaseFacts, OrderFacts, Period, Step, VillageFacts } from '../src/prevention/cases/model.ts';

/** What the rules of cases look at, in short words: no store behind it. */
const DAY = plainDate('2026-03-02');
export const day = (after: number): PlainDate => addDays(DAY, after);
export const NOTHING: VillageFacts = { outcome: 'none', openObjections: [], openAppeals: [] };
const PERIODS = {
  acceptance_days: 2,
  household_check_days: 3,
  comparison_days: 5,
  review_days: 5,
  payment_order_days: 90,
  follow_up_days: 90,
};

/** `visit:Wen@2 companion=Qiu`: an action, who took it, on which day. */
export function stepsOf(...lines: readonly string[]): Step[] {
  return lines.map((line, i) => {
    const [head = '', ...fields] = line.split(' ');
    const [, action, actor, on] = /^(\w+):(\w+)@(\d+)$/.exec(head)!;
    return {
      no: i + 1,
      action: action as ActionName,
      actor: actor!,
      day: day(Number(on)),
      fields: Object.fromEntries(fields.map((field) => field.split('=') as [string, string])),
    };
  });
}

export const factsOf = (steps: readonly Step[], more: Partial<CaseFacts> = {}): CaseFacts => ({
  caseNo: 1,
  today: day(12),
  steps,
  procedure: {
    departments: ['land', 'market'],
    periods: new Map<string, Period>([
      ...Object.entries(PERIODS).map(([name, days]) => [name, { days, dayKind: 'calendar_day' }] as const),
      ['objection_answer_days', { days: 5, dayKind: 'working_day' }],
      ['whole_days', { days: 20, dayKind: 'working_day' }],
    ]),
    removalMonths: 6,
    removalMeasures: 1,
    marksWithoutLabour: false,
  },
  finders: [],
  areaCodes: ['V', 'T', 'C'],
  identifiedOn: day(0),
  people: ['Head'],
  hasLabour: true,
  village: NOTHING,
  removal: NOTHING,
  worth: { dueFen: fen(600_000) },
  ...more,
});

export const GRANTED: OrderFacts = {
  limitFen: fen(600_000),
  postedFen: fen(0),
  status: 'granted',
  suspendedBy: [],
  validTo: day(100),
};
