import { beforeEach, describe, expect, test } from 'vitest';
import { allPages, callerOf } from '../../../test/api.ts';
import { day, importBill, importIncome, screenOn, store, useCounty } from '../../../test/cases.ts';
import { COUNTY, countOf } from '../../../test/imports.ts';

useCounty();
let call: Awaited<ReturnType<typeof callerOf>>;
beforeEach(async () => {
  call = await callerOf(store);
  await importIncome(8000);
  await importBill('R1', 40_000, '2026-02-01');
  await screenOn(day(0));
});

const CASES = `/counties/${COUNTY}/cases`;
const opening = { household: '1', policy: 'wei-2017', on: day(0) };

describe('cases over HTTP', () => {
  test('nobody gets in without a session', async () => {
    const { status, body } = await call(undefined, `GET ${CASES}`);
    expect([status, body['code']]).toEqual([401, 'request.signed_out']);
  });

  test('a case is opened, asked what is possible, taken one step further and read', async () => {
    const opened = await call('office', `POST ${CASES}`, opening);
    expect(opened).toMatchObject({
      status: 201,
      body: { case_no: 1, household_no: '1', status: 'DETECTED' },
    });
    const possible = await call<{ action: string; isPossible: boolean; because: unknown[] }[]>(
      'office',
      `GET ${CASES}/1/possible?on=${day(0)}`,
    );
    const states = new Map(possible.body.map((each) => [each.action, each]));
    expect(states.get('ask')!.isPossible).toBe(true);
    expect(states.get('pay')!.isPossible).toBe(false);
    expect(states.get('pay')!.because.length).toBeGreaterThan(0);
    const asked = await call('office', `POST ${CASES}/1/actions`, { action: 'ask', on: day(0) });
    expect(asked.status).toBe(201);
    const view = await call<{ steps: { action: string; actor: string }[] }>(
      'office',
      `GET ${CASES}/1?on=${day(0)}&purpose=review`,
    );
    expect(view.body.steps.map(({ action, actor }) => [action, actor])).toEqual([
      ['open', 'office'],
      ['ask', 'office'],
    ]);
  });

  test('the same request with the same key opens one case and answers the same; another content is refused', async () => {
    const key = { 'idempotency-key': 'from-a-phone-1' };
    const first = await call('office', `POST ${CASES}`, opening, key);
    const again = await call('office', `POST ${CASES}`, opening, key);
    expect(again).toEqual(first);
    expect(await countOf(store.db, 'cases.case_file')).toBe(1);
    const other = await call('office', `POST ${CASES}`, { ...opening, household: '2' }, key);
    expect([other.status, other.body['code']]).toEqual([409, 'access.key_reused']);
    // Without a key it is another request, and refused as one.
    expect((await call('office', `POST ${CASES}`, opening)).status).toBe(409);
  });

  test('a refused request keeps no answer: it may be sent again with its key', async () => {
    const key = { 'idempotency-key': 'from-a-phone-2' };
    expect((await call('office', `POST ${CASES}/1/actions`, { action: 'ask', on: day(0) }, key)).status).toBe(
      404,
    );
    await call('office', `POST ${CASES}`, opening);
    expect((await call('office', `POST ${CASES}/1/actions`, { action: 'ask', on: day(0) }, key)).status).toBe(
      201,
    );
  });

  test('a dry run keeps nothing', async () => {
    expect((await call('office', `POST ${CASES}`, { ...opening, dry_run: true })).status).toBe(201);
    expect(await countOf(store.db, 'cases.case_file')).toBe(0);
  });

  test.each([
    ['a field nobody knows', { ...opening, housold: '1' }, 'housold'],
    ['a missing field', { policy: 'wei-2017' }, 'household'],
    ['a day that is none', { ...opening, on: '2026-02-30' }, 'on'],
  ])('%s is named in both languages', async (_, body, where) => {
    const refused = await call<{ code: string; message: { zh: string; en: string } }>(
      'office',
      `POST ${CASES}`,
      body,
    );
    expect([refused.status, refused.body.code]).toEqual([400, 'request.invalid']);
    expect(refused.body.message.zh).toContain(where);
    expect(refused.body.message.en).toContain(where);
  });

  test('the list comes page by page', async () => {
    await call('office', `POST ${CASES}`, opening);
    const rows = await allPages<{ case_no: number }>(
      (query) => call('office', `GET ${CASES}?on=${day(0)}&${query}`),
      1,
    );
    expect(rows.map(({ case_no }) => case_no)).toEqual([1]);
  });
});
