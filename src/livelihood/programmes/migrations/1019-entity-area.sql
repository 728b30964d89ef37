-- What belongs to an entity and is guarded by its area names both, so that they cannot differ.
alter table programmes.entity add constraint entity_area unique (county_code, entity_no, area_code);
