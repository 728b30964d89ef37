import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { fen } from '../kernel/index.ts';
import { incentivesOf, lint, lintText, loadPolicies, quote, type PolicyFinding } from './index.ts';
import { INVENTED_POLICY, inventedBook, inventedDocument } from './invented-county.ts';
import { anySchedule } from './oracles.ts';

const standard = inventedBook().get('lantern-standard');
const wei = loadPolicies(new URL('../../policies/', import.meta.url).pathname).get('wei-2017')!;

type Node = Record<string, any>;

/** What the linter says when one thing of the invented policy is spoilt; `code path` of every error. */
function errorsAfter(spoil: (document: Node) => void): string[] {
  const document = inventedDocument() as Node;
  spoil(document);
  return errorsOf(lintText(stringify(document), standard));
}

const errorsOf = (findings: readonly PolicyFinding[]): string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`);

const medical = (document: Node): Node => document['schedules'].medical.general;
const brackets = (document: Node): Node[] => medical(document)['brackets'][0].value;

test('the invented policy is sound', () => expect(errorsAfter(() => {})).toEqual([]));

describe('refusals', () => {
  const B = 'schedules.medical.general.brackets.0.value';
  test.each<[string, (document: Node) => void, string[]]>([
    ['a gap', (d) => (brackets(d)[1]!['from'] = 31), [`bracket.gap ${B}.1.from`]],
    ['an overlap', (d) => (brackets(d)[1]!['from'] = 29), [`bracket.overlap ${B}.1.from`]],
    ['a staircase not from 0', (d) => (brackets(d)[0]!['from'] = 1), [`bracket.gap ${B}.0.from`]],
    ['a last bracket with an end', (d) => (brackets(d)[1]!['to'] = 99), [`bracket.end ${B}.1.to`]],
    ['a middle bracket without end', (d) => delete brackets(d)[0]!['to'], [`bracket.overlap ${B}.1.from`]],
    [
      'an empty bracket',
      (d) => brackets(d).splice(1, 0, { from: 30, to: 30, rate: 0.1 }),
      [`bracket.empty ${B}.1.to`],
    ],
    ['a rate above 1', (d) => (brackets(d)[0]!['rate'] = 1.01), [`rate.range ${B}.0.rate`]],
    ['a rate below 0', (d) => (brackets(d)[0]!['rate'] = -0.01), [`rate.range ${B}.0.rate`]],
    ['a rate of five decimals', (d) => (brackets(d)[0]!['rate'] = 0.12345), [`rate.precision ${B}.0.rate`]],
    [
      'half a fen',
      (d) => (brackets(d)[0]!['to'] = 30.005),
      [`amount.precision ${B}.0.to`, `bracket.overlap ${B}.1.from`],
    ],
    [
      'no source',
      (d) => delete d['lines'].medical.general.values[0].source,
      ['source.missing lines.medical.general.values.0.source'],
    ],
    [
      'a source not listed',
      (d) => (d['lines'].medical.general.values[0].source = 'rumour'),
      ['source.unknown lines.medical.general.0'],
    ],
    [
      'an assumption without reason',
      (d) => (d['lines'].medical.general.values[0].source = 'assumption'),
      ['source.reason lines.medical.general.0'],
    ],
    [
      'a line without a start',
      (d) => delete d['lines'].medical.general.values[0].from,
      ['start.missing lines.medical.general.values.0.from'],
    ],
    [
      'no unit',
      (d) => delete d['lines'].medical.general.values[0].unit,
      ['unit.missing lines.medical.general.values.0.unit'],
    ],
    [
      'an unknown unit',
      (d) => (d['lines'].medical.general.values[0].unit = 'ducats'),
      ['unit.unknown lines.medical.general.values.0.unit'],
    ],
    [
      'a unit that does not fit',
      (d) => (d['lines'].medical.general.values[0].unit = 'kg'),
      ['unit.wrong lines.medical.general.0.unit'],
    ],
    [
      'a value that is no number',
      (d) => (d['parameters'].income.window_months.values[0].value = 'six'),
      ['unit.value parameters.income.window_months.0.value'],
    ],
    [
      'dates out of order',
      (d) => d['lines'].medical.general.values.reverse(),
      ['dates.unsorted lines.medical.general.1.from'],
    ],
    [
      'one day twice',
      (d) => (d['lines'].medical.general.values[1].from = '1901-01-01'),
      ['dates.unsorted lines.medical.general.1.from'],
    ],
    [
      'no such day',
      (d) => (d['lines'].medical.general.values[1].from = '1903-02-29'),
      ['date.unreal lines.medical.general.1.from'],
    ],
    [
      'a start after the end',
      (d) => (d['lines'].medical.general.values[1].from = '1910-01-01'),
      ['date.outside lines.medical.general.1.from'],
    ],
    ['an end before the start', (d) => (d['in_force'].until = '1900-01-01'), ['date.order in_force.until']],
    [
      'no examples',
      (d) => delete d['lines'].medical.general.examples,
      ['example.missing lines.medical.general.examples'],
    ],
    [
      'no example at the line',
      (d) => d['lines'].medical.general.examples.splice(1, 1),
      ['example.missing lines.medical.general.examples'],
    ],
    [
      'no example of the second line',
      (d) => d['lines'].medical.general.examples.splice(3, 3),
      Array(3).fill('example.missing lines.medical.general.examples'),
    ],
    [
      'no example above an edge',
      (d) => medical(d)['examples'].splice(4, 1),
      ['example.missing schedules.medical.general.examples'],
    ],
    [
      'no example between two thresholds',
      (d) => medical(d)['examples'].splice(2, 1),
      Array(2).fill('example.missing schedules.medical.general.examples'),
    ],
    [
      'no example at the cap',
      (d) => d['schedules'].disaster.general.examples.splice(3, 1),
      ['example.missing schedules.disaster.general.examples'],
    ],
    [
      'a wrong example',
      (d) => (medical(d)['examples'][2].payout = 9.01),
      ['example.wrong schedules.medical.general.examples.2'],
    ],
    [
      'an example before the policy',
      (d) => (medical(d)['examples'][5].on = '1899-01-01'),
      ['example.day schedules.medical.general.examples.5.on'],
    ],
    [
      'a cap nobody knows',
      (d) => (d['schedules'].disaster.general.cap = 'ice'),
      ['cap.unknown schedules.disaster.general.cap'],
    ],
    [
      'names every object has are no caps',
      (d) => (d['schedules'].disaster.general.cap = 'constructor'),
      ['cap.unknown schedules.disaster.general.cap'],
    ],
    [
      'nor sources',
      (d) => (d['lines'].medical.general.values[0].source = 'toString'),
      ['source.unknown lines.medical.general.0'],
    ],
    [
      'nor operations',
      (d) => (d['worked'] = [{ id: 'x', compute: ['constructor', 1, 2], expect: 1 }]),
      ['example.wrong worked.0'],
    ],
    [
      'a division by zero',
      (d) => (d['worked'] = [{ id: 'x', compute: ['divide', 1, 0], expect: 1 }]),
      ['example.wrong worked.0'],
    ],
    [
      'a fact nobody stated',
      (d) => (d['worked'] = [{ id: 'x', compute: ['add', 'income.gold', 0], expect: 1 }]),
      ['example.wrong worked.0'],
    ],
    [
      'a rule of a rule',
      (d) => (d['perils'].medical.uses = 'traffic_loss'),
      ['peril.chain perils.medical.uses', 'peril.unknown perils.medical.uses', 'peril.twice perils.medical'],
    ],
    [
      'a peril not listed',
      (d) => delete d['perils'].medical,
      ['peril.unknown lines.medical', 'peril.unknown schedules.medical'],
    ],
    [
      'another standard',
      (d) => (d['protection_line'].standard = 'moonlight'),
      ['standard.unknown protection_line.standard'],
    ],
    ['an unknown key', (d) => (d['colour'] = 'red'), ['shape.unknown_key colour']],
    [
      'an unknown group',
      (d) => (d['lines'].medical.nobles = d['lines'].medical.general),
      ['shape.unknown_key lines.medical.nobles'],
    ],
    [
      'an unknown item',
      (d) => (d['perils'].medical.counted_items[0].value = ['wine']),
      ['shape.value perils.medical.counted_items.0.value.0'],
    ],
    [
      'a negative line',
      (d) => (d['lines'].medical.general.values[0].value = -1),
      ['shape.value lines.medical.general.values.0.value'],
    ],
    [
      'an infinite line',
      (d) => (d['lines'].medical.general.values[0].value = Infinity),
      ['shape.value lines.medical.general.values.0.value'],
    ],
  ])('%s', (_, spoil, expected) => expect(errorsAfter(spoil)).toEqual(expected));

  test('a text that is no YAML, or no policy at all', () => {
    expect(errorsOf(lintText('a: [1'))).toEqual(['shape.yaml (file)']);
    expect(errorsOf(lintText('a: 1\na: 2'))).toEqual(['shape.yaml (file)']);
    expect(errorsOf(lintText('42'))).toEqual(['shape.value (file)']);
    expect(errorsOf(lintText(''))).toEqual(['shape.value (file)']);
  });

  test('sentences name the place in both languages', () => {
    const [finding] = lintText(INVENTED_POLICY.replace('rate: 0.9 ', 'rate: 9 '), standard);
    expect(finding?.message).toEqual({
      zh: 'schedules.medical.general.brackets.0.value.0.rate：比例 9 不在 0 到 1 之间',
      en: 'schedules.medical.general.brackets.0.value.0.rate: the rate 9 is not between 0 and 1',
    });
  });
});

describe('incentive warnings of wei-2017, exactly (C9, C24)', () => {
  const told = (reading: 'marginal' | 'whole_amount') =>
    lint(wei, { reading })
      .filter(({ code }) => /falls|rewards/.test(code))
      .map(({ code, path, numbers }) =>
        [code, path.split('.').slice(1, 3).join(' '), ...Object.values(numbers ?? {})].join(' | '),
      );

  test('whole amount', () => {
    expect(told('whole_amount')).toEqual(
      [
        // code | staircase | bill | rest | fall for one yuan | jump | reached again at a rest of
        'payout.falls | medical non_high_standard_lifted | 15000.00 | 10000.00 | 999.30 | -1000.00 | 11666.67',
        'payout.falls | medical non_high_standard_lifted | 35000.00 | 30000.00 | 2999.40 | -3000.00 | 36000.00',
        'payout.falls | education non_high_standard_lifted | 11000.00 | 3000.00 | 599.00 | -600.00 | 3750.00',
        'payout.falls | education non_high_standard_lifted | 13000.00 | 5000.00 | 999.20 | -1000.00 | 6666.67',
        'own_cost.falls | disaster non_high_standard_lifted | 20000.00 | 10000.00 | 1999.40 | 2000.00 | 15000.00',
        'own_cost.falls | disaster non_high_standard_lifted | 40000.00 | 30000.00 | 5999.60 | 6000.00 | 42000.00',
        'own_cost.falls | medical non_poor_low_income | 70000.00 | 50000.00 | 9999.30 | 10000.00 | 70000.00',
        'own_cost.falls | medical non_poor_low_income | 120000.00 | 100000.00 | 19999.50 | 20000.00 | 166666.67',
        'payout.falls | education non_poor_low_income | 11000.00 | 3000.00 | 599.00 | -600.00 | 3750.00',
        'payout.falls | education non_poor_low_income | 13000.00 | 5000.00 | 999.20 | -1000.00 | 6666.67',
        'own_cost.falls | disaster non_poor_low_income | 20000.00 | 10000.00 | 1999.40 | 2000.00 | 15000.00',
        'own_cost.falls | disaster non_poor_low_income | 40000.00 | 30000.00 | 5999.60 | 6000.00 | 42000.00',
      ].sort(byPerilThenGroup),
    );
  });

  test('marginal: only the rising rates', () => {
    expect(told('marginal')).toEqual([
      'rate.rewards_larger_bill | medical non_poor_low_income | 70000.00 | 50000.00',
      'rate.rewards_larger_bill | medical non_poor_low_income | 120000.00 | 100000.00',
      'rate.rewards_larger_bill | disaster non_high_standard_lifted | 20000.00 | 10000.00',
      'rate.rewards_larger_bill | disaster non_high_standard_lifted | 40000.00 | 30000.00',
      'rate.rewards_larger_bill | disaster non_poor_low_income | 20000.00 | 10000.00',
      'rate.rewards_larger_bill | disaster non_poor_low_income | 40000.00 | 30000.00',
    ]);
  });
});

/** The linter goes peril by peril and then group by group; the list above is written to be read. */
function byPerilThenGroup(a: string, b: string): number {
  const rank = (line: string): number => {
    const place = line.split(' | ')[1] ?? '';
    const perils = ['medical', 'education', 'disaster'];
    return perils.findIndex((peril) => place.startsWith(peril)) * 2 + (place.endsWith('income') ? 1 : 0);
  };
  return rank(a) - rank(b);
}

describe('incentives of any staircase, against a walk around its edges', () => {
  const SEED = { seed: 9, numRuns: 400 };

  test('the fall for one whole yuan is the difference of two quotes', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        for (const incentive of incentivesOf(schedule, 'whole_amount')) {
          const bill = incentive.edgeBillFen;
          const before = bill >= 100n ? bill - 100n : 0n;
          const gain =
            quote(schedule, bill, 'whole_amount').payoutFen -
            quote(schedule, fen(before), 'whole_amount').payoutFen;
          expect(incentive.fallFen).toBe(incentive.code === 'payout.falls' ? -gain : gain - (bill - before));
        }
      }),
      SEED,
    );
  });

  test('an edge is named when and only when the payout steps there, the cap included, and by how much', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        const expected = schedule.brackets.slice(1).flatMap(({ fromFen, rateBasisPoints }, i) => {
          const cap = schedule.cap ? schedule.cap.capFen * 10_000n : undefined;
          const [below, at] = [schedule.brackets[i]!.rateBasisPoints, rateBasisPoints].map((rate) =>
            cap !== undefined && fromFen * rate > cap ? cap : fromFen * rate,
          );
          return at === below ? [] : [[fromFen, (at! - below!) / 10_000n]];
        });
        const told = incentivesOf(schedule, 'whole_amount');
        expect(told.map(({ edgeRestFen, jumpFen }) => [edgeRestFen, jumpFen])).toEqual(expected);
      }),
      SEED,
    );
  });

  test('nothing is reached again before the remainder named, and it is reached there', () => {
    fc.assert(
      fc.property(anySchedule, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, where) => {
        for (const { code, edgeRestFen, againRestFen, lowerRateBasisPoints } of incentivesOf(
          schedule,
          'whole_amount',
        )) {
          if (againRestFen === undefined) continue;
          const cap = schedule.cap && schedule.cap.capFen * 10_000n;
          const limitExact = edgeRestFen * lowerRateBasisPoints;
          const limit = cap !== undefined && limitExact > cap ? cap : limitExact;
          const reached = (rest: bigint): boolean => {
            const rate = schedule.brackets.findLast(({ fromFen }) => fromFen <= rest)!.rateBasisPoints;
            const paid = cap !== undefined && rest * rate > cap ? cap : rest * rate;
            return code === 'payout.falls'
              ? paid >= limit
              : rest * 10_000n - paid >= edgeRestFen * 10_000n - limit;
          };
          expect(reached(againRestFen)).toBe(true);
          if (againRestFen === edgeRestFen) continue;
          expect(reached(againRestFen - 1n)).toBe(false);
          const between = edgeRestFen + BigInt(Math.floor(Number(againRestFen - edgeRestFen - 1n) * where));
          expect(reached(between)).toBe(false);
        }
      }),
      SEED,
    );
  });

  test('marginal staircases have no cliff: every edge named only rewards', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        expect(
          incentivesOf(schedule, 'marginal').every(({ code }) => code === 'rate.rewards_larger_bill'),
        ).toBe(true);
      }),
      SEED,
    );
  });
});
