-- The village that decided on a case stops its payment when it decides anew, also once the household has moved away.
create policy decided_on on ledger.authorisation_step for insert with check (exists (
  select from ledger.authorisation a
  join cases.case_file f on f.county_code = a.county_code and f.case_no::text = split_part(a.decision, '/', 2)
  where a.county_code = authorisation_step.county_code and a.authorisation_no = authorisation_step.authorisation_no
    and split_part(a.decision, '/', 1) = 'cases' and f.area_code = any ((select access.seen('areas'))::text[])));
