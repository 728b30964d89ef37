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

export const intArray = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
