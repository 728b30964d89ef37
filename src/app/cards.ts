import { cardsOf, endCard, issueCard } from '../access/index.ts';
import { telephoneOf } from '../governance/index.ts';
import { maskName } from '../kernel/index.ts';
import { type Db, sql, today, type Tx } from '../platform/index.ts';
import { findHousehold } from '../registry/index.ts';
import { type CardPage, cardPage } from './card-page.ts';

/** Cards of households: who holds them is in the register, how they work in `access`. */

interface Order {
  readonly actor: string;
  readonly countyCode: string;
  readonly householdNo: string;
}

/** Issues a card; answers it with its PIN and the page to print. Fails as `issueCard` does. */
export async function issueHouseholdCard(
  db: Db,
  order: Order,
  { address, paper = 'a4' }: { readonly address: string; readonly paper?: CardPage['paper'] | undefined },
): Promise<{ readonly code: string; readonly pin: string; readonly cardNo: number; readonly page: string }> {
  const { card, pin, household } = await issueCard(db, order, (tx) => findHolderOf(tx, order));
  const { areaCode, ...shownOf } = household;
  const shown: CardPage = {
    ...shownOf,
    code: card.code,
    pin,
    cardNo: card.card_no,
    day: card.issued_on,
    telephone: await db.transaction().execute((tx) => telephoneOf(tx, order.countyCode, areaCode)),
    address,
    paper,
  };
  return { code: card.code, pin, cardNo: card.card_no, page: await cardPage(shown) };
}

export const endHouseholdCard = (db: Db, order: Order & { readonly reason: string }) =>
  endCard(db, order, (tx) => findHolderOf(tx, order));
export const householdCards = (db: Db, order: Order) => cardsOf(db, order, (tx) => findHolderOf(tx, order));

/** As far as the actor's areas show the household. */
async function findHolderOf(
  tx: Tx,
  { countyCode, householdNo }: Order,
): Promise<(Pick<CardPage, 'maskedName' | 'village'> & { readonly areaCode: string }) | undefined> {
  const household = await findHousehold(tx, countyCode, householdNo, today());
  if (!household) return undefined;
  const { rows } = await sql<{ name: string }>`
    select name from registry.area where code = ${household.area_code}`.execute(tx);
  return { maskedName: maskName(household.head_name), village: rows[0]!.name, areaCode: household.area_code };
}
