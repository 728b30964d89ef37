/** What a finding is worth: quotes, eligibility, assessed claims (domain.md M07). Payment is the ledger's. */
export {
  assess,
  type AssessedPeril,
  type Assessment,
  type AssessOrder,
  type ClaimFault,
  verifyClaims,
} from './assess.ts';
export { type BatchReport, quoteBatch } from './batch.ts';
export * from './rules.ts';
