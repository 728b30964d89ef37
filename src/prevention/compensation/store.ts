import {
  type Fen,
  fen,
  firstDayOf,
  formatYuan,
  type PlainDate,
  plainDate,
  yearOf,
} from '../../kernel/index.ts';
import type { ExplanationDocument, Group, Peril, PolicyVersion } from '../../policy/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { stateOn } from '../../registry/index.ts';
import { fail } from './errors.ts';
import type { Bill } from './rules.ts';

export interface HouseholdYear {
  readonly countyCode: string;
  readonly householdNo: string;
  readonly policy: PolicyVersion;
  readonly asOf: PlainDate;
}

/** Two assessments of one household must not both pay the same difference. */
export async function lockHousehold(tx: Tx, { countyCode, householdNo }: HouseholdYear): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`compensation/${countyCode}/${householdNo}`}, 0))`.execute(
    tx,
  );
  const { rows } = await sql`select 1 from registry.household
    where county_code = ${countyCode} and household_no = ${householdNo}`.execute(tx);
  return rows.length === 1;
}

export async function findGroupAndSize(tx: Tx, { countyCode, householdNo }: HouseholdYear, day: PlainDate) {
  const { rows } = await sql<{ group: Group; size: number }>`
    select "group", size from ${stateOn(countyCode, day, [householdNo])} g`.execute(tx);
  return rows[0];
}

/**
 * The day the household was identified for the year: that of its first assessment, else the first day of a finding
 * that is still in force; undefined when there is neither. A later correction does not move it.
 */
export async function findIdentification(tx: Tx, year: HouseholdYear): Promise<PlainDate | undefined> {
  const { countyCode, householdNo, policy, asOf } = year;
  const { rows } = await sql<{ first: string | null }>`
    with own as (select * from screening.finding where county_code = ${countyCode} and household_no = ${householdNo}
        and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)} and as_of <= ${asOf}),
      latest as (select distinct on (kind, peril) kind, peril, state from own
        order by kind, peril, as_of desc, revision desc)
    select coalesce(
      (select min(identified_on) from compensation.claim where county_code = ${countyCode}
        and household_no = ${householdNo} and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)}),
      (select min(o.as_of) from own o join latest l using (kind, peril)
        where l.state = 'open' and o.state = 'open')) as first`.execute(tx);
  const first = rows[0]?.first;
  return first ? plainDate(first) : undefined;
}

export interface BillRow extends Bill {
  readonly selfPaidFen: Fen;
}

/** The household's bills of the policy year up to the day that the policy counts, by day and record. */
export async function listBills(tx: Tx, year: HouseholdYear): Promise<BillRow[]> {
  const { countyCode, householdNo, policy, asOf } = year;
  const { rows } = await sql<{
    record_no: string;
    person_no: string | null;
    peril: Peril;
    item: string | null;
    date: string;
    total_fen: bigint;
    reimbursed_fen: bigint;
    provider: string | null;
  }>`select record_no, person_no, peril, item, date, total_fen, reimbursed_fen, provider from feeds.expense
    where county_code = ${countyCode} and household_no = ${householdNo}
      and date between ${firstDayOf(yearOf(asOf))} and ${asOf} order by date, record_no`.execute(tx);
  return rows
    .filter(({ peril, item }) => counts(policy, peril, item))
    .map((row) => ({
      recordNo: row.record_no,
      householdNo,
      personNo: row.person_no ?? '',
      peril: row.peril,
      date: plainDate(row.date),
      totalFen: fen(row.total_fen),
      provider: row.provider ?? '',
      selfPaidFen: fen(row.total_fen - row.reimbursed_fen),
    }));
}

const counts = (policy: PolicyVersion, peril: Peril, item: string | null): boolean =>
  item === null || (policy.countedItems(peril)?.some((counted) => counted === item) ?? true);

/** What the household was assessed so far in the policy year, by peril, net of what it owes back. */
export async function assessedSoFar(tx: Tx, year: HouseholdYear): Promise<ReadonlyMap<string, Fen>> {
  const { countyCode, householdNo, policy, asOf } = year;
  const { rows } = await sql<{ peril: string; paid: bigint }>`
    select peril, sum(difference_fen)::bigint as paid from compensation.claim
    where county_code = ${countyCode} and household_no = ${householdNo}
      and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)} group by peril`.execute(tx);
  return new Map(rows.map(({ peril, paid }) => [peril, fen(paid)]));
}

/** What an amount was made from. */
export interface ClaimInputs {
  readonly bills: readonly {
    readonly record_no: string;
    readonly date: PlainDate;
    readonly self_paid_yuan: string;
  }[];
  readonly per_capita_income_yuan: string;
  readonly protection_line_yuan: string;
}

export interface ClaimRecord {
  readonly peril: Peril;
  readonly group: Group;
  readonly identifiedOn: PlainDate;
  readonly selfPaidFen: Fen;
  readonly entitledFen: Fen;
  readonly differenceFen: Fen;
  readonly inputs: ClaimInputs;
  readonly explanation: ExplanationDocument;
}

export async function insertClaim(
  tx: Tx,
  year: HouseholdYear,
  claim: ClaimRecord,
  actor: string,
): Promise<string> {
  const { countyCode, householdNo, policy, asOf } = year;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claims ${countyCode}`}, 0))`.execute(tx);
  const { rows } = await sql<{ no: string }>`
    insert into compensation.claim (county_code, claim_no, household_no, policy_id, policy_year, peril, as_of,
      identified_on, household_group, self_paid_fen, entitled_fen, difference_fen, policy_version, policy_hash,
      inputs, explanation, actor)
    select ${countyCode}, coalesce(max(claim_no), 0) + 1, ${householdNo}, ${policy.id}, ${yearOf(asOf)}, ${claim.peril},
      ${asOf}, ${claim.identifiedOn}, ${claim.group}, ${claim.selfPaidFen}, ${claim.entitledFen},
      ${claim.differenceFen}, ${policy.version}, ${policy.hash}, ${JSON.stringify(claim.inputs)}::jsonb,
      ${JSON.stringify(claim.explanation)}::jsonb, ${actor}
    from compensation.claim where county_code = ${countyCode}
    returning claim_no::text as no`.execute(tx);
  return rows[0]!.no;
}

export interface StoredClaim {
  readonly claim_no: string;
  readonly household_no: string;
  readonly difference_fen: bigint;
  readonly explanation: ExplanationDocument;
}

export async function listClaims(tx: Tx, countyCode: string): Promise<StoredClaim[]> {
  const { rows } =
    await sql<StoredClaim>`select claim_no::text as claim_no, household_no, difference_fen, explanation
    from compensation.claim where county_code = ${countyCode} order by compensation.claim.claim_no`.execute(
      tx,
    );
  return rows;
}

/** A claim as lists show it. */
export interface ClaimRow {
  readonly county_code: string;
  readonly claim_no: string;
  readonly household_no: string;
  readonly policy_version: string;
  readonly policy_year: number;
  readonly peril: Peril;
  readonly as_of: PlainDate;
  readonly identified_on: PlainDate;
  readonly household_group: Group;
  readonly self_paid_yuan: string;
  readonly entitled_yuan: string;
  readonly difference_yuan: string;
}

/** With what it was made from and how, frozen when it was assessed. */
export interface ClaimPage extends ClaimRow {
  readonly actor: string;
  readonly inputs: ClaimInputs;
  readonly explanation: ExplanationDocument;
}

/** Claims of a county or of one household by number, a page at a time. */
export async function pageOfClaims(
  tx: Tx,
  countyCode: string,
  { householdNo = null, after, limit }: { householdNo?: string | null; after: bigint; limit: number },
): Promise<{ readonly rows: ClaimRow[]; readonly next: string | null }> {
  const rows = await selectClaims(
    tx,
    countyCode,
    sql`claim_no > ${after} and (${householdNo}::text is null or household_no = ${householdNo})
      order by compensation.claim.claim_no limit ${limit}`,
  );
  return {
    rows: rows.map((claim) => {
      const { actor: _, inputs: __, explanation: ___, ...row } = claim;
      return row;
    }),
    next: rows.length < limit ? null : rows.at(-1)!.claim_no,
  };
}

/** Fails with `compensation.claimUnknown`. */
export async function getClaim(tx: Tx, countyCode: string, claimNo: bigint): Promise<ClaimPage> {
  const [claim] = await selectClaims(tx, countyCode, sql`claim_no = ${claimNo}`);
  if (!claim) throw fail('compensation.claimUnknown', { county: countyCode, claim: String(claimNo) });
  return claim;
}

async function selectClaims(
  tx: Tx,
  countyCode: string,
  condition: ReturnType<typeof sql>,
): Promise<ClaimPage[]> {
  const { rows } = await sql<
    Omit<ClaimPage, 'self_paid_yuan' | 'entitled_yuan' | 'difference_yuan'> &
      Record<'self_paid_fen' | 'entitled_fen' | 'difference_fen', bigint>
  >`select county_code, claim_no::text as claim_no, household_no, policy_version, policy_year, peril, as_of,
      identified_on, household_group, self_paid_fen, entitled_fen, difference_fen, actor, inputs, explanation
    from compensation.claim where county_code = ${countyCode} and ${condition}`.execute(tx);
  return rows.map(({ self_paid_fen, entitled_fen, difference_fen, ...row }) => ({
    ...row,
    self_paid_yuan: formatYuan(fen(self_paid_fen)),
    entitled_yuan: formatYuan(fen(entitled_fen)),
    difference_yuan: formatYuan(fen(difference_fen)),
  }));
}
