-- Whose group began between two screenings.
create index household_group_since on registry.household (county_code, group_since) where group_since is not null;
