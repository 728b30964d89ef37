import type { CsvRow, FileColumn } from '../../platform/index.ts';
import { fail } from './errors.ts';

/** Where each column of the kind stands in the file, −1 for an optional one that is missing. */
export interface Header {
  readonly positions: readonly number[];
  readonly cells: number;
  /** Headers nobody here knows; their cells are not stored. */
  readonly unknown: readonly string[];
}

const normalise = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_（）()]/g, '');

/**
 * Reads the first row as English or Chinese column names, in any order.
 * Fails with `import.columnMissing` or `import.columnTwice`.
 */
export function readHeader(columns: readonly FileColumn[], file: string, row: CsvRow): Header {
  const names = Array.from({ length: row.count }, (_, i) => row.text(i));
  const columnOf = new Map<string, number>();
  columns.forEach((column, i) => {
    for (const name of [column.name, ...column.headers]) columnOf.set(normalise(name), i);
  });
  const positions = columns.map(() => -1);
  const unknown: string[] = [];
  names.forEach((name, position) => {
    const column = columnOf.get(normalise(name));
    if (column === undefined) unknown.push(name);
    else if (positions[column]! >= 0) throw fail('import.columnTwice', { file, column: name });
    else positions[column] = position;
  });
  const missing = columns.filter((column, i) => !column.optional && positions[i]! < 0);
  if (missing.length > 0)
    throw fail('import.columnMissing', {
      file,
      missing: missing.map(({ name }) => name).join(', '),
      expected: columns
        .filter(({ optional }) => !optional)
        .map(({ name }) => name)
        .join(', '),
    });
  return { positions, cells: row.count, unknown };
}
