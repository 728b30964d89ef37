-- Spending of collective money by tiers, and inventories of what an entity has (domain.md M11). Rows are only ever added.
create table programmes.expenditure (
  county_code text collate "C" not null,
  expenditure_no integer not null,
  entity_no integer not null,
  kind text collate "C" not null check (kind in ('collective_expense', 'collective_transfer', 'land_rent')),
  payee_account text collate "C",
  amount_fen bigint not null check (amount_fen > 0),
  purpose_text text not null,
  requested_on date not null,
  tier_no integer not null check (tier_no > 0),
  tier jsonb not null,
  policy_version text not null,
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, expenditure_no),
  constraint expenditure_entity foreign key (county_code, entity_no) references programmes.entity,
  check ((kind = 'land_rent') = (payee_account is null))
);
create index expenditure_of_entity on programmes.expenditure (county_code, entity_no, expenditure_no);
comment on table programmes.expenditure is 'Requests to spend an entity''s money; what became of one follows from its steps, the village''s decision and the ledger.';
comment on column programmes.expenditure.county_code is 'County of the register.';
comment on column programmes.expenditure.expenditure_no is 'Number in the county, rising; the subject of the decision is expenditure:<number>.';
comment on column programmes.expenditure.entity_no is 'Entity whose money it is.';
comment on column programmes.expenditure.kind is 'Kind of posting: collective_expense, collective_transfer, or land_rent with its lines.';
comment on column programmes.expenditure.payee_account is 'Account that receives; null for a round of rents.';
comment on column programmes.expenditure.amount_fen is 'Fen in all.';
comment on column programmes.expenditure.purpose_text is 'What it is for.';
comment on column programmes.expenditure.requested_on is 'Day of the request.';
comment on column programmes.expenditure.tier_no is 'Tier of the amount.';
comment on column programmes.expenditure.tier is 'Rules of the tier, the veto and the authorisation, frozen with the request.';
comment on column programmes.expenditure.policy_version is 'Policy that gave them.';
comment on column programmes.expenditure.files is 'Papers that show it, by name and hash.';
comment on column programmes.expenditure.recorded_by is 'Who requested it.';
comment on column programmes.expenditure.recorded_at is 'When it was recorded.';

create table programmes.expenditure_step (
  county_code text collate "C" not null,
  expenditure_no integer not null,
  step_no integer not null,
  step text collate "C" not null check (step in ('branch_proposal', 'committee_discussion', 'member_review', 'vetoed',
    'authorised', 'result_disclosed', 'withdrawn')),
  day date not null,
  remark text not null,
  authorisation_no bigint,
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, expenditure_no, step_no),
  constraint expenditure_step_of foreign key (county_code, expenditure_no) references programmes.expenditure,
  check ((step = 'authorised') = (authorisation_no is not null))
);
create unique index expenditure_step_once on programmes.expenditure_step (county_code, expenditure_no, step);
comment on table programmes.expenditure_step is 'What was done about a request beside the decision itself: discussions before it, the veto, the authorisation, the disclosure of the result.';
comment on column programmes.expenditure_step.county_code is 'County of the register.';
comment on column programmes.expenditure_step.expenditure_no is 'Request.';
comment on column programmes.expenditure_step.step_no is 'Number within the request, rising.';
comment on column programmes.expenditure_step.step is 'What was done.';
comment on column programmes.expenditure_step.day is 'Day it was done.';
comment on column programmes.expenditure_step.remark is 'What was said, or why.';
comment on column programmes.expenditure_step.authorisation_no is 'Authorisation in the ledger.';
comment on column programmes.expenditure_step.files is 'Papers that show it, by name and hash.';
comment on column programmes.expenditure_step.recorded_by is 'Who recorded it.';
comment on column programmes.expenditure_step.recorded_at is 'When it was recorded.';

create table programmes.inventory (
  county_code text collate "C" not null,
  inventory_no integer not null,
  entity_no integer not null,
  as_of date not null,
  work_force text not null,
  ledger_fen bigint not null,
  remark text,
  files jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, inventory_no),
  constraint inventory_entity foreign key (county_code, entity_no) references programmes.entity
);
create unique index inventory_once on programmes.inventory (county_code, entity_no, as_of);
comment on table programmes.inventory is 'Inventories of an entity''s funds, assets and resources (清产核资); a later one of another day corrects nothing of an earlier.';
comment on column programmes.inventory.county_code is 'County of the register.';
comment on column programmes.inventory.inventory_no is 'Number in the county, rising; the subject of its notice is inventory:<number>.';
comment on column programmes.inventory.entity_no is 'Entity.';
comment on column programmes.inventory.as_of is 'Day for which it was counted.';
comment on column programmes.inventory.work_force is 'Names of those who counted.';
comment on column programmes.inventory.ledger_fen is 'What the ledger had in the purse on that day, frozen.';
comment on column programmes.inventory.remark is 'What else was found.';
comment on column programmes.inventory.files is 'Papers that show it, by name and hash.';
comment on column programmes.inventory.recorded_by is 'Who recorded it.';
comment on column programmes.inventory.recorded_at is 'When it was recorded.';

create table programmes.inventory_line (
  county_code text collate "C" not null,
  inventory_no integer not null,
  line_no integer not null,
  class text collate "C" not null check (class in ('fund', 'asset', 'resource')),
  use text collate "C" not null check (use in ('operative', 'non_operative')),
  item_name text not null,
  owner_level text collate "C" not null check (owner_level in ('village', 'group')),
  quantity_hundredths bigint check (quantity_hundredths > 0),
  unit_name text,
  contract_name text,
  term_until date,
  book_fen bigint not null check (book_fen >= 0),
  found_fen bigint not null check (found_fen >= 0),
  is_off_book boolean not null,
  primary key (county_code, inventory_no, line_no),
  constraint inventory_line_inventory foreign key (county_code, inventory_no) references programmes.inventory,
  check (not is_off_book or book_fen = 0),
  check ((quantity_hundredths is null) = (unit_name is null))
);
comment on table programmes.inventory_line is 'What was counted.';
comment on column programmes.inventory_line.county_code is 'County of the register.';
comment on column programmes.inventory_line.inventory_no is 'Inventory.';
comment on column programmes.inventory_line.line_no is 'Line, from 1.';
comment on column programmes.inventory_line.class is 'fund, asset or resource.';
comment on column programmes.inventory_line.use is 'operative or non_operative.';
comment on column programmes.inventory_line.item_name is 'What it is; the same name in the next inventory is the same thing.';
comment on column programmes.inventory_line.owner_level is 'Whose it is: village or group.';
comment on column programmes.inventory_line.quantity_hundredths is 'How much, in hundredths of the unit.';
comment on column programmes.inventory_line.unit_name is 'Unit, such as mu.';
comment on column programmes.inventory_line.contract_name is 'Who uses it by which contract.';
comment on column programmes.inventory_line.term_until is 'Last day of that contract.';
comment on column programmes.inventory_line.book_fen is 'Value in the books.';
comment on column programmes.inventory_line.found_fen is 'Value found.';
comment on column programmes.inventory_line.is_off_book is 'Whether it stood in no book before.';

call access.guard_with('programmes.expenditure', 'programmes.entity', 'entity_no');
call access.guard_with('programmes.expenditure_step', 'programmes.expenditure', 'expenditure_no');
call access.guard_with('programmes.inventory', 'programmes.entity', 'entity_no');
call access.guard_with('programmes.inventory_line', 'programmes.inventory', 'inventory_no');
call access.permit('insert', 'programmes.expenditure', 'programmes.expenditure_step', 'programmes.inventory',
  'programmes.inventory_line');
