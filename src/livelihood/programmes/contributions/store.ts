import { type Part, sql, type Tx } from '../../../platform/index.ts';
import type { ContributionRow } from '../model.ts';
import { type ContributionTotals, totalsOf } from './rules.ts';

/** Which contributions to list, by number. */
export interface ContributionFilter extends Part<number> {
  readonly contributionNos?: readonly number[];
  readonly entityNo?: number;
  readonly householdNo?: string;
}

/** A contribution, and whether its money went back: then it counts nowhere. */
export interface ListedContribution extends ContributionRow {
  readonly is_returned: boolean;
}

export async function listContributions(
  tx: Tx,
  countyCode: string,
  { contributionNos, entityNo, householdNo, after = 0, limit }: ContributionFilter,
): Promise<ListedContribution[]> {
  const { rows } = await sql<ListedContribution>`
    select c.contribution_no, c.entity_no, c.kind, c.contributor_class, c.household_no, c.contributor_name, c.what,
      c.quantity_hundredths, c.term_until, c.value_fen, c.valuation_method, c.valuer_name, c.day, c.is_quantified,
      c.posting_no, c.files, c.recorded_by,
      exists (select from ledger.posting r where r.county_code = c.county_code and r.reversal_of = c.posting_no) as is_returned
    from programmes.contribution c
    where c.county_code = ${countyCode} and c.contribution_no > ${after}
      ${contributionNos === undefined ? sql`` : sql`and c.contribution_no = any(${[...contributionNos]}::int[])`}
      ${entityNo === undefined ? sql`` : sql`and c.entity_no = ${entityNo}`}
      ${householdNo === undefined ? sql`` : sql`and c.household_no = ${householdNo}`}
    order by c.contribution_no limit ${limit ?? null}`.execute(tx);
  return rows;
}

/** What was put into an entity up to a day, by kind and class of contributor; money that went back left out. */
export async function contributionTotals(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  asOf?: string,
): Promise<ContributionTotals> {
  const all = await listContributions(tx, countyCode, { entityNo });
  return totalsOf(all.filter(({ day, is_returned }) => !is_returned && (asOf === undefined || day <= asOf)));
}

/** The contribution that rests on a posting. */
export async function findByPosting(
  tx: Tx,
  countyCode: string,
  postingNo: bigint,
): Promise<number | undefined> {
  const { rows } = await sql<{ no: number }>`select contribution_no as no from programmes.contribution
    where county_code = ${countyCode} and posting_no = ${postingNo}`.execute(tx);
  return rows[0]?.no;
}
