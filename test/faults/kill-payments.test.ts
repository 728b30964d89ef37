import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccount, sealTrail, setPassword, verifyTrail } from '../../src/access/index.ts';
import { verifyLedger } from '../../src/ledger/index.ts';
import { type Db, sql } from '../../src/platform/index.ts';
import { type RunningCommand, startTerrace } from '../cli.ts';
import { COUNTY } from '../imports.ts';
import { type StorePlace, testStorePlace } from '../store.ts';
import { inspect, IS_LONG } from './killing.ts';
import { CASES, EACH_FEN, orderedCases, PAYABLE, PAY_DAY } from './ordered-cases.ts';

/** Two payers, so that a case is also paid by two at once; who has paid is kept apart from who has ordered. */
const PAYERS = ['Kong', 'Bai'] as const;
const PASSWORD = 'stone bridge over water';

let place: StorePlace;
beforeAll(async () => {
  place = await testStorePlace();
  await inspect(place, async (db) => {
    await orderedCases(db);
    await account(db, 'Root', 'administrator', '000000');
    for (const payer of PAYERS) await account(db, payer, 'county_finance', COUNTY);
  });
}, 900_000);
afterAll(() => place.remove());

async function account(db: Db, name: string, role: 'administrator' | 'county_finance', countyCode: string) {
  const scope = { countyCode, areaCode: null, householdNo: null, since: PAY_DAY, until: null };
  await openAccount(db, { actor: 'Root', name, person: name, role: { role, ...scope } });
  await setPassword(db, { actor: 'Root', account: name, password: PASSWORD });
}

interface Served {
  readonly address: string;
  readonly process: RunningCommand;
}

async function serve(): Promise<Served> {
  const port = await freePort();
  const process = startTerrace(['serve', '--no-demo', '--port', String(port), ...place.options]);
  const address = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 1200; attempt++) {
    const answer = await fetch(`${address}/api/health`).catch(() => undefined);
    if (answer?.ok) return { address, process };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  process.kill();
  throw new Error(`the server does not answer: ${(await process.done).stderr}`);
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

async function tokenOf(address: string, name: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: PASSWORD }),
  });
  return /terrace_session=([\w-]+)/.exec(answer.headers.get('set-cookie')!)![1]!;
}

/** The status of the answer; undefined when none came because the server died. */
async function pay(address: string, token: string, caseNo: number, key: string): Promise<number | undefined> {
  const answer = await fetch(`${address}/api/v1/counties/${COUNTY}/cases/${caseNo}/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
    body: JSON.stringify({ action: 'pay', on: PAY_DAY }),
  }).catch(() => undefined);
  await answer?.text().catch(() => undefined);
  return answer?.status;
}

/** Every case by every payer at once, each with its key; kills the server once `killAfter` payments were answered. */
async function payAll(killAfter: number): Promise<ReadonlySet<number>> {
  const { address, process } = await serve();
  const tokens = await Promise.all(PAYERS.map((name) => tokenOf(address, name)));
  const acknowledged = new Set<number>();
  let answers = 0;
  await Promise.all(
    Array.from({ length: CASES }, (_, i) => i + 1).flatMap((caseNo) =>
      PAYERS.map(async (payer, p) => {
        const status = await pay(address, tokens[p]!, caseNo, `${payer}-pays-${caseNo}`);
        if (status === 201) acknowledged.add(caseNo);
        if (status === 201 && ++answers === killAfter) process.kill();
      }),
    ),
  );
  process.kill();
  await process.done;
  return acknowledged;
}

/** What the store says after it all: fen posted by case, what is left, and what the verifications find. */
const inspectPayments = () =>
  inspect(place, async (db) => {
    const { rows } = await sql<{ source: string; n: bigint; fen: bigint }>`
      select source, count(*) as n, sum(amount)::bigint as fen from ledger.posting
      where county_code = ${COUNTY} and kind = 'benefit' group by source`.execute(db);
    const { rows: steps } = await sql<{ case_no: number; n: bigint }>`
      select case_no, count(*) as n from cases.action where action = 'pay' group by case_no`.execute(db);
    const ledger = await db.transaction().execute((tx) => verifyLedger(tx, COUNTY));
    await sealTrail(db, { actor: 'Root' });
    const trail = await db.transaction().execute((tx) => verifyTrail(tx));
    return { postings: rows, steps, ledger, trail };
  });

test(
  'a server killed while it pays loses nothing it answered, pays nothing twice, and never more than the pool holds',
  async () => {
    const acknowledged = new Set<number>();
    const moments = IS_LONG ? [1, 1, 2, 2, 3, 4, 5] : [1, 2, 3];
    for (const killAfter of [...moments, Infinity]) {
      for (const caseNo of await payAll(killAfter)) acknowledged.add(caseNo);
      const { postings, steps, ledger, trail } = await inspectPayments();
      const paid = new Set(steps.map(({ case_no }) => case_no));
      for (const caseNo of acknowledged) expect(paid, `case ${caseNo} was answered`).toContain(caseNo);
      expect(
        steps.every(({ n }) => n === 1n),
        'one payment a case',
      ).toBe(true);
      expect(
        postings.every(({ n, fen }) => n === 1n && fen === EACH_FEN),
        'one posting a case',
      ).toBe(true);
      expect(postings.length).toBe(paid.size);
      expect(paid.size, 'the pool holds so many').toBeLessThanOrEqual(PAYABLE);
      expect(ledger.faults).toEqual([]);
      expect(trail.faults).toEqual([]);
    }
    expect(acknowledged.size, 'in the end all that the pool can pay').toBe(PAYABLE);
  },
  IS_LONG ? 3_600_000 : 1_800_000,
);
