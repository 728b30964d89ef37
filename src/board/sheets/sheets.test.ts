import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { BOOK } from '../../../test/governance-words.ts';
import { fen, formatYuan, plainDate } from '../../kernel/index.ts';
import { GROUPS, PERILS, quote, resolvePolicy } from '../../policy/index.ts';
import { checkSheet } from './check.ts';
import type { Sheet } from './model.ts';
import { type DecidedAmount, sheetOf, statedRules } from './rules.ts';

const FEWEST = 3;
const version = resolvePolicy(BOOK, 'wei-2017', plainDate('2017-12-31'));
const schedules = GROUPS.flatMap((group) => PERILS.flatMap((peril) => version.schedule(group, peril) ?? []));
const OF = { county_code: '130434', year: 2017, as_of: '2017-12-31' };

const amounts = fc.array(
  fc.tuple(fc.nat(schedules.length - 1), fc.bigInt(0n, 200_000_00n)).map(([i, selfPaid]): DecidedAmount => {
    const schedule = schedules[i]!;
    const { payoutFen } = quote(schedule, fen(selfPaid));
    return { version, schedule, selfPaidFen: fen(selfPaid), entitledFen: payoutFen };
  }),
  { maxLength: 60 },
);
const stated = (name: string) => (name === version.version ? statedRules(version) : undefined);
const sheetFor = (decided: readonly DecidedAmount[]): Sheet => sheetOf(decided, FEWEST, OF);

describe('a sheet of amounts', () => {
  test('agrees with itself, worked out from the policy’s own rules, and holds every fen', () => {
    fc.assert(
      fc.property(amounts, (decided) => {
        const sheet = sheetFor(decided);
        expect(checkSheet(sheet, stated).firstDifference).toBeUndefined();
        const total = decided.reduce((sum, { entitledFen }) => sum + entitledFen, 0n);
        expect(sheet.total_yuan).toBe(formatYuan(fen(total)));
        expect(sheet.amounts).toBe(decided.length);
      }),
    );
  });

  test('never shows a sum of fewer families than may be public', () => {
    fc.assert(
      fc.property(amounts, (decided) => {
        const { rules, others } = sheetFor(decided);
        for (const { slices, amounts: count } of rules) {
          // Whose bill ends in a step: those who reach it and not the next.
          const ending = slices.map(({ families }, i) => families - (slices[i + 1]?.families ?? 0));
          const belowAll = count - (slices[0]?.families ?? 0);
          for (const few of [...ending, belowAll]) expect(few === 0 || few >= FEWEST).toBe(true);
        }
        const isAllHidden = rules.length === 0;
        expect(others === null || others.amounts >= FEWEST || isAllHidden).toBe(true);
      }),
    );
  });

  test('the order of what was decided changes nothing', () => {
    fc.assert(
      fc.property(amounts, (decided) => {
        expect(sheetFor(decided.toReversed())).toEqual(sheetFor(decided));
      }),
    );
  });

  const three = (yuan: number): DecidedAmount[] =>
    [0, 1, 2].map((more) => {
      const schedule = version.schedule('non_high_standard_lifted', 'medical')!;
      const selfPaidFen = fen(BigInt(yuan + more) * 100n);
      return { version, schedule, selfPaidFen, entitledFen: quote(schedule, selfPaidFen).payoutFen };
    });

  test.each([
    ['a step’s money', (text: string) => text.replace('"yuan":"9003.00"', '"yuan":"9004.00"')],
    ['a step’s payout', (text: string) => text.replace('5401.800000', '5401.000000')],
    ['the rule’s payout', (text: string) => text.replaceAll('26401.80', '26402.80')],
    ['the total', (text: string) => text.replace('"total_yuan":"26401.80"', '"total_yuan":"26401.81"')],
    [
      'the deductible',
      (text: string) => text.replace('"deductible_yuan":"5000.00"', '"deductible_yuan":"4000.00"'),
    ],
    ['the number', (text: string) => text.replace('"amounts":3,"total', '"amounts":4,"total')],
    ['a version nobody knows', (text: string) => text.replace('wei-2017@', 'wei-2018@')],
  ])('a forged sheet is found by %s', (_, forge) => {
    const text = JSON.stringify(sheetFor(three(18_000)));
    const forged = forge(text);
    expect(forged).not.toBe(text);
    expect(checkSheet(JSON.parse(forged) as Sheet, stated).firstDifference).toBeDefined();
  });
});
