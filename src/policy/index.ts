/**
 * Policy files: load, lint, version, evaluate, explain, simulate (design.md "Policy files").
 * The calculating half is also in `pure.ts`, for the browser.
 */
export * from './pure.ts';
export { changeablePaths, readChange, withChange, type PolicyChange } from './change.ts';
export { lintPolicy, policyDocument, policyRows, proposalDocument, quoteDocument } from './describe.ts';
export { runExamples, type ExampleResult } from './examples.ts';
export type { PolicyFinding } from './finding.ts';
export { lint, lintText, type LintOptions } from './lint.ts';
export {
  bookOf,
  getPolicy,
  latestVersion,
  loadPolicies,
  parsePolicyReference,
  pinned,
  policyAt,
  readPolicy,
  resolvePolicy,
  withPolicy,
  type PolicyBook,
  type PolicyReference,
} from './load.ts';
export {
  decideProposal,
  listProposals,
  proposeChange,
  publishedBook,
  type Proposal,
  type ProposedChange,
} from './publish.ts';
export { PolicyDocument, policySchemaText, type SourceReference } from './model.ts';
export {
  assertHasLines,
  getProtectionLine,
  getSchedule,
  type IncomeRules,
  type ParameterInForce,
  type Policy,
  type PolicyGroup,
  type PolicyVersion,
  type ProtectionLine,
} from './version.ts';
