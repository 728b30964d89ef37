import { Type } from 'typebox';
import { policiesOf, policyFiles } from '../../app/policies.ts';
import { plainDate } from '../../kernel/index.ts';
import {
  decideProposal,
  listProposals,
  proposalDocument,
  proposeChange,
  resolvePolicy,
} from '../../policy/index.ts';
import { PolicyValue, Source } from '../documents.ts';
import type { AddRoute } from '../route.ts';
import { Big, Body, Day, Nullable, Page, pageAt, Position, Limit, Text } from '../schemas.ts';

const tag = 'policies';

const Proposal = Type.Object({
  proposal_no: Big,
  policy_id: Type.String(),
  path: Type.String(),
  value: PolicyValue,
  from: Day,
  source: Source,
  reason: Nullable(Type.String()),
  proposed_by: Type.String(),
  proposed_at: Type.String(),
  is_approved: Nullable(Type.Boolean({ description: 'Null while nobody has decided.' })),
  decided_by: Nullable(Type.String()),
});

export function proposalRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/policy-proposals',
    tag,
    summary: 'Proposed numbers and what became of them: published ones first',
    query: Type.Object({ after: Position, limit: Limit }),
    reply: Page(Proposal, Type.Integer()),
    handle: async (call) => pageAt((await listProposals(call.db)).map(proposalDocument), call.query),
  });
  add({
    method: 'POST',
    url: '/policy-proposals',
    tag,
    summary: 'Propose a number from a day on; a second person approves it',
    body: Body({
      policy: Text,
      path: Text,
      value: PolicyValue,
      from: Day,
      document: Text,
      reason: Type.Optional(Text),
    }),
    status: 201,
    reply: Type.Object({ proposal_no: Big }),
    handle: async (call) => {
      const { policy, path, value, from, document, reason } = call.body;
      const proposal_no = await proposeChange(call.db, await policiesOf(call.db), policy, {
        path,
        value,
        from: plainDate(from),
        source: { document },
        ...(reason !== undefined && { reason }),
        proposedBy: call.viewer,
      });
      return { proposal_no };
    },
  });
  add({
    method: 'POST',
    url: '/policy-proposals/:proposal/decision',
    tag,
    summary: 'Publish a proposal as a new version, or refuse it',
    params: Type.Object({ proposal: Type.String({ pattern: '^\\d{1,18}$' }) }),
    body: Body({ is_approved: Type.Boolean(), reason: Type.Optional(Text) }),
    status: 201,
    reply: Type.Object({
      proposal_no: Big,
      is_approved: Type.Boolean(),
      policy_version: Nullable(Type.String()),
    }),
    handle: async (call) => {
      const { is_approved: isApproved, reason } = call.body;
      const no = call.params.proposal;
      const book = await decideProposal(call.db, policyFiles(), no, {
        decidedBy: call.viewer,
        isApproved,
        ...(reason !== undefined && { reason }),
      });
      const { policyId, change } = (await listProposals(call.db)).find(
        ({ proposalNo }) => proposalNo === no,
      )!;
      const version = isApproved ? resolvePolicy(book, `${policyId}@${change.from}`).version : null;
      return { proposal_no: no, is_approved: isApproved, policy_version: version };
    },
  });
}
