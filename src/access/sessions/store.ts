import { type Db, sql, type Tx } from '../../platform/index.ts';
import type { Account } from '../model.ts';
import { ACCOUNT } from '../store.ts';
import { FAILURES_MAX, LOCK_MS } from './rules.ts';

const instant = (at: number): string => new Date(at).toISOString();
const millis = (column: string) => sql.raw<number>(`(extract(epoch from ${column}) * 1000)::float8`);

export async function hashName(tx: Tx, name: string): Promise<string> {
  const { rows } = await sql<{ hash: string }>`
    select encode(sha256(convert_to(key || ${name}, 'UTF8')), 'hex') as hash from access.scope_key`.execute(
    tx,
  );
  return rows[0]!.hash;
}

/** When a name was tried in vain, the last first. Attempts of one name take turns from here on. */
export async function failuresOf(tx: Tx, nameHash: string, now: number): Promise<number[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in/${nameHash}`}, 0))`.execute(tx);
  await sql`delete from access.sign_in_attempt where at < ${instant(now - LOCK_MS)}`.execute(tx);
  const { rows } = await sql<{ at: number }>`
    select ${millis('at')} as at from access.sign_in_attempt where name_hash = ${nameHash}
    order by sign_in_attempt.at desc limit ${FAILURES_MAX}`.execute(tx);
  return rows.map(({ at }) => at);
}

export async function insertAttempt(tx: Tx, nameHash: string, at: number): Promise<void> {
  await sql`insert into access.sign_in_attempt (name_hash, at) values (${nameHash}, ${instant(at)})`.execute(
    tx,
  );
}

export async function deleteAttempts(tx: Tx, nameHash: string): Promise<void> {
  await sql`delete from access.sign_in_attempt where name_hash = ${nameHash}`.execute(tx);
}

export async function findHash(tx: Tx, accountNo: number): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string }>`
    select hash from access.password where account_no = ${accountNo} order by password_no desc limit 1`.execute(
    tx,
  );
  return rows[0]?.hash;
}

/** Sets a password and ends the account's sessions. */
export async function replacePassword(tx: Tx, accountNo: number, hash: string, by: string): Promise<void> {
  await sql`insert into access.password (account_no, password_no, hash, set_by)
    select ${accountNo}, coalesce(max(password_no), 0) + 1, ${hash}, ${by} from access.password
    where account_no = ${accountNo}`.execute(tx);
  await sql`delete from access.session where account_no = ${accountNo}`.execute(tx);
}

/** Whose session it is, when it was last used and when it ends. */
export interface SessionRow extends Account {
  readonly seenAt: number;
  readonly endsAt: number;
}

export async function insertSession(
  tx: Tx,
  session: {
    readonly tokenHash: string;
    readonly accountNo: number;
    readonly from: string;
    readonly at: number;
    readonly until: number;
  },
): Promise<void> {
  const { tokenHash, accountNo, from, at, until } = session;
  await sql`delete from access.session where until < ${instant(at)}`.execute(tx);
  await sql`insert into access.session (token_hash, account_no, from_address, opened_at, seen_at, until)
    values (${tokenHash}, ${accountNo}, ${from}, ${instant(at)}, ${instant(at)}, ${instant(until)})`.execute(
    tx,
  );
}

/** Every request asks it: one statement, in no transaction of its own. */
export async function findSession(db: Db, tokenHash: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    select ${ACCOUNT}, ${millis('s.seen_at')} as "seenAt", ${millis('s.until')} as "endsAt"
    from access.session s join access.account a on a.account_no = s.account_no
    where s.token_hash = ${tokenHash}`.execute(db);
  return rows[0];
}

export async function noteUse(db: Db, tokenHash: string, at: number): Promise<void> {
  await sql`update access.session set seen_at = ${instant(at)} where token_hash = ${tokenHash}`.execute(db);
}

/** Answers the name of the account whose session it was. */
export async function deleteSession(tx: Tx, tokenHash: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    delete from access.session s using access.account a
    where s.token_hash = ${tokenHash} and a.account_no = s.account_no returning a.name`.execute(tx);
  return rows[0]?.name;
}
