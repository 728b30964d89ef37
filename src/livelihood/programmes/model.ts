import type { FileReference } from '../../evidence/index.ts';
import { findFen, formatYuan, type PlainDate } from '../../kernel/index.ts';
import { type AccountKey, accountKey } from '../../ledger/index.ts';
import type { ContributionKind, ContributorClass, EntityKind, ValuationMethod } from './names.ts';

export interface EntityRow {
  readonly entity_no: number;
  readonly kind: EntityKind;
  readonly name: string;
  readonly area_code: string;
  readonly founded_on: PlainDate;
  readonly parent_no: number | null;
  readonly parent_name: string | null;
  /** Its account in the ledger. */
  readonly purse: AccountKey;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
}

/** A collective's money is the village's; everything else has a purse of its own, subsidiaries too. */
export const purseOf = (kind: EntityKind, areaCode: string, entityNo: number): AccountKey =>
  kind === 'village_collective'
    ? accountKey('village', areaCode)
    : accountKey('cooperative', String(entityNo));

export interface ContributionRow {
  readonly contribution_no: number;
  readonly entity_no: number;
  readonly kind: ContributionKind;
  readonly contributor_class: ContributorClass;
  readonly household_no: string | null;
  readonly contributor_name: string | null;
  readonly what: string;
  /** Mu or days, in hundredths. */
  readonly quantity_hundredths: bigint | null;
  readonly term_until: PlainDate | null;
  readonly value_fen: bigint;
  readonly valuation_method: ValuationMethod;
  readonly valuer_name: string;
  readonly day: PlainDate;
  readonly is_quantified: boolean;
  readonly posting_no: bigint | null;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
}

/** Mu and days have two decimals, as yuan have: kept in hundredths. */
export const findHundredths = (text: string): bigint | undefined => findFen(text);
export const hundredthsText = formatYuan;
