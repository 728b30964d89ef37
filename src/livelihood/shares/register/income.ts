import { see } from '../../../access/index.ts';
import { formatYuan, type PlainDate } from '../../../kernel/index.ts';
import { accountKey, post } from '../../../ledger/index.ts';
import type { Db } from '../../../platform/index.ts';
import { fail } from '../errors.ts';
import { enact, getBook } from '../store.ts';
import type { EntityOrder } from './actions.ts';

export interface IncomeOrder extends EntityOrder {
  /** Who pays: a buyer, lessee or grid. */
  readonly party: string;
  readonly amountFen: bigint;
  /** The contract or receipt; the same one is taken in once. */
  readonly document: string;
  readonly day: PlainDate;
  readonly today: PlainDate;
}

/**
 * Takes income of an entity into its purse, from a party outside.
 *
 * Fails with `shares.unknown`, `shares.incomeFuture`, and as the ledger refuses a posting.
 */
export async function receiveIncome(db: Db, order: IncomeOrder): Promise<{ readonly posting_no: bigint }> {
  const { actor, countyCode, entityNo, party, amountFen, document, day, today } = order;
  await see(db, { viewer: actor, action: 'see.shares', countyCode }, (tx) =>
    getBook(tx, countyCode, entityNo, day),
  );
  return enact(db, order, 'income.receive', async (tx) => {
    if (day > today) throw fail('shares.incomeFuture', { day, today });
    const { purse } = await getBook(tx, countyCode, entityNo, day);
    const { postingNo } = await post(tx, {
      countyCode,
      kind: 'collective_income',
      debit: purse,
      credit: accountKey('partner', party),
      amount: amountFen,
      day,
      source: `shares/income/${entityNo}/${document}`,
      actor,
    });
    return {
      result: { posting_no: postingNo },
      summary: { entity_no: entityNo, amount_yuan: formatYuan(amountFen) },
    };
  });
}
