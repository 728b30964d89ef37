import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '../kernel/index.ts';
import {
  explain,
  findExplanationFault,
  getSchedule,
  loadPolicies,
  quote,
  recompute,
  renderExplanation,
  resolvePolicy,
  type ExplanationNode,
} from './index.ts';
import { anySchedule } from './oracles.ts';

const wei = resolvePolicy(loadPolicies(new URL('../../policies/', import.meta.url).pathname), 'wei-2017');
const named = {
  id: wei.id,
  version: 'wei-2017@2017-01-01#000000000000',
  hash: '0'.repeat(64),
  title: wei.title,
};
const illness = getSchedule(wei, 'non_high_standard_lifted', 'medical');

test('E-W14 in Chinese, as it is printed', () => {
  const tree = explain({ policy: named, schedule: illness, quote: quote(illness, fen(1_800_000)) });
  expect(renderExplanation(tree, 'zh').split('\n')).toEqual([
    '应补：8,800.00 元',
    '  政策：魏县精准防贫（2017） · wei-2017@2017-01-01#000000000000',
    `  政策指纹：${'0'.repeat(64)}`,
    '  类别：非高标准脱贫户 · non_high_standard_lifted',
    '  事由：因病 · medical',
    '  封顶：无：8,800.00 元',
    '    四舍五入到分：8,800.00 元',
    '      分段计算：8,800.00 元',
    '        超出部分：13,000.00 元',
    '          本年度自付累计：18,000.00 元',
    '          起付线：5,000.00 元',
    '        0.00 至 10,000.00 元部分：10,000.00 × 70% = 7,000.00',
    '        10,000.00 至 30,000.00 元部分：3,000.00 × 60% = 1,800.00',
    '        30,000.00 元以上部分：0.00 × 50% = 0.00',
    '  本年度此项已补：0.00 元',
  ]);
});

test('a cap that is reached, money paid before, and fractions of a fen are shown', () => {
  const loss = getSchedule(wei, 'non_poor_low_income', 'traffic_loss');
  const english = renderExplanation(
    explain({
      policy: named,
      schedule: loss,
      quote: quote(loss, fen(10_000_001)),
      alreadyPaidFen: fen(1_000_000),
      capUsedElsewhereFen: fen(500_000),
    }),
    'en',
  );
  expect(english).toContain('to pay: 15,000.00 yuan');
  expect(english).toContain('  cap: reached: 25,000.00 yuan');
  expect(english).toContain('rounded half up to fen: 64,000.01 yuan');
  expect(english).toContain('each slice at its own rate: 64,000.008 yuan');
  expect(english).toContain('the part above 30,000.00: 60,000.01 × 80% = 48,000.008');
  expect(english).toContain('paid for other perils under the same cap: 5,000.00 yuan');
  expect(english).toContain('already paid for this peril this year: 10,000.00 yuan');
});

test('more paid than due is a receivable at the root', () => {
  const tree = explain({
    policy: named,
    schedule: illness,
    quote: quote(illness, fen(800_000)),
    alreadyPaidFen: fen(880_000),
  });
  expect(tree.amountFen).toBe(-670_000n);
  expect(renderExplanation(tree, 'en').split('\n')[0]).toBe('to pay: -6,700.00 yuan');
});

const anyCase = fc.record({
  schedule: anySchedule,
  bill: fc.bigInt(0n, 30_000_000n),
  paid: fc.bigInt(0n, 3_000_000n),
  used: fc.bigInt(0n, 4_000_000n),
  reading: fc.constantFrom('marginal' as const, 'whole_amount' as const),
});
const SEED = { seed: 33, numRuns: 300 };

describe('any explanation', () => {
  test('every amount recomputes from what stands below it, and the root is the payout', () => {
    fc.assert(
      fc.property(anyCase, ({ schedule, bill, paid, used, reading }) => {
        const worth = quote(schedule, fen(bill), reading);
        const tree = explain({
          policy: named,
          schedule,
          quote: worth,
          alreadyPaidFen: fen(paid),
          capUsedElsewhereFen: fen(used),
        });
        expect(findExplanationFault(tree)).toBeUndefined();
        const room = schedule.cap
          ? schedule.cap.capFen > used
            ? schedule.cap.capFen - used
            : 0n
          : worth.beforeCapFen;
        const entitled = worth.beforeCapFen < room ? worth.beforeCapFen : room;
        expect(recompute(tree)).toBe(entitled - paid);
        expect(tree.amountFen).toBe(entitled - paid);
        const plain = explain({ policy: named, schedule, quote: worth });
        expect(recompute(plain)).toBe(worth.payoutFen);
      }),
      SEED,
    );
  });

  test('a single falsified number anywhere is found', () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.nat(),
        fc.constantFrom(-1n, 1n, 100n),
        ({ schedule, bill, reading }, where, by) => {
          const tree = explain({ policy: named, schedule, quote: quote(schedule, fen(bill), reading) });
          const count = countComputed(tree);
          expect(findExplanationFault(falsify(tree, { left: where % count }, by))).toBeDefined();
        },
      ),
      SEED,
    );
  });
});

const isComputed = ({ kind }: ExplanationNode): boolean => kind !== 'text' && kind !== 'amount';

const countComputed = (node: ExplanationNode): number =>
  (isComputed(node) ? 1 : 0) + node.children.reduce((sum, child) => sum + countComputed(child), 0);

/** The tree with the n-th computed amount changed. */
function falsify(node: ExplanationNode, counter: { left: number }, by: bigint): ExplanationNode {
  const isChosen = isComputed(node) && counter.left-- === 0;
  const children = node.children.map((child) => falsify(child, counter, by));
  if (!isChosen) return { ...node, children };
  return node.exactMicroYuan === undefined
    ? { ...node, children, amountFen: fen((node.amountFen ?? 0n) + by) }
    : { ...node, children, exactMicroYuan: node.exactMicroYuan + by };
}
