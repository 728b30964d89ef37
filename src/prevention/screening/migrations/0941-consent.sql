-- A household agrees to its data being looked up before it is declared (domain.md §3.2).
create table screening.consent (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  policy_id text collate "C" not null,
  policy_year integer not null,
  kind text collate "C" not null,
  peril text collate "C" not null,
  revision integer not null,
  given_by text not null,
  consent_form text collate "C" not null check (consent_form in ('own', 'read_back', 'signed')),
  words_version text collate "C" not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, household_no, policy_id, policy_year, kind, peril, revision),
  constraint consent_finding foreign key (county_code, household_no, policy_id, policy_year, kind, peril, revision)
    references screening.finding
);
comment on table screening.consent is 'Who of a household agreed to what a declaration entails, and how. INSERT-only.';
comment on column screening.consent.county_code is 'County of the register.';
comment on column screening.consent.household_no is 'Household that declared.';
comment on column screening.consent.policy_id is 'Policy of the declaration.';
comment on column screening.consent.policy_year is 'Its year.';
comment on column screening.consent.kind is 'Kind of the finding: declared.';
comment on column screening.consent.peril is 'Its peril; empty for all together.';
comment on column screening.consent.revision is 'Its revision.';
comment on column screening.consent.given_by is 'Who agreed for the household.';
comment on column screening.consent.consent_form is 'own: in the household''s own session; read_back: after what was filled in was read to them; signed: on paper.';
comment on column screening.consent.words_version is 'The sentence that was agreed to (src/prevention/screening/consent.ts).';
comment on column screening.consent.recorded_by is 'Who recorded it.';
comment on column screening.consent.recorded_at is 'When it was recorded.';
call access.guard_with('screening.consent', 'registry.household', 'household_no');
call access.permit('insert', 'screening.consent');
