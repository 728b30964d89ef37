alter table screening.run add column scope text collate "C" not null default 'all' check (scope in ('all', 'touched'));
comment on column screening.run.scope is 'all: every household was summed; touched: only those changed since the last such screening.';

create table screening.near_line (
  county_code text collate "C" not null,
  policy_id text collate "C" not null,
  policy_year integer not null,
  household_nos text[] collate "C" not null,
  primary key (county_code, policy_id, policy_year)
);
comment on table screening.near_line is 'Derived by the last screening of all: unlisted households with a sum above three quarters of a line. Whoever is not here needs bills of a quarter line to pass it.';
comment on column screening.near_line.county_code is 'County screened.';
comment on column screening.near_line.policy_id is 'Policy whose lines were used.';
comment on column screening.near_line.policy_year is 'Year whose bills were summed.';
comment on column screening.near_line.household_nos is 'The households, in no order.';
