import type { PlainDate } from '../../../kernel/index.ts';
import type { AccountKey } from '../../../ledger/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import { kindsOf, poolOf, type Sum, SUM_NAMES, sumOf, type Sums } from './rules.ts';

/** A posting or an authorisation behind one of the sums. */
export interface PoolPart {
  readonly sum: Sum;
  readonly posting_no: bigint | null;
  readonly authorisation_no: bigint | null;
  readonly day: PlainDate;
  readonly account: AccountKey;
  readonly source: string;
  /** Fen; below 0 for what takes an earlier part back. */
  readonly amount: bigint;
}

/**
 * Postings of the pool up to a day, turned so that a reversal takes away from the sum it once added to. A read of the
 * ledger's table in one statement: a pool has ten thousands of postings.
 */
const movements = (countyCode: string, pool: AccountKey, asOf: PlainDate) => sql`(
  select posting_no, kind, day, source, reversal_of is null as comes_in, debit as pool, credit as account,
      case when reversal_of is null then amount else -amount end as amount
    from ledger.posting where county_code = ${countyCode} and debit = ${pool} and day <= ${asOf}
  union all
  select posting_no, kind, day, source, reversal_of is not null, credit, debit,
      case when reversal_of is null then amount else -amount end
    from ledger.posting where county_code = ${countyCode} and credit = ${pool} and day <= ${asOf})`;

/** What cases may still draw from the pool on a day; suspended ones too, for an objection may be dismissed. */
const reserves = (countyCode: string, pool: AccountKey, asOf: PlainDate) => sql`(
  select * from (
    select a.authorisation_no, a.valid_from as day, a.payee as account, a.decision as source,
      a.limit_amount - (select coalesce(sum(case when p.reversal_of is null then p.amount else -p.amount end), 0)
        from ledger.posting p where p.county_code = a.county_code and p.authorisation_no = a.authorisation_no
          and p.day <= ${asOf})::bigint as amount
    from ledger.authorisation a
    where a.county_code = ${countyCode} and a.payer = ${pool} and a.kind = 'benefit'
      and a.valid_from <= ${asOf} and a.valid_to >= ${asOf}
      and not exists (select from ledger.authorisation_step s where s.county_code = a.county_code
        and s.authorisation_no = a.authorisation_no and s.step = 'revoked')) r
  where amount > 0)`;

export interface CountedSums {
  readonly sums: Sums;
  /** How many postings or authorisations stand behind each. */
  readonly counts: Readonly<Record<Sum, number>>;
}

export async function sumsOf(
  tx: Tx,
  countyCode: string,
  year: number,
  asOf: PlainDate,
): Promise<CountedSums> {
  const pool = poolOf(year);
  const { rows } = await sql<{ kind: string | null; comes_in: boolean; n: number; amount: bigint }>`
    select kind, comes_in, count(*)::int as n, sum(amount)::bigint as amount
      from ${movements(countyCode, pool, asOf)} m group by kind, comes_in
    union all
    select null, false, count(*)::int, coalesce(sum(amount), 0)::bigint
      from ${reserves(countyCode, pool, asOf)} r`.execute(tx);
  const sums = Object.fromEntries(SUM_NAMES.map((name) => [name, 0n])) as Record<Sum, bigint>;
  const counts = Object.fromEntries(SUM_NAMES.map((name) => [name, 0])) as Record<Sum, number>;
  for (const { kind, comes_in, n, amount } of rows) {
    const sum = kind === null ? 'reserved' : sumOf(kind, comes_in);
    sums[sum] += amount;
    counts[sum] += n;
  }
  return { sums, counts };
}

/** What a pool paid, fees included and what came back taken off, by month of the payment. */
export async function spentByMonth(
  tx: Tx,
  countyCode: string,
  year: number,
  asOf: PlainDate,
): Promise<Map<string, bigint>> {
  const out = [...kindsOf('benefits'), ...kindsOf('fees')].map(({ kind }) => kind);
  const back = kindsOf('returned').map(({ kind }) => kind);
  const { rows } = await sql<{ month: string; spent: bigint }>`
    select to_char(day, 'YYYY-MM') as month,
      sum(case when kind = any(${back}::text[]) then -amount else amount end)::bigint as spent
    from ${movements(countyCode, poolOf(year), asOf)} m
    where kind = any(${[...out, ...back]}::text[]) group by 1`.execute(tx);
  return new Map(rows.map(({ month, spent }) => [month, spent]));
}

/** The postings or authorisations behind one sum, by their number. */
export async function partsOf(
  tx: Tx,
  countyCode: string,
  year: number,
  asOf: PlainDate,
  sum: Sum,
  { after = 0n, limit }: Part<bigint> = {},
): Promise<PoolPart[]> {
  const pool = poolOf(year);
  if (sum === 'reserved') {
    const { rows } = await sql<PoolPart>`select 'reserved' as sum, null as posting_no, r.*
      from ${reserves(countyCode, pool, asOf)} r where authorisation_no > ${after}
      order by authorisation_no limit ${limit ?? null}`.execute(tx);
    return rows;
  }
  const kinds = kindsOf(sum).map(({ kind, comesIn }) => sql`(${kind}, ${comesIn}::boolean)`);
  const { rows } = await sql<Omit<PoolPart, 'sum'>>`
    select posting_no, null as authorisation_no, day, account, source, amount
    from ${movements(countyCode, pool, asOf)} m
    where (kind, comes_in) in (${sql.join(kinds)}) and posting_no > ${after}
    order by posting_no limit ${limit ?? null}`.execute(tx);
  return rows.map((row) => ({ sum, ...row }));
}

export interface PoolMoveRow {
  readonly move_no: number;
  readonly policy_year: number;
  readonly kind: string;
  readonly people: bigint | null;
  readonly per_person_fen: bigint | null;
  readonly amount_fen: bigint;
  readonly day: PlainDate;
  readonly policy_version: string;
  readonly posting_no: bigint;
  readonly recorded_by: string;
}

/** What was moved between treasury and pool, and what it was made from. */
export async function listMoves(tx: Tx, countyCode: string, year: number): Promise<PoolMoveRow[]> {
  const { rows } =
    await sql<PoolMoveRow>`select move_no, policy_year, kind, people, per_person_fen, amount_fen, day,
      policy_version, posting_no, recorded_by
    from payout.pool_move where county_code = ${countyCode} and policy_year = ${year} order by move_no`.execute(
      tx,
    );
  return rows;
}

export interface PoolYearRow {
  readonly policy_year: number;
  /** Of its latest move. */
  readonly policy_version: string;
  readonly moves: number;
}

/** The policy years that have a pool, the latest first. */
export async function listPoolYears(tx: Tx, countyCode: string): Promise<PoolYearRow[]> {
  const { rows } = await sql<PoolYearRow>`
    select policy_year, (array_agg(policy_version order by move_no desc))[1] as policy_version, count(*)::int as moves
    from payout.pool_move where county_code = ${countyCode} group by policy_year order by policy_year desc`.execute(
    tx,
  );
  return rows;
}
