import { createHash } from 'node:crypto';
import { act, type Eyes, see } from '../access/index.ts';
import type { Db, Tx } from '../platform/index.ts';
import { needCounty } from '../registry/index.ts';
import { fail } from './errors.ts';
import { cleanFile } from './media.ts';
import type { FileModule, FileReference, FileSubject, MediaType } from './model.ts';
import {
  type AttachmentRow,
  countUnused,
  type FileRow,
  findFile,
  insertAttachment,
  insertFile,
  insertOwn,
  listAttachments,
  listFilesOf,
} from './store.ts';

/** Photos of some visits without signal. */
const UNUSED_MAX = 200;

export interface KeepOrder {
  readonly actor: string;
  readonly countyCode: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly dryRun?: boolean;
}

/** A file as it is kept; the hash is of the content that is kept, without a camera's notes. */
export interface KeptReference extends FileReference {
  readonly mediaType: MediaType;
  readonly byteCount: number;
}

/**
 * Keeps a file; the same content again keeps nothing. It is seen by whoever brought it, and once something names it
 * (`attachFiles`), by whoever sees that.
 *
 * Fails, in this order, with `evidence.name`, the failures of `cleanFile`, `register.countyUnknown`, `evidence.unused`.
 *
 * @example
 * const { sha256 } = await keepFile(db, { actor, countyCode, name: 'visit.jpg', bytes });
 */
export async function keepFile(db: Db, order: KeepOrder): Promise<KeptReference> {
  const { actor, countyCode, bytes, dryRun = false } = order;
  const name = properName(order.name);
  const file = cleanFile(name, bytes);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const kept = { name, sha256, mediaType: file.mediaType, byteCount: file.bytes.length };
  return act(db, { actor, action: 'evidence.keep', countyCode, input: sha256, dryRun }, async (tx) => {
    await needCounty(tx, countyCode);
    const count = await countUnused(tx, countyCode, actor);
    if (count >= UNUSED_MAX) throw fail('evidence.unused', { account: actor, count });
    await insertOwn(tx, countyCode, kept, actor);
    await insertFile(tx, countyCode, sha256, file);
    return { result: kept, summary: { sha256, bytes: kept.byteCount } };
  });
}

/** Within an act that names files as evidence: from now on whoever sees the subject sees them, once they are here. */
export async function attachFiles(
  tx: Tx,
  countyCode: string,
  files: readonly FileReference[],
  { module, id, areaCode, householdNo, actor }: FileSubject & { readonly actor: string },
): Promise<void> {
  for (const file of files)
    await insertAttachment(tx, { countyCode, file, module, id, areaCode, householdNo, actor });
}

interface FileLook {
  readonly viewer: string;
  readonly countyCode: string;
  readonly purpose: string | undefined;
}

/**
 * A file to open. One's own, or one of something whose files one's roles show (`fields.ts`). Logged.
 *
 * Fails with `evidence.unknown`, also for files that the viewer may not see, and as `see` does.
 */
export async function openFile(
  db: Db,
  { viewer, countyCode, sha256, purpose }: FileLook & { readonly sha256: string },
): Promise<{ readonly name: string; readonly mediaType: MediaType; readonly bytes: Uint8Array }> {
  const look = { viewer, action: 'see.file', countyCode, personal: { subject: sha256, purpose } };
  return see(db, look, async (tx, eyes) => {
    const shown = (await listAttachments(tx, countyCode, sha256)).find((each) =>
      isShown(each, viewer, eyes, countyCode),
    );
    const file = shown && (await findFile(tx, countyCode, sha256));
    if (!file) throw fail('evidence.unknown', { county: countyCode, sha256 });
    return { name: shown.file_name, mediaType: file.media_type, bytes: file.content };
  });
}

/** The files of a case, a meeting, a notice or a draft that the viewer may open, and whether they are here. Logged. */
export async function filesOf(
  db: Db,
  { viewer, countyCode, purpose, module, id }: FileLook & Pick<FileSubject, 'module' | 'id'>,
): Promise<FileRow[]> {
  const look = { viewer, action: 'see.file', countyCode, personal: { subject: `${module}:${id}`, purpose } };
  return see(db, look, async (tx, eyes) =>
    (await listFilesOf(tx, countyCode, { module, id })).filter((row) =>
      isShown({ ...row, subject_module: module, subject_id: id }, viewer, eyes, countyCode),
    ),
  );
}

/** The column whose kind says who sees the files of a subject: pictures of a home, of a meeting, of a wall; papers of an entity. */
const LIKE: Readonly<Record<FileModule, 'evidence' | 'minutes' | 'area_code'>> = {
  cases: 'evidence',
  draft: 'evidence',
  meeting: 'minutes',
  notice: 'area_code',
  entity: 'area_code',
};

function isShown(row: AttachmentRow, viewer: string, eyes: Eyes, countyCode: string): boolean {
  const { subject_module, subject_id, area_code, household_no } = row;
  if (subject_module === 'account') return subject_id === viewer;
  const column = LIKE[subject_module];
  return eyes({ [column]: 'file' }, { county_code: countyCode, area_code, household_no })[column] === 'file';
}

function properName(given: string): string {
  const name = given.trim();
  if (name === '' || name.length > 200 || /\p{Cc}/u.test(name)) throw fail('evidence.name');
  return name;
}
