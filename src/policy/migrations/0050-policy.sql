-- Changes that officers publish. The policies themselves are files; a change never alters what held before its day.
create schema policy;

create table policy.proposal (
  proposal_no bigint primary key,
  policy_id text not null,
  change jsonb not null,
  proposed_by text not null,
  proposed_at timestamptz not null default now()
);
comment on table policy.proposal is 'Numbers that somebody proposed for a policy: a reference table.';
comment on column policy.proposal.proposal_no is 'Number of the proposal, rising.';
comment on column policy.proposal.policy_id is 'Policy to change.';
comment on column policy.proposal.change is 'Path, value, first day, source and reason.';
comment on column policy.proposal.proposed_by is 'Who proposed it.';
comment on column policy.proposal.proposed_at is 'When it was proposed.';

create table policy.decision (
  proposal_no bigint primary key references policy.proposal,
  decision_no bigint not null unique,
  is_approved boolean not null,
  decided_by text not null,
  reason text,
  decided_at timestamptz not null default now()
);
comment on table policy.decision is 'A second person''s answer to a proposal; approved ones are published.';
comment on column policy.decision.proposal_no is 'The proposal answered.';
comment on column policy.decision.decision_no is 'Order in which changes were published.';
comment on column policy.decision.is_approved is 'Whether it was published.';
comment on column policy.decision.decided_by is 'Who decided; never the proposer.';
comment on column policy.decision.reason is 'Why, where it was refused.';
comment on column policy.decision.decided_at is 'When it was decided.';
