/** Stands for the line of a key that the store held before. */
const IN_STORE = -1;
const FREE = 0;
/** Slots in use before the table grows. */
const FILL_MOST = 0.6;

/**
 * Tells rows with a key nobody has seen from rows that need a closer look, at the cost of one hash a row. Keys are
 * kept as 64-bit hashes: a key called seen may be new after all (once in some 10⁷ files of millions), never the
 * other way round.
 */
export class KeySieve {
  #mask: number;
  #size = 0;
  #first: Int32Array;
  #second: Int32Array;
  /** `FREE`, `IN_STORE`, or the line of the file the key first stood on. */
  #lines: Int32Array;

  /** `stored` holds the keys of the store, one a line. */
  constructor(stored: Uint8Array = new Uint8Array(0)) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(1024, stored.length / 8)));
    this.#mask = slots - 1;
    this.#first = new Int32Array(slots);
    this.#second = new Int32Array(slots);
    this.#lines = new Int32Array(slots);
    for (let start = 0; start < stored.length;) {
      const end = stored.indexOf(0x0a, start);
      this.note(stored, start, end, IN_STORE);
      start = end + 1;
    }
  }

  /**
   * Remembers a key that stands on `line`. Answers where it stood before: 0 nowhere, −1 in the store, else its first
   * line in this file.
   */
  note(bytes: Uint8Array, start: number, end: number, line: number): number {
    let first = 0x811c9dc5;
    let second = 0x2545f491;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      first = Math.imul(first ^ byte, 0x01000193);
      second = Math.imul(second ^ byte, 0x5bd1e995) ^ (second >>> 15);
    }
    first ^= first >>> 15;
    let slot = first & this.#mask;
    while (this.#lines[slot] !== FREE) {
      if (this.#first[slot] === first && this.#second[slot] === second) {
        const before = this.#lines[slot]!;
        if (before === IN_STORE) this.#lines[slot] = line;
        return before;
      }
      slot = (slot + 1) & this.#mask;
    }
    this.#put(slot, first, second, line);
    if (++this.#size > FILL_MOST * this.#mask) this.#grow();
    return 0;
  }

  #put(slot: number, first: number, second: number, line: number): void {
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#lines[slot] = line;
  }

  #grow(): void {
    const [firsts, seconds, lines] = [this.#first, this.#second, this.#lines];
    const slots = 2 * lines.length;
    this.#mask = slots - 1;
    this.#first = new Int32Array(slots);
    this.#second = new Int32Array(slots);
    this.#lines = new Int32Array(slots);
    for (let i = 0; i < lines.length; i++) {
      if (lines[i] === FREE) continue;
      let slot = firsts[i]! & this.#mask;
      while (this.#lines[slot] !== FREE) slot = (slot + 1) & this.#mask;
      this.#put(slot, firsts[i]!, seconds[i]!, lines[i]!);
    }
  }
}
