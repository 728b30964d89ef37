import { type Follow, listObjections, subjectDecision } from '../../../governance/index.ts';
import type { PlainDate } from '../../../kernel/index.ts';
import { type Reference, resume, revoke, suspend } from '../../../ledger/index.ts';
import { EXPENDITURE_SUBJECT } from './standing.ts';
import { loadExpenditures } from './store.ts';

/**
 * What follows for a request to spend when the village decides anew, or an objection comes or is answered: its authorisation is
 * suspended while an objection is open, and revoked once the decision does not hold any more. Subjects of others are left alone.
 */
export const spendingFollowerIn =
  (countyCode: string, today: PlainDate): Follow =>
  async (tx, { subject, because, actor }) => {
    if (subject.module !== EXPENDITURE_SUBJECT || !/^\d{1,9}$/.test(subject.id)) return;
    const [row] = await loadExpenditures(tx, countyCode, { expenditureNos: [Number(subject.id)] });
    const no = row?.steps.find(({ step }) => step === 'authorised')?.authorisation_no ?? null;
    if (no === null) return;
    const decision = await subjectDecision(tx, countyCode, subject, today);
    const by = { countyCode, actor, authorisationNos: [BigInt(no)] };
    for (const { objection_no } of await listObjections(tx, countyCode, [subject])) {
      const step = decision.openObjections.includes(objection_no) ? suspend : resume;
      await step(tx, { ...by, because: `governance/objection/${objection_no}` satisfies Reference });
    }
    if (decision.outcome !== 'approved') await revoke(tx, { ...by, because });
  };
