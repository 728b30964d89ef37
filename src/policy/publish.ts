import { act } from '../access/index.ts';
import { type Db, sql, type Tx } from '../platform/index.ts';
import { type PolicyChange, withChange } from './change.ts';
import { fail } from './errors.ts';
import { getPolicy, type PolicyBook, withPolicy } from './load.ts';

/** A change before somebody else has agreed to it. */
export type ProposedChange = Omit<PolicyChange, 'approvedBy'>;

export interface Proposal {
  readonly proposalNo: string;
  readonly policyId: string;
  readonly change: ProposedChange;
  readonly proposedAt: string;
  /** Undefined while nobody has decided. */
  readonly decision?: {
    readonly isApproved: boolean;
    readonly decidedBy: string;
    readonly reason: string | null;
  };
}

/** Stands for the approver while a proposal is tried; nobody can act under this name. */
const NOBODY_YET = '(awaiting approval)';

/**
 * Records a proposed number after trying it: what the linter would refuse is refused now.
 * Throws the `policy.change_*` failures and `policy.unknown`.
 */
export async function proposeChange(
  db: Db,
  book: PolicyBook,
  policyId: string,
  change: ProposedChange,
): Promise<string> {
  withChange(getPolicy(book, policyId), { ...change, approvedBy: NOBODY_YET });
  const order = {
    actor: change.proposedBy,
    action: 'policy.propose',
    countyCode: '000000',
    input: { policyId, change },
  };
  return act(db, order, async (tx) => {
    await sql`lock table policy.proposal in exclusive mode`.execute(tx);
    const { rows } = await sql<{ no: string }>`
      insert into policy.proposal (proposal_no, policy_id, change, proposed_by)
      select coalesce(max(proposal_no), 0) + 1, ${policyId}, ${JSON.stringify(change)}::jsonb, ${change.proposedBy}
      from policy.proposal returning proposal_no::text as no`.execute(tx);
    const no = rows[0]!.no;
    return { result: no, summary: { proposal_no: no, policy_id: policyId, path: change.path } };
  });
}

/**
 * A second person publishes a proposal, or refuses it with a reason. Answers the book with the change.
 * Throws `policy.proposal_unknown`, `policy.proposal_decided`, and the `policy.change_*` failures.
 */
export async function decideProposal(
  db: Db,
  files: PolicyBook,
  proposalNo: string,
  decision: { readonly decidedBy: string; readonly isApproved: boolean; readonly reason?: string },
): Promise<PolicyBook> {
  const { decidedBy, isApproved, reason } = decision;
  const action = isApproved ? 'policy.approve' : 'policy.refuse';
  await act(db, { actor: decidedBy, action, countyCode: '000000', input: { proposalNo } }, async (tx) => {
    await sql`lock table policy.decision in exclusive mode`.execute(tx);
    const proposal = (await listProposals(tx)).find((one) => one.proposalNo === proposalNo);
    if (!proposal) throw fail('policy.proposal_unknown', { no: proposalNo });
    if (proposal.decision)
      throw fail('policy.proposal_decided', { no: proposalNo, person: proposal.decision.decidedBy });
    if (proposal.change.proposedBy === decidedBy)
      throw fail('policy.change_same_person', { person: decidedBy });
    const published = await publishedBook(tx, files);
    // Refused here when the numbers published since do not bear it.
    if (isApproved) withPublished(published, proposal, decidedBy);
    await sql`insert into policy.decision (proposal_no, decision_no, is_approved, decided_by, reason)
      select ${proposalNo}::bigint, coalesce(max(decision_no), 0) + 1, ${isApproved}, ${decidedBy}, ${reason ?? null}
      from policy.decision`.execute(tx);
    return { result: null, summary: { proposal_no: proposalNo, policy_id: proposal.policyId } };
  });
  return publishedBook(db, files);
}

/** The files' policies with everything published in this store, in the order it was published. */
export async function publishedBook(db: Db | Tx, files: PolicyBook): Promise<PolicyBook> {
  const proposals = await listProposals(db);
  return proposals.reduce(
    (book, proposal) =>
      proposal.decision?.isApproved ? withPublished(book, proposal, proposal.decision.decidedBy) : book,
    files,
  );
}

const withPublished = (book: PolicyBook, { policyId, change }: Proposal, approvedBy: string): PolicyBook =>
  withPolicy(book, withChange(getPolicy(book, policyId), { ...change, approvedBy }));

/** All proposals: published ones in the order of publication, then the others by number. */
export async function listProposals(db: Db | Tx): Promise<Proposal[]> {
  const { rows } = await sql<{
    no: string;
    policy_id: string;
    change: ProposedChange;
    at: string;
    is_approved: boolean | null;
    decided_by: string | null;
    reason: string | null;
  }>`select p.proposal_no::text as no, p.policy_id, p.change, to_char(p.proposed_at, 'YYYY-MM-DD HH24:MI') as at,
      d.is_approved, d.decided_by, d.reason
    from policy.proposal p left join policy.decision d using (proposal_no)
    order by d.decision_no nulls last, p.proposal_no`.execute(db);
  return rows.map((row) => ({
    proposalNo: row.no,
    policyId: row.policy_id,
    change: row.change,
    proposedAt: row.at,
    ...(row.decided_by !== null && {
      decision: { isApproved: row.is_approved === true, decidedBy: row.decided_by, reason: row.reason },
    }),
  }));
}
