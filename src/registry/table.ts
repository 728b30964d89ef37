import type { Language } from '../kernel/index.ts';
import { type CellType, type FileColumn, FileRow, matchHeader, type TableSource } from '../platform/index.ts';
import { fail } from './errors.ts';

/** A refused cell or row, as the rejects file shows it. */
export interface RejectedCell {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export const REJECT_COLUMNS = ['line', 'column', 'value', 'reason'] as const;

/**
 * Reads a table whose first row names its columns in English or Chinese, in any order, and hands on the rows
 * whose cells are sound, with the names of the columns the file has. Answers the number of rows and what was refused.
 *
 * Reasons are told in `language`. Fails with the `file.*` failures, `register.columnMissing`, `register.columnTwice`, `register.columnUnknown`
 * or `register.noRows`.
 */
export async function readTable(
  source: TableSource,
  columns: readonly FileColumn[],
  language: Language,
  take: (row: FileRow, named: ReadonlySet<string>) => void,
): Promise<{ readonly rows: number; readonly rejects: RejectedCell[] }> {
  const rejects: RejectedCell[] = [];
  let rows = 0;
  let row: FileRow | undefined;
  let cells = 0;
  let named: ReadonlySet<string> = new Set();
  for await (const window of source.read().windows())
    for (const csvRow of window) {
      if (!row) {
        cells = csvRow.count;
        const names = Array.from({ length: cells }, (_, i) => csvRow.text(i));
        const positions = positionsOf(source.name, columns, names);
        named = new Set(columns.filter((_, i) => positions[i]! >= 0).map(({ name }) => name));
        row = new FileRow(columns, positions, language);
        continue;
      }
      rows += 1;
      if (row.read(csvRow, cells)) take(row, named);
      for (const { column, reason } of row.problems) rejects.push(rejectedCell(row, column, reason));
    }
  if (rows === 0) throw fail('register.noRows', { file: source.name });
  return { rows, rejects };
}

function rejectedCell(row: FileRow, column: number, reason: string): RejectedCell {
  const value = column < 0 ? '' : row.text(column).slice(0, 200);
  const name = row.columns[column]?.name ?? '';
  return {
    line: row.line,
    column: name,
    value: name === 'id_number' ? veil(value) : veilNumbers(value),
    reason,
  };
}

/** An ID number is never repeated, a wrong one neither: enough is left to recognise the row. */
const veil = (value: string): string => `${value.slice(0, 4)}${'*'.repeat(Math.max(0, value.length - 4))}`;

/** Hides ID numbers that stand where they should not. */
export const veilNumbers = (text: string): string =>
  text.replace(/(?<!\d)(\d{4})\d{10}(\d{3}[\dXx])(?!\d)/g, '$1**********$2');

function positionsOf(
  file: string,
  columns: readonly FileColumn[],
  names: readonly string[],
): readonly number[] {
  const { positions, unknown, twice, missing, expected } = matchHeader(columns, names);
  // A misspelt optional column would silently count as blank.
  if (unknown[0] !== undefined)
    throw fail('register.columnUnknown', { file, column: unknown[0].slice(0, 60), expected });
  if (twice !== undefined) throw fail('register.columnTwice', { file, column: twice });
  if (missing) throw fail('register.columnMissing', { file, missing, expected });
  return positions;
}

/** A whole number that may be negative; blank when the column allows it. The row keeps it. */
export function signedInteger(limit: number, { allowNegative = true } = {}): CellType {
  return {
    check: (row, cell) => {
      if (row.isBlank(cell)) return undefined;
      const text = row.text(cell);
      const value = /^[-+]?\d{1,10}$/.test(text) ? Number(text) : NaN;
      row.numbers[cell] = value;
      const lowest = allowNegative ? -limit : 0;
      return value >= lowest && value <= limit
        ? undefined
        : {
            zh: `不是 ${lowest} 到 ${limit} 的整数（不带千分位）`,
            en: `is not a whole number from ${lowest} to ${limit} (no separators)`,
          };
    },
    write: (row, cell, out) => out.integer(row.numbers[cell]!),
  };
}
