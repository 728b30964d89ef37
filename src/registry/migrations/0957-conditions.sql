-- What a household lives on and in, and what makes it poor (domain.md §3.5, the condition sheet of §3.4): statements
-- that hold from a day on. Files give them; beside the files, somebody proposes a change and somebody else approves it.
create table registry.cause (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  since date not null,
  rank integer not null check (rank between 1 and 4),
  cause text collate "C" check (cause in ('illness', 'disability', 'schooling', 'disaster', 'land', 'water', 'skills',
    'labour', 'funds', 'transport', 'motivation', 'unstable_work', 'unsafe_housing', 'failed_business', 'other')),
  reported_by text,
  import_no bigint not null,
  primary key (county_code, household_no, since, rank),
  constraint cause_household foreign key (county_code, household_no) references registry.household,
  check (rank > 1 or cause is not null)
);
comment on table registry.cause is 'Causes of poverty as files state them; all of a household''s day together replace those of the days before.';
comment on column registry.cause.county_code is 'County of the register.';
comment on column registry.cause.household_no is 'The household.';
comment on column registry.cause.since is 'Day from which it holds.';
comment on column registry.cause.rank is '1 the main cause, 2 to 4 further ones.';
comment on column registry.cause.cause is 'Why it is poor; null: a correction took this rank away.';
comment on column registry.cause.reported_by is 'Who said so, as the file writes it.';
comment on column registry.cause.import_no is 'The import that gave this content.';

create table registry.land (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  since date not null,
  land_kind text collate "C" not null check (land_kind in
    ('paddy', 'dry', 'orchard', 'forest', 'returned_forest', 'pasture', 'water')),
  mu_hundredths bigint not null check (mu_hundredths >= 0),
  reported_by text,
  import_no bigint not null,
  primary key (county_code, household_no, since, land_kind),
  constraint land_household foreign key (county_code, household_no) references registry.household
);
comment on table registry.land is 'Land a household has, by kind, as files state it; a later day replaces an earlier one of its kind.';
comment on column registry.land.county_code is 'County of the register.';
comment on column registry.land.household_no is 'The household.';
comment on column registry.land.since is 'Day from which it holds.';
comment on column registry.land.land_kind is 'paddy and dry fields, orchard, forest, forest returned from farmland, pasture, water surface.';
comment on column registry.land.mu_hundredths is 'Hundredths of a mu; 0: none any more.';
comment on column registry.land.reported_by is 'Who said so, as the file writes it.';
comment on column registry.land.import_no is 'The import that gave this content.';

create table registry.house (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  house_no text collate "C" not null,
  since date not null,
  house_type text collate "C" not null check (house_type in ('concrete', 'brick', 'brick_wood', 'soil', 'other')),
  m2_hundredths bigint not null check (m2_hundredths >= 0),
  grade text collate "C" check (grade in ('A', 'B', 'safe', 'C', 'D')),
  reported_by text,
  import_no bigint not null,
  primary key (county_code, household_no, house_no, since),
  constraint house_household foreign key (county_code, household_no) references registry.household
);
comment on table registry.house is 'Houses of a household as files state them; a later day replaces an earlier one of its house.';
comment on column registry.house.county_code is 'County of the register.';
comment on column registry.house.household_no is 'The household.';
comment on column registry.house.house_no is 'Number of the house in the household.';
comment on column registry.house.since is 'Day from which it holds.';
comment on column registry.house.house_type is 'What it is built of.';
comment on column registry.house.m2_hundredths is 'Hundredths of a square metre lived in; 0: it is gone.';
comment on column registry.house.grade is 'Safety grade A to D; safe: A or B without saying which; null: not assessed.';
comment on column registry.house.reported_by is 'Who said so, as the file writes it.';
comment on column registry.house.import_no is 'The import that gave this content.';

create table registry.condition_change (
  county_code text collate "C" not null,
  change_no bigint not null,
  kind text collate "C" not null check (kind in ('causes', 'land', 'houses')),
  household_no text collate "C" not null,
  since date not null,
  stated jsonb not null,
  document text,
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  primary key (county_code, change_no),
  constraint condition_change_household foreign key (county_code, household_no) references registry.household
);
create index condition_change_household on registry.condition_change (county_code, household_no);
comment on table registry.condition_change is 'Changes of causes, land or houses as proposed; they count once somebody else has approved them. INSERT-only.';
comment on column registry.condition_change.county_code is 'County of the register.';
comment on column registry.condition_change.change_no is 'Number of the change, rising in the county.';
comment on column registry.condition_change.kind is 'Of which part of the condition sheet.';
comment on column registry.condition_change.household_no is 'The household.';
comment on column registry.condition_change.since is 'Day from which it holds.';
comment on column registry.condition_change.stated is 'Rows in the columns of the part''s table.';
comment on column registry.condition_change.document is 'Document it rests on.';
comment on column registry.condition_change.reason is 'Why the register changes.';
comment on column registry.condition_change.proposed_by is 'Who proposed it.';
comment on column registry.condition_change.proposed_at is 'When.';

create table registry.condition_decision (
  county_code text collate "C" not null,
  change_no bigint not null,
  verdict text collate "C" not null check (verdict in ('approve', 'refuse')),
  decided_by text not null,
  decided_at timestamptz not null default now(),
  reason text,
  primary key (county_code, change_no),
  constraint condition_decision_change foreign key (county_code, change_no) references registry.condition_change
);
comment on table registry.condition_decision is 'The one decision on each proposed change, by somebody else than its proposer. INSERT-only.';
comment on column registry.condition_decision.county_code is 'County of the register.';
comment on column registry.condition_decision.change_no is 'The change.';
comment on column registry.condition_decision.verdict is 'approve or refuse.';
comment on column registry.condition_decision.decided_by is 'Who decided.';
comment on column registry.condition_decision.decided_at is 'When.';
comment on column registry.condition_decision.reason is 'Why; always given with a refusal.';

-- Files and approved changes as one list, with who said so; on one day a change goes before a file, a later one before an earlier.
create view registry.stated_cause with (security_invoker = true) as
select county_code, household_no, since, rank, cause, reported_by, import_no, 0::bigint as change_no from registry.cause
union all
select c.county_code, c.household_no, c.since, s.rank, s.cause, c.proposed_by, null, c.change_no
from registry.condition_change c
join registry.condition_decision d on d.county_code = c.county_code and d.change_no = c.change_no and d.verdict = 'approve'
cross join lateral jsonb_to_recordset(c.stated) as s(rank integer, cause text)
where c.kind = 'causes';
comment on view registry.stated_cause is 'Causes that files and approved changes state.';

create view registry.stated_land with (security_invoker = true) as
select county_code, household_no, since, land_kind, mu_hundredths, reported_by, import_no, 0::bigint as change_no
from registry.land
union all
select c.county_code, c.household_no, c.since, s.land_kind, s.mu_hundredths, c.proposed_by, null, c.change_no
from registry.condition_change c
join registry.condition_decision d on d.county_code = c.county_code and d.change_no = c.change_no and d.verdict = 'approve'
cross join lateral jsonb_to_recordset(c.stated) as s(land_kind text, mu_hundredths bigint)
where c.kind = 'land';
comment on view registry.stated_land is 'Land that files and approved changes state.';

create view registry.stated_house with (security_invoker = true) as
select county_code, household_no, since, house_no, house_type, m2_hundredths, grade, reported_by, import_no, 0::bigint as change_no
from registry.house
union all
select c.county_code, c.household_no, c.since, s.house_no, s.house_type, s.m2_hundredths, s.grade, c.proposed_by, null, c.change_no
from registry.condition_change c
join registry.condition_decision d on d.county_code = c.county_code and d.change_no = c.change_no and d.verdict = 'approve'
cross join lateral jsonb_to_recordset(c.stated) as s(house_no text, house_type text, m2_hundredths bigint, grade text)
where c.kind = 'houses';
comment on view registry.stated_house is 'Houses that files and approved changes state.';

do $$
declare
  described record;
begin
  for described in
    select v.relname, a.attname,
      coalesce(col_description(c.attrelid, c.attnum), 'The approved change that stated it; 0: a file did.') as said
    from pg_class v join pg_attribute a on a.attrelid = v.oid and a.attnum > 0
    left join pg_attribute c on c.attrelid = ('registry.' || replace(v.relname, 'stated_', ''))::regclass and c.attname = a.attname
    where v.oid in ('registry.stated_cause'::regclass, 'registry.stated_land'::regclass, 'registry.stated_house'::regclass)
  loop
    execute format('comment on column registry.%I.%I is %L', described.relname, described.attname, described.said);
  end loop;
end $$;

call access.guard_with('registry.cause', 'registry.household', 'household_no');
call access.guard_with('registry.land', 'registry.household', 'household_no');
call access.guard_with('registry.house', 'registry.household', 'household_no');
call access.guard_with('registry.condition_change', 'registry.household', 'household_no');
call access.guard_with('registry.condition_decision', 'registry.condition_change', 'change_no');
call access.permit('insert', 'registry.condition_change');
call access.permit('select', 'registry.stated_cause', 'registry.stated_land', 'registry.stated_house');
