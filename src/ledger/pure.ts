/** The ledger module's door for the browser: the names of accounts and postings, in the order of their tables. */
export { CHART, type ChartCode, type ChartEntry } from './chart.ts';
export { KINDS, type PostingKind } from './kinds.ts';
