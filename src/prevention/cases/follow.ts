import { type Reference, resume, revoke, suspend } from '../../ledger/index.ts';
import {
  type Follow,
  listObjections,
  type SubjectDecision,
  subjectDecision,
} from '../../governance/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import { SUBJECT_MODULE } from './facts.ts';
import type { Step } from './model.ts';
import { loadCases, lockCase, orderSteps } from './store.ts';

/**
 * What follows for a case's payment orders when the village decides anew, or an objection comes or is answered: suspended
 * while an objection is open, resumed when it is answered, revoked once the decision they rest on does not hold any more.
 * Subjects of others are left alone.
 */
export const followerIn =
  (countyCode: string, today: PlainDate): Follow =>
  async (tx, { subject, because, actor }) => {
    const caseNo = subject.module === SUBJECT_MODULE && /^\d{1,9}$/.test(subject.id) ? Number(subject.id) : 0;
    if (caseNo === 0) return;
    await lockCase(tx, countyCode, caseNo);
    const [log] = await loadCases(tx, countyCode, { caseNos: [caseNo] });
    const orders = orderSteps(log?.steps ?? []);
    if (orders.length === 0) return;
    const decision = await subjectDecision(tx, countyCode, subject, today);
    const by = { countyCode, actor };
    const authorisationNos = orders.map(({ fields }) => BigInt(fields['authorisation']!));
    for (const { objection_no: no } of await listObjections(tx, countyCode, [subject])) {
      const step = decision.openObjections.includes(no) ? suspend : resume;
      await step(tx, { ...by, authorisationNos, because: `governance/objection/${no}` satisfies Reference });
    }
    const unfounded = authorisationNos.filter((_, i) => !restsOn(decision, log!.steps, orders[i]!));
    await revoke(tx, { ...by, authorisationNos: unfounded, because });
  };

/** Whether the decision that the village had confirmed when a payment was ordered still holds. */
function restsOn({ outcome, decision }: SubjectDecision, steps: readonly Step[], order: Step): boolean {
  const confirmed = steps.findLast(({ action, no }) => action === 'confirm' && no < order.no);
  return outcome === 'approved' && confirmed?.fields['meeting'] === String(decision?.meetingNo);
}
