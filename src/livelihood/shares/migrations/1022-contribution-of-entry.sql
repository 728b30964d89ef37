-- What was put into an entity becomes shares once (domain.md M01, M11: donations turned into shares, quantified funds).
alter table shares.entry
  add column contribution_no integer,
  add constraint entry_contribution foreign key (county_code, contribution_no)
    references programmes.contribution (county_code, contribution_no),
  add check (contribution_no is null or kind = 'issue');
create index entry_of_contribution on shares.entry (county_code, contribution_no) where contribution_no is not null;
comment on column shares.entry.contribution_no is 'Contribution that these shares were issued for; the entries of one act only.';
