import { type Bilingual, Failure, fen, type Fen, findFen, formatYuan } from '../../kernel/index.ts';
import { type ExplanationDocument, type Peril, PERILS } from '../../policy/index.ts';
import type { Tx } from '../../platform/index.ts';
import { type AssessOrder, getClaim, type Preview, previewFacts, readFacts } from '../compensation/index.ts';
import { assessmentOrder, type PolicyOn, unorderedSoFar } from './facts.ts';
import type { Wanted } from './show.ts';
import { BEGINS } from './standing.ts';
import { type CaseLog, getCase } from './store.ts';

/** One peril of an amount, with the tree from which anybody recomputes it. */
export interface AmountOfPeril {
  /** Null: a draft. */
  readonly claim_no: string | null;
  readonly peril: Peril;
  readonly self_paid_yuan: string;
  readonly entitled_yuan: string;
  /** What this claim adds to what was assessed before; below 0 it is owed back. */
  readonly difference_yuan: string;
  readonly explanation: ExplanationDocument;
}

/** Why a case is worth what it is worth. */
export interface CaseAmount {
  readonly household_no: string;
  readonly area_code: string;
  /** Not approved by the county yet: what the frozen inputs would give today. */
  readonly is_draft: boolean;
  /** Null where the inputs are worth nothing; `refusal` then says why. */
  readonly amount_yuan: string | null;
  readonly refusal: Bilingual | null;
  /** Of it, assessed before and not ordered by any case. */
  readonly earlier_yuan: string;
  readonly per_capita_income_yuan: string | null;
  readonly protection_line_yuan: string | null;
  readonly policy: {
    readonly id: string;
    readonly version: string;
    readonly hash: string;
    readonly title: Bilingual;
  };
  /** Warning lines of the household's group, as frozen. */
  readonly lines: readonly { readonly peril: Peril; readonly warning_line_yuan: string }[];
  readonly claims: readonly AmountOfPeril[];
}

/** The approved amount of a case from its claims, or what its frozen inputs would give on the day. Fails with `cases.unknown`. */
export async function explainAmount(
  tx: Tx,
  policyOn: PolicyOn,
  { countyCode, caseNo, day }: Wanted,
): Promise<CaseAmount> {
  const log = await getCase(tx, countyCode, caseNo);
  const order = assessmentOrder(policyOn, countyCode, log, '');
  const { policy } = order;
  const recorded = recordThatCounts(log);
  const { group } = log.inputs.facts;
  return {
    household_no: log.row.household_no,
    area_code: log.row.area_code,
    is_draft: recorded === undefined,
    policy: { id: policy.id, version: policy.version, hash: policy.hash, title: policy.title },
    lines: PERILS.flatMap((peril) => {
      const line = policy.line(group, peril);
      return line === undefined ? [] : [{ peril, warning_line_yuan: formatYuan(line) }];
    }),
    ...(recorded
      ? await approvedAmount(tx, countyCode, recorded)
      : await draftAmount(tx, order, log, await unorderedSoFar(tx, order, log, day))),
  };
}

type Worth = Pick<
  CaseAmount,
  'amount_yuan' | 'refusal' | 'earlier_yuan' | 'per_capita_income_yuan' | 'protection_line_yuan' | 'claims'
>;

/** A return or an appeal upheld begins anew: what was recorded before counts no more. */
function recordThatCounts({ steps }: CaseLog): CaseLog['steps'][number] | undefined {
  const last = steps.findLast(({ action }) => action === 'record' || BEGINS.has(action));
  return last?.action === 'record' ? last : undefined;
}

async function approvedAmount(
  tx: Tx,
  countyCode: string,
  { fields }: CaseLog['steps'][number],
): Promise<Worth> {
  const numbers = (fields['claims'] ?? '').split(',').filter(Boolean);
  const claims = [];
  for (const no of numbers) claims.push(await getClaim(tx, countyCode, BigInt(no)));
  const amount = fenOf(fields['amount_yuan']!);
  const claimed = claims.reduce((sum, { difference_yuan }) => sum + fenOf(difference_yuan), 0n);
  const [first] = claims;
  return {
    amount_yuan: formatYuan(amount),
    refusal: null,
    earlier_yuan: formatYuan(fen(amount - claimed)),
    per_capita_income_yuan: first?.inputs.per_capita_income_yuan ?? null,
    protection_line_yuan: first?.inputs.protection_line_yuan ?? null,
    claims: claims.map(
      ({ claim_no, peril, self_paid_yuan, entitled_yuan, difference_yuan, explanation }) => ({
        claim_no,
        peril,
        self_paid_yuan,
        entitled_yuan,
        difference_yuan,
        explanation,
      }),
    ),
  };
}

async function draftAmount(tx: Tx, order: AssessOrder, { inputs }: CaseLog, earlier: Fen): Promise<Worth> {
  const nothing = {
    refusal: null,
    earlier_yuan: formatYuan(earlier),
    per_capita_income_yuan: null,
    protection_line_yuan: null,
  };
  let preview: Preview;
  try {
    preview = await previewFacts(tx, order, readFacts(inputs.facts));
  } catch (error) {
    if (error instanceof Failure)
      return { ...nothing, amount_yuan: null, refusal: error.sentence, claims: [] };
    throw error;
  }
  const { perCapitaFen, lineFen, perils } = preview;
  return {
    ...nothing,
    amount_yuan: formatYuan(
      fen(perils.reduce((sum, { differenceFen }) => sum + differenceFen, earlier as bigint)),
    ),
    per_capita_income_yuan: formatYuan(perCapitaFen),
    protection_line_yuan: formatYuan(lineFen),
    claims: perils.map(({ peril, selfPaidFen, entitledFen, differenceFen, explanation }) => ({
      claim_no: null,
      peril,
      self_paid_yuan: formatYuan(selfPaidFen),
      entitled_yuan: formatYuan(entitledFen),
      difference_yuan: formatYuan(differenceFen),
      explanation,
    })),
  };
}

function fenOf(yuan: string): Fen {
  const amount = findFen(yuan);
  if (amount === undefined) throw new RangeError(`Not an amount in yuan: ${yuan}`);
  return fen(amount);
}
