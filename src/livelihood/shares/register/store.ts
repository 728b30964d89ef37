import type { PlainDate } from '../../../kernel/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import { stateOn } from '../../../registry/index.ts';
import type { ClassCode } from '../rounds/model.ts';
import type { EntryRow, Holder, Holding } from './model.ts';

export interface EntryFilter extends Part<number> {
  readonly householdNo?: string;
}

/** Entries of a register in the order of their numbers. */
export async function listEntries(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  { householdNo, after = 0, limit }: EntryFilter = {},
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select entry_no, day, kind, share_kind, units, giver_kind, giver_ref, taker_kind, taker_ref, into_kind, into_units,
      contribution_no, document, recorded_by
    from shares.entry where county_code = ${countyCode} and entity_no = ${entityNo} and entry_no > ${after}
      ${householdNo === undefined ? sql`` : sql`and ((giver_kind = 'household' and giver_ref = ${householdNo}) or (taker_kind = 'household' and taker_ref = ${householdNo}))`}
    order by entry_no limit ${limit ?? null}`.execute(tx);
  return rows;
}

/** Every gain and loss of a holder in a class, as a table expression. */
const movesOf = (countyCode: string, entityNo: number) => sql`(
  select day, coalesce(into_kind, share_kind) as share_kind, taker_kind as holder_kind, taker_ref as holder_ref,
    coalesce(into_units, units) as units
  from shares.entry where county_code = ${countyCode} and entity_no = ${entityNo} and taker_kind is not null
  union all
  select day, share_kind, giver_kind, giver_ref, -units
  from shares.entry where county_code = ${countyCode} and entity_no = ${entityNo} and giver_kind is not null)`;

/** The register as of a day: who holds how much of each class, and who held once; by class, kind and number. */
export async function holdingsOn(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  day: PlainDate,
): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    select m.share_kind, m.holder_kind, m.holder_ref, m.units, h.head_name
    from (select share_kind, holder_kind, holder_ref, sum(units)::bigint as units
      from ${movesOf(countyCode, entityNo)} as m where day <= ${day}::date group by 1, 2, 3) m
    left join registry.household h on h.county_code = ${countyCode} and m.holder_kind = 'household'
      and h.household_no = m.holder_ref
    order by m.share_kind, m.holder_kind, m.holder_ref`.execute(tx);
  return rows;
}

/** The least a holder has of a class on a day and at the end of every day after it. */
export async function leastFrom(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  { share, holder, day }: { readonly share: ClassCode; readonly holder: Holder; readonly day: PlainDate },
): Promise<bigint> {
  const { rows } = await sql<{ least: bigint | null }>`
    with own as (
      select day, sum(units)::bigint as units from ${movesOf(countyCode, entityNo)} as m
      where share_kind = ${share} and holder_kind = ${holder.kind} and holder_ref = ${holder.ref} group by day),
    standing as (select day, sum(units) over (order by day)::bigint as units from own)
    select least(
      coalesce((select units from standing where day <= ${day}::date order by day desc limit 1), 0),
      (select min(units) from standing where day > ${day}::date)) as least`.execute(tx);
  return rows[0]?.least ?? 0n;
}

export interface HouseholdThen {
  readonly household_no: string;
  readonly head_name: string;
  readonly group: string;
  readonly size: number;
}

/** Households of an area and those below it on a day, by number. */
export async function householdsOf(
  tx: Tx,
  countyCode: string,
  areaCode: string,
  day: PlainDate,
): Promise<HouseholdThen[]> {
  const { rows } = await sql<HouseholdThen>`
    with recursive inside as (
      select ${areaCode}::text collate "C" as code
      union select a.code from inside i join registry.area a on a.parent_code = i.code)
    select h.household_no, h.head_name, h."group", h.size from ${stateOn(countyCode, day)} as h
    where h.area_code in (select code from inside) order by h.household_no`.execute(tx);
  return rows;
}

export interface CapitalRow {
  readonly capital_no: number;
  readonly share_kind: ClassCode;
  readonly day: PlainDate;
  readonly capital_fen: bigint;
  readonly document: string;
}

/** Capital behind each class on a day. */
export async function capitalOn(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  day: PlainDate,
): Promise<CapitalRow[]> {
  const { rows } = await sql<CapitalRow>`
    select distinct on (share_kind) capital_no, share_kind, day, capital_fen, document from shares.capital
    where county_code = ${countyCode} and entity_no = ${entityNo} and day <= ${day}::date
    order by share_kind, day desc, capital_no desc`.execute(tx);
  return rows;
}
