-- All bills of a store mostly share one county: sorted by it first, the key took three times as long to build.
alter table feeds.expense drop constraint expense_pkey;
alter table feeds.expense add constraint expense_pkey primary key (record_no, county_code);

-- With the day, a household's bills of one year are found without its others.
drop index feeds.expense_of_household;
create index expense_of_household on feeds.expense (household_no, date);
