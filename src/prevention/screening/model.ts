import type { PlainDate } from '../../kernel/index.ts';

export type FindingKind = 'line' | 'sum' | 'missed' | 'declared' | 'visit';

/** A finding in force, as the file shows it: amounts in decimal yuan, blank where there is none. */
export interface FindingRow {
  readonly county_code: string;
  readonly household_no: string;
  readonly group: string;
  readonly kind: FindingKind;
  readonly peril: string;
  readonly self_paid_yuan: string;
  readonly line_yuan: string;
  readonly excess_yuan: string;
  readonly policy: string;
  readonly as_of: string;
}

export const FINDING_COLUMNS = [
  'county_code',
  'household_no',
  'group',
  'kind',
  'peril',
  'self_paid_yuan',
  'line_yuan',
  'excess_yuan',
  'policy',
  'as_of',
] as const satisfies readonly (keyof FindingRow)[];

export interface ScreenReport {
  readonly county_code: string;
  readonly policy: string;
  readonly policy_year: number;
  readonly as_of: PlainDate;
  readonly dry_run: boolean;
  /** `all` households, or only those `touched` since the last screening. */
  readonly scope: 'all' | 'touched';
  readonly new: number;
  readonly revised: number;
  readonly closed: number;
  readonly unchanged: number;
  readonly in_force: number;
  /** Findings in force by kind. */
  readonly by_kind: Readonly<Record<string, number>>;
  readonly out: string | null;
}
