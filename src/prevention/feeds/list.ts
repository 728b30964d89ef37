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
  readonly rows_rejected: number;
  /** 2026-11-22 09:30, UTC. */
  readonly recorded_at: string;
}

/** A page of what was taken in, the latest first; `next` is the `before` of the next page. */
export async function listImports(
  tx: Tx,
  limit: number,
  before?: string,
): Promise<{ readonly rows: ImportRow[]; readonly next: string | null }> {
  const { rows } = await sql<ImportRow>`
    select import_no::text, kind, source, file_name as file, rows_new::int, rows_corrected::int, rows_rejected::int,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as recorded_at
    from feeds.import_run
    where ${before ?? null}::bigint is null or feeds.import_run.import_no < ${before ?? null}::bigint
    order by feeds.import_run.import_no desc limit ${limit}`.execute(tx);
  return { rows, next: rows.length < limit ? null : rows.at(-1)!.import_no };
}
