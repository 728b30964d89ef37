import { sql, type Tx } from '../../../platform/index.ts';
import { type ContributionRow, listContributions } from '../../programmes/index.ts';
import { fail } from '../errors.ts';
import { type EntryOrder, type Holder, holderKey } from './model.ts';

/**
 * What was put in becomes shares once, and of whom it came from: a household's own contribution is issued to it, what is
 * to be quantified (public and donated funds, domain.md M01, M11) to anybody the charter lets hold, anything else to its
 * contributor. Fails with `shares.contribution`, `shares.contributionUsed` and `shares.contributor`.
 */
export async function needContributions(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  entries: readonly EntryOrder[],
): Promise<void> {
  const numbers = [...new Set(entries.flatMap(({ contributionNo }) => contributionNo ?? []))];
  if (numbers.length === 0) return;
  const found = await listContributions(tx, countyCode, { contributionNos: numbers, entityNo });
  const usable = new Map(
    found.flatMap((one) => (one.is_returned ? [] : [[one.contribution_no, one] as const])),
  );
  const unknown = numbers.find((no) => !usable.has(no));
  if (unknown !== undefined) throw fail('shares.contribution', { contribution: unknown, entity: entityNo });
  const { rows } = await sql<{ contribution_no: number }>`select contribution_no from shares.entry
    where county_code = ${countyCode} and contribution_no = any(${numbers}::int[]) limit 1`.execute(tx);
  if (rows[0]) throw fail('shares.contributionUsed', { contribution: rows[0].contribution_no });
  for (const { contributionNo, to } of entries) {
    if (contributionNo === undefined || to === undefined) continue;
    const contribution = usable.get(contributionNo)!;
    const owner = ownerOf(contribution);
    if (!contribution.is_quantified && holderKey(to) !== holderKey(owner))
      throw fail('shares.contributor', { contribution: contributionNo, holder: owner.ref });
  }
}

const ownerOf = ({ household_no, contributor_name }: ContributionRow): Holder =>
  household_no === null
    ? { kind: 'party', ref: contributor_name! }
    : { kind: 'household', ref: household_no };
