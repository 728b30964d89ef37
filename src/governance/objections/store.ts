import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { fail } from './errors.ts';
import type { Subject } from '../model.ts';
import { type NewestFirst, partOf } from '../store.ts';
import type { ObjectionFacts } from './rules.ts';

export type Channel = '12317' | 'village' | 'web';
export const CHANNELS: readonly Channel[] = ['12317', 'village', 'web'];

export interface ObjectionRow extends ObjectionFacts {
  readonly subject_module: string;
  readonly subject_id: string;
  readonly area_code: string;
  readonly channel: Channel;
  readonly objector: string | null;
  readonly phone: string | null;
  readonly words: string;
  readonly answer_by: PlainDate;
  /** The account that recorded it. */
  readonly received_by: string;
  readonly answered_by: string | null;
  readonly reason: string | null;
}

const OBJECTION = sql`select o.objection_no, o.appeals_no, o.meeting_no, o.item_no, o.received_on, a.verdict,
    a.answered_on, o.subject_module, o.subject_id, o.area_code, o.channel, o.objector, o.phone, o.words, o.answer_by,
    o.recorded_by as received_by, a.recorded_by as answered_by, a.reason
  from governance.objection o
  left join governance.answer a on a.county_code = o.county_code and a.objection_no = o.objection_no`;

/** Objections of a county, or to some subjects, in the order they were received. */
export async function listObjections(
  tx: Tx,
  countyCode: string,
  subjects?: readonly Subject[],
  { isOpen, ...part }: NewestFirst & { readonly isOpen?: boolean } = {},
): Promise<ObjectionRow[]> {
  const chosen = subjects ? sql`and (o.subject_module, o.subject_id) in (${subjectRows(subjects)})` : sql``;
  const open = isOpen === undefined ? sql`` : sql`and (a.objection_no is null) = ${isOpen}`;
  const { rows } = await sql<ObjectionRow>`${OBJECTION}
    where o.county_code = ${countyCode} ${chosen} ${open} ${partOf(sql`o.objection_no`, part)}`.execute(tx);
  return rows;
}

/** Fails with `objection.unknown`. */
export async function getObjection(tx: Tx, countyCode: string, objectionNo: number): Promise<ObjectionRow> {
  const { rows } = await sql<ObjectionRow>`${OBJECTION}
    where o.county_code = ${countyCode} and o.objection_no = ${objectionNo}`.execute(tx);
  if (!rows[0]) throw fail('objection.unknown', { county: countyCode, objection: objectionNo });
  return rows[0];
}

/** Subjects as the rows of one parameter, however many they are. */
export const subjectRows = (subjects: readonly Subject[]) =>
  sql`select module, id from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as s(module text, id text)`;
