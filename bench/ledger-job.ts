import { createHash } from 'node:crypto';
import { allocate, plainDate } from '../src/kernel/index.ts';
import { accountKey, authorise, postAll, type PostingOrder, verifyLedger } from '../src/ledger/index.ts';
import { type Db, runScript, sql } from '../src/platform/index.ts';
import { check, checkEqual, Series, timed } from './measure.ts';
import type { Bench, Result } from './model.ts';
import { openBenchStore, settle } from './stores.ts';

const COUNTY = 'BENCH';
const DAY = plainDate('2017-12-31');
/** Rows of one statement of the baseline. */
const BATCH = 1000;

/** Splits a dividend over a household each and posts the round, against inserting the same rows in batches. */
export async function ledgerJob(bench: Bench): Promise<Result[]> {
  const lines = Math.round(bench.people / 10);
  const series = new Series();
  const bare: number[] = [];
  for (let run = 1; run <= bench.runs; run++) {
    bench.say(`Dividend round, run ${run} of ${bench.runs} …`);
    const { db, profile, close } = await openBenchStore(bench);
    const authorisationNo = await prepare(db, lines);
    await settle(db);
    const orders = await series.run(profile, () =>
      db.transaction().execute(async (tx) => {
        const round = ordersOf(lines, authorisationNo);
        await postAll(tx, round);
        return round;
      }),
    );
    await settle(db);
    const { ms } = await timed(() => insertBare(db, orders));
    bare.push(ms);
    await checkRound(db, lines);
    await close();
  }
  return [
    {
      job: 'allocate and post a dividend round',
      size: `${lines.toLocaleString('en-US')} households`,
      unit: 's',
      values: series.seconds,
      baseline: bare.map((ms) => ms / 1000),
      baselineName: `bare inserts of the same rows, ${BATCH} a statement`,
      targets: [{ kind: 'ratio', atMost: 2 }],
      dominates: series.dominates,
    },
  ];
}

const surplusOf = (lines: number): bigint => BigInt(lines) * 57_213n + 1n;

/** The cooperative has its income, the assembly its decision; every household's account is new. */
const prepare = (db: Db, lines: number): Promise<bigint> =>
  db.transaction().execute(async (tx) => {
    const [cooperative, amount] = [accountKey('cooperative', 'C1'), surplusOf(lines)];
    const shared = { countyCode: COUNTY, actor: 'bench' };
    await postAll(tx, [
      {
        ...shared,
        kind: 'collective_income',
        debit: cooperative,
        credit: accountKey('partner', 'dairy'),
        amount,
        day: DAY,
        source: 'shares/income/1',
      },
    ]);
    const { authorisationNo } = await authorise(tx, {
      ...shared,
      decision: 'governance/item/1',
      kind: 'dividend',
      payer: cooperative,
      limit: amount,
      validFrom: DAY,
      validTo: DAY,
    });
    return authorisationNo;
  });

function ordersOf(lines: number, authorisationNo: bigint): PostingOrder[] {
  const shares = Array.from({ length: lines }, (_, i) => ({
    id: `W${String(i + 1).padStart(6, '0')}`,
    weight: BigInt(1 + ((i * 7919) % 97)),
  }));
  const tieKey = (id: string): string => createHash('sha256').update(`round-1\n${id}`).digest('hex');
  const amounts = allocate(surplusOf(lines), shares, tieKey);
  return shares.map(({ id }) => ({
    countyCode: COUNTY,
    kind: 'dividend',
    debit: accountKey('household', id),
    credit: accountKey('cooperative', 'C1'),
    amount: amounts.get(id)!,
    day: DAY,
    source: `shares/round-1/${id}`,
    authorisationNo,
    actor: 'bench',
  }));
}

const COLUMNS =
  'county_code, posting_no, kind, debit, credit, amount, asset, day, source, authorisation_no, actor';

async function insertBare(db: Db, orders: readonly PostingOrder[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await runScript(
      tx,
      `create table bench.posting as select ${COLUMNS}, recorded_at from ledger.posting with no data;
      alter table bench.posting add primary key (county_code, posting_no), alter recorded_at set default now();`,
    );
    for (let first = 0; first < orders.length; first += BATCH) {
      const rows = orders.slice(first, first + BATCH).map(
        (order, i) => sql`(${order.countyCode}, ${first + i + 1}, ${order.kind}, ${order.debit},
            ${order.credit}, ${order.amount}, 'CNY', ${order.day}, ${order.source}, ${order.authorisationNo},
            ${order.actor})`,
      );
      await sql`insert into bench.posting (${sql.raw(COLUMNS)}) values ${sql.join(rows)}`.execute(tx);
    }
  });
}

/** The same rows in both tables, nothing left in the cooperative's account, and books that verify. */
async function checkRound(db: Db, lines: number): Promise<void> {
  const { rows } = await sql<{ table: string; n: bigint; sum: bigint }>`
    select 'ledger' as table, count(*) as n, sum(amount)::bigint as sum from ledger.posting where kind = 'dividend'
    union all select 'bare', count(*), sum(amount)::bigint from bench.posting`.execute(db);
  for (const { table, n, sum } of rows) {
    checkEqual(n, BigInt(lines), `rows (${table})`);
    checkEqual(sum, surplusOf(lines), `sum (${table})`);
  }
  const { faults } = await db.transaction().execute((tx) => verifyLedger(tx, COUNTY));
  check(faults.length === 0, faults[0]?.en ?? '');
}
