-- Who answers for what, and tasks. Rows are only ever added; who leads and what is overdue is derived from them.
create schema responsibility;

create table responsibility.naming (
  county_code text collate "C" not null,
  naming_no integer not null,
  area_code text collate "C" references registry.area (code),
  household_no text collate "C",
  post text collate "C" not null,
  responsible_name text not null,
  since date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, naming_no),
  check ((area_code is null) <> (household_no is null)),
  constraint naming_household foreign key (county_code, household_no) references registry.household
);
create index naming_of_area on responsibility.naming (county_code, area_code);
create index naming_of_household on responsibility.naming (county_code, household_no);
comment on table responsibility.naming is 'People named for an area or a household, each in a post, from a day on.';
comment on column responsibility.naming.county_code is 'County whose book it is, also for the areas above it.';
comment on column responsibility.naming.naming_no is 'Number in the county, rising.';
comment on column responsibility.naming.area_code is 'Area: of the county, or above it; null: a household.';
comment on column responsibility.naming.household_no is 'Household; null: an area.';
comment on column responsibility.naming.post is 'Post, of the table POSTS; it says whether the person leads.';
comment on column responsibility.naming.responsible_name is 'Who is named.';
comment on column responsibility.naming.since is 'First day.';
comment on column responsibility.naming.recorded_by is 'Who recorded it.';
comment on column responsibility.naming.recorded_at is 'When it was recorded.';

create table responsibility.naming_end (
  county_code text collate "C" not null,
  naming_no integer not null,
  last_day date not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, naming_no),
  constraint naming_end_naming foreign key (county_code, naming_no) references responsibility.naming
);
comment on table responsibility.naming_end is 'That somebody does not answer for it any more.';
comment on column responsibility.naming_end.county_code is 'County.';
comment on column responsibility.naming_end.naming_no is 'The naming that ends.';
comment on column responsibility.naming_end.last_day is 'Last day.';
comment on column responsibility.naming_end.reason is 'Why. Not public.';
comment on column responsibility.naming_end.recorded_by is 'Who recorded it.';
comment on column responsibility.naming_end.recorded_at is 'When it was recorded.';

create table responsibility.task (
  county_code text collate "C" not null,
  task_no integer not null,
  title_zh text not null,
  title_en text not null,
  subject_module text collate "C",
  subject_id text collate "C",
  area_code text collate "C" not null references registry.area (code),
  household_no text collate "C",
  owner_name text,
  owner_level text collate "C",
  given_on date not null,
  due_on date not null,
  due_days integer check (due_days > 0),
  due_day_kind text collate "C" check (due_day_kind in ('calendar_day', 'working_day')),
  step_days integer not null check (step_days > 0),
  step_day_kind text collate "C" not null check (step_day_kind in ('calendar_day', 'working_day')),
  policy_version text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, task_no),
  check (due_on >= given_on),
  check ((owner_name is null) <> (owner_level is null)),
  check ((due_days is null) = (due_day_kind is null)),
  check ((subject_module is null) = (subject_id is null)),
  constraint task_household foreign key (county_code, household_no) references registry.household
);
comment on table responsibility.task is 'Tasks with an owner and a last day.';
comment on column responsibility.task.county_code is 'County.';
comment on column responsibility.task.task_no is 'Number in the county, rising.';
comment on column responsibility.task.title_zh is 'What is to be done, in Chinese or in free words. Not public.';
comment on column responsibility.task.title_en is 'The same in English, or in free words. Not public.';
comment on column responsibility.task.subject_module is 'Module that owns what it is about; opaque here; null: nothing of the system.';
comment on column responsibility.task.subject_id is 'Number of that in its module.';
comment on column responsibility.task.area_code is 'Area it is in; of a household, where it lived when the task was given.';
comment on column responsibility.task.household_no is 'Household it is for, if one.';
comment on column responsibility.task.owner_name is 'Who has to do it; null: whoever leads at owner_level.';
comment on column responsibility.task.owner_level is 'Level whose lead has to do it, whoever that is on a day; null: the one named.';
comment on column responsibility.task.given_on is 'Day it was given.';
comment on column responsibility.task.due_on is 'Last day for it; worked out when it was given.';
comment on column responsibility.task.due_days is 'The period that gave the last day; null: the day itself was given.';
comment on column responsibility.task.due_day_kind is 'How that period counts days.';
comment on column responsibility.task.step_days is 'Days overdue after which it goes up one more level; frozen.';
comment on column responsibility.task.step_day_kind is 'How those days are counted; frozen.';
comment on column responsibility.task.policy_version is 'Policy that gave the step.';
comment on column responsibility.task.recorded_by is 'Who gave it.';
comment on column responsibility.task.recorded_at is 'When it was recorded.';

create table responsibility.task_action (
  county_code text collate "C" not null,
  task_no integer not null,
  action_no integer not null,
  action text collate "C" not null check (action in ('done', 'handed_over', 'cancelled')),
  day date not null,
  words text not null,
  owner_name text,
  owner_level text collate "C",
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, task_no, action_no),
  check (case when action = 'handed_over' then (owner_name is null) <> (owner_level is null)
    else owner_name is null and owner_level is null end),
  constraint task_action_task foreign key (county_code, task_no) references responsibility.task
);
comment on table responsibility.task_action is 'What happened to a task: done, handed over, cancelled.';
comment on column responsibility.task_action.county_code is 'County.';
comment on column responsibility.task_action.task_no is 'Task.';
comment on column responsibility.task_action.action_no is 'Order in the task, from 1.';
comment on column responsibility.task_action.action is 'done, handed_over or cancelled.';
comment on column responsibility.task_action.day is 'Day it happened.';
comment on column responsibility.task_action.words is 'What was done, or why. Not public.';
comment on column responsibility.task_action.owner_name is 'New owner of a task handed over; null: whoever leads at owner_level.';
comment on column responsibility.task_action.owner_level is 'Level whose lead has it from then on.';
comment on column responsibility.task_action.recorded_by is 'Who recorded it.';
comment on column responsibility.task_action.recorded_at is 'When it was recorded.';

-- A naming is seen with its household or its area; those above the county, by who is responsible for the county.
do $$
declare
  of_household constant text := (select replace(within, '{row}', 'household') from access.guarded where table_name = 'registry.household');
  within constant text := format('{row}.area_code = any ((select access.seen(''areas''))::text[])
    or {row}.household_no is not null and exists (select from registry.household household
      where household.county_code = {row}.county_code and household.household_no = {row}.household_no and (%s))', of_household);
begin
  call access.guard('responsibility.naming', within);
  call access.guard('responsibility.task', within);
end $$;
call access.guard_with('responsibility.naming_end', 'responsibility.naming', 'naming_no');
call access.guard_with('responsibility.task_action', 'responsibility.task', 'task_no');
call access.permit('insert', 'responsibility.naming', 'responsibility.naming_end', 'responsibility.task', 'responsibility.task_action');
