-- All bills of a store mostly share one county: sorted by it first, the key took three times as long to build.
alter table feeds.expense drop constraint expense_pkey;
alter table feeds.expense add constraint expense_pkey primary key (record_no, county_code);
