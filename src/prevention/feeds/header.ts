import { type CsvRow, type FileColumn, matchHeader } from '../../platform/index.ts';
import { fail } from './errors.ts';
import { columnOf, mappedNames, type Mapping } from './mapping.ts';

/** Where each column of the kind stands in the file, −1 for an optional one that is missing. */
export interface Header {
  readonly positions: readonly number[];
  readonly cells: number;
  /** Headers nobody here knows; their cells are not stored. */
  readonly unknown: readonly string[];
}

/**
 * Reads the first row as English or Chinese column names, in any order, or by the names a mapping gives its headers.
 * Fails with `import.columnMissing` or `import.columnTwice`.
 */
export function readHeader(
  columns: readonly FileColumn[],
  file: string,
  row: CsvRow,
  mapping: Mapping = {},
): Header {
  const names = Array.from({ length: row.count }, (_, i) => row.text(i));
  const { positions, twice, missing, expected } = matchHeader(columns, mappedNames(names, mapping));
  if (twice !== undefined) throw fail('import.columnTwice', { file, column: twice });
  if (missing) throw fail('import.columnMissing', { file, missing, expected });
  const unknown = names.filter((name, i) => !positions.includes(i) && columnOf(mapping, name) !== '');
  return { positions, cells: row.count, unknown };
}
