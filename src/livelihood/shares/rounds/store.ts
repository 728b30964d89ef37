import type { Bilingual, PlainDate } from '../../../kernel/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import { fail } from '../errors.ts';
import type { CharterRules, ClassCode, SourceItem, SourceKind } from './model.ts';
import type { RollLineRow } from '../rolls/store.ts';

export interface RoundRow {
  readonly round_no: number;
  readonly entity_no: number;
  readonly entity_name: string;
  readonly area_code: string;
  readonly purse: string;
  readonly roll_no: number;
  readonly year: number;
  readonly round_ref: string;
  readonly charter_version: string;
  readonly rules: string;
  readonly capital: string;
  readonly volume_rate: number | null;
  readonly surplus_fen: bigint;
  readonly shared_fen: bigint;
  readonly paid_fen: bigint;
  readonly payable_count: number;
  readonly kept_fen: bigint;
  readonly audited_by: string;
  readonly audited_on: PlainDate;
  readonly audit_document: string;
  readonly day: PlainDate;
  readonly sheet_hash: string;
  readonly recorded_by: string;
  readonly steps: readonly RoundStep[];
}

export interface RoundStep {
  readonly step: 'authorised' | 'paid' | 'reversed' | 'withdrawn';
  readonly day: PlainDate;
  readonly authorisation_no: string | null;
  readonly reserve_authorisation_no: string | null;
  readonly reason: string | null;
  readonly recorded_by: string;
}

export interface RoundFilter extends Part<number> {
  readonly entityNo?: number;
  readonly roundNo?: number;
  readonly areaCode?: string;
}

export async function listRounds(tx: Tx, countyCode: string, filter: RoundFilter = {}): Promise<RoundRow[]> {
  const { entityNo, roundNo, areaCode, after = 0, limit } = filter;
  const { rows } = await sql<RoundRow>`
    select r.round_no, r.entity_no, e.name as entity_name, e.area_code, e.purse, r.roll_no, r.year, r.round_ref, r.charter_version, r.rules,
      r.capital, r.volume_rate, r.surplus_fen, r.shared_fen, r.paid_fen, r.payable_count, r.kept_fen, r.audited_by, r.audited_on,
      r.audit_document, r.day, r.sheet_hash, r.recorded_by,
      (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'day', s.day, 'authorisation_no', s.authorisation_no::text,
          'reserve_authorisation_no', s.reserve_authorisation_no::text, 'reason', s.reason, 'recorded_by', s.recorded_by)
          order by s.step_no), '[]')
        from shares.round_step s where s.county_code = r.county_code and s.round_no = r.round_no) as steps
    from shares.round r
    join programmes.entity e on e.county_code = r.county_code and e.entity_no = r.entity_no
    where r.county_code = ${countyCode} and r.round_no > ${after}
      ${entityNo === undefined ? sql`` : sql`and r.entity_no = ${entityNo}`}
      ${roundNo === undefined ? sql`` : sql`and r.round_no = ${roundNo}`}
      ${areaCode === undefined ? sql`` : sql`and e.area_code = ${areaCode}`}
    order by r.round_no limit ${limit ?? null}`.execute(tx);
  return rows;
}

/** Fails with `round.unknown`. */
export async function getRound(tx: Tx, countyCode: string, roundNo: number): Promise<RoundRow> {
  const [round] = await listRounds(tx, countyCode, { roundNo });
  if (!round) throw fail('round.unknown', { round: roundNo, county: countyCode });
  return round;
}

interface SourceRow {
  readonly source_kind: SourceKind;
  readonly label_zh_name: string;
  readonly label_en_name: string;
  readonly source_fen: bigint;
  readonly document: string;
}

export async function sourcesOf(tx: Tx, countyCode: string, roundNo: number): Promise<SourceItem[]> {
  const { rows } = await sql<SourceRow>`
    select source_kind, label_zh_name, label_en_name, source_fen, document from shares.round_source
    where county_code = ${countyCode} and round_no = ${roundNo} order by source_no`.execute(tx);
  return rows.map((row) => ({
    kind: row.source_kind,
    label: { zh: row.label_zh_name, en: row.label_en_name } satisfies Bilingual,
    amount_fen: row.source_fen,
    document: row.document,
  }));
}

export interface RoundLineRow extends RollLineRow {
  readonly dividend_fen: bigint;
}

/** The lines of a round with those of its roll, by number. */
export async function linesOfRound(
  tx: Tx,
  countyCode: string,
  roundNo: number,
  { after = 0, limit }: Part<number> = {},
): Promise<RoundLineRow[]> {
  const { rows } = await sql<RoundLineRow>`
    select l.line_no, l.line_id, l.column_kind, l.holder_kind, l.holder_ref, l.masked_name, l.weight, l.nonce,
      r.dividend_fen
    from shares.round_line r
    join shares.roll_line l on l.county_code = r.county_code and l.entity_no = r.entity_no and l.roll_no = r.roll_no
      and l.line_no = r.line_no
    where r.county_code = ${countyCode} and r.round_no = ${roundNo} and r.line_no > ${after}
    order by r.line_no limit ${limit ?? null}`.execute(tx);
  return rows;
}

export const rulesOf = ({ rules }: RoundRow): CharterRules => JSON.parse(rules) as CharterRules;

export const capitalOf = ({ capital }: RoundRow): Partial<Record<ClassCode, bigint>> =>
  Object.fromEntries(
    Object.entries(JSON.parse(capital) as Record<string, string>).map(([code, amount]) => [
      code,
      BigInt(amount),
    ]),
  );
