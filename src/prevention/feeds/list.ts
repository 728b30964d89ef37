import { sql, type Tx } from '../../platform/index.ts';
import type { FileKindName } from './model.ts';

/** A file that was taken in. */
export interface ImportRow {
  readonly import_no: string;
  readonly kind: FileKindName;
  readonly source: string;
  readonly file: string;
  readonly rows_new: number;
  readonly rows_corrected: number;
  readonly rows_unchanged: number;
  readonly rows_rejected: number;
  /** 2026-11-22 09:30, UTC. */
  readonly recorded_at: string;
  readonly actor: string;
  /** When and by whom it was taken back; null: it stands. */
  readonly undone_at: string | null;
  readonly undone_by: string | null;
}

/** A page of what was taken in, the latest first; `next` is the `before` of the next page. */
export async function listImports(
  tx: Tx,
  limit: number,
  before?: string,
): Promise<{ readonly rows: ImportRow[]; readonly next: string | null }> {
  const { rows } = await sql<ImportRow>`
    select r.import_no::text, r.kind, r.source, r.file_name as file, r.rows_new::int, r.rows_corrected::int,
      r.rows_unchanged::int, r.rows_rejected::int, r.actor,
      to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as recorded_at,
      to_char(u.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as undone_at, u.recorded_by as undone_by
    from feeds.import_run r left join feeds.import_undo u on u.import_no = r.import_no
    where ${before ?? null}::bigint is null or r.import_no < ${before ?? null}::bigint
    order by r.import_no desc limit ${limit}`.execute(tx);
  return { rows, next: rows.length < limit ? null : rows.at(-1)!.import_no };
}

/** Who delivered the files of some imports, by number. */
export async function sourcesOfImports(
  tx: Tx,
  importNos: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (importNos.length === 0) return new Map();
  const { rows } = await sql<{ no: string; source: string }>`
    select import_no::text as no, source from feeds.import_run
    where import_no = any(${`{${[...new Set(importNos)].join(',')}}`}::bigint[])`.execute(tx);
  return new Map(rows.map(({ no, source }) => [no, source]));
}
