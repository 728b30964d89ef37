-- Names as they are typed without Chinese characters, one row a name and not one a household: most names are borne by many.
create table registry.name_spelling (
  name text collate "C" primary key,
  spelling text collate "C" not null,
  initials text collate "C" not null
);
create index name_spelling_spelling on registry.name_spelling (spelling);
create index name_spelling_initials on registry.name_spelling (initials);
comment on table registry.name_spelling is 'Names of heads of households in pinyin: derived from the names alone, added to at every import. A reference table; says of no household that it has a name.';
comment on column registry.name_spelling.name is 'Name as the register writes it.';
comment on column registry.name_spelling.spelling is 'Its pinyin without tones and spaces, zhangsanfeng; other letters in small.';
comment on column registry.name_spelling.initials is 'First letters of its syllables, zsf.';
call access.permit('select', 'registry.name_spelling');

-- Whoever looks for a head finds the household, and an area its households.
create index household_head on registry.household (county_code, head_name collate "C");
create index household_area on registry.household (county_code, area_code, household_no);
