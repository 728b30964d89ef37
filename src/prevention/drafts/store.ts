import { sql, type Tx } from '../../platform/index.ts';
import type { DraftKindName } from './model.ts';
import type { Change, Entry } from './rules.ts';

export interface DraftRow {
  readonly draft_id: string;
  readonly kind: DraftKindName;
  readonly household_no: string;
  readonly case_no: number | null;
  readonly joined_id: string | null;
  readonly begun_by: string;
  readonly begun_at: string;
  readonly ended_as: 'submitted' | 'discarded' | null;
  readonly ended_by: string | null;
  readonly ended_at: string | null;
}

const IS_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const instant = (column: string) =>
  sql.raw<string>(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`);
const DRAFT = sql`select d.draft_id, d.kind, d.household_no, d.case_no, d.joined_id, d.recorded_by as begun_by,
    ${instant('d.recorded_at')} as begun_at, e.status as ended_as, e.recorded_by as ended_by,
    ${instant('e.recorded_at')} as ended_at
  from drafts.draft d left join drafts.ending e on e.county_code = d.county_code and e.draft_id = d.draft_id`;

/** Writers about one household take turns, also those of two drafts that become one. */
export async function lockHousehold(tx: Tx, countyCode: string, householdNo: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`drafts/${countyCode}/${householdNo}`}, 0))`.execute(
    tx,
  );
}

export async function findDraft(tx: Tx, countyCode: string, draftId: string): Promise<DraftRow | undefined> {
  if (!IS_ID.test(draftId)) return undefined;
  const { rows } = await sql<DraftRow>`${DRAFT}
    where d.county_code = ${countyCode} and d.draft_id = ${draftId}`.execute(tx);
  return rows[0];
}

/** Drafts that have not joined another one: of a household or a case, the open ones or all; by id. */
export async function listDrafts(
  tx: Tx,
  countyCode: string,
  filter: {
    readonly kind?: DraftKindName | undefined;
    readonly householdNo?: string | undefined;
    readonly caseNo?: number | undefined;
    readonly isOpen?: boolean | undefined;
    readonly after?: string | undefined;
    readonly limit?: number | undefined;
  },
): Promise<DraftRow[]> {
  const {
    kind = null,
    householdNo = null,
    caseNo = null,
    isOpen = false,
    after = null,
    limit = null,
  } = filter;
  const { rows } = await sql<DraftRow>`${DRAFT}
    where d.county_code = ${countyCode} and d.joined_id is null
      and (${kind}::text is null or d.kind = ${kind}) and (${householdNo}::text is null or d.household_no = ${householdNo})
      and (${caseNo}::int is null or d.case_no = ${caseNo}) and (not ${isOpen}::boolean or e.status is null)
      and (${after}::uuid is null or d.draft_id > ${after}::uuid)
    order by d.draft_id limit ${limit}`.execute(tx);
  return rows;
}

export async function insertDraft(
  tx: Tx,
  countyCode: string,
  row: Pick<DraftRow, 'draft_id' | 'kind' | 'household_no' | 'case_no' | 'joined_id' | 'begun_by'>,
): Promise<void> {
  await sql`insert into drafts.draft (county_code, draft_id, kind, household_no, case_no, joined_id, recorded_by)
    values (${countyCode}, ${row.draft_id}, ${row.kind}, ${row.household_no}, ${row.case_no}, ${row.joined_id},
      ${row.begun_by})`.execute(tx);
}

export async function listEntries(
  tx: Tx,
  countyCode: string,
  draftIds: readonly string[],
): Promise<Map<string, Entry[]>> {
  const { rows } = await sql<Entry & { draft_id: string }>`
    select draft_id, entry_no as no, field_name as field, words as value, base_no as base, to_json(resolves) as resolves,
      device_id as device, recorded_by as by, ${instant('recorded_at')} as at
    from drafts.entry where county_code = ${countyCode} and draft_id = any(${[...draftIds]}::uuid[])
    order by draft_id, entry_no`.execute(tx);
  return Map.groupBy(rows, ({ draft_id }) => draft_id);
}

export async function insertEntry(
  tx: Tx,
  countyCode: string,
  draftId: string,
  no: number,
  { field, value, base, resolves, device }: Change,
  actor: string,
): Promise<void> {
  await sql`insert into drafts.entry (county_code, draft_id, entry_no, field_name, words, base_no, resolves, device_id,
      recorded_by)
    values (${countyCode}, ${draftId}, ${no}, ${field}, ${value}, ${base}, ${`{${resolves.join(',')}}`}::int[], ${device},
      ${actor})`.execute(tx);
}

export async function insertEnding(
  tx: Tx,
  countyCode: string,
  draftId: string,
  status: 'submitted' | 'discarded',
  actor: string,
): Promise<void> {
  await sql`insert into drafts.ending (county_code, draft_id, status, recorded_by)
    values (${countyCode}, ${draftId}, ${status}, ${actor})`.execute(tx);
}

/** The household's area, and its household where only a case is named. */
export async function findPlace(
  tx: Tx,
  countyCode: string,
  { householdNo, caseNo }: { readonly householdNo: string | undefined; readonly caseNo: number | undefined },
): Promise<{ readonly household_no: string; readonly area_code: string } | undefined> {
  const { rows } = await sql<{ household_no: string; area_code: string }>`
    select h.household_no, h.area_code from registry.household h
    where h.county_code = ${countyCode} and h.household_no = coalesce(${householdNo ?? null}::text, (
      select c.household_no from cases.case_file c
      where c.county_code = ${countyCode} and c.case_no = ${caseNo ?? null}::int))`.execute(tx);
  return rows[0];
}
