/**
 * Areas, households, members and what happened to them: approved dated events, from which the group, the members
 * and the size of a household follow for every day, and the cohort accounts for every period. See README.md.
 */
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
export { isInCounty, needCounty, pageOfAreas } from './areas.ts';
export { type CountyOrder, enactor } from './enact.ts';
export { householdMatches, namesTyped, openSpeller, type Speller, spellNames, typed } from './spelling.ts';
export { type Group, GROUP_NAMES, GROUPS } from './groups.ts';
export { fail as registerFailure } from './errors.ts';
export { REJECT_COLUMNS, type RejectedCell } from './table.ts';
export {
  findHousehold,
  peopleOfHousehold,
  type PersonOfHousehold,
  type HouseholdFilter,
  type HouseholdPage,
  listHouseholds,
  groupsOn,
  type HouseholdOnDay,
  type HouseholdWithMembers,
  type MemberOnDay,
  membersOn,
  everListed,
  regroupedBetween,
  stateOn,
  statusTimeline,
  type TimelineStep,
} from './state.ts';
export {
  EVENT_TYPES,
  type EventProposal,
  type EventRow,
  type EventStatus,
  type EventType,
  type ProposableType,
  type Relation,
  type Sex,
} from './events/model.ts';
export {
  cancelEvent,
  type CancelOrder,
  decideEvents,
  type DecideOrder,
  type DecideReport,
  needActor,
  proposeEvent,
  type ProposeOrder,
} from './events/actions.ts';
export { EVENT_FILE_COLUMNS } from './events/columns.ts';
export { type EventImportOrder, type EventImportReport, importEvents } from './events/import.ts';
export {
  approvedEventCount,
  EVENT_ROW_COLUMNS,
  type EventFilter,
  listEvents,
  pageOfEvents,
} from './events/list.ts';
export { cohortAccounts } from './cohorts/account.ts';
export { ACCOUNT_COLUMNS, type AccountLevel, type CohortAccount, type CohortOrder } from './cohorts/model.ts';
export {
  checkReported,
  type CohortCheck,
  REPORTED_ACCOUNT_COLUMNS,
  REPORTED_COLUMNS,
  type ReportedAccount,
} from './cohorts/reported.ts';
export {
  decideDuplicate,
  DUPLICATE_COLUMNS,
  type DuplicateDecision,
  type DuplicateFilter,
  type DuplicateRow,
  type DuplicateSearch,
  findDuplicates,
  listDuplicates,
} from './duplicates/actions.ts';
export { REASON_SENTENCES as DUPLICATE_REASON_SENTENCES } from './duplicates/likeness.ts';
export { checkQuality, type QualityFinding, type QualityReport } from './quality/check.ts';
export { keepQuality, type KeptCheck, pageOfQuality, type QualityPage } from './quality/keep.ts';
export { WITH_LABOUR } from './quality/rules.ts';
export {
  CAUSE_COLUMNS,
  checkCause,
  checkHouse,
  checkLand,
  HOUSE_COLUMNS,
  LAND_COLUMNS,
  refuseUnfinishedCauses,
} from './conditions/files.ts';
export {
  type Conditions,
  conditionsOf,
  decideChange,
  type DecideChangeOrder,
  pageOfChanges,
  proposeChange,
  type ProposeChangeOrder,
} from './conditions/actions.ts';
export {
  type Cause,
  CAUSE_CODES,
  CHANGE_STATUSES,
  type ChangeProposal,
  type ChangeStatus,
  CONDITION_KINDS,
  CONDITION_TITLES,
  type ConditionChange,
  type ConditionKind,
  HOUSE_GRADE_CODES,
  HOUSE_TYPE_CODES,
  type HouseGrade,
  type HouseType,
  LAND_KIND_CODES,
  type LandKind,
} from './conditions/model.ts';
