import type { PlainDate } from '../../kernel/index.ts';

/** One household in one year. */
export interface YearOrder {
  readonly countyCode: string;
  readonly householdNo: string;
  /** Nothing later is looked at. */
  readonly day: PlainDate;
  /** The latest that has any, unless told. */
  readonly year?: number | undefined;
}
