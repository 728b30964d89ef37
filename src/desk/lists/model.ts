import type { RawBuilder } from 'kysely';
import { formatYuan, type PlainDate } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';

/** What a work list is narrowed to; everything that is left out narrows nothing. */
export interface ListFilter {
  readonly countyCode: string;
  readonly day: PlainDate;
  /** Of a policy, and of a year; for findings the latest year unless told. */
  readonly policyId?: string | undefined;
  readonly year?: number | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly perils?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  /** A township or village, with all below it. */
  readonly areaCode?: string | undefined;
  /** Where cases stand; `NONE`: no case yet. */
  readonly stages?: readonly string[] | undefined;
  readonly isOverdue?: boolean | undefined;
  /** Whose it is; an empty text: nobody's. */
  readonly handler?: string | undefined;
  readonly minFen?: bigint | undefined;
  readonly maxFen?: bigint | undefined;
  /** Of one household. */
  readonly householdNo?: string | undefined;
  /** Beginning of the household's number or spelling, or part of the head's name. */
  readonly text?: string | undefined;
}

export interface PageOrder<Sort extends string> {
  readonly sort: Sort;
  readonly isReversed?: boolean | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  /** Null: all rows. */
  readonly limit: number | null;
}

/** A page with what it is part of. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: number;
  /** Self-paid or approved yuan of all rows of the list. */
  readonly sumFen: bigint;
  /** Rows by stage, whichever stages the list is narrowed to. */
  readonly byStage: Readonly<Record<string, number>>;
}

export const NO_CASE = 'NONE';

/** Where a page ended: the last row's sort key and identity. */
export type Cursor = readonly (string | number)[];

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Undefined for a text that is no cursor of so many parts. */
export function readCursor(text: string, parts: number): Cursor | undefined {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(cursor) && cursor.length === parts && cursor.every(isScalar) ? cursor : undefined;
  } catch {
    return undefined;
  }
}

const isScalar = (value: unknown): value is string | number =>
  typeof value === 'string' || Number.isSafeInteger(value);

/** All conditions that were given, joined; true without any. */
export const allOf = (
  ...conditions: readonly (RawBuilder<unknown> | false | undefined)[]
): RawBuilder<unknown> => {
  const given = conditions.filter((each) => each !== undefined && each !== false);
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `);
};

export const isAny = (column: RawBuilder<unknown>, values: readonly string[] | undefined) =>
  values && sql`${column} = any(${[...values]}::text[])`;

/** A day as a number that sorts, with a missing one last. */
export const dayKey = (column: RawBuilder<unknown>, isReversed: boolean) => {
  const days = sql`(${column} - date '2000-01-01')`;
  return sql`coalesce(${isReversed ? sql`-${days}` : days}, 1000000000)`;
};

/** An amount as a number that sorts from the largest on, with a missing one last. */
export const amountKey = (column: RawBuilder<unknown>, isReversed: boolean) =>
  sql`coalesce(${isReversed ? column : sql`-${column}`}, 9000000000000000)`;

/** Fen as a statement answers them, within a document or as a column. */
export type Amount = number | bigint | null;

export const yuanOf = (amount: Amount): string | null =>
  amount === null ? null : formatYuan(BigInt(amount));
