import type { FileReference } from '../../../evidence/index.ts';
import type { PlainDate } from '../../../kernel/index.ts';
import type { AccountKey } from '../../../ledger/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import type { SpendingKind } from '../names.ts';
import { fail } from './errors.ts';
import type { Tier } from './tier.ts';
import type { StepName } from './rules.ts';

export interface ExpenditureRow {
  readonly expenditure_no: number;
  readonly entity_no: number;
  readonly entity_name: string;
  readonly area_code: string;
  readonly purse: AccountKey;
  readonly kind: SpendingKind;
  readonly payee_account: AccountKey | null;
  readonly amount_fen: bigint;
  readonly purpose_text: string;
  readonly requested_on: PlainDate;
  readonly tier_no: number;
  readonly tier: Tier;
  readonly policy_version: string;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
  readonly steps: readonly ExpenditureStep[];
}

export interface ExpenditureStep {
  readonly step: StepName;
  readonly day: PlainDate;
  readonly remark: string;
  readonly authorisation_no: string | null;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
}

/** Which requests to list, by number. */
export interface ExpenditureFilter extends Part<number> {
  readonly entityNo?: number | undefined;
  readonly expenditureNos?: readonly number[];
}

export async function loadExpenditures(
  tx: Tx,
  countyCode: string,
  { entityNo, expenditureNos, after = 0, limit }: ExpenditureFilter,
): Promise<ExpenditureRow[]> {
  const { rows } = await sql<ExpenditureRow>`
    select x.expenditure_no, x.entity_no, e.name as entity_name, e.area_code, e.purse, x.kind, x.payee_account,
      x.amount_fen, x.purpose_text, x.requested_on, x.tier_no, x.tier, x.policy_version, x.files, x.recorded_by,
      (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'day', s.day, 'remark', s.remark,
          'authorisation_no', s.authorisation_no::text, 'files', s.files, 'recorded_by', s.recorded_by) order by s.step_no), '[]')
        from programmes.expenditure_step s
        where s.county_code = x.county_code and s.expenditure_no = x.expenditure_no) as steps
    from programmes.expenditure x join programmes.entity e using (county_code, entity_no)
    where x.county_code = ${countyCode} and x.expenditure_no > ${after}
      ${entityNo === undefined ? sql`` : sql`and x.entity_no = ${entityNo}`}
      ${expenditureNos === undefined ? sql`` : sql`and x.expenditure_no = any(${[...expenditureNos]}::int[])`}
    order by x.expenditure_no limit ${limit ?? null}`.execute(tx);
  return rows;
}

/** Fails with `spending.unknown`. */
export async function getExpenditure(tx: Tx, countyCode: string, no: number): Promise<ExpenditureRow> {
  const [found] = await loadExpenditures(tx, countyCode, { expenditureNos: [no] });
  if (!found) throw fail('spending.unknown', { county: countyCode, expenditure: no });
  return found;
}
