-- The pool, payment lists for the bank or insurer, and what the bank answered. Facts are rows that are only added.
create schema payout;

create table payout.pool_move (
  county_code text collate "C" not null,
  move_no integer not null,
  policy_year integer not null,
  kind text collate "C" not null check (kind in ('premium', 'pool_top_up', 'pool_refund', 'pool_carry_over')),
  people bigint check (people > 0),
  per_person_fen bigint check (per_person_fen > 0),
  amount_fen bigint not null check (amount_fen > 0),
  day date not null,
  policy_version text not null,
  posting_no bigint not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, move_no),
  check ((kind = 'premium') = (people is not null)),
  check (people is null or people * per_person_fen = amount_fen),
  constraint pool_move_posting foreign key (county_code, posting_no) references ledger.posting
);
create unique index pool_premium_once on payout.pool_move (county_code, policy_year) where kind = 'premium';
comment on table payout.pool_move is 'Why money moved between the county''s treasury, the pool of a policy year and the next: beside each posting, what it was made from.';
comment on column payout.pool_move.county_code is 'County.';
comment on column payout.pool_move.move_no is 'Number in the county, rising.';
comment on column payout.pool_move.policy_year is 'Policy year of the pool; a balance carried over leaves it.';
comment on column payout.pool_move.kind is 'Kind of posting (src/ledger/kinds.ts).';
comment on column payout.pool_move.people is 'People the premium was paid for; null for the other kinds.';
comment on column payout.pool_move.per_person_fen is 'Premium for one of them, by the policy, fen.';
comment on column payout.pool_move.amount_fen is 'Amount, fen.';
comment on column payout.pool_move.day is 'Day it counts for.';
comment on column payout.pool_move.policy_version is 'Policy that gave the premium or allowed the top-up.';
comment on column payout.pool_move.posting_no is 'The posting.';
comment on column payout.pool_move.recorded_by is 'Who moved it; never who authorised it.';
comment on column payout.pool_move.recorded_at is 'When it was recorded.';

create table payout.payee_account (
  county_code text collate "C" not null,
  account_no integer not null,
  household_no text collate "C" not null,
  holder text not null,
  reference text collate "C" not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, account_no),
  constraint payee_account_household foreign key (county_code, household_no) references registry.household
);
create index payee_account_of_household on payout.payee_account (county_code, household_no, account_no);
comment on table payout.payee_account is 'Accounts benefits are paid to (一卡通); the latest of a household holds. Never in audit summaries or anything public.';
comment on column payout.payee_account.county_code is 'County of the register.';
comment on column payout.payee_account.account_no is 'Number of the entry in the county, rising.';
comment on column payout.payee_account.household_no is 'Household.';
comment on column payout.payee_account.holder is 'Name of the account holder.';
comment on column payout.payee_account.reference is 'Number of the account, or the bank''s token for it.';
comment on column payout.payee_account.recorded_by is 'Who recorded it.';
comment on column payout.payee_account.recorded_at is 'When it was recorded.';

create table payout.payment_list (
  county_code text collate "C" not null,
  list_no integer not null,
  policy_year integer not null,
  made_on date not null,
  line_count integer not null check (line_count > 0),
  total_fen bigint not null check (total_fen > 0),
  sha256 text collate "C" not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, list_no)
);
comment on table payout.payment_list is 'A list of payments for the bank or insurer, frozen when made.';
comment on column payout.payment_list.county_code is 'County.';
comment on column payout.payment_list.list_no is 'Number in the county, rising.';
comment on column payout.payment_list.policy_year is 'Policy year of the pool that pays.';
comment on column payout.payment_list.made_on is 'Day it was made.';
comment on column payout.payment_list.line_count is 'Number of lines.';
comment on column payout.payment_list.total_fen is 'Control total: sum of the lines, fen.';
comment on column payout.payment_list.sha256 is 'SHA-256 of the file handed to the bank.';
comment on column payout.payment_list.recorded_by is 'Who made it; somebody else releases it.';
comment on column payout.payment_list.recorded_at is 'When it was recorded.';

create table payout.payment_line (
  county_code text collate "C" not null,
  list_no integer not null,
  line_no integer not null,
  authorisation_no bigint not null,
  attempt integer not null check (attempt > 0),
  household_no text collate "C" not null,
  township_code text collate "C" not null,
  payee text not null,
  account text collate "C" not null,
  amount_fen bigint not null check (amount_fen > 0),
  primary key (county_code, list_no, line_no),
  constraint payment_line_list foreign key (county_code, list_no) references payout.payment_list,
  constraint payment_line_authorisation foreign key (county_code, authorisation_no) references ledger.authorisation,
  constraint payment_line_household foreign key (county_code, household_no) references registry.household
);
create unique index payment_attempt on payout.payment_line (county_code, authorisation_no, attempt);
comment on table payout.payment_line is 'One payment: what an authorisation had left when the list was made. An authorisation is tried again only when the try before has ended.';
comment on column payout.payment_line.county_code is 'County.';
comment on column payout.payment_line.list_no is 'List.';
comment on column payout.payment_line.line_no is 'Line in the list, from 1.';
comment on column payout.payment_line.authorisation_no is 'Authorisation it is paid under.';
comment on column payout.payment_line.attempt is 'How many lines have tried to pay the authorisation, this one included; two lists can never hold the same try.';
comment on column payout.payment_line.household_no is 'Household that is paid.';
comment on column payout.payment_line.township_code is 'Township (or county, where villages lie in it directly) of the household.';
comment on column payout.payment_line.payee is 'Account holder, else the head of the household.';
comment on column payout.payment_line.account is 'Account reference; empty when none is known.';
comment on column payout.payment_line.amount_fen is 'Amount, fen.';

create table payout.list_end (
  county_code text collate "C" not null,
  list_no integer not null,
  step text collate "C" not null check (step in ('released', 'cancelled')),
  day date not null,
  reason text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, list_no),
  check ((step = 'cancelled') = (reason is not null)),
  constraint list_end_list foreign key (county_code, list_no) references payout.payment_list
);
comment on table payout.list_end is 'A list is released to the bank by a second person, or cancelled; one of the two, once.';
comment on column payout.list_end.county_code is 'County.';
comment on column payout.list_end.list_no is 'List.';
comment on column payout.list_end.step is 'released or cancelled.';
comment on column payout.list_end.day is 'Day of it.';
comment on column payout.list_end.reason is 'Why it was cancelled.';
comment on column payout.list_end.recorded_by is 'Who did it.';
comment on column payout.list_end.recorded_at is 'When it was recorded.';

create table payout.outcome (
  county_code text collate "C" not null,
  list_no integer not null,
  line_no integer not null,
  status text collate "C" not null check (status in ('paid', 'failed', 'bounced')),
  day date not null,
  reason text not null,
  posting_no bigint,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, list_no, line_no, status),
  check ((status = 'failed') = (posting_no is null)),
  constraint outcome_line foreign key (county_code, list_no, line_no) references payout.payment_line,
  constraint outcome_posting foreign key (county_code, posting_no) references ledger.posting
);
create unique index outcome_posting_once on payout.outcome (county_code, posting_no) where posting_no is not null;
comment on table payout.outcome is 'What the bank reported of a line: paid, failed, or paid and sent back.';
comment on column payout.outcome.county_code is 'County.';
comment on column payout.outcome.list_no is 'List.';
comment on column payout.outcome.line_no is 'Line.';
comment on column payout.outcome.status is 'paid, failed or bounced.';
comment on column payout.outcome.day is 'Day the bank gives.';
comment on column payout.outcome.reason is 'Reason the bank gives; empty for paid.';
comment on column payout.outcome.posting_no is 'Posting of the payment, or its reversal; null when nothing was paid.';
comment on column payout.outcome.recorded_by is 'Who took the result in.';
comment on column payout.outcome.recorded_at is 'When it was recorded.';
