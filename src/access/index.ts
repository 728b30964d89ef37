/** Who may do what, who sees what, and the trail of what was done. See README.md. */
export {
  act,
  type Act,
  type Done,
  type Eyes,
  eyesOf,
  holdingsOf,
  type Look,
  see,
  type Touched,
  within,
} from './funnel.ts';
export { keyReused, once } from './once.ts';
export {
  accountDocument,
  closeAccount,
  departmentsOf,
  endRole,
  giveRole,
  listAccounts,
  type NewAccount,
  type NewRole,
  openAccount,
  openAccountsInto,
  pageOfAccounts,
} from './accounts.ts';
export {
  cardSessionOf,
  cardsOf,
  endCard,
  isCardToken,
  issueCard,
  type IssuedCard,
  signInWithCard,
  signOutCard,
} from './cards/actions.ts';
export { codeText } from './cards/rules.ts';
export type { CardRow } from './cards/store.ts';
export {
  accountNameOf,
  type Colleague,
  colleaguesFor,
  coverageOf,
  type Covers,
  namesFor,
} from './colleagues.ts';
export { trailMark, type TrailMark } from './mark.ts';
export { sightsOf } from './fields.ts';
export { type Account, type AccountRole, ALL_COUNTIES } from './model.ts';
export type { Seen } from './rules.ts';
export {
  changePassword,
  type Credentials,
  type Session,
  sessionOf,
  setPassword,
  signIn,
  signOut,
} from './sessions/actions.ts';
export { PUBLIC, ROLE_NAMES, type RoleName, roleOf } from './roles.ts';
export {
  listTrail,
  pageOfTrail,
  type Seal,
  sealTrail,
  type SealReport,
  type TrailRow,
  verifyTrail,
} from './seals.ts';
