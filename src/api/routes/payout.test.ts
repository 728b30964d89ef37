import { describe, expect, test } from 'vitest';
import { open } from '../../../test/access.ts';
import { allPages, callerOf } from '../../../test/api.ts';
import { COUNTY } from '../../../test/imports.ts';
import { approved, DAY, expectSoundBooks, HOUSEHOLDS, store } from '../../../test/payout.ts';

const IN = `/counties/${COUNTY}`;
const CSV = { 'content-type': 'text/csv' };
type Caller = Awaited<ReturnType<typeof callerOf>>;

/** A released list of all households, and the rows of its file for the bank. */
async function released(call: Caller): Promise<{ header: string; rows: string[] }> {
  for (let n = 1; n <= HOUSEHOLDS; n++) await approved(n);
  const account = { household: 'W1', holder: '户主1', account: '6222000011112222' };
  expect(await call('Clerk', `POST ${IN}/payment-accounts`, account)).toMatchObject({ status: 201 });
  const made = await call('Maker', `POST ${IN}/payment-lists`, { year: 2017, on: DAY });
  expect(made).toMatchObject({ status: 201, body: { list_no: 1, lines: HOUSEHOLDS, total_yuan: '8000.00' } });
  expect(JSON.stringify(made.body)).not.toContain('6222');
  const file = `GET ${IN}/payment-lists/1/file?purpose=payment`;
  expect(await call('Second', file)).toMatchObject({ status: 409, body: { code: 'payment.notReleased' } });
  const release = (as: string) => call(as, `POST ${IN}/payment-lists/1/release`, { on: DAY });
  expect(await release('Maker')).toMatchObject({ status: 403, body: { code: 'payment.samePerson' } });
  expect(await release('Second')).toMatchObject({ status: 201, body: { status: 'released' } });
  const { type, body } = await call<string>('Second', file);
  expect(type).toContain('text/csv');
  const [header = '', ...rows] = body.replace('\uFEFF', '').trim().split(/\r?\n/);
  return { header, rows };
}

const answerOf = (
  { header, rows }: { header: string; rows: string[] },
  statusOf: (row: number) => string = () => 'paid',
): string =>
  [
    `${header},status,reason,day`,
    ...rows.map((row, i) => `${row},${statusOf(i)},${statusOf(i) === 'paid' ? '' : 'closed'},${DAY}`),
  ].join('\n');

describe('payment lists', () => {
  test('go to the bank as a file and come back as an answer, taken once', async () => {
    const call = await callerOf(store);
    const file = await released(call);
    expect(file.rows).toHaveLength(HOUSEHOLDS);
    expect(file.rows[0]).toContain('6222000011112222');
    const lines = await allPages<{ line_no: number }>(
      (query) => call('Second', `GET ${IN}/payment-lists/1/lines?${query}`),
      3,
    );
    expect(lines.map(({ line_no }) => line_no)).toEqual(file.rows.map((_, i) => i + 1));

    const answers = `POST ${IN}/payment-lists/1/answers`;
    const odd = await call(
      'Cashier',
      answers,
      answerOf(file, (i) => (i === 2 ? 'lost' : 'paid')),
      CSV,
    );
    expect(odd).toMatchObject({
      status: 201,
      body: { taken: { paid: 0 }, rejected: 1, rejects: [{ line: 4, column: 'status', value: 'lost' }] },
    });
    const text = answerOf(file, (i) => (i === 0 ? 'failed' : 'paid'));
    const tried = await call('Cashier', `${answers}?dry_run=true`, text, CSV);
    expect(tried.body).toMatchObject({ taken: { paid: HOUSEHOLDS - 1, failed: 1 } });
    const keyed = { ...CSV, 'idempotency-key': 'answer-of-the-bank' };
    const first = await call('Cashier', answers, text, keyed);
    expect(first.body).toMatchObject({
      status: 'settled',
      taken: { paid: HOUSEHOLDS - 1, failed: 1 },
      unchanged: 0,
    });
    expect(await call('Cashier', answers, text, keyed)).toEqual(first);
    const again = await call('Cashier', answers, text, CSV);
    expect(again.body).toMatchObject({ taken: { paid: 0, failed: 0, bounced: 0 }, unchanged: HOUSEHOLDS });
    await expectSoundBooks();
  });

  test('answers in another form, and unknown columns, are refused', async () => {
    const call = await callerOf(store);
    const file = await released(call);
    const answers = `POST ${IN}/payment-lists/1/answers`;
    expect(await call('Cashier', answers, { status: 'paid' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
    const odd = answerOf({ header: `${file.header},mood`, rows: file.rows.map((row) => `${row},fine`) });
    expect(await call('Cashier', answers, odd, CSV)).toMatchObject({
      status: 422,
      body: { code: 'import.columnUnknown' },
    });
    expect(await call('Maker', `POST ${IN}/payment-lists`, { year: 2017, on: DAY })).toMatchObject({
      status: 409,
      body: { code: 'payment.nothing' },
    });
    const cancel = { reason: 'late', on: DAY };
    expect(await call('Maker', `POST ${IN}/payment-lists/1/cancellation`, cancel)).toMatchObject({
      status: 409,
      body: { code: 'payment.closed' },
    });
  });

  test('accounts of households leave only with a purpose, to those who pay', async () => {
    const call = await callerOf(store);
    await released(call);
    await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
    await open(store.db, 'Finance', { role: 'county_finance', countyCode: COUNTY });
    await open(store.db, 'Insurer', { role: 'insurer', countyCode: COUNTY });
    await open(store.db, 'Helper', { role: 'villager_representative', countyCode: COUNTY, areaCode: 'T1-V' });
    const file = `${IN}/payment-lists/1/file`;
    const codeOf = async (as: string, query: string) => (await call(as, `GET ${file}${query}`)).body['code'];
    expect(await codeOf('Insurer', '')).toBe('access.purpose_missing');
    expect(await codeOf('Finance', '?purpose=x')).toBe('access.action_refused');
    expect(await codeOf('Helper', '?purpose=x')).toBe('access.action_refused');
    expect(await codeOf('Stranger', '?purpose=x')).toBe('access.account_unknown');
    expect((await call('Insurer', `GET ${file}?purpose=payment`)).status).toBe(200);
  });
});

test('the pool is filled under the decision of somebody else, and every sum can be taken apart', async () => {
  const call = await callerOf(store);
  const pool = `${IN}/pools/2017`;
  const decision = { kind: 'premium', document: 'budget-17', amount_yuan: '9000' };
  const move = { kind: 'premium', policy: 'wei-2017', people: '100', on: '2017-03-01' };
  const moved = (as: string, body: object) => call(as, `POST ${pool}/moves`, body);
  expect(await call('Boss', `POST ${pool}/authorisations`, decision)).toMatchObject({
    status: 201,
    body: { limit_yuan: '9000.00', valid_from: '2017-01-01', valid_to: '2018-12-31' },
  });
  expect(await moved('Boss', move)).toMatchObject({ status: 403, body: { code: 'pool.samePerson' } });
  expect(await moved('Finance', move)).toMatchObject({
    status: 201,
    body: { amount_yuan: '5000.00', people: '100' },
  });
  expect(await moved('Finance', move)).toMatchObject({ status: 409, body: { code: 'pool.premiumPaid' } });
  await approved(1);
  await approved(2);
  const report = await call<{ sums: Record<string, { yuan: string; parts: number }> }>(
    'Li',
    `GET ${pool}?policy=wei-2017&on=2017-12-31`,
  );
  for (const [sum, { yuan, parts }] of Object.entries(report.body.sums)) {
    const rows = await allPages<{ amount_yuan: string }>(
      (query) => call('Li', `GET ${pool}/parts?sum=${sum}&on=2017-12-31&${query}`),
      1,
    );
    const total = rows.reduce((all, { amount_yuan }) => all + BigInt(amount_yuan.replace('.', '')), 0n);
    expect([rows.length, total], sum).toEqual([parts, BigInt(yuan.replace('.', ''))]);
  }
  expect(report.body.sums).toMatchObject({
    premium: { yuan: '105000.00' },
    reserved: { yuan: '2000.00', parts: 2 },
  });
});

test('a sample of the payments is drawn, visited and counted', async () => {
  const call = await callerOf(store);
  await call('Cashier', `POST ${IN}/payment-lists/1/answers`, answerOf(await released(call)), CSV);
  const design = { from: DAY, to: DAY, confidence: 0.95, margin: 0.05, seed: 'lottery 7' };
  const drawn = await call<{ lines: Record<string, number>[]; strata: object[]; result: null }>(
    'Office',
    `POST ${IN}/samples`,
    design,
  );
  expect(drawn).toMatchObject({ status: 201, body: { expected_share: 0.5, result: null } });
  expect(drawn.body.strata).toHaveLength(2);
  const { list_no, line_no } = drawn.body.lines[0]!;
  const visit = { list: list_no, line: line_no, finding: 'in_order' };
  const visited = (as: string) => call(as, `POST ${IN}/samples/1/visits`, visit);
  expect(await visited('Cashier')).toMatchObject({ status: 403, body: { code: 'sample.ownPayment' } });
  const seen = await visited('Visitor');
  expect(seen).toMatchObject({ status: 201, body: { result: { share: 1 } } });
  expect((await call('Office', `GET ${IN}/samples/1`)).body).toEqual(seen.body);
  expect(await call('Office', `GET ${IN}/samples/2`)).toMatchObject({
    status: 404,
    body: { code: 'sample.unknown' },
  });
});

test('grievances are listed by deadline, answered by their owner only, and counted', async () => {
  const call = await callerOf(store);
  const grievance = {
    channel: '12317',
    category: 'delay',
    area: 'T1',
    words: 'months late',
    by: 'Gao',
    owner: 'Sun',
  };
  for (const on of ['2026-11-20', '2026-11-02', '2026-11-20', '2026-11-02', '2026-11-10'])
    expect(await call('Office', `POST ${IN}/grievances`, { ...grievance, on })).toMatchObject({
      status: 201,
    });
  type Line = { grievance_no: number; answer_by: string };
  const list = (more: string) => (query: string) =>
    call<{ rows: Line[]; next: string | null }>('Office', `GET ${IN}/grievances?${more}${query}`);
  const rows = await allPages<Line>(list(''), 2);
  expect(rows.map(({ grievance_no }) => grievance_no)).toEqual([2, 4, 5, 1, 3]);
  expect(JSON.stringify(rows)).not.toMatch(/Gao|months/);
  const late = await allPages<Line>(list('overdue=true&'), 1);
  expect(late).toEqual(rows.filter(({ answer_by }) => answer_by < '2026-11-22'));
  expect(late.length).toBeGreaterThan(0);

  const answer = { verdict: 'justified', answer: 'paid today' };
  const answered = (as: string) => call(as, `POST ${IN}/grievances/2/answers`, answer);
  expect(await answered('Office')).toMatchObject({ status: 403, body: { code: 'grievance.notOwner' } });
  expect(await answered('Sun')).toMatchObject({ status: 201, body: { verdict: 'justified' } });
  const handOn = { owner: 'Qian', reason: 'not satisfied' };
  expect(await call('Office', `POST ${IN}/grievances/2/escalations`, handOn)).toMatchObject({
    status: 201,
    body: { round: 2, owner: 'Qian', verdict: null },
  });
  expect((await call('Office', `GET ${IN}/grievances/2?purpose=answer`)).body).toMatchObject({
    words: 'months late',
    complainant: 'Gao',
  });
  expect((await call<object[]>('Office', `GET ${IN}/grievance-counts`)).body).toMatchObject([
    { channel: '12317', category: 'delay', received: 5, open: 5, escalated: 1 },
  ]);
});
