-- What-ifs that somebody gave a name. Nothing rests on them: a number becomes true only by a proposal that two people publish.
create schema studies;

create table studies.scenario (
  county_code text collate "C" not null,
  scenario_no integer not null check (scenario_no > 0),
  title text not null,
  policy_id text collate "C" not null,
  policy_version text not null,
  settings jsonb not null,
  outcome jsonb not null,
  reason text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, scenario_no)
);
comment on table studies.scenario is 'Named what-ifs: the numbers that were tried and what came out on the day they were kept. Only ever added.';
comment on column studies.scenario.county_code is 'County studied.';
comment on column studies.scenario.scenario_no is 'Number of the scenario in the county, rising.';
comment on column studies.scenario.title is 'Its name.';
comment on column studies.scenario.policy_id is 'Policy whose numbers were changed.';
comment on column studies.scenario.policy_version is 'Version they were compared with.';
comment on column studies.scenario.settings is 'Path and value of every number that was changed.';
comment on column studies.scenario.outcome is 'Counts and sums on both sides, and the years they are of.';
comment on column studies.scenario.reason is 'What it was kept for.';
comment on column studies.scenario.recorded_by is 'Who kept it.';
comment on column studies.scenario.recorded_at is 'When.';

call access.guard('studies.scenario', 'false');
