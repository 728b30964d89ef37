import type { PlainDate } from '../../kernel/index.ts';
import type { Group } from '../groups.ts';

/** What adds to a stock, in the order of the account (domain.md M25). */
export const INFLOWS = [
  'newly_identified',
  'relapsed',
  'born',
  'married_in',
  'moved_in',
  'split_in',
  'merged_in',
] as const;

/** What takes from it; counted as positive numbers. */
export const OUTFLOWS = [
  'lifted',
  'died',
  'married_out',
  'moved_out',
  'split_out',
  'merged_out',
  'removed_by_review',
  'reclassified_out',
] as const;

export type Flow = (typeof INFLOWS)[number] | (typeof OUTFLOWS)[number];
export const FLOWS: readonly Flow[] = [...INFLOWS, ...OUTFLOWS];

/** Households and persons are always two counters, never one (domain.md, conventions). */
export const MEASURES = ['households', 'persons'] as const;
export type Measure = (typeof MEASURES)[number];

export type AccountLevel = 'county' | 'township' | 'village';

/** One account of one counter: `closing = opening + inflows − outflows + adjustment + residual`. */
export interface CohortAccount extends Readonly<Record<Flow, number>> {
  readonly county_code: string;
  readonly area_code: string;
  readonly area_name: string;
  readonly level: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Groups counted, separated by `;`. */
  readonly groups: string;
  readonly measure: Measure;
  /** Stock at the end of the day before `from`. */
  readonly opening: number;
  /** Explicit dynamic adjustments, signed. */
  readonly adjustment: number;
  /** Stock at the end of `to`, counted anew. */
  readonly closing: number;
  readonly residual: number;
  /** True when the residual is 0; otherwise the stock identity is open (domain.md F42). */
  readonly closes: boolean;
}

export const ACCOUNT_COLUMNS = [
  'county_code',
  'area_code',
  'area_name',
  'level',
  'from',
  'to',
  'groups',
  'measure',
  'opening',
  ...INFLOWS,
  ...OUTFLOWS,
  'adjustment',
  'closing',
  'residual',
  'closes',
] as const satisfies readonly (keyof CohortAccount)[];

export interface CohortOrder {
  readonly countyCode: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Groups that make up the stock; the registered when left out. */
  readonly groups?: readonly Group[];
  readonly by?: AccountLevel;
}
