import { type FileColumn, sql, type Tx } from '../../platform/index.ts';
import { fail } from './errors.ts';
import type { FileKind, FileKindName } from './model.ts';

/** Which header of a file is which column, by name; an empty name: the header is left out. */
export type Mapping = Readonly<Record<string, string>>;

/** Fails with `import.mappingColumn` or `import.mappingTwice`. */
export function checkMapping({ columns }: Pick<FileKind, 'columns'>, mapping: Mapping): void {
  const names = new Set(columns.map(({ name }) => name));
  const headers = new Map<string, string>();
  for (const [header, column] of Object.entries(mapping)) {
    if (column === '') continue;
    if (!names.has(column))
      throw fail('import.mappingColumn', { header, column, known: [...names].join(', ') });
    const other = headers.get(column);
    if (other !== undefined) throw fail('import.mappingTwice', { column, header, other });
    headers.set(column, header);
  }
}

/** The names under which the columns stand, once a mapping has spoken. Headers that are left out have no name. */
export const mappedNames = (names: readonly string[], mapping: Mapping): string[] =>
  names.map((name) => columnOf(mapping, name) ?? name);

/** What a header is mapped to; undefined: to nothing. */
export const columnOf = (mapping: Mapping, header: string): string | undefined =>
  Object.hasOwn(mapping, header.trim()) ? mapping[header.trim()] : undefined;

/** What a source's last file of a kind was mapped by; empty when nobody has mapped one. */
export async function findMapping(tx: Tx, source: string, kind: FileKindName): Promise<Mapping> {
  const { rows } = await sql<{ columns: Mapping }>`
    select columns from feeds.mapping where source = ${source} and kind = ${kind}
    order by mapping_no desc limit 1`.execute(tx);
  return rows[0]?.columns ?? {};
}

/** Remembers a mapping for the source's next file, where it is not the one remembered. */
export async function rememberMapping(
  tx: Tx,
  { source, kind, mapping, actor }: { source: string; kind: FileKindName; mapping: Mapping; actor: string },
): Promise<void> {
  await sql`insert into feeds.mapping (source, kind, mapping_no, columns, recorded_by)
    select ${source}, ${kind}, coalesce(max(mapping_no), 0) + 1, ${JSON.stringify(mapping)}::jsonb, ${actor}
    from feeds.mapping where source = ${source} and kind = ${kind}
    having (array_agg(columns order by mapping_no desc))[1] is distinct from ${JSON.stringify(mapping)}::jsonb`.execute(
    tx,
  );
}

/** A column as people map one. */
export interface FieldDescription {
  readonly name: string;
  /** Headers it is known by. */
  readonly headers: readonly string[];
  readonly optional: boolean;
}

export const fieldsOf = (columns: readonly FileColumn[]): FieldDescription[] =>
  columns.map(({ name, headers, optional = false }) => ({ name, headers, optional }));

/** A source of files and its last file of a kind. */
export interface SourceRow {
  readonly source: string;
  readonly kind: FileKindName;
  readonly imports: number;
  readonly last_import_no: string;
  readonly last_file: string;
  readonly last_at: string;
  readonly last_by: string;
  readonly mapping: Mapping;
}

/** Who has delivered what, the latest first. */
export async function listSources(tx: Tx): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select distinct on (r.source, r.kind) r.source, r.kind,
      (count(*) over (partition by r.source, r.kind))::int as imports, r.import_no::text as last_import_no,
      r.file_name as last_file, to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as last_at,
      r.actor as last_by, coalesce((select m.columns from feeds.mapping m where m.source = r.source and m.kind = r.kind
        order by m.mapping_no desc limit 1), '{}') as mapping
    from feeds.import_run r order by r.source, r.kind, r.import_no desc`.execute(tx);
  return rows.sort((a, b) => Number(b.last_import_no) - Number(a.last_import_no));
}
