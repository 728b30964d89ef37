import { describe, expect, test } from 'vitest';
import { fc } from '../../test/properties.ts';
import { divideHalfUp, fen, findFen, formatYuan, maxFen, minFen } from './fen.ts';

const amounts = fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n });

describe('yuan as text', () => {
  test('what is written reads back as the same fen', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(findFen(formatYuan(amount))).toBe(amount);
      }),
    );
  });

  test('the text is the exact decimal', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const text = formatYuan(amount);
        expect(text).toMatch(/^-?(0|[1-9]\d*)\.\d\d$/);
        // Leaving out the point multiplies by a hundred; a computation without any division.
        expect(BigInt(text.replace('.', ''))).toBe(amount);
      }),
    );
  });

  test.each([
    ['0', 0n],
    ['12.5', 1250n],
    ['12.50', 1250n],
    ['-0.01', -1n],
    ['007.10', 710n],
    ['9999999999999.99', 999_999_999_999_999n],
  ])('%s yuan is %s fen', (text, expected) => expect(findFen(text)).toBe(expected));

  test.each([
    '',
    ' ',
    '.5',
    '5.',
    '1.234',
    '+1',
    '--1',
    '1e3',
    '1,000',
    '１２',
    '0x10',
    '12 ',
    ' 12',
    'NaN',
    '12.5.0',
    '1_000',
    '10000000000000',
    '\n1',
    '1\n',
  ])('%j is no amount', (text) => expect(findFen(text)).toBeUndefined());
});

describe('divideHalfUp', () => {
  test('is the nearest whole number, and at a tie the one further from zero', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 20n), 10n ** 20n),
        fc.bigInt(1n, 10n ** 9n),
        (numerator, denominator) => {
          const quotient = divideHalfUp(numerator, denominator);
          const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);
          const distance2 = 2n * magnitude(numerator - quotient * denominator);
          expect(distance2 <= denominator).toBe(true);
          if (distance2 === denominator)
            expect(magnitude(quotient * denominator) > magnitude(numerator)).toBe(true);
        },
      ),
    );
  });

  test.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [5n, 3n, 2n],
    [-1n, 3n, 0n],
    [0n, 7n, 0n],
    [1n, 2n, 1n],
  ])('%s / %s is %s', (numerator, denominator, expected) => {
    expect(divideHalfUp(numerator, denominator)).toBe(expected);
  });

  test.each([0n, -1n])('refuses the denominator %s', (denominator) => {
    expect(() => divideHalfUp(1n, denominator)).toThrow(RangeError);
  });
});

test('the smaller and the larger of two amounts', () => {
  expect([minFen(fen(1), fen(2)), minFen(fen(2), fen(1))]).toEqual([1n, 1n]);
  expect([maxFen(fen(1), fen(2)), maxFen(fen(2), fen(1))]).toEqual([2n, 2n]);
});
