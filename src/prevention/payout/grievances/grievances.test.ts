import { expect, test } from 'vitest';
import { COUNTY } from '../../../../test/imports.ts';
import { by, reading, refusal, store } from '../../../../test/payout.ts';
import { plainDate } from '../../../kernel/index.ts';
import { sql } from '../../../platform/index.ts';
import { loadPolicies, resolvePolicy } from '../../../policy/index.ts';
import {
  answerGrievance,
  countGrievances,
  escalateGrievance,
  type GrievanceOrder,
  listGrievances,
  receiveGrievance,
} from '../index.ts';

const D = (day: number) => plainDate(`2026-11-${String(day).padStart(2, '0')}`);
const TODAY = D(30);
const policy = resolvePolicy(
  loadPolicies(new URL('../../../../policies/', import.meta.url).pathname),
  'village-governance',
  D(2),
);

/** On Monday 2 November; five working days end on Monday the 9th. */
const receive = (more: Partial<GrievanceOrder> = {}) =>
  receiveGrievance(store.db, {
    ...by('Operator'),
    channel: '12317',
    category: 'delay',
    areaCode: 'T1-V',
    complainant: '张三',
    about: '王五',
    words: '等了三个月，电话 13812345678',
    owner: '赵六',
    receivedOn: D(2),
    today: TODAY,
    policy,
    ...more,
  });
const escalate = (on: number, owner: string) =>
  escalateGrievance(store.db, {
    ...by('Operator'),
    grievanceNo: 1,
    owner,
    reason: 'no answer',
    on: D(on),
    today: TODAY,
    policy,
  });
const answered = (actor: string, on = 3) =>
  answerGrievance(store.db, {
    ...by(actor),
    grievanceNo: 1,
    verdict: 'justified',
    answer: 'paid on the 4th',
    on: D(on),
    today: TODAY,
  });
const list = (overdueOn?: number) =>
  reading((tx) => listGrievances(tx, COUNTY, overdueOn === undefined ? undefined : D(overdueOn)));

test('has an owner and a deadline; only the owner answers, never the person complained about', async () => {
  for (const owner of ['王五', ' 王五', '张三'])
    await expect(receive({ owner })).rejects.toEqual(refusal('grievance.owner'));
  await expect(receive({ areaCode: 'T9' })).rejects.toEqual(refusal('grievance.area'));
  await expect(receive({ receivedOn: plainDate('2026-12-01') })).rejects.toEqual(refusal('grievance.day'));
  expect(await receive()).toMatchObject({ grievance_no: 1, owner: '赵六', answer_by: D(9), round: 1 });
  await expect(answered('王五')).rejects.toEqual(refusal('grievance.notOwner'));
  await expect(answered('赵六', 1)).rejects.toEqual(refusal('grievance.day'));
  expect(await answered('赵六')).toMatchObject({ verdict: 'justified', answered_on: D(3) });
  await expect(answered('赵六')).rejects.toEqual(refusal('grievance.answered'));
});

test('goes up when overdue or when the answer did not satisfy, to somebody who has not had it', async () => {
  await receive();
  await expect(escalate(9, '孙七')).rejects.toEqual(refusal('grievance.notYet'));
  await expect(escalate(10, '赵六')).rejects.toEqual(refusal('grievance.owner'));
  await expect(escalate(10, '王五')).rejects.toEqual(refusal('grievance.owner'));
  expect(await escalate(10, '孙七')).toMatchObject({ round: 2, owner: '孙七', answer_by: D(13) });
  await expect(answered('赵六', 11)).rejects.toEqual(refusal('grievance.notOwner'));
  await answered('孙七', 11);
  expect(await escalate(12, '周八')).toMatchObject({ round: 3, verdict: null });
});

test('the overdue, and counts that hold neither words nor names', async () => {
  await receive();
  await receive({ channel: 'web', category: 'amount', receivedOn: D(4) });
  expect((await list()).map(({ grievance_no }) => grievance_no)).toEqual([1, 2]);
  expect(await list(9)).toEqual([]);
  expect((await list(10)).map(({ grievance_no }) => grievance_no)).toEqual([1]);
  await answered('赵六');
  const counts = await reading((tx) => countGrievances(tx, COUNTY, D(12)));
  expect(counts).toEqual([
    { channel: '12317', category: 'delay', received: 1, open: 0, overdue: 0, escalated: 0, justified: 1 },
    { channel: 'web', category: 'amount', received: 1, open: 1, overdue: 1, escalated: 0, justified: 0 },
  ]);
  const { rows } = await sql<{ summary: unknown }>`select summary from access.audit_entry`.execute(store.db);
  for (const text of [JSON.stringify(await list()), JSON.stringify(rows)])
    expect(text).not.toMatch(/张三|王五|138|三个月|paid on/);
});

test('a policy without days for grievances', async () => {
  const wei = resolvePolicy(
    loadPolicies(new URL('../../../../policies/', import.meta.url).pathname),
    'wei-2017',
    plainDate('2017-12-31'),
  );
  await expect(receive({ policy: wei })).rejects.toEqual(refusal('grievance.policy'));
  expect(await list()).toEqual([]);
});
