-- What entities are built for and what they do: electricity, posts, sales of a period (domain.md M08, M16, F38). INSERT-only.
create table programmes.output (
  county_code text collate "C" not null,
  output_no integer not null,
  entity_no integer not null,
  kind text collate "C" not null check (kind in ('electricity', 'posts', 'sales')),
  since date not null,
  until date not null,
  planned_hundredths bigint not null check (planned_hundredths >= 0),
  actual_hundredths bigint not null check (actual_hundredths >= 0),
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, output_no),
  constraint output_entity foreign key (county_code, entity_no) references programmes.entity,
  check (until >= since),
  check (kind = 'sales' or planned_hundredths > 0)
);
create index output_of_entity on programmes.output (county_code, entity_no, kind, since);
comment on table programmes.output is 'What an entity was to bring in a period and what it brought; the latest report of an entity, kind and first day holds.';
comment on column programmes.output.county_code is 'County of the register.';
comment on column programmes.output.output_no is 'Number in the county, rising.';
comment on column programmes.output.entity_no is 'Entity.';
comment on column programmes.output.kind is 'electricity (kWh), posts (filled) or sales (yuan).';
comment on column programmes.output.since is 'First day of the period.';
comment on column programmes.output.until is 'Last day of the period.';
comment on column programmes.output.planned_hundredths is 'Expected, in hundredths; 0 for sales that nobody planned.';
comment on column programmes.output.actual_hundredths is 'Measured, in hundredths.';
comment on column programmes.output.files is 'Meter readings, payrolls, accounts: by name and hash.';
comment on column programmes.output.recorded_by is 'Who recorded it.';
comment on column programmes.output.recorded_at is 'When it was recorded.';
call access.guard_with('programmes.output', 'programmes.entity', 'entity_no');
call access.permit('insert', 'programmes.output');
