/** Areas, households and members. */
export {
  AREA_COLUMNS,
  checkArea,
  checkHousehold,
  checkPerson,
  HOUSEHOLD_COLUMNS,
  knownAreas,
  knownHouseholds,
  PERSON_COLUMNS,
  UNKNOWN_HOUSEHOLD,
} from './files.ts';
export { type Group, GROUP_NAMES, GROUPS } from './groups.ts';
export { approvedEventCount, groupsOn } from './temporary-groups.ts';
