-- Share books, rolls frozen at a day, and rounds that share a year's surplus (domain.md M01, M11, M16, §3.8). Facts are rows that
-- are only added; what a share register says on a day follows from its entries.
create schema shares;

create table shares.book (
  county_code text collate "C" not null,
  entity_no integer not null,
  area_code text collate "C" not null,
  entity_name text not null,
  purse text collate "C" not null,
  opened_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no)
);
comment on table shares.book is 'The share book of an entity: whose register it is and which purse pays its rounds.';
comment on column shares.book.county_code is 'County.';
comment on column shares.book.entity_no is 'The entity: a village company, cooperative, station.';
comment on column shares.book.area_code is 'Area it belongs to.';
comment on column shares.book.entity_name is 'Its name; of an organisation, not of a person.';
comment on column shares.book.purse is 'Key of the ledger account that pays (village:… or cooperative:…).';
comment on column shares.book.opened_on is 'First day of the book.';
comment on column shares.book.recorded_by is 'Who opened it.';
comment on column shares.book.recorded_at is 'When it was recorded.';

create table shares.adoption (
  county_code text collate "C" not null,
  entity_no integer not null,
  adoption_no integer not null,
  charter_id text collate "C" not null,
  day date not null,
  document text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no, adoption_no),
  constraint adoption_book foreign key (county_code, entity_no) references shares.book
);
comment on table shares.adoption is 'Charters an entity adopted, each from a day on: the latest rules.';
comment on column shares.adoption.county_code is 'County.';
comment on column shares.adoption.entity_no is 'Entity.';
comment on column shares.adoption.adoption_no is 'Number in the book, rising.';
comment on column shares.adoption.charter_id is 'Policy that holds the charter; its version is chosen by the day of a round.';
comment on column shares.adoption.day is 'First day it holds.';
comment on column shares.adoption.document is 'Resolution that adopted it.';
comment on column shares.adoption.recorded_by is 'Who recorded it.';
comment on column shares.adoption.recorded_at is 'When it was recorded.';

create table shares.capital (
  county_code text collate "C" not null,
  entity_no integer not null,
  capital_no integer not null,
  share_kind text collate "C" not null,
  day date not null,
  capital_fen bigint not null check (capital_fen >= 0),
  document text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no, capital_no),
  constraint capital_book foreign key (county_code, entity_no) references shares.book
);
comment on table shares.capital is 'Capital behind a class of shares from a day on, for its guaranteed income: the latest holds.';
comment on column shares.capital.county_code is 'County.';
comment on column shares.capital.entity_no is 'Entity.';
comment on column shares.capital.capital_no is 'Number in the book, rising.';
comment on column shares.capital.share_kind is 'Class of shares.';
comment on column shares.capital.day is 'First day it holds.';
comment on column shares.capital.capital_fen is 'Capital, fen.';
comment on column shares.capital.document is 'Paper that shows it.';
comment on column shares.capital.recorded_by is 'Who recorded it.';
comment on column shares.capital.recorded_at is 'When it was recorded.';

create table shares.entry (
  county_code text collate "C" not null,
  entity_no integer not null,
  entry_no integer not null,
  day date not null,
  kind text collate "C" not null check (kind in ('issue', 'transfer', 'inheritance', 'conversion', 'end')),
  share_kind text collate "C" not null,
  units bigint not null check (units > 0),
  giver_kind text collate "C" check (giver_kind in ('household', 'collective', 'party')),
  giver_ref text collate "C",
  taker_kind text collate "C" check (taker_kind in ('household', 'collective', 'party')),
  taker_ref text collate "C",
  into_kind text collate "C",
  into_units bigint check (into_units > 0),
  document text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no, entry_no),
  check ((giver_kind is null) = (giver_ref is null) and (taker_kind is null) = (taker_ref is null)),
  check ((kind = 'issue') = (giver_kind is null)),
  check ((kind = 'end') = (taker_kind is null)),
  check ((kind = 'conversion') = (into_kind is not null and into_units is not null)),
  constraint entry_book foreign key (county_code, entity_no) references shares.book
);
create index entry_of_giver on shares.entry (county_code, giver_ref) where giver_kind = 'household';
create index entry_of_taker on shares.entry (county_code, taker_ref) where taker_kind = 'household';
comment on table shares.entry is 'The share register: what was issued, passed on, converted and ended, in the order of their numbers.';
comment on column shares.entry.county_code is 'County.';
comment on column shares.entry.entity_no is 'Entity.';
comment on column shares.entry.entry_no is 'Number in the book, rising.';
comment on column shares.entry.day is 'Day it holds from.';
comment on column shares.entry.kind is 'issue, transfer, inheritance, conversion or end.';
comment on column shares.entry.share_kind is 'Class of shares.';
comment on column shares.entry.units is 'Hundredths of a share, mu or yuan.';
comment on column shares.entry.giver_kind is 'Who gives them up: a household, the collective itself or a party outside the register; null for an issue.';
comment on column shares.entry.giver_ref is 'Number of the household, or name of the party.';
comment on column shares.entry.taker_kind is 'Who receives them; null where they end.';
comment on column shares.entry.taker_ref is 'Number of the household, or name of the party.';
comment on column shares.entry.into_kind is 'Class they are converted into.';
comment on column shares.entry.into_units is 'Hundredths of a share of that class.';
comment on column shares.entry.document is 'Resolution, contract or certificate of inheritance.';
comment on column shares.entry.recorded_by is 'Who recorded it.';
comment on column shares.entry.recorded_at is 'When it was recorded.';

create table shares.tally (
  county_code text collate "C" not null,
  entity_no integer not null,
  tally_no integer not null,
  year integer not null,
  tally_kind text collate "C" not null check (tally_kind in ('volume', 'labour')),
  household_no text collate "C" not null,
  units bigint not null check (units >= 0),
  document text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no, tally_no),
  constraint tally_book foreign key (county_code, entity_no) references shares.book,
  constraint tally_household foreign key (county_code, household_no) references registry.household
);
comment on table shares.tally is 'What households sold through an entity or worked for it in a year; the latest number of a household, year and kind holds.';
comment on column shares.tally.county_code is 'County.';
comment on column shares.tally.entity_no is 'Entity.';
comment on column shares.tally.tally_no is 'Number in the book, rising.';
comment on column shares.tally.year is 'Year.';
comment on column shares.tally.tally_kind is 'volume (yuan) or labour (days).';
comment on column shares.tally.household_no is 'Household.';
comment on column shares.tally.units is 'Hundredths: fen, or hundredths of a day.';
comment on column shares.tally.document is 'Statement it is taken from.';
comment on column shares.tally.recorded_by is 'Who recorded it.';
comment on column shares.tally.recorded_at is 'When it was recorded.';

create table shares.roll (
  county_code text collate "C" not null,
  entity_no integer not null,
  roll_no integer not null,
  day date not null,
  year integer not null,
  charter_id text collate "C" not null,
  line_count integer not null check (line_count > 0),
  roll_hash text collate "C" not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no, roll_no),
  constraint roll_book foreign key (county_code, entity_no) references shares.book
);
comment on table shares.roll is 'A roll: the register as frozen at a day. Its hash is public from then on, before any total is known.';
comment on column shares.roll.county_code is 'County.';
comment on column shares.roll.entity_no is 'Entity.';
comment on column shares.roll.roll_no is 'Number in the book, rising.';
comment on column shares.roll.day is 'Day whose register it freezes.';
comment on column shares.roll.year is 'Year whose volume and labour it takes.';
comment on column shares.roll.charter_id is 'Policy that holds the charter.';
comment on column shares.roll.line_count is 'Number of lines, those of weight 0 included.';
comment on column shares.roll.roll_hash is 'SHA-256 of the ids and seals of its lines.';
comment on column shares.roll.recorded_by is 'Who froze it.';
comment on column shares.roll.recorded_at is 'When it was frozen.';

create table shares.roll_line (
  county_code text collate "C" not null,
  entity_no integer not null,
  roll_no integer not null,
  line_no integer not null,
  line_id text collate "C" not null,
  column_kind text collate "C" not null,
  holder_kind text collate "C" not null check (holder_kind in ('household', 'collective', 'party')),
  holder_ref text collate "C" not null,
  masked_name text not null,
  weight bigint not null check (weight >= 0),
  nonce text collate "C" not null,
  primary key (county_code, entity_no, roll_no, line_no),
  constraint roll_line_roll foreign key (county_code, entity_no, roll_no) references shares.roll
);
create index roll_line_of_household on shares.roll_line (county_code, holder_ref) where holder_kind = 'household';
comment on table shares.roll_line is 'A line of a roll: a holder and what it is weighted by. Who holds it stays in the house; its seal is public.';
comment on column shares.roll_line.county_code is 'County.';
comment on column shares.roll_line.entity_no is 'Entity.';
comment on column shares.roll_line.roll_no is 'Roll.';
comment on column shares.roll_line.line_no is 'Place in the roll, from 1.';
comment on column shares.roll_line.line_id is 'Name of the line everywhere, such as member/57: class and place in it.';
comment on column shares.roll_line.column_kind is 'Class of shares, or volume or labour.';
comment on column shares.roll_line.holder_kind is 'household, collective or party.';
comment on column shares.roll_line.holder_ref is 'Number of the household, or name of the party.';
comment on column shares.roll_line.masked_name is 'Name of the head on the day as a notice may show it.';
comment on column shares.roll_line.weight is 'Hundredths.';
comment on column shares.roll_line.nonce is 'Random text that keeps the seal of a line from being guessed; told to its holder.';

create table shares.round (
  county_code text collate "C" not null,
  round_no integer not null,
  entity_no integer not null,
  roll_no integer not null,
  year integer not null,
  round_ref text collate "C" not null,
  charter_version text collate "C" not null,
  rules text not null,
  capital text not null,
  volume_rate integer,
  surplus_fen bigint not null check (surplus_fen > 0),
  shared_fen bigint not null check (shared_fen > 0),
  paid_fen bigint not null check (paid_fen >= 0),
  payable_count integer not null check (payable_count >= 0),
  kept_fen bigint not null check (kept_fen >= 0),
  audited_by text not null,
  audited_on date not null,
  audit_document text not null,
  day date not null,
  sheet_hash text collate "C" not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, round_no),
  constraint round_roll foreign key (county_code, entity_no, roll_no) references shares.roll
);
comment on table shares.round is 'A distribution round as proposed: its rules and inputs are frozen; what became of it follows from its steps, the meeting and the ledger.';
comment on column shares.round.county_code is 'County.';
comment on column shares.round.round_no is 'Number in the county, rising; its decisions are about the subject livelihood/shares:N.';
comment on column shares.round.entity_no is 'Entity.';
comment on column shares.round.roll_no is 'Roll it is split over.';
comment on column shares.round.year is 'Year whose surplus it shares.';
comment on column shares.round.round_ref is 'Its id on the sheet and in tie keys: entity, year and number in the year.';
comment on column shares.round.charter_version is 'Version of the charter.';
comment on column shares.round.rules is 'The charter''s rules as computed with, JSON.';
comment on column shares.round.capital is 'Capital behind classes in fen, JSON.';
comment on column shares.round.volume_rate is 'Rate by volume that the meeting is asked for, in ten-thousandths; null: the charter''s.';
comment on column shares.round.surplus_fen is 'Surplus, fen.';
comment on column shares.round.shared_fen is 'What its lines get in all, fen.';
comment on column shares.round.paid_fen is 'Of that, what goes to households, fen.';
comment on column shares.round.payable_count is 'Lines of households that get something: the N of "posted n of N".';
comment on column shares.round.kept_fen is 'What reserve, risk and welfare keep, fen.';
comment on column shares.round.audited_by is 'Who audited the profit.';
comment on column shares.round.audited_on is 'Day of the audit.';
comment on column shares.round.audit_document is 'The audit report.';
comment on column shares.round.day is 'Day it was proposed.';
comment on column shares.round.sheet_hash is 'SHA-256 of its sheet.';
comment on column shares.round.recorded_by is 'Who proposed it.';
comment on column shares.round.recorded_at is 'When it was recorded.';

create table shares.round_source (
  county_code text collate "C" not null,
  round_no integer not null,
  source_no integer not null,
  source_kind text collate "C" not null check (source_kind in ('income', 'carried', 'cost', 'loss', 'not_itemised')),
  label_zh_name text not null,
  label_en_name text not null,
  source_fen bigint not null check (source_fen > 0),
  document text not null,
  primary key (county_code, round_no, source_no),
  constraint round_source_round foreign key (county_code, round_no) references shares.round
);
comment on table shares.round_source is 'Where a round''s money comes from and what goes off it. Financing is no income and is refused (F31).';
comment on column shares.round_source.county_code is 'County.';
comment on column shares.round_source.round_no is 'Round.';
comment on column shares.round_source.source_no is 'Place on the sheet, from 1.';
comment on column shares.round_source.source_kind is 'income, carried, cost, loss or not_itemised.';
comment on column shares.round_source.label_zh_name is 'What it is, in Chinese.';
comment on column shares.round_source.label_en_name is 'What it is, in English.';
comment on column shares.round_source.source_fen is 'Amount, fen.';
comment on column shares.round_source.document is 'Paper that shows it; empty for what is not itemised.';

create table shares.round_line (
  county_code text collate "C" not null,
  round_no integer not null,
  line_no integer not null,
  entity_no integer not null,
  roll_no integer not null,
  dividend_fen bigint not null check (dividend_fen >= 0),
  primary key (county_code, round_no, line_no),
  constraint round_line_round foreign key (county_code, round_no) references shares.round,
  constraint round_line_roll_line foreign key (county_code, entity_no, roll_no, line_no) references shares.roll_line
);
create index round_line_of_roll_line on shares.round_line (county_code, entity_no, roll_no, line_no);
comment on table shares.round_line is 'What a line of the roll gets in a round; lines with nothing stay in.';
comment on column shares.round_line.county_code is 'County.';
comment on column shares.round_line.round_no is 'Round.';
comment on column shares.round_line.line_no is 'Line of the roll.';
comment on column shares.round_line.entity_no is 'Entity.';
comment on column shares.round_line.roll_no is 'Roll.';
comment on column shares.round_line.dividend_fen is 'Amount, fen.';

create table shares.round_step (
  county_code text collate "C" not null,
  round_no integer not null,
  step_no integer not null,
  step text collate "C" not null check (step in ('authorised', 'paid', 'reversed', 'withdrawn')),
  day date not null,
  authorisation_no bigint,
  reserve_authorisation_no bigint,
  reason text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, round_no, step_no),
  check ((step = 'authorised') = (authorisation_no is not null or reserve_authorisation_no is not null)),
  check ((step in ('reversed', 'withdrawn')) = (reason is not null)),
  constraint round_step_round foreign key (county_code, round_no) references shares.round
);
create unique index round_step_once on shares.round_step (county_code, round_no, step) where step <> 'authorised';
comment on table shares.round_step is 'What became of a round, beside its meeting and notice.';
comment on column shares.round_step.county_code is 'County.';
comment on column shares.round_step.round_no is 'Round.';
comment on column shares.round_step.step_no is 'Number in the round, rising.';
comment on column shares.round_step.step is 'authorised, paid, reversed or withdrawn.';
comment on column shares.round_step.day is 'Day it counts for.';
comment on column shares.round_step.authorisation_no is 'Authorisation in the ledger for the households.';
comment on column shares.round_step.reserve_authorisation_no is 'Authorisation for what reserve, risk and welfare keep; null where nothing is kept.';
comment on column shares.round_step.reason is 'Why it was reversed or withdrawn.';
comment on column shares.round_step.recorded_by is 'Who did it.';
comment on column shares.round_step.recorded_at is 'When it was recorded.';

-- Staff see the books of their areas. A household reads its own lines with its file (`my.file`), which names it.
call access.guard('shares.book', $$ {row}.area_code = any ((select access.seen('areas'))::text[]) $$);
call access.guard_with('shares.adoption', 'shares.book', 'entity_no');
call access.guard_with('shares.capital', 'shares.book', 'entity_no');
call access.guard_with('shares.entry', 'shares.book', 'entity_no');
call access.guard_with('shares.tally', 'shares.book', 'entity_no');
call access.guard_with('shares.roll', 'shares.book', 'entity_no');
call access.guard_with('shares.roll_line', 'shares.roll', 'entity_no', 'roll_no');
call access.guard_with('shares.round', 'shares.book', 'entity_no');
call access.guard_with('shares.round_source', 'shares.round', 'round_no');
call access.guard_with('shares.round_line', 'shares.round', 'round_no');
call access.guard_with('shares.round_step', 'shares.round', 'round_no');
call access.permit('insert', 'shares.book', 'shares.adoption', 'shares.capital', 'shares.entry', 'shares.tally', 'shares.roll',
  'shares.roll_line', 'shares.round', 'shares.round_source', 'shares.round_line', 'shares.round_step');

-- The "three endowments" agent sees the books and rounds it co-signs, and nobody's lines.
create policy collective on shares.book for select
  using (area_code = any ((select access.seen('collective'))::text[]));
create policy collective on shares.adoption for select using (exists (
  select from shares.book b where b.county_code = adoption.county_code and b.entity_no = adoption.entity_no
    and b.area_code = any ((select access.seen('collective'))::text[])));
create policy collective on shares.round for select using (exists (
  select from shares.book b where b.county_code = round.county_code and b.entity_no = round.entity_no
    and b.area_code = any ((select access.seen('collective'))::text[])));
create policy collective on shares.round_step for select using (exists (
  select from shares.round r join shares.book b on b.county_code = r.county_code and b.entity_no = r.entity_no
  where r.county_code = round_step.county_code and r.round_no = round_step.round_no
    and b.area_code = any ((select access.seen('collective'))::text[])));
