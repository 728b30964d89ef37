/**
 * Shares and what they earn (domain.md M01, M11, M16, §3.8): charters as data, share registers as dated entries, rolls frozen with
 * a public hash, rounds that share a year's surplus to the fen, and sheets that anybody can compute again. See README.md.
 */
export * from './pure.ts';
export { type Charter, charterOf, type ClassCharter } from './charter.ts';
export { fail as sharesFailure } from './errors.ts';
export {
  addEntries,
  addTallies,
  adoptCharter,
  type EntriesReport,
  ISSUE_BASES,
  issueByRegister,
  openBook,
  passOn,
  setCapital,
} from './register/actions.ts';
export {
  ENTRY_KINDS,
  type EntryKind,
  type EntryOrder,
  type EntryRow,
  type Holder,
  type Holding,
} from './register/model.ts';
export { receiveIncome } from './register/income.ts';
export { COLLECTIVE } from './register/rules.ts';
export { capitalOn, type CapitalRow, holdingsOn, listEntries } from './register/store.ts';
export { freezeRoll, sha256 } from './rolls/actions.ts';
export { listRolls, type RollRow } from './rolls/store.ts';
export {
  type Audit,
  proposeRound,
  publicRounds,
  publicSheet,
  sheetOfRound,
  withdrawRound,
} from './rounds/actions.ts';
export { authoriseRound, cosignRound, roundFollowerIn, payRound, reverseRound } from './rounds/pay.ts';
export { type OwnShares, ownShares } from './rounds/own.ts';
export { ROUND_STATUS_NAMES, type RoundState, type RoundStatus, statesOf } from './rounds/status.ts';
export { getRound, linesOfRound, listRounds, type RoundLineRow, type RoundRow } from './rounds/store.ts';
export { type BookRow, type CharterOn, getBook, listBooks } from './store.ts';
