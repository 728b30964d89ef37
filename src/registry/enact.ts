import { act, type Done } from '../access/index.ts';
import { type Db, sql, type Tx } from '../platform/index.ts';
import { needCounty } from './areas.ts';
import { needActor } from './events/actions.ts';

/** Who acts, in which county, and whether anything is kept. */
export interface CountyOrder {
  readonly actor: string;
  readonly countyCode: string;
  readonly dryRun?: boolean;
}

/**
 * The funnel of a module that works on one county. Writers of a county take turns in the module, so that nothing
 * slips in between what one reads and writes, and numbers rise without gaps.
 *
 * @example
 * const enact = enactor('payout');
 * await enact(db, order, 'payment.make', async (tx, actor) => ({ result, summary }));
 */
export const enactor =
  (module: string) =>
  async <Result>(
    db: Db,
    order: CountyOrder,
    action: string,
    work: (tx: Tx, actor: string) => Promise<Done<Result>>,
  ): Promise<Result> => {
    const { countyCode, dryRun = false, ...input } = order;
    const actor = needActor(order.actor);
    const said = { actor, action: `${module}.${action}`, countyCode, input: plain(input), dryRun };
    return act(db, said, async (tx) => {
      await needCounty(tx, countyCode);
      await sql`select pg_advisory_xact_lock(hashtextextended(${`${module}/${countyCode}`}, 0))`.execute(tx);
      return work(tx, actor);
    });
  };

/** JSON without the numbers it cannot hold. */
const plain = (input: object): unknown =>
  JSON.parse(
    JSON.stringify(input, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
