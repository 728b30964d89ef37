import { expect, test } from 'vitest';
import { plainDate } from '../../../kernel/index.ts';
import type { AnswerRow, Outcome, PaymentLine } from './model.ts';
import { judgeAnswer } from './rules.ts';

const RELEASED = plainDate('2017-11-06');
const TODAY = plainDate('2017-11-30');

/** `paid 8` is a payment on the 8th; `bounced 9 closed` has a reason. */
function outcome(text: string): Outcome {
  const [status, day, reason = ''] = text.split(' ');
  return {
    status: status as Outcome['status'],
    day: plainDate(`2017-11-${day!.padStart(2, '0')}`),
    reason,
    posting_no: 1n,
  };
}

const line = (line_no: number, ...outcomes: string[]): PaymentLine => ({
  list_no: 3,
  line_no,
  authorisation_no: BigInt(line_no),
  attempt: 1,
  household_no: `W${line_no}`,
  township_code: 'T',
  payee: '张三',
  account: '6222',
  amount_fen: 880_000n,
  outcomes: outcomes.map(outcome),
});

const row = (fileLine: number, said: string, more: AnswerRow['cells'] = {}): AnswerRow => {
  const { status, day, reason } = outcome(said);
  const cells = { list_no: '3', line_no: '1', amount_yuan: '8800', status, day, reason };
  return { line: fileLine, cells: { ...cells, ...more } };
};

const judge = (rows: readonly AnswerRow[], ...lines: PaymentLine[]) =>
  judgeAnswer(rows, {
    list: { list_no: 3, policy_year: 2017, releasedOn: RELEASED },
    lines,
    obstacle: ({ authorisation_no }) => (authorisation_no === 9n ? 'it is suspended' : undefined),
    today: TODAY,
  });

test.each([
  ['', 'paid 8', 'news'],
  ['', 'paid 6', 'news'],
  ['', 'paid 5', 'day'],
  ['', 'paid 30', 'news'],
  ['', 'failed 8 closed', 'news'],
  ['', 'failed 8', 'reason'],
  ['', 'bounced 8 closed', 'news'],
  ['', 'bounced 8', 'reason'],
  ['paid 8', 'paid 8', 'unchanged'],
  ['paid 8', 'paid 9', 'status'],
  ['paid 8', 'failed 8 closed', 'status'],
  ['paid 8', 'bounced 8 closed', 'news'],
  ['paid 8', 'bounced 7 closed', 'day'],
  ['failed 8 closed', 'failed 8 closed', 'unchanged'],
  ['failed 8 closed', 'failed 8 wrong', 'status'],
  ['failed 8 closed', 'paid 9', 'status'],
  ['failed 8 closed', 'bounced 9 closed', 'status'],
  ['paid 8,bounced 9 closed', 'paid 8', 'unchanged'],
  ['paid 8,bounced 9 closed', 'bounced 9 closed', 'unchanged'],
  ['paid 8,bounced 9 closed', 'paid 10', 'status'],
  ['bounced 9 closed', 'paid 8', 'status'],
])('known "%s", said "%s": %s', (known, said, expected) => {
  const outcomes = known === '' ? [] : known.split(',');
  const { news, unchanged, rejects } = judge([row(2, said)], line(1, ...outcomes));
  expect([
    ...news.map(() => 'news'),
    ...(unchanged ? ['unchanged'] : []),
    ...rejects.map(({ column }) => column),
  ]).toEqual([expected]);
});

test.each<[AnswerRow['cells'], string, string]>([
  [{ list_no: '4' }, 'list_no', '4'],
  [{ line_no: '2' }, 'line_no', '2'],
  [{ line_no: '01' }, 'line_no', '01'],
  [{ amount_yuan: '8800.01' }, 'amount_yuan', '8800.01'],
  [{ amount_yuan: '' }, 'amount_yuan', ''],
  [{ household_no: 'W2' }, 'household_no', 'W2'],
  [{ payee: '李四' }, 'payee', '李四'],
  [{ account: '6223' }, 'account', ''],
  [{ purpose: 'x' }, 'purpose', 'x'],
  [{ status: 'ok' }, 'status', 'ok'],
  [{ day: '2017-11-31' }, 'day', '2017-11-31'],
  [{ day: '2017-12-01' }, 'day', '2017-12-01'],
])('%j is refused by its column, and an account number is not repeated', (cells, column, value) => {
  const { news, rejects } = judge([row(7, 'paid 8', cells)], line(1));
  expect(news).toEqual([]);
  expect(rejects).toMatchObject([{ line: 7, column, value }]);
});

test('cells that repeat the list, an apostrophe before a formula, and Chinese words are taken', () => {
  const formula = { ...line(1), payee: '=A1' };
  const cells = {
    payee: "'=A1",
    account: '6222',
    household_no: 'W1',
    purpose: '防贫保险金 2017/1',
    status: '成功',
  };
  expect(judge([row(2, 'paid 8', cells)], formula).news).toHaveLength(1);
});

test('a line twice: once when it says the same, all refused when not', () => {
  expect(judge([row(2, 'paid 8'), row(3, 'paid 8')], line(1))).toMatchObject({ unchanged: 1, rejects: [] });
  const { news, rejects } = judge([row(2, 'paid 8'), row(3, 'paid 9'), row(4, 'paid 8')], line(1));
  expect(news).toEqual([]);
  expect(rejects.map(({ line: at, reason }) => [at, reason])).toEqual([
    [2, 'stands in this file with different content on lines 3, 4'],
    [3, 'stands in this file with different content on lines 2, 4'],
    [4, 'stands in this file with different content on lines 2, 3'],
  ]);
});

test('what the ledger would refuse refuses a new payment, not its return', () => {
  expect(judge([row(2, 'paid 8', { line_no: '9' })], line(9)).rejects).toMatchObject([
    { reason: 'it is suspended' },
  ]);
  expect(judge([row(2, 'failed 8 closed', { line_no: '9' })], line(9)).news).toHaveLength(1);
  expect(judge([row(2, 'bounced 9 closed', { line_no: '9' })], line(9, 'paid 8')).news).toHaveLength(1);
});
