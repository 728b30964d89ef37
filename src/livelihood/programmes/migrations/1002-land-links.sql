-- Land contracts, rents and crops (domain.md M12, M16), and what binds an entity and a household (M14, M23). INSERT-only.
create table programmes.land_contract (
  county_code text collate "C" not null,
  contract_no integer not null,
  entity_no integer not null,
  household_no text collate "C" not null,
  plot_name text not null,
  mu_hundredths bigint not null check (mu_hundredths > 0),
  rent_per_mu_fen bigint not null check (rent_per_mu_fen >= 0),
  since date not null,
  until date not null,
  due_month_day text collate "C" not null check (due_month_day ~ '^\d\d-\d\d$'),
  signed_on date not null,
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, contract_no),
  constraint land_contract_entity foreign key (county_code, entity_no) references programmes.entity,
  constraint land_contract_household foreign key (county_code, household_no) references registry.household,
  check (until >= since)
);
create index land_contract_of_entity on programmes.land_contract (county_code, entity_no);
create index land_contract_of_household on programmes.land_contract (county_code, household_no);
comment on table programmes.land_contract is 'Plots that households of the Land Responsibility Book let to entities.';
comment on column programmes.land_contract.county_code is 'County of the register.';
comment on column programmes.land_contract.contract_no is 'Number in the county, rising.';
comment on column programmes.land_contract.entity_no is 'Entity that rents it.';
comment on column programmes.land_contract.household_no is 'Household of the Land Responsibility Book: it lets the plot, and the subsidy stays with it.';
comment on column programmes.land_contract.plot_name is 'Which plot.';
comment on column programmes.land_contract.mu_hundredths is 'Size in hundredths of a mu.';
comment on column programmes.land_contract.rent_per_mu_fen is 'Rent of a mu and year, in fen.';
comment on column programmes.land_contract.since is 'First day of the contract.';
comment on column programmes.land_contract.until is 'Last day it was made for.';
comment on column programmes.land_contract.due_month_day is 'Month and day on which a year''s rent is due.';
comment on column programmes.land_contract.signed_on is 'Day the household signed.';
comment on column programmes.land_contract.files is 'The signed contract, by name and hash.';
comment on column programmes.land_contract.recorded_by is 'Who recorded it.';
comment on column programmes.land_contract.recorded_at is 'When it was recorded.';

create table programmes.land_contract_end (
  county_code text collate "C" not null,
  contract_no integer not null,
  last_day date not null,
  remark text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, contract_no),
  constraint land_contract_end_contract foreign key (county_code, contract_no) references programmes.land_contract
);
comment on table programmes.land_contract_end is 'Contracts that ended before their time.';
comment on column programmes.land_contract_end.county_code is 'County of the register.';
comment on column programmes.land_contract_end.contract_no is 'Contract.';
comment on column programmes.land_contract_end.last_day is 'Last day.';
comment on column programmes.land_contract_end.remark is 'Why.';
comment on column programmes.land_contract_end.recorded_by is 'Who recorded it.';
comment on column programmes.land_contract_end.recorded_at is 'When it was recorded.';

create table programmes.rent_line (
  county_code text collate "C" not null,
  expenditure_no integer not null,
  contract_no integer not null,
  rent_year integer not null,
  household_no text collate "C" not null,
  mu_hundredths bigint not null,
  amount_fen bigint not null check (amount_fen > 0),
  primary key (county_code, expenditure_no, contract_no),
  constraint rent_line_expenditure foreign key (county_code, expenditure_no) references programmes.expenditure,
  constraint rent_line_contract foreign key (county_code, contract_no) references programmes.land_contract
);
create index rent_line_of_contract on programmes.rent_line (county_code, contract_no, rent_year);
comment on table programmes.rent_line is 'What a round of rents pays, frozen when it was requested.';
comment on column programmes.rent_line.county_code is 'County of the register.';
comment on column programmes.rent_line.expenditure_no is 'Request that pays it.';
comment on column programmes.rent_line.contract_no is 'Contract.';
comment on column programmes.rent_line.rent_year is 'Year whose rent it is.';
comment on column programmes.rent_line.household_no is 'Household that receives it.';
comment on column programmes.rent_line.mu_hundredths is 'Size in hundredths of a mu.';
comment on column programmes.rent_line.amount_fen is 'Fen.';

create table programmes.subsidy_receipt (
  county_code text collate "C" not null,
  contract_no integer not null,
  subsidy_year integer not null,
  household_no text collate "C" not null,
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, contract_no, subsidy_year),
  constraint subsidy_receipt_contract foreign key (county_code, contract_no) references programmes.land_contract
);
comment on table programmes.subsidy_receipt is 'Who received the three-into-one subsidy of a plot that is let: the household of the book (F33).';
comment on column programmes.subsidy_receipt.county_code is 'County of the register.';
comment on column programmes.subsidy_receipt.contract_no is 'Contract of the plot.';
comment on column programmes.subsidy_receipt.subsidy_year is 'Year of the subsidy.';
comment on column programmes.subsidy_receipt.household_no is 'Household that received it.';
comment on column programmes.subsidy_receipt.amount_fen is 'Fen.';
comment on column programmes.subsidy_receipt.paid_on is 'Day it was received.';
comment on column programmes.subsidy_receipt.recorded_by is 'Who recorded it.';
comment on column programmes.subsidy_receipt.recorded_at is 'When it was recorded.';

create table programmes.planting (
  county_code text collate "C" not null,
  planting_no integer not null,
  entity_no integer not null,
  crop_name text not null,
  mu_hundredths bigint not null check (mu_hundredths > 0),
  layer text collate "C" not null check (layer in ('main', 'under')),
  planted_on date not null,
  first_yield_year integer not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, planting_no),
  constraint planting_entity foreign key (county_code, entity_no) references programmes.entity
);
create index planting_of_entity on programmes.planting (county_code, entity_no);
comment on table programmes.planting is 'Crops of an entity. What grows under another crop stands on the same land (E-J10).';
comment on column programmes.planting.county_code is 'County of the register.';
comment on column programmes.planting.planting_no is 'Number in the county, rising.';
comment on column programmes.planting.entity_no is 'Entity.';
comment on column programmes.planting.crop_name is 'Crop.';
comment on column programmes.planting.mu_hundredths is 'Area in hundredths of a mu.';
comment on column programmes.planting.layer is 'main, or under another crop: then it adds no land.';
comment on column programmes.planting.planted_on is 'Day it was planted.';
comment on column programmes.planting.first_yield_year is 'Year from which it earns.';
comment on column programmes.planting.recorded_by is 'Who recorded it.';
comment on column programmes.planting.recorded_at is 'When it was recorded.';

create table programmes.chain_stage (
  county_code text collate "C" not null,
  entity_no integer not null,
  stage_no integer not null,
  stage text collate "C" not null check (stage in ('loan', 'production', 'insurance', 'storage', 'sale')),
  partner_name text not null,
  terms_text text not null,
  since date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, entity_no, stage_no),
  constraint chain_stage_entity foreign key (county_code, entity_no) references programmes.entity
);
comment on table programmes.chain_stage is 'Who stands behind an entity in the chain from loan to sale (M12).';
comment on column programmes.chain_stage.county_code is 'County of the register.';
comment on column programmes.chain_stage.entity_no is 'Entity.';
comment on column programmes.chain_stage.stage_no is 'Number within the entity, rising.';
comment on column programmes.chain_stage.stage is 'loan, production, insurance, storage or sale.';
comment on column programmes.chain_stage.partner_name is 'Bank, insurer, warehouse, buyer or other partner.';
comment on column programmes.chain_stage.terms_text is 'What was agreed.';
comment on column programmes.chain_stage.since is 'Day from which it holds.';
comment on column programmes.chain_stage.recorded_by is 'Who recorded it.';
comment on column programmes.chain_stage.recorded_at is 'When it was recorded.';

create table programmes.link (
  county_code text collate "C" not null,
  link_no integer not null,
  entity_no integer not null,
  household_no text collate "C" not null,
  form text collate "C" not null check (form in ('operator', 'worker', 'shareholder')),
  contract_kind text collate "C" not null check (contract_kind in ('order', 'job', 'rent', 'dividend', 'trusteeship')),
  terms_text text not null,
  price_floor_fen bigint check (price_floor_fen > 0),
  price_unit_name text,
  since date not null,
  until date,
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, link_no),
  constraint link_entity foreign key (county_code, entity_no) references programmes.entity,
  constraint link_household foreign key (county_code, household_no) references registry.household,
  check (until >= since),
  check ((contract_kind = 'order') = (price_floor_fen is not null)),
  check ((price_floor_fen is null) = (price_unit_name is null))
);
create index link_of_entity on programmes.link (county_code, entity_no);
create index link_of_household on programmes.link (county_code, household_no);
comment on table programmes.link is 'Contracts that bind an entity and a household (M14, M23).';
comment on column programmes.link.county_code is 'County of the register.';
comment on column programmes.link.link_no is 'Number in the county, rising.';
comment on column programmes.link.entity_no is 'Entity.';
comment on column programmes.link.household_no is 'Household.';
comment on column programmes.link.form is 'How the household takes part: operator, worker or shareholder.';
comment on column programmes.link.contract_kind is 'order, job, rent, dividend or trusteeship.';
comment on column programmes.link.terms_text is 'What was agreed.';
comment on column programmes.link.price_floor_fen is 'Price of an order''s unit below which the entity does not pay.';
comment on column programmes.link.price_unit_name is 'Unit of that price, such as kg.';
comment on column programmes.link.since is 'First day.';
comment on column programmes.link.until is 'Last day; null: open.';
comment on column programmes.link.files is 'The signed contract, by name and hash.';
comment on column programmes.link.recorded_by is 'Who recorded it.';
comment on column programmes.link.recorded_at is 'When it was recorded.';

create table programmes.obligation (
  county_code text collate "C" not null,
  link_no integer not null,
  obligation_no integer not null,
  owed_by text collate "C" not null check (owed_by in ('entity', 'household')),
  what text not null,
  due_on date not null,
  amount_fen bigint check (amount_fen > 0),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, link_no, obligation_no),
  constraint obligation_link foreign key (county_code, link_no) references programmes.link
);
comment on table programmes.obligation is 'What a contract obliges one side to, by a day.';
comment on column programmes.obligation.county_code is 'County of the register.';
comment on column programmes.obligation.link_no is 'Contract.';
comment on column programmes.obligation.obligation_no is 'Number within the contract, rising.';
comment on column programmes.obligation.owed_by is 'Who owes it: entity or household.';
comment on column programmes.obligation.what is 'What is owed.';
comment on column programmes.obligation.due_on is 'Day by which it is owed.';
comment on column programmes.obligation.amount_fen is 'Fen, where it is money.';
comment on column programmes.obligation.recorded_by is 'Who recorded it.';
comment on column programmes.obligation.recorded_at is 'When it was recorded.';

create table programmes.obligation_outcome (
  county_code text collate "C" not null,
  link_no integer not null,
  obligation_no integer not null,
  is_kept boolean not null,
  day date not null,
  remark text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, link_no, obligation_no),
  constraint obligation_outcome_of foreign key (county_code, link_no, obligation_no) references programmes.obligation
);
comment on table programmes.obligation_outcome is 'Whether it was kept.';
comment on column programmes.obligation_outcome.county_code is 'County of the register.';
comment on column programmes.obligation_outcome.link_no is 'Contract.';
comment on column programmes.obligation_outcome.obligation_no is 'Obligation.';
comment on column programmes.obligation_outcome.is_kept is 'Kept or not.';
comment on column programmes.obligation_outcome.day is 'Day it was found.';
comment on column programmes.obligation_outcome.remark is 'How, or why not.';
comment on column programmes.obligation_outcome.recorded_by is 'Who recorded it.';
comment on column programmes.obligation_outcome.recorded_at is 'When it was recorded.';

create table programmes.feedback (
  county_code text collate "C" not null,
  feedback_no integer not null,
  entity_no integer not null,
  household_no text collate "C",
  topic text not null,
  words text not null,
  received_on date not null,
  answer_by_day date not null,
  policy_version text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, feedback_no),
  constraint feedback_entity foreign key (county_code, entity_no) references programmes.entity,
  constraint feedback_household foreign key (county_code, household_no) references registry.household
);
create index feedback_of_entity on programmes.feedback (county_code, entity_no);
comment on table programmes.feedback is 'What a household says of an entity, or an entity to the village (M14); answered within a set time.';
comment on column programmes.feedback.county_code is 'County of the register.';
comment on column programmes.feedback.feedback_no is 'Number in the county, rising.';
comment on column programmes.feedback.entity_no is 'Entity that it is of or about.';
comment on column programmes.feedback.household_no is 'Household that gives it; null: the entity does.';
comment on column programmes.feedback.topic is 'What it is about.';
comment on column programmes.feedback.words is 'What was said. Not public.';
comment on column programmes.feedback.received_on is 'Day it came.';
comment on column programmes.feedback.answer_by_day is 'Last day of the answer, by the policy.';
comment on column programmes.feedback.policy_version is 'Policy that gave the days.';
comment on column programmes.feedback.recorded_by is 'Who took it down.';
comment on column programmes.feedback.recorded_at is 'When it was recorded.';

create table programmes.feedback_answer (
  county_code text collate "C" not null,
  feedback_no integer not null,
  answer text not null,
  is_adjustment boolean not null,
  answered_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, feedback_no),
  constraint feedback_answer_of foreign key (county_code, feedback_no) references programmes.feedback
);
comment on table programmes.feedback_answer is 'The answer, or the adjustment that was made.';
comment on column programmes.feedback_answer.county_code is 'County of the register.';
comment on column programmes.feedback_answer.feedback_no is 'Feedback.';
comment on column programmes.feedback_answer.answer is 'The answer. Not public.';
comment on column programmes.feedback_answer.is_adjustment is 'Whether something was changed because of it.';
comment on column programmes.feedback_answer.answered_on is 'Day of the answer.';
comment on column programmes.feedback_answer.recorded_by is 'Who answered.';
comment on column programmes.feedback_answer.recorded_at is 'When it was recorded.';

call access.guard_with('programmes.land_contract', 'programmes.entity', 'entity_no');
call access.guard_with('programmes.land_contract_end', 'programmes.land_contract', 'contract_no');
call access.guard_with('programmes.rent_line', 'programmes.expenditure', 'expenditure_no');
call access.guard_with('programmes.subsidy_receipt', 'programmes.land_contract', 'contract_no');
call access.guard_with('programmes.planting', 'programmes.entity', 'entity_no');
call access.guard_with('programmes.chain_stage', 'programmes.entity', 'entity_no');
-- A contract is seen on both sides.
do $$
declare
  of_entity constant text := (select format('exists (select from programmes.entity entity where entity.county_code = {row}.county_code
    and entity.entity_no = {row}.entity_no and (%s))', replace(within, '{row}', 'entity')) from access.guarded where table_name = 'programmes.entity');
  of_household constant text := '{row}.county_code || ''/'' || {row}.household_no = any ((select access.seen(''households''))::text[])';
begin
  call access.guard('programmes.link', format('%s or %s', of_entity, of_household));
  call access.guard('programmes.feedback', format('%s or %s', of_entity, of_household));
end $$;
call access.guard_with('programmes.obligation', 'programmes.link', 'link_no');
call access.guard_with('programmes.obligation_outcome', 'programmes.link', 'link_no');
call access.guard_with('programmes.feedback_answer', 'programmes.feedback', 'feedback_no');
call access.permit('insert', 'programmes.land_contract', 'programmes.land_contract_end', 'programmes.rent_line',
  'programmes.subsidy_receipt', 'programmes.planting', 'programmes.chain_stage', 'programmes.link', 'programmes.obligation',
  'programmes.obligation_outcome', 'programmes.feedback', 'programmes.feedback_answer');
