import { type CsvRow, type FileColumn, matchHeader } from '../../platform/index.ts';
import { fail } from './errors.ts';

/** Where each column of the kind stands in the file, −1 for an optional one that is missing. */
export interface Header {
  readonly positions: readonly number[];
  readonly cells: number;
  /** Headers nobody here knows; their cells are not stored. */
  readonly unknown: readonly string[];
}

/**
 * Reads the first row as English or Chinese column names, in any order.
 * Fails with `import.columnMissing` or `import.columnTwice`.
 */
export function readHeader(columns: readonly FileColumn[], file: string, row: CsvRow): Header {
  const names = Array.from({ length: row.count }, (_, i) => row.text(i));
  const { positions, unknown, twice, missing, expected } = matchHeader(columns, names);
  if (twice !== undefined) throw fail('import.columnTwice', { file, column: twice });
  if (missing) throw fail('import.columnMissing', { file, missing, expected });
  return { positions, cells: row.count, unknown };
}
