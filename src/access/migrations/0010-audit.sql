-- Who did what, when. Rows are only ever added; they are sealed in batches by a later step.
create schema access;

create table access.audit_entry (
  county_code text collate "C" not null,
  entry_no uuid not null default gen_random_uuid(),
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  input_hash text not null,
  summary jsonb not null,
  primary key (county_code, entry_no)
);
comment on table access.audit_entry is 'One row for every act that changed something. INSERT-only.';
comment on column access.audit_entry.county_code is 'County the act concerned; 000000 for acts beyond one county.';
comment on column access.audit_entry.entry_no is 'Identity of the entry; order is by time.';
comment on column access.audit_entry.at is 'When the act was recorded.';
comment on column access.audit_entry.actor is 'Who acted, as given by --as or by the account.';
comment on column access.audit_entry.action is 'What was done, for example import.expenses or screening.run.';
comment on column access.audit_entry.input_hash is 'SHA-256 of the input, so that a repeat can be recognised.';
comment on column access.audit_entry.summary is 'Counts and identifiers of what changed; never names, ID numbers, phones, accounts or illnesses.';
