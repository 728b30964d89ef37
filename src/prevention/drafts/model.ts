import type { Bilingual } from '../../kernel/index.ts';
import { ACTIONS } from '../cases/index.ts';

export interface DraftKind extends Bilingual {
  /** The act of the funnel it becomes. */
  readonly action: string;
  readonly fields: readonly string[];
}

const FOUND = ['policy', 'peril', 'self_paid_yuan', 'note', 'day'] as const;

export const DRAFT_KINDS = {
  case_visit: {
    zh: '案件入户核查',
    en: 'visit of a case',
    action: 'cases.visit',
    fields: [...Object.keys(ACTIONS.visit.fields ?? {}), 'day'],
  },
  visit: { zh: '走访', en: 'visit', action: 'finding.visit', fields: FOUND },
  declared: {
    zh: '自主申报',
    en: 'declaration of a household',
    action: 'finding.declared',
    fields: [...FOUND, 'consent_by', 'consent_form'],
  },
} as const satisfies Record<string, DraftKind>;
export type DraftKindName = keyof typeof DRAFT_KINDS;
export const DRAFT_KIND_NAMES = Object.keys(DRAFT_KINDS) as readonly DraftKindName[];

/** A photo is a field of its own, so that two phones add photos without contradicting each other; its value is its name. */
const PHOTO = /^photo\.([0-9a-f]{64})$/;
export const photoOf = (field: string): string | undefined => PHOTO.exec(field)?.[1];
export const isFieldOf = (kind: DraftKindName, field: string): boolean =>
  photoOf(field) !== undefined || (DRAFT_KINDS[kind].fields as readonly string[]).includes(field);
