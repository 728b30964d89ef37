-- A share book is its entity's: name and purse are told once, in the entity; the area, by which rows are guarded, is the
-- entity's, too. Books opened before entities were registered get theirs.
insert into programmes.entity (county_code, entity_no, kind, name, area_code, founded_on, purse, files, recorded_by)
select b.county_code, b.entity_no, case when b.purse like 'village:%' then 'village_collective' else 'company' end,
  b.entity_name, b.area_code, b.opened_on, b.purse, '[]'::jsonb, b.recorded_by
from shares.book b
where not exists (select from programmes.entity e where e.county_code = b.county_code and e.entity_no = b.entity_no);

alter table shares.book
  add constraint book_entity foreign key (county_code, entity_no, area_code)
    references programmes.entity (county_code, entity_no, area_code),
  drop column entity_name,
  drop column purse;
comment on table shares.book is 'The share book of an entity, which says its name and purse.';
comment on column shares.book.area_code is 'Area of the entity, by which rows are guarded.';
