import { act, coverageOf, type Covers } from '../../access/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import { type Db, insertRows, sql, type Tx } from '../../platform/index.ts';
import { needActor } from '../../registry/index.ts';
import { fail } from './errors.ts';

/** What is handled: what was found about a household in a policy year, with or without a case. */
export interface HandledYear {
  readonly householdNo: string;
  readonly policyId: string;
  readonly policyYear: number;
}

export interface EntrustOrder {
  readonly actor: string;
  readonly countyCode: string;
  readonly dryRun?: boolean;
  readonly day: PlainDate;
  /** Account that handles it from now on; null: nobody. */
  readonly handler: string | null;
  readonly caseNos?: readonly number[];
  readonly findings?: readonly HandledYear[];
}

/** Who may open cases handles them. */
export const HANDLES = 'cases.open';

export interface EntrustReport {
  readonly handler_name: string | null;
  readonly entrusted: number;
  /** Those the handler already had. */
  readonly unchanged: number;
}

/**
 * Gives findings and cases to somebody, all of them or none. A case and the findings it came from are one work: who has
 * one has the other.
 *
 * Fails, in this order, with `cases.handlerUnknown`, `cases.nothingChosen`, `cases.unknown`, `cases.noFindingOf`,
 * `cases.handlerElsewhere`.
 */
export async function entrust(db: Db, order: EntrustOrder): Promise<EntrustReport> {
  const { countyCode, handler, dryRun = false, day, caseNos = [], findings = [] } = order;
  const actor = needActor(order.actor);
  const covers = handler === null ? undefined : await coverageOf(db, handler, HANDLES, countyCode);
  if (handler !== null && !covers) throw fail('cases.handlerUnknown', { handler, county: countyCode });
  if (caseNos.length + findings.length === 0) throw fail('cases.nothingChosen');
  const input = { handler, caseNos, findings };
  return act(db, { actor, action: 'cases.entrust', countyCode, input, dryRun }, async (tx) => {
    const chosen = distinct([
      ...(await yearsOfCases(tx, countyCode, caseNos)),
      ...(await needFindings(tx, countyCode, findings)),
    ]);
    if (covers) await needWithin(tx, countyCode, chosen, { handler: handler!, covers });
    const held = await handlersOf(tx, countyCode, chosen);
    const changed = chosen.filter((year) => (held.get(keyOf(year))?.name ?? null) !== handler);
    await insertRows(
      tx,
      'cases.handler',
      changed.map((year) => ({
        county_code: countyCode,
        household_no: year.householdNo,
        policy_id: year.policyId,
        policy_year: year.policyYear,
        handler_no: (held.get(keyOf(year))?.no ?? 0) + 1,
        handler_name: handler,
        day,
        recorded_by: actor,
      })),
    );
    const entrusted = changed.length;
    const result = { handler_name: handler, entrusted, unchanged: chosen.length - entrusted };
    return { result, summary: { entrusted, unchanged: result.unchanged } };
  });
}

const keyOf = ({ householdNo, policyId, policyYear }: HandledYear): string =>
  `${householdNo}/${policyId}/${policyYear}`;

const distinct = (years: readonly HandledYear[]): HandledYear[] => [
  ...new Map(years.map((year) => [keyOf(year), year])).values(),
];

async function yearsOfCases(tx: Tx, countyCode: string, caseNos: readonly number[]): Promise<HandledYear[]> {
  if (caseNos.length === 0) return [];
  const { rows } = await sql<HandledYear & { readonly caseNo: number }>`
    select case_no as "caseNo", household_no as "householdNo", policy_id as "policyId", policy_year as "policyYear"
    from cases.case_file where county_code = ${countyCode} and case_no = any(${`{${caseNos.join(',')}}`}::int[])`.execute(
    tx,
  );
  const missing = caseNos.find((no) => !rows.some(({ caseNo }) => caseNo === no));
  if (missing !== undefined) throw fail('cases.unknown', { county: countyCode, case: missing });
  return rows;
}

async function needFindings(
  tx: Tx,
  countyCode: string,
  findings: readonly HandledYear[],
): Promise<readonly HandledYear[]> {
  const { rows } = await sql<HandledYear>`
    select y."householdNo", y."policyId", y."policyYear" from ${rowsOf(findings)}
    where not exists (select from screening.finding f where f.county_code = ${countyCode}
      and f.household_no = y."householdNo" and f.policy_id = y."policyId" and f.policy_year = y."policyYear") limit 1`.execute(
    tx,
  );
  const [missing] = rows;
  if (missing)
    throw fail('cases.noFindingOf', {
      household: missing.householdNo,
      policy: missing.policyId,
      year: missing.policyYear,
    });
  return findings;
}

async function needWithin(
  tx: Tx,
  countyCode: string,
  years: readonly HandledYear[],
  { handler, covers }: { readonly handler: string; readonly covers: Covers },
): Promise<void> {
  const { rows } = await sql<Parameters<Covers>[0]>`
    select county_code, household_no, area_code from registry.household where county_code = ${countyCode}
      and household_no = any(${years.map(({ householdNo }) => householdNo)}::text[]) order by household_no`.execute(
    tx,
  );
  const outside = rows.find((household) => !covers(household));
  if (outside) throw fail('cases.handlerElsewhere', { household: outside.household_no, handler });
}

async function handlersOf(tx: Tx, countyCode: string, years: readonly HandledYear[]) {
  // Two who give the same work away at once must not both take the next number.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`handlers/${countyCode}`}, 0))`.execute(tx);
  const { rows } = await sql<HandledYear & { no: number; name: string | null }>`
    select distinct on (h.household_no, h.policy_id, h.policy_year) h.household_no as "householdNo",
      h.policy_id as "policyId", h.policy_year as "policyYear", h.handler_no as no, h.handler_name as name
    from cases.handler h join ${rowsOf(years)}
      on y."householdNo" = h.household_no and y."policyId" = h.policy_id and y."policyYear" = h.policy_year
    where h.county_code = ${countyCode}
    order by h.household_no, h.policy_id, h.policy_year, h.handler_no desc`.execute(tx);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** A case of some places, and who handles it. */
export interface PlacedCase {
  readonly caseNo: number;
  readonly areaCode: string;
  readonly householdNo: string;
  /** It lies at one of the places; else somebody handles it. */
  readonly isWithin: boolean;
  readonly handler: string | null;
}

/** Cases at some places, and those that somebody handles wherever they are. */
export async function placedCases(
  tx: Tx,
  countyCode: string,
  {
    areaCodes,
    householdNos,
  }: { readonly areaCodes: readonly string[]; readonly householdNos: readonly string[] },
): Promise<PlacedCase[]> {
  const { rows } = await sql<PlacedCase>`
    select * from (
      select c.case_no as "caseNo", c.area_code as "areaCode", c.household_no as "householdNo", h.handler_name as handler,
        c.area_code = any(${[...areaCodes]}::text[]) or c.household_no = any(${[...householdNos]}::text[]) as "isWithin"
      from cases.case_file c
      left join (
        select distinct on (household_no, policy_id, policy_year) household_no, policy_id, policy_year, handler_name
        from cases.handler where county_code = ${countyCode}
        order by household_no, policy_id, policy_year, handler_no desc) h
        on h.household_no = c.household_no and h.policy_id = c.policy_id and h.policy_year = c.policy_year
      where c.county_code = ${countyCode}) p
    where "isWithin" or handler is not null order by "caseNo"`.execute(tx);
  return rows;
}

const rowsOf = (years: readonly HandledYear[]) => sql`jsonb_to_recordset(${JSON.stringify(years)}::jsonb)
  as y("householdNo" text, "policyId" text, "policyYear" int)`;
