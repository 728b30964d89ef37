import fc from 'fast-check';
import { fen } from '../kernel/index.ts';
import type { Schedule } from './rules.ts';

/** For tests: a payout by adding up one yuan after another, sharing no line with the engine. Whole yuan only. */
export function yuanByYuan(schedule: Schedule): (yuan: number) => bigint {
  const scaled: bigint[] = [0n];
  return (yuan) => {
    for (let next = scaled.length; next <= yuan; next++) {
      const rest = BigInt(next) * 100n - schedule.deductibleFen - 100n;
      const rate =
        rest < 0n ? 0n : schedule.brackets.filter(({ fromFen }) => fromFen <= rest).at(-1)!.rateBasisPoints;
      scaled.push(scaled.at(-1)! + rate * 100n);
    }
    const exact = scaled[yuan]!;
    const rounded = exact / 10_000n + (exact % 10_000n >= 5_000n ? 1n : 0n);
    return schedule.cap && rounded > schedule.cap.capFen ? schedule.cap.capFen : rounded;
  };
}

/** For tests: the whole rest at one rate, from the definition. */
export function wholeAmountOracle({ deductibleFen, brackets, cap }: Schedule, bill: bigint): bigint {
  if (bill <= deductibleFen) return 0n;
  const rest = bill - deductibleFen;
  const rate = brackets.filter(({ fromFen }) => fromFen <= rest).at(-1)!.rateBasisPoints;
  const exact = rest * rate;
  const rounded = exact / 10_000n + (exact % 10_000n >= 5_000n ? 1n : 0n);
  return cap && rounded > cap.capFen ? cap.capFen : rounded;
}

/** Staircases nobody ever wrote: up to six brackets, rates to the basis point, edges to the fen, sometimes a cap. */
export const anySchedule = fc
  .record({
    deductible: fc.bigInt(0n, 3_000_000n),
    steps: fc.array(
      fc.record({
        width: fc.oneof(fc.bigInt(1n, 5_000n), fc.bigInt(1n, 2_000_000n)),
        rate: fc.bigInt(0n, 10_000n),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    cap: fc.option(fc.bigInt(0n, 3_000_000n), { nil: undefined }),
  })
  .map(({ deductible, steps, cap }): Schedule => {
    let from = 0n;
    const brackets = steps.map(({ width, rate }, i) => {
      const bracket = {
        fromFen: fen(from),
        ...(i < steps.length - 1 && { toFen: fen(from + width) }),
        rateBasisPoints: rate,
      };
      from += width;
      return bracket;
    });
    return {
      peril: 'disaster',
      group: 'general',
      deductibleFen: fen(deductible),
      brackets,
      ...(cap !== undefined && { cap: { id: 'any', capFen: fen(cap), perils: ['disaster' as const] } }),
    };
  });
