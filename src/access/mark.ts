import { sql, type Tx } from '../platform/index.ts';
import { ALL_COUNTIES } from './model.ts';

/** Tells a cache of what a county's rows give whether anything was done since: two equal marks, nothing was. */
export interface TrailMark {
  /** Instant from which on acts are counted, in the database's words. */
  readonly since: string;
  readonly acts: bigint;
}

/**
 * Every write adds an entry to the trail in its own transaction, so that the number of entries a transaction sees grows
 * with each act that it sees. Counted from `since`, ten minutes ago unless told: an entry takes its instant when it is
 * written, which lies only a moment before it is seen by others.
 */
export async function trailMark(tx: Tx, countyCode: string, since?: string): Promise<TrailMark> {
  const { rows } = await sql<TrailMark>`
    with start as (select coalesce(${since ?? null}::timestamptz, clock_timestamp() - interval '10 minutes') as since)
    select to_char(start.since, 'YYYY-MM-DD HH24:MI:SS.USOF') as since,
      (select count(*) from access.audit_entry e
        where e.county_code = any(${[countyCode, ALL_COUNTIES]}::text[]) and e.at >= start.since) as acts
    from start`.execute(tx);
  return rows[0]!;
}
