-- What a village's economy consists of: entities, what is known about them since when, who acts for them, and what was
-- put into them. Rows are only ever added.
create schema programmes;

create table programmes.entity (
  county_code text collate "C" not null,
  entity_no integer not null,
  kind text collate "C" not null check (kind in ('village_collective', 'company', 'cooperative', 'micro_factory',
    'photovoltaic_station', 'family_farm', 'association')),
  name text not null,
  area_code text collate "C" not null references registry.area (code),
  founded_on date not null,
  parent_no integer,
  purse text collate "C" not null,
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no),
  constraint entity_parent foreign key (county_code, parent_no) references programmes.entity,
  check (parent_no < entity_no)
);
create unique index entity_purse on programmes.entity (county_code, purse);
create unique index entity_name on programmes.entity (county_code, area_code, name);
create index entity_of_parent on programmes.entity (county_code, parent_no) where parent_no is not null;
comment on table programmes.entity is 'Village collectives, companies, cooperatives, micro factories, photovoltaic stations, family farms, associations. INSERT-only, as everything here.';
comment on column programmes.entity.county_code is 'County of the register.';
comment on column programmes.entity.entity_no is 'Number in the county, rising.';
comment on column programmes.entity.kind is 'Kind of entity (src/livelihood/programmes/model.ts).';
comment on column programmes.entity.name is 'Name of the entity.';
comment on column programmes.entity.area_code is 'Village or township it belongs to.';
comment on column programmes.entity.founded_on is 'Day it was founded.';
comment on column programmes.entity.parent_no is 'Entity it is a subsidiary of.';
comment on column programmes.entity.purse is 'Its account in the ledger: village:<area> of a collective, else cooperative:<number>.';
comment on column programmes.entity.files is 'Papers that show it, by name and hash.';
comment on column programmes.entity.recorded_by is 'Who recorded it.';
comment on column programmes.entity.recorded_at is 'When it was recorded.';

create table programmes.entity_fact (
  county_code text collate "C" not null,
  entity_no integer not null,
  fact_no integer not null,
  topic text collate "C" not null check (topic in ('purpose', 'leader', 'scale', 'charter', 'licence', 'supervision', 'closed', 'other')),
  fact text not null,
  since date not null,
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no, fact_no),
  constraint entity_fact_entity foreign key (county_code, entity_no) references programmes.entity
);
comment on table programmes.entity_fact is 'What holds of an entity from a day on; the latest of a topic counts, the earlier ones stay.';
comment on column programmes.entity_fact.county_code is 'County of the register.';
comment on column programmes.entity_fact.entity_no is 'Entity.';
comment on column programmes.entity_fact.fact_no is 'Number within the entity, rising.';
comment on column programmes.entity_fact.topic is 'What it is about.';
comment on column programmes.entity_fact.fact is 'What holds, in words.';
comment on column programmes.entity_fact.since is 'Day from which it holds.';
comment on column programmes.entity_fact.files is 'Papers that show it, by name and hash.';
comment on column programmes.entity_fact.recorded_by is 'Who recorded it.';
comment on column programmes.entity_fact.recorded_at is 'When it was recorded.';

create table programmes.entity_agent (
  county_code text collate "C" not null,
  entity_no integer not null,
  account text collate "C" not null,
  since date not null,
  until date,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no, account),
  constraint entity_agent_entity foreign key (county_code, entity_no) references programmes.entity,
  check (until >= since)
);
comment on table programmes.entity_agent is 'Accounts that act for an entity: they see it and its links with households, and nothing else of the register.';
comment on column programmes.entity_agent.county_code is 'County of the register.';
comment on column programmes.entity_agent.entity_no is 'Entity.';
comment on column programmes.entity_agent.account is 'Name of the account.';
comment on column programmes.entity_agent.since is 'First day.';
comment on column programmes.entity_agent.until is 'Last day; null: as long as the account has its role.';
comment on column programmes.entity_agent.recorded_by is 'Who recorded it.';
comment on column programmes.entity_agent.recorded_at is 'When it was recorded.';

create table programmes.contribution (
  county_code text collate "C" not null,
  contribution_no integer not null,
  entity_no integer not null,
  kind text collate "C" not null check (kind in ('cash', 'public_fund', 'donated_fund', 'land', 'labour', 'asset', 'technology')),
  contributor_class text collate "C" not null check (contributor_class in ('household', 'village', 'donor', 'treasury', 'enterprise')),
  household_no text collate "C",
  contributor_name text,
  what text not null,
  quantity_hundredths bigint check (quantity_hundredths > 0),
  term_until date,
  value_fen bigint not null check (value_fen >= 0),
  valuation_method text collate "C" not null check (valuation_method in ('paid', 'invoice', 'market_price', 'assessor', 'agreed')),
  valuer_name text not null,
  day date not null,
  is_quantified boolean not null,
  posting_no bigint,
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, contribution_no),
  constraint contribution_entity foreign key (county_code, entity_no) references programmes.entity,
  constraint contribution_household foreign key (county_code, household_no) references registry.household,
  check ((contributor_class = 'household') = (household_no is not null)),
  check ((household_no is null) = (contributor_name is not null)),
  check ((kind in ('cash', 'public_fund', 'donated_fund')) = (posting_no is not null)),
  check ((kind in ('land', 'labour')) = (quantity_hundredths is not null))
);
create index contribution_of_entity on programmes.contribution (county_code, entity_no, contribution_no);
create index contribution_of_household on programmes.contribution (county_code, household_no) where household_no is not null;
create unique index contribution_posting on programmes.contribution (county_code, posting_no) where posting_no is not null;
comment on table programmes.contribution is 'Who put what into an entity (co-construction, domain.md M01).';
comment on column programmes.contribution.county_code is 'County of the register.';
comment on column programmes.contribution.contribution_no is 'Number in the county, rising.';
comment on column programmes.contribution.entity_no is 'Entity it was put into.';
comment on column programmes.contribution.kind is 'cash, public_fund, donated_fund, land, labour, asset or technology.';
comment on column programmes.contribution.contributor_class is 'Who put it in: household, village, donor, treasury or enterprise.';
comment on column programmes.contribution.household_no is 'Household that put it in.';
comment on column programmes.contribution.contributor_name is 'Village, donor, level of government or enterprise that put it in.';
comment on column programmes.contribution.what is 'What it is, in words.';
comment on column programmes.contribution.quantity_hundredths is 'Mu of land or days of labour, in hundredths.';
comment on column programmes.contribution.term_until is 'Last day of land or of another thing that is lent; null: for good.';
comment on column programmes.contribution.value_fen is 'What it counts, in fen.';
comment on column programmes.contribution.valuation_method is 'How it was valued: paid in money, invoice, market_price, assessor or agreed by those concerned.';
comment on column programmes.contribution.valuer_name is 'Who valued it.';
comment on column programmes.contribution.day is 'Day it was put in.';
comment on column programmes.contribution.is_quantified is 'Whether it is to become shares of members (public and donated funds: domain.md M01, M11).';
comment on column programmes.contribution.posting_no is 'Posting that brought the money into the purse; used by one contribution only.';
comment on column programmes.contribution.files is 'Papers that show it, by name and hash.';
comment on column programmes.contribution.recorded_by is 'Who recorded it.';
comment on column programmes.contribution.recorded_at is 'When it was recorded.';

-- Somebody of the area, or an account that acts for the entity.
call access.guard('programmes.entity', $$ {row}.area_code = any ((select access.seen('areas'))::text[])
  or {row}.area_code = any ((select access.seen('collective'))::text[])
  or ({row}.county_code, {row}.entity_no) in (select a.county_code, a.entity_no from programmes.entity_agent a
    where a.account = any ((select access.seen('accounts'))::text[])
      and current_date between a.since and coalesce(a.until, 'infinity')) $$);
-- Only those responsible for the whole county let somebody act for an entity; whoever does sees it.
call access.guard('programmes.entity_agent', 'false');
create policy own on programmes.entity_agent for select using (account = any ((select access.seen('accounts'))::text[]));
call access.guard_with('programmes.entity_fact', 'programmes.entity', 'entity_no');
call access.guard_with('programmes.contribution', 'programmes.entity', 'entity_no');
call access.permit('insert', 'programmes.entity', 'programmes.entity_agent', 'programmes.entity_fact', 'programmes.contribution');

-- An area's people see and move what its entities hold; the ledger's own guard knows accounts of areas and households only.
create function programmes.seen_purse(county text, account text) returns boolean stable language sql as $$
  select account ~ '^(cooperative|reserve):' and exists (select from programmes.entity e
    where e.county_code = county and e.entity_no::text = split_part(account, ':', 2)
      and (e.area_code = any ((select access.seen('areas'))::text[])
        or e.area_code = any ((select access.seen('collective'))::text[])))
$$;
comment on function programmes.seen_purse is 'Whether an account is the purse or the reserve of an entity in the viewer''s areas.';
create policy seen_of_entity on ledger.balance for select using (programmes.seen_purse(county_code, account));
create policy added_of_entity on ledger.balance for insert with check (programmes.seen_purse(county_code, account));
create policy changed_of_entity on ledger.balance for update using (programmes.seen_purse(county_code, account));
create policy seen_of_entity on ledger.posting for select
  using (programmes.seen_purse(county_code, debit) or programmes.seen_purse(county_code, credit));
create policy added_of_entity on ledger.posting for insert
  with check (programmes.seen_purse(county_code, debit) or programmes.seen_purse(county_code, credit));
create policy seen_of_entity on ledger.authorisation for select using (programmes.seen_purse(county_code, payer));
create policy added_of_entity on ledger.authorisation for insert with check (programmes.seen_purse(county_code, payer));
create policy added_of_entity on ledger.authorisation_step for insert with check (exists (
  select from ledger.authorisation a where a.county_code = authorisation_step.county_code
    and a.authorisation_no = authorisation_step.authorisation_no and programmes.seen_purse(a.county_code, a.payer)));
create policy seen_of_entity on ledger.authorisation_step for select using (exists (
  select from ledger.authorisation a where a.county_code = authorisation_step.county_code
    and a.authorisation_no = authorisation_step.authorisation_no and programmes.seen_purse(a.county_code, a.payer)));
create policy seen_of_entity on ledger.escrow for select using (programmes.seen_purse(county_code, account));
create policy added_of_entity on ledger.escrow for insert with check (programmes.seen_purse(county_code, account));
create policy added_of_entity on ledger.escrow_end for insert with check (exists (select from ledger.escrow e
  where e.county_code = escrow_end.county_code and e.escrow_no = escrow_end.escrow_no
    and programmes.seen_purse(e.county_code, e.account)));
create policy seen_of_entity on ledger.escrow_end for select using (exists (select from ledger.escrow e
  where e.county_code = escrow_end.county_code and e.escrow_no = escrow_end.escrow_no
    and programmes.seen_purse(e.county_code, e.account)));
create policy added_of_entity on ledger.escrow_release for insert with check (exists (select from ledger.escrow e
  where e.county_code = escrow_release.county_code and e.escrow_no = escrow_release.escrow_no
    and programmes.seen_purse(e.county_code, e.account)));
create policy seen_of_entity on ledger.escrow_release for select using (exists (select from ledger.escrow e
  where e.county_code = escrow_release.county_code and e.escrow_no = escrow_release.escrow_no
    and programmes.seen_purse(e.county_code, e.account)));
