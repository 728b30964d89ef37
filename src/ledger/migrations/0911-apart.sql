-- Whoever took part in a decision does not pay under it (domain.md §5, separation of duties).
alter table ledger.authorisation add column apart text[] not null default '{}';
comment on column ledger.authorisation.apart is 'Names of accounts that took part in the decision and may not post under it.';
