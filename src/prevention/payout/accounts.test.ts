import { beforeEach, expect, test } from 'vitest';
import { open, seen } from '../../../test/access.ts';
import { COUNTY } from '../../../test/imports.ts';
import { answer, approved, by, DAY, refusal, store, TODAY, WEI } from '../../../test/payout.ts';
import { plainDate } from '../../kernel/index.ts';
import { loadPolicies, resolvePolicy } from '../../policy/index.ts';
import {
  answerGrievance,
  authorisePool,
  drawSample,
  makeList,
  movePool,
  receiveGrievance,
  recordAccount,
  recordVisit,
  releaseList,
  takeAnswer,
} from './index.ts';

/** Paying and what follows it once accounts exist. */

const county = { countyCode: COUNTY };
beforeEach(async () => {
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  await open(store.db, 'Office', { ...county, role: 'county_office' });
  await open(store.db, 'Finance', { ...county, role: 'county_finance' });
  await open(store.db, 'Insurer', { ...county, role: 'insurer' });
  await open(store.db, 'First', { ...county, role: 'township', areaCode: 'T1' });
  await open(store.db, 'Second', { ...county, role: 'township', areaCode: 'T2' });
  await open(store.db, 'Village', { ...county, role: 'village_committees', areaCode: 'T1-V' });
  await open(store.db, 'Home', { ...county, role: 'household', householdNo: 'W1' });
});

const record = (actor: string, householdNo: string) =>
  recordAccount(store.db, { ...by(actor), householdNo, holder: '户主1', reference: '6222' });
const make = (actor: string) => makeList(store.db, { ...by(actor), year: 2017, on: DAY, today: TODAY });
const release = (actor: string) => releaseList(store.db, { ...by(actor), listNo: 1, on: DAY, today: TODAY });

test('the office makes a list, the insurer releases it and takes the bank’s answer in; the township visits its own', async () => {
  await record('Home', 'W1');
  await expect(record('Home', 'W2')).rejects.toEqual(refusal('access.outside_area'));
  await expect(record('Village', 'W1')).rejects.toEqual(refusal('access.action_refused'));
  await approved(1);
  await approved(2);
  await expect(make('Village')).rejects.toEqual(refusal('access.action_refused'));
  await expect(make('Insurer')).rejects.toEqual(refusal('access.action_refused'));
  const { lines } = await make('Office');
  await expect(release('Office')).rejects.toEqual(refusal('access.action_refused'));
  await release('Insurer');
  const rows = lines.map((line) => answer(line, 'paid'));
  await takeAnswer(store.db, { ...by('Insurer'), listNo: 1, rows, today: TODAY });
  for (const [viewer, numbers] of [
    ['First', ['W1']],
    ['Second', ['W2']],
    ['Village', ['W1']],
    ['Home', ['W1']],
    ['Office', ['W1', 'W2']],
  ] as const)
    expect(await seen(store.db, viewer, 'household_no', 'payout.payment_line'), viewer).toEqual(numbers);

  const design = {
    confidence: 0.9,
    margin: 0.1,
    expectedShare: 0.5,
    from: DAY,
    to: DAY,
    seed: 's',
    today: TODAY,
  };
  await drawSample(store.db, { ...by('Office'), ...design, drawnOn: TODAY } as never);
  const visit = (actor: string, lineNo: number) =>
    recordVisit(store.db, {
      ...by(actor),
      sampleNo: 1,
      listNo: 1,
      lineNo,
      finding: 'in_order',
      visitedOn: TODAY,
      today: TODAY,
    });
  await expect(visit('First', 2)).rejects.toEqual(refusal('access.outside_area'));
  await visit('First', 1);
  await visit('Second', 2);
});

test('the pool is moved by whole-county roles', async () => {
  const days = { validFrom: plainDate('2017-01-01'), validTo: TODAY };
  const authorise = (actor: string) =>
    authorisePool(store.db, {
      ...by(actor),
      kind: 'pool_top_up',
      year: 2017,
      document: 'D',
      limitFen: 1000n,
      ...days,
    });
  await expect(authorise('Insurer')).rejects.toEqual(refusal('access.action_refused'));
  await expect(authorise('First')).rejects.toEqual(refusal('access.action_refused'));
  await authorise('Office');
  await movePool(store.db, {
    ...by('Finance'),
    kind: 'pool_top_up',
    year: 2017,
    amountFen: 500n,
    on: DAY,
    today: TODAY,
    policy: WEI(DAY),
  });
  expect(await seen(store.db, 'Insurer', 'kind', 'payout.pool_move')).toEqual(['pool_top_up']);
  expect(await seen(store.db, 'First', 'kind', 'payout.pool_move')).toEqual([]);
});

test('anybody complains about anything; about a colleague, only those above read it and answer', async () => {
  const on = plainDate('2026-11-02');
  const policy = resolvePolicy(
    loadPolicies(new URL('../../../policies/', import.meta.url).pathname),
    'village-governance',
    on,
  );
  const receive = (actor: string, about?: string) =>
    receiveGrievance(store.db, {
      ...by(actor),
      channel: 'web',
      category: 'conduct',
      areaCode: 'T1-V',
      words: 'unfair',
      owner: 'First',
      receivedOn: on,
      today: on,
      policy,
      ...(about !== undefined && { about }),
    });
  await receive('Home', 'Wang');
  await receive('Second');
  expect(await seen(store.db, 'Village', 'grievance_no::text', 'payout.grievance')).toEqual(['2']);
  expect(await seen(store.db, 'First', 'grievance_no::text', 'payout.grievance')).toEqual(['1', '2']);
  expect(await seen(store.db, 'Second', 'grievance_no::text', 'payout.grievance')).toEqual([]);
  const reply = (actor: string) =>
    answerGrievance(store.db, {
      ...by(actor),
      grievanceNo: 1,
      verdict: 'unfounded',
      answer: 'no',
      on,
      today: on,
    });
  await expect(reply('Home')).rejects.toEqual(refusal('access.action_refused'));
  await reply('First');
});
