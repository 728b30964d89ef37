create schema cases;

create table cases.case_file (
  county_code text collate "C" not null,
  case_no integer not null check (case_no > 0),
  household_no text collate "C" not null,
  policy_id text collate "C" not null,
  policy_year integer not null,
  area_code text collate "C" not null references registry.area (code),
  recorded_at timestamptz not null default now(),
  primary key (county_code, case_no),
  constraint case_household foreign key (county_code, household_no) references registry.household
);
create index case_of_household on cases.case_file (county_code, household_no, policy_id, policy_year);
create index case_of_area on cases.case_file (county_code, area_code, case_no);
comment on table cases.case_file is 'One row for every case; all else about it is in its actions.';
comment on column cases.case_file.county_code is 'County of the register.';
comment on column cases.case_file.case_no is 'Number of the case, rising in the county.';
comment on column cases.case_file.household_no is 'Household.';
comment on column cases.case_file.policy_id is 'Policy whose line was crossed.';
comment on column cases.case_file.policy_year is 'Year of the bills.';
comment on column cases.case_file.area_code is 'The household''s area when the case was opened.';
comment on column cases.case_file.recorded_at is 'When the case was recorded.';

create table cases.action (
  county_code text collate "C" not null,
  case_no integer not null,
  action_no integer not null check (action_no > 0),
  action text collate "C" not null,
  day date not null,
  actor text not null,
  fields jsonb not null,
  evidence jsonb not null,
  inputs jsonb,
  recorded_at timestamptz not null default now(),
  primary key (county_code, case_no, action_no),
  constraint action_case foreign key (county_code, case_no) references cases.case_file
);
comment on table cases.action is 'What was done in a case, only ever added; its status follows from these rows, governance and the ledger.';
comment on column cases.action.county_code is 'County of the register.';
comment on column cases.action.case_no is 'Case.';
comment on column cases.action.action_no is 'Number of the action, rising in the case from 1, the opening.';
comment on column cases.action.action is 'What was done (src/prevention/cases/chain.ts).';
comment on column cases.action.day is 'Day it was done.';
comment on column cases.action.actor is 'Who did it.';
comment on column cases.action.fields is 'What was said: answers, reasons, the companion, amounts, numbers of meeting and authorisation. Never public.';
comment on column cases.action.evidence is 'Files that show it: name and SHA-256 each; the files are kept elsewhere.';
comment on column cases.action.inputs is 'With an opening, a return or a visit: what the case is decided on, frozen; the latest one holds.';
comment on column cases.action.recorded_at is 'When it was recorded.';

create table cases.covered_finding (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  policy_id text collate "C" not null,
  policy_year integer not null,
  kind text collate "C" not null,
  peril text collate "C" not null,
  revision integer not null,
  case_no integer not null,
  action_no integer not null,
  primary key (county_code, household_no, policy_id, policy_year, kind, peril, revision, case_no, action_no),
  constraint covered_finding_finding foreign key (county_code, household_no, policy_id, policy_year, kind, peril, revision)
    references screening.finding,
  constraint covered_finding_action foreign key (county_code, case_no, action_no) references cases.action
);
create index covered_finding_of_case on cases.covered_finding (county_code, case_no);
comment on table cases.covered_finding is 'The index of cases by finding: which revisions were in force when a case froze its inputs.';
comment on column cases.covered_finding.county_code is 'County of the register.';
comment on column cases.covered_finding.household_no is 'Household found.';
comment on column cases.covered_finding.policy_id is 'Policy.';
comment on column cases.covered_finding.policy_year is 'Year of the bills.';
comment on column cases.covered_finding.kind is 'Kind of the finding.';
comment on column cases.covered_finding.peril is 'Peril of the finding; empty for all together.';
comment on column cases.covered_finding.revision is 'Its revision.';
comment on column cases.covered_finding.case_no is 'Case.';
comment on column cases.covered_finding.action_no is 'The opening or return that froze the inputs.';

-- Append-only is a grant; see 0060-ledger.
do $$
begin
  if exists (select from pg_roles where rolname = 'terrace_app') then
    grant usage on schema cases to terrace_app;
    grant select, insert on all tables in schema cases to terrace_app;
  end if;
end $$;
