import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fc } from '../../test/properties.ts';
import { allocate, type AllocationLine } from './allocation.ts';

const tieKey = (id: string): string => createHash('sha256').update(`round\n${id}`).digest('hex');

const splits = fc.record({
  total: fc.oneof(fc.bigInt(0n, 50n), fc.bigInt(0n, 10n ** 13n)),
  lines: fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 25 })
    .chain((ids) =>
      fc
        .array(fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 10n ** 12n)), {
          minLength: ids.length,
          maxLength: ids.length,
        })
        .map((weights): AllocationLine[] => ids.map((id, i) => ({ id, weight: weights[i]! }))),
    )
    .filter((lines) => lines.some(({ weight }) => weight > 0n)),
});

/**
 * The oracle gives one fen at a time: each to the line whose exact share lies furthest above what it has,
 * compared by cross-multiplication; it starts a few fen short of the floors so that it must find them itself.
 */
function oracle(total: bigint, lines: readonly AllocationLine[]): Map<string, bigint> {
  const sum = lines.reduce((weights, { weight }) => weights + weight, 0n);
  const parts = new Map(lines.map(({ id, weight }) => [id, floorShort(total * weight, sum)]));
  let left = total - [...parts.values()].reduce((given, part) => given + part, 0n);
  for (; left > 0n; left--) {
    const [neediest] = [...lines].sort((a, b) => {
      const need = (line: AllocationLine): bigint => total * line.weight - parts.get(line.id)! * sum;
      return need(a) === need(b) ? (tieKey(a.id) < tieKey(b.id) ? -1 : 1) : need(a) > need(b) ? -1 : 1;
    });
    parts.set(neediest!.id, parts.get(neediest!.id)! + 1n);
  }
  return parts;
}

const floorShort = (numerator: bigint, denominator: bigint): bigint => {
  const floor = numerator / denominator;
  return floor > 2n ? floor - 2n : 0n;
};

describe('allocate', () => {
  test('parts sum to the total, exactly', () => {
    fc.assert(
      fc.property(splits, ({ total, lines }) => {
        const parts = [...allocate(total, lines, tieKey).values()];
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
        expect(parts).toHaveLength(lines.length);
      }),
    );
  });

  test('is what giving fen by fen to the neediest gives', () => {
    fc.assert(
      fc.property(splits, ({ total, lines }) => {
        expect(allocate(total, lines, tieKey)).toEqual(oracle(total, lines));
      }),
    );
  });

  test('the order of the lines changes nobody’s part', () => {
    fc.assert(
      fc.property(
        splits.chain(({ total, lines }) =>
          fc
            .shuffledSubarray(lines, { minLength: lines.length })
            .map((shuffled) => ({ total, lines, shuffled })),
        ),
        ({ total, lines, shuffled }) => {
          const [one, other] = [allocate(total, lines, tieKey), allocate(total, shuffled, tieKey)];
          for (const { id } of lines) expect(other.get(id)).toBe(one.get(id));
        },
      ),
    );
  });

  test('a line of weight 0 gets 0 and stays', () => {
    const parts = allocate(
      100n,
      [
        { id: 'a', weight: 0n },
        { id: 'b', weight: 3n },
      ],
      tieKey,
    );
    expect(parts).toEqual(
      new Map([
        ['a', 0n],
        ['b', 100n],
      ]),
    );
  });

  test('ties go to the smaller key, whoever that is', () => {
    const lines = [
      { id: 'a', weight: 1n },
      { id: 'b', weight: 1n },
    ];
    expect(allocate(1n, lines, (id) => (id === 'a' ? '1' : '2')).get('a')).toBe(1n);
    expect(allocate(1n, lines, (id) => (id === 'a' ? '2' : '1')).get('a')).toBe(0n);
  });

  test.each([
    [-1n, [1n]],
    [1n, [0n, 0n]],
    [1n, []],
    [1n, [-1n, 3n]],
  ])('refuses a total of %s over weights %s', (total, weights) => {
    const lines = weights.map((weight, i) => ({ id: String(i), weight }));
    expect(() => allocate(total, lines, tieKey)).toThrow(RangeError);
  });
});
