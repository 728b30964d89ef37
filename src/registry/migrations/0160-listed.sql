-- One household in ten belongs to a group with lines; screening a new month looks for those alone.
create index household_listed on registry.household (county_code, household_no) where base_group <> 'general';
