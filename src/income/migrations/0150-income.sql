create schema income;

create table income.item (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  year integer not null check (year between 1900 and 2200),
  month integer not null check (month between 0 and 12),
  class text collate "C" not null check (class in
    ('wage', 'business', 'property', 'transfer', 'business_cost', 'unclassified')),
  stream text not null,
  amount_fen bigint not null check (amount_fen >= 0),
  one_off boolean not null,
  import_no bigint not null,
  primary key (county_code, household_no, year, month, class, stream),
  constraint item_household foreign key (county_code, household_no) references registry.household
);
comment on table income.item is 'Declared income and business cost of a household, by year or month.';
comment on column income.item.county_code is 'County of the register.';
comment on column income.item.household_no is 'Household that received it.';
comment on column income.item.year is 'Calendar year.';
comment on column income.item.month is 'Calendar month; 0 for an amount of the whole year.';
comment on column income.item.class is 'Standard class; business_cost is subtracted; unclassified counts as income.';
comment on column income.item.stream is 'Where it came from, as the source names it.';
comment on column income.item.amount_fen is 'Fen, never negative.';
comment on column income.item.one_off is 'True for one-off receipts, which do not count towards eligibility.';
comment on column income.item.import_no is 'The import that gave this content.';

-- Tells in no time whether a county declares income by month at all.
create index item_monthly on income.item (county_code) where month > 0 and not one_off;
