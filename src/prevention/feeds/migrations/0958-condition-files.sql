-- Files of causes, land and houses.
alter table feeds.import_run drop constraint import_run_kind_check;
alter table feeds.import_run add constraint import_run_kind_check check (kind in
  ('areas', 'households', 'persons', 'expenses', 'incomes', 'causes', 'land', 'houses'));
alter table feeds.mapping drop constraint mapping_kind_check;
alter table feeds.mapping add constraint mapping_kind_check check (kind in
  ('areas', 'households', 'persons', 'expenses', 'incomes', 'causes', 'land', 'houses'));
