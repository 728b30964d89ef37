/**
 * Reproducible randomness. A household's numbers depend on the seed and its own keys only, so each file can be
 * written, or written again, without the others.
 */

/** Hash of a seed and up to three keys to 32 bits (finaliser of MurmurHash3 after each key). */
export function mix(seed: number, a: number, b = 0, c = 0): number {
  let h = scramble(seed ^ 0x9e3779b9);
  h = scramble(h ^ a);
  h = scramble(Math.imul(h, 5) + b + 0x7f4a7c15);
  return scramble(Math.imul(h, 5) + c + 0x6a09e667) >>> 0;
}

function scramble(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A 32-bit word as a number in [0, 1). */
export const asUnit = (word: number): number => (word >>> 0) / 4_294_967_296;

/** sfc32 (Doty-Humphrey), one object reset for each household so that nothing is allocated in the loops. */
export class Stream {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** Starts the stream named by the keys anew. */
  reset(seed: number, a: number, b = 0, c = 0): this {
    this.#a = mix(seed, a, b, c) | 0;
    this.#b = scramble(this.#a + 0x9e3779b9);
    this.#c = scramble(this.#b + 0x9e3779b9);
    this.#counter = 1;
    for (let i = 0; i < 4; i++) this.word();
    return this;
  }

  word(): number {
    const out = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + out) | 0;
    return out >>> 0;
  }

  unit(): number {
    return this.word() / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** An integer from…to, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.unit() * (to - from + 1));
  }

  between(range: readonly [number, number]): number {
    return range[0] + this.unit() * (range[1] - range[0]);
  }

  /** Log-normal with the given median and sigma of the logarithm. */
  logNormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.unit()));
  }

  /** Pareto from 1 upwards; the smaller alpha, the heavier the tail. */
  pareto(alpha: number): number {
    return (1 - this.unit()) ** (-1 / alpha);
  }
}

/** Poisson count by inversion of one uniform number; for small means. */
export function poisson(mean: number, unit: number): number {
  let term = Math.exp(-mean);
  let below = term;
  let count = 0;
  while (unit >= below && count < 20) {
    count += 1;
    term *= mean / count;
    below += term;
  }
  return count;
}

/** What a stream is for; the first key of every stream, so that two uses never share numbers. */
export const USE = {
  village: 1,
  shuffle: 2,
  household: 3,
  name: 4,
  medicalCount: 5,
  medical: 6,
  education: 7,
  disasterEvent: 8,
  disaster: 9,
  income: 10,
  incomeYear: 11,
  personText: 12,
  story: 13,
  condition: 14,
} as const;
