-- What is written on phones before it is an act: one row for every value of every field, whoever wrote it.
create schema drafts;

create table drafts.draft (
  county_code text collate "C" not null,
  draft_id uuid not null,
  kind text collate "C" not null check (kind in ('case_visit', 'visit', 'declared')),
  household_no text collate "C" not null,
  case_no integer,
  joined_id uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, draft_id),
  constraint draft_household foreign key (county_code, household_no) references registry.household,
  constraint draft_case foreign key (county_code, case_no) references cases.case_file,
  constraint draft_joined foreign key (county_code, joined_id) references drafts.draft,
  check ((kind = 'case_visit') = (case_no is not null))
);
create index draft_of_household on drafts.draft (county_code, household_no, kind);
comment on table drafts.draft is 'Visits and declarations that are being written, on one phone or several. INSERT-only.';
comment on column drafts.draft.county_code is 'County of the register.';
comment on column drafts.draft.draft_id is 'Made by the phone, so that sending it again makes no second one.';
comment on column drafts.draft.kind is 'case_visit: the visit of a case; visit: what was seen on another one; declared: what a household declares.';
comment on column drafts.draft.household_no is 'Household it is about.';
comment on column drafts.draft.case_no is 'Case it is the visit of.';
comment on column drafts.draft.joined_id is 'The draft of the same thing that was open before: both are one.';
comment on column drafts.draft.recorded_by is 'Who began it.';
comment on column drafts.draft.recorded_at is 'When it was recorded.';

create table drafts.entry (
  county_code text collate "C" not null,
  draft_id uuid not null,
  entry_no integer not null check (entry_no > 0),
  field_name text collate "C" not null,
  words text,
  base_no integer not null check (base_no >= 0),
  resolves integer[] not null,
  device_id text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, draft_id, entry_no),
  constraint entry_draft foreign key (county_code, draft_id) references drafts.draft
);
comment on table drafts.entry is 'Every value a field was given; which one holds and which contradict each other follows (rules.ts). INSERT-only.';
comment on column drafts.entry.county_code is 'County of the register.';
comment on column drafts.entry.draft_id is 'The draft.';
comment on column drafts.entry.entry_no is 'Number of the entry in the draft, from 1.';
comment on column drafts.entry.field_name is 'Field of the act it is for, day, or photo. with the hash of a file.';
comment on column drafts.entry.words is 'The value; null: emptied. Never public.';
comment on column drafts.entry.base_no is 'Entry whose value the writer saw in the field; 0: an empty one.';
comment on column drafts.entry.resolves is 'Entries that contradicted and were looked at for this one.';
comment on column drafts.entry.device_id is 'Phone it was written on: a phone does not contradict itself.';
comment on column drafts.entry.recorded_by is 'Who wrote it.';
comment on column drafts.entry.recorded_at is 'When it arrived.';

create table drafts.ending (
  county_code text collate "C" not null,
  draft_id uuid not null,
  status text collate "C" not null check (status in ('submitted', 'discarded')),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, draft_id),
  constraint ending_draft foreign key (county_code, draft_id) references drafts.draft
);
comment on table drafts.ending is 'That a draft became its act, or was thrown away; at most one a draft. INSERT-only.';
comment on column drafts.ending.county_code is 'County of the register.';
comment on column drafts.ending.draft_id is 'The draft.';
comment on column drafts.ending.status is 'submitted or discarded.';
comment on column drafts.ending.recorded_by is 'Who submitted or discarded it.';
comment on column drafts.ending.recorded_at is 'When it was recorded.';

call access.guard_with('drafts.draft', 'registry.household', 'household_no');
call access.guard_with('drafts.entry', 'drafts.draft', 'draft_id');
call access.guard_with('drafts.ending', 'drafts.draft', 'draft_id');
call access.permit('insert', 'drafts.draft', 'drafts.entry', 'drafts.ending');
