import { type Bilingual, formatYuan, type PlainDate } from '../../../kernel/index.ts';
import { sql, type Tx } from '../../../platform/index.ts';
import { type Column, COLUMN_NAMES, CLASS_NAMES, type ClassCode, type RollLine } from './model.ts';
import { ROUND_STATUS_NAMES, type RoundStatus, statesOf } from './status.ts';
import { capitalOf, listRounds, type RoundRow, rulesOf, sourcesOf } from './store.ts';
import { runWaterfall } from './waterfall.ts';

/** What a household reads of itself: its shares and dividends, each with why. Reads nothing of anybody else but sums. */

export interface OwnHolding {
  readonly entity_no: number;
  readonly entity_name: string;
  readonly share: ClassCode;
  readonly share_name: Bilingual;
  readonly units: string;
  /** All units of the class. */
  readonly of_units: string;
}

export interface OwnDividend {
  readonly round_no: number;
  readonly round_id: string;
  readonly entity_name: string;
  readonly year: number;
  readonly status: RoundStatus;
  readonly status_name: Bilingual;
  readonly line_id: string;
  readonly column_name: Bilingual;
  readonly amount_yuan: string;
  /** Exactly why: this much of the part by this weight of all, whole fen, and whether an odd fen fell to it. */
  readonly part_yuan: string;
  readonly weight: string;
  readonly weights: string;
  readonly whole_yuan: string;
  readonly has_odd_fen: boolean;
  /** Opens the seal of the line on the public sheet. */
  readonly nonce: string;
}

export interface OwnShares {
  readonly holdings: readonly OwnHolding[];
  readonly dividends: readonly OwnDividend[];
}

interface Household {
  readonly countyCode: string;
  readonly householdNo: string;
}

/** The latest rounds first. */
export async function ownShares(tx: Tx, own: Household, day: PlainDate): Promise<OwnShares> {
  return { holdings: await ownHoldings(tx, own, day), dividends: await ownDividends(tx, own, day) };
}

async function ownHoldings(
  tx: Tx,
  { countyCode, householdNo }: Household,
  day: PlainDate,
): Promise<OwnHolding[]> {
  const { rows } = await sql<{
    entity_no: number;
    entity_name: string;
    share: ClassCode;
    units: bigint;
    of: bigint;
  }>`
    with mine as (select distinct entity_no from shares.entry where county_code = ${countyCode}
        and ((giver_kind = 'household' and giver_ref = ${householdNo}) or (taker_kind = 'household' and taker_ref = ${householdNo}))),
    moves as (
      select e.entity_no, coalesce(into_kind, share_kind) as share, taker_kind as kind, taker_ref as ref,
        coalesce(into_units, units) as units from shares.entry e join mine using (entity_no)
      where county_code = ${countyCode} and taker_kind is not null and day <= ${day}::date
      union all
      select e.entity_no, share_kind, giver_kind, giver_ref, -units from shares.entry e join mine using (entity_no)
      where county_code = ${countyCode} and giver_kind is not null and day <= ${day}::date)
    select m.entity_no, e.name as entity_name, m.share, sum(m.units)::bigint as "of",
      coalesce(sum(m.units) filter (where m.kind = 'household' and m.ref = ${householdNo}), 0)::bigint as units
    from moves m join programmes.entity e on e.county_code = ${countyCode} and e.entity_no = m.entity_no
    group by 1, 2, 3 order by 1, 3`.execute(tx);
  return rows
    .filter(({ units }) => units > 0n)
    .map(({ entity_no, entity_name, share, units, of }) => ({
      entity_no,
      entity_name,
      share,
      share_name: CLASS_NAMES[share],
      units: formatYuan(units),
      of_units: formatYuan(of),
    }));
}

interface OwnLine {
  readonly round_no: number;
  readonly line_id: string;
  readonly column_kind: Column;
  readonly weight: bigint;
  readonly nonce: string;
  readonly dividend_fen: bigint;
}

async function ownDividends(
  tx: Tx,
  { countyCode, householdNo }: Household,
  day: PlainDate,
): Promise<OwnDividend[]> {
  const { rows } = await sql<OwnLine>`
    select r.round_no, l.line_id, l.column_kind, l.weight, l.nonce, r.dividend_fen
    from shares.roll_line l
    join shares.round_line r on r.county_code = l.county_code and r.entity_no = l.entity_no and r.roll_no = l.roll_no
      and r.line_no = l.line_no
    where l.county_code = ${countyCode} and l.holder_kind = 'household' and l.holder_ref = ${householdNo}
    order by r.round_no desc, r.line_no`.execute(tx);
  const numbers = new Set(rows.map(({ round_no }) => round_no));
  const rounds = (await listRounds(tx, countyCode)).filter(({ round_no }) => numbers.has(round_no));
  const states = await statesOf(tx, countyCode, rounds, day);
  const parts = new Map<number, Awaited<ReturnType<typeof partsOfRound>>>();
  for (const round of rounds) parts.set(round.round_no, await partsOfRound(tx, countyCode, round));
  return rows.flatMap((line) => {
    const { round, status } = states.find(({ round: one }) => one.round_no === line.round_no)!;
    if (status === 'withdrawn') return [];
    const { pots, weights: sums } = parts.get(line.round_no)!;
    const pot = pots.find(({ columns }) => columns.includes(line.column_kind));
    const part = pot?.amount_fen ?? 0n;
    const weights = (pot?.columns ?? []).reduce((sum, column) => sum + (sums.get(column) ?? 0n), 0n);
    const whole = weights === 0n ? 0n : (part * line.weight) / weights;
    return [
      {
        round_no: round.round_no,
        round_id: round.round_ref,
        entity_name: round.entity_name,
        year: round.year,
        status,
        status_name: ROUND_STATUS_NAMES[status],
        line_id: line.line_id,
        column_name: COLUMN_NAMES[line.column_kind],
        amount_yuan: formatYuan(line.dividend_fen),
        part_yuan: formatYuan(part),
        weight: formatYuan(line.weight),
        weights: formatYuan(weights),
        whole_yuan: formatYuan(whole),
        has_odd_fen: line.dividend_fen > whole,
        nonce: line.nonce,
      },
    ];
  });
}

/** The parts of a round and what weighs in each column, without reading its lines one by one. */
async function partsOfRound(tx: Tx, countyCode: string, round: RoundRow) {
  const { rows } = await sql<{ column_kind: Column; weight: bigint }>`
    select column_kind, sum(weight)::bigint as weight from shares.roll_line
    where county_code = ${countyCode} and entity_no = ${round.entity_no} and roll_no = ${round.roll_no}
    group by 1`.execute(tx);
  const lines = rows.map(({ column_kind, weight }): RollLine => ({
    id: column_kind,
    column: column_kind,
    weight,
  }));
  const facts = {
    sources: await sourcesOf(tx, countyCode, round.round_no),
    capital_fen: capitalOf(round),
    volume_bp: round.volume_rate,
  };
  const { pots } = runWaterfall(rulesOf(round), facts, lines);
  return { pots, weights: new Map(rows.map(({ column_kind, weight }) => [column_kind, weight])) };
}
