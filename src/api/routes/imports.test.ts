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
  await statesOf('office', body.id);
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
