import type { RawBuilder } from 'kysely';
import type { Bilingual, PlainDate } from '../../kernel/index.ts';
import type { Thresholds } from './thresholds.ts';

/** Failure modes of domain.md §1.27 that rows of the books can show. */
export const DETECTOR_IDS = [
  'F01',
  'F03',
  'F04',
  'F05',
  'F06',
  'F07',
  'F13',
  'F25',
  'F31',
  'F32',
  'F33',
  'F38',
] as const;
export type DetectorId = (typeof DETECTOR_IDS)[number];

/** What a detector judges, one by one; a number in the county, but for areas (code) and donors (name). */
export const SUBJECT_KINDS = {
  household: { zh: '农户', en: 'household' },
  area: { zh: '地区', en: 'area' },
  item: { zh: '会议事项', en: 'item of a meeting' },
  purse: { zh: '资金账户', en: 'purse' },
  entity: { zh: '经营主体', en: 'entity' },
  donor: { zh: '捐赠方', en: 'donor' },
  round: { zh: '分配', en: 'round' },
  posting: { zh: '流水', en: 'posting' },
  paper: { zh: '凭证', en: 'paper' },
  contract: { zh: '土地合同', en: 'land contract' },
} as const satisfies Record<string, Bilingual>;
export type SubjectKind = keyof typeof SUBJECT_KINDS;

/** How a number is read: fen; hundredths of anything; ten-thousandths (shares, factors); a count; a day. */
export type NumberKind = 'fen' | 'hundredths' | 'ratio' | 'count' | 'day';
export interface NumberWord extends Bilingual {
  readonly kind: NumberKind;
}

/** What is asked: the county as it stands on a day, and what came before it in the period. */
export interface Question {
  readonly countyCode: string;
  readonly day: PlainDate;
  readonly thresholds: Thresholds;
}

/**
 * A failure mode as one question to the books. `judged` is a query for everything it can be asked of, one row each:
 * `subject_kind`, `subject_no`, `area_code`, the columns of `numbers`, and `fires`. A detector without a row cannot judge.
 */
export interface Detector extends Bilingual {
  readonly id: DetectorId;
  /** When it fires; `{name}` stands for a threshold. */
  readonly condition: Bilingual;
  /** What it needs to judge at all, and what it leaves out. */
  readonly rests_on: Bilingual;
  readonly numbers: Readonly<Record<string, NumberWord>>;
  readonly judged: (question: Question) => RawBuilder<unknown>;
}
