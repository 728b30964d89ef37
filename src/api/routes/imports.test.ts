import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callerOf } from '../../../test/api.ts';
import { AREAS, COUNTY, countOf, emptyStore, VILLAGE } from '../../../test/imports.ts';
import { testStore } from '../../../test/store.ts';
import type { Store } from '../../platform/index.ts';
import type { JobState } from '../jobs.ts';

let store: Store;
let call: Awaited<ReturnType<typeof callerOf>>;
beforeAll(async () => {
  store = await testStore();
  call = await callerOf(store);
});
afterAll(() => store.close());
beforeEach(() => emptyStore(store.db));

const CSV = { 'content-type': 'text/csv' };
const HOUSEHOLDS = 'county_code,household_no,area_code,group,head_name,size';

/** The states a job goes through until it ends, from its stream of events. */
async function statesOf(viewer: string, job: string): Promise<JobState[]> {
  const { body } = await call<string>(viewer, `GET /jobs/${job}/events`);
  return [...body.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!) as JobState);
}

async function send(kind: string, text: string, query = ''): Promise<JobState> {
  const { status, body } = await call<JobState>('office', `POST /imports/${kind}${query}`, text, CSV);
  expect(status).toBe(202);
  return (await statesOf('office', body.id)).at(-1)!;
}

test('files are taken in as jobs; refused rows can be fetched; households can be looked up', async () => {
  expect(await send('areas', AREAS)).toMatchObject({ state: 'done', result: { new: 6 } });
  const rows = [1, 2, 3].map((n) => `${COUNTY},H${n},${VILLAGE},general,Head ${n},3`);
  const job = await send(
    'households',
    `${HOUSEHOLDS}\n${rows.join('\n')}\n${COUNTY},H4,nowhere,general,Head,3\n`,
  );
  expect(job).toMatchObject({ state: 'done', result: { new: 3, rejected: 1, rejects_file: 'rejects.csv' } });
  const rejects = await call<string>('office', `GET /jobs/${job.id}/rejects`);
  expect(rejects.type).toContain('text/csv');
  expect(rejects.body).toContain('5,area_code,nowhere,');
  const list = await call<{ rows: { kind: string; rows_rejected: number }[] }>('office', 'GET /imports');
  expect(list.body.rows.map(({ kind, rows_rejected }) => [kind, rows_rejected])).toEqual([
    ['households', 1],
    ['areas', 0],
  ]);
  const page = await call<{ rows: { household_no: string }[]; next: string }>(
    'office',
    `GET /counties/${COUNTY}/households?limit=2&purpose=check`,
  );
  expect([page.body.rows.map((row) => row.household_no), page.body.next]).toEqual([['H1', 'H2'], 'H2']);
});

test('nothing is kept of a dry run, of a file that cannot be read, and of one that is not a file', async () => {
  expect(await send('areas', AREAS, '?dry_run=true')).toMatchObject({
    state: 'done',
    result: { dry_run: true },
  });
  expect(await send('areas', 'code,name\n1,x\n')).toMatchObject({
    state: 'failed',
    failure: { code: 'import.columnMissing' },
  });
  expect(await call('office', 'POST /imports/areas', { rows: [] })).toMatchObject({
    status: 400,
    body: { code: 'request.file' },
  });
  expect(await countOf(store.db, 'registry.area')).toBe(0);
});

test("somebody else's job is nobody's business", async () => {
  const { body } = await call<JobState>('office', 'POST /imports/areas', AREAS, CSV);
  for (const path of ['', '/events', '/rejects'])
    expect(await call('stranger', `GET /jobs/${body.id}${path}`)).toMatchObject({
      status: 404,
      body: { code: 'job.unknown' },
    });
  expect((await call('stranger', 'GET /jobs')).body).toEqual({ rows: [] });
  await statesOf('office', body.id);
  const later = await send('areas', AREAS, '?file=again.csv');
  const { rows } = (await call<{ rows: JobState[] }>('office', 'GET /jobs')).body;
  expect(rows.slice(0, 2).map(({ id, about, state }) => [id, about, state])).toEqual([
    [later.id, 'again.csv', 'done'],
    [body.id, 'areas.csv', 'done'],
  ]);
});

test('a cancelled job keeps nothing', async () => {
  await send('areas', AREAS);
  const rows = Array.from({ length: 20_000 }, (_, n) => `${COUNTY},H${n},${VILLAGE},general,Head ${n},3`);
  const { body } = await call<JobState>(
    'office',
    'POST /imports/households',
    `${HOUSEHOLDS}\n${rows.join('\n')}\n`,
    CSV,
  );
  await call('office', `DELETE /jobs/${body.id}`);
  expect((await statesOf('office', body.id)).at(-1)).toMatchObject({
    state: 'failed',
    failure: { code: 'job.cancelled' },
  });
  expect(await countOf(store.db, 'registry.household')).toBe(0);
});

test('the same request with the same key is one job, also twice at once; another file, or another query, is refused', async () => {
  const keyed = { ...CSV, 'idempotency-key': 'from-a-clerk-1' };
  const send = (text: string, query = '') =>
    call<JobState>('office', `POST /imports/areas${query}`, text, keyed);
  const [first, second] = await Promise.all([send(AREAS), send(AREAS)]);
  expect(second).toMatchObject({ status: 202, body: { id: first.body.id } });
  const ended = (await statesOf('office', first.body.id)).at(-1);
  expect((await send(AREAS)).body).toEqual(ended);
  expect(await countOf(store.db, 'feeds.import_run')).toBe(1);
  for (const other of [send(`${AREAS}${COUNTY}9,Other,,county\n`), send(AREAS, '?source=other')])
    expect(await other).toMatchObject({ status: 409, body: { code: 'access.key_reused' } });
  // Somebody else's key is another key.
  const others = await call<JobState>('stranger', 'POST /imports/areas', AREAS, keyed);
  expect(others.body.id).not.toBe(first.body.id);
  await statesOf('stranger', others.body.id);
});

test('a job that failed kept nothing, and is tried again with its key', async () => {
  const keyed = { ...CSV, 'idempotency-key': 'from-a-clerk-2' };
  const rows = `${HOUSEHOLDS}\n${COUNTY},H1,${VILLAGE},general,Head,3\n`;
  const send = () => call<JobState>('office', 'POST /imports/households', `${rows.slice(0, 9)}\n`, keyed);
  const first = await send();
  expect((await statesOf('office', first.body.id)).at(-1)).toMatchObject({ state: 'failed' });
  expect((await send()).body.id).not.toBe(first.body.id);
});

test('a screening with a key runs once', async () => {
  const areas = await call<JobState>('office', 'POST /imports/areas', AREAS, CSV);
  await statesOf('office', areas.body.id);
  const order = { policy: 'wei-2017', as_of: '2026-01-31' };
  const screen = (body: object) =>
    call<JobState>('office', `POST /counties/${COUNTY}/screenings`, body, { 'idempotency-key': 'monthly-1' });
  const first = await screen(order);
  expect((await screen(order)).body.id).toBe(first.body.id);
  expect((await statesOf('office', first.body.id)).at(-1)).toMatchObject({ failure: null, state: 'done' });
  expect((await screen(order)).body).toMatchObject({ id: first.body.id, state: 'done' });
  expect(await screen({ ...order, as_of: '2026-02-28' })).toMatchObject({
    status: 409,
    body: { code: 'access.key_reused' },
  });
});

test('files come at a bounded rate, counted by account', async () => {
  const send = (viewer: string) => call(viewer, 'POST /imports/areas', {});
  const statuses: number[] = [];
  for (let n = 0; n < 31; n++) statuses.push((await send('eager')).status);
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 400), 429]);
  expect((await send('eager')).body).toMatchObject({ code: 'request.too_many' });
  expect((await send('calm')).status).toBe(400);
});
