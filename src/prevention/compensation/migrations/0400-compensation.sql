create schema compensation;

create table compensation.claim (
  county_code text collate "C" not null,
  claim_no bigint not null,
  household_no text collate "C" not null,
  policy_id text collate "C" not null,
  policy_year integer not null,
  peril text collate "C" not null,
  as_of date not null,
  identified_on date not null,
  household_group text collate "C" not null,
  self_paid_fen bigint not null check (self_paid_fen >= 0),
  entitled_fen bigint not null check (entitled_fen >= 0),
  difference_fen bigint not null,
  policy_version text not null,
  policy_hash text not null,
  inputs jsonb not null,
  explanation jsonb not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, claim_no),
  constraint claim_household foreign key (county_code, household_no) references registry.household
);
create index claim_of_household on compensation.claim (county_code, household_no, policy_id, policy_year);
comment on table compensation.claim is 'Assessed amounts, only ever added; each pays what its year is worth less what earlier ones paid.';
comment on column compensation.claim.county_code is 'County of the register.';
comment on column compensation.claim.claim_no is 'Number of the claim in the county, rising.';
comment on column compensation.claim.household_no is 'Household.';
comment on column compensation.claim.policy_id is 'Policy.';
comment on column compensation.claim.policy_year is 'Year of the bills.';
comment on column compensation.claim.peril is 'Peril.';
comment on column compensation.claim.as_of is 'Last day of the bills that counted.';
comment on column compensation.claim.identified_on is 'Day of identification, which sets the income window.';
comment on column compensation.claim.household_group is 'Group on the as-of day.';
comment on column compensation.claim.self_paid_fen is 'Self-paid sum of the year for this peril, fen.';
comment on column compensation.claim.entitled_fen is 'What the year is worth so far, caps taken into account, fen.';
comment on column compensation.claim.difference_fen is 'To pay now; below 0 it is owed back, fen.';
comment on column compensation.claim.policy_version is 'Policy, version and first digits of the hash.';
comment on column compensation.claim.policy_hash is 'Whole hash of the policy content.';
comment on column compensation.claim.inputs is 'Bills, income and line the amount was made from, frozen.';
comment on column compensation.claim.explanation is 'Tree from which the amount recomputes to the fen.';
comment on column compensation.claim.actor is 'Who assessed.';
comment on column compensation.claim.recorded_at is 'When the claim was recorded.';
