-- Whose account a person's own name means, asked inside acts whose role does not read accounts. Names that differ only in
-- width, case or spaces are one person's (src/kernel/person-name.ts).
create function access.account_of(called text) returns text stable security definer set search_path = pg_catalog
language sql as $$
  select a.name from access.account a
  where lower(regexp_replace(normalize(a.person, NFKC), '\s+', '', 'g'))
      = lower(regexp_replace(normalize(called, NFKC), '\s+', '', 'g'))
    and not exists (select from access.account_end e where e.account_no = a.account_no)
$$;
comment on function access.account_of is 'Name of the open account of a person, null without one; one account a person.';
do $$
begin
  if exists (select from pg_roles where rolname = 'terrace_app') then
    grant execute on function access.account_of to terrace_app;
  end if;
end $$;
