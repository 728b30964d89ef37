/**
 * The chain from a finding to a payment and to the removal of the risk (domain.md M06, §3.2): cases as lists of actions
 * from which their status follows, and one table that says what is possible. See README.md.
 */
export { type AmountOfPeril, type CaseAmount, explainAmount } from './amount.ts';
export { actOnCase, type ActOrder, enterAction, takeAction } from './actions.ts';
export { enterOpening, openCase, type OpenOrder } from './opening.ts';
export {
  ACTION_NAMES,
  type ActionName,
  type ActionRule,
  ACTIONS,
  type Part,
  PARTS,
  type Role,
} from './chain.ts';
export { type CheckPage, type CheckRow, listChecks } from './checks.ts';
export { DEPARTMENT_NAMES } from './departments.ts';
export type { PolicyOn } from './facts.ts';
export { followerIn } from './follow.ts';
export {
  entrust,
  type EntrustOrder,
  type EntrustReport,
  type HandledYear,
  HANDLES,
  type PlacedCase,
  placedCases,
} from './handlers.ts';
export type { PossibleAction } from './rules.ts';
export {
  type AwaitedRow,
  casePossibilities,
  householdOfCase,
  type CasePage,
  type CaseSummary,
  type CaseView,
  findMissedFindings,
  listCases,
  type ListOrder,
  showCase,
} from './show.ts';
export { type CaseWork, Standings } from './standings.ts';
export { type Status, STATUS_NAMES, STATUSES } from './status.ts';
export type { CaseInputs, MissedFinding } from './store.ts';
