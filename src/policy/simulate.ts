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

/**
 * Columns checked and regrouped once: rows of one group, peril, year and eligibility stand together, so that the
 * tight loop holds their rule and their sums in registers. Keep it while the data stay.
 */
export interface PreparedColumns {
  readonly rows: number;
  readonly firstYear: number;
  readonly years: number;
  readonly townships: number;
  /** Segment s = (cell × years + year − firstYear) × 2 + (eligible ? 0 : 1) spans these rows. */
  readonly segmentStart: Int32Array;
  readonly selfPaidFen: Float64Array;
  /** Number of the household-year a row belongs to, ascending within a segment. */
  readonly householdYear: Int32Array;
  /** The row of the columns handed in. */
  readonly sourceRow: Int32Array;
  readonly householdYears: number;
  readonly yearOf: Uint16Array;
  readonly householdOf: Int32Array;
  readonly townshipOf: Uint16Array;
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
  /** Knots of cell c stand at `firstKnot[c]` up to `firstKnot[c + 1]`: where the rate changes, and by how much. */
  readonly firstKnot: Int32Array;
  readonly knotFen: Float64Array;
  readonly rateChange: Float64Array;
  readonly capOf: Int8Array;
  readonly capFen: Float64Array;
}

/** Payouts of one policy over all rows, and their sums. `cell` is group × PERILS.length + peril. */
export interface Evaluation {
  /** In the order of the prepared columns; `payoutsByRow` gives that of the source. */
  readonly payoutFen: Float64Array;
  readonly payoutFenByHouseholdYear: Float64Array;
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
const HALF = SCALE / 2;
/** Above this, fen × basis points would leave the whole numbers a double holds (2^53) too near. */
const LARGEST_FEN = 1e11;
const LARGEST_SUM = Number.MAX_SAFE_INTEGER;

/**
 * Checks the columns once (lengths, codes, whole fen from 0 to a thousand million yuan, order, one row a peril) and
 * regroups them. Throws RangeError naming the row.
 */
export function prepareColumns(columns: ExpenseColumns): PreparedColumns {
  const rows = columns.household.length;
  for (const [name, column] of Object.entries(columns))
    if (column.length !== rows) throw new RangeError(`${name} has ${column.length} rows, household has ${rows}`);
  const numbering = numberHouseholdYears(columns);
  const [firstYear, lastYear] = extremes(columns.year);
  const years = rows === 0 ? 0 : lastYear - firstYear + 1;
  const [, lastTownship] = extremes(columns.township);
  const regrouped = regroup(columns, numbering.householdYear, firstYear, years);
  return { rows, firstYear, years, townships: rows === 0 ? 0 : lastTownship + 1, ...numbering, ...regrouped };
}

/** Numbers the household-years in order, and refuses whatever the tight loop could not take. */
function numberHouseholdYears({ household, year, peril, group, township, selfPaidFen }: ExpenseColumns) {
  const rows = household.length;
  const householdYear = new Int32Array(rows);
  const [yearOf, townshipOf, householdOf] = [new Uint16Array(rows), new Uint16Array(rows), new Int32Array(rows)];
  let current = -1;
  let perilsSeen = 0;
  for (let i = 0; i < rows; i++) {
    const h = household[i]!;
    const y = year[i]!;
    const p = peril[i]!;
    const paid = selfPaidFen[i]!;
    if (group[i]! >= GROUPS.length || p >= PERILS.length) throw new RangeError(`Row ${i}: no such group or peril`);
    if (!(paid >= 0 && paid <= LARGEST_FEN && Math.floor(paid) === paid))
      throw new RangeError(`Row ${i}: ${paid} is not a whole number of fen from 0 to ${LARGEST_FEN}`);
    if (current < 0 || h !== householdOf[current] || y !== yearOf[current]) {
      if (current >= 0 && (h < householdOf[current]! || (h === householdOf[current] && y < yearOf[current]!)))
        throw new RangeError(`Row ${i}: rows must be sorted by household, then year`);
      current++;
      yearOf[current] = y;
      householdOf[current] = h;
      townshipOf[current] = township[i]!;
      perilsSeen = 0;
    }
    if (township[i] !== townshipOf[current]) throw new RangeError(`Row ${i}: one household-year, two townships`);
    if ((perilsSeen & (1 << p)) !== 0) throw new RangeError(`Row ${i}: this household, year and peril came before`);
    perilsSeen |= 1 << p;
    householdYear[i] = current;
  }
  const householdYears = current + 1;
  return {
    householdYear,
    householdYears,
    yearOf: yearOf.subarray(0, householdYears),
    householdOf: householdOf.subarray(0, householdYears),
    townshipOf: townshipOf.subarray(0, householdYears),
  };
}

function extremes(column: Uint16Array): readonly [number, number] {
  let low = 65_535;
  let high = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** A stable counting sort by segment: within a segment household-years stay in order. */
function regroup(columns: ExpenseColumns, householdYear: Int32Array, firstYear: number, years: number) {
  const { year, peril, group, selfPaidFen, eligible } = columns;
  const rows = year.length;
  const segment = (i: number): number =>
    ((group[i]! * PERILS.length + peril[i]!) * years + year[i]! - firstYear) * 2 + (eligible[i] === 0 ? 1 : 0);
  const segmentStart = new Int32Array(CELLS * years * 2 + 1);
  for (let i = 0; i < rows; i++) segmentStart[segment(i) + 1]!++;
  for (let s = 1; s < segmentStart.length; s++) segmentStart[s]! += segmentStart[s - 1]!;
  const next = segmentStart.slice();
  const regrouped = {
    segmentStart,
    selfPaidFen: new Float64Array(rows),
    householdYear: new Int32Array(rows),
    sourceRow: new Int32Array(rows),
  };
  for (let i = 0; i < rows; i++) {
    const at = next[segment(i)]!++;
    regrouped.selfPaidFen[at] = selfPaidFen[i]!;
    regrouped.householdYear[at] = householdYear[i]!;
    regrouped.sourceRow[at] = i;
  }
  return regrouped;
}

/**
 * Flattens the lines and staircases of a policy version, or of a proposal. Marginal reading.
 * Throws RangeError for brackets that overlap, or a staircase too ragged to be summed exactly.
 */
export function compilePolicy(rulebook: Rulebook): CompiledPolicy {
  const lineFen = new Float64Array(CELLS).fill(Infinity);
  const deductibleFen = new Float64Array(CELLS).fill(Infinity);
  const firstKnot = new Int32Array(CELLS + 1);
  const capOf = new Int8Array(CELLS).fill(-1);
  const knots: Knot[] = [];
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
        knots.push(...knotsOf(schedule));
      }
      firstKnot[++cell] = knots.length;
    }
  return {
    lineFen,
    deductibleFen,
    firstKnot,
    knotFen: Float64Array.from(knots, ({ atFen }) => Number(atFen)),
    rateChange: Float64Array.from(knots, ({ change }) => Number(change)),
    capOf,
    capFen: Float64Array.from(caps, ({ capFen }) => Number(capFen)),
  };
}

function positionOf(caps: Cap[], cap: Cap): number {
  const known = caps.findIndex(({ id }) => id === cap.id);
  return known >= 0 ? known : caps.push(cap) - 1;
}

interface Knot {
  readonly atFen: bigint;
  readonly change: bigint;
}

/**
 * A staircase as changes of slope: payout × 10,000 = Σ change × max(0, rest − at). That needs no search for the
 * bracket, whose unpredictable branch would cost more than all the arithmetic.
 */
function knotsOf({ brackets }: Schedule): Knot[] {
  const knots: Knot[] = [];
  let reached = 0n;
  for (const { fromFen, toFen, rateBasisPoints } of brackets) {
    // A proposal on a screen may have a gap; it pays nothing there, as in `quote`. An overlap has no meaning.
    if (fromFen < reached) throw new RangeError('compilePolicy: brackets overlap');
    knots.push({ atFen: fromFen, change: rateBasisPoints });
    if (toFen === undefined) break;
    knots.push({ atFen: toFen, change: -rateBasisPoints });
    reached = toFen;
  }
  const merged = new Map<bigint, bigint>();
  for (const { atFen, change } of knots) merged.set(atFen, (merged.get(atFen) ?? 0n) + change);
  const changes = [...merged].filter(([, change]) => change !== 0n).map(([atFen, change]) => ({ atFen, change }));
  const swing = changes.reduce((total, { change }) => total + (change < 0n ? -change : change), 0n);
  if (Number(swing) * LARGEST_FEN > LARGEST_SUM) throw new RangeError('compilePolicy: too many changes of rate');
  return changes;
}

/**
 * Every row's payout under one policy: found when the sum lies strictly above the line, paid when also eligible,
 * the annual household cap shared by the perils under it, in the order of PERILS. Equal to `quote` fen for fen.
 */
export function evaluate(columns: PreparedColumns, policy: CompiledPolicy): Evaluation {
  const { rows, years, segmentStart } = columns;
  const payoutFen = new Float64Array(rows);
  const payoutFenByHouseholdYear = new Float64Array(columns.householdYears);
  const entriesFoundByCellYear = new Float64Array(CELLS * years);
  const costFenByCellYear = new Float64Array(CELLS * years);
  const isFound = new Uint8Array(columns.householdYears);
  const capUsed = Array.from(policy.capFen, () => new Float64Array(columns.householdYears));
  for (let slot = 0; slot < CELLS * years; slot++) {
    const cell = Math.floor(slot / years);
    const lineFen = policy.lineFen[cell]!;
    const [start, middle, end] = [segmentStart[slot * 2]!, segmentStart[slot * 2 + 1]!, segmentStart[slot * 2 + 2]!];
    if (lineFen === Infinity || start === end) continue;
    entriesFoundByCellYear[slot] = markFound(columns, lineFen, start, end, isFound);
    const deductibleFen = policy.deductibleFen[cell]!;
    if (deductibleFen === Infinity) continue;
    payStaircase(columns, policy, cell, start, middle, payoutFen);
    if (lineFen > deductibleFen) unpayBelowLine(columns, lineFen, start, middle, payoutFen);
    const cap = policy.capOf[cell]!;
    if (cap >= 0) limitToCap(columns, policy.capFen[cap]!, capUsed[cap]!, start, middle, payoutFen);
    costFenByCellYear[slot] = addUp(columns, start, middle, payoutFen, payoutFenByHouseholdYear);
  }
  const costFen = sum(costFenByCellYear);
  // Every term is a whole number ≥ 0, so a total below 2^53 proves that no partial sum was rounded.
  if (costFen > LARGEST_SUM) throw new RangeError('The total cost is too large to be summed exactly');
  return {
    payoutFen,
    payoutFenByHouseholdYear,
    entriesFoundByCellYear,
    costFenByCellYear,
    entriesFound: sum(entriesFoundByCellYear),
    costFen,
    costFenByTownship: byTownship(columns, payoutFenByHouseholdYear),
    ...countFound(columns, isFound),
  };
}

function markFound(
  { selfPaidFen, householdYear }: PreparedColumns,
  lineFen: number,
  start: number,
  end: number,
  isFound: Uint8Array,
): number {
  let found = 0;
  for (let i = start; i < end; i++)
    if (selfPaidFen[i]! > lineFen) {
      found++;
      isFound[householdYear[i]!] = 1;
    }
  return found;
}

/** The staircase over the eligible rows of one cell and year: rounded half up to fen, before any cap. */
function payStaircase(
  { selfPaidFen }: PreparedColumns,
  { deductibleFen, firstKnot, knotFen, rateChange }: CompiledPolicy,
  cell: number,
  start: number,
  end: number,
  payoutFen: Float64Array,
): void {
  const deductible = deductibleFen[cell]!;
  const first = firstKnot[cell]!;
  const last = firstKnot[cell + 1]!;
  const at = (k: number): number => (first + k < last ? knotFen[first + k]! : 0);
  const change = (k: number): number => (first + k < last ? rateChange[first + k]! : 0);
  // Four knots unrolled hold every staircase of the field; longer ones pay for their extra steps only.
  const [at0, at1, at2, at3] = [at(0), at(1), at(2), at(3)];
  const [change0, change1, change2, change3] = [change(0), change(1), change(2), change(3)];
  for (let i = start; i < end; i++) {
    const rest = Math.max(0, selfPaidFen[i]! - deductible);
    let scaled =
      change0 * Math.max(0, rest - at0) +
      change1 * Math.max(0, rest - at1) +
      change2 * Math.max(0, rest - at2) +
      change3 * Math.max(0, rest - at3);
    for (let k = first + 4; k < last; k++) scaled += rateChange[k]! * Math.max(0, rest - knotFen[k]!);
    // Whole numbers below 2^53 throughout, and the quotient lies at least 1e-4 under the next whole number.
    payoutFen[i] = Math.floor((scaled + HALF) / SCALE);
  }
}

/** Where the warning line lies above the deductible, what is not found is not paid. */
function unpayBelowLine(
  { selfPaidFen }: PreparedColumns,
  lineFen: number,
  start: number,
  end: number,
  payoutFen: Float64Array,
): void {
  for (let i = start; i < end; i++) if (!(selfPaidFen[i]! > lineFen)) payoutFen[i] = 0;
}

/** Takes a segment's payouts down to what its households have left of a cap. */
function limitToCap(
  { householdYear }: PreparedColumns,
  capFen: number,
  capUsed: Float64Array,
  start: number,
  end: number,
  payoutFen: Float64Array,
): void {
  for (let i = start; i < end; i++) {
    const hy = householdYear[i]!;
    const used = capUsed[hy]!;
    const payout = Math.min(payoutFen[i]!, capFen - used);
    payoutFen[i] = payout;
    capUsed[hy] = used + payout;
  }
}

function addUp(
  { householdYear }: PreparedColumns,
  start: number,
  end: number,
  payoutFen: Float64Array,
  byHouseholdYear: Float64Array,
): number {
  let total = 0;
  for (let i = start; i < end; i++) {
    const payout = payoutFen[i]!;
    byHouseholdYear[householdYear[i]!]! += payout;
    total += payout;
  }
  return total;
}

function byTownship({ townshipOf, townships }: PreparedColumns, payoutFenByHouseholdYear: Float64Array): Float64Array {
  const cost = new Float64Array(townships);
  for (let hy = 0; hy < townshipOf.length; hy++) cost[townshipOf[hy]!]! += payoutFenByHouseholdYear[hy]!;
  return cost;
}

function countFound({ householdYears, yearOf, householdOf, firstYear, years }: PreparedColumns, isFound: Uint8Array) {
  const householdsFoundByYear = new Float64Array(years);
  let householdsFound = 0;
  let last = -1;
  for (let hy = 0; hy < householdYears; hy++) {
    if (isFound[hy] === 0) continue;
    householdsFoundByYear[yearOf[hy]! - firstYear]!++;
    if (last < 0 || householdOf[last] !== householdOf[hy]) householdsFound++;
    last = hy;
  }
  return { householdsFoundByYear, householdsFound, householdYearsFound: sum(householdsFoundByYear) };
}

/** An evaluation's payouts in the order of the columns handed to `prepareColumns`. */
export function payoutsByRow({ sourceRow }: PreparedColumns, { payoutFen }: Evaluation): Float64Array {
  const byRow = new Float64Array(payoutFen.length);
  for (let i = 0; i < byRow.length; i++) byRow[sourceRow[i]!] = payoutFen[i]!;
  return byRow;
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
  const { winners, losers } = shifts(before.payoutFenByHouseholdYear, after.payoutFenByHouseholdYear);
  return { base: summarise(columns, before), candidate: summarise(columns, after), winners, losers };
}

function shifts(before: Float64Array, after: Float64Array) {
  let gained = 0;
  let gainedFen = 0;
  let lost = 0;
  let lostFen = 0;
  for (let hy = 0; hy < before.length; hy++) {
    const change = after[hy]! - before[hy]!;
    if (change > 0) {
      gained++;
      gainedFen += change;
    } else if (change < 0) {
      lost++;
      lostFen -= change;
    }
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
