/** Household income: declared items now, ledger entries later. */
export { checkIncome, INCOME_COLUMNS } from './files.ts';
export { findIncome, incomeTotals, seesSameIncome } from './per-capita.ts';
