import { type Db, today, type Tx } from '../../platform/index.ts';
import { fail } from '../errors.ts';
import { act, note } from '../funnel.ts';
import { type Account, type AccountRole, ALL_COUNTIES } from '../model.ts';
import { isOpenOn, rolesOn } from '../rules.ts';
import { loadAccounts } from '../store.ts';
import { hashPassword, hashToken, isPassword, newToken, NO_PASSWORD } from './hash.ts';
import { isAcceptable, isLive, lockedSeconds, LONGEST_MS, NOTED_MS, plainPassword } from './rules.ts';
import {
  deleteAttempts,
  deleteSession,
  failuresOf,
  findHash,
  findSession,
  hashName,
  insertAttempt,
  insertSession,
  noteUse,
  replacePassword,
} from './store.ts';

/** Somebody signed in. */
export interface Session {
  readonly name: string;
  readonly person: string;
  /** Those that hold today, each with the area it is responsible for. */
  readonly roles: readonly AccountRole[];
  /** When it ends, however much it is used. */
  readonly until: Date;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Address they come from. */
  readonly from: string;
  /** Now. */
  readonly at: Date;
}

/**
 * Sets the password of an account, for an administrator; its sessions end.
 *
 * Fails with `access.account_unknown`, `access.password`, and as `act` does.
 *
 * @example
 * await setPassword(db, { actor: 'Root', account: 'Li', password });
 */
export async function setPassword(
  db: Db,
  order: { readonly actor: string; readonly account: string; readonly password: string },
): Promise<void> {
  const { actor, account: name } = order;
  const password = plainPassword(order.password);
  // Costly on purpose, so not while a transaction waits for it.
  const hash = await hashPassword(password);
  const said = { actor, action: 'account.password', countyCode: ALL_COUNTIES, input: { account: name } };
  await act(db, said, async (tx) => {
    const [account] = await loadAccounts(tx, name);
    if (!account) throw fail('access.account_unknown', { account: name });
    if (!isAcceptable(password, account)) throw fail('access.password');
    await replacePassword(tx, account.accountNo, hash, actor);
    return { result: undefined, summary: { account_no: account.accountNo } };
  });
}

/**
 * Opens a session. A wrong name, a wrong password, an account without one and a closed account get the same answer
 * in the same time.
 *
 * Fails with `access.locked_out`, `access.sign_in_refused`.
 *
 * @example
 * const { token } = await signIn(db, { name: 'Li', password, from: request.ip, at: new Date() });
 */
export async function signIn(
  db: Db,
  credentials: Credentials,
): Promise<{ readonly token: string; readonly session: Session }> {
  const { account, nameHash } = await proveAccount(db, credentials);
  const at = credentials.at.getTime();
  const token = newToken();
  const until = at + LONGEST_MS;
  await db.transaction().execute(async (tx) => {
    await deleteAttempts(tx, nameHash);
    const { accountNo } = account;
    await insertSession(tx, { tokenHash: hashToken(token), accountNo, from: credentials.from, at, until });
    await note(tx, { actor: account.name, action: 'session.open', summary: { account_no: accountNo } });
  });
  return { token, session: sessionFor(account, until) };
}

/** Sets one's own password; all sessions of the account end. Fails as `signIn` does, and with `access.password`. */
export async function changePassword(
  db: Db,
  order: Credentials & { readonly newPassword: string },
): Promise<void> {
  const { account, nameHash } = await proveAccount(db, order);
  const password = plainPassword(order.newPassword);
  if (!isAcceptable(password, account)) throw fail('access.password');
  const hash = await hashPassword(password);
  await db.transaction().execute(async (tx) => {
    await deleteAttempts(tx, nameHash);
    await replacePassword(tx, account.accountNo, hash, account.name);
    await note(tx, {
      actor: account.name,
      action: 'session.password',
      summary: { account_no: account.accountNo },
    });
  });
}

/** Who is signed in with a token; undefined when it is none, has ended, or its account was closed. */
export async function sessionOf(db: Db, token: string, now: Date): Promise<Session | undefined> {
  const [tokenHash, at] = [hashToken(token), now.getTime()];
  const found = await findSession(db, tokenHash);
  if (!found || !isLive(found, at) || !isOpenOn(found, today())) return undefined;
  if (at - found.seenAt >= NOTED_MS) await noteUse(db, tokenHash, at);
  return sessionFor(found, found.endsAt);
}

/** Ends a session; one that is none any more is ended already. */
export async function signOut(db: Db, token: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const name = await deleteSession(tx, hashToken(token));
    if (name !== undefined) await note(tx, { actor: name, action: 'session.close', summary: {} });
  });
}

const sessionFor = (account: Account, until: number): Session => ({
  name: account.name,
  person: account.person,
  roles: rolesOn(account, today()),
  until: new Date(until),
});

/**
 * The account whose password it is. An attempt counts as failed before the password is looked at, so that many at
 * once are no more than many one after another; whoever succeeds takes it back.
 */
async function proveAccount(
  db: Db,
  credentials: Credentials,
): Promise<{ readonly account: Account; readonly nameHash: string }> {
  const at = credentials.at.getTime();
  const name = credentials.name.trim();
  const { account, hash, nameHash } = await db.transaction().execute((tx) => beginAttempt(tx, name, at));
  const isRight = await isPassword(plainPassword(credentials.password), hash ?? NO_PASSWORD);
  if (account && isRight && isOpenOn(account, today())) return { account, nameHash };
  // A name nobody has is not written down: it may be a password in the wrong field.
  const actor = account?.name ?? 'unknown';
  await db.transaction().execute((tx) => note(tx, { actor, action: 'session.refuse', summary: {} }));
  throw fail('access.sign_in_refused');
}

async function beginAttempt(tx: Tx, name: string, at: number) {
  const nameHash = await hashName(tx, name);
  const seconds = lockedSeconds(await failuresOf(tx, nameHash, at), at);
  if (seconds > 0) throw fail('access.locked_out', { seconds });
  await insertAttempt(tx, nameHash, at);
  const [account] = await loadAccounts(tx, name);
  return { nameHash, account, hash: await findHash(tx, account?.accountNo ?? 0) };
}
