-- How a source's files name their columns, and imports that were taken back.
create table feeds.mapping (
  source text collate "C" not null,
  kind text collate "C" not null check (kind in ('areas', 'households', 'persons', 'expenses', 'incomes')),
  mapping_no integer not null check (mapping_no > 0),
  columns jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (source, kind, mapping_no)
);
comment on table feeds.mapping is 'Which header of a source''s files is which column, only ever added; the latest of a source and kind holds. A reference table.';
comment on column feeds.mapping.source is 'Who delivers, as given by --source.';
comment on column feeds.mapping.kind is 'Which file of the contract.';
comment on column feeds.mapping.mapping_no is 'Number within the source and kind, rising.';
comment on column feeds.mapping.columns is 'Name of the column by header; an empty name: the header is left out.';
comment on column feeds.mapping.recorded_by is 'Who mapped them.';
comment on column feeds.mapping.recorded_at is 'When.';

create table feeds.import_undo (
  import_no bigint primary key references feeds.import_run,
  reason text not null,
  rows_removed bigint not null,
  rows_restored bigint not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
comment on table feeds.import_undo is 'Imports that were taken back before anything rested on them. A reference table.';
comment on column feeds.import_undo.import_no is 'The import.';
comment on column feeds.import_undo.reason is 'Why.';
comment on column feeds.import_undo.rows_removed is 'New rows that are gone again.';
comment on column feeds.import_undo.rows_restored is 'Rows that say again what they said before.';
comment on column feeds.import_undo.recorded_by is 'Who took it back.';
comment on column feeds.import_undo.recorded_at is 'When.';

call access.permit('select', 'feeds.mapping', 'feeds.import_undo');
