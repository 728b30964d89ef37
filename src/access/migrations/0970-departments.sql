-- Which department somebody answers checks for, so that nobody answers for another one.
alter table access.role add column department text collate "C";
comment on column access.role.department is 'Department it answers checks for, by the code of the policies; null: for all of them.';
