/** Money in integer fen (1/100 yuan). A branded bigint, so that yuan, points and counts cannot be mixed with it. */
export type Fen = bigint & { readonly __unit: 'fen' };

export const fen = (value: bigint | number): Fen => BigInt(value) as Fen;

export const ZERO_FEN = fen(0);

/** At most thirteen digits before the point: far above any county budget, far below 2^63. */
const YUAN_PATTERN = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/;

/**
 * Reads a decimal yuan text with at most two decimals, `"12.5"` → 1250 fen.
 * Returns undefined for anything else: signs other than a leading minus, exponents, thousands separators.
 */
export function findFen(yuan: string): Fen | undefined {
  const match = YUAN_PATTERN.exec(yuan);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const amount = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return fen(sign === '-' ? -amount : amount);
}

/** Writes fen as a decimal yuan text with exactly two decimals, 1250 → `"12.50"`. */
export function formatYuan(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Divides rounding half away from zero, the one rounding of money in this system (domain.md M07). */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('divideHalfUp: the denominator must be positive');
  const half = denominator / 2n;
  return numerator >= 0n ? (numerator + half) / denominator : -((-numerator + half) / denominator);
}

export const minFen = (a: Fen, b: Fen): Fen => (a < b ? a : b);
export const maxFen = (a: Fen, b: Fen): Fen => (a > b ? a : b);
