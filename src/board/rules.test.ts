import { expect, test } from 'vitest';
import { fc } from '../../test/properties.ts';
import { runsOf } from './rules.ts';

const days = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.bigInt(-500n, 5000n))).map((all) =>
  all.map(([payments, amount], i) => ({
    day: `2026-01-${String(i + 1).padStart(3, '0')}`,
    payments,
    amount,
  })),
);

test('runs hold every payment once, in order, and never too few unless all are', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 9 }), (given, fewest) => {
      const runs = runsOf(given, fewest);
      const sum = (rows: readonly { payments: number }[]): number =>
        rows.reduce((all, { payments }) => all + payments, 0);
      expect(sum(runs)).toBe(sum(given));
      expect(runs.reduce((all, { amount }) => all + amount, 0n)).toBe(
        given.reduce((all, { amount }) => all + amount, 0n),
      );
      expect(runs.map(({ from }) => from)).toEqual(runs.map(({ from }) => from).toSorted());
      if (sum(given) >= fewest)
        for (const { payments } of runs) expect(payments).toBeGreaterThanOrEqual(fewest);
      else expect(runs.length).toBeLessThanOrEqual(1);
    }),
  );
});
