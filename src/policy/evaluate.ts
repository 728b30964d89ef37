import { CELLS, type PreparedColumns } from './columns.ts';
import type { CompiledPolicy } from './compile.ts';
import { RATE_DENOMINATOR } from './rules.ts';
import { GROUPS, PERILS } from './vocabulary.ts';

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

const SCALE = Number(RATE_DENOMINATOR);
const HALF = SCALE / 2;

/**
 * Every row's payout under one policy: found when the sum lies strictly above the line, paid when also eligible,
 * the annual household cap shared by the perils under it, in the order of PERILS. Equal to `quote` fen for fen.
 */
export const evaluate = (columns: PreparedColumns, policy: CompiledPolicy): Evaluation =>
  evaluateInto(columns, policy, buffersFor(columns));

/** As `evaluate`, into arrays of the caller's. */
export function evaluateInto(columns: PreparedColumns, policy: CompiledPolicy, buffers: Buffers): Evaluation {
  const { years, householdYears } = columns;
  const sums: Sums = {
    ...buffers,
    entriesFoundByCellYear: new Float64Array(CELLS * years),
    costFenByCellYear: new Float64Array(CELLS * years),
  };
  const { capUsed } = buffers;
  while (capUsed.length < policy.capFen.length) capUsed.push(new Float64Array(householdYears));
  // Peril by peril, so that a cap is used up in that order whatever the group of a row.
  for (let peril = 0; peril < PERILS.length; peril++)
    for (let group = 0; group < GROUPS.length; group++) {
      const cell = group * PERILS.length + peril;
      if (policy.lineFen[cell] === Infinity) continue;
      for (let slot = cell * years; slot < (cell + 1) * years; slot++)
        evaluateSlot(columns, policy, cell, slot, sums);
    }
  const costFen = sum(sums.costFenByCellYear);
  // Every term is a whole number ≥ 0, so a total below 2^53 proves that no partial sum was rounded.
  if (costFen > Number.MAX_SAFE_INTEGER)
    throw new RangeError('The total cost is too large to be summed exactly');
  const { payoutFen, payoutFenByHouseholdYear, entriesFoundByCellYear, costFenByCellYear } = sums;
  return {
    payoutFen,
    payoutFenByHouseholdYear,
    entriesFoundByCellYear,
    costFenByCellYear,
    costFen,
    entriesFound: sum(entriesFoundByCellYear),
    costFenByTownship: byTownship(columns, payoutFenByHouseholdYear),
    ...countFound(columns, sums.isFound),
  };
}

/** The wide arrays of one evaluation, all zero at its start. */
interface Buffers {
  readonly payoutFen: Float64Array;
  readonly payoutFenByHouseholdYear: Float64Array;
  readonly isFound: Uint8Array;
  readonly capUsed: Float64Array[];
}

/** One cell in one year: the eligible rows are found and paid, the others only found. */
function evaluateSlot(
  columns: PreparedColumns,
  policy: CompiledPolicy,
  cell: number,
  slot: number,
  sums: Sums,
): void {
  const { segmentStart } = columns;
  const [start, middle, end] = [
    segmentStart[slot * 2]!,
    segmentStart[slot * 2 + 1]!,
    segmentStart[slot * 2 + 2]!,
  ];
  if (policy.deductibleFen[cell] === Infinity) {
    markFound(columns, policy.lineFen[cell]!, start, end, slot, sums);
    return;
  }
  const cap = policy.capOf[cell]!;
  if (cap < 0) pay(columns, policy, cell, start, middle, slot, sums);
  else payCapped(columns, policy, cell, start, middle, slot, sums, policy.capFen[cap]!, sums.capUsed[cap]!);
  markFound(columns, policy.lineFen[cell]!, middle, end, slot, sums);
}

interface Sums extends Buffers {
  readonly entriesFoundByCellYear: Float64Array;
  readonly costFenByCellYear: Float64Array;
}

const buffersFor = ({ rows, householdYears }: PreparedColumns): Buffers => ({
  payoutFen: new Float64Array(rows),
  payoutFenByHouseholdYear: new Float64Array(householdYears),
  isFound: new Uint8Array(householdYears),
  capUsed: [],
});

/** Two sets for each prepared columns: fresh ones for every move of a slider would cost more than the sums do. */
const workspaces = new WeakMap<PreparedColumns, readonly [Buffers, Buffers]>();

/** Only for evaluations that are read and forgotten: the next one on the same side overwrites them. */
export function workspace(columns: PreparedColumns, side: 0 | 1): Buffers {
  const pair = workspaces.get(columns) ?? ([buffersFor(columns), buffersFor(columns)] as const);
  workspaces.set(columns, pair);
  const buffers = pair[side];
  for (const buffer of [
    buffers.payoutFen,
    buffers.payoutFenByHouseholdYear,
    buffers.isFound,
    ...buffers.capUsed,
  ])
    buffer.fill(0);
  return buffers;
}

function markFound(
  { selfPaidFen, householdYear }: PreparedColumns,
  lineFen: number,
  start: number,
  end: number,
  slot: number,
  { entriesFoundByCellYear, isFound }: Sums,
): void {
  let found = 0;
  for (let i = start; i < end; i++) {
    if (!(selfPaidFen[i]! > lineFen)) continue;
    found++;
    isFound[householdYear[i]!] = 1;
  }
  entriesFoundByCellYear[slot]! += found;
}

/** Finds and pays the eligible rows of one cell and year that no cap limits. */
function pay(
  { selfPaidFen, householdYear }: PreparedColumns,
  policy: CompiledPolicy,
  cell: number,
  start: number,
  end: number,
  slot: number,
  { payoutFen, payoutFenByHouseholdYear, entriesFoundByCellYear, costFenByCellYear, isFound }: Sums,
): void {
  const lineFen = policy.lineFen[cell]!;
  const { at0, at1, at2, change0, change1, change2, further } = staircaseOf(policy, cell);
  let found = 0;
  let total = 0;
  for (let i = start; i < end; i++) {
    const paid = selfPaidFen[i]!;
    const hy = householdYear[i]!;
    const hit = paid > lineFen ? 1 : 0;
    let scaled =
      change0 * partAbove(at0, paid) + change1 * partAbove(at1, paid) + change2 * partAbove(at2, paid);
    if (further !== undefined) scaled += furtherKnots(further, paid);
    const payout = hit === 1 ? roundToFen(scaled) : 0;
    payoutFen[i] = payout;
    payoutFenByHouseholdYear[hy]! += payout;
    isFound[hy] = isFound[hy]! | hit;
    found += hit;
    total += payout;
  }
  entriesFoundByCellYear[slot]! += found;
  costFenByCellYear[slot]! += total;
}

/** As `pay`, down to what a household has left of its cap. Apart, so that the common loop stays free of it. */
function payCapped(
  { selfPaidFen, householdYear }: PreparedColumns,
  policy: CompiledPolicy,
  cell: number,
  start: number,
  end: number,
  slot: number,
  { payoutFen, payoutFenByHouseholdYear, entriesFoundByCellYear, costFenByCellYear, isFound }: Sums,
  capFen: number,
  capUsed: Float64Array,
): void {
  const lineFen = policy.lineFen[cell]!;
  const { at0, at1, at2, change0, change1, change2, further } = staircaseOf(policy, cell);
  let found = 0;
  let total = 0;
  for (let i = start; i < end; i++) {
    const paid = selfPaidFen[i]!;
    const hy = householdYear[i]!;
    const hit = paid > lineFen ? 1 : 0;
    let scaled =
      change0 * partAbove(at0, paid) + change1 * partAbove(at1, paid) + change2 * partAbove(at2, paid);
    if (further !== undefined) scaled += furtherKnots(further, paid);
    const uncapped = hit === 1 ? roundToFen(scaled) : 0;
    const used = capUsed[hy]!;
    const payout = uncapped - partAbove(capFen - used, uncapped);
    capUsed[hy] = used + payout;
    payoutFen[i] = payout;
    payoutFenByHouseholdYear[hy]! += payout;
    isFound[hy] = isFound[hy]! | hit;
    found += hit;
    total += payout;
  }
  entriesFoundByCellYear[slot]! += found;
  costFenByCellYear[slot]! += total;
}

/** max(0, value − threshold) without a branch, which runs twice as fast here; exact for whole numbers below 2^52. */
const partAbove = (threshold: number, value: number): number =>
  (value - threshold + Math.abs(value - threshold)) * 0.5;

/** Half up. Whole numbers below 2^53 throughout, and the quotient lies at least 1e-4 under the next whole number. */
const roundToFen = (scaled: number): number => Math.floor((scaled + HALF) / SCALE);

/** Three knots, which hold every staircase of the field, by name; a longer staircase keeps the others in a list. */
function staircaseOf({ deductibleFen, firstKnot, knotFen, rateChange }: CompiledPolicy, cell: number) {
  const [first, last] = [firstKnot[cell]!, firstKnot[cell + 1]!];
  // Positions on the bill itself; a knot that does not exist changes the rate by nothing.
  const at = (k: number): number => deductibleFen[cell]! + (k < last ? knotFen[k]! : 0);
  const change = (k: number): number => (k < last ? rateChange[k]! : 0);
  const rest = Array.from({ length: Math.max(0, last - first - 3) }, (_, k) => first + 3 + k);
  return {
    at0: at(first),
    at1: at(first + 1),
    at2: at(first + 2),
    change0: change(first),
    change1: change(first + 1),
    change2: change(first + 2),
    further: rest.length === 0 ? undefined : rest.map((k) => ({ at: at(k), change: change(k) })),
  };
}

function furtherKnots(
  knots: readonly { readonly at: number; readonly change: number }[],
  paid: number,
): number {
  let scaled = 0;
  for (const { at, change } of knots) scaled += change * partAbove(at, paid);
  return scaled;
}

function byTownship(
  { townshipOf, townships }: PreparedColumns,
  payoutFenByHouseholdYear: Float64Array,
): Float64Array {
  const cost = new Float64Array(townships);
  for (let hy = 0; hy < townshipOf.length; hy++) cost[townshipOf[hy]!]! += payoutFenByHouseholdYear[hy]!;
  return cost;
}

function countFound(columns: PreparedColumns, isFound: Uint8Array) {
  const { householdYears, yearOf, householdOf, years } = columns;
  const householdsFoundByYear = new Float64Array(years);
  const isHouseholdFound = new Uint8Array(columns.households);
  for (let hy = 0; hy < householdYears; hy++) {
    const hit = isFound[hy]!;
    const household = householdOf[hy]!;
    householdsFoundByYear[yearOf[hy]!]! += hit;
    isHouseholdFound[household] = isHouseholdFound[household]! | hit;
  }
  let householdsFound = 0;
  for (let h = 0; h < isHouseholdFound.length; h++) householdsFound += isHouseholdFound[h]!;
  return { householdsFoundByYear, householdsFound, householdYearsFound: sum(householdsFoundByYear) };
}

/** An evaluation's payouts in the order of the columns handed to `prepareColumns`. */
export function payoutsByRow({ sourceRow }: PreparedColumns, { payoutFen }: Evaluation): Float64Array {
  const byRow = new Float64Array(payoutFen.length);
  for (let i = 0; i < byRow.length; i++) byRow[sourceRow[i]!] = payoutFen[i]!;
  return byRow;
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
