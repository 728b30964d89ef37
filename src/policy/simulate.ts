import type { Fen } from '../kernel/pure.ts';
import { RATE_DENOMINATOR, type Cap, type Schedule } from './rules.ts';
import { GROUPS, PERILS, type Group, type Peril } from './vocabulary.ts';

/**
 * Sums of self-paid money, one row per household, year and peril, sorted by household and then year.
 * `group` and `peril` are positions in GROUPS and PERILS; `selfPaidFen` holds whole fen; `eligible` is 1 when the
 * household's income lies under the protection line. `township` is any dense numbering.
 */
export interface ExpenseColumns {
  readonly household: Int32Array;
  readonly year: Uint16Array;
  readonly peril: Uint8Array;
  readonly group: Uint8Array;
  readonly township: Uint16Array;
  readonly selfPaidFen: Float64Array;
  readonly eligible: Uint8Array;
}

/** Columns that have been checked once, with what every what-if over them needs. Keep it while the data stay. */
export interface PreparedColumns extends ExpenseColumns {
  readonly rows: number;
  readonly firstYear: number;
  readonly years: number;
  readonly townships: number;
  readonly cell: Uint8Array;
  /** Number of the household-year a row belongs to. */
  readonly householdYear: Int32Array;
  readonly householdYears: number;
}

/** What compiles to flat arrays: `PolicyVersion` is one, and so is any proposal a screen builds. */
export interface Rulebook {
  line(group: Group, peril: Peril): Fen | undefined;
  schedule(group: Group, peril: Peril): Schedule | undefined;
}

/** Lines and staircases by group × peril in flat arrays of whole fen and basis points. */
export interface CompiledPolicy {
  readonly lineFen: Float64Array;
  readonly deductibleFen: Float64Array;
  /** Brackets of cell c stand at `firstBracket[c]` up to `firstBracket[c + 1]`. */
  readonly firstBracket: Int32Array;
  readonly upperFen: Float64Array;
  readonly rate: Float64Array;
  /** Payout × 10,000 = rate × rest + intercept, so that a row costs one multiplication. */
  readonly intercept: Float64Array;
  readonly capOf: Int8Array;
  readonly capFen: Float64Array;
}

/** Payouts of one policy over all rows, and their sums. `cell` is group × PERILS.length + peril. */
export interface Evaluation {
  readonly payoutFen: Float64Array;
  readonly entriesFound: number;
  readonly householdYearsFound: number;
  readonly householdsFound: number;
  readonly householdsFoundByYear: Float64Array;
  readonly costFen: number;
  readonly costFenByTownship: Float64Array;
  /** Position `cell × years + (year − firstYear)`. */
  readonly entriesFoundByCellYear: Float64Array;
  readonly costFenByCellYear: Float64Array;
}

/** Households gaining or losing over a year, and by how much altogether. */
export interface Shift {
  readonly householdYears: number;
  readonly sumFen: number;
}

export interface SideResult {
  readonly entriesFound: number;
  readonly householdYearsFound: number;
  readonly householdsFound: number;
  readonly costFen: number;
  readonly byYear: readonly { readonly year: number; readonly households: number; readonly costFen: number }[];
  readonly byGroup: readonly { readonly group: Group; readonly entries: number; readonly costFen: number }[];
  readonly byTownship: readonly { readonly township: number; readonly costFen: number }[];
}

export interface Simulation {
  readonly base: SideResult;
  readonly candidate: SideResult;
  readonly winners: Shift;
  readonly losers: Shift;
}

const CELLS = GROUPS.length * PERILS.length;
const SCALE = Number(RATE_DENOMINATOR);
/** Above this, fen × basis points would leave the whole numbers a double holds (2^53) too near. */
const LARGEST_FEN = 1e11;
const LARGEST_SUM = Number.MAX_SAFE_INTEGER;

/**
 * Checks the columns once: lengths, codes, whole fen from 0 to a thousand million yuan, order, one row a peril.
 * Throws RangeError naming the row.
 */
export function prepareColumns(columns: ExpenseColumns): PreparedColumns {
  const rows = columns.household.length;
  for (const [name, column] of Object.entries(columns))
    if (column.length !== rows) throw new RangeError(`${name} has ${column.length} rows, household has ${rows}`);
  const { household, year, peril, group, township, selfPaidFen } = columns;
  const cell = new Uint8Array(rows);
  const householdYear = new Int32Array(rows);
  let [firstYear, lastYear, townships, current, perilsSeen] = [65_535, 0, 0, -1, 0];
  for (let i = 0; i < rows; i++) {
    const [h, y, p, g, paid] = [household[i]!, year[i]!, peril[i]!, group[i]!, selfPaidFen[i]!];
    if (g >= GROUPS.length || p >= PERILS.length) throw new RangeError(`Row ${i}: no such group or peril`);
    if (!(paid >= 0 && paid <= LARGEST_FEN && Number.isInteger(paid)))
      throw new RangeError(`Row ${i}: ${paid} is not a whole number of fen from 0 to ${LARGEST_FEN}`);
    const isNew = i === 0 || h !== household[i - 1] || y !== year[i - 1];
    if (isNew) {
      if (i > 0 && (h < household[i - 1]! || (h === household[i - 1] && y < year[i - 1]!)))
        throw new RangeError(`Row ${i}: rows must be sorted by household, then year`);
      current++;
      perilsSeen = 0;
    }
    if (perilsSeen & (1 << p)) throw new RangeError(`Row ${i}: this household, year and peril came before`);
    perilsSeen |= 1 << p;
    householdYear[i] = current;
    cell[i] = g * PERILS.length + p;
    if (y < firstYear) firstYear = y;
    if (y > lastYear) lastYear = y;
    if (township[i]! >= townships) townships = township[i]! + 1;
  }
  const years = rows === 0 ? 0 : lastYear - firstYear + 1;
  return { ...columns, rows, firstYear, years, townships, cell, householdYear, householdYears: current + 1 };
}

/** Flattens the lines and staircases of a policy version, or of a proposal. Marginal reading. */
export function compilePolicy(rulebook: Rulebook): CompiledPolicy {
  const lineFen = new Float64Array(CELLS).fill(Infinity);
  const deductibleFen = new Float64Array(CELLS).fill(Infinity);
  const firstBracket = new Int32Array(CELLS + 1);
  const capOf = new Int8Array(CELLS).fill(-1);
  const [upperFen, rate, intercept]: [number[], number[], number[]] = [[], [], []];
  const caps: Cap[] = [];
  let cell = 0;
  for (const group of GROUPS)
    for (const peril of PERILS) {
      const line = rulebook.line(group, peril);
      if (line !== undefined) lineFen[cell] = Number(line);
      const schedule = rulebook.schedule(group, peril);
      if (schedule) {
        deductibleFen[cell] = Number(schedule.deductibleFen);
        if (schedule.cap) capOf[cell] = positionOf(caps, schedule.cap);
        appendBrackets(schedule, upperFen, rate, intercept);
      }
      firstBracket[++cell] = rate.length;
    }
  return {
    lineFen,
    deductibleFen,
    firstBracket,
    upperFen: Float64Array.from(upperFen),
    rate: Float64Array.from(rate),
    intercept: Float64Array.from(intercept),
    capOf,
    capFen: Float64Array.from(caps, ({ capFen }) => Number(capFen)),
  };
}

function positionOf(caps: Cap[], cap: Cap): number {
  const known = caps.findIndex(({ id }) => id === cap.id);
  return known >= 0 ? known : caps.push(cap) - 1;
}

function appendBrackets(schedule: Schedule, upperFen: number[], rate: number[], intercept: number[]): void {
  let [reached, below] = [0n, 0n];
  const append = (toFen: bigint | undefined, basisPoints: bigint): void => {
    upperFen.push(toFen === undefined ? Infinity : Number(toFen));
    rate.push(Number(basisPoints));
    intercept.push(Number(below - reached * basisPoints));
    if (toFen === undefined) return;
    below += (toFen - reached) * basisPoints;
    reached = toFen;
  };
  for (const { fromFen, toFen, rateBasisPoints } of schedule.brackets) {
    if (fromFen < reached) throw new RangeError('compilePolicy: brackets overlap');
    // A proposal on a screen may have a gap; it pays nothing there, as in `quote`.
    if (fromFen > reached) append(fromFen, 0n);
    append(toFen, rateBasisPoints);
  }
  if (upperFen.at(-1) !== Infinity) append(undefined, 0n);
}

/**
 * Every row's payout under one policy: found when the sum lies strictly above the line, paid when also eligible,
 * the annual household cap shared by the perils under it in row order. Equal to `quote` fen for fen.
 */
export function evaluate(columns: PreparedColumns, policy: CompiledPolicy): Evaluation {
  const { rows, years, firstYear, cell, year, selfPaidFen, eligible, township, householdYear, household } = columns;
  const { lineFen, deductibleFen, firstBracket, upperFen, rate, intercept, capOf, capFen } = policy;
  const payoutFen = new Float64Array(rows);
  const entriesFoundByCellYear = new Float64Array(CELLS * years);
  const costFenByCellYear = new Float64Array(CELLS * years);
  const costFenByTownship = new Float64Array(columns.townships);
  const householdsFoundByYear = new Float64Array(years);
  const capUsed = new Float64Array(capFen.length);
  const capUsedIn = new Int32Array(capFen.length).fill(-1);
  let [householdYearsFound, householdsFound, lastHouseholdYear, lastHousehold] = [0, 0, -1, -1];
  for (let i = 0; i < rows; i++) {
    const c = cell[i]!;
    const paid = selfPaidFen[i]!;
    if (!(paid > lineFen[c]!)) continue;
    const y = year[i]! - firstYear;
    const slot = c * years + y;
    entriesFoundByCellYear[slot]!++;
    const hy = householdYear[i]!;
    if (hy !== lastHouseholdYear) {
      lastHouseholdYear = hy;
      householdYearsFound++;
      householdsFoundByYear[y]!++;
      const h = household[i]!;
      if (h !== lastHousehold || householdYearsFound === 1) {
        lastHousehold = h;
        householdsFound++;
      }
    }
    const rest = paid - deductibleFen[c]!;
    if (eligible[i] === 0 || !(rest > 0)) continue;
    let k = firstBracket[c]!;
    while (rest >= upperFen[k]!) k++;
    // Whole numbers below 2^53 throughout, and the quotient lies at least 1e-4 under the next whole number.
    let payout = Math.floor((rate[k]! * rest + intercept[k]! + SCALE / 2) / SCALE);
    const cap = capOf[c]!;
    if (cap >= 0) {
      if (capUsedIn[cap] !== hy) {
        capUsedIn[cap] = hy;
        capUsed[cap] = 0;
      }
      const left = capFen[cap]! - capUsed[cap]!;
      if (payout > left) payout = left;
      capUsed[cap]! += payout;
    }
    payoutFen[i] = payout;
    costFenByCellYear[slot]! += payout;
    costFenByTownship[township[i]!]! += payout;
  }
  const costFen = sum(costFenByCellYear);
  // Every term is a whole number ≥ 0, so a total below 2^53 proves that no partial sum was rounded.
  if (costFen > LARGEST_SUM) throw new RangeError('The total cost is too large to be summed exactly');
  return {
    payoutFen,
    entriesFound: sum(entriesFoundByCellYear),
    householdYearsFound,
    householdsFound,
    householdsFoundByYear,
    costFen,
    costFenByTownship,
    entriesFoundByCellYear,
    costFenByCellYear,
  };
}

/**
 * What changes when `candidate` replaces `base`: households and entries found, cost by year, group and township,
 * and who gains or loses over a year. A slider keeps the base's `Evaluation` and hands it in again.
 *
 * @example
 * const columns = prepareColumns(expenses);
 * simulate(columns, compilePolicy(wei), compilePolicy(proposal)).candidate.costFen;
 */
export function simulate(
  columns: PreparedColumns,
  base: CompiledPolicy | Evaluation,
  candidate: CompiledPolicy,
): Simulation {
  const before = 'payoutFen' in base ? base : evaluate(columns, base);
  const after = evaluate(columns, candidate);
  const { winners, losers } = shifts(columns, before.payoutFen, after.payoutFen);
  return { base: summarise(columns, before), candidate: summarise(columns, after), winners, losers };
}

function shifts(columns: PreparedColumns, before: Float64Array, after: Float64Array) {
  const { rows, householdYear } = columns;
  let [gained, gainedFen, lost, lostFen, current, difference] = [0, 0, 0, 0, -1, 0];
  for (let i = 0; i <= rows; i++) {
    const hy = i < rows ? householdYear[i]! : -1;
    if (hy !== current) {
      if (difference > 0) {
        gained++;
        gainedFen += difference;
      } else if (difference < 0) {
        lost++;
        lostFen -= difference;
      }
      current = hy;
      difference = 0;
    }
    if (i < rows) difference += after[i]! - before[i]!;
  }
  return {
    winners: { householdYears: gained, sumFen: gainedFen },
    losers: { householdYears: lost, sumFen: lostFen },
  };
}

/** An evaluation as named rows, without its columns. */
export function summarise(columns: PreparedColumns, evaluation: Evaluation): SideResult {
  const { years, firstYear } = columns;
  const { costFenByCellYear, entriesFoundByCellYear, householdsFoundByYear, costFenByTownship } = evaluation;
  const byYear = Array.from({ length: years }, (_, y) => ({
    year: firstYear + y,
    households: householdsFoundByYear[y]!,
    costFen: sumEvery(costFenByCellYear, y, years),
  }));
  const width = PERILS.length * years;
  const byGroup = GROUPS.map((group, g) => ({
    group,
    entries: sum(entriesFoundByCellYear.subarray(g * width, (g + 1) * width)),
    costFen: sum(costFenByCellYear.subarray(g * width, (g + 1) * width)),
  }));
  const byTownship = Array.from(costFenByTownship, (costFen, township) => ({ township, costFen }));
  const { entriesFound, householdYearsFound, householdsFound, costFen } = evaluation;
  return { entriesFound, householdYearsFound, householdsFound, costFen, byYear, byGroup, byTownship };
}

/** A warning line to try on past years. The deductible moves with it, as in the seed, unless told otherwise. */
export interface CandidateLine {
  readonly group: Group;
  readonly peril: Peril;
  readonly lineFen: Fen;
  readonly keepsDeductible?: boolean;
}

export interface BacktestResult {
  readonly line: CandidateLine;
  readonly households: number;
  readonly costFen: number;
  readonly byYear: readonly { readonly year: number; readonly households: number; readonly costFen: number }[];
}

/**
 * Per candidate line: how many households of that group it would have caught for that peril, and what they would
 * have been paid, year by year (domain.md M05, back-test of the past three years). All other rules stay.
 * `households` counts a household once for each year it was caught in.
 */
export function backtest(
  columns: PreparedColumns,
  rulebook: Rulebook,
  lines: readonly CandidateLine[],
): BacktestResult[] {
  const { years, firstYear } = columns;
  return lines.map((line) => {
    const evaluation = evaluate(columns, compilePolicy(withLine(rulebook, line)));
    const cell = GROUPS.indexOf(line.group) * PERILS.length + PERILS.indexOf(line.peril);
    const byYear = Array.from({ length: years }, (_, y) => ({
      year: firstYear + y,
      households: evaluation.entriesFoundByCellYear[cell * years + y]!,
      costFen: evaluation.costFenByCellYear[cell * years + y]!,
    }));
    const total = (of: 'households' | 'costFen') => byYear.reduce((all, row) => all + row[of], 0);
    return { line, households: total('households'), costFen: total('costFen'), byYear };
  });
}

function withLine(rulebook: Rulebook, line: CandidateLine): Rulebook {
  const isTried = (group: Group, peril: Peril) => group === line.group && peril === line.peril;
  return {
    line: (group, peril) => (isTried(group, peril) ? line.lineFen : rulebook.line(group, peril)),
    schedule: (group, peril) => {
      const schedule = rulebook.schedule(group, peril);
      return schedule && isTried(group, peril) && !line.keepsDeductible
        ? { ...schedule, deductibleFen: line.lineFen }
        : schedule;
    },
  };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

function sumEvery(values: Float64Array, start: number, step: number): number {
  let total = 0;
  for (let i = start; i < values.length; i += step) total += values[i]!;
  return total;
}
