import { matchHeader, type TableSource } from '../../platform/index.ts';
import { fail } from './errors.ts';
import { columnOf, mappedNames, type Mapping } from './mapping.ts';
import type { FileKind } from './model.ts';

/** A column of a file before it is taken in. */
export interface PreviewColumn {
  readonly header: string;
  /** The column it is taken for; null: it is left out. */
  readonly column: string | null;
  /** Whether that comes from a mapping, or from its own name. */
  readonly is_mapped: boolean;
  readonly samples: readonly string[];
}

export interface Preview {
  readonly file: string;
  readonly columns: readonly PreviewColumn[];
  /** Columns the file must have and nobody has found in it. */
  readonly missing: readonly string[];
  /** Rows of the sample, without the header. */
  readonly rows: number;
}

const SAMPLE_ROWS = 5;

/** The header and the first rows of a file as they stand in it. Fails with `file.*` or `import.noRows`. */
export async function previewFile(kind: FileKind, source: TableSource, mapping: Mapping): Promise<Preview> {
  const table: string[][] = [];
  for await (const window of source.read().windows()) {
    for (const row of window) {
      table.push(Array.from({ length: row.count }, (_, i) => row.text(i).trim()));
      if (table.length > SAMPLE_ROWS) break;
    }
    if (table.length > SAMPLE_ROWS) break;
  }
  const [headers, ...rows] = table;
  if (!headers || rows.length === 0) throw fail('import.noRows', { file: source.name });
  const { positions } = matchHeader(kind.columns, mappedNames(headers, mapping));
  const columnAt = new Map(positions.map((position, i) => [position, kind.columns[i]!.name]));
  return {
    file: source.name,
    columns: headers.map((header, i) => ({
      header,
      column: columnAt.get(i) ?? null,
      is_mapped: columnOf(mapping, header) !== undefined,
      samples: rows.map((row) => row[i] ?? ''),
    })),
    missing: kind.columns.filter(({ optional }, i) => !optional && positions[i]! < 0).map(({ name }) => name),
    rows: rows.length,
  };
}
