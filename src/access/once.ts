import { AsyncLocalStorage } from 'node:async_hooks';
import { deserialize, serialize } from 'node:v8';
import { sql, type Tx } from '../platform/index.ts';
import type { Failure } from '../kernel/index.ts';
import { fail } from './errors.ts';

interface Request {
  readonly key: string;
  readonly contentHash: string;
  acts: number;
}

const requests = new AsyncLocalStorage<Request>();

/**
 * Runs `work` so that the acts in it happen once for a key: when the same request comes again within a day, they
 * answer what they answered before and do nothing (design.md "One funnel": idempotency key and input hash). The
 * answer is kept in the act's own transaction, so that a crash leaves both or none.
 *
 * Acts fail with `access.key_reused` when the key came before with another content.
 */
export const once = <Result>(
  key: string,
  contentHash: string,
  work: () => Promise<Result>,
): Promise<Result> => requests.run({ key, contentHash, acts: 0 }, work);

/** The place of an act in its request; undefined outside of `once`. */
export interface Turn {
  readonly countyCode: string;
  readonly account: string;
  readonly key: string;
  readonly actNo: number;
  readonly contentHash: string;
}

export function nextTurn(countyCode: string, account: string): Turn | undefined {
  const request = requests.getStore();
  if (!request) return undefined;
  request.acts += 1;
  return { countyCode, account, key: request.key, actNo: request.acts, contentHash: request.contentHash };
}

/** What the act answered the first time, in a box; undefined when it is the first time. */
export async function findKept(tx: Tx, turn: Turn): Promise<{ readonly answer: unknown } | undefined> {
  await sql`delete from access.kept_answer where recorded_at < now() - interval '1 day'`.execute(tx);
  const { rows } = await sql<{ input_hash: string; answer: Uint8Array }>`
    select input_hash, answer from access.kept_answer
    where county_code = ${turn.countyCode} and account = ${turn.account} and request_key = ${turn.key}
      and act_no = ${turn.actNo}`.execute(tx);
  const [kept] = rows;
  if (!kept) return undefined;
  if (kept.input_hash !== turn.contentHash) throw keyReused(turn.key);
  return { answer: deserialize(kept.answer) };
}

/** The failure of a key that came before with another content. */
export const keyReused = (key: string): Failure => fail('access.key_reused', { key });

export async function keep(tx: Tx, turn: Turn, answer: unknown): Promise<void> {
  await sql`insert into access.kept_answer (county_code, account, request_key, act_no, input_hash, answer)
    values (${turn.countyCode}, ${turn.account}, ${turn.key}, ${turn.actNo}, ${turn.contentHash}, ${serialize(answer)})`.execute(
    tx,
  );
}

/** The same request ran twice at once, and the other was first. */
export const isSecond = (error: unknown): boolean =>
  (error as { code?: string; constraint?: string }).code === '23505' &&
  (error as { constraint?: string }).constraint === 'kept_answer_pkey';
