import { describe, expect, test } from 'vitest';
import { fc } from '../../../../test/properties.ts';
import { draw, normalBelow, quantileOf, resultOf, sampleSize, scoreInterval } from './rules.ts';

describe('against published values', () => {
  test.each([
    [0.8, 1.281552],
    [0.9, 1.644854],
    [0.95, 1.959964],
    [0.99, 2.575829],
    [0.999, 3.290527],
  ])('quantile of %f', (confidence, z) => expect(quantileOf(confidence)).toBeCloseTo(z, 6));

  test.each([
    [0, 0.5],
    [1, 0.841345],
    [-1.96, 0.024998],
    [3, 0.99865],
  ])('normal distribution at %f', (x, below) => expect(normalBelow(x)).toBeCloseTo(below, 6));

  // Krejcie & Morgan, Educational and Psychological Measurement 30 (1970), table 1: 95 %, 5 %, share ½.
  test.each([
    [10, 10],
    [100, 80],
    [1000, 278],
    [10_000, 370],
    [1_000_000, 384],
  ])('of %i visit %i', (population, size) =>
    expect(sampleSize(population, { confidence: 0.95, margin: 0.05, expectedShare: 0.5 })).toBe(size),
  );

  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('score interval of %i in %i', (r, n, low, high) => {
    const interval = scoreInterval(r / n, n, 0.95);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
});

describe('the size', () => {
  const design = fc.record({
    confidence: fc.constantFrom(0.8, 0.9, 0.95, 0.99),
    margin: fc.constantFrom(0.01, 0.03, 0.05, 0.1),
    expectedShare: fc.constantFrom(0.1, 0.5, 0.9),
  });

  test('the margin holds at it and not at one less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000_000 }), design, (population, wanted) => {
        const size = sampleSize(population, wanted);
        const { confidence, margin, expectedShare: p } = wanted;
        // The other way round: the half width that a sample of n from N has.
        const halfWidth = (n: number) =>
          quantileOf(confidence) * Math.sqrt(((p * (1 - p)) / n) * ((population - n) / (population - 1)));
        expect(size).toBeGreaterThan(0);
        expect(size).toBeLessThanOrEqual(population);
        expect(halfWidth(size)).toBeLessThanOrEqual(margin + 1e-9);
        if (size > 1) expect(halfWidth(size - 1)).toBeGreaterThan(margin - 1e-9);
      }),
    );
  });
});

test('a draw is the same whatever the order, and takes the smallest keys', () => {
  const keyOf = (id: string) => [...id].reverse().join('');
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.nat({ max: 10 }), (ids, count) => {
      const drawn = draw(ids, count, keyOf);
      expect(drawn).toEqual(draw([...ids].reverse(), count, keyOf));
      expect(drawn).toHaveLength(Math.min(count, ids.length));
      const left = ids.filter((id) => !drawn.includes(id));
      for (const id of left) for (const one of drawn) expect(keyOf(one) < keyOf(id)).toBe(true);
    }),
  );
});

describe('the result', () => {
  test('townships weigh by their payments, not by their visits', () => {
    const strata = [
      { payments: 900, visited: 10, inOrder: 10 },
      { payments: 100, visited: 10, inOrder: 0 },
    ];
    expect(resultOf(strata, 0.95)!.share).toBeCloseTo(0.9, 12);
  });

  test('nobody visited, everybody visited, a township nobody has visited', () => {
    expect(resultOf([{ payments: 5, visited: 0, inOrder: 0 }], 0.95)).toBeUndefined();
    expect(resultOf([{ payments: 5, visited: 5, inOrder: 4 }], 0.95)).toEqual({
      share: 0.8,
      low: 0.8,
      high: 0.8,
    });
    const one = { payments: 50, visited: 10, inOrder: 9 };
    expect(resultOf([one, { payments: 50, visited: 0, inOrder: 0 }], 0.95)).toEqual(resultOf([one], 0.95));
  });

  test('the interval covers the truth about as often as it says (census of all samples)', () => {
    // Every sample of 12 from 60 payments of which 51 are in order: hypergeometric weights.
    const choose = (n: number, k: number): number =>
      k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
    let covered = 0;
    for (let inOrder = 0; inOrder <= 12; inOrder++) {
      const { low, high } = resultOf([{ payments: 60, visited: 12, inOrder }], 0.95)!;
      if (low <= 51 / 60 && 51 / 60 <= high)
        covered += (choose(51, inOrder) * choose(9, 12 - inOrder)) / choose(60, 12);
    }
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(1);
  });
});
