import { createHash } from 'node:crypto';
import { type Db, joined, sql, today, type Tx } from '../platform/index.ts';
import { fail } from './errors.ts';
import { ALL_COUNTIES, type Standing } from './model.ts';
import { isWhole, mayDo, PUBLIC, PUBLIC_MAY, roleOf, runsAsOwner } from './roles.ts';
import { findKept, isSecond, keep, nextTurn } from './once.ts';
import { findRefusal, isResponsibleIn, rolesOn, type Seen, scopeOf, seenRow } from './rules.ts';
import { countiesFor, enter, hasAccounts, loadAccounts, logRead, standingsOf } from './store.ts';

/** What every write says about itself before it happens. */
export interface Act {
  readonly actor: string;
  /** Resource and verb, for example `import.expenses`. */
  readonly action: string;
  /** County the act concerns; `000000` beyond one county. */
  readonly countyCode: string;
  /** Anything that identifies the input; hashed, never stored. */
  readonly input: unknown;
  /** Everything happens, then nothing is kept. */
  readonly dryRun?: boolean;
  /** Where only the work can tell: what it has touched. The actor must be responsible for all of it. */
  readonly touched?: (tx: Tx) => Promise<readonly Touched[]>;
}

/** A county, and the peril of its bills where the act brought bills. */
export interface Touched {
  readonly countyCode: string;
  readonly peril: string | null;
}

/** A result and the counts the audit trail may show: never names, ID numbers, phones, accounts or illnesses. */
export interface Done<Result> {
  readonly result: Result;
  readonly summary: Readonly<Record<string, string | number>>;
}

/**
 * The one way to write: begins a transaction, authorises, lets `work` decide and write, adds the audit entry,
 * commits. A dry run does all of it and rolls back. Whatever `work` throws rolls back too.
 *
 * Once accounts exist, the actor is one of them, and `work` runs as the application's role: it may rest its decision
 * on all facts of the county, and write only within its areas. Acts over a whole county run with the owner's rights.
 *
 * Fails with `access.account_unknown`, `access.account_inactive`, `access.action_refused`, `access.other_county`,
 * `access.outside_area`, and within `once` with `access.key_reused` and `access.key_running`.
 *
 * @example
 * await act(db, { actor: 'Li', action: 'screening.run', countyCode, input }, async (tx) => ({ result, summary }));
 */
export async function act<Result>(
  db: Db,
  order: Act,
  work: (tx: Tx) => Promise<Done<Result>>,
): Promise<Result> {
  const { actor, action, countyCode } = order;
  try {
    return await db.transaction().execute(async (tx) => {
      const standings = await authorise(tx, actor, action, order.touched ? undefined : countyCode);
      const turn = order.dryRun ? undefined : nextTurn(countyCode, actor);
      const kept = turn && (await findKept(tx, turn));
      if (kept) return kept.answer as Result;
      // Over a whole county a plan that suits any values suits none; elsewhere planning is what costs.
      if (isWhole(action)) await sql`set local plan_cache_mode = force_custom_plan`.execute(tx);
      else if (inner.has(db)) await sql`set local plan_cache_mode = auto`.execute(tx);
      if (standings && !runsAsOwner(action) && !inner.has(db)) {
        const here = standings.filter((standing) => isResponsibleIn(standing, countyCode));
        await enter(tx, scopeOf(here, [countyCode], actor, countyCode));
      }
      const { result, summary } = await work(tx);
      if (standings && order.touched) refuseStrange(await order.touched(tx), standings, order);
      await record(tx, order, summary);
      if (turn) await keep(tx, turn, result);
      if (order.dryRun) throw new DryRun(result);
      return result;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.result as Result;
    if (isSecond(error)) throw fail('access.key_running');
    throw isOutside(error) ? fail('access.outside_area', { account: actor, action }) : error;
  }
}

/** Handles of running acts, in which further acts happen. */
const inner = new WeakSet<Db>();

/**
 * A handle for acts that happen inside a running one over a whole county: each is authorised by role and county and
 * entered in the trail like any other, with the owner's rights as the one they happen in; all are kept with it or none.
 */
export function within(tx: Tx): Db {
  const db = joined(tx);
  inner.add(db);
  return db;
}

/** What a read says about itself. */
export interface Look {
  readonly viewer: string;
  /** For example `see.household`. */
  readonly action: string;
  /** County it is about; without one, the areas alone decide. */
  readonly countyCode?: string;
  /** For reads of personal data, which are logged: of whom (a number, empty for a list), and why. */
  readonly personal?: { readonly subject: string; readonly purpose: string | undefined };
}

/** Leaves of a row what the viewer may see: fields full, masked or null. `located` says whose row it is, when it does not. */
export type Eyes = <Row extends object>(row: Row, located?: object) => Seen<Row>;

/**
 * The one way to look once accounts exist: `work` sees only rows of the viewer's areas, and passes each row through
 * `eyes` before it hands it out. Before accounts exist everybody sees all.
 *
 * Fails as `act` does, and with `access.purpose_missing`.
 *
 * @example
 * await see(db, { viewer, action: 'see.household', countyCode, personal: { subject: no, purpose } }, (tx, eyes) => …);
 */
export async function see<Result>(
  db: Db,
  look: Look,
  work: (tx: Tx, eyes: Eyes) => Promise<Result>,
): Promise<Result> {
  const { viewer, action, countyCode, personal } = look;
  return db.transaction().execute(async (tx) => {
    const standings = await authorise(tx, viewer, action, countyCode);
    if (!standings) return work(tx, (row) => row as Seen<typeof row>);
    const purpose = personal?.purpose?.trim() ?? '';
    if (personal && purpose === '') throw fail('access.purpose_missing', { action });
    const entry = personal && {
      countyCode: countyCode ?? ALL_COUNTIES,
      account: viewer,
      what: action,
      subject: personal.subject,
      purpose,
    };
    if (!runsAsOwner(action) && !inner.has(db))
      await enter(tx, scopeOf(standings, await countiesFor(tx, standings), viewer), entry);
    else if (entry) await logRead(tx, entry);
    return work(tx, (row, located) => seenRow(standings, row, located));
  });
}

/** The households an account stands for as the household itself, by number of the role. */
export async function holdingsOf(
  db: Db,
  viewer: string,
): Promise<{ readonly countyCode: string; readonly householdNo: string }[]> {
  const [account] = await db.transaction().execute((tx) => loadAccounts(tx, viewer));
  return (account ? rolesOn(account, today()) : []).flatMap(({ role, countyCode, householdNo }) =>
    role === 'household' && householdNo !== null ? [{ countyCode, householdNo }] : [],
  );
}

/** What a viewer may see of what an act of theirs answers; everything before accounts exist. */
export async function eyesOf(db: Db, viewer: string): Promise<Eyes> {
  return db.transaction().execute(async (tx): Promise<Eyes> => {
    const [account] = await loadAccounts(tx, viewer);
    if (!account) return (row) => row as Seen<typeof row>;
    const standings = await standingsOf(tx, rolesOn(account, today()));
    return (row, located) => seenRow(standings, row, located);
  });
}

/** The actor's roles that may do it; undefined while no account exists, when `--as` may be any name. */
async function authorise(
  tx: Tx,
  name: string,
  action: string,
  countyCode: string | undefined,
): Promise<Standing[] | undefined> {
  if (name === PUBLIC && PUBLIC_MAY.includes(action)) return [];
  const [account] = await loadAccounts(tx, name);
  if (!account) {
    if (await hasAccounts(tx)) throw fail('access.account_unknown', { account: name });
    return undefined;
  }
  const day = today();
  const refusal = findRefusal(account, action, countyCode, day);
  const held = rolesOn(account, day);
  if (refusal) {
    const roles = (language: 'zh' | 'en'): string =>
      held.map(({ role }) => roleOf(role)[language]).join(language === 'zh' ? '、' : ', ') || '–';
    throw fail(refusal, {
      account: name,
      action,
      county: countyCode ?? '',
      rolesZh: roles('zh'),
      rolesEn: roles('en'),
    });
  }
  return standingsOf(
    tx,
    held.filter(({ role }) => mayDo(role, action)),
  );
}

function refuseStrange(
  touched: readonly Touched[],
  standings: readonly Standing[],
  { actor, action }: Act,
): void {
  const strange = touched.find(
    ({ countyCode, peril }) =>
      !standings.some((standing) => {
        const { perils } = roleOf(standing.role);
        return isResponsibleIn(standing, countyCode) && (!perils || peril === null || perils.includes(peril));
      }),
  );
  if (strange) throw fail('access.outside_area', { account: actor, action });
}

/** PostgreSQL's answer to a row that its policies do not let in. */
const isOutside = (error: unknown): boolean =>
  error instanceof Error &&
  (error as { code?: string }).code === '42501' &&
  error.message.includes('row-level security');

async function record(
  tx: Tx,
  order: Omit<Act, 'dryRun' | 'touched'>,
  summary: Done<unknown>['summary'],
): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify(order.input)).digest('hex');
  await sql`insert into access.audit_entry (county_code, actor, action, input_hash, summary)
    values (${order.countyCode}, ${order.actor}, ${order.action}, ${hash}, ${JSON.stringify(summary)})`.execute(
    tx,
  );
}

/** An entry of the trail for what happens outside the funnel: signing in and out. */
export const note = (
  tx: Tx,
  { actor, action, summary }: Pick<Act, 'actor' | 'action'> & Pick<Done<unknown>, 'summary'>,
): Promise<void> => record(tx, { actor, action, countyCode: ALL_COUNTIES, input: {} }, summary);

/** Carries the result out of a transaction that must not be kept. */
class DryRun extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('dry run');
    this.result = result;
  }
}
