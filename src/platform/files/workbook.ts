import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readSheet } from 'read-excel-file/node';
import yauzl from 'yauzl';
import { Failure } from '../../kernel/index.ts';
import { fail } from '../errors.ts';

/** What a workbook may unpack to; a county's 2.5 million bills fit, a zip bomb does not. */
const UNPACKED_BYTES_MAX = 1_000_000_000;
/** Spreadsheets pack to about a tenth; a bomb to a thousandth. */
const RATIO_MAX = 200;

type CellValue = string | number | boolean | Date | null;

/** The first sheet of an XLSX file as CSV chunks, so that workbooks take the same way in as CSV files. */
export async function* workbookAsCsv(file: string): AsyncGenerator<Uint8Array> {
  await refuseBomb(file);
  const rows = await readRows(file);
  for (let first = 0; first < rows.length; first += 1000)
    yield Buffer.from(
      rows
        .slice(first, first + 1000)
        .map((row) => `${row.map((value) => quoted(cellText(value))).join(',')}\n`)
        .join(''),
    );
}

async function readRows(file: string): Promise<CellValue[][]> {
  try {
    return (await readSheet(file)) as CellValue[][];
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Quoted for the reader that follows; unlike a file for people, no cell is guarded against formulas. */
const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A cell as the text a CSV export would hold: days as 2017-12-31, amounts without binary noise. */
function cellText(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'number') return String(value);
  // 75599.880000000005 is how a spreadsheet stores 75599.88.
  const twoDecimals = Number(value.toFixed(2));
  return String(Math.abs(value - twoDecimals) <= 1e-9 * Math.max(1, Math.abs(value)) ? twoDecimals : value);
}

/**
 * Unpacks every entry once into nothing, so that an archive that lies about its sizes is refused before anything
 * of it is kept in memory.
 */
async function refuseBomb(file: string): Promise<void> {
  try {
    const archive = await yauzl.openPromise(file, { lazyEntries: true, validateEntrySizes: true });
    let unpacked = 0;
    for await (const entry of archive.eachEntry()) {
      unpacked += entry.uncompressedSize;
      const isBomb =
        entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > RATIO_MAX * entry.compressedSize;
      if (unpacked > UNPACKED_BYTES_MAX || isBomb)
        throw fail('file.tooLarge', { file, limit: UNPACKED_BYTES_MAX / 1_000_000 });
      await pipeline(
        await archive.openReadStreamPromise(entry),
        new Writable({ write: (_, __, next) => next() }),
      );
    }
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(file, error);
  }
}

const unreadable = (file: string, error: unknown) =>
  fail('file.workbook', { file, reason: (error as Error).message.split('\n')[0] ?? '' });
