import { fen, type PlainDate, plainDate } from '../../kernel/index.ts';
import { type Group, type Peril, type PolicyVersion } from '../../policy/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { Sheet } from './model.ts';
import { type DecidedAmount, sheetOf } from './rules.ts';

interface ClaimRow {
  readonly policy_id: string;
  readonly as_of: string;
  readonly peril: Peril;
  readonly household_group: Group;
  readonly self_paid_fen: bigint;
  readonly entitled_fen: bigint;
}

/** What the county approved for a policy year until a day, as a sheet to work out again. */
export async function yearSheet(
  tx: Tx,
  policyOn: (reference: string, day: PlainDate) => PolicyVersion,
  { countyCode, year, day, fewest }: { countyCode: string; year: number; day: PlainDate; fewest: number },
): Promise<Sheet> {
  // The last claim of a household for a peril is what it is worth in the year, paid before or not.
  const { rows } = await sql<ClaimRow>`
    select distinct on (household_no, policy_id, peril) policy_id, as_of, peril, household_group, self_paid_fen, entitled_fen
    from compensation.claim where county_code = ${countyCode} and policy_year = ${year} and as_of <= ${day}
    order by household_no, policy_id, peril, claim_no desc`.execute(tx);
  const decided = rows.flatMap((row): DecidedAmount[] => {
    const version = policyOn(row.policy_id, plainDate(row.as_of));
    const schedule = version.schedule(row.household_group, row.peril);
    if (!schedule) return [];
    const { self_paid_fen, entitled_fen } = row;
    return [{ version, schedule, selfPaidFen: fen(self_paid_fen), entitledFen: fen(entitled_fen) }];
  });
  return sheetOf(decided, fewest, { county_code: countyCode, year, as_of: day });
}
