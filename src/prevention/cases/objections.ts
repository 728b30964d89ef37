import { getAuthorisation, type Reference, resume, revoke, suspend } from '../../ledger/index.ts';
import { type Follow, listObjections, type Subject, subjectDecision } from '../../governance/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import { SUBJECT_MODULE } from './facts.ts';
import { loadCases, lockCase, orderSteps } from './store.ts';

export interface Contested {
  readonly countyCode: string;
  readonly subject: Subject;
  readonly today: PlainDate;
  readonly actor: string;
}

/**
 * What follows for a case's payment orders from the objections to it, in the transaction that received or answered one:
 * suspended while one is open, resumed when it is dismissed, revoked when it is upheld. Subjects of others are left alone.
 */
export async function followObjections(
  tx: Tx,
  { countyCode, subject, today, actor }: Contested,
): Promise<void> {
  const caseNo = subject.module === SUBJECT_MODULE && /^\d{1,9}$/.test(subject.id) ? Number(subject.id) : 0;
  if (caseNo === 0) return;
  await lockCase(tx, countyCode, caseNo);
  const [log] = await loadCases(tx, countyCode, { caseNos: [caseNo] });
  const { openObjections, setAsideBy } = await subjectDecision(tx, countyCode, subject, today);
  const objections = await listObjections(tx, countyCode, [subject]);
  for (const { fields } of orderSteps(log?.steps ?? [])) {
    const { authorisationNo } = await getAuthorisation(tx, countyCode, BigInt(fields['authorisation']!));
    const order = (objection: number) => ({
      countyCode,
      authorisationNo,
      because: `governance/objection/${objection}` as Reference,
      actor,
    });
    for (const { objection_no } of objections)
      await (openObjections.includes(objection_no) ? suspend : resume)(tx, order(objection_no));
    if (setAsideBy !== undefined) await revoke(tx, order(setAsideBy));
  }
}

/** The same for those who receive and answer objections: it happens with what they write, or neither does. */
export const followerIn =
  (countyCode: string, today: PlainDate): Follow =>
  (tx, subject, actor) =>
    followObjections(tx, { countyCode, subject, actor, today });
