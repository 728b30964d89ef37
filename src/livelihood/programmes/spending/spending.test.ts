import { beforeEach, expect, test } from 'vitest';
import { COUNTY } from '../../../../test/imports.ts';
import { by, expectSoundBooks, reading, refusal, store } from '../../../../test/payout.ts';
import {
  body,
  decideOn,
  earn,
  FILE,
  foundEntity,
  on,
  publish,
  SPENDING,
  TODAY,
  VILLAGE,
} from '../../../../test/programmes.ts';
import { PROCEDURE } from '../../../../test/governance-words.ts';
import { receiveObjection } from '../../../governance/index.ts';
import { balanceOn } from '../../../ledger/index.ts';
import {
  authoriseExpenditure,
  beginEscrow,
  cosignExpenditure,
  finishEscrow,
  payExpenditure,
  recordStep,
  requestExpenditure,
  showExpenditure,
  spendingFollowerIn,
  type SpendOrder,
  subjectOf,
  vetoExpenditure,
} from '../index.ts';

const MONEY = 20_000_000n;
let committee = 0;
let representatives = 0;
beforeEach(async () => {
  await foundEntity('Assets Company');
  await earn(MONEY);
  committee = await body('village_committee', ['Chair', 'Head', 'Clerk']);
  representatives = await body('villager_representatives', ['Chair', 'Zhao', 'Qian']);
  await body('supervisory_board', ['Sun', 'Zhou', 'Wu']);
});

const ask = (amountFen: bigint, more: Partial<SpendOrder> = {}) =>
  requestExpenditure(store.db, {
    ...by('Clerk'),
    entityNo: 1,
    kind: 'collective_expense',
    payee: 'Builder',
    amountFen,
    purpose: 'repair of the canal',
    on: on('2017-02-01'),
    today: TODAY,
    policy: SPENDING,
    ...more,
  });
const at = (actor: string, day: string, expenditureNo = 1) => ({
  ...by(actor),
  expenditureNo,
  on: on(day),
  today: TODAY,
});
const discuss = async () => {
  for (const step of ['branch_proposal', 'committee_discussion', 'member_review'] as const)
    await recordStep(store.db, { ...at('Clerk', '2017-02-05'), step, remark: 'discussed' });
};
const status = async (asOf = TODAY, no = 1) =>
  (await reading((tx) => showExpenditure(tx, COUNTY, no, asOf))).status;
const held = () => reading((tx) => balanceOn(tx, COUNTY, 'cooperative:1', TODAY));
const escrow = () =>
  beginEscrow(store.db, {
    ...by('Office'),
    entityNo: 1,
    agent: 'Agency',
    since: on('2017-01-01'),
    document: 'agreement 1',
    today: TODAY,
  });

test('a larger sum: four discussions, the representatives, the notice, the veto period, the agent, the payment, the result', async () => {
  await escrow();
  expect(await ask(1_000_000n)).toMatchObject({ tier_no: 2, status: 'discussing' });
  await discuss();
  expect(await status()).toBe('deciding');
  await decideOn(1, committee, on('2017-02-20'));
  expect(await status()).toBe('wrong_body');
  await decideOn(1, representatives, on('2017-02-21'));
  expect(await status()).toBe('noticing');
  await publish(1, on('2017-02-22'));
  expect(await status(on('2017-03-01'))).toBe('noticing');
  await expect(payExpenditure(store.db, at('Cashier', '2017-03-10'))).rejects.toEqual(
    refusal('spending.notNow'),
  );
  await expect(authoriseExpenditure(store.db, at('Clerk', '2017-03-10'))).rejects.toEqual(
    refusal('spending.samePerson'),
  );
  await expect(authoriseExpenditure(store.db, at('Chair', '2017-03-10'))).rejects.toEqual(
    refusal('spending.samePerson'),
  );
  expect(await authoriseExpenditure(store.db, at('Secretary', '2017-03-10'))).toMatchObject({
    status: 'awaiting_agent',
  });
  await expect(payExpenditure(store.db, at('Cashier', '2017-03-11'))).rejects.toEqual(
    refusal('spending.notNow'),
  );
  for (const involved of ['Chair', 'Clerk', 'Secretary'])
    await expect(cosignExpenditure(store.db, at(involved, '2017-03-11')), involved).rejects.toEqual(
      refusal('ledger.escrow_cosigner'),
    );
  expect((await cosignExpenditure(store.db, at('Agent', '2017-03-11'))).status).toBe('payable');
  await expect(payExpenditure(store.db, at('Agent', '2017-03-12'))).rejects.toEqual(
    refusal('ledger.escrow_poster'),
  );
  expect((await payExpenditure(store.db, at('Cashier', '2017-03-12'))).status).toBe('disclosing');
  expect(await held()).toBe(MONEY - 1_000_000n);
  const disclosed = {
    ...at('Clerk', '2017-03-20'),
    step: 'result_disclosed',
    remark: 'on the board',
  } as const;
  expect((await recordStep(store.db, { ...disclosed, files: [FILE] })).status).toBe('paid');
  await expect(recordStep(store.db, disclosed)).rejects.toEqual(refusal('spending.stepTwice'));
  await expectSoundBooks();
});

test('a small sum needs the committees and no notice; a body above may decide as well', async () => {
  expect(await ask(500_000n)).toMatchObject({ tier_no: 1, status: 'deciding' });
  expect(await ask(500_001n)).toMatchObject({ tier_no: 2 });
  expect(await ask(5_000_001n)).toMatchObject({ tier_no: 3 });
  await decideOn(1, committee, on('2017-02-20'));
  // Five working days of the board: 20 February was a Monday.
  expect(await status(on('2017-02-27'))).toBe('veto_period');
  expect(await status(on('2017-02-28'))).toBe('decided');
  await authoriseExpenditure(store.db, at('Secretary', '2017-03-10'));
  expect((await payExpenditure(store.db, at('Cashier', '2017-03-10'))).status).toBe('paid');
});

test('the supervisory board vetoes within its days, and nobody else does', async () => {
  await ask(100_000n);
  await decideOn(1, committee, on('2017-02-20'));
  const veto = (actor: string, day: string) => {
    const when = { ...at(actor, day), today: on(day) };
    return vetoExpenditure(store.db, { ...when, reason: 'no receipt' });
  };
  await expect(veto('Zhao', '2017-02-21')).rejects.toEqual(refusal('spending.notBoard'));
  await expect(veto('Sun', '2017-02-28')).rejects.toEqual(refusal('spending.notNow'));
  expect((await veto('Sun', '2017-02-27')).status).toBe('vetoed');
  await expect(authoriseExpenditure(store.db, at('Secretary', '2017-03-10'))).rejects.toEqual(
    refusal('spending.notNow'),
  );
});

test('a refusal of the village ends it; a request is withdrawn before it is authorised, not after', async () => {
  await ask(100_000n);
  await decideOn(1, committee, on('2017-02-20'), { choice: 'against' });
  expect(await status()).toBe('refused');
  await ask(100_000n);
  const withdraw = (no: number) =>
    recordStep(store.db, { ...at('Clerk', '2017-03-01', no), step: 'withdrawn', remark: 'not needed' });
  expect((await withdraw(2)).status).toBe('withdrawn');
  await ask(100_000n);
  await decideOn(3, committee, on('2017-02-20'));
  await authoriseExpenditure(store.db, at('Secretary', '2017-03-10', 3));
  await expect(withdraw(3)).rejects.toEqual(refusal('spending.notNow'));
});

test('an objection suspends what was authorised, a new decision against it revokes it', async () => {
  await ask(100_000n);
  await decideOn(1, committee, on('2017-02-20'));
  await authoriseExpenditure(store.db, at('Secretary', '2017-03-10'));
  expect(await status()).toBe('payable');
  await receiveObjection(store.db, PROCEDURE, {
    ...by('Office'),
    subject: subjectOf(1),
    channel: '12317',
    words: 'the canal is sound',
    receivedOn: on('2017-03-11'),
    today: TODAY,
    follow: spendingFollowerIn(COUNTY, TODAY),
  });
  expect(await status()).toBe('suspended');
  await decideOn(1, representatives, on('2017-03-20'), { choice: 'against' });
  expect(await status()).toBe('revoked');
  await expectSoundBooks();
});

test('what was authorised before the escrow waits for the agent, and an ended escrow lets nothing go that waited', async () => {
  await ask(100_000n);
  await decideOn(1, committee, on('2017-02-20'));
  await authoriseExpenditure(store.db, at('Secretary', '2017-03-10'));
  await escrow();
  expect(await status()).toBe('awaiting_agent');
  const order = { ...by('Office'), entityNo: 1, since: TODAY, document: 'agreement 2', today: TODAY };
  expect(await finishEscrow(store.db, order)).toMatchObject([{ until: TODAY }]);
  expect(await status()).toBe('awaiting_agent');
  await cosignExpenditure(store.db, at('Agent', '2017-03-11'));
  expect((await payExpenditure(store.db, at('Cashier', '2017-03-12'))).status).toBe('paid');
  await expectSoundBooks();
});

test('a transfer goes to another entity of the county, and requests are refused in order', async () => {
  await foundEntity('Machinery', { kind: 'cooperative', areaCode: VILLAGE, parentNo: 1 });
  const transfer = { kind: 'collective_transfer', payee: '2' } as const;
  expect(await ask(100n, transfer)).toMatchObject({ payee_account: 'cooperative:2' });
  await expect(ask(100n, { ...transfer, payee: '1' })).rejects.toEqual(refusal('spending.payee'));
  await expect(ask(100n, { ...transfer, payee: 'x' })).rejects.toEqual(refusal('spending.payee'));
  await expect(ask(0n)).rejects.toEqual(refusal('spending.amount'));
  await expect(ask(0n, { purpose: ' ' })).rejects.toEqual(refusal('programmes.text'));
  await expect(ask(0n, { on: on('2018-01-01') })).rejects.toEqual(refusal('programmes.future'));
  await expect(ask(0n, { entityNo: 9 })).rejects.toEqual(refusal('entity.unknown'));
  await expect(payExpenditure(store.db, at('Cashier', '2017-03-12', 9))).rejects.toEqual(
    refusal('spending.unknown'),
  );
});
