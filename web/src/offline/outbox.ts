import { useSyncExternalStore } from 'react';
import { ApiFailure, call, isFailure, type WriteRoute } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import type { Failure } from '../api/types.ts';
import type { Bilingual } from '../i18n/language.ts';
import {
  contested,
  type FileToSend,
  goesOut,
  hasUnseen,
  isHereOnly,
  type LocalDraft,
  photosOf,
  received,
  type ServerDraft,
} from './draft.ts';
import { deviceId, presentVault, WORK } from './vault.ts';

/** An act that waits for a connection; sent again it happens once, by its id. */
export interface QueuedAct {
  readonly id: string;
  readonly at: string;
  readonly county: string;
  /** Acts about the same thing go in their order, and none passes one that was refused. */
  readonly about: string;
  readonly title: Bilingual;
  readonly route: WriteRoute;
  readonly args: object;
  readonly files: readonly FileToSend[];
  readonly failure?: Failure;
}

export interface Arrived {
  readonly id: string;
  readonly title: Bilingual;
  readonly at: string;
}

/** What has not been received by the server, and what was lately. */
export interface Outbox {
  readonly isLoaded: boolean;
  readonly acts: readonly QueuedAct[];
  readonly drafts: readonly LocalDraft[];
  readonly sending: string | undefined;
  /** The server wants somebody to sign in before it takes anything. */
  readonly isSignedOut: boolean;
  readonly arrived: readonly Arrived[];
}

const EMPTY: Outbox = {
  isLoaded: false,
  acts: [],
  drafts: [],
  sending: undefined,
  isSignedOut: false,
  arrived: [],
};
const ACT = `${WORK}act:`;
const DRAFT = `${WORK}draft:`;
const FILE = 'file:';
const ARRIVED = 'arrived';
const ARRIVED_MAX = 20;

let outbox = EMPTY;
const listeners = new Set<() => void>();
function set(news: Partial<Outbox>): void {
  outbox = { ...outbox, ...news };
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useOutbox = (): Outbox => useSyncExternalStore(subscribe, () => outbox);
/** What would be lost if this phone were. */
export const unsentOf = ({ acts, drafts }: Outbox): readonly Bilingual[] => [
  ...acts.map(({ title }) => title),
  ...drafts.filter(isHereOnly).map(titleOf),
];

/** Reads what this device holds for whoever is signed in. */
async function loadOutbox(): Promise<void> {
  const vault = await presentVault();
  if (!vault) return set({ ...EMPTY, isLoaded: true });
  const all = async <Item>(prefix: string): Promise<Item[]> => {
    const read = await Promise.all((await vault.names(prefix)).map((name) => vault.read<Item>(name)));
    return read.filter((item) => item !== undefined) as Item[];
  };
  const before = outbox;
  const [acts, drafts] = [await all<QueuedAct>(ACT), await all<LocalDraft>(DRAFT)];
  const arrived = (await vault.read<Arrived[]>(ARRIVED)) ?? [];
  set({
    isLoaded: true,
    acts: withChanges(acts, before.acts, outbox.acts),
    drafts: withChanges(drafts, before.drafts, outbox.drafts),
    arrived,
    isSignedOut: false,
  });
}

/** What was read, and over it what somebody wrote or took away while it was being read. */
function withChanges<Item extends { readonly id: string }>(
  read: readonly Item[],
  before: readonly Item[],
  now: readonly Item[],
): Item[] {
  const written = now.filter((item) => !before.includes(item));
  const changed = new Set([...written, ...before.filter((item) => !now.includes(item))].map(({ id }) => id));
  return [...read.filter(({ id }) => !changed.has(id)), ...written];
}

/** Nobody is signed in any more: what is in memory goes, too. */
export const forgetOutbox = (): void => set({ ...EMPTY });

const actName = ({ at, id }: QueuedAct): string => `${ACT}${at} ${id}`;
async function putAct(act: QueuedAct): Promise<void> {
  await (await presentVault())?.write(actName(act), act);
  set({
    acts: [...outbox.acts.filter(({ id }) => id !== act.id), act].sort((a, b) => (a.at < b.at ? -1 : 1)),
  });
}
export async function removeAct(act: QueuedAct): Promise<void> {
  const vault = await presentVault();
  await vault?.remove(actName(act));
  for (const { sha256 } of act.files) await vault?.remove(FILE + sha256);
  set({ acts: outbox.acts.filter(({ id }) => id !== act.id) });
}

/** Keeps a draft on the device; the page says "on this phone" only after this has come true. */
export async function putDraft(draft: LocalDraft): Promise<void> {
  set({ drafts: [...outbox.drafts.filter(({ id }) => id !== draft.id), draft] });
  await (await presentVault())?.write(DRAFT + draft.id, draft);
}
export async function removeDraft(draft: LocalDraft): Promise<void> {
  const vault = await presentVault();
  await vault?.remove(DRAFT + draft.id);
  for (const { sha256 } of [...draft.files, ...photosOf(draft)]) await vault?.remove(FILE + sha256);
  set({ drafts: outbox.drafts.filter(({ id }) => id !== draft.id) });
}

export async function keepContent(sha256: string, content: Blob): Promise<void> {
  await (await presentVault())?.writeBytes(FILE + sha256, await content.arrayBuffer());
}
export async function contentOf({
  sha256,
  type,
}: Pick<FileToSend, 'sha256' | 'type'>): Promise<Blob | undefined> {
  const bytes = await (await presentVault())?.readBytes(FILE + sha256);
  return bytes && new Blob([bytes], { type });
}

export async function retry(item: QueuedAct | LocalDraft): Promise<void> {
  const { failure: _, ...rest } = item;
  await ('route' in item ? putAct(rest as QueuedAct) : putDraft(rest as LocalDraft));
  await sendAll();
}

let running: Promise<void> | undefined;
let isAgain = false;

/** Sends what can be sent, one after the other; asked again while it runs, it goes through once more. */
export function sendAll(): Promise<void> {
  if (running) {
    isAgain = true;
    return running;
  }
  running = sendRounds().finally(() => {
    running = undefined;
    set({ sending: undefined });
  });
  return running;
}

async function sendRounds(): Promise<void> {
  do {
    isAgain = false;
    if (!(await sendRound())) return;
  } while (isAgain);
}

/** False when the rest has to wait: no connection, or nobody signed in. */
async function sendRound(): Promise<boolean> {
  const refused = new Set(outbox.acts.filter(({ failure }) => failure).map(({ about }) => about));
  for (const act of outbox.acts) {
    if (refused.has(act.about)) continue;
    if (
      !(await attempt(
        act.id,
        () => sendAct(act),
        (failure) => putAct({ ...act, failure }),
      ))
    )
      return false;
    if (outbox.acts.some(({ id, failure }) => id === act.id && failure)) refused.add(act.about);
  }
  for (const { id } of outbox.drafts) {
    const draft = draftOf(id);
    if (!draft || draft.failure || !hasToSend(draft)) continue;
    const fail = (failure: Failure) => putDraft({ ...draftOf(id)!, failure, isFinal: false });
    if (!(await attempt(id, () => sendDraft(id), fail))) return false;
  }
  return true;
}

const draftOf = (id: string): LocalDraft | undefined => outbox.drafts.find((draft) => draft.id === id);
const hasToSend = (draft: LocalDraft): boolean =>
  goesOut(draft) && (Object.keys(draft.pending).length > 0 || draft.files.length > 0 || draft.isFinal);

async function attempt(
  id: string,
  work: () => Promise<void>,
  fail: (failure: Failure) => Promise<void>,
): Promise<boolean> {
  set({ sending: id });
  try {
    await work();
    set({ isSignedOut: false });
    return true;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const { status, code, sentence } = error;
    if (status === 401) {
      set({ isSignedOut: true });
      void queryClient.invalidateQueries({ queryKey: ['session'] });
      return false;
    }
    const isForLater =
      isFailure(error, 'network') || status >= 500 || status === 429 || code === 'access.key_running';
    if (!isForLater) await fail({ code, message: sentence });
    return !isForLater;
  } finally {
    set({ sending: undefined });
  }
}

async function sendAct(act: QueuedAct): Promise<void> {
  await call(act.route, act.args as never, { key: act.id });
  await sendFiles(act.county, act.files);
  await removeAct(act);
  await arrive(act.id, act.title);
}

async function sendFiles(county: string, files: readonly FileToSend[]): Promise<void> {
  for (const file of files) {
    const content = await contentOf(file);
    if (content)
      await call(
        'POST /counties/:county/files',
        { params: { county }, query: { name: file.name } },
        { file: content },
      );
  }
}

/** First what was written, then the act, which is small; the photos when the signal allows. */
async function sendDraft(id: string): Promise<void> {
  const draft = draftOf(id)!;
  const at = { county: draft.county, draft: id };
  const sent = draft.pending;
  if (Object.keys(sent).length > 0) {
    const server = await call('PUT /counties/:county/drafts/:draft', {
      params: at,
      body: {
        kind: draft.kind,
        device: await deviceId(),
        fields: sent,
        ...(draft.caseNo !== undefined && { case: draft.caseNo }),
        ...(draft.caseNo === undefined && draft.household !== undefined && { household: draft.household }),
      },
    });
    await putDraft(received(draftOf(id) ?? draft, sent, server));
  }
  const now = draftOf(id);
  if (!now) return;
  const isAgreed = contested(now).length === 0 && !hasUnseen(now) && Object.keys(now.pending).length === 0;
  if (now.isFinal && isAgreed && now.server?.ended_as !== 'submitted') {
    const { draft: server } = await call('POST /counties/:county/drafts/:draft/submission', {
      params: at,
      body: { seen: now.server?.last_version ?? 0 },
    });
    await putDraft({ ...draftOf(id)!, server, seen: server.last_version });
  } else if (now.isFinal && !isAgreed && Object.keys(now.pending).length === 0)
    // Somebody looks at what came from others before it is submitted.
    await putDraft({ ...now, isFinal: false });
  await sendFiles(draft.county, draft.files);
  const after = draftOf(id);
  if (!after) return;
  const files = after.files.filter(({ sha256 }) => !draft.files.some((file) => file.sha256 === sha256));
  if (after.server?.ended_as === 'submitted' && files.length === 0) {
    await removeDraft(after);
    await arrive(id, titleOf(after));
  } else await putDraft({ ...after, files });
}

/** What the server has now; what is written here and not sent stays. One that somebody else has submitted is done. */
export async function freshen(id: string, server: ServerDraft): Promise<void> {
  const draft = draftOf(id);
  if (!draft || outbox.sending === id || server.last_version < (draft.server?.last_version ?? 0)) return;
  const isDone =
    server.ended_as === 'submitted' && Object.keys(draft.pending).length + draft.files.length === 0;
  if (isDone) {
    await removeDraft(draft);
    await arrive(id, titleOf(draft));
  } else if (server.last_version !== draft.server?.last_version || server.ended_as !== draft.server.ended_as)
    await putDraft({ ...draft, server });
}

const TITLES = {
  case_visit: { zh: '入户核查', en: 'Visit' },
  visit: { zh: '走访', en: 'Visit' },
  declared: { zh: '自主申报', en: 'Declaration' },
} as const;
export const titleOf = ({ kind, about }: LocalDraft): Bilingual => ({
  zh: `${TITLES[kind].zh}：${about}`,
  en: `${TITLES[kind].en}: ${about}`,
});

async function arrive(id: string, title: Bilingual): Promise<void> {
  const arrived = [{ id, title, at: new Date().toISOString() }, ...outbox.arrived].slice(0, ARRIVED_MAX);
  set({ arrived });
  await (await presentVault())?.write(ARRIVED, arrived);
  void queryClient.invalidateQueries();
}

const EVERY_MS = 20_000;

/** Sends by itself: when the connection comes back, when the page is looked at again, and now and then. */
export function sendByItself(): () => void {
  const go = (): void => {
    if (unsentOf(outbox).length > 0 && document.visibilityState === 'visible') void sendAll();
  };
  void loadOutbox().then(go);
  addEventListener('online', go);
  document.addEventListener('visibilitychange', go);
  const timer = setInterval(go, EVERY_MS);
  return () => {
    removeEventListener('online', go);
    document.removeEventListener('visibilitychange', go);
    clearInterval(timer);
  };
}
