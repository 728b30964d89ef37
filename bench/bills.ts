import { createReadStream, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { demoCounty, type DemoCounty } from '../src/demo/index.ts';

/** One row in so many names an unknown household, so that the rejects file has something to say. */
const SPOILED_EVERY = 1000;
const isSpoiled = (row: number): boolean => row % SPOILED_EVERY === 0;
export const spoiledRows = (rows: number): number => Math.floor(rows / SPOILED_EVERY);

/** As large as the blocks the product loads. */
const BLOCK_BYTES = 4 * 1024 * 1024;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/** The synthetic county of so many people. */
export function countyOf(people: number): DemoCounty {
  const text = readFileSync(new URL('../reference/areas.csv', import.meta.url), 'utf8');
  const areas = text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
    .map(([code = '', , parentCode = '', level = '']) => ({ code, parentCode, level }));
  return demoCounty({ scale: people / 1_000_000, areas });
}

/**
 * Writes the county's bills as a department would deliver them, some of them spoiled. `series` is the first letter
 * of the record numbers: another series is as many bills nobody has seen. Answers the number of rows.
 */
export async function writeBills(path: string, county: DemoCounty, series: string): Promise<number> {
  const file = await open(path, 'w');
  const letter = series.charCodeAt(0);
  let row = -1; // The header is no row.
  for (const chunk of county.expenses()) {
    for (let start = 0; start < chunk.length; start = chunk.indexOf(NEWLINE, start) + 1) {
      row += 1;
      if (row === 0) continue;
      const record = chunk.indexOf(COMMA, start) + 1;
      chunk[record] = letter;
      if (isSpoiled(row)) chunk[chunk.indexOf(COMMA, record) + 1] = 0x58;
    }
    await file.write(chunk);
  }
  await file.close();
  return row;
}

/** Columns of a bare table, in the order of `bareBlocks`. */
export const BARE_COLUMNS =
  'date, total_fen, reimbursed_fen, county_code, household_no, peril, item, record_no, person_no, provider';

/** The sound rows of a file of bills as COPY text, in blocks of whole rows: what a bare COPY is given. */
export async function bareBlocks(path: string): Promise<Uint8Array[]> {
  const blocks: Uint8Array[] = [];
  let lines: string[] = [];
  let bytes = 0;
  let row = -1;
  const take = (): void => {
    if (lines.length > 0) blocks.push(Buffer.from(lines.join('')));
    lines = [];
    bytes = 0;
  };
  for await (const line of linesOf(path)) {
    row += 1;
    if (row === 0 || isSpoiled(row)) continue;
    const encoded = encode(line);
    lines.push(encoded);
    bytes += Buffer.byteLength(encoded);
    if (bytes >= BLOCK_BYTES) take();
  }
  take();
  return blocks;
}

function encode(line: string): string {
  const [county, record, household, person, peril, date, total, reimbursed, , provider, item] =
    line.split(',');
  const orNull = (cell: string | undefined): string => (cell === '' ? '\\N' : cell!);
  const fen = (yuan: string | undefined): number => Number(yuan!.replace('.', ''));
  const cells = [date, fen(total), fen(reimbursed), county, household, peril, orNull(item), record];
  return `${cells.join('\t')}\t${orNull(person)}\t${orNull(provider)}\n`;
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** The bills before a day and those from it on, each with the header; the county's bills come in order of days. */
export function* billsBefore(county: DemoCounty, day: string): Generator<Uint8Array> {
  for (const chunk of county.expenses()) {
    const at = firstOn(chunk, day);
    yield chunk.subarray(0, at);
    if (at < chunk.length) return;
  }
}

export function* billsFrom(county: DemoCounty, day: string): Generator<Uint8Array> {
  let isReached = false;
  let header: Uint8Array | undefined;
  for (const chunk of county.expenses()) {
    header ??= chunk.slice(0, chunk.indexOf(NEWLINE) + 1);
    const at = isReached ? 0 : firstOn(chunk, day);
    if (at === chunk.length) continue;
    if (!isReached) yield header;
    isReached = true;
    yield chunk.subarray(at);
  }
}

/** Where the first row of the day's month begins; the length when there is none. */
function firstOn(chunk: Uint8Array, day: string): number {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const found = bytes.indexOf(`,${day.slice(0, 8)}`);
  return found < 0 ? chunk.length : bytes.lastIndexOf(NEWLINE, found) + 1;
}
