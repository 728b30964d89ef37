-- Photos and papers that show what happened, kept by the hash of their content.
create schema evidence;

create table evidence.file (
  county_code text collate "C" not null,
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text collate "C" not null,
  content bytea not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, sha256)
);
-- The content is packed already.
alter table evidence.file alter column content set storage external;
comment on table evidence.file is 'Files kept as evidence, each content once a county; INSERT-only.';
comment on column evidence.file.county_code is 'County of the register.';
comment on column evidence.file.sha256 is 'SHA-256 of the content as it is kept.';
comment on column evidence.file.media_type is 'What the content is, told by its first bytes: image/jpeg, image/png, image/webp, application/pdf.';
comment on column evidence.file.content is 'The bytes, without place, device and other notes of the camera.';
comment on column evidence.file.recorded_at is 'When it was recorded.';

create table evidence.attachment (
  county_code text collate "C" not null,
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  subject_module text collate "C" not null,
  subject_id text collate "C" not null,
  file_name text not null,
  area_code text collate "C" references registry.area (code),
  household_no text collate "C",
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, sha256, subject_module, subject_id),
  constraint attachment_household foreign key (county_code, household_no) references registry.household,
  check (subject_module = 'account' or area_code is not null)
);
create index attachment_of_subject on evidence.attachment (county_code, subject_module, subject_id);
comment on table evidence.attachment is 'What a file belongs to; whoever sees that, sees the file. A file may be named before it is here. INSERT-only.';
comment on column evidence.attachment.county_code is 'County of the register.';
comment on column evidence.attachment.sha256 is 'The file, by its content.';
comment on column evidence.attachment.subject_module is 'What it belongs to: cases, meeting, notice, draft; account: whoever brought it.';
comment on column evidence.attachment.subject_id is 'Number of the case, meeting, notice or draft, or name of the account.';
comment on column evidence.attachment.file_name is 'Name under which it came.';
comment on column evidence.attachment.area_code is 'Area of what it belongs to.';
comment on column evidence.attachment.household_no is 'Household of what it belongs to, if there is one.';
comment on column evidence.attachment.recorded_by is 'Who attached it.';
comment on column evidence.attachment.recorded_at is 'When it was recorded.';

-- As a case is seen: by the people of its area, and by those of its household.
do $$
declare
  of_household constant text := (select replace(within, '{row}', 'household') from access.guarded where table_name = 'registry.household');
begin
  call access.guard('evidence.attachment', format($within$case when {row}.subject_module = 'account'
    then {row}.subject_id = any ((select access.seen('accounts'))::text[])
    else {row}.area_code = any ((select access.seen('areas'))::text[]) or exists (select from registry.household household
      where household.county_code = {row}.county_code and household.household_no = {row}.household_no and (%s)) end$within$, of_household));
end $$;
call access.guard_with('evidence.file', 'evidence.attachment', 'sha256');
call access.permit('insert', 'evidence.file', 'evidence.attachment');
