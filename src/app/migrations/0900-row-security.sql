-- Who sees which row (domain.md §5), for every table that names a county. A module that comes later guards its tables in
-- its own migrations; a test finds the table that nobody guards. The owner is not bound: whoever computes over a whole
-- county is authorised before.

-- The insurer sees households that claim or have a case, and no others. A function with its owner's eyes, since both
-- follow households; asked once a statement, not once a row.
create function cases.seen_claimants() returns table (county_code text, household_no text) stable
security definer set search_path = pg_catalog language sql as $$
  select c.county_code, c.household_no from compensation.claim c
  where c.county_code = any ((select access.seen('claims'))::text[])
  union
  select f.county_code, f.household_no from cases.case_file f
  where f.county_code = any ((select access.seen('claims'))::text[])
$$;

call access.guard('registry.household', $$
  {row}.area_code = any ((select access.seen('areas'))::text[])
  or {row}.county_code || '/' || {row}.household_no = any ((select access.seen('households'))::text[])
  or ({row}.county_code, {row}.household_no) in (
    select c.county_code, c.household_no from cases.seen_claimants() c) $$);
call access.guard_with('registry.person', 'registry.household', 'household_no');
call access.guard_with('registry.effect', 'registry.household', 'household_no');
call access.guard_with('registry.departure', 'registry.household', 'household_no');
call access.guard_with('income.item', 'registry.household', 'household_no');
call access.guard_with('compensation.claim', 'registry.household', 'household_no');

-- An event belongs to its household; one that founds a household, or adjusts a count, to its area.
do $$
declare
  of_household constant text := (select replace(within, '{row}', 'household') from access.guarded where table_name = 'registry.household');
  household constant text := format('exists (select from registry.household household
    where household.county_code = {row}.county_code and household.household_no = {row}.household_no and (%s))', of_household);
  peril constant text := '{row}.county_code || ''/'' || {row}.peril = any ((select access.seen(''perils''))::text[])';
begin
  call access.guard('registry.event', format('case when {row}.household_no is null
    then {row}.area_code = any ((select access.seen(''areas''))::text[]) else %s end', household));
  -- A department sees the bills of its own perils and what was found by them.
  call access.guard('feeds.expense', format('%s or %s', peril, household));
  call access.guard('screening.finding', format('%s or %s', peril, household));
end $$;
call access.guard_with('registry.event_person', 'registry.event', 'event_no');
call access.guard_with('registry.event_decision', 'registry.event', 'event_no');

-- Work of the county as a whole.
call access.guard('registry.duplicate_candidate', 'false');
call access.guard('registry.duplicate_decision', 'false');
call access.guard('feeds.superseded_row', 'false');
call access.guard('screening.run', 'false');
call access.guard('screening.near_line', 'false');

call access.guard('governance.body', $$ {row}.area_code = any ((select access.seen('areas'))::text[]) $$);
call access.guard_with('governance.member', 'governance.body', 'body_no');
call access.guard_with('governance.member_end', 'governance.body', 'body_no');
call access.guard_with('governance.kinship', 'governance.body', 'body_no');
call access.guard_with('governance.meeting', 'governance.body', 'body_no');
call access.guard_with('governance.agenda_item', 'governance.meeting', 'meeting_no');
call access.guard_with('governance.attendance', 'governance.meeting', 'meeting_no');
call access.guard_with('governance.recusal', 'governance.meeting', 'meeting_no');
call access.guard_with('governance.ballot', 'governance.meeting', 'meeting_no');
call access.guard_with('governance.tally', 'governance.meeting', 'meeting_no');
call access.guard_with('governance.evidence', 'governance.meeting', 'meeting_no');
call access.guard_with('governance.closing', 'governance.meeting', 'meeting_no');
call access.guard('governance.notice', $$ {row}.area_code = any ((select access.seen('areas'))::text[]) $$);
call access.guard_with('governance.notice_line', 'governance.notice', 'notice_no');
call access.guard_with('governance.notice_place', 'governance.notice', 'notice_no');
call access.guard_with('governance.posting', 'governance.notice', 'notice_no');
call access.guard_with('governance.takedown', 'governance.notice', 'notice_no');
call access.guard('governance.objection', $$ {row}.area_code = any ((select access.seen('areas'))::text[]) $$);
call access.guard_with('governance.answer', 'governance.objection', 'objection_no');

-- An account's key ends in the household or the area it belongs to (src/ledger/chart.ts).
do $$
declare
  of_household constant text := (select replace(within, '{row}', 'household') from access.guarded where table_name = 'registry.household');
  -- The account stands there as {account}.
  owned constant text := format('({account} ~ ''^(village|mutual|points_issued):'' and split_part({account}, '':'', 2) = any ((select access.seen(''areas''))::text[])
    or {account} ~ ''^(household|receivable|payable|points|share_capital):'' and exists (select from registry.household household
      where household.county_code = {row}.county_code and household.household_no = regexp_replace({account}, ''^.*:'', '''') and (%s)))', of_household);
begin
  call access.guard('ledger.book', '{row}.county_code = any ((select access.seen(''counties''))::text[])');
  call access.guard('ledger.balance', replace(owned, '{account}', '{row}.account'));
  call access.guard('ledger.posting', replace(owned, '{account}', '{row}.debit') || ' or ' || replace(owned, '{account}', '{row}.credit'));
  call access.guard('ledger.authorisation', replace(owned, '{account}', '{row}.payer') || ' or ' || replace(owned, '{account}', 'coalesce({row}.payee, '''')'));
end $$;
call access.guard_with('ledger.authorisation_step', 'ledger.authorisation', 'authorisation_no');

-- A household that moved away keeps the village that decided on its case.
do $$
declare
  of_household constant text := (select replace(within, '{row}', 'household') from access.guarded where table_name = 'registry.household');
begin
  call access.guard('cases.case_file', format('{row}.area_code = any ((select access.seen(''areas''))::text[])
    or exists (select from registry.household household
      where household.county_code = {row}.county_code and household.household_no = {row}.household_no and (%s))', of_household));
end $$;
call access.guard_with('cases.action', 'cases.case_file', 'case_no');
call access.guard_with('cases.covered_finding', 'cases.case_file', 'case_no');

-- The pool is the county's and the insurer's; a payment is seen with its household.
call access.guard('payout.pool_move', $$ {row}.county_code = any ((select access.seen('claims'))::text[]) $$);
call access.guard('payout.payment_list', $$ {row}.county_code = any ((select access.seen('claims'))::text[]) $$);
call access.guard_with('payout.list_end', 'payout.payment_list', 'list_no');
call access.guard_with('payout.payee_account', 'registry.household', 'household_no');
call access.guard_with('payout.payment_line', 'registry.household', 'household_no');
call access.guard_with('payout.outcome', 'payout.payment_line', 'list_no', 'line_no');
call access.guard('payout.sample', $$ {row}.county_code = any ((select access.seen('counties'))::text[]) $$);
call access.guard('payout.sample_stratum', $$ {row}.township_code = any ((select access.seen('areas'))::text[]) $$);
call access.guard_with('payout.sample_line', 'payout.payment_line', 'list_no', 'line_no');
call access.guard_with('payout.sample_visit', 'payout.sample_line', 'sample_no', 'list_no', 'line_no');
-- A complaint about a person is for those responsible above the area, not for the colleagues of whom it is about.
call access.guard('payout.grievance', $$ case when {row}.complained_about is null then {row}.area_code
    else (select a.parent_code from registry.area a where a.code = {row}.area_code) end = any ((select access.seen('areas'))::text[]) $$);
call access.guard_with('payout.grievance_owner', 'payout.grievance', 'grievance_no');
call access.guard_with('payout.grievance_answer', 'payout.grievance', 'grievance_no');

-- What acts that run under row-level security write; the other tables are written by acts over a whole county.
call access.permit('select', 'registry.area', 'policy.proposal', 'policy.decision', 'feeds.import_run',
  'registry.counted_event', 'registry.household_effect', 'registry.membership_end');
call access.permit('insert', 'registry.event', 'registry.event_person', 'screening.finding');
call access.permit('insert', 'governance.body', 'governance.member', 'governance.member_end', 'governance.kinship',
  'governance.meeting', 'governance.agenda_item', 'governance.attendance', 'governance.recusal', 'governance.ballot',
  'governance.tally', 'governance.evidence', 'governance.closing', 'governance.notice', 'governance.notice_line',
  'governance.notice_place', 'governance.posting', 'governance.takedown', 'governance.objection', 'governance.answer');
call access.permit('insert', 'compensation.claim', 'payout.payee_account', 'payout.sample', 'payout.sample_stratum', 'payout.sample_line',
  'payout.sample_visit', 'payout.grievance', 'payout.grievance_owner', 'payout.grievance_answer');
