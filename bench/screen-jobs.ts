import type { RawBuilder } from 'kysely';
import { incomeTotals } from '../src/income/index.ts';
import { firstDayOf, yearOf } from '../src/kernel/index.ts';
import { sql } from '../src/platform/index.ts';
import { GROUPS, PERILS } from '../src/policy/index.ts';
import { billsBefore, billsFrom } from './bills.ts';
import {
  AS_OF,
  clearFindings,
  countOf,
  type County,
  LAST_MONTH,
  made,
  MONTH_BEFORE,
  screenOn,
  take,
} from './county.ts';
import { check, checkEqual, Series } from './measure.ts';
import type { Bench, Result } from './model.ts';
import { settle } from './stores.ts';

/** Screening with findings written, against the bare query that finds them. Needs a county without bills. */
export async function screenJobs(bench: Bench, county: County): Promise<Result[]> {
  const { db, profile } = county;
  await take(
    db,
    'expenses',
    made('bills', () => billsBefore(county.demo, LAST_MONTH)),
  );
  const { new: newBills } = await take(
    db,
    'expenses',
    made('month', () => billsFrom(county.demo, LAST_MONTH)),
  );
  const bills = await countOf(db, 'feeds.expense');
  await makeBareTables(county);
  const [bare, full, month] = [new Series(), new Series(), new Series()];
  for (let run = 1; run <= bench.runs; run++) {
    bench.say(`Screening, run ${run} of ${bench.runs} …`);
    await clearFindings(db);
    await bareScreen(county, bare);
    await settle(db);
    const whole = await full.run(profile, () => screenOn(county, AS_OF));
    checkEqual(whole.scope, 'all', 'scope of a first screening');
    await compareFindings(county);
    await clearFindings(db);
    await screenOn(county, MONTH_BEFORE);
    await settle(db);
    const touched = await month.run(profile, () => screenOn(county, AS_OF));
    checkEqual(touched.scope, 'touched', 'scope after one more month');
    checkEqual(touched.in_force, whole.in_force, 'findings after one more month');
    await compareFindings(county);
  }
  const size = `${bench.people.toLocaleString('en-US')} people, ${bills.toLocaleString('en-US')} bills`;
  const common = {
    baseline: bare.seconds,
    baselineName: 'bare aggregate, rows inserted',
    unit: 's',
  } as const;
  return [
    {
      ...common,
      job: 'screen a county, findings written',
      size,
      values: full.seconds,
      targets: [{ kind: 'ratio', atMost: 1.5 }],
      dominates: full.dominates,
    },
    {
      ...common,
      job: 'screen again, one month new',
      size: `${newBills.toLocaleString('en-US')} new bills of ${bills.toLocaleString('en-US')}`,
      values: month.seconds,
      targets: [{ kind: 'ms', atMost: 500 }],
      dominates: month.dominates,
    },
  ];
}

/** The baseline's two tables without keys: lines in, findings out. */
async function makeBareTables({ db, policy }: County): Promise<void> {
  await sql`create table bench.found
    (household_no text, kind text, peril text, household_group text, self_paid_fen bigint, line_fen bigint)`.execute(
    db,
  );
  await sql`create table bench.line ("group" text, peril text, line_fen bigint)`.execute(db);
  for (const group of GROUPS)
    for (const peril of PERILS) {
      const line = policy.line(group, peril);
      if (line !== undefined)
        await sql`insert into bench.line values (${group}, ${peril}, ${line})`.execute(db);
    }
  await sql`analyze bench.line`.execute(db);
}

/**
 * The one query anybody would write for the same findings: sums by household and peril, joined with group and
 * line; over the line, over the largest line together, or poor by income and on no list.
 */
function bareQuery({ demo, policy }: County): RawBuilder<unknown> {
  const counted = PERILS.flatMap((peril) => {
    const items = policy.countedItems(peril);
    return items === undefined ? [] : [sql`when ${sql.lit(peril)} then e.item = any(${[...items]}::text[])`];
  });
  const protection = policy.protectionLine(AS_OF)!;
  return sql`
    with household as (
      select household_no, size,
        case when group_since is null or group_since <= ${AS_OF} then base_group else 'general' end as "group"
      from registry.household where county_code = ${demo.county}),
    paid as materialized (
      select e.household_no, e.peril, sum(e.total_fen - e.reimbursed_fen)::bigint as fen from feeds.expense e
      where e.county_code = ${demo.county} and e.date between ${firstDayOf(yearOf(AS_OF))} and ${AS_OF}
        and (e.item is null or case e.peril ${sql.join(counted, sql` `)} else true end)
      group by e.household_no, e.peril),
    judged as materialized (
      select p.household_no, p.peril, h."group", p.fen, l.line_fen
      from paid p join household h on h.household_no = p.household_no
      join bench.line l on l."group" = h."group" and l.peril = p.peril)
    select household_no, 'line', peril, "group", fen, line_fen from judged where fen > line_fen
    union all
    select household_no, 'sum', '', "group", sum(fen)::bigint,
      (select max(line_fen) from bench.line l where l."group" = j."group")
    from judged j group by household_no, "group" having not bool_or(fen > line_fen)
      and sum(fen) > (select max(line_fen) from bench.line l where l."group" = j."group")
    union all
    select p.household_no, 'missed', p.peril, h."group", p.fen, l.line_fen
    from paid p join household h on h.household_no = p.household_no and h."group" = 'general'
    join bench.line l on l."group" = 'non_poor_low_income' and l.peril = p.peril and p.fen > l.line_fen
    join (${incomeTotals(
      demo.county,
      AS_OF,
      policy.incomeRules!,
      sql`
        select household_no from paid where fen > (select min(line_fen) from bench.line)`,
    )}) i
      on i.household_no = p.household_no and i.income_fen < ${protection.lineFen}::bigint * h.size`;
}

async function bareScreen(county: County, series: Series): Promise<void> {
  const { db, profile } = county;
  await sql`truncate bench.found`.execute(db);
  // The first reader of fresh rows marks them as visible; neither side shall pay for the other.
  await sql`select sum(total_fen) from feeds.expense`.execute(db);
  await settle(db);
  await series.run(profile, () =>
    db.transaction().execute((tx) => sql`insert into bench.found ${bareQuery(county)}`.execute(tx)),
  );
}

/** The product's findings are exactly the baseline's. */
async function compareFindings({ db, demo }: County): Promise<void> {
  const { rows } = await sql<{ bare: bigint; product: bigint; differing: bigint }>`
    with product as (
      select distinct on (household_no, kind, peril)
        household_no, kind, peril, household_group, self_paid_fen, line_fen, state
      from screening.finding where county_code = ${demo.county}
      order by household_no, kind, peril, revision desc),
    held as (select household_no, kind, peril, household_group, self_paid_fen, line_fen from product where state = 'open')
    select (select count(*) from bench.found) as bare, (select count(*) from held) as product,
      (select count(*) from (
        (select * from bench.found except select * from held)
        union all (select * from held except select * from bench.found)) d) as differing`.execute(db);
  const { bare, product, differing } = rows[0]!;
  check(bare > 0n, 'the baseline finds somebody');
  checkEqual(product, bare, 'findings');
  checkEqual(differing, 0n, 'findings that differ from the baseline');
}
