/** Merging what several phones wrote, field by field. Values in, values out. */

/** A value written for a field, from what its writer saw there. */
export interface Change {
  readonly field: string;
  /** Null: emptied. */
  readonly value: string | null;
  /** Number of the entry whose value the writer saw; 0: an empty field. */
  readonly base: number;
  /** Numbers of the contradicting entries the writer looked at and decides with this value. */
  readonly resolves: readonly number[];
  readonly device: string;
}

export interface Entry extends Change {
  readonly no: number;
  readonly by: string;
  readonly at: string;
}

/** A field as it stands. */
export interface FieldState {
  readonly current: Entry;
  /** Values that were written from another one than the current and that nobody has decided upon. */
  readonly conflicts: readonly Entry[];
}

/**
 * How the fields of a draft stand after all its entries, in the order they arrived. A value written from the current
 * one takes its place; one written from an older one stands beside it until somebody who saw both decides.
 */
export function mergeEntries(entries: readonly Entry[]): ReadonlyMap<string, FieldState> {
  const fields = new Map<string, FieldState>();
  for (const entry of entries) fields.set(entry.field, afterEntry(fields.get(entry.field), entry));
  return fields;
}

function afterEntry(state: FieldState | undefined, entry: Entry): FieldState {
  if (!state) return { current: entry, conflicts: [] };
  const { current, conflicts } = state;
  if (entry.base === current.no || isSameHand(current, entry)) {
    const left = conflicts.filter(({ no, value }) => !entry.resolves.includes(no) && value !== entry.value);
    return { current: entry, conflicts: left };
  }
  const others = conflicts.filter((other) => !isSameHand(other, entry));
  const isSaid = [current, ...others].some(({ value }) => value === entry.value);
  return { current, conflicts: isSaid ? others : [...others, entry] };
}

/** A phone that did not hear back writes again from what it saw before. */
const isSameHand = (before: Change, change: Change): boolean =>
  before.device === change.device && before.base === change.base;

/** Whether a change makes a difference; sent again, it makes none. */
export function isNews(state: FieldState | undefined, change: Change): boolean {
  const after = afterEntry(state, { ...change, no: Number.MAX_SAFE_INTEGER, by: '', at: '' });
  return told(after) !== told(state);
}

const told = (state: FieldState | undefined): string =>
  JSON.stringify([state?.current.value ?? null, ...(state?.conflicts.map(({ value }) => value) ?? [])]);
