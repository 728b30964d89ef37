import { type Profile, sentenceOf } from './profile.ts';

/** Fails the benchmark: a fast wrong answer is not a result. */
export function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`The benchmark's own check failed: ${what}`);
}

export function checkEqual(actual: unknown, expected: unknown, what: string): void {
  check(actual === expected, `${what}: ${String(actual)} instead of ${String(expected)}`);
}

/** Milliseconds of one piece of work, and what it answered. */
export async function timed<Value>(
  work: () => Promise<Value> | Value,
): Promise<{ ms: number; value: Value }> {
  globalThis.gc?.();
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Times of repeated runs, each with the profile of its statements. */
export class Series {
  readonly values: number[] = [];
  readonly #sentences: string[] = [];

  /** Runs the work once, with the profile started anew. */
  async run<Value>(profile: Profile, work: () => Promise<Value>): Promise<Value> {
    profile.start();
    const { ms, value } = await timed(work);
    this.values.push(ms);
    this.#sentences.push(sentenceOf(profile.stop(ms)));
    return value;
  }

  get seconds(): number[] {
    return this.values.map((ms) => ms / 1000);
  }

  /** Where the time of the run nearest the median went. */
  get dominates(): string {
    const middle = median(this.values);
    const distance = (i: number): number => Math.abs(this.values[i]! - middle);
    const nearest = this.values
      .map((_, i) => i)
      .reduce((best, i) => (distance(i) < distance(best) ? i : best), 0);
    return this.#sentences[nearest] ?? '';
  }
}

/** Slope of log cost over log size by least squares: 1 is linear. */
export function exponentOf(points: readonly { readonly size: number; readonly cost: number }[]): {
  readonly exponent: number;
  readonly at: (size: number) => number;
} {
  const xs = points.map(({ size }) => Math.log(size));
  const ys = points.map(({ cost }) => Math.log(cost));
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const above = xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i]! - my), 0);
  const below = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const exponent = above / below;
  return { exponent, at: (size) => Math.exp(my + exponent * (Math.log(size) - mx)) };
}
