-- Areas, households and persons as the departments' files give them. Events on top of these rows are a later step.
create schema registry;

create table registry.area (
  code text collate "C" primary key,
  name text not null,
  parent_code text collate "C" references registry.area (code) deferrable,
  level text collate "C" not null check (level in ('province', 'prefecture', 'county', 'township', 'village')),
  county_code text collate "C",
  import_no bigint not null
);
create index area_parent on registry.area (parent_code);
create index area_county on registry.area (county_code);
comment on table registry.area is 'Administrative areas: a reference table, the same on every machine.';
comment on column registry.area.code is 'GB/T 2260 and statistics-bureau code, or an opaque one.';
comment on column registry.area.name is 'Official name.';
comment on column registry.area.parent_code is 'The area this one lies in; null at the top.';
comment on column registry.area.level is 'province, prefecture, county, township or village.';
comment on column registry.area.county_code is 'The county an area lies in or is; null above the county. Derived at import.';
comment on column registry.area.import_no is 'The import that gave this content.';

create table registry.household (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  area_code text collate "C" not null references registry.area (code),
  base_group text collate "C" not null check (base_group in
    ('registered', 'non_high_standard_lifted', 'non_poor_low_income', 'sudden_hardship', 'general')),
  group_since date,
  head_name text not null,
  size integer not null check (size > 0),
  phone text,
  import_no bigint not null,
  primary key (county_code, household_no)
);
comment on table registry.household is 'Households as imported; approved events change what holds on a day.';
comment on column registry.household.county_code is 'County of the register.';
comment on column registry.household.household_no is 'Number of the household, unique in the county.';
comment on column registry.household.area_code is 'Village (or lowest area) where it lives.';
comment on column registry.household.base_group is 'Group given by the file; approved classify events supersede it from their day on.';
comment on column registry.household.group_since is 'First day of the group; null: for all time. Before it the household was general.';
comment on column registry.household.head_name is 'Name of the head.';
comment on column registry.household.size is 'People living together and sharing expenses.';
comment on column registry.household.phone is 'Telephone, shown to those who may call.';
comment on column registry.household.import_no is 'The import that gave this content.';

create table registry.person (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  person_no text collate "C" not null,
  name text not null,
  id_number text collate "C",
  birth_date date not null,
  sex text collate "C" not null check (sex in ('male', 'female')),
  relation text collate "C" not null check (relation in ('head', 'spouse', 'child', 'parent', 'other')),
  education text,
  health text collate "C",
  labour text collate "C",
  import_no bigint not null,
  primary key (county_code, household_no, person_no),
  constraint person_household foreign key (county_code, household_no) references registry.household
);
comment on table registry.person is 'Members as imported; approved events add, move and end them.';
comment on column registry.person.county_code is 'County of the register.';
comment on column registry.person.household_no is 'Household of the member.';
comment on column registry.person.person_no is 'Number of the member in the household.';
comment on column registry.person.name is 'Name.';
comment on column registry.person.id_number is 'GB 11643 citizen number; null when unknown. Never in logs, notices or lists.';
comment on column registry.person.birth_date is 'Day of birth.';
comment on column registry.person.sex is 'male or female.';
comment on column registry.person.relation is 'Relation to the head.';
comment on column registry.person.education is 'Schooling, free text of the source.';
comment on column registry.person.health is 'Health as the source codes it; null when unknown.';
comment on column registry.person.labour is 'Capacity to work as the source codes it; null when unknown.';
comment on column registry.person.import_no is 'The import that gave this content.';
