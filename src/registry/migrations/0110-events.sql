-- What happened to households and members after the files were taken in. Rows are only ever added.
create table registry.event (
  county_code text collate "C" not null,
  event_no bigint not null,
  type text collate "C" not null check (type in
    ('classify', 'birth', 'death', 'marriage_in', 'marriage_out', 'move_in', 'move_out', 'split', 'merge', 'lift',
     'relapse', 'review_removal', 'adjustment', 'cancel')),
  date date not null,
  household_no text collate "C",
  other_household_no text collate "C",
  new_household_no text collate "C",
  target_group text collate "C" check (target_group in
    ('registered', 'non_high_standard_lifted', 'non_poor_low_income', 'sudden_hardship', 'general')),
  area_code text collate "C" references registry.area (code),
  head_name text,
  household_count integer not null check (type = 'adjustment' or household_count between 0 and 1),
  person_count integer not null check (type = 'adjustment' or person_count >= 0),
  document text,
  reason text,
  cancels_event_no bigint,
  ref text collate "C",
  batch_no bigint,
  content_hash text collate "C" not null,
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  primary key (county_code, event_no),
  constraint event_cancels foreign key (county_code, cancels_event_no) references registry.event,
  check ((type = 'cancel') = (cancels_event_no is not null))
);
create index event_household on registry.event (county_code, household_no);
create index event_other_household on registry.event (county_code, other_household_no)
  where other_household_no is not null;
create index event_new_household on registry.event (county_code, new_household_no)
  where new_household_no is not null;
create index event_cancelled on registry.event (county_code, cancels_event_no) where cancels_event_no is not null;
create index event_content on registry.event (county_code, content_hash);
create index event_ref on registry.event (county_code, ref) where ref is not null;
create index event_adjustment on registry.event (county_code, date) where type = 'adjustment';
create index event_batch on registry.event (batch_no) where batch_no is not null;
comment on table registry.event is 'Dated events as proposed; they count once approved and not cancelled. INSERT-only.';
comment on column registry.event.county_code is 'County of the register.';
comment on column registry.event.event_no is 'Number of the event, rising in the county; orders events of one day.';
comment on column registry.event.type is 'What happened; cancel voids another event as if it had never been.';
comment on column registry.event.date is 'Effective day: the change holds from this day on.';
comment on column registry.event.household_no is
  'Household it happened to. No foreign key: an earlier row of the same file may found it; the rules check it.';
comment on column registry.event.other_household_no is
  'Household of the county a member comes from or goes to, or that takes in a merged one.';
comment on column registry.event.new_household_no is 'Number of the household a split or move_in founds.';
comment on column registry.event.target_group is 'Group from the day on; for an adjustment, the group whose stock it corrects.';
comment on column registry.event.area_code is
  'Area of the founded household, the area a household moves to, or the area an adjustment concerns.';
comment on column registry.event.head_name is 'Head of the founded household.';
comment on column registry.event.household_count is 'Households concerned (0 or 1); signed for an adjustment.';
comment on column registry.event.person_count is 'Persons concerned; signed for an adjustment.';
comment on column registry.event.document is 'Document it rests on.';
comment on column registry.event.reason is 'Why.';
comment on column registry.event.cancels_event_no is 'The approved event a cancel voids.';
comment on column registry.event.ref is 'Number the source gave the event; an import recognises it.';
comment on column registry.event.batch_no is 'Import the event came with; null for one entered alone.';
comment on column registry.event.content_hash is 'SHA-256 of the content, so that the same event is not entered twice.';
comment on column registry.event.proposed_by is 'Who proposed it.';
comment on column registry.event.proposed_at is 'When it was proposed.';

create table registry.event_person (
  county_code text collate "C" not null,
  event_no bigint not null,
  line_no integer not null,
  person_no text collate "C",
  new_person_no text collate "C",
  name text,
  id_number text collate "C",
  birth_date date,
  sex text collate "C" check (sex in ('male', 'female')),
  relation text collate "C" check (relation in ('head', 'spouse', 'child', 'parent', 'other')),
  primary key (county_code, event_no, line_no),
  constraint event_person_event foreign key (county_code, event_no) references registry.event,
  check (person_no is not null or new_person_no is not null)
);
comment on table registry.event_person is
  'The persons of an event. No foreign key to registry.person: it would slow every import of persons.';
comment on column registry.event_person.county_code is 'County of the register.';
comment on column registry.event_person.event_no is 'The event.';
comment on column registry.event_person.line_no is 'Place in the event, from 1.';
comment on column registry.event_person.person_no is 'Number in the household left or died in; null for a newcomer to the register.';
comment on column registry.event_person.new_person_no is 'Number in the household joined; null for who dies or leaves the county.';
comment on column registry.event_person.name is 'Name of a newcomer.';
comment on column registry.event_person.id_number is 'GB 11643 number of a newcomer; null when unknown. Never in logs, notices or lists.';
comment on column registry.event_person.birth_date is 'Day of birth of a newcomer.';
comment on column registry.event_person.sex is 'Sex of a newcomer.';
comment on column registry.event_person.relation is 'Relation to the head of the household joined; null counts as other.';

create table registry.event_decision (
  county_code text collate "C" not null,
  event_no bigint not null,
  verdict text collate "C" not null check (verdict in ('approve', 'refuse')),
  decided_by text not null,
  decided_at timestamptz not null default now(),
  reason text,
  primary key (county_code, event_no),
  constraint event_decision_event foreign key (county_code, event_no) references registry.event
);
comment on table registry.event_decision is 'The one decision on each proposed event, by somebody else than its proposer. INSERT-only.';
comment on column registry.event_decision.county_code is 'County of the register.';
comment on column registry.event_decision.event_no is 'The event.';
comment on column registry.event_decision.verdict is 'approve or refuse.';
comment on column registry.event_decision.decided_by is 'Who decided.';
comment on column registry.event_decision.decided_at is 'When.';
comment on column registry.event_decision.reason is 'Why; always given with a refusal.';

-- Rows an approved event brings into the files' tables, so that bills and later files can name them.
alter table registry.household add column founded_by bigint;
alter table registry.household add constraint household_founded_by
  foreign key (county_code, founded_by) references registry.event;
comment on column registry.household.founded_by is
  'Event that founded it; it exists from that day while the event counts. Null: it came with a file.';
alter table registry.person add column entered_by bigint;
alter table registry.person add constraint person_entered_by
  foreign key (county_code, entered_by) references registry.event;
comment on column registry.person.entered_by is
  'Event by which the member joined; a member from that day while the event counts. Null: came with a file.';
comment on column registry.household.import_no is 'The import that gave this content; 0 when an event founded it.';
comment on column registry.person.import_no is 'The import that gave this content; 0 when an event brought the member.';

create view registry.counted_event with (security_invoker = true) as
select e.*
from registry.event e
join registry.event_decision d on d.county_code = e.county_code and d.event_no = e.event_no and d.verdict = 'approve'
where e.type <> 'cancel'
  and not exists (
    select from registry.event c
    join registry.event_decision cd on cd.county_code = c.county_code and cd.event_no = c.event_no
    where c.county_code = e.county_code and c.cancels_event_no = e.event_no and cd.verdict = 'approve');
comment on view registry.counted_event is 'Events that are approved and not cancelled.';
do $$
declare
  described record;
begin
  for described in
    select attname, col_description(attrelid, attnum) as words from pg_attribute
    where attrelid = 'registry.event'::regclass and attnum > 0
  loop
    execute format('comment on column registry.counted_event.%I is %L', described.attname, described.words);
  end loop;
end $$;

create view registry.household_effect with (security_invoker = true) as
select county_code, event_no, date, household_no, type as kind,
  case
    when type in ('birth', 'marriage_in', 'move_in') then person_count
    when type in ('death', 'marriage_out', 'split') then -person_count
    when type = 'move_out' and household_count = 0 then -person_count
    else 0
  end as size_delta,
  case when type in ('classify', 'lift', 'relapse', 'review_removal') then target_group end as new_group,
  case when type = 'move_out' and household_count = 1 then area_code end as new_area,
  type = 'merge' or (type = 'move_out' and household_count = 1 and area_code is null) as ends,
  false as founds
from registry.counted_event
where household_no is not null
union all
select county_code, event_no, date, other_household_no,
  case type when 'marriage_in' then 'marriage_out' when 'marriage_out' then 'marriage_in'
    when 'move_in' then 'move_out' when 'move_out' then 'move_in' else type end,
  case when type in ('marriage_in', 'move_in') then -person_count else person_count end,
  null, null, false, false
from registry.counted_event
where other_household_no is not null
union all
select county_code, event_no, date, new_household_no, type, 0, null, null, false, true
from registry.counted_event
where new_household_no is not null;
comment on view registry.household_effect is 'What each counted event does to each household it touches.';
comment on column registry.household_effect.county_code is 'County of the register.';
comment on column registry.household_effect.event_no is 'The event.';
comment on column registry.household_effect.date is 'Day from which it holds.';
comment on column registry.household_effect.household_no is 'The household touched.';
comment on column registry.household_effect.kind is 'Type of the event as this household sees it: a bride out of one is a bride into the other.';
comment on column registry.household_effect.size_delta is 'Persons more or fewer.';
comment on column registry.household_effect.new_group is 'Group from the day on; null when it stays.';
comment on column registry.household_effect.new_area is 'Area from the day on; null when it stays.';
comment on column registry.household_effect.ends is 'The household is no more.';
comment on column registry.household_effect.founds is 'The household begins.';

create view registry.membership_end with (security_invoker = true) as
select p.county_code, p.event_no, e.date, p.person_no,
  case when e.type in ('marriage_in', 'move_in') then e.other_household_no else e.household_no end as household_no
from registry.event_person p
join registry.counted_event e on e.county_code = p.county_code and e.event_no = p.event_no
where p.person_no is not null;
comment on view registry.membership_end is 'From which day a member is no longer one.';
comment on column registry.membership_end.county_code is 'County of the register.';
comment on column registry.membership_end.event_no is 'The event that ended it.';
comment on column registry.membership_end.date is 'First day without the member.';
comment on column registry.membership_end.person_no is 'Number of the member in the household left.';
comment on column registry.membership_end.household_no is 'The household left.';

-- What the two views say, kept where one scan or one index look-up finds it. Written with each approval, taken out
-- with each approved cancellation; the data-quality check compares them with the views.
create table registry.effect (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  event_no bigint not null,
  date date not null,
  kind text collate "C" not null,
  size_delta integer not null,
  new_group text collate "C",
  new_area text collate "C",
  ends boolean not null,
  founds boolean not null,
  primary key (county_code, household_no, event_no),
  constraint effect_event foreign key (county_code, event_no) references registry.event
);
create index effect_of_event on registry.effect (county_code, event_no);
comment on table registry.effect is 'Cache of registry.household_effect.';
comment on column registry.effect.county_code is 'County of the register.';
comment on column registry.effect.household_no is 'The household touched.';
comment on column registry.effect.event_no is 'The event.';
comment on column registry.effect.date is 'Day from which it holds.';
comment on column registry.effect.kind is 'Type of the event as this household sees it.';
comment on column registry.effect.size_delta is 'Persons more or fewer.';
comment on column registry.effect.new_group is 'Group from the day on; null when it stays.';
comment on column registry.effect.new_area is 'Area from the day on; null when it stays.';
comment on column registry.effect.ends is 'The household is no more.';
comment on column registry.effect.founds is 'The household begins.';

create table registry.departure (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  person_no text collate "C" not null,
  event_no bigint not null,
  date date not null,
  primary key (county_code, household_no, person_no, event_no),
  constraint departure_event foreign key (county_code, event_no) references registry.event
);
comment on table registry.departure is 'Cache of registry.membership_end.';
comment on column registry.departure.county_code is 'County of the register.';
comment on column registry.departure.household_no is 'The household left.';
comment on column registry.departure.person_no is 'Number of the member in it.';
comment on column registry.departure.event_no is 'The event that ended the membership.';
comment on column registry.departure.date is 'First day without the member.';
