import { fen, findFen, type Fen } from '../kernel/pure.ts';

/** An exact fraction; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * The fraction a decimal number was written as. A file's `0.7` is read through its shortest decimal text, so the
 * binary approximation never reaches an amount. Undefined for exponents and non-numbers.
 */
export function findFraction(value: number): Fraction | undefined {
  const match = DECIMAL.exec(String(value));
  if (!match) return undefined;
  const [, sign, whole = '', decimals = ''] = match;
  const digits = BigInt(whole + decimals);
  return { numerator: sign === '-' ? -digits : digits, denominator: 10n ** BigInt(decimals.length) };
}

/** Yuan of a file in fen; undefined with more than two decimals. */
export const findFenOf = (yuan: number): Fen | undefined => findFen(String(yuan));

/** A rate of a file in whole basis points; undefined with more than four decimals. */
export function findBasisPoints(rate: number): bigint | undefined {
  const fraction = findFraction(rate);
  if (!fraction) return undefined;
  const points = fraction.numerator * 10_000n;
  return points % fraction.denominator === 0n ? points / fraction.denominator : undefined;
}

/** As `findFenOf`, for a number the linter has already accepted. */
export function fenOf(yuan: number): Fen {
  const amount = findFenOf(yuan);
  if (amount === undefined) throw new RangeError(`Not an amount of yuan with two decimals: ${yuan}`);
  return amount;
}

/** `numerator / denominator` rounded half away from zero, for any sign of the denominator. */
export function roundFraction({ numerator, denominator }: Fraction): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** `amountFen × fraction`, rounded half up to fen. */
export const scaleFen = (amountFen: Fen, { numerator, denominator }: Fraction): Fen =>
  fen(roundFraction({ numerator: amountFen * numerator, denominator }));

/** A share that a part must reach: "more than 1/2" (过半数) or "at least 2/3" (三分之二以上). */
export interface Threshold {
  readonly share: Fraction;
  /** Whether the share itself is too little. */
  readonly isStrict: boolean;
}

const THRESHOLD = /^(more than|at least) ([1-9]\d{0,3})\/([1-9]\d{0,3})$/;

/** The threshold a policy's words say; undefined for other words, or for more than the whole. */
export function findThreshold(words: string): Threshold | undefined {
  const [, comparison, numerator, denominator] = THRESHOLD.exec(words) ?? [];
  if (numerator === undefined || Number(numerator) > Number(denominator)) return undefined;
  const share = { numerator: BigInt(numerator), denominator: BigInt(denominator!) };
  return { share, isStrict: comparison === 'more than' };
}

/** Whether `part` of `whole` reaches the threshold; nothing of nothing does not. */
export function reaches({ share, isStrict }: Threshold, part: bigint, whole: bigint): boolean {
  if (whole <= 0n) return false;
  const difference = part * share.denominator - whole * share.numerator;
  return isStrict ? difference > 0n : difference >= 0n;
}
