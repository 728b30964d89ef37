/** Finds the households a bill is about to push into poverty: lines × bills → findings (domain.md M05). */
export { type Consent, CONSENT_FORMS, CONSENT_WORDS } from './consent.ts';
export { addDeclaration, type Declaration, declare } from './declare.ts';
export { FINDING_COLUMNS, type FindingKind, type FindingRow, type ScreenReport } from './model.ts';
export { findingRow, screen, type ScreenOrder } from './screen.ts';
export { findAffected } from './affected.ts';
export { listInForce, pageOfInForce } from './store.ts';
export { DECLARATION_COLUMNS, type DeclarationReport, importDeclarations } from './declaration-file.ts';
