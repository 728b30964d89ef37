-- Possible duplicates and what people decided about them. Nothing is ever merged here.
create table registry.duplicate_candidate (
  county_code text collate "C" not null,
  pair text collate "C" not null,
  kind text collate "C" not null check (kind in ('person', 'household')),
  household_no text collate "C" not null,
  person_no text collate "C",
  other_household_no text collate "C" not null,
  other_person_no text collate "C",
  score integer not null check (score between 1 and 100),
  reason text collate "C" not null check (reason in
    ('same_id_number', 'same_name_birth_village', 'similar_name_birth_village', 'same_head_id_number',
     'same_head_name_village_members')),
  shared_members integer,
  found_on date not null,
  primary key (county_code, pair)
);
comment on table registry.duplicate_candidate is 'Pairs the last search found: a cache, found again by the next search.';
comment on column registry.duplicate_candidate.county_code is 'County of the register.';
comment on column registry.duplicate_candidate.pair is 'Name of the pair, made from its two keys and so the same in every search.';
comment on column registry.duplicate_candidate.kind is 'person or household.';
comment on column registry.duplicate_candidate.household_no is 'Household of the first.';
comment on column registry.duplicate_candidate.person_no is 'Member number of the first; null for households.';
comment on column registry.duplicate_candidate.other_household_no is 'Household of the second.';
comment on column registry.duplicate_candidate.other_person_no is 'Member number of the second; null for households.';
comment on column registry.duplicate_candidate.score is 'How sure, 1 to 100.';
comment on column registry.duplicate_candidate.reason is 'What they have in common.';
comment on column registry.duplicate_candidate.shared_members is 'Members two households seem to share; null for persons.';
comment on column registry.duplicate_candidate.found_on is 'Day of the search that found it.';

create table registry.duplicate_decision (
  county_code text collate "C" not null,
  pair text collate "C" not null,
  decision_no integer not null,
  kind text collate "C" not null check (kind in ('person', 'household')),
  household_no text collate "C" not null,
  person_no text collate "C",
  other_household_no text collate "C" not null,
  other_person_no text collate "C",
  verdict text collate "C" not null check (verdict in ('same', 'different')),
  decided_by text not null,
  decided_at timestamptz not null default now(),
  reason text not null,
  primary key (county_code, pair, decision_no)
);
comment on table registry.duplicate_decision is 'Decisions on pairs; the last one of a pair holds. INSERT-only.';
comment on column registry.duplicate_decision.county_code is 'County of the register.';
comment on column registry.duplicate_decision.pair is 'Name of the pair.';
comment on column registry.duplicate_decision.decision_no is 'Number of the decision on the pair, from 1.';
comment on column registry.duplicate_decision.kind is 'person or household.';
comment on column registry.duplicate_decision.household_no is 'Household of the first.';
comment on column registry.duplicate_decision.person_no is 'Member number of the first; null for households.';
comment on column registry.duplicate_decision.other_household_no is 'Household of the second.';
comment on column registry.duplicate_decision.other_person_no is 'Member number of the second; null for households.';
comment on column registry.duplicate_decision.verdict is 'same or different.';
comment on column registry.duplicate_decision.decided_by is 'Who decided.';
comment on column registry.duplicate_decision.decided_at is 'When.';
comment on column registry.duplicate_decision.reason is 'Why.';
