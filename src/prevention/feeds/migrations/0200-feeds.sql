create schema feeds;

create table feeds.import_run (
  import_no bigint primary key,
  kind text not null check (kind in ('areas', 'households', 'persons', 'expenses', 'incomes')),
  source text not null,
  file_name text not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  rows_new bigint not null,
  rows_corrected bigint not null,
  rows_unchanged bigint not null,
  rows_rejected bigint not null
);
comment on table feeds.import_run is 'One row for every file that was taken in.';
comment on column feeds.import_run.import_no is 'Number of the import, rising.';
comment on column feeds.import_run.kind is 'Which file of the contract.';
comment on column feeds.import_run.source is 'Who delivered it, as given by --source.';
comment on column feeds.import_run.file_name is 'Name of the file without its folder.';
comment on column feeds.import_run.actor is 'Who imported it.';
comment on column feeds.import_run.recorded_at is 'When the import was recorded.';
comment on column feeds.import_run.rows_new is 'Rows whose key was not known.';
comment on column feeds.import_run.rows_corrected is 'Rows whose key was known with other content.';
comment on column feeds.import_run.rows_unchanged is 'Rows that repeated what was known.';
comment on column feeds.import_run.rows_rejected is 'Rows refused, each with its reason in the rejects file.';

create table feeds.superseded_row (
  county_code text collate "C" not null,
  import_no bigint not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  row jsonb not null,
  primary key (county_code, import_no, kind, key)
);
comment on table feeds.superseded_row is 'What a row said before a correction replaced it.';
comment on column feeds.superseded_row.county_code is 'County of the row; 000000 for areas.';
comment on column feeds.superseded_row.import_no is 'The import that replaced the row.';
comment on column feeds.superseded_row.kind is 'Which file of the contract.';
comment on column feeds.superseded_row.key is 'Key of the row.';
comment on column feeds.superseded_row.row is 'The row as it was.';

-- Fixed-width columns stand first: the yearly aggregate reads them millions of times.
create table feeds.expense (
  date date not null,
  total_fen bigint not null check (total_fen >= 0),
  reimbursed_fen bigint not null check (reimbursed_fen between 0 and total_fen),
  import_no bigint not null,
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  peril text collate "C" not null check (peril in
    ('medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss')),
  item text collate "C" check (item in ('inpatient', 'outpatient', 'tuition', 'boarding', 'textbook', 'other')),
  record_no text collate "C" not null,
  person_no text collate "C",
  provider text,
  constraint expense_pkey primary key (county_code, record_no),
  constraint expense_household foreign key (county_code, household_no) references registry.household
);
-- Tells in no time which bills fell into a month or came with an import.
create index expense_when on feeds.expense using brin (date, import_no);
create index expense_of_household on feeds.expense (household_no);
comment on table feeds.expense is 'Bills the departments delivered; what a household paid itself is total less reimbursed.';
comment on column feeds.expense.date is 'Day of the bill.';
comment on column feeds.expense.total_fen is 'Whole bill in fen.';
comment on column feeds.expense.reimbursed_fen is 'What all insurers paid, in fen.';
comment on column feeds.expense.import_no is 'The import that gave this content.';
comment on column feeds.expense.county_code is 'County of the register.';
comment on column feeds.expense.household_no is 'Household that bore the bill.';
comment on column feeds.expense.peril is 'medical, education, disaster, traffic_medical or traffic_loss.';
comment on column feeds.expense.item is 'What the bill was for; null counts as whatever the policy counts.';
comment on column feeds.expense.record_no is 'Number of the bill, unique in the county.';
comment on column feeds.expense.person_no is 'Member the bill concerns; null for the household.';
comment on column feeds.expense.provider is 'Hospital, school or assessor.';
