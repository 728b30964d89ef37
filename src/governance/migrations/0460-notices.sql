-- Public notices and objections. Rows are only ever added; whether a notice is complete is derived from them.

create table governance.notice (
  county_code text collate "C" not null,
  notice_no integer not null,
  kind text collate "C" not null,
  area_code text collate "C" not null references registry.area (code),
  first_day date not null,
  days integer not null check (days > 0),
  day_kind text collate "C" not null check (day_kind in ('calendar_day', 'working_day')),
  counts_first_day boolean not null,
  fields text not null,
  policy_version text not null,
  content json not null,
  sha256 text collate "C" not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, notice_no)
);
comment on table governance.notice is 'Public notices as they were printed.';
comment on column governance.notice.county_code is 'County of the register.';
comment on column governance.notice.notice_no is 'Number of the notice, rising in the county.';
comment on column governance.notice.kind is 'Kind of notice: a section notice_… of the policy.';
comment on column governance.notice.area_code is 'Area where it hangs.';
comment on column governance.notice.first_day is 'First day it is meant to hang.';
comment on column governance.notice.days is 'Days it must hang; frozen.';
comment on column governance.notice.day_kind is 'How those days are counted; frozen.';
comment on column governance.notice.counts_first_day is 'Whether the day it is put up is one of them; frozen.';
comment on column governance.notice.fields is 'The whitelist: fields it shows, separated by commas; frozen.';
comment on column governance.notice.policy_version is 'Policy whose rules were frozen into it.';
comment on column governance.notice.content is 'The words as printed, in Chinese and English; whitelisted fields only.';
comment on column governance.notice.sha256 is 'SHA-256 of the words, which outlives the page.';
comment on column governance.notice.recorded_by is 'Who recorded it.';
comment on column governance.notice.recorded_at is 'When it was recorded.';

create table governance.notice_line (
  county_code text collate "C" not null,
  notice_no integer not null,
  line_no integer not null,
  subject_module text collate "C" not null,
  subject_id text collate "C" not null,
  meeting_no integer,
  item_no integer,
  primary key (county_code, notice_no, line_no),
  unique (county_code, notice_no, subject_module, subject_id),
  constraint notice_line_notice foreign key (county_code, notice_no) references governance.notice,
  constraint notice_line_item foreign key (county_code, meeting_no, item_no) references governance.agenda_item
);
comment on table governance.notice_line is 'The subjects a notice makes public.';
comment on column governance.notice_line.county_code is 'County of the register.';
comment on column governance.notice_line.notice_no is 'The notice.';
comment on column governance.notice_line.line_no is 'Line of the notice, from 1.';
comment on column governance.notice_line.subject_module is 'Module that owns the subject; opaque here.';
comment on column governance.notice_line.subject_id is 'Number of the subject in that module; opaque here.';
comment on column governance.notice_line.meeting_no is 'Meeting whose decision it publishes; null: none was needed.';
comment on column governance.notice_line.item_no is 'Item of that meeting.';

create table governance.notice_place (
  county_code text collate "C" not null,
  notice_no integer not null,
  place_no integer not null,
  place text not null,
  primary key (county_code, notice_no, place_no),
  constraint notice_place_notice foreign key (county_code, notice_no) references governance.notice
);
comment on table governance.notice_place is 'Places where a notice must hang.';
comment on column governance.notice_place.county_code is 'County of the register.';
comment on column governance.notice_place.notice_no is 'The notice.';
comment on column governance.notice_place.place_no is 'Number of the place, from 1.';
comment on column governance.notice_place.place is 'The place.';

create table governance.posting (
  county_code text collate "C" not null,
  notice_no integer not null,
  place_no integer not null,
  posting_no integer not null,
  put_up_on date not null,
  photo_name text not null,
  photo_sha256 text collate "C" not null check (photo_sha256 ~ '^[0-9a-f]{64}$'),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, notice_no, place_no, posting_no),
  constraint posting_place foreign key (county_code, notice_no, place_no) references governance.notice_place
);
comment on table governance.posting is 'That a notice was put up, with a photo.';
comment on column governance.posting.county_code is 'County of the register.';
comment on column governance.posting.notice_no is 'The notice.';
comment on column governance.posting.place_no is 'The place.';
comment on column governance.posting.posting_no is 'How often it was put up there, from 1.';
comment on column governance.posting.put_up_on is 'Day it was put up.';
comment on column governance.posting.photo_name is 'Name of the photo''s file.';
comment on column governance.posting.photo_sha256 is 'SHA-256 of the photo.';
comment on column governance.posting.recorded_by is 'Who recorded it.';
comment on column governance.posting.recorded_at is 'When it was recorded.';

create table governance.takedown (
  county_code text collate "C" not null,
  notice_no integer not null,
  place_no integer not null,
  posting_no integer not null,
  taken_down_on date not null,
  reason text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, notice_no, place_no, posting_no),
  constraint takedown_posting foreign key (county_code, notice_no, place_no, posting_no) references governance.posting
);
comment on table governance.takedown is 'That a notice came down.';
comment on column governance.takedown.county_code is 'County of the register.';
comment on column governance.takedown.notice_no is 'The notice.';
comment on column governance.takedown.place_no is 'The place.';
comment on column governance.takedown.posting_no is 'The posting that ended.';
comment on column governance.takedown.taken_down_on is 'Day it came down, which is no whole day any more.';
comment on column governance.takedown.reason is 'Why, when it came down early.';
comment on column governance.takedown.recorded_by is 'Who recorded it.';
comment on column governance.takedown.recorded_at is 'When it was recorded.';

create table governance.objection (
  county_code text collate "C" not null,
  objection_no integer not null,
  subject_module text collate "C" not null,
  subject_id text collate "C" not null,
  meeting_no integer,
  item_no integer,
  appeals_no integer,
  area_code text collate "C" not null references registry.area (code),
  channel text collate "C" not null check (channel in ('12317', 'village', 'web')),
  objector text,
  words text not null,
  received_on date not null,
  answer_by date not null,
  policy_version text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, objection_no),
  constraint objection_item foreign key (county_code, meeting_no, item_no) references governance.agenda_item,
  constraint objection_appeals foreign key (county_code, appeals_no) references governance.objection
);
comment on table governance.objection is 'Objections and appeals, whenever they come.';
comment on column governance.objection.county_code is 'County of the register.';
comment on column governance.objection.objection_no is 'Number of the objection, rising in the county.';
comment on column governance.objection.subject_module is 'Module that owns the subject; opaque here.';
comment on column governance.objection.subject_id is 'Number of the subject in that module; opaque here.';
comment on column governance.objection.meeting_no is 'Meeting whose decision is contested; null: there was none.';
comment on column governance.objection.item_no is 'Item of that meeting.';
comment on column governance.objection.appeals_no is 'The answered objection it appeals against; null: a first objection.';
comment on column governance.objection.area_code is 'Area whose people answer it; an appeal goes one level up.';
comment on column governance.objection.channel is 'Hotline 12317, the village, or the web.';
comment on column governance.objection.objector is 'Who objects; null: anonymous. Never public.';
comment on column governance.objection.words is 'What is objected. Never public.';
comment on column governance.objection.received_on is 'Day it was received.';
comment on column governance.objection.answer_by is 'Last day for the answer; worked out when it was received.';
comment on column governance.objection.policy_version is 'Policy that gave the days.';
comment on column governance.objection.recorded_by is 'Who recorded it.';
comment on column governance.objection.recorded_at is 'When it was recorded.';

create table governance.answer (
  county_code text collate "C" not null,
  objection_no integer not null,
  verdict text collate "C" not null check (verdict in ('upheld', 'dismissed')),
  reason text not null,
  answered_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, objection_no),
  constraint answer_objection foreign key (county_code, objection_no) references governance.objection
);
comment on table governance.answer is 'The answer to an objection, by somebody who took no part in what is contested.';
comment on column governance.answer.county_code is 'County of the register.';
comment on column governance.answer.objection_no is 'The objection.';
comment on column governance.answer.verdict is 'upheld or dismissed.';
comment on column governance.answer.reason is 'Why. Not public.';
comment on column governance.answer.answered_on is 'Day of the answer.';
comment on column governance.answer.recorded_by is 'Who recorded it.';
comment on column governance.answer.recorded_at is 'When it was recorded.';

create index notice_line_subject on governance.notice_line (county_code, subject_module, subject_id);
create index objection_subject on governance.objection (county_code, subject_module, subject_id);
create unique index objection_appeal on governance.objection (county_code, appeals_no) where appeals_no is not null;
