-- Who handles what was found about a household in a policy year, from the finding to the end of its case.
create table cases.handler (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  policy_id text collate "C" not null,
  policy_year integer not null,
  handler_no integer not null check (handler_no > 0),
  handler_name text,
  day date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, household_no, policy_id, policy_year, handler_no),
  constraint handler_household foreign key (county_code, household_no) references registry.household
);
comment on table cases.handler is 'To whom findings and cases were given, only ever added; the latest row of a household''s policy year holds.';
comment on column cases.handler.county_code is 'County of the register.';
comment on column cases.handler.household_no is 'Household.';
comment on column cases.handler.policy_id is 'Policy whose line was crossed.';
comment on column cases.handler.policy_year is 'Year of the bills.';
comment on column cases.handler.handler_no is 'Number within the household''s policy year, rising.';
comment on column cases.handler.handler_name is 'Account that handles it; null: nobody any more.';
comment on column cases.handler.day is 'Day it was given.';
comment on column cases.handler.recorded_by is 'Who gave it.';
comment on column cases.handler.recorded_at is 'When it was recorded.';

call access.guard_with('cases.handler', 'registry.household', 'household_no');
call access.permit('insert', 'cases.handler');
