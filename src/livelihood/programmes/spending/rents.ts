import { sql, type Tx } from '../../../platform/index.ts';

/** A line of a round of rents, as it was frozen with the request. */
export interface RentLine {
  readonly contract_no: number;
  readonly household_no: string;
  readonly mu_hundredths: bigint;
  readonly amount_fen: bigint;
}

export async function rentLines(tx: Tx, countyCode: string, expenditureNo: number): Promise<RentLine[]> {
  const { rows } = await sql<RentLine>`select contract_no, household_no, mu_hundredths, amount_fen
    from programmes.rent_line where county_code = ${countyCode} and expenditure_no = ${expenditureNo}
    order by contract_no`.execute(tx);
  return rows;
}
