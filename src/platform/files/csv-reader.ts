import { isUtf8 } from 'node:buffer';
import { fail } from '../errors.ts';

const COMMA = 0x2c;
const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;

/** A cell longer than this is a missing quotation mark, not data. */
export const CELL_BYTES_MAX = 65_536;
const CELLS_MAX = 512;
/** Length of the UTF-8 byte order mark, the longest mark that is looked for. */
const MARK_BYTES = 3;

/**
 * One row of a CSV file, as byte ranges into the reader's window. The reader reuses it for every row:
 * take what you need before you ask for the next.
 */
export class CsvRow {
  bytes: Buffer = Buffer.alloc(0);
  /** First line of the file the row stands on; the header is on line 1. */
  line = 0;
  count = 0;
  readonly starts = new Int32Array(CELLS_MAX);
  readonly ends = new Int32Array(CELLS_MAX);

  text(cell: number): string {
    return this.bytes.toString('utf8', this.starts[cell], this.ends[cell]);
  }
}

/**
 * Reads UTF-8 CSV (RFC 4180, comma-separated) from byte chunks without making a string per cell: a county
 * delivers millions of rows, and most cells are checked and copied as bytes.
 *
 * Fails with `file.encoding`, `file.quote`, `file.cellTooLong` or `file.empty`. Blank lines are passed over.
 */
export class CsvReader {
  readonly #file: string;
  readonly #chunks: AsyncIterable<Uint8Array>;
  readonly #row = new CsvRow();
  /** Cells of the current row that stood in quotation marks. */
  readonly #quoted: number[] = [];
  #line = 1;
  #rowsRead = 0;
  bytesRead = 0;

  constructor(file: string, chunks: AsyncIterable<Uint8Array>) {
    this.#file = file;
    this.#chunks = chunks;
  }

  /** Windows of whole rows; iterate the rows of each before asking for the next. */
  async *windows(): AsyncGenerator<Iterable<CsvRow>> {
    let rest = Buffer.alloc(0);
    let isExamined = false;
    for await (const chunk of this.#chunks) {
      this.bytesRead += chunk.length;
      const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
      const state = { position: 0 };
      if (!isExamined) {
        // The marks at the start of a file may come in pieces.
        isExamined = bytes.length >= MARK_BYTES;
        if (isExamined) state.position = this.#examineStart(bytes);
      }
      if (isExamined) yield this.#rows(bytes, state, false);
      rest = bytes.subarray(state.position);
    }
    if (!isExamined) rest = rest.subarray(this.#examineStart(rest));
    // An unfinished last line is a whole row once a line break is added.
    if (rest.length > 0) yield this.#rows(Buffer.concat([rest, Buffer.from('\n')]), { position: 0 }, true);
    if (this.#rowsRead === 0) throw fail('file.empty', { file: this.#file });
  }

  *#rows(bytes: Buffer, state: { position: number }, isLast: boolean): Generator<CsvRow> {
    const limit = bytes.lastIndexOf(NEWLINE) + 1;
    this.#refuseEncoding(bytes, state.position, limit);
    if (limit === 0 && bytes.length > CELL_BYTES_MAX * 8) throw this.#tooLong();
    while (state.position < limit) {
      const next = this.#scan(bytes, state.position, limit, isLast);
      if (next < 0) return;
      state.position = next;
      if (this.#row.count === 0) continue;
      this.#rowsRead += 1;
      yield this.#row;
    }
  }

  /** Scans one row from `position`; answers where the next begins, or −1 when the row is not whole yet. */
  #scan(bytes: Buffer, position: number, limit: number, isLast: boolean): number {
    const row = this.#row;
    row.bytes = bytes;
    row.line = this.#line;
    let cell = 0;
    let start = position;
    let lines = 0;
    this.#quoted.length = 0;
    for (let i = position; ; i++) {
      if (bytes[i] === QUOTE && i === start) {
        const close = this.#closingQuote(bytes, i, limit, isLast);
        if (close < 0) return -1;
        lines += countLines(bytes, i, close);
        this.#quoted.push(cell);
        const end = close;
        i = close + 1;
        if (bytes[i] === RETURN) i += 1;
        if (bytes[i] !== COMMA && bytes[i] !== NEWLINE) throw this.#misquoted();
        this.#take(cell++, start + 1, end);
      } else {
        while (bytes[i] !== COMMA && bytes[i] !== NEWLINE) i += 1;
        const end = bytes[i] === NEWLINE && i > start && bytes[i - 1] === RETURN ? i - 1 : i;
        if (end - start > CELL_BYTES_MAX) throw this.#tooLong();
        this.#take(cell++, start, end);
      }
      start = i + 1;
      if (bytes[i] === NEWLINE) break;
    }
    // Only now is the row whole: a row scanned twice must not be unescaped twice.
    for (const quoted of this.#quoted)
      row.ends[quoted] = unescapeQuotes(bytes, row.starts[quoted]!, row.ends[quoted]!);
    const isBlank = cell === 1 && row.starts[0] === row.ends[0];
    row.count = isBlank ? 0 : cell;
    this.#line += lines + 1;
    return start;
  }

  #take(cell: number, start: number, end: number): void {
    if (cell >= CELLS_MAX)
      throw fail('file.tooManyCells', { file: this.#file, line: this.#line, limit: CELLS_MAX });
    const { bytes, starts, ends } = this.#row;
    while (start < end && bytes[start] === SPACE) start += 1;
    while (end > start && bytes[end - 1] === SPACE) end -= 1;
    starts[cell] = start;
    ends[cell] = end;
  }

  #closingQuote(bytes: Buffer, open: number, limit: number, isLast: boolean): number {
    for (let i = open + 1; i < limit; i++) {
      if (bytes[i] === QUOTE) {
        if (bytes[i + 1] !== QUOTE) return i;
        i += 1;
      } else if (i - open > CELL_BYTES_MAX) throw this.#tooLong();
    }
    if (isLast) throw this.#misquoted();
    return -1;
  }

  /** Refuses what is no UTF-8 text; answers where the text begins, after a byte order mark. */
  #examineStart(bytes: Buffer): number {
    const [a, b] = bytes;
    const guess =
      (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
        ? 'UTF-16'
        : a === 0xd0 && b === 0xcf
          ? 'an old .xls workbook'
          : undefined;
    if (guess) throw fail('file.encoding', { file: this.#file, line: 1, guess });
    return hasByteOrderMark(bytes) ? MARK_BYTES : 0;
  }

  #refuseEncoding(bytes: Buffer, from: number, limit: number): void {
    const window = bytes.subarray(from, limit);
    const hasNul = window.includes(0);
    if (!hasNul && isUtf8(window)) return;
    let line = this.#line;
    for (let start = 0; start < window.length; line++) {
      const end = window.indexOf(NEWLINE, start) + 1 || window.length;
      const text = window.subarray(start, end);
      if (text.includes(0) || !isUtf8(text))
        throw fail('file.encoding', {
          file: this.#file,
          line,
          guess: hasNul ? 'binary data' : 'probably GB18030',
        });
      start = end;
    }
  }

  #misquoted() {
    return fail('file.quote', { file: this.#file, line: this.#line });
  }

  #tooLong() {
    return fail('file.cellTooLong', { file: this.#file, line: this.#line, limit: CELL_BYTES_MAX });
  }
}

const hasByteOrderMark = (bytes: Buffer): boolean =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

function countLines(bytes: Buffer, from: number, to: number): number {
  let lines = 0;
  for (let i = bytes.indexOf(NEWLINE, from); i >= 0 && i < to; i = bytes.indexOf(NEWLINE, i + 1)) lines += 1;
  return lines;
}

/** Turns doubled quotes between `from` and `to` into single ones, in place; answers the new end. */
function unescapeQuotes(bytes: Buffer, from: number, to: number): number {
  let write = bytes.indexOf(QUOTE, from);
  if (write < 0 || write >= to) return to;
  for (let read = write; read < to; read++, write++) {
    bytes[write] = bytes[read]!;
    if (bytes[read] === QUOTE) read += 1;
  }
  return write;
}
