import type { PlainDate } from '../../../kernel/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import { fail } from '../errors.ts';
import type { Column, HolderKind } from '../rounds/model.ts';

export interface RollRow {
  readonly entity_no: number;
  readonly roll_no: number;
  readonly day: PlainDate;
  readonly year: number;
  readonly charter_id: string;
  readonly line_count: number;
  readonly roll_hash: string;
  readonly recorded_by: string;
  readonly recorded_at: string;
}

export async function listRolls(tx: Tx, countyCode: string, entityNo: number): Promise<RollRow[]> {
  const { rows } = await sql<RollRow>`
    select entity_no, roll_no, day, year, charter_id, line_count, roll_hash, recorded_by, recorded_at
    from shares.roll where county_code = ${countyCode} and entity_no = ${entityNo} order by roll_no`.execute(
    tx,
  );
  return rows;
}

/** Fails with `shares.rollUnknown`. */
export async function getRoll(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  rollNo: number,
): Promise<RollRow> {
  const roll = (await listRolls(tx, countyCode, entityNo)).find(({ roll_no }) => roll_no === rollNo);
  if (!roll) throw fail('shares.rollUnknown', { roll: rollNo, entity: entityNo });
  return roll;
}

export interface RollLineRow {
  readonly line_no: number;
  readonly line_id: string;
  readonly column_kind: Column;
  readonly holder_kind: HolderKind;
  readonly holder_ref: string;
  readonly masked_name: string;
  readonly weight: bigint;
  readonly nonce: string;
}

export async function linesOfRoll(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  rollNo: number,
  { after = 0, limit }: Part<number> = {},
): Promise<RollLineRow[]> {
  const { rows } = await sql<RollLineRow>`
    select line_no, line_id, column_kind, holder_kind, holder_ref, masked_name, weight, nonce from shares.roll_line
    where county_code = ${countyCode} and entity_no = ${entityNo} and roll_no = ${rollNo} and line_no > ${after}
    order by line_no limit ${limit ?? null}`.execute(tx);
  return rows;
}
