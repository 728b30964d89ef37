import { divideHalfUp } from '../../../kernel/pure.ts';
import type { CharterRules, ClassCode, Column, RollLine, RoundFacts, SourceKind, StepName } from './model.ts';

/** What a step of the waterfall took of what was left. */
export interface StepTaken {
  readonly step: StepName;
  readonly rate_bp: number | null;
  /** What the rate was taken of. */
  readonly base_fen: bigint;
  readonly amount_fen: bigint;
  readonly rest_fen: bigint;
}

/** Money to be split over lines by one weight: of a column, or of several that share by their units together. */
export interface Pot {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly amount_fen: bigint;
}

export interface Waterfall {
  /** Income and what was carried over, less costs: what the round begins with. */
  readonly surplus_fen: bigint;
  /** Said to have come in, and shown by nothing: stands beside and is not shared. */
  readonly not_itemised_fen: bigint;
  readonly steps: readonly StepTaken[];
  readonly pots: readonly Pot[];
  /** What nobody gets this year. */
  readonly carried_over_fen: bigint;
}

/**
 * Takes a year's surplus through the steps of the charter, in their order: each takes its rate of what the steps that
 * cover and keep have left, rounded half up, and never more than there is. What is shared becomes pots; what no line
 * could take is carried over.
 *
 * Financing is no income (F31); it is refused before, and is not counted here.
 */
export function runWaterfall(rules: CharterRules, facts: RoundFacts, lines: readonly RollLine[]): Waterfall {
  const surplus = sumOf(facts, 'income') + sumOf(facts, 'carried') - sumOf(facts, 'cost');
  const pots = new Map<string, Pot>();
  const add = (name: string, columns: readonly Column[], amount: bigint): void => {
    if (amount > 0n)
      pots.set(name, { name, columns, amount_fen: (pots.get(name)?.amount_fen ?? 0n) + amount });
  };
  const weights = weightsOf(lines);
  const steps: StepTaken[] = [];
  let rest = surplus > 0n ? surplus : 0n;
  for (const step of rules.steps) {
    const { rate, base } = demandOf(step, rules, facts, rest);
    const wanted = rate === null ? base : divideHalfUp(base * BigInt(rate), 10_000n);
    const most = wanted < rest ? wanted : rest;
    const amount = hasTakers(step, rules, weights) ? most : 0n;
    rest -= amount;
    steps.push({ step, rate_bp: rate, base_fen: base, amount_fen: amount, rest_fen: rest });
    for (const part of partsOf(step, rules, weights, amount)) add(part.name, part.columns, part.amount_fen);
  }
  return {
    surplus_fen: surplus,
    not_itemised_fen: sumOf(facts, 'not_itemised'),
    steps,
    pots: [...pots.values()],
    carried_over_fen: rest,
  };
}

const sumOf = ({ sources }: RoundFacts, wanted: SourceKind): bigint =>
  sources.reduce((sum, { kind, amount_fen }) => (kind === wanted ? sum + amount_fen : sum), 0n);

export function weightsOf(lines: readonly RollLine[]): Map<Column, bigint> {
  const weights = new Map<Column, bigint>();
  for (const { column, weight } of lines) weights.set(column, (weights.get(column) ?? 0n) + weight);
  return weights;
}

/** What a step asks for: a rate of what is left, a sum of its own, or all that is left. */
function demandOf(step: StepName, rules: CharterRules, facts: RoundFacts, rest: bigint) {
  const rate = rules.rates_bp[step] ?? null;
  switch (step) {
    case 'losses':
      return { rate: null, base: sumOf(facts, 'loss') };
    case 'guarantee':
      return { rate: rate ?? 0, base: facts.capital_fen[rules.guarantee_class!] ?? 0n };
    case 'volume':
      return { rate: facts.volume_bp ?? rate, base: rest };
    case 'reserve':
    case 'risk':
    case 'welfare':
      return { rate: rate ?? 0, base: rest };
    case 'labour':
    case 'shares':
      return { rate, base: rest };
  }
}

function hasTakers(step: StepName, rules: CharterRules, weights: ReadonlyMap<Column, bigint>): boolean {
  const some = (column: Column): boolean => (weights.get(column) ?? 0n) > 0n;
  switch (step) {
    case 'losses':
    case 'reserve':
    case 'risk':
    case 'welfare':
      return true;
    case 'guarantee':
      return rules.guarantee_class !== null && some(rules.guarantee_class);
    case 'volume':
    case 'labour':
      return some(step);
    case 'shares':
      return rules.classes.some(({ code, fraction_bp }) => fraction_bp !== 0 && some(code));
  }
}

function partsOf(
  step: StepName,
  rules: CharterRules,
  weights: ReadonlyMap<Column, bigint>,
  amount: bigint,
): readonly Pot[] {
  switch (step) {
    case 'losses':
    case 'reserve':
    case 'risk':
    case 'welfare':
      return [];
    case 'guarantee':
      return [{ name: rules.guarantee_class!, columns: [rules.guarantee_class!], amount_fen: amount }];
    case 'volume':
    case 'labour':
      return [{ name: step, columns: [step], amount_fen: amount }];
    case 'shares':
      return shareParts(rules, weights, amount);
  }
}

/**
 * Classes with fractions get theirs, exactly: the last fen by largest remainder, ties by the charter's order. A class
 * that nobody holds leaves its fraction to the others. Classes without fractions are one pot.
 */
function shareParts(
  { classes }: CharterRules,
  weights: ReadonlyMap<Column, bigint>,
  amount: bigint,
): readonly Pot[] {
  const held = classes.filter(({ code }) => (weights.get(code) ?? 0n) > 0n);
  if (held.every(({ fraction_bp }) => fraction_bp === null)) {
    const columns: readonly ClassCode[] = held.map(({ code }) => code);
    return [{ name: columns.length === 1 ? columns[0]! : 'shares', columns, amount_fen: amount }];
  }
  const sum = held.reduce((all, { fraction_bp }) => all + BigInt(fraction_bp!), 0n);
  if (sum === 0n) return [];
  const parts = held.map(({ code, fraction_bp }, order) => {
    const exact = amount * BigInt(fraction_bp!);
    return { code, order, fen: exact / sum, remainder: exact % sum };
  });
  let left = amount - parts.reduce((all, { fen }) => all + fen, 0n);
  const needy = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.order - b.order : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of needy) if (left-- > 0n) part.fen += 1n;
  return parts.map(({ code, fen }) => ({ name: code, columns: [code], amount_fen: fen }));
}
