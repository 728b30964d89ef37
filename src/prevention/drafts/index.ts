/** Visits and declarations while they are written, on one phone or several, without signal. See README.md. */
export { discardDraft, type Submitted, submitDraft, writeDraft } from './actions.ts';
export { DRAFT_KIND_NAMES, type DraftKindName } from './model.ts';
export type { Entry as DraftEntry } from './rules.ts';
export { type DraftView, getDraft, showDrafts } from './show.ts';
