import { type PlainDate, plainDate, yearOf } from '../../kernel/index.ts';
import { type Authorisation, listAuthorisations } from '../../ledger/index.ts';
import type { FileReference } from '../../evidence/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { WrittenFacts } from '../compensation/index.ts';
import type { ActionName } from './chain.ts';
import { fail } from './errors.ts';
import type { Step } from './model.ts';

export interface CaseRow {
  readonly case_no: number;
  readonly household_no: string;
  readonly policy_id: string;
  readonly policy_year: number;
  readonly area_code: string;
}

/** What a case is decided on, whatever the register says later. */
export interface CaseInputs {
  /** The version's full name, which pins every number of it. */
  readonly policy_version: string;
  /** Last day of the bills that count. */
  readonly as_of: PlainDate;
  /** The household's area and those above it. */
  readonly area_codes: readonly string[];
  /** Who declared or visited, where a person made the finding. */
  readonly finders: readonly string[];
  readonly facts: WrittenFacts;
}

/** One case's actions and the inputs that hold. */
export interface CaseLog {
  readonly row: CaseRow;
  readonly steps: readonly (Step & { readonly evidence: readonly FileReference[] })[];
  readonly inputs: CaseInputs;
}

/** Writers of one case take turns; so does whoever answers an objection to it. */
export async function lockCase(tx: Tx, countyCode: string, caseNo: number | 'new'): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cases/${countyCode}/${caseNo}`}, 0))`.execute(
    tx,
  );
}

export async function insertCase(
  tx: Tx,
  countyCode: string,
  { household_no, policy_id, policy_year, area_code }: Omit<CaseRow, 'case_no'>,
): Promise<number> {
  const { rows } = await sql<{ case_no: number }>`
    insert into cases.case_file (county_code, case_no, household_no, policy_id, policy_year, area_code)
    select ${countyCode}, coalesce(max(case_no), 0) + 1, ${household_no}, ${policy_id}, ${policy_year}, ${area_code}
    from cases.case_file where county_code = ${countyCode} returning case_no`.execute(tx);
  return rows[0]!.case_no;
}

/** Adds an action; answers its number. */
export async function insertAction(
  tx: Tx,
  countyCode: string,
  caseNo: number,
  action: Omit<Step, 'no'> & {
    readonly evidence?: readonly FileReference[];
    readonly inputs?: CaseInputs | undefined;
  },
): Promise<number> {
  const { evidence = [], inputs } = action;
  const { rows } = await sql<{ action_no: number }>`
    insert into cases.action (county_code, case_no, action_no, action, day, actor, fields, evidence, inputs)
    select ${countyCode}, ${caseNo}, coalesce(max(action_no), 0) + 1, ${action.action}, ${action.day}, ${action.actor},
      ${JSON.stringify(action.fields)}::jsonb, ${JSON.stringify(evidence)}::jsonb,
      ${inputs === undefined ? null : JSON.stringify(inputs)}::jsonb
    from cases.action where county_code = ${countyCode} and case_no = ${caseNo} returning action_no`.execute(
    tx,
  );
  return rows[0]!.action_no;
}

export interface CaseFilter {
  readonly caseNos?: readonly number[];
  readonly householdNo?: string;
  /** Cases of an area or of any area below it. */
  readonly areaCode?: string;
  /** Cases of any of these places. */
  readonly places?: { readonly areaCodes: readonly string[]; readonly householdNos: readonly string[] };
  /** Only cases whose last action was none that closes them. */
  readonly isRunning?: boolean;
  /** The frozen bills are left away: lists do not look at them, and they are most of a case. */
  readonly isBrief?: boolean;
  readonly after?: number;
  readonly limit?: number;
}

/** Cases by number, with all their actions. */
export async function loadCases(tx: Tx, countyCode: string, filter: CaseFilter): Promise<CaseLog[]> {
  const {
    caseNos,
    householdNo,
    areaCode,
    places,
    isRunning = false,
    isBrief = false,
    after = 0,
    limit,
  } = filter;
  const { rows } = await sql<CaseRow>`
    select case_no, household_no, policy_id, policy_year, area_code from cases.case_file
    where county_code = ${countyCode} and case_no > ${after}
      ${caseNos === undefined ? sql`` : sql`and case_no = any(${`{${caseNos.join(',')}}`}::int[])`}
      ${householdNo === undefined ? sql`` : sql`and household_no = ${householdNo}`}
      ${areaCode === undefined ? sql`` : sql`and area_code in (${areasBelow(areaCode)})`}
      ${places === undefined ? sql`` : sql`and ${isAt(places)}`}
      ${isRunning ? sql`and ${LAST_ACTION} <> all(${CLOSING}::text[])` : sql``}
    order by case_no ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(tx);
  const actions = await loadActions(tx, countyCode, rows, isBrief);
  return rows.map((row) => {
    const own = actions.get(row.case_no)!;
    return { row, steps: own.map(stepOf), inputs: own.findLast(({ inputs }) => inputs !== null)!.inputs! };
  });
}

const isAt = ({ areaCodes, householdNos }: NonNullable<CaseFilter['places']>) =>
  sql`(area_code = any(${[...areaCodes]}::text[]) or household_no = any(${[...householdNos]}::text[]))`;

export const CLOSING: readonly ActionName[] = ['remove_risk', 'withdraw', 'reject', 'dismiss_appeal'];
const LAST_ACTION = sql`(select a.action from cases.action a where a.county_code = case_file.county_code
  and a.case_no = case_file.case_no order by a.action_no desc limit 1)`;

/** Fails with `cases.unknown`. */
export async function getCase(tx: Tx, countyCode: string, caseNo: number): Promise<CaseLog> {
  const [found] = await loadCases(tx, countyCode, { caseNos: [caseNo] });
  if (!found) throw fail('cases.unknown', { county: countyCode, case: caseNo });
  return found;
}

interface ActionRow {
  readonly case_no: number;
  readonly action_no: number;
  readonly action: ActionName;
  readonly day: string;
  readonly actor: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly evidence: readonly FileReference[];
  readonly inputs: CaseInputs | null;
}

async function loadActions(
  tx: Tx,
  countyCode: string,
  cases: readonly CaseRow[],
  isBrief: boolean,
): Promise<Map<number, ActionRow[]>> {
  const inputs = isBrief ? sql`jsonb_set(inputs, '{facts,bills}', '[]')` : sql`inputs`;
  const { rows } = await sql<ActionRow>`
    select case_no, action_no, action, day, actor, fields, evidence, ${inputs} as inputs from cases.action
    where county_code = ${countyCode} and case_no = any(${`{${cases.map(({ case_no }) => case_no).join(',')}}`}::int[])
    order by case_no, action_no`.execute(tx);
  return Map.groupBy(rows, ({ case_no }) => case_no);
}

const stepOf = ({ action_no, action, day, actor, fields, evidence }: ActionRow) => ({
  no: action_no,
  action,
  day: plainDate(day),
  actor,
  fields,
  evidence,
});

const areasBelow = (areaCode: string) => sql`
  with recursive below as (
    select code from registry.area where code = ${areaCode}
    union all
    select a.code from registry.area a join below b on a.parent_code = b.code)
  select code from below`;

/** An area and those above it within the county, the lowest first. */
export async function areasAbove(tx: Tx, countyCode: string, areaCode: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive above as (
      select code, parent_code, 0 as level from registry.area
        where code = ${areaCode} and county_code = ${countyCode}
      union all
      select a.code, a.parent_code, b.level + 1 from registry.area a join above b on a.code = b.parent_code
        where a.county_code = ${countyCode})
    select code from above order by level`.execute(tx);
  return rows.map(({ code }) => code);
}

export interface FindingKey {
  readonly kind: string;
  readonly peril: string;
  readonly revision: number;
  readonly actor: string;
}

interface HouseholdYear {
  readonly householdNo: string;
  readonly policy: PolicyVersion;
  readonly asOf: PlainDate;
}

/** The household's findings in force, each with the revision that holds. */
export async function findingsOf(
  tx: Tx,
  countyCode: string,
  { householdNo, policy, asOf }: HouseholdYear,
): Promise<FindingKey[]> {
  const { rows } = await sql<FindingKey>`
    select kind, peril, revision, actor from (
      select distinct on (kind, peril) kind, peril, revision, actor, state from screening.finding
      where county_code = ${countyCode} and household_no = ${householdNo} and policy_id = ${policy.id}
        and policy_year = ${yearOf(asOf)} and as_of <= ${asOf}
      order by kind, peril, as_of desc, revision desc) held
    where state = 'open' order by kind, peril`.execute(tx);
  return rows;
}

export async function coverFindings(
  tx: Tx,
  countyCode: string,
  { household_no, policy_id, policy_year, case_no }: CaseRow,
  actionNo: number,
  findings: readonly FindingKey[],
): Promise<void> {
  for (const { kind, peril, revision } of findings)
    await sql`insert into cases.covered_finding (county_code, household_no, policy_id, policy_year, kind, peril,
        revision, case_no, action_no)
      values (${countyCode}, ${household_no}, ${policy_id}, ${policy_year}, ${kind}, ${peril}, ${revision},
        ${case_no}, ${actionNo})`.execute(tx);
}

/** The latest case that covered each of the findings in this revision, when all of them were covered. */
export async function findCoveringCase(
  tx: Tx,
  countyCode: string,
  { householdNo, policy, asOf }: HouseholdYear,
  findings: readonly FindingKey[],
  caseNos: readonly number[],
): Promise<number | undefined> {
  const { rows } = await sql<{ kind: string; peril: string; revision: number; case_no: number }>`
    select kind, peril, revision, case_no from cases.covered_finding
    where county_code = ${countyCode} and household_no = ${householdNo} and policy_id = ${policy.id}
      and policy_year = ${yearOf(asOf)} and case_no = any(${`{${caseNos.join(',')}}`}::int[])`.execute(tx);
  const covering = findings.map((finding) =>
    rows
      .filter(
        ({ kind, peril, revision }) =>
          kind === finding.kind && peril === finding.peril && revision >= finding.revision,
      )
      .map(({ case_no }) => case_no)
      .at(-1),
  );
  return covering.includes(undefined) ? undefined : covering.at(-1);
}

/** A payment order's authorisation, and the day of the last payment that stands. */
export interface OrderedPayment extends Authorisation {
  readonly paidOn: PlainDate | undefined;
}

/** The authorisations that the cases' payment orders made, by number. */
export async function loadOrders(
  tx: Tx,
  countyCode: string,
  logs: readonly Pick<CaseLog, 'steps'>[],
): Promise<Map<string, OrderedPayment>> {
  const numbers = logs
    .flatMap(({ steps }) => orderSteps(steps))
    .map(({ fields }) => fields['authorisation']!);
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<{ authorisation_no: bigint; paid_on: string }>`
    select p.authorisation_no, max(p.day) as paid_on from ledger.posting p
    where p.county_code = ${countyCode} and p.authorisation_no = any(${numbers}::bigint[]) and p.reversal_of is null
      and not exists (select from ledger.posting r
        where r.county_code = p.county_code and r.reversal_of = p.posting_no)
    group by p.authorisation_no`.execute(tx);
  const paidOn = new Map(rows.map((row) => [row.authorisation_no, plainDate(row.paid_on)]));
  const found = await listAuthorisations(tx, countyCode, { authorisationNos: numbers.map(BigInt) });
  return new Map(
    found.map((one) => [String(one.authorisationNo), { ...one, paidOn: paidOn.get(one.authorisationNo) }]),
  );
}

export const orderSteps = (steps: readonly Step[]): Step[] =>
  steps.filter(({ action }) => action === 'order');

export interface MissedFinding {
  readonly household_no: string;
  readonly policy_year: number;
  readonly kind: string;
  readonly peril: string;
  /** The first day it was found, or found anew since the last case. */
  readonly found_on: PlainDate;
}

/** Findings in force since before a day that no case has covered (domain.md F08). */
export async function missedFindings(
  tx: Tx,
  countyCode: string,
  policyId: string,
  before: PlainDate,
  asOf: PlainDate,
): Promise<MissedFinding[]> {
  const { rows } = await sql<MissedFinding>`
    with held as (
      select distinct on (household_no, policy_year, kind, peril) household_no, policy_year, kind, peril, state
      from screening.finding where county_code = ${countyCode} and policy_id = ${policyId} and as_of <= ${asOf}
      order by household_no, policy_year, kind, peril, as_of desc, revision desc),
    covered as (
      select household_no, policy_year, kind, peril, max(revision) as revision from cases.covered_finding
      where county_code = ${countyCode} and policy_id = ${policyId} group by household_no, policy_year, kind, peril)
    select f.household_no, f.policy_year, f.kind, f.peril, min(f.as_of) as found_on
    from screening.finding f
    join held h using (household_no, policy_year, kind, peril)
    left join covered c using (household_no, policy_year, kind, peril)
    where f.county_code = ${countyCode} and f.policy_id = ${policyId} and f.as_of <= ${asOf}
      and f.state = 'open' and h.state = 'open' and f.revision > coalesce(c.revision, 0)
    group by f.household_no, f.policy_year, f.kind, f.peril
    having min(f.as_of) < ${before} order by found_on, f.household_no, f.kind, f.peril`.execute(tx);
  return rows;
}
