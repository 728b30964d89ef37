/** Household income: declared items now, ledger entries later. */
export { checkIncome, INCOME_COLUMNS } from './files.ts';
