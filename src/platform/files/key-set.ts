/**
 * A set of short texts that is asked with bytes. Asking a `Set<string>` costs a string and its hash for every cell
 * of a file of millions of rows; this costs one pass over the bytes.
 */
export class KeySet {
  readonly #bytes: Buffer;
  readonly #ends: Int32Array;
  /** Open addressing: number of the key + 1, 0 when free. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(texts: readonly string[]) {
    this.#bytes = Buffer.from(texts.join(''), 'utf8');
    this.#ends = new Int32Array(texts.length + 1);
    const slots = 2 ** Math.ceil(Math.log2(Math.max(8, texts.length * 2)));
    this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
    texts.forEach((text, i) => {
      const start = this.#ends[i]!;
      const end = start + Buffer.byteLength(text, 'utf8');
      this.#ends[i + 1] = end;
      let slot = hash(this.#bytes, start, end) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = i + 1;
    });
  }

  get size(): number {
    return this.#ends.length - 1;
  }

  /** Number of the first text equal to these bytes, −1 when there is none. */
  indexOf(bytes: Buffer, start: number, end: number): number {
    for (let slot = hash(bytes, start, end) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const key = this.#slots[slot]! - 1;
      if (key < 0 || this.#equals(key, bytes, start, end)) return key;
    }
  }

  #equals(key: number, bytes: Buffer, start: number, end: number): boolean {
    let own = this.#ends[key]!;
    if (this.#ends[key + 1]! - own !== end - start) return false;
    for (let i = start; i < end; i++, own++) if (bytes[i] !== this.#bytes[own]) return false;
    return true;
  }
}

/** FNV-1a, whose low bits are well mixed even for numbers in sequence. */
function hash(bytes: Buffer, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let i = start; i < end; i++) value = Math.imul(value ^ bytes[i]!, 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
