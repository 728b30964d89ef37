/** One line of a split: an id fixed before the total is known, and a weight ≥ 0 in any integer unit. */
export interface AllocationLine {
  readonly id: string;
  readonly weight: bigint;
}

/** Orders ties among equal remainders; the same for everybody, and nobody's to choose (design.md). */
export type TieKey = (lineId: string) => string;

/**
 * Splits `total` in proportion to the weights by largest remainder, so that the parts sum to the total exactly
 * and no order of the lines changes anyone's part. Ties go to the smaller tie key; lines of weight 0 get 0.
 *
 * Throws RangeError when the total is negative, a weight is negative, or all weights are 0.
 */
export function allocate(
  total: bigint,
  lines: readonly AllocationLine[],
  tieKey: TieKey,
): Map<string, bigint> {
  const weights = lines.reduce((sum, line) => sum + line.weight, 0n);
  if (total < 0n || weights <= 0n || lines.some((line) => line.weight < 0n))
    throw new RangeError('allocate: total and weights must not be negative, and one weight must be above 0');
  const parts = lines.map((line) => ({
    id: line.id,
    amount: (total * line.weight) / weights,
    remainder: (total * line.weight) % weights,
  }));
  const left = Number(total - parts.reduce((sum, part) => sum + part.amount, 0n));
  // Only where the smallest remainder that still gets one is shared do the tie keys decide.
  const smallest = parts.map(({ remainder }) => remainder).sort((a, b) => compare(b, a))[left - 1];
  if (smallest !== undefined) {
    const above = parts.filter(({ remainder }) => remainder > smallest);
    const tied = parts
      .filter(({ remainder }) => remainder === smallest)
      .map((part) => ({ part, key: tieKey(part.id) }))
      .sort((a, b) => compare(a.key, b.key));
    for (const part of above) part.amount += 1n;
    for (const { part } of tied.slice(0, left - above.length)) part.amount += 1n;
  }
  return new Map(parts.map((part) => [part.id, part.amount]));
}

const compare = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
