import { beforeEach, expect, test } from 'vitest';
import { looking, open, seen } from '../../../../test/access.ts';
import { callerOf } from '../../../../test/api.ts';
import { COUNTY } from '../../../../test/imports.ts';
import { by, reading, refusal, store } from '../../../../test/payout.ts';
import { foundEntity, on, SPENDING, TODAY } from '../../../../test/programmes.ts';
import {
  answerFeedback,
  appointAgent,
  giveFeedback,
  linkHousehold,
  type LinkOrder,
  listFeedback,
  listLinks,
  listStages,
  obligationStatus,
  oblige,
  recordStage,
  settleObligation,
} from '../index.ts';

beforeEach(async () => {
  await foundEntity('Dairy');
});

const sign = (more: Partial<LinkOrder> = {}) =>
  linkHousehold(store.db, {
    ...by('Clerk'),
    entityNo: 1,
    householdNo: 'W1',
    form: 'operator',
    kind: 'order',
    terms: 'milk, all of it',
    priceFloorFen: 380n,
    priceUnit: 'kg',
    since: on('2017-01-01'),
    until: on('2018-12-31'),
    today: TODAY,
    ...more,
  });
const owe = (what: string, due: string) =>
  oblige(store.db, { ...by('Clerk'), linkNo: 1, owedBy: 'entity', what, dueOn: on(due), amountFen: 5_000n });
const settle = (obligationNo: number, isKept: boolean) =>
  settleObligation(store.db, {
    ...by('Clerk'),
    linkNo: 1,
    obligationNo,
    isKept,
    remark: 'receipt seen',
    on: on('2017-06-01'),
    today: TODAY,
  });

test('a contract, what it obliges to, what was kept and what was not', async () => {
  await sign();
  await owe('pay for May', '2017-05-31');
  await owe('pay for June', '2017-06-30');
  await owe('pay for July', '2018-07-31');
  await settle(1, true);
  await settle(2, false);
  await owe('pay for August', '2017-08-31');
  const [link] = await reading((tx) => listLinks(tx, COUNTY, { entityNo: 1 }));
  expect(link!.obligations.map((one) => obligationStatus(one, TODAY))).toEqual([
    'kept',
    'broken',
    'due',
    'late',
  ]);
  await expect(settle(1, false)).rejects.toEqual(refusal('obligation.settled'));
  await expect(settle(9, true)).rejects.toEqual(refusal('obligation.unknown'));
  await expect(owe('too late', '2019-01-01')).rejects.toEqual(refusal('link.notRunning'));
});

test('an order has a floor price, nothing else has one', async () => {
  await expect(sign({ kind: 'job', form: 'worker' })).rejects.toEqual(refusal('link.terms'));
  await expect(sign({ priceFloorFen: 0n })).rejects.toEqual(refusal('link.terms'));
  await expect(sign({ until: on('2016-12-31') })).rejects.toEqual(refusal('link.terms'));
  await expect(sign({ householdNo: 'W99' })).rejects.toEqual(refusal('programmes.household'));
});

test('feedback is answered within the days of the policy, by somebody else', async () => {
  const given = await giveFeedback(store.db, {
    ...by('Clerk'),
    entityNo: 1,
    householdNo: 'W1',
    topic: 'price',
    words: 'the price fell below the floor',
    receivedOn: on('2017-06-01'),
    today: TODAY,
    policy: SPENDING,
  });
  // Ten working days from Thursday, 1 June 2017.
  expect(given.answer_by_day).toBe('2017-06-15');
  const answer = (actor: string) =>
    answerFeedback(store.db, {
      ...by(actor),
      feedbackNo: 1,
      answer: 'the difference is paid in June',
      isAdjustment: true,
      answeredOn: on('2017-06-10'),
      today: TODAY,
    });
  await expect(answer('Clerk')).rejects.toEqual(refusal('feedback.ownAnswer'));
  await answer('Secretary');
  await expect(answer('Secretary')).rejects.toEqual(refusal('feedback.answered'));
  expect(await reading((tx) => listFeedback(tx, COUNTY, { entityNo: 1 }))).toMatchObject([
    { answered_on: '2017-06-10', is_adjustment: true },
  ]);
});

test('partners of the chain are told in the order they came', async () => {
  for (const [stage, partner] of [
    ['loan', 'Bank'],
    ['sale', 'Grain House'],
  ] as const)
    await recordStage(store.db, {
      ...by('Clerk'),
      entityNo: 1,
      stage,
      partner,
      terms: 'agreed',
      since: on('2017-02-01'),
      today: TODAY,
    });
  const chain = await reading((tx) => listStages(tx, COUNTY, 1));
  expect(chain.map(({ partner_name }) => partner_name)).toEqual(['Bank', 'Grain House']);
});

test('an enterprise sees of its linked households name, contact, contract and yes or no, and nothing of others', async () => {
  await foundEntity('Other', { areaCode: 'T2-V' });
  await sign();
  await sign({ entityNo: 2, householdNo: 'W2' });
  // One that runs on the day of the look; the first has ended.
  await sign({ householdNo: 'W3', until: on('2099-12-31') });
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  await open(store.db, 'Office', { role: 'county_office', countyCode: COUNTY });
  await open(store.db, 'Milk', { role: 'enterprise', countyCode: COUNTY, householdNo: 'W8' });
  await open(store.db, 'Home', { role: 'household', countyCode: COUNTY, householdNo: 'W2' });
  await appointAgent(store.db, { ...by('Office'), entityNo: 1, account: 'Milk', since: on('2017-01-01') });
  const call = await callerOf(store);
  const path = `GET /counties/${COUNTY}/linked-households?purpose=orders` as const;
  const { body } = await call<{ rows: Record<string, unknown>[] }>('Milk', path);
  expect(body.rows).toEqual([
    {
      household_no: 'W3',
      head_name: '户主3',
      phone: null,
      is_eligible: false,
      links: [expect.objectContaining({ contract_kind: 'order', price_floor_yuan: '3.80' })],
    },
  ]);
  expect((await call('Home', path)).status).toBe(403);
  expect(await seen(store.db, 'Milk', 'household_no', 'programmes.link')).toEqual(['W1', 'W3']);
  expect(await seen(store.db, 'Home', 'household_no', 'programmes.link')).toEqual(['W2']);
  expect(await seen(store.db, 'Milk', 'household_no', 'registry.household')).toEqual(['W8']);
  await giveFeedback(store.db, {
    ...by('Home'),
    entityNo: 2,
    householdNo: 'W2',
    topic: 'price',
    words: 'too low',
    receivedOn: TODAY,
    today: TODAY,
    policy: SPENDING,
  });
  const hers = await looking(store.db, 'Home', (tx) => listFeedback(tx, COUNTY, {}));
  expect(hers).toHaveLength(1);
  expect(await looking(store.db, 'Milk', (tx) => listFeedback(tx, COUNTY, {}))).toEqual([]);
});
