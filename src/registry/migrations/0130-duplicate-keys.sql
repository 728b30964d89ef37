-- Pairs name households of the register.
alter table registry.duplicate_candidate
  add constraint duplicate_candidate_household foreign key (county_code, household_no) references registry.household,
  add constraint duplicate_candidate_other foreign key (county_code, other_household_no) references registry.household;
alter table registry.duplicate_decision
  add constraint duplicate_decision_household foreign key (county_code, household_no) references registry.household,
  add constraint duplicate_decision_other foreign key (county_code, other_household_no) references registry.household;
