import type { Args, Reply } from '../api/client.ts';
import type { Failure } from '../api/types.ts';

export type ServerDraft = Reply<'GET /counties/:county/drafts/:draft'>;
export type DraftKind = ServerDraft['kind'];
type Change = NonNullable<Args<'PUT /counties/:county/drafts/:draft'>['body']>['fields'][string];

/** A photo or paper taken here whose content has not arrived yet. */
export interface FileToSend {
  readonly name: string;
  readonly sha256: string;
  readonly type: string;
}

/** A visit or declaration as it is written on this device: what the server has, and what it has not received yet. */
export interface LocalDraft {
  readonly id: string;
  readonly kind: DraftKind;
  readonly county: string;
  readonly household?: string;
  readonly caseNo?: number;
  /** What people call it: a name, a number. */
  readonly about: string;
  readonly changedAt: string;
  readonly pending: Readonly<Record<string, Change>>;
  readonly server?: ServerDraft;
  /** Version of the server's draft that this person has had before their eyes. */
  readonly seen: number;
  /** To be submitted as soon as there is a connection. */
  readonly isFinal: boolean;
  readonly files: readonly FileToSend[];
  readonly failure?: Failure;
}

const NOTHING: readonly [] = [];

export const valueOf = ({ pending, server }: LocalDraft, field: string): string =>
  (field in pending ? pending[field]!.value : server?.fields[field]?.value) ?? '';

/** What somebody wrote into a field, from what they saw there; writing again before it is sent keeps what was seen. */
export function write(draft: LocalDraft, field: string, value: string): LocalDraft {
  const { [field]: before, ...others } = draft.pending;
  const known = draft.server?.fields[field];
  const isAsKnown =
    !before?.resolves?.length &&
    (known?.value ?? '') === value &&
    (before?.base ?? known?.version ?? 0) === (known?.version ?? 0);
  const change: Change = {
    value: value === '' ? null : value,
    base: before?.base ?? known?.version ?? 0,
    ...(before?.resolves && { resolves: before.resolves }),
  };
  return changed(draft, { pending: isAsKnown ? others : { ...others, [field]: change } });
}

/** Decides between the values of a field: names all of them, so that nothing is overwritten unseen. */
export function decide(draft: LocalDraft, field: string, value: string): LocalDraft {
  const known = draft.server?.fields[field];
  if (!known) return draft;
  const change: Change = {
    value: value === '' ? null : value,
    base: known.version,
    resolves: known.conflicts.map(({ version }) => version),
  };
  return changed(draft, { pending: { ...draft.pending, [field]: change } });
}

export const changed = (draft: LocalDraft, news: Partial<LocalDraft>): LocalDraft => {
  const { failure: _, ...rest } = draft;
  return { ...rest, changedAt: new Date().toISOString(), ...news };
};

/** The values of a field that contradict each other and that nobody here has decided upon. */
export function contradictions(draft: LocalDraft, field: string): ServerDraft['fields'][string]['conflicts'] {
  const conflicts = draft.server?.fields[field]?.conflicts ?? NOTHING;
  const resolved = draft.pending[field]?.resolves ?? NOTHING;
  return conflicts.filter(({ version }) => !(resolved as readonly number[]).includes(version));
}

export const contested = (draft: LocalDraft): readonly string[] =>
  Object.keys(draft.server?.fields ?? {}).filter((field) => contradictions(draft, field).length > 0);

/** Whether others have written what this person has not seen. */
export const hasUnseen = ({ server, seen }: LocalDraft): boolean => (server?.last_version ?? 0) > seen;

const PHOTO = 'photo.';
export const photoField = (sha256: string): string => PHOTO + sha256;
/** The photos of a draft, from whatever phone. */
export function photosOf(draft: LocalDraft): readonly { readonly sha256: string; readonly name: string }[] {
  const fields = new Set([...Object.keys(draft.server?.fields ?? {}), ...Object.keys(draft.pending)]);
  return [...fields]
    .filter((field) => field.startsWith(PHOTO) && valueOf(draft, field) !== '')
    .map((field) => ({ sha256: field.slice(PHOTO.length), name: valueOf(draft, field) }));
}

/**
 * What is left to send after the server answered what was sent: values written meanwhile stay, from what they were
 * written from. A version counts as seen when nobody else wrote between.
 */
export function received(draft: LocalDraft, sent: LocalDraft['pending'], server: ServerDraft): LocalDraft {
  const left = Object.entries(draft.pending).filter(
    ([field, { value, resolves }]) =>
      sent[field]?.value !== value || String(sent[field]?.resolves ?? '') !== String(resolves ?? ''),
  );
  const pending = Object.fromEntries(
    left.map(([field, change]) => [
      field,
      field in sent ? { ...change, base: server.fields[field]?.version ?? change.base } : change,
    ]),
  );
  const before = draft.server?.last_version ?? 0;
  const isOwn = server.last_version <= before + Object.keys(sent).length;
  const { failure: _, ...rest } = draft;
  return {
    ...rest,
    pending,
    server,
    seen: isOwn && draft.seen === before ? server.last_version : draft.seen,
  };
}

/** Where a record or one of its fields stands, in the five words that every page uses, and what is not one of them: a conflict. */
export type Sent = 'device' | 'waiting' | 'sending' | 'received' | 'failed' | 'conflict';

export function stateOf(draft: LocalDraft, isSending: boolean): Sent {
  if (draft.failure) return 'failed';
  if (contested(draft).length > 0) return 'conflict';
  if (isSending) return 'sending';
  const isLeft = Object.keys(draft.pending).length > 0 || draft.files.length > 0 || draft.isFinal;
  if (!isLeft) return 'received';
  return goesOut(draft) ? 'waiting' : 'device';
}

export function fieldState(draft: LocalDraft, field: string, isSending: boolean): Sent | undefined {
  if (contradictions(draft, field).length > 0) return 'conflict';
  if (field in draft.pending) return isSending ? 'sending' : goesOut(draft) ? 'waiting' : 'device';
  return draft.server?.fields[field] ? 'received' : undefined;
}

/** Whether something of it is on this phone and nowhere else. */
export const isHereOnly = ({ pending, files, isFinal, server }: LocalDraft): boolean =>
  !server || Object.keys(pending).length > 0 || files.length > 0 || isFinal;

/**
 * What a household says leaves the phone only after it has agreed; a visit goes out as it is written, once it says whom
 * it is about.
 */
export const goesOut = ({ kind, isFinal, household, caseNo }: LocalDraft): boolean =>
  kind === 'declared' ? isFinal : household !== undefined || caseNo !== undefined;
