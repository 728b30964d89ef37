import { GROUPS, PERILS } from './vocabulary.ts';

/** Cells are group × peril: cell = group × PERILS.length + peril. */
export const CELLS = GROUPS.length * PERILS.length;
/** Above this, fen × basis points would leave the whole numbers a double holds (2^53) too near. */
export const LARGEST_FEN = 1e11;

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
 * Columns checked and regrouped once, for a tight loop: rows of one group, peril, year and eligibility stand together
 * (a segment), and so do the household-years of one year and group. Keep it while the data stay.
 */
export interface PreparedColumns {
  readonly rows: number;
  readonly firstYear: number;
  readonly years: number;
  readonly townships: number;
  /** Segment (cell × years + year − firstYear) × 2 + (eligible ? 0 : 1) spans the rows up to the next start. */
  readonly segmentStart: Int32Array;
  readonly selfPaidFen: Float64Array;
  /** Number of the household-year a row belongs to. */
  readonly householdYear: Int32Array;
  /** The row of the columns handed in. */
  readonly sourceRow: Int32Array;
  readonly householdYears: number;
  /** Of each household-year: year − firstYear, household numbered from 0, township. */
  readonly yearOf: Uint16Array;
  readonly householdOf: Int32Array;
  readonly townshipOf: Uint16Array;
  readonly households: number;
}

/**
 * Checks the columns once (lengths, codes, whole fen from 0 to a thousand million yuan, order, one row a peril, one
 * township a year) and regroups them. Throws RangeError naming the row.
 */
export function prepareColumns(columns: ExpenseColumns): PreparedColumns {
  assertColumns(columns);
  const rows = columns.household.length;
  const [firstYear, lastYear] = extremes(columns.year);
  const [, lastTownship] = extremes(columns.township);
  const years = rows === 0 ? 0 : lastYear - firstYear + 1;
  const numbering = numberHouseholdYears(columns, firstYear, years);
  const regrouped = regroup(columns, numbering.householdYear, firstYear, years);
  return { rows, firstYear, years, townships: rows === 0 ? 0 : lastTownship + 1, ...numbering, ...regrouped };
}

/** Refuses whatever the tight loop could not take. */
function assertColumns(columns: ExpenseColumns): void {
  const { household, year, peril, group, township, selfPaidFen } = columns;
  const rows = household.length;
  for (const [name, column] of Object.entries(columns))
    if (column.length !== rows)
      throw new RangeError(`${name} has ${column.length} rows, household has ${rows}`);
  let perilsSeen = 0;
  for (let i = 0; i < rows; i++) {
    const paid = selfPaidFen[i]!;
    const bit = 1 << peril[i]!;
    if (group[i]! >= GROUPS.length || peril[i]! >= PERILS.length)
      throw new RangeError(`Row ${i}: no such group or peril`);
    if (!(paid >= 0 && paid <= LARGEST_FEN && Math.floor(paid) === paid))
      throw new RangeError(`Row ${i}: ${paid} is not a whole number of fen from 0 to ${LARGEST_FEN}`);
    if (i === 0 || !isSameHouseholdYear(columns, i)) {
      const isLater =
        i === 0 ||
        household[i]! > household[i - 1]! ||
        (household[i] === household[i - 1] && year[i]! > year[i - 1]!);
      if (!isLater) throw new RangeError(`Row ${i}: rows must be sorted by household, then year`);
      perilsSeen = 0;
    } else if (township[i] !== township[i - 1])
      throw new RangeError(`Row ${i}: one household-year, two townships`);
    if ((perilsSeen & bit) !== 0)
      throw new RangeError(`Row ${i}: this household, year and peril came before`);
    perilsSeen |= bit;
  }
}

/** Whether a row belongs to the household-year of the row before it. */
const isSameHouseholdYear = ({ household, year }: ExpenseColumns, row: number): boolean =>
  household[row] === household[row - 1] && year[row] === year[row - 1];

/**
 * Numbers the household-years so that those of one year and group are neighbours: a segment then writes into one
 * dense stretch of memory and not all over it.
 */
function numberHouseholdYears(columns: ExpenseColumns, firstYear: number, years: number) {
  const { household, year, group, township } = columns;
  const rows = household.length;
  const blockOf = (row: number): number => group[row]! * years + year[row]! - firstYear;
  const next = new Int32Array(GROUPS.length * years + 1);
  for (let i = 0; i < rows; i++) if (i === 0 || !isSameHouseholdYear(columns, i)) next[blockOf(i) + 1]!++;
  for (let b = 1; b < next.length; b++) next[b]! += next[b - 1]!;
  const householdYears = next[next.length - 1] ?? 0;
  const householdYear = new Int32Array(rows);
  const yearOf = new Uint16Array(householdYears);
  const householdOf = new Int32Array(householdYears);
  const townshipOf = new Uint16Array(householdYears);
  let current = -1;
  let households = 0;
  for (let i = 0; i < rows; i++) {
    if (i === 0 || !isSameHouseholdYear(columns, i)) {
      if (i === 0 || household[i] !== household[i - 1]) households++;
      current = next[blockOf(i)]!++;
      yearOf[current] = year[i]! - firstYear;
      householdOf[current] = households - 1;
      townshipOf[current] = township[i]!;
    }
    householdYear[i] = current;
  }
  return { householdYear, householdYears, yearOf, householdOf, townshipOf, households };
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

/** A stable counting sort by segment: within a segment rows stay in order. */
function regroup(columns: ExpenseColumns, householdYear: Int32Array, firstYear: number, years: number) {
  const { year, peril, group, selfPaidFen, eligible } = columns;
  const rows = year.length;
  const segment = (i: number): number =>
    ((group[i]! * PERILS.length + peril[i]!) * years + year[i]! - firstYear) * 2 +
    (eligible[i] === 0 ? 1 : 0);
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
