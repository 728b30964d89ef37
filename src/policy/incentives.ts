import { fen, formatYuan, minFen, type Bilingual, type Fen } from '../kernel/pure.ts';
import { quote, RATE_DENOMINATOR, type Bracket, type Schedule } from './rules.ts';
import type { Reading } from './vocabulary.ts';

const ONE_YUAN = 100n;

/** How a staircase pushes people: what happens at one bracket edge when the bill grows by one yuan. */
export interface Incentive {
  readonly code: 'payout.falls' | 'own_cost.falls' | 'rate.rewards_larger_bill';
  /** Where the upper bracket begins: the remainder, and the bill it belongs to. */
  readonly edgeRestFen: Fen;
  readonly edgeBillFen: Fen;
  /** What the one whole yuan that ends at the edge takes away, from the payout or from the own cost. */
  readonly fallFen: Fen;
  /** By how much the payout changes at the edge itself. */
  readonly jumpFen: Fen;
  /** The remainder at which the bracket's limit is reached again; undefined when it never is. */
  readonly againRestFen?: Fen;
  readonly lowerRateBasisPoints: bigint;
  readonly upperRateBasisPoints: bigint;
}

/**
 * The bad incentives of a staircase, worked out at its edges, not by scanning (C9, C24).
 *
 * Read as a whole amount, a falling rate makes the payout fall and a rising rate makes the own cost fall when the
 * bill grows by one yuan. Read marginally, neither can happen, and only rising rates are reported.
 *
 * @example
 * incentivesOf(illnessOfNonHighStandard, 'whole_amount')[0];
 * // payout.falls at a bill of 15,000: 999.30 for one yuan, reached again at a remainder of 11,666.67
 */
export function incentivesOf(schedule: Schedule, reading: Reading): Incentive[] {
  const found: Incentive[] = [];
  schedule.brackets.forEach((upper, index) => {
    const lower = schedule.brackets[index - 1];
    if (!lower || lower.rateBasisPoints === upper.rateBasisPoints) return;
    if (reading === 'whole_amount') {
      const incentive = wholeAmountIncentive(schedule, lower, upper);
      if (incentive) found.push(incentive);
    } else if (upper.rateBasisPoints > lower.rateBasisPoints)
      found.push({
        code: 'rate.rewards_larger_bill',
        ...edge(schedule, lower, upper),
        fallFen: fen(0),
        jumpFen: fen(0),
      });
  });
  return found;
}

const edge = (schedule: Schedule, lower: Bracket, upper: Bracket) => ({
  edgeRestFen: upper.fromFen,
  edgeBillFen: fen(schedule.deductibleFen + upper.fromFen),
  lowerRateBasisPoints: lower.rateBasisPoints,
  upperRateBasisPoints: upper.rateBasisPoints,
});

function wholeAmountIncentive(schedule: Schedule, lower: Bracket, upper: Bracket): Incentive | undefined {
  const at = edge(schedule, lower, upper);
  const before = fen(at.edgeBillFen - ONE_YUAN < 0n ? 0n : at.edgeBillFen - ONE_YUAN);
  const payoutAt = quote(schedule, at.edgeBillFen, 'whole_amount').payoutFen;
  const payoutBefore = quote(schedule, before, 'whole_amount').payoutFen;
  const limitMicro = limited(schedule, upper.fromFen * lower.rateBasisPoints);
  const jumpMicro = limited(schedule, upper.fromFen * upper.rateBasisPoints) - limitMicro;
  if (jumpMicro === 0n) return undefined;
  const jumpFen = fen(jumpMicro / RATE_DENOMINATOR);
  const again =
    jumpMicro < 0n ? payoutAgain(schedule, upper, limitMicro) : ownCostAgain(schedule, upper, limitMicro);
  return {
    code: jumpMicro < 0n ? 'payout.falls' : 'own_cost.falls',
    ...at,
    fallFen: fen(
      jumpMicro < 0n ? payoutBefore - payoutAt : payoutAt - payoutBefore - (at.edgeBillFen - before),
    ),
    jumpFen,
    ...(again !== undefined && { againRestFen: again }),
  };
}

/** The first remainder at or above the edge whose exact payout is at least the lower bracket's limit. */
function payoutAgain(schedule: Schedule, upper: Bracket, limitMicro: bigint): Fen | undefined {
  for (const bracket of fromBracket(schedule, upper)) {
    if (bracket.rateBasisPoints === 0n) continue;
    const rest = atLeast(bracket.fromFen, ceilDivide(limitMicro, bracket.rateBasisPoints));
    if (bracket.toFen === undefined || rest < bracket.toFen) return rest;
  }
  return undefined;
}

/** The first remainder at or above the edge whose exact own part of the rest is at least that below the edge. */
function ownCostAgain(schedule: Schedule, upper: Bracket, limitMicro: bigint): Fen | undefined {
  const own = upper.fromFen * RATE_DENOMINATOR - limitMicro;
  const candidates: Fen[] = [];
  for (const bracket of fromBracket(schedule, upper)) {
    const ownRate = RATE_DENOMINATOR - bracket.rateBasisPoints;
    if (ownRate > 0n) candidates.push(inside(bracket, ceilDivide(own, ownRate)));
    // Above the cap every further yuan is the household's own.
    if (schedule.cap) {
      const capMicro = schedule.cap.capFen * RATE_DENOMINATOR;
      const rest = fen(ceilDivide(own + capMicro, RATE_DENOMINATOR));
      if (rest * bracket.rateBasisPoints >= capMicro) candidates.push(inside(bracket, rest));
    }
  }
  const reached = candidates.filter((rest) => rest >= 0n);
  return reached.length === 0 ? undefined : reached.reduce(minFen);
}

/** The remainder when it lies below the bracket's end, raised to its beginning; −1 marks "not in this bracket". */
function inside(bracket: Bracket, rest: bigint): Fen {
  const raised = atLeast(bracket.fromFen, rest);
  return bracket.toFen === undefined || raised < bracket.toFen ? raised : fen(-1);
}

const fromBracket = (schedule: Schedule, first: Bracket): readonly Bracket[] =>
  schedule.brackets.slice(schedule.brackets.indexOf(first));

const atLeast = (low: Fen, value: bigint): Fen => fen(value > low ? value : low);
const ceilDivide = (numerator: bigint, denominator: bigint): bigint =>
  (numerator + denominator - 1n) / denominator;

function limited(schedule: Schedule, micro: bigint): bigint {
  if (!schedule.cap) return micro;
  const cap = schedule.cap.capFen * RATE_DENOMINATOR;
  return micro < cap ? micro : cap;
}

/** The sentence about one incentive, for the linter, the what-if page and the command line. */
export function incentiveSentence(incentive: Incentive): Bilingual {
  const bill = formatYuan(incentive.edgeBillFen);
  // A step smaller than what one yuan adds is a fall for the last fen only; then the step itself is told.
  const step = fen(incentive.jumpFen < 0n ? -incentive.jumpFen : incentive.jumpFen);
  const fall = formatYuan(incentive.fallFen > 0n ? incentive.fallFen : step);
  const again = incentive.againRestFen === undefined ? undefined : formatYuan(incentive.againRestFen);
  const rates = [incentive.lowerRateBasisPoints, incentive.upperRateBasisPoints].map(
    (rate) => `${Number(rate) / 100}%`,
  );
  switch (incentive.code) {
    case 'payout.falls':
      return {
        zh: `账单到 ${bill} 元的那一元使补偿减少 ${fall} 元；超出部分${again ? `到 ${again} 元才补回来` : '再大也补不回来'}。`,
        en: `The one yuan that brings the bill to ${bill} takes ${fall} from the payout; it is reached again ${again ? `at a remainder of ${again}` : 'at no remainder'}.`,
      };
    case 'own_cost.falls':
      return {
        zh: `账单到 ${bill} 元的那一元使自家承担减少 ${fall} 元；超出部分${again ? `到 ${again} 元才回到原来的承担` : '再大也回不到原来的承担'}。`,
        en: `The one yuan that brings the bill to ${bill} takes ${fall} from the household's own cost; it is reached again ${again ? `at a remainder of ${again}` : 'at no remainder'}.`,
      };
    case 'rate.rewards_larger_bill':
      return {
        zh: `账单超过 ${bill} 元后补偿比例由 ${rates[0]} 升到 ${rates[1]}，账单越大补得越多。`,
        en: `Above a bill of ${bill} the rate rises from ${rates[0]} to ${rates[1]}: a larger bill is rewarded.`,
      };
  }
}
