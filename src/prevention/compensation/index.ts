/** What a finding is worth: quotes, eligibility, assessed claims (domain.md M07). Payment is the ledger's. */
export {
  assess,
  type AssessedPeril,
  assessFacts,
  type Assessment,
  type AssessOrder,
  type ClaimFault,
  gatherFacts,
  type Preview,
  previewFacts,
  valueFacts,
  verifyClaims,
} from './assess.ts';
export { type BatchReport, quoteBatch } from './batch.ts';
export { type AssessmentFacts, readFacts, type WrittenFacts, writeFacts } from './facts.ts';
export * from './rules.ts';
export { assessedSoFar, type ClaimPage, getClaim, pageOfClaims } from './store.ts';
