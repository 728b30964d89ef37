import { sql, type Tx } from '../../platform/index.ts';
import type {
  ChangeStatus,
  ConditionChange,
  ConditionKind,
  StatedCause,
  StatedHouse,
  StatedLand,
} from './model.ts';
import { fromHundredths, type KeptRow } from './rules.ts';

export async function nextChangeNo(tx: Tx, countyCode: string): Promise<bigint> {
  const { rows } = await sql<{ no: bigint }>`
    select coalesce(max(change_no), 0) + 1 as no from registry.condition_change where county_code = ${countyCode}`.execute(
    tx,
  );
  return rows[0]!.no;
}

export interface KeptChange {
  readonly countyCode: string;
  readonly changeNo: bigint;
  readonly kind: ConditionKind;
  readonly householdNo: string;
  readonly since: string;
  readonly rows: readonly KeptRow[];
  readonly document: string | null;
  readonly reason: string;
  readonly proposedBy: string;
}

export async function insertChange(tx: Tx, change: KeptChange): Promise<void> {
  const { countyCode, changeNo, kind, householdNo, since, rows, document, reason, proposedBy } = change;
  await sql`insert into registry.condition_change
      (county_code, change_no, kind, household_no, since, stated, document, reason, proposed_by)
    values (${countyCode}, ${changeNo}, ${kind}, ${householdNo}, ${since}, ${JSON.stringify(rows)}::jsonb, ${document},
      ${reason}, ${proposedBy})`.execute(tx);
}

export async function insertDecision(
  tx: Tx,
  countyCode: string,
  changeNo: bigint,
  decision: { readonly verdict: 'approve' | 'refuse'; readonly by: string; readonly reason: string | null },
): Promise<void> {
  await sql`insert into registry.condition_decision (county_code, change_no, verdict, decided_by, reason)
    values (${countyCode}, ${changeNo}, ${decision.verdict}, ${decision.by}, ${decision.reason})`.execute(tx);
}

export interface ChangeFilter {
  readonly changeNo?: bigint;
  readonly status?: ChangeStatus;
  readonly householdNo?: string;
}

type ChangeRow = Omit<ConditionChange, 'causes' | 'land' | 'houses'> & {
  readonly stated: readonly KeptRow[];
};

/** Changes of a county, the latest first: those before a number. */
export async function selectChanges(
  tx: Tx,
  countyCode: string,
  { changeNo, status, householdNo }: ChangeFilter,
  { before, limit }: { readonly before?: bigint | undefined; readonly limit: number },
): Promise<ConditionChange[]> {
  const when = (value: unknown, condition: ReturnType<typeof sql>) =>
    value === undefined ? sql`` : sql` and ${condition}`;
  const { rows } = await sql<ChangeRow>`select * from (
    select c.county_code, c.change_no::text as change_no, c.kind,
      case d.verdict when 'approve' then 'approved' when 'refuse' then 'refused' else 'proposed' end as status,
      c.household_no, h.area_code, c.since, c.stated, c.document, c.reason, c.proposed_by, c.proposed_at,
      d.decided_by, d.decided_at, d.reason as decision_reason
    from registry.condition_change c
    join registry.household h on h.county_code = c.county_code and h.household_no = c.household_no
    left join registry.condition_decision d on d.county_code = c.county_code and d.change_no = c.change_no
    where c.county_code = ${countyCode}
      ${when(changeNo, sql`c.change_no = ${changeNo}`)}
      ${when(householdNo, sql`c.household_no = ${householdNo}`)}
      ${when(before, sql`c.change_no < ${before}`)}) listed
    where true ${when(status, sql`status = ${status}`)}
    order by change_no::bigint desc limit ${limit}`.execute(tx);
  return rows.map(contentOf);
}

/** The rows of a change as its proposer said them. */
function contentOf({ stated, ...change }: ChangeRow): ConditionChange {
  const { kind } = change;
  const size = (row: KeptRow, name: string): string => fromHundredths(Number(row[name]));
  return {
    ...change,
    causes: (kind === 'causes' ? stated.map(({ cause }) => cause) : null) as ConditionChange['causes'],
    land: (kind === 'land'
      ? stated.map((row) => ({ land_kind: row['land_kind'], mu: size(row, 'mu_hundredths') }))
      : null) as ConditionChange['land'],
    houses: (kind === 'houses'
      ? stated.map(({ m2_hundredths, ...row }) => ({
          ...row,
          area_m2: fromHundredths(Number(m2_hundredths)),
        }))
      : null) as ConditionChange['houses'],
  };
}

/** All that was ever stated about a household. */
export async function selectStated(
  tx: Tx,
  countyCode: string,
  householdNo: string,
): Promise<{
  readonly causes: StatedCause[];
  readonly land: StatedLand[];
  readonly houses: StatedHouse[];
}> {
  const of = sql`where county_code = ${countyCode} and household_no = ${householdNo}`;
  const origin = sql`since, reported_by, import_no::text as import_no, nullif(change_no, 0)::text as change_no`;
  const { rows: causes } = await sql<StatedCause>`
    select rank, cause, ${origin} from registry.stated_cause ${of} order by since desc, change_no desc, rank`.execute(
    tx,
  );
  const { rows: land } = await sql<Omit<StatedLand, 'mu'> & { hundredths: bigint }>`
    select land_kind, mu_hundredths as hundredths, ${origin} from registry.stated_land ${of}
    order by since desc, change_no desc, land_kind`.execute(tx);
  const { rows: houses } = await sql<Omit<StatedHouse, 'area_m2'> & { hundredths: bigint }>`
    select house_no, house_type, grade, m2_hundredths as hundredths, ${origin} from registry.stated_house ${of}
    order by since desc, change_no desc, house_no`.execute(tx);
  return {
    causes,
    land: land.map(({ hundredths, ...row }) => ({ ...row, mu: fromHundredths(hundredths) })),
    houses: houses.map(({ hundredths, ...row }) => ({ ...row, area_m2: fromHundredths(hundredths) })),
  };
}
