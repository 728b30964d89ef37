import { plainDate, type PlainDate } from '../kernel/index.ts';
import { SIZE } from './assumptions.ts';
import { BillMaker, billMonths, expenseRows } from './bills.ts';
import type { DemoGroup } from './cohorts.ts';
import { fail } from './errors.ts';
import { causeRows, houseRows, landRows } from './conditions.ts';
import { incomeRows } from './incomes.ts';
import { buildPopulation, cohortOf, type DemoArea, type Population } from './population.ts';
import { householdRows, personRows } from './register-files.ts';

/** What every screen over this data has to say. */
export const SYNTHETIC_NOTICE = {
  zh: '合成数据：演示县的户、人、账单和收入均由程序生成，与任何真实的人无关。',
  en: 'Synthetic data: households, persons, bills and incomes of the demonstration county are generated and concern no real person.',
} as const;

export interface DemoCountyOptions {
  /** County code in `areas`; by default Wei County. */
  readonly county?: string;
  /** 1 is about a million people, 300,000 households and 2.5 million bills. 0.001 to 4, by default 0.05. */
  readonly scale?: number;
  /** Last day with bills, by default 2019-12-31. */
  readonly lastDay?: PlainDate;
  /** A whole number from 0 to 2^32 − 1, by default 7. The same seed gives the same bytes. */
  readonly seed?: number;
  readonly areas: readonly DemoArea[];
}

export interface DemoSummary {
  readonly people: number;
  readonly households: number;
  readonly householdsByGroup: Readonly<Record<DemoGroup, number>>;
  readonly bills: number;
  readonly firstBill: PlainDate | undefined;
  readonly lastBill: PlainDate | undefined;
}

type CsvChunks = Generator<Uint8Array, void, undefined>;

export interface DemoCounty {
  readonly county: string;
  /** UTF-8 CSV in chunks of about 1 MB that end at a row, the header first. Each call starts a new pass. */
  households(): CsvChunks;
  persons(): CsvChunks;
  /** Ordered by date; record numbers rise with it. */
  expenses(): CsvChunks;
  incomes(): CsvChunks;
  /** Of the listed households only, as the register holds them: causes, land, houses. */
  causes(): CsvChunks;
  land(): CsvChunks;
  houses(): CsvChunks;
  /** Counted on first use: the bills are drawn once without being written (one to two seconds at scale 1). */
  readonly summary: DemoSummary;
}

/**
 * Draws a synthetic county (domain.md M05, M07, M25; assumptions.ts). Nothing is read or written, no clock.
 *
 * @throws Failure `demo.scale`, `demo.seed`, `demo.county-without-villages`
 */
export function demoCounty({
  county = '130434',
  scale = 0.05,
  seed = 7,
  lastDay = plainDate(SIZE.lastDay.value),
  areas,
}: DemoCountyOptions): DemoCounty {
  if (!(scale >= 0.001 && scale <= 4)) throw fail('demo.scale', { scale });
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) throw fail('demo.seed', { seed });
  const population = buildPopulation(county, scale, seed, lastDay, areas);
  let summary: DemoSummary | undefined;
  return {
    county,
    households: () => householdRows(population),
    persons: () => personRows(population),
    expenses: () => expenseRows(population),
    incomes: () => incomeRows(population),
    causes: () => causeRows(population),
    land: () => landRows(population),
    houses: () => houseRows(population),
    get summary() {
      return (summary ??= summarise(population));
    },
  };
}

function summarise(population: Population): DemoSummary {
  const householdsByGroup: Record<DemoGroup, number> = {
    registered: 0,
    non_high_standard_lifted: 0,
    non_poor_low_income: 0,
    sudden_hardship: 0,
    general: 0,
  };
  for (let h = 0; h < population.households; h++) householdsByGroup[cohortOf(population, h).group] += 1;
  const { people, households } = population;
  return { people, households, householdsByGroup, ...countBills(population) };
}

function countBills(population: Population): Pick<DemoSummary, 'bills' | 'firstBill' | 'lastBill'> {
  const maker = new BillMaker(population);
  let bills = 0;
  let firstBill: PlainDate | undefined;
  let lastBill: PlainDate | undefined;
  for (const each of billMonths(population)) {
    const sheet = maker.make(each);
    const days = sheet.findDays();
    if (days === undefined) continue;
    const toDate = (day: number) =>
      plainDate(`${each.year}-${String(each.month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
    bills += sheet.size;
    firstBill ??= toDate(days[0]);
    lastBill = toDate(days[1]);
  }
  return { bills, firstBill, lastBill };
}
