import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { CELL_BYTES_MAX, CsvReader } from './csv-reader.ts';

interface ReadRow {
  readonly line: number;
  readonly cells: string[];
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function readAll(text: string | Buffer, chunkSize = 1 << 20): Promise<ReadRow[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const rows: ReadRow[] = [];
  for await (const window of new CsvReader('file.csv', inChunks(bytes, chunkSize)).windows())
    for (const row of window)
      rows.push({ line: row.line, cells: Array.from({ length: row.count }, (_, i) => row.text(i)) });
  return rows;
}

const codeOf = (text: string | Buffer, chunkSize?: number): Promise<string> =>
  readAll(text, chunkSize).then(
    () => 'read',
    (error: { code?: string }) => error.code ?? 'no failure of the catalogue',
  );

/** RFC 4180 written down a second time: quotes where needed, and at random where they are allowed. */
function write(
  table: readonly Cell[][],
  lineBreak: string,
  endsWithBreak: boolean,
  withMark: boolean,
): string {
  const lines = table.map((row) => row.map(writeCell).join(','));
  return (withMark ? '\u{feff}' : '') + lines.join(lineBreak) + (endsWithBreak ? lineBreak : '');
}

interface Cell {
  readonly text: string;
  readonly quote: boolean;
}

const writeCell = ({ text, quote }: Cell): string =>
  quote || /[",\r\n]/.test(text) ? `"${text.split('"').join('""')}"` : text;

// A reader trims blanks around cells, so that the table here has none.
const texts = fc
  .array(
    fc.constantFrom('a', '1', '户', '𠮷', ',', '"', '\n', '\r\n', '\r', ' ', "'", '=', '\t', ';', '\\'),
    { maxLength: 8 },
  )
  .map((parts) =>
    parts
      .join('')
      .trim()
      .replace(/^[ ]+|[ ]+$/g, ''),
  );
const cells = fc.record({ text: texts, quote: fc.boolean() });
const tables = fc
  .integer({ min: 1, max: 6 })
  .chain((width) =>
    fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
  );

describe('the CSV reader', () => {
  test('reads back any table, however it is quoted and cut, with the right lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (table, lineBreak, endsWithBreak, withMark, chunkSize) => {
          const text = write(table, lineBreak, endsWithBreak, withMark);
          fc.pre(table.some((row) => row.length > 1 || row[0]!.text !== ''));
          const expected: ReadRow[] = [];
          let line = 1;
          for (const row of table) {
            const written = row.map(writeCell).join(',');
            // A row of one empty cell is a blank line, quoted or not.
            if (row.length > 1 || row[0]!.text !== '')
              expected.push({ line, cells: row.map((cell) => cell.text) });
            line += written.split('\n').length;
          }
          expect(await readAll(text, chunkSize)).toEqual(expected);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('blanks around a cell go, blank lines are passed over but counted', async () => {
    expect(await readAll('a , b\n\n\r\n  c,"  d "\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 4, cells: ['c', 'd'] },
    ]);
  });

  test('a quotation mark inside an unquoted cell is itself', async () => {
    expect(await readAll('5" pipe,x\n')).toEqual([{ line: 1, cells: ['5" pipe', 'x'] }]);
  });

  test.each<[string, string | Buffer, string]>([
    ['no bytes', '', 'file.empty'],
    ['a byte order mark alone', '\u{feff}', 'file.empty'],
    ['blank lines alone', '\n\r\n""\n', 'file.empty'],
    ['an unclosed quotation mark', 'a,b\n"c,d\n', 'file.quote'],
    ['an unclosed quotation mark at the end', 'a,b\nc,"', 'file.quote'],
    ['text after a closing quotation mark', 'a,b\n"c"d,e\n', 'file.quote'],
    [
      'GB18030',
      Buffer.concat([Buffer.from('a,b\n'), Buffer.from([0xbb, 0xa7, 0xb1, 0xe0])]),
      'file.encoding',
    ],
    ['UTF-16 little-endian', Buffer.from('\u{feff}a,b\n', 'utf16le'), 'file.encoding'],
    ['UTF-16 big-endian', Buffer.from('\u{feff}a,b\n', 'utf16le').swap16(), 'file.encoding'],
    ['UTF-16 without a mark', Buffer.from('a,b\n', 'utf16le'), 'file.encoding'],
    ['a NUL', 'a,b\nc\0,d\n', 'file.encoding'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file.encoding'],
    ['a long cell', `a,b\n${'x'.repeat(CELL_BYTES_MAX + 1)},c\n`, 'file.cellTooLong'],
    ['a long quoted cell', `a,b\n"${'x'.repeat(CELL_BYTES_MAX + 2)}",c\n`, 'file.cellTooLong'],
    ['a mark that swallows the rest', `a,b\n"c,d\n${'e,f\n'.repeat(20_000)}`, 'file.cellTooLong'],
    ['one line without end', 'x'.repeat(10_000_000), 'file.cellTooLong'],
    ['a line of very many cells', ','.repeat(1000), 'file.tooManyCells'],
  ])('%s ends in %3$s', async (_, text, code) => {
    expect(await codeOf(text)).toBe(code);
    if (text.length < 2000)
      for (const size of [1, 2, 3, 7, 4096]) expect(await codeOf(text, size)).toBe(code);
  });

  test('the longest allowed cell is read', async () => {
    const long = 'x'.repeat(CELL_BYTES_MAX);
    expect(await readAll(`a,b\n${long},c\n`)).toHaveLength(2);
    expect(await readAll(`a,b\n"${long}",c\n`, 1000)).toHaveLength(2);
  });

  test('a fault names the line of the row it is in', async () => {
    await expect(readAll('a,b\n"c\nd",e\nf,"g"h\n')).rejects.toMatchObject({ details: { line: 4 } });
    const foreign = Buffer.concat([
      Buffer.from('a,b\nc,d\n'),
      Buffer.from([0xbb, 0xa7]),
      Buffer.from(',e\n'),
    ]);
    await expect(readAll(foreign)).rejects.toMatchObject({ details: { line: 3 } });
  });
});
