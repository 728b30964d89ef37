import type { FileReference } from '../../../evidence/index.ts';
import type { PlainDate } from '../../../kernel/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import { fail } from './errors.ts';
import { arrearsOf, type Planted, type RentDue, rentsDue, type RentTerms } from './rules.ts';

export interface LandContractRow extends RentTerms {
  readonly contract_no: number;
  readonly entity_no: number;
  readonly household_no: string;
  readonly plot_name: string;
  readonly signed_on: PlainDate;
  readonly ended_because: string | null;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
}

export interface LandContract extends LandContractRow {
  readonly dues: readonly RentDue[];
  readonly arrears_fen: bigint;
}

/** Which contracts to list, by number. */
export interface LandFilter extends Part<number> {
  readonly entityNo?: number;
  readonly householdNo?: string;
  readonly contractNos?: readonly number[];
}

export async function listContracts(
  tx: Tx,
  countyCode: string,
  { entityNo, householdNo, contractNos, after = 0, limit }: LandFilter,
  today: PlainDate,
): Promise<LandContract[]> {
  const { rows } = await sql<LandContractRow>`
    select c.contract_no, c.entity_no, c.household_no, c.plot_name, c.mu_hundredths, c.rent_per_mu_fen, c.since,
      least(c.until, e.last_day) as until, c.due_month_day, c.signed_on, e.remark as ended_because, c.files, c.recorded_by
    from programmes.land_contract c left join programmes.land_contract_end e using (county_code, contract_no)
    where c.county_code = ${countyCode} and c.contract_no > ${after}
      ${entityNo === undefined ? sql`` : sql`and c.entity_no = ${entityNo}`}
      ${householdNo === undefined ? sql`` : sql`and c.household_no = ${householdNo}`}
      ${contractNos === undefined ? sql`` : sql`and c.contract_no = any(${[...contractNos]}::int[])`}
    order by c.contract_no limit ${limit ?? null}`.execute(tx);
  const paid = await paidRents(
    tx,
    countyCode,
    rows.map(({ contract_no }) => contract_no),
  );
  return rows.map((row) => {
    const dues = rentsDue(row, paid.get(row.contract_no) ?? new Map(), today);
    return { ...row, dues, arrears_fen: arrearsOf(dues) };
  });
}

/** Fails with `land.unknown`. */
export async function getContract(
  tx: Tx,
  countyCode: string,
  contractNo: number,
  today: PlainDate,
): Promise<LandContract> {
  const [found] = await listContracts(tx, countyCode, { contractNos: [contractNo] }, today);
  if (!found) throw fail('land.unknown', { county: countyCode, contract: contractNo });
  return found;
}

/** By contract and year, what the ledger has posted of its rent and not taken back. */
async function paidRents(
  tx: Tx,
  countyCode: string,
  contractNos: readonly number[],
): Promise<Map<number, Map<number, bigint>>> {
  if (contractNos.length === 0) return new Map();
  const { rows } = await sql<{ contract_no: number; rent_year: number; paid: bigint }>`
    select l.contract_no, l.rent_year, sum(p.amount)::bigint as paid
    from programmes.rent_line l
    join ledger.posting p on p.county_code = l.county_code and p.kind = 'land_rent'
      and p.source = 'programmes/expenditure/' || l.expenditure_no || '/' || l.contract_no and p.reversal_of is null
    where l.county_code = ${countyCode} and l.contract_no = any(${[...contractNos]}::int[])
      and not exists (select from ledger.posting r where r.county_code = p.county_code and r.reversal_of = p.posting_no)
    group by l.contract_no, l.rent_year`.execute(tx);
  const paid = new Map<number, Map<number, bigint>>();
  for (const { contract_no, rent_year, paid: amount } of rows)
    paid.set(contract_no, (paid.get(contract_no) ?? new Map<number, bigint>()).set(rent_year, amount));
  return paid;
}

export interface PlantingRow extends Planted {
  readonly planting_no: number;
  readonly crop_name: string;
  readonly planted_on: PlainDate;
  readonly recorded_by: string;
}

export async function listPlantings(tx: Tx, countyCode: string, entityNo: number): Promise<PlantingRow[]> {
  const { rows } =
    await sql<PlantingRow>`select planting_no, crop_name, mu_hundredths, layer, planted_on, first_yield_year,
      recorded_by
    from programmes.planting where county_code = ${countyCode} and entity_no = ${entityNo}
    order by planting_no`.execute(tx);
  return rows;
}
