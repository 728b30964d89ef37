/**
 * The only writer of money and points: accounts, kinds of posting, postings and reversals, authorisations, statements,
 * verification (design.md "The flow"). Writes happen inside `access.act`, whose transaction is the first argument.
 */
export {
  type AccountClass,
  type AccountKey,
  accountKey,
  type Asset,
  CHART,
  CHART_CODES,
  type ChartCode,
  type ChartEntry,
} from './chart.ts';
export { type AuthorisationForm, type Kind, KINDS, type PostingKind } from './kinds.ts';
export type {
  Authorisation,
  AuthorisationOrder,
  AuthorisationStatus,
  AuthorisationStep,
  Posted,
  Posting,
  PostingOrder,
  Reference,
  ReversalOrder,
  StepOrder,
} from './model.ts';
export { isEscrowReference } from './model.ts';
export { formatAmount } from './amounts.ts';
export { post, postAll, reverse, reverseAll } from './post.ts';
export {
  authorise,
  type AuthorisationFilter,
  getAuthorisation,
  listAuthorisations,
  resume,
  revoke,
  suspend,
} from './authorise.ts';
export {
  cosign,
  type CosignOrder,
  endEscrow,
  type Escrow,
  type EscrowOrder,
  listEscrows,
  openEscrow,
  releaseReversal,
} from './escrow.ts';
export { openSuspensions } from './rules.ts';
export { listPostings, type PostingFilter } from './store.ts';
export {
  type AccountOnDay,
  balanceOn,
  listAccounts,
  type Statement,
  statement,
  type StatementCursor,
  type StatementLine,
  type StatementOrder,
  trialBalance,
  type TrialBalanceLine,
} from './statement.ts';
export { type LedgerFault, type LedgerReport, verifyLedger } from './verify.ts';
