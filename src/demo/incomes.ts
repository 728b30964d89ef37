import { yearOf } from '../kernel/index.ts';
import { INCOME } from './assumptions.ts';
import type { Cohort } from './cohorts.ts';
import { ageOn, cohortOf, firstIncomeYear, householdStream, type Population } from './population.ts';
import { Stream, USE } from './random.ts';
import { canWork, writeHouseholdNo } from './register-files.ts';
import { RowWriter } from './row-writer.ts';

/** What stays the same for a household over the years. */
interface Livelihood {
  readonly size: number;
  /** Place within the range of the group, 0 to 1; for the general cohort a multiple of the standard. */
  readonly position: number;
  readonly wageStream: 'migrant_work' | 'local_wage';
  readonly wageShare: number;
  readonly keepsLivestock: boolean;
  readonly rentShare: number;
  readonly costShare: number;
  readonly subsidyFen: number;
  readonly pensionFen: number;
  readonly dibaoFen: number;
  readonly dividendFen: number;
}

interface Row {
  readonly kind: string;
  readonly fen: number;
  readonly month?: number;
}

/** `incomes.csv`: yearly rows per household, years in order. */
export function* incomeRows(population: Population): Generator<Uint8Array> {
  const out = new RowWriter().ascii('county_code,household_no,year,class,stream,amount_yuan,one_off,month\n');
  const stream = new Stream();
  for (let h = 0; h < population.households; h++) {
    const livelihood = drawLivelihood(population, h, stream);
    for (let year = firstIncomeYear(population); year <= yearOf(population.lastDay); year++) {
      householdStream(stream, population, USE.incomeYear, h, year);
      for (const row of rowsOfYear(population, h, year, livelihood, stream)) {
        writeHouseholdNo(out.ascii(population.county).byte(44), h).byte(44).padded(year, 4);
        out
          .byte(44)
          .ascii(row.kind)
          .byte(44)
          .yuan(row.fen)
          .ascii(row.month === undefined ? ',false,' : ',true,');
        if (row.month !== undefined) out.padded(row.month, row.month > 9 ? 2 : 1);
        out.byte(10);
      }
      if (out.isFull) yield out.take();
    }
  }
  if (!out.isEmpty) yield out.take();
}

function drawLivelihood(population: Population, household: number, stream: Stream): Livelihood {
  householdStream(stream, population, USE.income, household);
  const { name, wasRegistered } = cohortOf(population, household);
  const size =
    (population.firstPerson[household + 1] as number) - (population.firstPerson[household] as number);
  const dibaoShare =
    name === 'registered'
      ? INCOME.dibaoShare.value.registered
      : name === 'lowIncome'
        ? INCOME.dibaoShare.value.lowIncome
        : 0;
  return {
    size,
    position: name === 'general' ? drawMultiple(stream) : stream.unit(),
    wageStream: stream.chance(INCOME.migrantShare.value) ? 'migrant_work' : 'local_wage',
    wageShare: stream.between(INCOME.wageShare.value),
    keepsLivestock: stream.chance(INCOME.livestockShare.value),
    rentShare: stream.chance(INCOME.rentShare.value) ? 0.02 + 0.08 * stream.unit() : 0,
    costShare: stream.between(INCOME.costShare.value),
    subsidyFen: wholeYuanFen(stream.between(INCOME.subsidyPerPerson.value) * size),
    pensionFen: wholeYuanFen(stream.between(INCOME.pensionPerYear.value)),
    dibaoFen: stream.chance(dibaoShare)
      ? wholeYuanFen(stream.between(INCOME.dibaoPerPerson.value) * size)
      : 0,
    dividendFen: drawDividend(stream, wasRegistered),
  };
}

/** Of the standard; a few lie below every line. */
function drawMultiple(stream: Stream): number {
  const { median, sigma, least } = INCOME.general.value;
  const { share, multiples } = INCOME.unlisted.value;
  const multiple = Math.max(least, stream.logNormal(median, sigma));
  return stream.chance(share) ? stream.between(multiples) : multiple;
}

function drawDividend(stream: Stream, wasRegistered: boolean): number {
  const { share, yuan } = INCOME.dividend.value;
  return wasRegistered && stream.chance(share) ? wholeYuanFen(stream.between(yuan)) : 0;
}

const wholeYuanFen = (yuan: number): number => Math.round(yuan) * 100;

/** Fixed transfers first, as far as they fit the year's income; what is left is earned. */
function rowsOfYear(
  population: Population,
  household: number,
  year: number,
  life: Livelihood,
  stream: Stream,
): readonly Row[] {
  const rows: Row[] = [];
  const people = peopleInYear(population, household, year);
  const netFen = Math.round(perCapitaYuan(population, household, year, life, stream) * life.size * 100);
  let leftFen = netFen;
  const addWhatFits = (kind: string, fen: number) => {
    if (fen <= 0 || fen > leftFen * 0.9) return;
    rows.push({ kind, fen });
    leftFen -= fen;
  };
  addWhatFits('transfer,pension', life.pensionFen * people.pensioners);
  addWhatFits('transfer,dibao', life.dibaoFen);
  addWhatFits('transfer,subsidy', life.subsidyFen);
  addWhatFits('property,dividend', life.dividendFen);
  const earnedFen = leftFen;
  addWhatFits('property,land_rent', Math.round(earnedFen * life.rentShare));
  const wageFen = Math.round(earnedFen * life.wageShare);
  addWhatFits(people.workers > 0 ? `wage,${life.wageStream}` : 'transfer,family_support', wageFen);
  rows.push(...businessRows(leftFen, life));
  const { share, amount } = INCOME.oneOff.value;
  if (stream.chance(share)) rows.push(oneOff(stream, amount.median, amount.sigma));
  return rows;
}

/** Gross income and cost whose difference is the net amount to the fen. */
function businessRows(netFen: number, life: Livelihood): readonly Row[] {
  if (netFen <= 0) return [];
  const grossFen = Math.round(netFen / (1 - life.costShare));
  const livestockFen = life.keepsLivestock ? Math.round(grossFen * 0.4) : 0;
  const crops = { kind: 'business,crops', fen: grossFen - livestockFen };
  const cost = { kind: 'business_cost,farm_inputs', fen: grossFen - netFen };
  return livestockFen > 0 ? [crops, { kind: 'business,livestock', fen: livestockFen }, cost] : [crops, cost];
}

function oneOff(stream: Stream, median: number, sigma: number): Row {
  const kind = stream.chance(0.5) ? 'transfer,temporary_relief' : 'property,relocation_cash';
  return { kind, fen: wholeYuanFen(stream.logNormal(median, sigma)), month: stream.integer(1, 12) };
}

function peopleInYear(population: Population, household: number, year: number) {
  const [midyear, end] = [year * 10_000 + 701, population.firstPerson[household + 1] as number];
  let [workers, pensioners] = [0, 0];
  for (let person = population.firstPerson[household] as number; person < end; person++) {
    if (canWork(population, person, midyear)) workers += 1;
    if (ageOn(midyear, population.birth[person] as number) >= INCOME.pensionAge.value) pensioners += 1;
  }
  return { workers, pensioners };
}

function perCapitaYuan(
  population: Population,
  household: number,
  year: number,
  life: Livelihood,
  stream: Stream,
): number {
  const standard = standardOf(year);
  const cohort = cohortOf(population, household);
  const noise = INCOME.yearNoise.value * (2 * stream.unit() - 1);
  if (cohort.name === 'general') {
    const { least } = INCOME.general.value;
    return standard * Math.max(Math.min(least, life.position), life.position * (1 + noise));
  }
  const [from, to] = rangeOf(cohort, year, population.since[household] as number);
  return standard * (from + Math.min(1, Math.max(0, life.position + noise)) * (to - from));
}

function standardOf(year: number): number {
  const known = Object.entries(INCOME.standard.value).findLast(([from]) => Number(from) <= year);
  if (!known) throw new RangeError(`no standard assumed for ${year}`);
  return known[1];
}

/** Lifted households earned less than the standard before the year of their exit. */
function rangeOf(cohort: Cohort, year: number, since: number): readonly [number, number] {
  const ranges = INCOME.perCapita.value;
  if (cohort.name === 'general') throw new RangeError('the general group has no range');
  const isBeforeExit = cohort.support === 'lifted' && year < Math.floor(since / 10_000);
  return isBeforeExit ? ranges.beforeExit : ranges[cohort.name];
}
