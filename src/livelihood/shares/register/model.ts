import type { PlainDate } from '../../../kernel/index.ts';
import type { ClassCode, HolderKind } from '../rounds/model.ts';

export const ENTRY_KINDS = ['issue', 'transfer', 'inheritance', 'conversion', 'end'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Who holds shares: a household by number, the collective itself, or a party outside the register by name. */
export interface Holder {
  readonly kind: HolderKind;
  readonly ref: string;
}

export const holderKey = ({ kind, ref }: Holder): string => `${kind}:${ref}`;

/** One change of the register, as ordered. */
export interface EntryOrder {
  readonly kind: EntryKind;
  readonly share: ClassCode;
  /** Hundredths of a share, mu or yuan. */
  readonly units: bigint;
  readonly from?: Holder;
  readonly to?: Holder;
  readonly into?: { readonly share: ClassCode; readonly units: bigint };
  /** Of an issue: what was put in and becomes these shares, once. */
  readonly contributionNo?: number;
  readonly day: PlainDate;
  readonly document: string;
}

export interface EntryRow {
  readonly entry_no: number;
  readonly day: PlainDate;
  readonly kind: EntryKind;
  readonly share_kind: ClassCode;
  readonly units: bigint;
  readonly giver_kind: HolderKind | null;
  readonly giver_ref: string | null;
  readonly taker_kind: HolderKind | null;
  readonly taker_ref: string | null;
  readonly into_kind: ClassCode | null;
  readonly into_units: bigint | null;
  readonly contribution_no: number | null;
  readonly document: string;
  readonly recorded_by: string;
}

/** What somebody holds of a class on a day; 0 for who held once and holds no more. */
export interface Holding {
  readonly share_kind: ClassCode;
  readonly holder_kind: HolderKind;
  readonly holder_ref: string;
  readonly units: bigint;
  /** Of the household on the day; null for others. */
  readonly head_name: string | null;
}
