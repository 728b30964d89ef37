-- Purses under escrow (domain.md M11, F32): what leaves them needs the agent's co-signature, whoever asks. Rows are only added.
create table ledger.escrow (
  county_code text collate "C" not null,
  escrow_no bigint not null,
  account text collate "C" not null,
  agent text not null,
  since date not null,
  decision text collate "C" not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, escrow_no)
);
create index escrow_of_account on ledger.escrow (county_code, account);
comment on table ledger.escrow is 'Accounts whose payments an agent co-signs. It binds from the moment it is recorded, whatever the day of a posting.';
comment on column ledger.escrow.county_code is 'County.';
comment on column ledger.escrow.escrow_no is 'Number in the county''s series, so that it stands before or after each posting.';
comment on column ledger.escrow.account is 'The account.';
comment on column ledger.escrow.agent is 'Who keeps it, for example the agency of the township.';
comment on column ledger.escrow.since is 'Day from which it is kept.';
comment on column ledger.escrow.decision is 'The agreement or decision behind it.';
comment on column ledger.escrow.actor is 'Who recorded it.';
comment on column ledger.escrow.recorded_at is 'When it was recorded.';

create table ledger.escrow_end (
  county_code text collate "C" not null,
  end_no bigint not null,
  escrow_no bigint not null,
  last_day date not null,
  decision text collate "C" not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, end_no),
  constraint escrow_end_escrow foreign key (county_code, escrow_no) references ledger.escrow
);
create unique index escrow_ended_once on ledger.escrow_end (county_code, escrow_no);
comment on table ledger.escrow_end is 'Escrows that ended; what was suspended until then stays so.';
comment on column ledger.escrow_end.county_code is 'County.';
comment on column ledger.escrow_end.end_no is 'Number in the county''s series.';
comment on column ledger.escrow_end.escrow_no is 'The escrow.';
comment on column ledger.escrow_end.last_day is 'Last day it was kept.';
comment on column ledger.escrow_end.decision is 'The decision behind it.';
comment on column ledger.escrow_end.actor is 'Who recorded it.';
comment on column ledger.escrow_end.recorded_at is 'When it was recorded.';

create table ledger.escrow_release (
  county_code text collate "C" not null,
  release_no bigint not null,
  escrow_no bigint not null,
  posting_no bigint not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, release_no),
  constraint escrow_release_escrow foreign key (county_code, escrow_no) references ledger.escrow,
  constraint escrow_release_posting foreign key (county_code, posting_no) references ledger.posting
);
create unique index escrow_released_once on ledger.escrow_release (county_code, posting_no, escrow_no);
comment on table ledger.escrow_release is 'The agent agrees that money which came into an escrowed account goes back by a reversal.';
comment on column ledger.escrow_release.county_code is 'County.';
comment on column ledger.escrow_release.release_no is 'Number in the county''s series.';
comment on column ledger.escrow_release.escrow_no is 'The escrow.';
comment on column ledger.escrow_release.posting_no is 'The posting that may be taken back.';
comment on column ledger.escrow_release.actor is 'Who co-signed.';
comment on column ledger.escrow_release.recorded_at is 'When it was recorded.';

call access.guard('ledger.escrow', $$ {row}.account ~ '^(village|mutual):'
  and (split_part({row}.account, ':', 2) = any ((select access.seen('areas'))::text[])
    or split_part({row}.account, ':', 2) = any ((select access.seen('collective'))::text[])) $$);
call access.guard_with('ledger.escrow_end', 'ledger.escrow', 'escrow_no');
call access.guard_with('ledger.escrow_release', 'ledger.escrow', 'escrow_no');
call access.permit('insert', 'ledger.escrow', 'ledger.escrow_end', 'ledger.escrow_release');
