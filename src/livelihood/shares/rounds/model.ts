import type { Bilingual } from '../../../kernel/pure.ts';

/** Everything a round is computed from and publishes. Plain data: the same on the server and in a villager's browser. */

/** Classes of shares, and the two kinds of yearly contribution that are no shares. */
export const CLASS_NAMES = {
  collective: { zh: '集体股', en: 'collective share' },
  member: { zh: '成员股', en: 'member share' },
  land: { zh: '土地股', en: 'land share' },
  capital: { zh: '资金股', en: 'capital share' },
  grant: { zh: '财政量化股', en: 'quantified grant share' },
  donated: { zh: '捐赠折股', en: 'donated share' },
  technology: { zh: '技术股', en: 'technology share' },
  enterprise: { zh: '企业股', en: 'enterprise share' },
  preferential: { zh: '优先股（帮扶）', en: 'preferential share' },
} as const satisfies Record<string, Bilingual>;
export type ClassCode = keyof typeof CLASS_NAMES;
export const CLASS_CODES = Object.keys(CLASS_NAMES) as readonly ClassCode[];

export const TALLY_NAMES = {
  volume: { zh: '交易量', en: 'transaction volume' },
  labour: { zh: '劳动', en: 'labour' },
} as const satisfies Record<string, Bilingual>;
export type TallyKind = keyof typeof TALLY_NAMES;
export const TALLY_KINDS = Object.keys(TALLY_NAMES) as readonly TallyKind[];

/** What a line of a roll is weighted by. */
export type Column = ClassCode | TallyKind;
export const COLUMN_NAMES: Readonly<Record<Column, Bilingual>> = { ...CLASS_NAMES, ...TALLY_NAMES };
export const COLUMNS = Object.keys(COLUMN_NAMES) as readonly Column[];

export type HolderKind = 'household' | 'collective' | 'party';
export type Transfer = 'none' | 'within' | 'free';

export const STEP_NAMES = {
  losses: { zh: '弥补亏损', en: 'cover losses' },
  reserve: { zh: '公积金', en: 'reserve' },
  risk: { zh: '风险金', en: 'risk reserve' },
  welfare: { zh: '公益金', en: 'public welfare' },
  guarantee: { zh: '保底收益', en: 'guaranteed income' },
  volume: { zh: '按交易量返还', en: 'returned by transaction volume' },
  labour: { zh: '按劳分配', en: 'by labour' },
  shares: { zh: '按股分红', en: 'by shares' },
} as const satisfies Record<string, Bilingual>;
export type StepName = keyof typeof STEP_NAMES;

export interface ClassRules {
  readonly code: ClassCode;
  /** Its part of what goes by shares, in ten-thousandths; null: all such classes share by their units together. */
  readonly fractionBp: number | null;
}

/** The part of a charter that computes a round; hashed, and published with every round. */
export interface CharterRules {
  readonly steps: readonly StepName[];
  readonly rates_bp: Readonly<Partial<Record<StepName, number>>>;
  readonly volume_at_least_bp: number | null;
  readonly guarantee_class: ClassCode | null;
  readonly classes: readonly { readonly code: ClassCode; readonly fraction_bp: number | null }[];
  readonly amounts: 'household' | 'classes';
  readonly names: 'masked' | 'none';
  readonly amount_bounds_yuan: readonly string[];
}

/** Where a round's money comes from, or what goes off it. */
export const SOURCE_NAMES = {
  income: { zh: '收入', en: 'income' },
  carried: { zh: '上年结转', en: 'carried over from last year' },
  cost: { zh: '成本费用', en: 'cost' },
  loss: { zh: '待弥补亏损', en: 'loss to cover' },
  not_itemised: { zh: '未列明', en: 'not itemised' },
  financing: { zh: '借款等融资', en: 'loan or other financing' },
} as const satisfies Record<string, Bilingual>;
export type SourceKind = keyof typeof SOURCE_NAMES;
export const SOURCE_KINDS = Object.keys(SOURCE_NAMES) as readonly SourceKind[];

export interface SourceItem {
  readonly kind: SourceKind;
  readonly label: Bilingual;
  readonly amount_fen: bigint;
  /** The voucher, contract or statement that shows it; empty where none was given. */
  readonly document: string;
}

/** What is frozen beside the roll when a round is proposed. */
export interface RoundFacts {
  readonly sources: readonly SourceItem[];
  /** Capital behind a class, for the guaranteed income. */
  readonly capital_fen: Readonly<Partial<Record<ClassCode, bigint>>>;
  /** A higher rate by volume that the meeting is asked for; null: the charter's. */
  readonly volume_bp: number | null;
}

/** One line of a frozen roll. */
export interface RollLine {
  readonly id: string;
  readonly column: Column;
  /** Hundredths of a share, mu, yuan or day. */
  readonly weight: bigint;
}

/** SHA-256 in hex of a text. */
export type Hash = (text: string) => string;
