-- The list of the last check of a county's register against the data-quality rules. Whoever mends the register reads it
-- all day; the check itself goes over everybody in the county.
create table registry.quality_check (
  county_code text collate "C" not null,
  check_no integer not null,
  day date not null,
  cache_faults integer not null,
  checked_by text not null,
  checked_at timestamptz not null default now(),
  primary key (county_code, check_no)
);
comment on table registry.quality_check is 'Checks of the register against the data-quality rules whose findings were kept. INSERT-only.';
comment on column registry.quality_check.county_code is 'County of the register.';
comment on column registry.quality_check.check_no is 'Number of the check in the county, from 1.';
comment on column registry.quality_check.day is 'The register as it stood on this day.';
comment on column registry.quality_check.cache_faults is 'Rows in which the caches of events differed from the events.';
comment on column registry.quality_check.checked_by is 'Who had it made.';
comment on column registry.quality_check.checked_at is 'When.';

create table registry.quality_finding (
  county_code text collate "C" not null,
  finding_no integer not null,
  rule text collate "C" not null,
  household_no text collate "C" not null,
  person_no text collate "C",
  sentence jsonb not null,
  primary key (county_code, finding_no)
);
comment on table registry.quality_finding is 'What the last check of a county found: a cache, found again by the next check.';
comment on column registry.quality_finding.county_code is 'County of the register.';
comment on column registry.quality_finding.finding_no is 'Place in the list, by household, from 1.';
comment on column registry.quality_finding.rule is 'The rule (src/registry/quality/rules.ts).';
comment on column registry.quality_finding.household_no is 'The household.';
comment on column registry.quality_finding.person_no is 'Number of the member in it; null when it concerns the household.';
comment on column registry.quality_finding.sentence is 'What is wrong, in Chinese and English, without ID numbers.';

call access.guard('registry.quality_check', $$ {row}.county_code = any ((select access.seen('counties'))::text[]) $$);
call access.guard_with('registry.quality_finding', 'registry.household', 'household_no');
