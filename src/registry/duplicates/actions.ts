import { act } from '../../access/index.ts';
import { maskIdNumber } from '../../kernel/index.ts';
import { type Db, sql, today, type Tx } from '../../platform/index.ts';
import { fail } from '../errors.ts';
import { needCounty } from '../areas.ts';
import { needActor } from '../events/actions.ts';
import { lockCounty } from '../events/store.ts';
import { type DuplicateReason } from './likeness.ts';
import { findHouseholdPairs, findPersonPairs, prepareSearch, replaceCandidates } from './store.ts';

export interface DuplicateSearch {
  readonly county_code: string;
  readonly found_on: string;
  readonly persons: number;
  readonly households: number;
  /** Pairs that wait for a decision, and how many of them were not known before. */
  readonly open: number;
  readonly new: number;
  /** Pairs found again that are decided; they stay away. */
  readonly decided: number;
}

/**
 * Looks for people and households that may be in a county's register twice, as it stands today, and keeps the list
 * for review. Nothing is merged (domain.md §3.6).
 *
 * Fails with `register.countyUnknown`.
 */
export async function findDuplicates(
  db: Db,
  order: { readonly actor: string; readonly countyCode: string; readonly dryRun?: boolean },
): Promise<DuplicateSearch> {
  const { countyCode, actor, dryRun = false } = order;
  const day = today();
  return act(
    db,
    { actor, action: 'register.duplicates.find', countyCode, input: { day }, dryRun },
    async (tx) => {
      await needCounty(tx, countyCode);
      await lockCounty(tx, countyCode);
      await prepareSearch(tx, countyCode, day);
      const persons = await findPersonPairs(tx);
      const households = await findHouseholdPairs(tx);
      const { open, fresh, decided } = await replaceCandidates(
        tx,
        countyCode,
        [...persons, ...households],
        day,
      );
      const counts = { persons: persons.length, households: households.length, open, new: fresh, decided };
      return { result: { county_code: countyCode, found_on: day, ...counts }, summary: counts };
    },
  );
}

/** A pair as reviewers see it. ID numbers are masked. */
export interface DuplicateRow {
  readonly county_code: string;
  readonly pair: string;
  readonly kind: 'person' | 'household';
  /** 1 to 100, and why; null for a decided pair that is no longer found. */
  readonly score: number | null;
  readonly reason: DuplicateReason | null;
  readonly shared_members: number | null;
  readonly area_code: string | null;
  readonly household_no: string;
  readonly person_no: string | null;
  readonly name: string | null;
  readonly birth_date: string | null;
  readonly id_number: string;
  readonly other_household_no: string;
  readonly other_person_no: string | null;
  readonly other_name: string | null;
  readonly other_birth_date: string | null;
  readonly other_id_number: string;
  readonly verdict: 'same' | 'different' | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly decision_reason: string | null;
}

export const DUPLICATE_COLUMNS = [
  'county_code',
  'pair',
  'kind',
  'score',
  'reason',
  'shared_members',
  'area_code',
  'household_no',
  'person_no',
  'name',
  'birth_date',
  'id_number',
  'other_household_no',
  'other_person_no',
  'other_name',
  'other_birth_date',
  'other_id_number',
  'verdict',
  'decided_by',
  'decided_at',
  'decision_reason',
] as const satisfies readonly (keyof DuplicateRow)[];

export interface DuplicateFilter {
  readonly kind?: 'person' | 'household';
  /** Decided pairs instead of those that wait. */
  readonly decided?: boolean;
  readonly minimumScore?: number;
  readonly pair?: string;
  /** Only pairs that this household is in. */
  readonly householdNo?: string;
  /** By pair instead: those after this one, at most `limit`. */
  readonly page?: { readonly after: string; readonly limit: number };
}

/** The pairs that wait for a decision (or those decided), the surest first. */
export async function listDuplicates(
  tx: Tx,
  countyCode: string,
  filter: DuplicateFilter = {},
): Promise<DuplicateRow[]> {
  await needCounty(tx, countyCode);
  const { kind = null, decided = false, minimumScore = 0, pair = null, householdNo = null, page } = filter;
  const { rows } = await sql<DuplicateRow>`
    with last as (
      select distinct on (pair) * from registry.duplicate_decision where county_code = ${countyCode}
      order by pair, decision_no desc),
    pair as (
      select pair, kind, household_no, person_no, other_household_no, other_person_no, score, reason, shared_members
      from registry.duplicate_candidate where county_code = ${countyCode}
      union all
      select pair, kind, household_no, person_no, other_household_no, other_person_no, null, null, null from last
      where pair not in (select pair from registry.duplicate_candidate where county_code = ${countyCode}))
    select ${countyCode} as county_code, c.pair, c.kind, c.score, c.reason, c.shared_members, h.area_code,
      c.household_no, c.person_no, coalesce(p.name, h.head_name) as name, p.birth_date, p.id_number,
      c.other_household_no, c.other_person_no, coalesce(q.name, g.head_name) as other_name,
      q.birth_date as other_birth_date, q.id_number as other_id_number,
      l.verdict, l.decided_by, l.decided_at, l.reason as decision_reason
    from pair c
    left join last l on l.pair = c.pair
    left join registry.household h on h.county_code = ${countyCode} and h.household_no = c.household_no
    left join registry.household g on g.county_code = ${countyCode} and g.household_no = c.other_household_no
    left join registry.person p
      on p.county_code = ${countyCode} and p.household_no = c.household_no and p.person_no = c.person_no
    left join registry.person q on q.county_code = ${countyCode} and q.household_no = c.other_household_no
      and q.person_no = c.other_person_no
    where (l.pair is not null) = ${decided} and coalesce(c.score, 100) >= ${minimumScore}
      and (${householdNo}::text is null or ${householdNo} in (c.household_no, c.other_household_no))
      and (${kind}::text is null or c.kind = ${kind}) and (${pair}::text is null or c.pair = ${pair})
    ${
      page
        ? sql`and c.pair > ${page.after} order by c.pair limit ${page.limit}`
        : sql`order by c.score desc nulls last, c.household_no, c.person_no, c.other_household_no, c.other_person_no, c.pair`
    }`.execute(tx);
  return rows.map((row) => ({
    ...row,
    id_number: maskIdNumber(row.id_number ?? ''),
    other_id_number: maskIdNumber(row.other_id_number ?? ''),
  }));
}

export interface DuplicateDecision {
  readonly actor: string;
  readonly countyCode: string;
  readonly pair: string;
  readonly verdict: 'same' | 'different';
  readonly reason: string;
  readonly dryRun?: boolean;
}

/**
 * Records what somebody found out about a pair. `same` merges nothing: that is a merge (or a death, a move …)
 * event, proposed and approved. A later decision supersedes an earlier one; both are kept.
 *
 * Fails with `duplicate.unknown`, `duplicate.decided` or `duplicate.reason`.
 */
export async function decideDuplicate(db: Db, order: DuplicateDecision): Promise<DuplicateRow> {
  const { countyCode, pair, verdict, dryRun = false } = order;
  const actor = needActor(order.actor);
  const reason = order.reason.trim();
  if (reason === '') throw fail('duplicate.reason');
  const input = { pair, verdict, reason };
  return act(db, { actor, action: 'register.duplicates.decide', countyCode, input, dryRun }, async (tx) => {
    await lockCounty(tx, countyCode);
    const find = async (): Promise<DuplicateRow | undefined> =>
      (await listDuplicates(tx, countyCode, { pair }))[0] ??
      (await listDuplicates(tx, countyCode, { pair, decided: true }))[0];
    const row = await find();
    if (!row) throw fail('duplicate.unknown', { county: countyCode, pair });
    if (row.verdict === verdict) throw fail('duplicate.decided', { pair, verdict, by: row.decided_by ?? '' });
    await sql`insert into registry.duplicate_decision (county_code, pair, decision_no, kind, household_no, person_no,
        other_household_no, other_person_no, verdict, decided_by, reason)
      values (${countyCode}, ${pair}, 1 + (select count(*) from registry.duplicate_decision d
          where d.county_code = ${countyCode} and d.pair = ${pair}), ${row.kind}, ${row.household_no}, ${row.person_no},
        ${row.other_household_no}, ${row.other_person_no}, ${verdict}, ${actor}, ${reason})`.execute(tx);
    return { result: (await find())!, summary: { pair, verdict } };
  });
}
