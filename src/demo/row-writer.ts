const CHUNK_BYTES = 1 << 20;
/** No row of the five files is longer: a Chinese name or provider and ten numbers take under 300 bytes. */
const LONGEST_ROW = 1024;

const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/**
 * Writes CSV bytes without building strings: text concatenation and encoding would take most of the time of
 * millions of short rows. A full chunk is handed over whole and never touched again.
 */
export class RowWriter {
  #bytes = new Uint8Array(CHUNK_BYTES + LONGEST_ROW);
  #at = 0;

  /** True when the chunk must be taken before the next row. */
  get isFull(): boolean {
    return this.#at >= CHUNK_BYTES;
  }

  get isEmpty(): boolean {
    return this.#at === 0;
  }

  take(): Uint8Array {
    const chunk = this.#bytes.subarray(0, this.#at);
    this.#bytes = new Uint8Array(CHUNK_BYTES + LONGEST_ROW);
    this.#at = 0;
    return chunk;
  }

  raw(bytes: Uint8Array): this {
    const target = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < bytes.length; i++) target[at++] = bytes[i] as number;
    this.#at = at;
    return this;
  }

  ascii(text: string): this {
    const target = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < text.length; i++) target[at++] = text.charCodeAt(i);
    this.#at = at;
    return this;
  }

  byte(code: number): this {
    this.#bytes[this.#at++] = code;
    return this;
  }

  /** A whole number below 2^31 with leading zeros. */
  padded(value: number, width: number): this {
    let rest = value | 0;
    for (let at = this.#at + width - 1; at >= this.#at; at--) {
      const next = (rest / 10) | 0;
      this.#bytes[at] = 48 + rest - next * 10;
      rest = next;
    }
    this.#at += width;
    return this;
  }

  /** Whole fen as yuan with two decimals. */
  yuan(fen: number): this {
    const whole = Math.floor(fen / 100);
    if (whole >= 2_000_000_000) throw new RangeError('the demonstration has no such amount');
    this.padded(whole, digitsOf(whole)).byte(46);
    return this.padded(fen - whole * 100, 2);
  }
}

function digitsOf(value: number): number {
  let digits = 1;
  for (let bound = 10; bound <= value; bound *= 10) digits += 1;
  return digits;
}
