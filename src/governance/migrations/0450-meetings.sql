-- Bodies, their members and their meetings. Rows are only ever added; what was decided is derived from them.
create schema governance;

create table governance.body (
  county_code text collate "C" not null,
  body_no integer not null,
  area_code text collate "C" not null references registry.area (code),
  kind text collate "C" not null,
  name text not null,
  since date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, body_no)
);
comment on table governance.body is 'Bodies that decide: assemblies, councils, committees. INSERT-only, as everything here.';
comment on column governance.body.county_code is 'County of the register.';
comment on column governance.body.body_no is 'Number of the body, rising in the county.';
comment on column governance.body.area_code is 'Area the body speaks for.';
comment on column governance.body.kind is 'Kind of body: a section of the policy that gives its rules.';
comment on column governance.body.name is 'Name of the body.';
comment on column governance.body.since is 'Day from which it exists.';
comment on column governance.body.recorded_by is 'Who recorded it.';
comment on column governance.body.recorded_at is 'When it was recorded.';

create table governance.member (
  county_code text collate "C" not null,
  body_no integer not null,
  member_no integer not null,
  name text not null,
  household_no text collate "C",
  role text collate "C" not null check (role in ('chair', 'member', 'secretary', 'supervisor')),
  weight bigint not null check (weight > 0),
  since date not null,
  until date,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, body_no, member_no),
  constraint member_body foreign key (county_code, body_no) references governance.body,
  constraint member_household foreign key (county_code, household_no) references registry.household,
  check (until >= since)
);
comment on table governance.member is 'Appointments. A change of role or weight is an end and a new appointment.';
comment on column governance.member.county_code is 'County of the register.';
comment on column governance.member.body_no is 'The body.';
comment on column governance.member.member_no is 'Number of the appointment, rising in the body.';
comment on column governance.member.name is 'Name of the member.';
comment on column governance.member.household_no is 'Household of the member; null for somebody from outside the register.';
comment on column governance.member.role is 'chair, member, secretary or supervisor.';
comment on column governance.member.weight is 'Votes: 1, or shares where shares vote.';
comment on column governance.member.since is 'First day of the appointment.';
comment on column governance.member.until is 'Last day it was appointed for; null: until somebody ends it.';
comment on column governance.member.recorded_by is 'Who recorded it.';
comment on column governance.member.recorded_at is 'When it was recorded.';

create table governance.member_end (
  county_code text collate "C" not null,
  body_no integer not null,
  member_no integer not null,
  last_day date not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, body_no, member_no),
  constraint member_end_member foreign key (county_code, body_no, member_no) references governance.member
);
comment on table governance.member_end is 'The day an appointment ended before its time.';
comment on column governance.member_end.county_code is 'County of the register.';
comment on column governance.member_end.body_no is 'The body.';
comment on column governance.member_end.member_no is 'The appointment.';
comment on column governance.member_end.last_day is 'Last day of the appointment.';
comment on column governance.member_end.reason is 'Why it ended.';
comment on column governance.member_end.recorded_by is 'Who recorded it.';
comment on column governance.member_end.recorded_at is 'When it was recorded.';

create table governance.kinship (
  county_code text collate "C" not null,
  body_no integer not null,
  member_no integer not null,
  household_no text collate "C" not null,
  relation text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, body_no, member_no, household_no),
  constraint kinship_member foreign key (county_code, body_no, member_no) references governance.member,
  constraint kinship_household foreign key (county_code, household_no) references registry.household
);
comment on table governance.kinship is 'Declared relatives: a member who does not decide on a household (domain.md §5). For recusal only.';
comment on column governance.kinship.county_code is 'County of the register.';
comment on column governance.kinship.body_no is 'The body.';
comment on column governance.kinship.member_no is 'The member.';
comment on column governance.kinship.household_no is 'The household the member is related to.';
comment on column governance.kinship.relation is 'How they are related, in words.';
comment on column governance.kinship.recorded_by is 'Who recorded it.';
comment on column governance.kinship.recorded_at is 'When it was recorded.';

create table governance.meeting (
  county_code text collate "C" not null,
  meeting_no integer not null,
  body_no integer not null,
  day date not null,
  place text not null,
  chair_no integer not null,
  called_on date not null,
  policy_version text not null,
  proxy_forms text not null,
  proxies_per_holder integer not null,
  required_evidence text not null,
  corrects_meeting_no integer,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, meeting_no),
  constraint meeting_chair foreign key (county_code, body_no, chair_no) references governance.member,
  constraint meeting_corrects foreign key (county_code, corrects_meeting_no) references governance.meeting
);
comment on table governance.meeting is 'Meetings as they were called.';
comment on column governance.meeting.county_code is 'County of the register.';
comment on column governance.meeting.meeting_no is 'Number of the meeting, rising in the county.';
comment on column governance.meeting.body_no is 'The body that meets.';
comment on column governance.meeting.day is 'Day of the meeting.';
comment on column governance.meeting.place is 'Where it meets.';
comment on column governance.meeting.chair_no is 'Member who chairs it and alone can close it.';
comment on column governance.meeting.called_on is 'Day the members were told.';
comment on column governance.meeting.policy_version is 'Policy whose rules were frozen into the agenda.';
comment on column governance.meeting.proxy_forms is 'Forms a proxy may have, separated by commas; frozen.';
comment on column governance.meeting.proxies_per_holder is 'Proxies one present member may hold; frozen.';
comment on column governance.meeting.required_evidence is 'Evidence without which it cannot be closed, separated by commas; frozen.';
comment on column governance.meeting.corrects_meeting_no is 'The closed meeting that this one puts right; once this is closed, nothing of that counts.';
comment on column governance.meeting.recorded_by is 'Who recorded it.';
comment on column governance.meeting.recorded_at is 'When it was recorded.';

create table governance.agenda_item (
  county_code text collate "C" not null,
  meeting_no integer not null,
  item_no integer not null,
  subject_module text collate "C" not null,
  subject_id text collate "C" not null,
  decision_kind text collate "C" not null,
  title text not null,
  household_no text collate "C",
  is_secret boolean not null,
  quorum text not null,
  household_quorum text,
  majority text not null,
  majority_of text collate "C" not null check (majority_of in ('present', 'all')),
  primary key (county_code, meeting_no, item_no),
  constraint agenda_item_meeting foreign key (county_code, meeting_no) references governance.meeting,
  constraint agenda_item_household foreign key (county_code, household_no) references registry.household,
  unique (county_code, meeting_no, subject_module, subject_id)
);
comment on table governance.agenda_item is 'What a meeting decides, with the rules frozen when it was called.';
comment on column governance.agenda_item.county_code is 'County of the register.';
comment on column governance.agenda_item.meeting_no is 'The meeting.';
comment on column governance.agenda_item.item_no is 'Place on the agenda, from 1.';
comment on column governance.agenda_item.subject_module is 'Module that owns the subject; opaque here.';
comment on column governance.agenda_item.subject_id is 'Number of the subject in that module; opaque here.';
comment on column governance.agenda_item.decision_kind is 'Kind of decision; a notice of the same kind publishes it.';
comment on column governance.agenda_item.title is 'What is put to the vote. Not public.';
comment on column governance.agenda_item.household_no is 'Household it concerns, whose members and relatives are recused; null: none in particular.';
comment on column governance.agenda_item.is_secret is 'Whether ballots are counted without names.';
comment on column governance.agenda_item.quorum is 'Share of the members who must take part.';
comment on column governance.agenda_item.household_quorum is 'Share of the households that suffices instead; null: no such rule.';
comment on column governance.agenda_item.majority is 'Share of the votes it needs.';
comment on column governance.agenda_item.majority_of is 'Whether that share is of the votes present or of all.';

create table governance.attendance (
  county_code text collate "C" not null,
  meeting_no integer not null,
  member_no integer not null,
  entry_no integer not null,
  presence text collate "C" not null check (presence in ('present', 'absent', 'proxy')),
  holder_no integer,
  holder_name text,
  proxy_form text collate "C",
  witness text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, meeting_no, member_no, entry_no),
  constraint attendance_meeting foreign key (county_code, meeting_no) references governance.meeting,
  check ((presence = 'proxy') = (proxy_form is not null and witness is not null and (holder_no is null) <> (holder_name is null)))
);
comment on table governance.attendance is 'Who came. The latest entry of a member counts; closing writes the missing ones as absent.';
comment on column governance.attendance.county_code is 'County of the register.';
comment on column governance.attendance.meeting_no is 'The meeting.';
comment on column governance.attendance.member_no is 'The member.';
comment on column governance.attendance.entry_no is 'Order of the entries, rising in the meeting.';
comment on column governance.attendance.presence is 'present, absent, or by proxy.';
comment on column governance.attendance.holder_no is 'Member who holds the proxy; null: somebody else holds it.';
comment on column governance.attendance.holder_name is 'Who holds the proxy, when no member does.';
comment on column governance.attendance.proxy_form is 'written or phone.';
comment on column governance.attendance.witness is 'Who heard or saw the proxy given, beside the recorder.';
comment on column governance.attendance.recorded_by is 'Who recorded it.';
comment on column governance.attendance.recorded_at is 'When it was recorded.';

create table governance.recusal (
  county_code text collate "C" not null,
  meeting_no integer not null,
  item_no integer not null,
  member_no integer not null,
  ground text collate "C" not null check (ground in ('same_household', 'same_name', 'kinship', 'declared')),
  reason text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, meeting_no, item_no, member_no),
  constraint recusal_item foreign key (county_code, meeting_no, item_no) references governance.agenda_item
);
comment on table governance.recusal is 'Members who take no part in an item.';
comment on column governance.recusal.county_code is 'County of the register.';
comment on column governance.recusal.meeting_no is 'The meeting.';
comment on column governance.recusal.item_no is 'The item.';
comment on column governance.recusal.member_no is 'The member.';
comment on column governance.recusal.ground is 'Same household, a name found in the household, kinship declared before, or declared for this item.';
comment on column governance.recusal.reason is 'What was declared, in words.';
comment on column governance.recusal.recorded_by is 'Who recorded it.';
comment on column governance.recusal.recorded_at is 'When it was recorded.';

create table governance.ballot (
  county_code text collate "C" not null,
  meeting_no integer not null,
  item_no integer not null,
  member_no integer not null,
  entry_no integer not null,
  choice text collate "C" not null check (choice in ('for', 'against', 'abstain')),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, meeting_no, item_no, member_no, entry_no),
  constraint ballot_item foreign key (county_code, meeting_no, item_no) references governance.agenda_item
);
comment on table governance.ballot is 'Votes by name. The latest entry of a member counts.';
comment on column governance.ballot.county_code is 'County of the register.';
comment on column governance.ballot.meeting_no is 'The meeting.';
comment on column governance.ballot.item_no is 'The item.';
comment on column governance.ballot.member_no is 'The member whose vote it is, also when a proxy casts it.';
comment on column governance.ballot.entry_no is 'Order of the entries, rising in the item.';
comment on column governance.ballot.choice is 'for, against or abstain.';
comment on column governance.ballot.recorded_by is 'Who recorded it.';
comment on column governance.ballot.recorded_at is 'When it was recorded.';

create table governance.tally (
  county_code text collate "C" not null,
  meeting_no integer not null,
  item_no integer not null,
  entry_no integer not null,
  votes_for bigint not null check (votes_for >= 0),
  votes_against bigint not null check (votes_against >= 0),
  votes_abstain bigint not null check (votes_abstain >= 0),
  witness text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, meeting_no, item_no, entry_no),
  constraint tally_item foreign key (county_code, meeting_no, item_no) references governance.agenda_item
);
comment on table governance.tally is 'Secret votes, counted. The latest count of an item holds.';
comment on column governance.tally.county_code is 'County of the register.';
comment on column governance.tally.meeting_no is 'The meeting.';
comment on column governance.tally.item_no is 'The item.';
comment on column governance.tally.entry_no is 'Order of the counts, rising in the item.';
comment on column governance.tally.votes_for is 'Votes for it.';
comment on column governance.tally.votes_against is 'Votes against it.';
comment on column governance.tally.votes_abstain is 'Abstentions and spoilt ballots.';
comment on column governance.tally.witness is 'Who counted with the recorder.';
comment on column governance.tally.recorded_by is 'Who recorded it.';
comment on column governance.tally.recorded_at is 'When it was recorded.';

create table governance.evidence (
  county_code text collate "C" not null,
  meeting_no integer not null,
  evidence_no integer not null,
  kind text collate "C" not null check (kind in ('signatures', 'photo', 'proxy', 'document')),
  file_name text not null,
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, meeting_no, evidence_no),
  constraint evidence_meeting foreign key (county_code, meeting_no) references governance.meeting
);
comment on table governance.evidence is 'Files that show how the meeting went: signature lists, photos. The file itself is kept elsewhere.';
comment on column governance.evidence.county_code is 'County of the register.';
comment on column governance.evidence.meeting_no is 'The meeting.';
comment on column governance.evidence.evidence_no is 'Order of the files, from 1.';
comment on column governance.evidence.kind is 'signatures, photo, proxy or document.';
comment on column governance.evidence.file_name is 'Name of the file.';
comment on column governance.evidence.sha256 is 'SHA-256 of the file.';
comment on column governance.evidence.recorded_by is 'Who recorded it.';
comment on column governance.evidence.recorded_at is 'When it was recorded.';

create table governance.closing (
  county_code text collate "C" not null,
  meeting_no integer not null,
  minutes text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, meeting_no),
  constraint closing_meeting foreign key (county_code, meeting_no) references governance.meeting
);
comment on table governance.closing is 'The chair closed the meeting; nothing is added to it after.';
comment on column governance.closing.county_code is 'County of the register.';
comment on column governance.closing.meeting_no is 'The meeting.';
comment on column governance.closing.minutes is 'Minutes. Not public.';
comment on column governance.closing.recorded_by is 'Who recorded it.';
comment on column governance.closing.recorded_at is 'When it was recorded.';

create index agenda_item_subject on governance.agenda_item (county_code, subject_module, subject_id);
create index meeting_corrects on governance.meeting (county_code, corrects_meeting_no) where corrects_meeting_no is not null;
