import { createHash } from 'node:crypto';
import { type Db, sql, type Tx } from '../platform/index.ts';

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
}

/** A result and the counts the audit trail may show: never names, ID numbers, phones, accounts or illnesses. */
export interface Done<Result> {
  readonly result: Result;
  readonly summary: Readonly<Record<string, string | number>>;
}

/**
 * The one way to write: begins a transaction, lets `work` decide and write, adds the audit entry, commits.
 * A dry run does all of it and rolls back. Whatever `work` throws rolls back too.
 *
 * @example
 * await act(db, { actor: 'Li', action: 'screening.run', countyCode, input }, async (tx) => ({ result, summary }));
 */
export async function act<Result>(
  db: Db,
  order: Act,
  work: (tx: Tx) => Promise<Done<Result>>,
): Promise<Result> {
  try {
    return await db.transaction().execute(async (tx) => {
      const { result, summary } = await work(tx);
      await record(tx, order, summary);
      if (order.dryRun) throw new DryRun(result);
      return result;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.result as Result;
    throw error;
  }
}

async function record(tx: Tx, order: Act, summary: Done<unknown>['summary']): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify(order.input)).digest('hex');
  await sql`insert into access.audit_entry (county_code, actor, action, input_hash, summary)
    values (${order.countyCode}, ${order.actor}, ${order.action}, ${hash}, ${JSON.stringify(summary)})`.execute(
    tx,
  );
}

/** Carries the result out of a transaction that must not be kept. */
class DryRun extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('dry run');
    this.result = result;
  }
}
