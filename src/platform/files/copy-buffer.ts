const TAB = 0x09;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const BLOCK_BYTES = 4 * 1024 * 1024;

/** Builds rows in PostgreSQL's COPY text format, byte by byte. */
export class CopyBuffer {
  #bytes = Buffer.allocUnsafe(BLOCK_BYTES + 1024 * 1024);
  #length = 0;
  #atRowStart = true;

  get isFull(): boolean {
    return this.#length >= BLOCK_BYTES;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Hands out the rows written so far and starts a new block. */
  takeBlock(): Buffer {
    const block = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(BLOCK_BYTES + 1024 * 1024);
    this.#length = 0;
    return block;
  }

  /** What was written since the last block; valid until the next write. */
  get written(): Uint8Array {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Forgets what was written. */
  clear(): void {
    this.#length = 0;
    this.#atRowStart = true;
  }

  /** A cell copied from `source`; only the backslash needs an escape, control characters are refused before. */
  bytes(source: Buffer, start: number, end: number): void {
    this.#separate(2 * (end - start));
    const target = this.#bytes;
    let length = this.#length;
    for (let i = start; i < end; i++) {
      const byte = source[i]!;
      if (byte === BACKSLASH) target[length++] = BACKSLASH;
      target[length++] = byte;
    }
    this.#length = length;
  }

  /** ASCII text without control characters or backslashes: numbers, codes, days. */
  ascii(text: string): void {
    this.#separate(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** Any text of this program. */
  text(text: string): void {
    const bytes = Buffer.from(text.replace(/[\t\n\r]/g, ' '), 'utf8');
    this.bytes(bytes, 0, bytes.length);
  }

  /** A whole number of at most 2^53. */
  integer(value: number): void {
    this.ascii(String(value));
  }

  null(): void {
    this.#separate(2);
    this.#bytes[this.#length++] = BACKSLASH;
    this.#bytes[this.#length++] = 0x4e;
  }

  endRow(): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = NEWLINE;
    this.#atRowStart = true;
  }

  #separate(bytesToCome: number): void {
    this.#reserve(bytesToCome + 1);
    if (this.#atRowStart) this.#atRowStart = false;
    else this.#bytes[this.#length++] = TAB;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + count);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
