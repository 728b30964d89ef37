/** What a county's office has on its desk: lists and figures across the modules, read and never written. See README.md. */
export { allCases, CASE_SORTS, type CaseInList, type CaseListOrder, pageOfCases } from './lists/cases.ts';
export {
  alertDays,
  allFindings,
  FINDING_SORTS,
  type FindingListOrder,
  type FindingWork,
  listFindings,
} from './lists/findings.ts';
export { type FindingCell, type FindingMatrix, findingMatrix } from './home/findings.ts';
export {
  countSteps,
  type SilentDepartment,
  silentDepartments,
  soonUntil,
  type StepCounts,
} from './home/steps.ts';
export { type BillReport, billReport, billYears } from './household/bills.ts';
export { type IncomeReport, incomeReport } from './household/income.ts';
export { type SupportReport, supportReport } from './household/support.ts';
export {
  allHouseholds,
  HOUSEHOLD_SORTS,
  type HouseholdInList,
  type HouseholdListOrder,
  pageOfHouseholds,
} from './lists/households.ts';
export { areaFigures, type FigureRow, type FiguresOrder } from './figures.ts';
export { search } from './search.ts';
export { type ListFilter, type ListPage, NO_CASE } from './lists/model.ts';
