-- The "three endowments" agent sees the collective's accounts in its area and nothing else of those who live there
-- (domain.md §5): neither households nor what the insurance paid them.
create function access.is_collective(account text) returns boolean stable language sql as $$
  select account ~ '^(village|mutual):' and split_part(account, ':', 2) = any ((select access.seen('collective'))::text[])
$$;
comment on function access.is_collective is 'Whether an account of the ledger is one of a collective within the scope.';
do $$ begin
  if exists (select from pg_roles where rolname = 'terrace_app') then
    grant execute on function access.is_collective to terrace_app;
  end if;
end $$;
create policy collective on ledger.balance for select using (access.is_collective(account));
create policy collective on ledger.posting for select using (access.is_collective(debit) or access.is_collective(credit));
create policy collective on ledger.authorisation for select
  using (access.is_collective(payer) or access.is_collective(coalesce(payee, '')));
create policy collective on ledger.authorisation_step for select using (exists (
  select from ledger.authorisation a
  where a.county_code = authorisation_step.county_code and a.authorisation_no = authorisation_step.authorisation_no
    and (access.is_collective(a.payer) or access.is_collective(coalesce(a.payee, '')))));
-- Its co-signature is a step.
create policy collective_added on ledger.authorisation_step for insert with check (exists (
  select from ledger.authorisation a
  where a.county_code = authorisation_step.county_code and a.authorisation_no = authorisation_step.authorisation_no
    and (access.is_collective(a.payer) or access.is_collective(coalesce(a.payee, '')))));

-- What is missing in an area is told to whoever is responsible for it: others do not see what is there either.
create function access.reaches_area(county_code text, area_code text) returns boolean stable language sql as $$
  select current_user <> 'terrace_app'
    or county_code = any ((select access.seen('whole'))::text[])
    or area_code = any ((select access.seen('areas'))::text[])
$$;
comment on function access.reaches_area is 'Whether the scope holds an area; without a scope everybody holds all.';
do $$ begin
  if exists (select from pg_roles where rolname = 'terrace_app') then
    grant execute on function access.reaches_area to terrace_app;
  end if;
end $$;
