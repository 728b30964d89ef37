import { fileSource } from '../platform/index.ts';
import { readHeader } from '../prevention/feeds/index.ts';
import { fail } from './errors.ts';

interface Column {
  readonly name: string;
  readonly headers: readonly string[];
  readonly optional?: boolean;
}

export interface TableRow {
  readonly line: number;
  /** By column name; blank where the file lacks the column. */
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * A short CSV or XLSX file as rows of text. A column nobody asked for is refused: whoever wrote it expects it to count.
 * Fails with the `file.*` failures, `import.columnMissing`, `import.columnTwice` or `command.column`.
 */
export async function readTable(path: string, columns: readonly Column[]): Promise<TableRow[]> {
  const source = await fileSource(path);
  const type = { check: () => undefined, write: () => undefined };
  const rows: TableRow[] = [];
  let positions: readonly number[] | undefined;
  for await (const window of source.read().windows())
    for (const row of window) {
      if (!positions) {
        const header = readHeader(
          columns.map((column) => ({ ...column, type })),
          source.name,
          row,
        );
        if (header.unknown.length > 0)
          throw fail('command.column', { file: source.name, columns: header.unknown.join(', ') });
        positions = header.positions;
        continue;
      }
      const text = (position: number): string => (position < 0 ? '' : row.text(position).trim());
      const cells = Object.fromEntries(columns.map(({ name }, i) => [name, text(positions![i]!)]));
      rows.push({ line: row.line, cells });
    }
  return rows;
}
