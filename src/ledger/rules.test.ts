import { describe, expect, it } from 'vitest';
import { plainDate } from '../kernel/index.ts';
import { accountKey, CHART, CHART_CODES, chartCodeOf, type ChartCode } from './chart.ts';
import { type Kind, KINDS, POSTING_KINDS } from './kinds.ts';
import { assertNotOverdrawn, backdatedFrom, type Moves, openSuspensions, statusOf } from './rules.ts';

/** Accounts in which public or collective money lies, and the treasury it comes from. */
const PURSES: readonly ChartCode[] = [
  'treasury',
  'bank',
  'pool',
  'fund',
  'relocation',
  'village',
  'cooperative',
  'reserve',
  'mutual',
];

describe('the kinds of posting', () => {
  it.each(POSTING_KINDS)('%s moves one asset between accounts of the chart', (name) => {
    const { debit, credit }: Kind = KINDS[name];
    expect(new Set([...debit, ...credit].map((code) => CHART[code].asset)).size).toBe(1);
  });

  it('lets no public or collective money out without a decision', () => {
    const free = POSTING_KINDS.filter((name) => KINDS[name].needs === 'none');
    const open = free.filter((name) => (KINDS[name] as Kind).credit.some((code) => PURSES.includes(code)));
    expect(open).toEqual([]);
  });

  it('takes money from no household, and imposes no debt on one, without its own act or a decision', () => {
    const debts = POSTING_KINDS.filter((name) => (KINDS[name] as Kind).debit.includes('receivable'));
    expect(debts.filter((name) => KINDS[name].needs === 'none')).toEqual(['opening_asset']);
  });

  it('uses every account of the chart', () => {
    const used = new Set<string>(
      POSTING_KINDS.flatMap((name) => [...KINDS[name].debit, ...KINDS[name].credit]),
    );
    expect(CHART_CODES.filter((code) => !used.has(code))).toEqual([]);
  });
});

describe('keys of accounts', () => {
  it.each([
    ['pool:2017', 'pool'],
    ['household:W000123', 'household'],
    ['household:户:7', 'household'],
    ['points:earned:W1', 'points'],
    ['points:earned:W:1', 'points'],
    ['points:W1', undefined],
    ['points::W1', undefined],
    ['points:earned:', undefined],
    ['pool:', undefined],
    ['pool: ', undefined],
    ['pool', undefined],
    ['purse:1', undefined],
    ['toString:1', undefined],
    ['pool:20\n17', undefined],
    [`pool:${'1'.repeat(200)}`, undefined],
  ])('%j is %s', (key, code) => expect(chartCodeOf(key)).toBe(code));

  it('are made of the parts that the chart names', () => {
    expect(accountKey('share_capital', 'C1', 'W1')).toBe('share_capital:C1:W1');
    expect(() => accountKey('share_capital', 'C1')).toThrow(RangeError);
    expect(() => accountKey('pool', '2017', 'a')).toThrow(RangeError);
    expect(() => accountKey('pool', '')).toThrow(RangeError);
  });
});

describe('the status of an authorisation', () => {
  const steps = (text: string) =>
    text
      .split(' ')
      .filter(Boolean)
      .map((word, i) => {
        const step = ({ s: 'suspended', r: 'resumed', x: 'revoked' } as const)[word[0] as 's' | 'r' | 'x'];
        return { stepNo: BigInt(i + 1), step, because: `objection/${word.slice(1)}` };
      });

  it.each([
    ['', 'granted', []],
    ['s1', 'suspended', ['objection/1']],
    ['s1 r1', 'granted', []],
    ['s1 s2 r1', 'suspended', ['objection/2']],
    ['s1 s2 r2 r1', 'granted', []],
    ['s1 r1 s1', 'suspended', ['objection/1']],
    ['r1 s1', 'suspended', ['objection/1']],
    ['x1', 'revoked', []],
    ['s1 x1 r1', 'revoked', []],
  ])('%j gives %s', (text, status, open) => {
    expect(statusOf(steps(text))).toBe(status);
    expect(openSuspensions(steps(text))).toEqual(open);
  });
});

describe('an account that may not be overdrawn', () => {
  const day = (n: number) => plainDate(`2017-01-0${n}`);
  const days = (list: Readonly<Record<number, number>>) =>
    new Map(Object.entries(list).map(([n, change]) => [day(Number(n)), BigInt(change)]));
  const moves = (list: Readonly<Record<number, number>>): Moves => ({
    days: days(list),
    total: Object.values(list).reduce((sum, change) => sum + BigInt(change), 0n),
    lastDay: day(Math.max(...Object.keys(list).map(Number))),
  });

  it.each([
    ['nothing leaves', { 1: 5 }, 3, undefined],
    ['something leaves on the last day', { 3: -5 }, 3, undefined],
    ['something leaves before the last day', { 2: -5 }, 3, 2],
    ['the batch itself goes on later', { 1: -5, 2: 9 }, undefined, 1],
    ['in and out on one day', { 1: 0 }, 3, undefined],
  ])('%s', (_, list, last, from) => {
    const standing = { amount: 10n, ...(last !== undefined && { lastDay: day(last) }) };
    expect(backdatedFrom(moves(list), standing)).toBe(from === undefined ? undefined : day(from));
  });

  it.each([
    ['exactly what is there', { 4: -10 }, {}, true],
    ['a fen more', { 4: -11 }, {}, false],
    ['in before out in one batch', { 4: 5, 5: -15 }, {}, true],
    ['out before in in one batch', { 4: -15, 5: 5 }, {}, false],
    ['back then there was less', { 2: -7 }, { 3: 4 }, false],
    ['back then there was enough', { 2: -6 }, { 3: 4 }, true],
    ['there was enough then, but not later', { 2: -6 }, { 2: 0, 3: -9, 4: 9 }, false],
  ])('%s', (_, list, since, isHeld) => {
    const decide = () =>
      assertNotOverdrawn('pool:2017', moves(list), { amount: 10n, lastDay: day(3) }, days(since));
    if (isHeld) expect(decide).not.toThrow();
    else expect(decide).toThrow(expect.objectContaining({ code: 'ledger.overdrawn' }));
  });
});
