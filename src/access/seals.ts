import { setTimeout } from 'node:timers/promises';
import { type Db, sql, type Tx } from '../platform/index.ts';
import { act } from './funnel.ts';
import { ALL_COUNTIES } from './model.ts';

/**
 * The trail is sealed in batches, one chain a county: each seal hashes the audit entries and reads since the last
 * one, and that one. Entries take their instant when they are written, after the lock they share with sealing; so a
 * row of a sealed stretch of time cannot be added, changed or taken out without its seal telling.
 */
export interface Seal {
  readonly county_code: string;
  readonly seal_no: number;
  readonly until: string;
  readonly row_count: bigint;
  readonly previous_hash: string;
  readonly hash: string;
  readonly sealed_by: string;
}

/** What is wrong with a chain, at the first seal that does not hold. */
export interface SealFault {
  readonly county_code: string;
  readonly seal_no: number;
  /** `rows`: changed, deleted or inserted; `seal`: it is not what was sealed, or one before it is missing. */
  readonly fault: 'rows' | 'seal';
}

export interface SealReport {
  readonly seals: number;
  readonly rows: bigint;
  readonly unsealed: bigint;
  readonly faults: readonly SealFault[];
  /** The last seal of each county: noted elsewhere, it also proves that the end of a chain was not cut off. */
  readonly heads: readonly Pick<Seal, 'county_code' | 'seal_no' | 'hash'>[];
}

/** Both logs as one, each row as the text that is hashed. */
const TRAIL = sql`(
  select county_code, at, entry_no, sha256(convert_to(jsonb_build_array('audit', county_code, entry_no,
    extract(epoch from at), actor, action, input_hash, summary)::text, 'UTF8')) as digest
  from access.audit_entry
  union all
  select county_code, at, entry_no, sha256(convert_to(jsonb_build_array('read', county_code, entry_no,
    extract(epoch from at), account, what, subject, purpose)::text, 'UTF8'))
  from access.read_entry)`;

const hashOf = (row: {
  readonly [Part in 'previous' | 'county' | 'no' | 'until' | 'count' | 'by' | 'digests']: string;
}) =>
  sql.raw(`encode(sha256(convert_to(concat_ws('/', ${row.previous}, ${row.county}, ${row.no},
    extract(epoch from ${row.until}), ${row.count}, ${row.by}), 'UTF8') || ${row.digests}), 'hex')`);

/** Seals what was added since the last seal: of one county, or of all. Answers the new seals. */
export async function sealTrail(
  db: Db,
  order: { readonly actor: string; readonly countyCode?: string; readonly dryRun?: boolean },
): Promise<Seal[]> {
  const { actor, countyCode, dryRun = false } = order;
  const input = { countyCode };
  return act(db, { actor, action: 'audit.seal', countyCode: ALL_COUNTIES, input, dryRun }, async (tx) => {
    // Waits for writers that have added their entry, and makes the others wait.
    await sql`lock table access.audit_entry, access.read_entry, access.seal in share row exclusive mode`.execute(
      tx,
    );
    const { rows } = await sql<Seal>`
      with last as (
        select distinct on (county_code) * from access.seal order by county_code, seal_no desc),
      batch as (
        select t.county_code, coalesce(max(l.seal_no), 0) + 1 as no, coalesce(max(l.hash), '') as previous,
          count(*) as count, string_agg(t.digest, ''::bytea order by t.at, t.entry_no) as digests
        from ${TRAIL} t left join last l using (county_code)
        where (l.until is null or t.at > l.until) and ${countyCode ?? null}::text is null
          or (l.until is null or t.at > l.until) and t.county_code = ${countyCode ?? null}
        group by t.county_code),
      instant as materialized (select clock_timestamp() as until, ${actor}::text as sealer)
      insert into access.seal (county_code, seal_no, until, row_count, previous_hash, hash, sealed_by)
      select county_code, no, until, count, previous,
        ${hashOf({ previous: 'previous', county: 'county_code', no: 'no', until: 'until', count: 'count', by: 'sealer', digests: 'digests' })}, sealer
      from batch cross join instant
      returning *`.execute(tx);
    // What follows must lie after the seal in time, and the embedded engine's clock ticks by milliseconds.
    await setTimeout(5);
    const seals = rows.sort((a, b) => (a.county_code < b.county_code ? -1 : 1));
    return { result: seals, summary: { seals: seals.length } };
  });
}

/** Computes every seal again from the rows. */
export async function verifyTrail(tx: Tx): Promise<SealReport> {
  const { rows: checks } = await sql<Seal & { follows: boolean; counted: bigint; holds: boolean }>`
    with chain as (
      select s.*, lag(until) over links as since, lag(hash, 1, '') over links as before,
        row_number() over links as place
      from access.seal s window links as (partition by county_code order by seal_no)),
    -- Rows and seals in order of time: a row belongs to the first seal at or after it.
    moment as (
      select county_code, at, null::int as seal_no, entry_no, digest from ${TRAIL} t
      union all
      select county_code, until, seal_no, null, null from access.seal),
    placed as (
      select *, min(seal_no) over (partition by county_code order by at desc, seal_no is null
        rows unbounded preceding) as sealed_in
      from moment),
    content as (
      select county_code, sealed_in, count(*) as counted, string_agg(digest, ''::bytea order by at, entry_no) as digests
      from placed where entry_no is not null group by county_code, sealed_in)
    select s.county_code, s.seal_no, s.hash, coalesce(c.counted, 0) as counted, s.row_count,
      s.previous_hash = s.before and s.place = s.seal_no and (s.since is null or s.since < s.until) as follows,
      s.hash = ${hashOf({ previous: 's.previous_hash', county: 's.county_code', no: 's.seal_no', until: 's.until', count: 's.row_count', by: 's.sealed_by', digests: "coalesce(c.digests, ''::bytea)" })} as holds
    from chain s left join content c on c.county_code = s.county_code and c.sealed_in = s.seal_no
    order by s.county_code, s.seal_no`.execute(tx);
  const faults = checks
    .filter(({ follows, holds, counted, row_count }) => !follows || !holds || counted !== row_count)
    .filter(({ county_code }, i, all) => all.findIndex((one) => one.county_code === county_code) === i)
    .map(({ county_code, seal_no, follows }): SealFault => ({
      county_code,
      seal_no,
      fault: follows ? 'rows' : 'seal',
    }));
  const rows = checks.reduce((sum, { row_count }) => sum + row_count, 0n);
  const heads = checks
    .filter(({ county_code }, i) => checks[i + 1]?.county_code !== county_code)
    .map(({ county_code, seal_no, hash }) => ({ county_code, seal_no, hash }));
  return { seals: checks.length, rows, unsealed: await countUnsealed(tx), faults, heads };
}

async function countUnsealed(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) from ${TRAIL} t
    left join (select county_code, max(until) as until from access.seal group by 1) s using (county_code)
    where s.until is null or t.at > s.until`.execute(tx);
  return rows[0]!.count;
}

export interface TrailRow {
  readonly county_code: string;
  readonly at: string;
  readonly kind: 'act' | 'read';
  readonly account: string;
  readonly action: string;
  /** Counts and identifiers of an act; subject and purpose of a read. */
  readonly about: string;
}

/** The latest entries of both logs, newest first. */
export async function listTrail(tx: Tx, filter: TrailFilter): Promise<TrailRow[]> {
  const { rows } = await pageOfTrail(tx, filter);
  return rows.map((entry) => {
    const { cursor: _, ...row } = entry;
    return row;
  });
}

export interface TrailFilter {
  readonly countyCode?: string;
  readonly account?: string;
  /** Only entries before the one of this cursor. */
  readonly after?: string;
  readonly limit: number;
}

/** As `listTrail`, with the cursor to go on from: the instant in microseconds and the entry; null at the end. */
export async function pageOfTrail(
  tx: Tx,
  filter: TrailFilter,
): Promise<{ readonly rows: (TrailRow & { readonly cursor: string })[]; readonly next: string | null }> {
  const [at, entryNo] = filter.after?.split('/') ?? [];
  const earlier =
    at === undefined || entryNo === undefined
      ? sql``
      : sql`and (entry.at, entry.entry_no) < (timestamptz 'epoch' + ${at}::bigint * interval '1 microsecond', ${entryNo}::uuid)`;
  const { rows } = await sql<TrailRow & { readonly cursor: string }>`
    select county_code, to_char(at, 'YYYY-MM-DD HH24:MI:SS') as at, kind, account, action, about,
      (extract(epoch from at) * 1000000)::bigint || '/' || entry_no as cursor from (
      select county_code, at, entry_no, 'act' as kind, actor as account, action, summary::text as about from access.audit_entry
      union all
      select county_code, at, entry_no, 'read', account, what, concat_ws(': ', nullif(subject, ''), purpose) from access.read_entry
    ) entry
    where (${filter.countyCode ?? null}::text is null or county_code = ${filter.countyCode ?? null})
      and (${filter.account ?? null}::text is null or account = ${filter.account ?? null})
      ${earlier}
    order by entry.at desc, entry.entry_no desc limit ${filter.limit}`.execute(tx);
  return { rows, next: rows.length < filter.limit ? null : rows.at(-1)!.cursor };
}
