import type { Tx } from '../../platform/index.ts';
import type { Account } from '../model.ts';
import { holderName, holderOf } from './rules.ts';
import { listCards } from './store.ts';

/** A household with a card that holds is an account without a number: it sees and does what the role of a household may. */
export async function findHolder(tx: Tx, name: string): Promise<Account | undefined> {
  const holder = holderOf(name);
  const [card] = holder ? await listCards(tx, holder) : [];
  if (!holder || !card || card.is_ended) return undefined;
  const { countyCode, householdNo } = holder;
  const days = { since: card.issued_on, until: null };
  return {
    accountNo: 0,
    name: holderName(countyCode, householdNo),
    person: holderName(countyCode, householdNo),
    ...days,
    roles: [{ roleNo: card.card_no, role: 'household', countyCode, areaCode: null, householdNo, ...days }],
  };
}
