import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fc } from '../../../../test/properties.ts';
import { loadPolicies, resolvePolicy } from '../../../policy/index.ts';
import { plainDate, sha256Hex } from '../../../kernel/index.ts';
import { charterOf } from '../charter.ts';
import {
  allot,
  type CharterRules,
  type Column,
  isSheet,
  replay,
  type RollLine,
  type RoundFacts,
  runWaterfall,
  sealOf,
  type Sheet,
  sheetOf,
  rollHashOf,
} from '../pure.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const policies = loadPolicies(new URL('../../../../policies/', import.meta.url).pathname);
const charter = (id: string) => charterOf(resolvePolicy(policies, id, plainDate('2018-01-01')));

const income = (yuan: number): RoundFacts => ({
  sources: [
    { kind: 'income', label: { zh: '收入', en: 'income' }, amount_fen: BigInt(yuan) * 100n, document: 'a' },
  ],
  capital_fen: {},
  volume_bp: null,
});
const linesOf = (column: Column, weights: readonly bigint[]): RollLine[] =>
  weights.map((weight, i) => ({ id: `${column}/${i + 1}`, column, weight }));
const yuanOf = (fen: bigint): number => Number(fen) / 100;

describe('worked examples', () => {
  test('a cooperative: 400,000, reserve 40,000, 70 % of 360,000 by volume, 108,000 by shares (R-COOP2)', () => {
    const { rules } = charter('charter-cooperative');
    const lines = [...linesOf('volume', [1n, 2n]), ...linesOf('capital', [3n]), ...linesOf('grant', [1n])];
    const { steps, pots, carried_over_fen } = runWaterfall(
      rules,
      { ...income(400_000), volume_bp: 7000 },
      lines,
    );
    expect(steps.map(({ step, amount_fen }) => [step, yuanOf(amount_fen)])).toEqual([
      ['losses', 0],
      ['reserve', 40_000],
      ['volume', 252_000],
      ['shares', 108_000],
    ]);
    expect(pots.map(({ name, amount_fen }) => [name, yuanOf(amount_fen)])).toEqual([
      ['volume', 252_000],
      ['shares', 108_000],
    ]);
    expect(carried_over_fen).toBe(0n);
    const shares = allot('r', pots, lines, hash).map(({ id, amount_fen }) => [id, yuanOf(amount_fen)]);
    expect(shares).toEqual([
      ['volume/1', 84_000],
      ['volume/2', 168_000],
      ['capital/1', 81_000],
      ['grant/1', 27_000],
    ]);
  });

  test('preferential shares: 29,000 + 50,000 = 79,000 over 138 people, every fen assigned (R-AS2)', () => {
    const { rules } = charter('charter-asset-income');
    const lines = [
      ...linesOf('enterprise', [100n]),
      ...linesOf(
        'preferential',
        Array.from({ length: 138 }, () => 100n),
      ),
    ];
    const facts = { ...income(150_000), capital_fen: { preferential: 100_000_000n } };
    const { pots } = runWaterfall(rules, facts, lines);
    expect(pots.map(({ name, amount_fen }) => [name, yuanOf(amount_fen)])).toEqual([
      ['preferential', 79_000],
      ['enterprise', 71_000],
    ]);
    const amounts = allot('r', pots, lines, hash)
      .filter(({ column }) => column === 'preferential')
      .map(({ amount_fen }) => amount_fen);
    expect(new Set(amounts)).toEqual(new Set([57_246n, 57_247n]));
    expect(amounts.filter((amount) => amount === 57_247n)).toHaveLength(52);
  });

  test('a village company: what is not itemised stands beside and is not shared; 20 % stay with the collective (E-L25, C11)', () => {
    const { rules } = charter('charter-village-company');
    const item = (kind: 'income' | 'not_itemised', yuan: number) => ({
      kind,
      label: { zh: '项', en: 'item' },
      amount_fen: BigInt(yuan) * 100n,
      document: 'a',
    });
    const sources = [
      item('income', 969_100),
      item('income', 110_000),
      item('income', 30_000),
      item('income', 500_000),
      item('not_itemised', 90_900),
    ];
    const lines = [...linesOf('collective', [1n]), ...linesOf('member', [200n, 300n, 0n])];
    const got = runWaterfall(rules, { sources, capital_fen: {}, volume_bp: null }, lines);
    expect(yuanOf(got.surplus_fen)).toBe(1_609_100);
    expect(yuanOf(got.not_itemised_fen)).toBe(90_900);
    const [collective, member] = got.pots;
    expect(collective!.amount_fen * 4n).toBe(member!.amount_fen);
  });

  test('a photovoltaic station: 80 % by labour, the rest for the village', () => {
    const { rules } = charter('charter-photovoltaic');
    const { steps, pots } = runWaterfall(rules, income(200_000), linesOf('labour', [100n, 300n]));
    expect(steps.map(({ step, amount_fen }) => [step, yuanOf(amount_fen)])).toEqual([
      ['labour', 160_000],
      ['welfare', 40_000],
    ]);
    expect(pots.map(({ amount_fen }) => yuanOf(amount_fen))).toEqual([160_000]);
  });

  test('losses come first, and nothing is shared that is not there', () => {
    const { rules } = charter('charter-village-company');
    const facts = {
      ...income(1000),
      sources: [
        ...income(1000).sources,
        { kind: 'loss', label: { zh: '', en: '' }, amount_fen: 150_000n, document: 'b' } as const,
      ],
    };
    const { steps, pots } = runWaterfall(rules, facts, linesOf('member', [100n]));
    expect(steps[0]).toMatchObject({ step: 'losses', amount_fen: 100_000n, rest_fen: 0n });
    expect(pots).toEqual([]);
  });
});

/** Plain rationals: numerator and denominator, compared by cross-multiplication. */
const rounds = fc.record({
  total: fc.bigInt(1n, 10n ** 12n),
  weights: fc.array(fc.oneof(fc.constant(0n), fc.bigInt(1n, 5n), fc.bigInt(1n, 10n ** 9n)), {
    minLength: 1,
    maxLength: 40,
  }),
  id: fc.string({ maxLength: 8 }),
});
const some = rounds.filter(({ weights }) => weights.some((weight) => weight > 0n));
const split = (id: string, total: bigint, lines: readonly RollLine[]) =>
  allot(id, [{ name: 'member', columns: ['member'], amount_fen: total }], lines, hash);

describe('splitting a part', () => {
  test('sums to the part, each line within one fen of its quota, lines of nothing kept', () => {
    fc.assert(
      fc.property(some, ({ total, weights, id }) => {
        const got = split(id, total, linesOf('member', weights));
        const all = weights.reduce((sum, weight) => sum + weight, 0n);
        expect(got.reduce((sum, { amount_fen }) => sum + amount_fen, 0n)).toBe(total);
        expect(got).toHaveLength(weights.length);
        for (const { weight, amount_fen } of got) {
          const off = amount_fen * all - total * weight;
          expect(off > -all && off < all).toBe(true);
          if (weight === 0n) expect(amount_fen).toBe(0n);
        }
      }),
    );
  });

  test('gives everybody the same in whatever order the lines stand, and never less for more', () => {
    fc.assert(
      fc.property(some, fc.nat(), ({ total, weights, id }, turn) => {
        const lines = linesOf('member', weights);
        const got = new Map(split(id, total, lines).map((line) => [line.id, line]));
        const at = turn % lines.length;
        for (const line of split(id, total, [...lines.slice(at), ...lines.slice(0, at)].reverse()))
          expect(line.amount_fen).toBe(got.get(line.id)!.amount_fen);
        const sorted = [...got.values()].sort((a, b) =>
          a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : 0,
        );
        sorted.forEach((line, i) => {
          const before = sorted[i - 1];
          if (before && before.weight < line.weight) expect(before.amount_fen <= line.amount_fen).toBe(true);
        });
      }),
    );
  });
});

const CHARTERS = [
  'charter-village-company',
  'charter-cooperative',
  'charter-asset-income',
  'charter-land-company',
  'charter-photovoltaic',
];

/** Whole rounds of all charters: lines in every column the charter knows. */
const whole = fc
  .record({
    id: fc.constantFrom(...CHARTERS),
    income: fc.bigInt(1n, 10n ** 11n),
    loss: fc.bigInt(0n, 10n ** 9n),
    capital: fc.bigInt(0n, 10n ** 10n),
    weights: fc.array(fc.bigInt(0n, 10n ** 6n), { minLength: 1, maxLength: 12 }),
  })
  .map(({ id, income: fen, loss, capital, weights }) => {
    const { rules } = charter(id);
    const columns: Column[] = [
      ...rules.classes.map(({ code }) => code),
      ...(['volume', 'labour'] as const).filter((step) => rules.steps.includes(step)),
    ];
    const lines = columns.flatMap((column) => linesOf(column, weights));
    const source = (kind: 'income' | 'loss', amount_fen: bigint) => ({
      kind,
      label: { zh: '甲', en: 'a' },
      amount_fen,
      document: 'd',
    });
    const facts: RoundFacts = {
      sources: [source('income', fen), ...(loss > 0n ? [source('loss', loss)] : [])],
      capital_fen: rules.guarantee_class === null ? {} : { [rules.guarantee_class]: capital },
      volume_bp: null,
    };
    return { rules, lines, facts };
  });

describe('a whole round', () => {
  test('every fen of the surplus is with a step, a line or next year', () => {
    fc.assert(
      fc.property(whole, ({ rules, lines, facts }) => {
        const { surplus_fen, steps, pots, carried_over_fen } = runWaterfall(rules, facts, lines);
        expect(steps.reduce((sum, { amount_fen }) => sum + amount_fen, carried_over_fen)).toBe(surplus_fen);
        const shared = allot('r', pots, lines, hash).reduce((sum, { amount_fen }) => sum + amount_fen, 0n);
        const toLines = steps.filter(({ step }) =>
          ['guarantee', 'volume', 'labour', 'shares'].includes(step),
        );
        expect(shared).toBe(toLines.reduce((sum, { amount_fen }) => sum + amount_fen, 0n));
      }),
    );
  });

  test('its sheet replays without a difference, whether amounts are public or not', () => {
    fc.assert(
      fc.property(whole, ({ rules, lines, facts }) => {
        const sheet = sheetFor(rules, lines, facts);
        expect(isSheet(sheet)).toBe(true);
        const { faults, difference_yuan } = replay(sheet, sha256Hex);
        expect(faults).toEqual([]);
        expect(difference_yuan).toBe('0.00');
      }),
      { numRuns: 60 },
    );
  });
});

function sheetFor(rules: CharterRules, lines: readonly RollLine[], facts: RoundFacts): Sheet {
  const waterfall = runWaterfall(rules, facts, lines);
  const sealed = allot('r', waterfall.pots, lines, hash).map((line) => ({
    ...line,
    name: '张*',
    nonce: `n${line.id}`,
  }));
  const seals = sealed.map((line) => ({ id: line.id, seal: sealOf(line, hash) }));
  return sheetOf(
    {
      head: { round_id: 'r', county_code: 'C', entity_no: '1', entity_name: 'E', year: 2017 },
      charter: { version: 'v', rules },
      roll: { roll_no: 1, day: '2017-12-31', hash: rollHashOf(seals, hash) },
      facts,
      waterfall,
      lines: sealed,
    },
    hash,
  );
}

describe('a sheet that was changed', () => {
  const { rules } = charter('charter-village-company');
  const lines = [...linesOf('collective', [100n]), ...linesOf('member', [100n, 200n, 300n, 0n])];
  const sheet = sheetFor(rules, lines, income(1000));
  const where = (changed: Sheet): string[] => replay(changed, sha256Hex).faults.map((fault) => fault.where);

  test('by a fen is named by its line', () => {
    const changed = sheet.lines.map((line) =>
      line.id === 'member/2' ? { ...line, amount_yuan: '216.01' } : line,
    );
    expect(where({ ...sheet, lines: changed })).toEqual(['sheet', 'member/2']);
    expect(replay({ ...sheet, lines: changed }, sha256Hex).difference_yuan).toBe('0.01');
  });

  test('by a weight no longer fits its seal, and everybody’s amount differs', () => {
    const changed = sheet.lines.map((line) => (line.id === 'member/1' ? { ...line, weight: '900' } : line));
    expect(where({ ...sheet, lines: changed })).toEqual(
      expect.arrayContaining(['sheet', 'member/1', 'member/2', 'member/3']),
    );
  });

  test('by a line left out no longer fits the register’s hash', () => {
    expect(where({ ...sheet, lines: sheet.lines.slice(0, -1) })).toEqual(
      expect.arrayContaining(['sheet', 'roll', 'roll/lines']),
    );
  });

  test('by a rule, a source or a step is named', () => {
    const changed = { ...rules, rates_bp: { ...rules.rates_bp, reserve: 0 } };
    expect(where({ ...sheet, charter: { ...sheet.charter, rules: changed } })).toEqual(
      expect.arrayContaining(['sheet', 'charter', 'waterfall/reserve']),
    );
    const sources = [{ ...sheet.sources[0]!, amount_yuan: '999.99' }];
    expect(where({ ...sheet, sources })).toEqual(expect.arrayContaining(['sheet', 'waterfall/surplus']));
  });

  test('in classes: a group with a fen too many is named', () => {
    const closed = sheetFor(
      { ...rules, amounts: 'classes', amount_bounds_yuan: ['100'] },
      lines,
      income(1000),
    );
    expect(closed.lines.every(({ weight, amount_yuan }) => weight === null && amount_yuan === null)).toBe(
      true,
    );
    const groups = closed.groups.map((group) =>
      group.weight === '200' ? { ...group, amount_yuan: '216.01' } : group,
    );
    expect(replay(closed, sha256Hex).faults).toEqual([]);
    expect(where({ ...closed, groups })).toEqual(['sheet', 'group/member/200', 'pot/member']);
  });

  test('into something else is no sheet', () => {
    for (const value of [
      null,
      [],
      {},
      { ...sheet, lines: [{}] },
      { ...sheet, charter: { ...sheet.charter, rules: {} } },
    ])
      expect(isSheet(value)).toBe(false);
  });
});
