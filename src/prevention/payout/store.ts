import { createHash } from 'node:crypto';
import { isSamePerson, type PlainDate } from '../../kernel/index.ts';
import { type Authorisation, listAuthorisations, type AccountKey } from '../../ledger/index.ts';
import type { Tx } from '../../platform/index.ts';
import { enactor } from '../../registry/index.ts';

/** What pool, lists, samples and grievances share. */

/** Writes through the funnel. The ledger is locked after it, never before. */
export const enact = enactor('payout');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Authorisations of an account that may be used on a day: granted, within their days, with something left. */
export async function usableAuthorisations(
  tx: Tx,
  countyCode: string,
  payer: AccountKey,
  day: PlainDate,
): Promise<Authorisation[]> {
  const all = await listAuthorisations(tx, countyCode, { payer });
  return all.filter(
    ({ status, left, validFrom, validTo }) =>
      status === 'granted' && left > 0n && validFrom <= day && day <= validTo,
  );
}

export const isByOneOf = (actor: string, people: readonly string[]): boolean =>
  people.some((name) => isSamePerson(name, actor));
