import { createHash } from 'node:crypto';
import * as platform from '../platform/index.ts';
import { enactor } from '../registry/index.ts';

/** Writes through the funnel, so that nothing slips into a meeting while it is closed. */
export const enact = enactor('governance');

export const nextNo = (
  tx: platform.Tx,
  table: string,
  column: string,
  within: Readonly<Record<string, string | number>>,
): Promise<number> => platform.nextNo(tx, `governance.${table}`, column, within);

export const insertRows = (tx: platform.Tx, table: string, rows: readonly platform.Row[]): Promise<void> =>
  platform.insertRows(tx, `governance.${table}`, rows);

/** A part of a list by number; the latest first when asked so, and `after` then means before. */
export interface NewestFirst extends platform.Part<number> {
  readonly isNewestFirst?: boolean;
}

/** The condition and the order of such a part; the last of a statement. */
export function partOf(no: RawBuilder, { after, limit, isNewestFirst = false }: NewestFirst): RawBuilder {
  const { sql } = platform;
  const from =
    after === undefined ? sql`` : isNewestFirst ? sql`and ${no} < ${after}` : sql`and ${no} > ${after}`;
  return sql`${from} order by ${no} ${isNewestFirst ? sql`desc` : sql``} limit ${limit ?? null}`;
}
type RawBuilder = ReturnType<typeof platform.sql>;

export const intArray = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
