-- Money and points. Facts are rows that are only added; the balances beside them are caches that `ledger verify` recomputes.
create schema ledger;

create table ledger.book (
  county_code text collate "C" primary key,
  last_entry_no bigint not null check (last_entry_no >= 0)
);
comment on table ledger.book is 'One row a county. Locked by whoever writes the county''s ledger, so that writers take turns.';
comment on column ledger.book.county_code is 'County.';
comment on column ledger.book.last_entry_no is 'Last number given; authorisations, their steps and postings share one series without gaps.';

create table ledger.balance (
  county_code text collate "C" not null,
  account text collate "C" not null,
  amount bigint not null check (amount >= 0),
  last_day date not null,
  primary key (county_code, account)
);
comment on table ledger.balance is 'What stands in each account that may not be overdrawn, from its first posting on: a cache of the postings.';
comment on column ledger.balance.county_code is 'County.';
comment on column ledger.balance.account is 'Key of the account: a code of the chart (src/ledger/chart.ts) and what it says follows, for example pool:2017.';
comment on column ledger.balance.amount is 'Fen or points on the side that makes the account grow.';
comment on column ledger.balance.last_day is 'Latest day of its postings.';

create table ledger.authorisation (
  county_code text collate "C" not null,
  authorisation_no bigint not null,
  kind text collate "C" not null,
  payer text collate "C" not null,
  payee text collate "C",
  limit_amount bigint not null check (limit_amount > 0),
  valid_from date not null,
  valid_to date not null,
  decision text collate "C" not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, authorisation_no),
  check (valid_from <= valid_to)
);
create unique index authorisation_decision on ledger.authorisation (county_code, kind, decision, payee) nulls not distinct;
comment on table ledger.authorisation is 'What may be posted, and the decision that allows it.';
comment on column ledger.authorisation.county_code is 'County.';
comment on column ledger.authorisation.authorisation_no is 'Number in the county''s series.';
comment on column ledger.authorisation.kind is 'Kind of posting it allows.';
comment on column ledger.authorisation.payer is 'Account that gives (is credited).';
comment on column ledger.authorisation.payee is 'Account that receives (is debited); null where the decision names a budget only.';
comment on column ledger.authorisation.limit_amount is 'Most that may be posted in all, less what was reversed; fen or points.';
comment on column ledger.authorisation.valid_from is 'First day of postings.';
comment on column ledger.authorisation.valid_to is 'Last day of postings.';
comment on column ledger.authorisation.decision is 'The decision: module and what it calls it there, for example governance/item/12.';
comment on column ledger.authorisation.actor is 'Who recorded it.';
comment on column ledger.authorisation.recorded_at is 'When it was recorded.';

create table ledger.authorisation_step (
  county_code text collate "C" not null,
  step_no bigint not null,
  authorisation_no bigint not null,
  step text collate "C" not null check (step in ('suspended', 'resumed', 'revoked')),
  because text collate "C" not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, step_no),
  constraint step_authorisation foreign key (county_code, authorisation_no) references ledger.authorisation
);
create index step_of_authorisation on ledger.authorisation_step (county_code, authorisation_no, step_no);
comment on table ledger.authorisation_step is 'What became of an authorisation; its status follows from these rows.';
comment on column ledger.authorisation_step.county_code is 'County.';
comment on column ledger.authorisation_step.step_no is 'Number in the county''s series, so that steps and postings have one order.';
comment on column ledger.authorisation_step.authorisation_no is 'Authorisation.';
comment on column ledger.authorisation_step.step is 'suspended, resumed or revoked.';
comment on column ledger.authorisation_step.because is 'The objection or decision behind it; a resumption names what the suspension named.';
comment on column ledger.authorisation_step.actor is 'Who recorded it.';
comment on column ledger.authorisation_step.recorded_at is 'When it was recorded.';

create table ledger.posting (
  county_code text collate "C" not null,
  posting_no bigint not null,
  kind text collate "C" not null,
  debit text collate "C" not null,
  credit text collate "C" not null,
  amount bigint not null check (amount > 0),
  asset text collate "C" not null check (asset in ('CNY', 'POINT')),
  day date not null,
  source text collate "C" not null,
  authorisation_no bigint,
  reissue_of bigint,
  reversal_of bigint,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, posting_no),
  check (debit <> credit),
  constraint posting_authorisation foreign key (county_code, authorisation_no) references ledger.authorisation,
  constraint posting_reissue foreign key (county_code, reissue_of) references ledger.posting,
  constraint posting_reversal foreign key (county_code, reversal_of) references ledger.posting
);
create unique index posting_once on ledger.posting (county_code, kind, source, reissue_of) nulls not distinct
  where reversal_of is null;
create unique index posting_reversed_once on ledger.posting (county_code, reversal_of) where reversal_of is not null;
create index posting_by_debit on ledger.posting (county_code, debit, day, posting_no);
create index posting_by_credit on ledger.posting (county_code, credit, day, posting_no);
create index posting_by_authorisation on ledger.posting (county_code, authorisation_no) where authorisation_no is not null;
comment on table ledger.posting is 'One row moves an amount from the credited to the debited account, so that every row balances.';
comment on column ledger.posting.county_code is 'County.';
comment on column ledger.posting.posting_no is 'Number in the county''s series.';
comment on column ledger.posting.kind is 'Kind of posting (src/ledger/kinds.ts).';
comment on column ledger.posting.debit is 'Account that receives.';
comment on column ledger.posting.credit is 'Account that gives.';
comment on column ledger.posting.amount is 'Fen, or points.';
comment on column ledger.posting.asset is 'CNY or POINT.';
comment on column ledger.posting.day is 'Day it counts for.';
comment on column ledger.posting.source is 'What it pays: module and what it calls it there. Once in each kind, and so the idempotency key.';
comment on column ledger.posting.authorisation_no is 'Authorisation it uses up.';
comment on column ledger.posting.reissue_of is 'Reversed posting that it repeats, for example after a bank returned it.';
comment on column ledger.posting.reversal_of is 'Posting that it takes back.';
comment on column ledger.posting.actor is 'Who posted.';
comment on column ledger.posting.recorded_at is 'When it was recorded.';

-- Append-only is a grant. A user who may not create roles goes on without; `ledger verify` says so.
do $$
begin
  if not exists (select from pg_roles where rolname = 'terrace_app') then
    create role terrace_app nologin;
  end if;
  -- Whoever makes a role may still not act in it; a superuser may.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    grant terrace_app to current_user;
  end if;
exception
  when insufficient_privilege then raise notice 'terrace_app: this user may not create the role or act in it';
  -- Another database of the same server was migrated in the same moment.
  when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  if exists (select from pg_roles where rolname = 'terrace_app') then
    grant usage on schema ledger to terrace_app;
    grant select, insert on ledger.authorisation, ledger.authorisation_step, ledger.posting to terrace_app;
    grant select, insert, update on ledger.book, ledger.balance to terrace_app;
  end if;
end $$;
