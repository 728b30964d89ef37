-- Accounts, their roles and areas, the log of sensitive reads, the seals, and what row-level security asks.
-- Rows are only ever added; whether an account is active follows from their days.
create table access.account (
  account_no integer primary key,
  name text not null unique,
  person text not null,
  since date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
comment on table access.account is 'People who act or look. A reference table: one person may be responsible in several counties.';
comment on column access.account.account_no is 'Number of the account, rising.';
comment on column access.account.name is 'Name the account acts under.';
comment on column access.account.person is 'Whose account it is; one account a person.';
comment on column access.account.since is 'First day it may be used.';
comment on column access.account.recorded_by is 'Who opened it.';
comment on column access.account.recorded_at is 'When it was recorded.';

create table access.account_end (
  account_no integer primary key references access.account,
  last_day date not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
comment on table access.account_end is 'Accounts that were closed. A reference table.';
comment on column access.account_end.account_no is 'The account.';
comment on column access.account_end.last_day is 'Last day it may be used.';
comment on column access.account_end.reason is 'Why it was closed.';
comment on column access.account_end.recorded_by is 'Who closed it.';
comment on column access.account_end.recorded_at is 'When it was recorded.';

create table access.role (
  account_no integer not null references access.account,
  role_no integer not null,
  role text collate "C" not null,
  county_code text collate "C" not null,
  area_code text collate "C",
  household_no text collate "C",
  since date not null,
  until date,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (account_no, role_no),
  check (until >= since),
  check (area_code is null or household_no is null)
);
comment on table access.role is 'Roles of accounts, each with what it is responsible for and its days. A reference table.';
comment on column access.role.account_no is 'The account.';
comment on column access.role.role_no is 'Number of the role within the account, rising.';
comment on column access.role.role is 'Role (src/access/roles.ts).';
comment on column access.role.county_code is 'County it is responsible for; 000000 for all.';
comment on column access.role.area_code is 'Township or village; null: not bound to one.';
comment on column access.role.household_no is 'Household; null: not bound to one.';
comment on column access.role.since is 'First day.';
comment on column access.role.until is 'Last day; null: until it is ended.';
comment on column access.role.recorded_by is 'Who gave it.';
comment on column access.role.recorded_at is 'When it was recorded.';

create table access.role_end (
  account_no integer not null,
  role_no integer not null,
  last_day date not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (account_no, role_no),
  constraint role_end_role foreign key (account_no, role_no) references access.role
);
comment on table access.role_end is 'The day a role ended before its time. A reference table.';
comment on column access.role_end.account_no is 'The account.';
comment on column access.role_end.role_no is 'The role.';
comment on column access.role_end.last_day is 'Last day of the role.';
comment on column access.role_end.reason is 'Why it ended.';
comment on column access.role_end.recorded_by is 'Who ended it.';
comment on column access.role_end.recorded_at is 'When it was recorded.';

create table access.read_entry (
  county_code text collate "C" not null,
  entry_no uuid not null default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  account text not null,
  what text not null,
  subject text not null,
  purpose text not null,
  primary key (county_code, entry_no)
);
comment on table access.read_entry is 'One row for every read of personal data: who, what, why; never what was read. INSERT-only.';
comment on column access.read_entry.county_code is 'County of what was read.';
comment on column access.read_entry.entry_no is 'Identity of the entry; order is by time.';
comment on column access.read_entry.at is 'When it was read.';
comment on column access.read_entry.account is 'Who read.';
comment on column access.read_entry.what is 'What was read, for example see.household.';
comment on column access.read_entry.subject is 'Number of the household or what was asked for; empty for a list.';
comment on column access.read_entry.purpose is 'Why, as the reader said.';

create table access.seal (
  county_code text collate "C" not null,
  seal_no integer not null,
  until timestamptz not null,
  row_count bigint not null,
  previous_hash text not null,
  hash text not null,
  sealed_by text not null,
  primary key (county_code, seal_no)
);
comment on table access.seal is 'One chain a county over audit entries and read entries: each seal hashes the rows since the last one, and that one. INSERT-only.';
comment on column access.seal.county_code is 'County of the chain; 000000 for acts beyond one county.';
comment on column access.seal.seal_no is 'Number of the seal in the county, from 1.';
comment on column access.seal.until is 'The seal covers the rows up to this instant, from that of the seal before.';
comment on column access.seal.row_count is 'Number of rows it covers.';
comment on column access.seal.previous_hash is 'Hash of the seal before; empty for the first.';
comment on column access.seal.hash is 'SHA-256 over the seal before, what this seal says of itself, and every row.';
comment on column access.seal.sealed_by is 'Who sealed.';

-- The instant of writing, not of the transaction's begin: what is written after a seal then lies after it in time.
alter table access.audit_entry alter column at set default clock_timestamp();
create index audit_entry_at on access.audit_entry (county_code, at);
create index read_entry_at on access.read_entry (county_code, at);

-- What the viewer of this transaction may see stands in two settings. Anybody may change a setting, so the second
-- one seals the first with a key that the application's role cannot read, for this transaction only.
create table access.scope_key (key text primary key);
comment on table access.scope_key is 'The key that seals scopes. A reference table; the application role cannot read it.';
comment on column access.scope_key.key is 'Random text.';
insert into access.scope_key select gen_random_uuid()::text || gen_random_uuid()::text;

create function access.seal_of(scope text) returns text stable language sql
begin atomic
  select encode(sha256(convert_to(k.key || pg_backend_pid() || now()::text || scope, 'UTF8')), 'hex')
  from access.scope_key k;
end;
revoke execute on function access.seal_of from public;

create function access.enter(scope text) returns void language plpgsql as $$
begin
  perform set_config('app.scope', scope, true);
  perform set_config('app.seal', access.seal_of(scope), true);
  perform set_config('role', 'terrace_app', true);
end $$;
comment on function access.enter is 'For the rest of the transaction the session is the application role, with this scope.';
revoke execute on function access.enter from public;

create function access.seen(list text) returns text[] stable security definer set search_path = pg_catalog
language plpgsql as $$
declare
  scope constant text := coalesce(current_setting('app.scope', true), '');
begin
  if scope = '' or current_setting('app.seal', true) is distinct from access.seal_of(scope) then
    return '{}';
  end if;
  return array(select jsonb_array_elements_text(scope::jsonb -> list));
end $$;
comment on function access.seen is 'A list of the scope: whole and decided counties, counties, claims, areas, households, perils. Empty without a true seal.';

-- One call a table: who sees a row, beside those responsible for the whole county.
create table access.guarded (table_name text primary key, within text not null);
comment on table access.guarded is 'Tables under row-level security and their condition. A reference table.';
comment on column access.guarded.table_name is 'The table.';
comment on column access.guarded.within is 'Condition on a row, which stands there as {row}.';

create procedure access.guard(guarded regclass, within text) language plpgsql as $$
declare
  whole constant text := 'county_code = any ((select access.seen(''whole''))::text[])';
  -- A decision rests on all facts of its county; what it writes lies within the area.
  decided constant text := 'county_code = any ((select access.seen(''decided''))::text[])';
  own constant text := replace(within, '{row}', guarded::text);
begin
  insert into access.guarded values (guarded::text, within);
  execute format('alter table %s enable row level security', guarded);
  execute format('create policy seen on %s for select using (%s or %s or (%s))', guarded, whole, decided, own);
  execute format('create policy added on %s for insert with check (%s or (%s))', guarded, whole, own);
  execute format('create policy changed on %s for update using (%s or (%s))', guarded, whole, own);
  if exists (select from pg_roles where rolname = 'terrace_app') then
    execute format('grant usage on schema %s to terrace_app', split_part(guarded::text, '.', 1));
    execute format('grant select on %s to terrace_app', guarded);
  end if;
end $$;
comment on procedure access.guard is 'Puts a table under row-level security; the condition names the row as {row}.';

create procedure access.guard_with(guarded regclass, parent regclass, variadic keys text[]) language plpgsql as $$
declare
  alias constant text := split_part(parent::text, '.', 2);
  within text;
begin
  select format('exists (select from %s %I where %s and (%s))', parent, alias,
      (select string_agg(format('%1$I.%2$I = {row}.%2$I', alias, k), ' and ') from unnest(array['county_code'] || keys) k),
      replace(g.within, '{row}', alias))
    into strict within from access.guarded g where g.table_name = parent::text;
  call access.guard(guarded, within);
end $$;
comment on procedure access.guard_with is 'As guard: a row is seen by whoever sees the row of the parent with the same keys.';

create procedure access.permit(privileges text, variadic tables regclass[]) language plpgsql as $$
declare
  permitted regclass;
begin
  if exists (select from pg_roles where rolname = 'terrace_app') then
    foreach permitted in array tables loop
      execute format('grant usage on schema %s to terrace_app', split_part(permitted::text, '.', 1));
      execute format('grant %s on %s to terrace_app', privileges, permitted);
    end loop;
  end if;
end $$;
comment on procedure access.permit is 'Grants to the application role, where there is one.';

call access.permit('insert', 'access.audit_entry', 'access.read_entry');
do $$
begin
  if exists (select from pg_roles where rolname = 'terrace_app') then
    grant execute on function access.seen to terrace_app;
  end if;
end $$;
