import { act } from '../../access/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import { type Db, nextNo, sql, type Tx } from '../../platform/index.ts';
import { needCounty } from '../areas.ts';
import { needActor } from '../events/actions.ts';
import { CACHE_RULE, checkQuality, type QualityFinding, QUALITY_RULES } from './check.ts';

/** A check whose findings were kept. */
export interface KeptCheck {
  readonly day: PlainDate;
  readonly checked_at: string;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * As `checkQuality`, and keeps what it finds, in place of what the check before found: the check goes over everybody in
 * a county, the list is read page by page.
 *
 * Fails with `register.countyUnknown`.
 */
export async function keepQuality(
  db: Db,
  order: {
    readonly actor: string;
    readonly countyCode: string;
    readonly day: PlainDate;
    readonly dryRun?: boolean;
  },
): Promise<KeptCheck> {
  const { countyCode, day, dryRun = false } = order;
  const actor = needActor(order.actor);
  const said = { actor, action: 'register.quality.check', countyCode, input: { day }, dryRun };
  return act(db, said, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`quality/${countyCode}`}, 0))`.execute(tx);
    const { findings, counts } = await checkQuality(tx, countyCode, day);
    const within = { county_code: countyCode };
    const no = await nextNo(tx, 'registry.quality_check', 'check_no', within);
    await sql`insert into registry.quality_check (county_code, check_no, day, cache_faults, checked_by)
      values (${countyCode}, ${no}, ${day}, ${counts[CACHE_RULE]}, ${actor})`.execute(tx);
    await replaceFindings(tx, countyCode, findings);
    const result = (await findKept(tx, countyCode))!;
    return { result, summary: { check_no: no, findings: findings.length } };
  });
}

async function replaceFindings(
  tx: Tx,
  countyCode: string,
  findings: readonly QualityFinding[],
): Promise<void> {
  await sql`delete from registry.quality_finding where county_code = ${countyCode}`.execute(tx);
  await sql`insert into registry.quality_finding (county_code, finding_no, rule, household_no, person_no, sentence)
    select ${countyCode}, (row_number() over ())::int, f.rule, f.household_no, f.person_no, f.sentence
    from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb)
      as f(rule text, household_no text, person_no text, sentence jsonb)`.execute(tx);
}

/** The last check and how many of its findings are seen; undefined before the first. */
async function findKept(tx: Tx, countyCode: string): Promise<KeptCheck | undefined> {
  const { rows } = await sql<Pick<KeptCheck, 'day' | 'checked_at'> & { cache_faults: number }>`
    select day, to_char(checked_at, 'YYYY-MM-DD HH24:MI') as checked_at, cache_faults from registry.quality_check
    where county_code = ${countyCode} order by check_no desc limit 1`.execute(tx);
  if (!rows[0]) return undefined;
  const { cache_faults, ...check } = rows[0];
  const { rows: found } = await sql<{ rule: string; n: number }>`
    select rule, count(*)::int as n from registry.quality_finding where county_code = ${countyCode}
    group by rule`.execute(tx);
  const none = Object.fromEntries(QUALITY_RULES.map((rule) => [rule, 0]));
  const counts = { ...none, ...Object.fromEntries(found.map(({ rule, n }) => [rule, n])) };
  return { ...check, counts: { ...counts, [CACHE_RULE]: cache_faults } };
}

export interface QualityPage {
  /** Undefined: the register was never checked. */
  readonly check: KeptCheck | undefined;
  readonly rows: readonly QualityFinding[];
  /** The last place looked at; null: there are no more. */
  readonly next: number | null;
}

/**
 * A page of what the last check of a county found, as far as the viewer sees the households. Fails with
 * `register.countyUnknown`.
 */
export async function pageOfQuality(
  tx: Tx,
  countyCode: string,
  order: { readonly rule?: string; readonly after: number; readonly limit: number },
): Promise<QualityPage> {
  await needCounty(tx, countyCode);
  const { after, limit } = order;
  const { rows } = await sql<QualityFinding & { finding_no: number }>`
    select finding_no, rule, household_no, person_no, sentence from registry.quality_finding
    where county_code = ${countyCode} and finding_no > ${after}
      and ${order.rule === undefined ? sql`true` : sql`rule = ${order.rule}`}
    order by finding_no limit ${limit + 1}`.execute(tx);
  const shown = rows.slice(0, limit);
  return {
    check: await findKept(tx, countyCode),
    rows: shown.map(({ rule, household_no, person_no, sentence }) => ({
      rule,
      household_no,
      person_no,
      sentence,
    })),
    next: rows.length > limit ? shown.at(-1)!.finding_no : null,
  };
}
