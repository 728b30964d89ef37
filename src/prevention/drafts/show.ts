import type { Tx } from '../../platform/index.ts';
import { fail } from './errors.ts';
import { type Entry, type FieldState, mergeEntries } from './rules.ts';
import { type DraftRow, findDraft, listDrafts, listEntries } from './store.ts';

/** A draft with its fields as they stand; `lastNo` is the last entry, whatever its field. */
export interface DraftView extends DraftRow {
  readonly fields: ReadonlyMap<string, FieldState>;
  readonly lastNo: number;
}

const viewOf = (row: DraftRow, entries: readonly Entry[] = []): DraftView => ({
  ...row,
  fields: mergeEntries(entries),
  lastNo: entries.at(-1)?.no ?? 0,
});

/** A draft, or the one it has joined. Fails with `draft.unknown`. */
export async function getDraft(tx: Tx, countyCode: string, draftId: string): Promise<DraftView> {
  const found = await findDraft(tx, countyCode, draftId);
  const row = found?.joined_id ? await findDraft(tx, countyCode, found.joined_id) : found;
  if (!row) throw fail('draft.unknown', { county: countyCode, draft: draftId });
  return viewOf(row, (await listEntries(tx, countyCode, [row.draft_id])).get(row.draft_id));
}

/** Drafts with their fields, by id. */
export async function showDrafts(
  tx: Tx,
  countyCode: string,
  filter: Parameters<typeof listDrafts>[2],
): Promise<DraftView[]> {
  const rows = await listDrafts(tx, countyCode, filter);
  const entries = await listEntries(
    tx,
    countyCode,
    rows.map(({ draft_id }) => draft_id),
  );
  return rows.map((row) => viewOf(row, entries.get(row.draft_id)));
}
