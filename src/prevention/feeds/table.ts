import type { TableSource } from '../../platform/index.ts';
import { fail } from './errors.ts';
import { readHeader } from './header.ts';

export interface TableColumn {
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
 * A short table as rows of text. A column nobody asked for is refused: whoever wrote it expects it to count.
 * Fails with `file.*`, `import.columnMissing`, `import.columnTwice` or `import.columnUnknown`.
 */
export async function readTable(source: TableSource, columns: readonly TableColumn[]): Promise<TableRow[]> {
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
          throw fail('import.columnUnknown', { file: source.name, columns: header.unknown.join(', ') });
        positions = header.positions;
        continue;
      }
      const text = (position: number): string => (position < 0 ? '' : row.text(position).trim());
      const cells = Object.fromEntries(columns.map(({ name }, i) => [name, text(positions![i]!)]));
      rows.push({ line: row.line, cells });
    }
  return rows;
}
