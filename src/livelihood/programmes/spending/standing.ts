import { type SubjectDecision, subjectDecisions } from '../../../governance/index.ts';
import type { PlainDate } from '../../../kernel/index.ts';
import {
  type Authorisation,
  isEscrowReference,
  listAuthorisations,
  openSuspensions,
} from '../../../ledger/index.ts';
import type { Tx } from '../../../platform/index.ts';
import { missingDiscussions, type SpendingFacts, statusOf, type StepName, vetoUntil } from './rules.ts';
import type { SpendingStatus } from '../names.ts';
import { type ExpenditureFilter, type ExpenditureRow, loadExpenditures } from './store.ts';

/** What a request is for governance: `expenditure:12`. */
export const EXPENDITURE_SUBJECT = 'expenditure';
export const subjectOf = (no: number) => ({ module: EXPENDITURE_SUBJECT, id: String(no) });

/** A request with what became of it. */
export interface Expenditure extends ExpenditureRow {
  readonly status: SpendingStatus;
  readonly missing: readonly StepName[];
  readonly decision: SubjectDecision;
  readonly veto_until: PlainDate | null;
  readonly authorisation: Authorisation | undefined;
}

/** Requests with what became of them as of a day, by number. */
export async function listExpenditures(
  tx: Tx,
  countyCode: string,
  filter: ExpenditureFilter,
  today: PlainDate,
): Promise<Expenditure[]> {
  const rows = await loadExpenditures(tx, countyCode, filter);
  if (rows.length === 0) return [];
  const subjects = rows.map(({ expenditure_no }) => subjectOf(expenditure_no));
  const decisions = await subjectDecisions(tx, countyCode, subjects, today);
  const authorisationNos = rows.flatMap(({ steps }) =>
    steps.flatMap(({ authorisation_no: no }) => (no === null ? [] : [BigInt(no)])),
  );
  const authorised = new Map(
    authorisationNos.length === 0
      ? []
      : (await listAuthorisations(tx, countyCode, { authorisationNos })).map((one) => [
          one.authorisationNo,
          one,
        ]),
  );
  return rows.map((row, i) => standingOf(row, decisions[i]!, authorised, today));
}

function standingOf(
  row: ExpenditureRow,
  decision: SubjectDecision,
  authorised: ReadonlyMap<bigint, Authorisation>,
  today: PlainDate,
): Expenditure {
  const no = row.steps.find(({ step }) => step === 'authorised')?.authorisation_no ?? null;
  const authorisation = no === null ? undefined : authorised.get(BigInt(no));
  const facts = factsOf(row, decision, authorisation, today);
  const decidedOn = decision.outcome === 'approved' ? decision.decision?.day : undefined;
  return {
    ...row,
    status: statusOf(facts),
    missing: missingDiscussions(facts),
    decision,
    veto_until: decidedOn === undefined ? null : vetoUntil(row.tier, decidedOn),
    authorisation,
  };
}

function factsOf(
  { tier, steps, amount_fen }: ExpenditureRow,
  { outcome, decision, notice, openObjections }: SubjectDecision,
  authorisation: Authorisation | undefined,
  today: PlainDate,
): SpendingFacts {
  return {
    tier,
    steps,
    decision: {
      outcome,
      bodyKind: decision?.bodyKind,
      day: decision?.day,
      isNoticed: notice?.status === 'complete',
      isContested: openObjections.length > 0,
    },
    authorisation: authorisation && {
      status: authorisation.status,
      awaitsAgent: openSuspensions(authorisation.steps).some(isEscrowReference),
      left: authorisation.left,
    },
    amount: amount_fen,
    today,
  };
}
