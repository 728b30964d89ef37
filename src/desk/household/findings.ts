import { formatYuan, type PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';

/** What was found about a household: as the latest revision has it. */
export interface HouseholdFinding {
  readonly policy: string;
  readonly policy_year: number;
  readonly kind: string;
  readonly peril: string;
  readonly state: 'open' | 'closed';
  readonly found_on: string;
  readonly as_of: string;
  readonly self_paid_yuan: string | null;
  readonly line_yuan: string | null;
}

type FindingRow = Omit<HouseholdFinding, 'self_paid_yuan' | 'line_yuan'> & {
  readonly self_paid_fen: bigint | null;
  readonly line_fen: bigint | null;
};

/** All findings of a household up to a day, those of the latest year first. */
export async function findingsOf(
  tx: Tx,
  {
    countyCode,
    householdNo,
    day,
  }: { readonly countyCode: string; readonly householdNo: string; readonly day: PlainDate },
): Promise<HouseholdFinding[]> {
  const { rows } = await sql<FindingRow>`
    select distinct on (policy_year, policy_id, kind, peril) policy_version as policy, policy_year, kind, peril, state,
      min(as_of) over (partition by policy_year, policy_id, kind, peril) as found_on, as_of, self_paid_fen, line_fen
    from screening.finding
    where county_code = ${countyCode} and household_no = ${householdNo} and as_of <= ${day}
    order by policy_year desc, policy_id, kind, peril, as_of desc, revision desc`.execute(tx);
  const yuan = (fen: bigint | null): string | null => (fen === null ? null : formatYuan(fen));
  return rows.map(({ self_paid_fen, line_fen, ...finding }) => ({
    ...finding,
    self_paid_yuan: yuan(self_paid_fen),
    line_yuan: yuan(line_fen),
  }));
}
