import { sql, type Tx } from '../platform/index.ts';
import type { CleanFile } from './media.ts';
import type { FileReference, FileSubject, MediaType } from './model.ts';

/** Stands for the account that brought a file; no module is called so. */
const ACCOUNT = 'account';

export interface KeptFile {
  readonly media_type: MediaType;
  readonly content: Uint8Array;
}

/** What a file belongs to, as far as the transaction sees. */
export interface AttachmentRow {
  readonly subject_module: FileSubject['module'] | typeof ACCOUNT;
  readonly subject_id: string;
  readonly file_name: string;
  readonly area_code: string | null;
  readonly household_no: string | null;
}

interface NewAttachment {
  readonly countyCode: string;
  readonly file: FileReference;
  readonly module: string;
  readonly id: string;
  readonly areaCode?: string | undefined;
  readonly householdNo?: string | undefined;
  readonly actor: string;
}

export async function insertAttachment(tx: Tx, given: NewAttachment): Promise<void> {
  const { countyCode, file, module, id, areaCode = null, householdNo = null, actor } = given;
  await sql`insert into evidence.attachment (county_code, sha256, subject_module, subject_id, file_name, area_code,
      household_no, recorded_by)
    values (${countyCode}, ${file.sha256}, ${module}, ${id}, ${file.name}, ${areaCode}, ${householdNo}, ${actor})
    on conflict do nothing`.execute(tx);
}

/** The account keeps seeing what it brought; row-level security asks for this row before the file itself. */
export const insertOwn = (tx: Tx, countyCode: string, file: FileReference, actor: string): Promise<void> =>
  insertAttachment(tx, { countyCode, file, module: ACCOUNT, id: actor, actor });

export async function insertFile(
  tx: Tx,
  countyCode: string,
  sha256: string,
  { mediaType, bytes }: CleanFile,
): Promise<void> {
  await sql`insert into evidence.file (county_code, sha256, media_type, content)
    values (${countyCode}, ${sha256}, ${mediaType}, ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)})
    on conflict do nothing`.execute(tx);
}

/** Files an account brought that nothing uses. */
export async function countUnused(tx: Tx, countyCode: string, account: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from evidence.attachment o
    where o.county_code = ${countyCode} and o.subject_module = ${ACCOUNT} and o.subject_id = ${account}
      and not exists (select from evidence.attachment u where u.county_code = o.county_code and u.sha256 = o.sha256
        and u.subject_module <> ${ACCOUNT})`.execute(tx);
  return rows[0]!.count;
}

export async function listAttachments(tx: Tx, countyCode: string, sha256: string): Promise<AttachmentRow[]> {
  const { rows } = await sql<AttachmentRow>`
    select subject_module, subject_id, file_name, area_code, household_no from evidence.attachment
    where county_code = ${countyCode} and sha256 = ${sha256} order by subject_module, subject_id`.execute(tx);
  return rows;
}

export async function findFile(tx: Tx, countyCode: string, sha256: string): Promise<KeptFile | undefined> {
  const { rows } = await sql<KeptFile>`
    select media_type, content from evidence.file
    where county_code = ${countyCode} and sha256 = ${sha256}`.execute(tx);
  return rows[0];
}

/** A file of a subject; type and size are null while it has not arrived. */
export interface FileRow {
  readonly sha256: string;
  readonly file_name: string;
  readonly media_type: MediaType | null;
  readonly byte_count: number | null;
  readonly recorded_by: string;
  readonly area_code: string;
  readonly household_no: string | null;
}

export async function listFilesOf(
  tx: Tx,
  countyCode: string,
  { module, id }: Pick<FileSubject, 'module' | 'id'>,
): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    select a.sha256, a.file_name, f.media_type, length(f.content) as byte_count, a.recorded_by, a.area_code,
      a.household_no
    from evidence.attachment a left join evidence.file f on f.county_code = a.county_code and f.sha256 = a.sha256
    where a.county_code = ${countyCode} and a.subject_module = ${module} and a.subject_id = ${id}
    order by a.recorded_at, a.sha256`.execute(tx);
  return rows;
}
