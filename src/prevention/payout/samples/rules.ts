/** Size, draw and result of a random sample; decided on plain values. */

/** Standard normal distribution function: Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …) (Marsaglia, J. Stat. Softw. 11(4), 2004). */
export function normalBelow(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 3; sum + (term *= (x * x) / i) !== sum; i += 2) sum += term;
  return 0.5 + (sum * Math.exp(-(x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** The quantile of a two-sided confidence level: 0.95 → 1.95996…, found by halving. */
export function quantileOf(confidence: number): number {
  const wanted = (1 + confidence) / 2;
  let [low, high] = [0, 8];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export interface SampleDesign {
  readonly confidence: number;
  readonly margin: number;
  /** Share expected; 0.5 needs the most visits. */
  readonly expectedShare: number;
}

/**
 * How many of a population to visit: n₀ = z²·p·(1−p)/e², with the correction for a finite population
 * n = n₀ / (1 + (n₀ − 1)/N), rounded up (Cochran, Sampling Techniques, 3rd ed. 1977, §4.4).
 */
export function sampleSize(population: number, { confidence, margin, expectedShare }: SampleDesign): number {
  const infinite = (quantileOf(confidence) ** 2 * expectedShare * (1 - expectedShare)) / margin ** 2;
  // Halving leaves z uncertain in the last digits only; a size that is whole must not be rounded up for them.
  return Math.min(population, Math.ceil(infinite / (1 + (infinite - 1) / population) - 1e-9));
}

/** Orders a stratum for the draw; the same for everybody who has the seed. */
export type DrawKey = (id: string) => string;

/** The `count` ids with the smallest keys. */
export function draw(ids: readonly string[], count: number, keyOf: DrawKey): string[] {
  return ids
    .map((id) => ({ id, key: keyOf(id) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .slice(0, count)
    .map(({ id }) => id);
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The score interval of a share (Wilson, J. Am. Stat. Assoc. 22, 1927). `n` may be a fraction: the size that a
 * finite population makes of it.
 */
export function scoreInterval(share: number, n: number, confidence: number): Interval {
  const z = quantileOf(confidence);
  const middle = share + z ** 2 / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const whole = 1 + z ** 2 / n;
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}

export interface StratumResult {
  readonly payments: number;
  readonly visited: number;
  readonly inOrder: number;
}

export interface SampleResult extends Interval {
  readonly share: number;
}

/**
 * The share of payments in order, each township weighing as many payments as it has, and its interval. A township
 * nobody has visited yet says nothing. Everybody visited: the share is known. Undefined before the first visit.
 */
export function resultOf(strata: readonly StratumResult[], confidence: number): SampleResult | undefined {
  const known = strata.filter(({ visited }) => visited > 0);
  const payments = known.reduce((sum, each) => sum + each.payments, 0);
  const visited = known.reduce((sum, each) => sum + each.visited, 0);
  if (visited === 0) return undefined;
  const share = known.reduce(
    (sum, each) => sum + (each.payments / payments) * (each.inOrder / each.visited),
    0,
  );
  if (visited === payments) return { share, low: share, high: share };
  const size = (visited * (payments - 1)) / (payments - visited);
  return { share, ...scoreInterval(share, size, confidence) };
}
