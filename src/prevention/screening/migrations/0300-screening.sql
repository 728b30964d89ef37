create schema screening;

create table screening.run (
  county_code text collate "C" not null,
  run_no bigint not null,
  policy_id text collate "C" not null,
  policy_version text not null,
  policy_year integer not null,
  as_of date not null,
  import_no bigint not null,
  event_count bigint not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, run_no)
);
comment on table screening.run is 'One row for every screening that was kept.';
comment on column screening.run.county_code is 'County screened.';
comment on column screening.run.run_no is 'Number of the screening in the county, rising.';
comment on column screening.run.policy_id is 'Policy whose lines were used.';
comment on column screening.run.policy_version is 'Policy, version and hash.';
comment on column screening.run.policy_year is 'Year whose bills were summed.';
comment on column screening.run.as_of is 'Last day of the bills that counted.';
comment on column screening.run.import_no is 'Last import the screening had seen.';
comment on column screening.run.event_count is 'Number of approved register events the screening had seen.';
comment on column screening.run.actor is 'Who screened.';
comment on column screening.run.recorded_at is 'When the screening was recorded.';

create table screening.finding (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  policy_id text collate "C" not null,
  policy_year integer not null,
  kind text collate "C" not null check (kind in ('line', 'sum', 'missed', 'declared', 'visit')),
  peril text collate "C" not null,
  revision integer not null check (revision > 0),
  as_of date not null,
  household_group text collate "C" not null,
  self_paid_fen bigint check (self_paid_fen >= 0),
  line_fen bigint check (line_fen >= 0),
  state text collate "C" not null check (state in ('open', 'closed')),
  policy_version text not null,
  note text,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, household_no, policy_id, policy_year, kind, peril, revision),
  constraint finding_household foreign key (county_code, household_no) references registry.household
);
create index finding_of_year on screening.finding (county_code, policy_id, policy_year);
comment on table screening.finding is 'Findings as revisions that are only ever added; the one with the latest day and number holds.';
comment on column screening.finding.county_code is 'County of the register.';
comment on column screening.finding.household_no is 'Household found.';
comment on column screening.finding.policy_id is 'Policy whose line was crossed.';
comment on column screening.finding.policy_year is 'Year of the bills.';
comment on column screening.finding.kind is 'line: over a warning line; sum: all perils together (F10); missed: eligible but in no group (F08); declared; visit.';
comment on column screening.finding.peril is 'Peril; empty for all perils together.';
comment on column screening.finding.revision is 'Number of the revision, rising.';
comment on column screening.finding.as_of is 'Last day of the bills that counted.';
comment on column screening.finding.household_group is 'Group of the household on that day.';
comment on column screening.finding.self_paid_fen is 'Self-paid sum in fen; null where a declaration named none.';
comment on column screening.finding.line_fen is 'Warning line in fen; null where the group has none.';
comment on column screening.finding.state is 'open, or closed when the sum fell to the line or below, or the group lost its line.';
comment on column screening.finding.policy_version is 'Policy, version and hash that made the numbers.';
comment on column screening.finding.note is 'What was declared or seen; free text without health details.';
comment on column screening.finding.actor is 'Who screened, declared or visited.';
comment on column screening.finding.recorded_at is 'When the revision was recorded.';
