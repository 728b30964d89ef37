import { daysInMonth, type PlainDate, plainDate, yearOf } from '../../kernel/index.ts';
import type { Peril } from '../../policy/index.ts';
import type { WorkingDays } from './diary.ts';
import {
  FIRST_VILLAGE,
  LAST_YEAR,
  LAST_YEAR_VILLAGES,
  type Link,
  LINKS,
  OTHER_VILLAGES,
  PACE,
  type Scenario,
} from './scenarios.ts';
import type { Household, Stage, Village } from './stage.ts';

/** A scenario with its household and its days. */
export interface Plot {
  readonly scenario: Scenario;
  readonly village: Village;
  readonly household: Household;
  readonly peril: Peril;
  /** The screening that found it, last day of the bills that count. */
  readonly asOf: PlainDate;
  /** Undefined for links it has not got to. */
  readonly dayOf: (link: Link) => PlainDate | undefined;
  /** A further day of the scenario; of last year's, counted from its opening. */
  readonly ago: (count: number) => PlainDate;
  readonly isLastYear: boolean;
}

/** Perils in turn: illness is the most frequent. */
const PERILS: readonly Peril[] = ['medical', 'medical', 'education', 'medical', 'disaster', 'medical'];

/** Working days before today with a screening, so that every opening has one shortly before. */
const SCREENED_AGO = [1, 3, 5, 7, 10, 14, 18, 34, 81, 96, 156] as const;
const JUNE = '06-08';

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const QUARTERS = MONTHS.filter((month) => month % 3 === 0);
const lastOfMonth = (year: number, month: number): PlainDate =>
  plainDate(`${year}-${String(month).padStart(2, '0')}-${daysInMonth(year, month)}`);

/** The days of screenings, in order: the last of each quarter of the year before and of each month of this one, and those of the cases. */
export function screeningDays(days: WorkingDays): readonly PlainDate[] {
  const { today } = days;
  const year = yearOf(today);
  const ends = [
    ...QUARTERS.map((month) => lastOfMonth(year - 1, month)),
    ...MONTHS.map((month) => lastOfMonth(year, month)),
  ];
  const all = [...ends, ...SCREENED_AGO.map((count) => days.ago(count)), today];
  return [...new Set(all.filter((day) => day <= today))].sort();
}

/** Gives every scenario a household; where a village has too few, what is left of its list is not told. */
export function plotsOf(stage: Stage, days: WorkingDays): readonly Plot[] {
  const screenings = screeningDays(days);
  const plots: Plot[] = [];
  const tell = (village: Village, scenarios: readonly Scenario[]) => {
    const eligible = village.eligible.values();
    const unlisted = village.unlisted.values();
    for (const scenario of scenarios) {
      const household = (scenario.found === 'missed' ? unlisted : eligible).next().value;
      if (!household) continue;
      const ago = (count: number): PlainDate => days.ago(count);
      const dayOf = (link: Link): PlainDate | undefined =>
        isReached(scenario, link) ? days.ago(scenario.opened - PACE[link]) : undefined;
      plots.push(plotOf({ scenario, village, household, dayOf, ago, isLastYear: false }));
    }
    if (!LAST_YEAR_VILLAGES.some((each) => stage.villages[each] === village)) return;
    const household = eligible.next().value;
    if (household) plots.push(lastYearsPlot(village, household));
  };
  const lastYearsPlot = (village: Village, household: Household): Plot => {
    const start = plainDate(`${yearOf(days.today) - 1}-${JUNE}`);
    const dayOf = (link: Link): PlainDate => days.after(start, PACE[link]);
    const ago = (count: number): PlainDate => days.after(start, count);
    return plotOf({ scenario: LAST_YEAR, village, household, dayOf, ago, isLastYear: true });
  };
  const plotOf = (plot: Omit<Plot, 'peril' | 'asOf'>): Plot => ({
    ...plot,
    peril: plot.scenario.found === 'missed' ? 'medical' : PERILS[plots.length % PERILS.length]!,
    asOf: screenings.findLast((day) => day <= plot.dayOf('open')!)!,
  });
  stage.villages.forEach((village, i) => tell(village, i === 0 ? FIRST_VILLAGE : OTHER_VILLAGES[i - 1]!));
  return plots;
}

/** Removal, follow-up and the rest come after the order. */
const isReached = ({ upTo }: Scenario, link: Link): boolean => LINKS.indexOf(link) <= LINKS.indexOf(upTo);
