-- The household's own access: a printed card with a code, and a PIN. As with passwords, the application role cannot read any of it.
create table access.card (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  card_no integer not null check (card_no > 0),
  code text collate "C" not null unique,
  pin_hash text not null,
  issued_on date not null,
  issued_by text not null,
  issued_at timestamptz not null default now(),
  primary key (county_code, household_no, card_no)
);
comment on table access.card is 'Cards with which a household signs in; the latest of a household holds, unless it was ended. A reference table.';
comment on column access.card.county_code is 'County of the household.';
comment on column access.card.household_no is 'Household.';
comment on column access.card.card_no is 'Number of the card within the household, rising.';
comment on column access.card.code is 'Ten digits, the last a check digit, printed on the card.';
comment on column access.card.pin_hash is 'The PIN as Argon2id with its salt and parameters, as PHC string; the PIN itself is kept nowhere.';
comment on column access.card.issued_on is 'Day it was issued.';
comment on column access.card.issued_by is 'Who issued it.';
comment on column access.card.issued_at is 'When it was recorded.';

create table access.card_end (
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  card_no integer not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, household_no, card_no),
  constraint card_end_card foreign key (county_code, household_no, card_no) references access.card
);
comment on table access.card_end is 'Cards that were ended without a new one. A reference table.';
comment on column access.card_end.county_code is 'County of the household.';
comment on column access.card_end.household_no is 'Household.';
comment on column access.card_end.card_no is 'The card.';
comment on column access.card_end.reason is 'Why, such as lost.';
comment on column access.card_end.recorded_by is 'Who ended it.';
comment on column access.card_end.recorded_at is 'When it was recorded.';

create table access.card_attempt (
  code_hash text collate "C" not null,
  attempt_no uuid not null default gen_random_uuid(),
  at timestamptz not null,
  primary key (code_hash, attempt_no)
);
comment on table access.card_attempt is 'Attempts with a code that have not succeeded, counted for the growing lock-out, whether or not there is such a card. A reference table.';
comment on column access.card_attempt.code_hash is 'Keyed hash of the code tried.';
comment on column access.card_attempt.attempt_no is 'Identity of the attempt.';
comment on column access.card_attempt.at is 'When.';

create table access.card_session (
  token_hash text collate "C" primary key,
  county_code text collate "C" not null,
  household_no text collate "C" not null,
  card_no integer not null,
  from_address text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  until timestamptz not null,
  constraint card_session_card foreign key (county_code, household_no, card_no) references access.card
);
create index card_session_of_household on access.card_session (county_code, household_no);
comment on table access.card_session is 'Households that are signed in; deleted when they sign out, or their card ends. A reference table.';
comment on column access.card_session.token_hash is 'SHA-256 of the token; the token itself is kept nowhere.';
comment on column access.card_session.county_code is 'County of the household.';
comment on column access.card_session.household_no is 'Household.';
comment on column access.card_session.card_no is 'The card.';
comment on column access.card_session.from_address is 'Address it was opened from.';
comment on column access.card_session.opened_at is 'When it was opened.';
comment on column access.card_session.seen_at is 'When it was last used, to the minute.';
comment on column access.card_session.until is 'When it ends, however much it is used.';
