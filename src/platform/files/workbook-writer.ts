import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { Zip, ZipDeflate } from 'fflate';
import { fail } from '../errors.ts';

export type Cell = string | number | bigint | null | undefined;

/** How a column's cells are written: an amount and a count are numbers, everything else is text. */
export type CellKind = 'text' | 'number' | 'yuan';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Style 1 heads a column; 2 shows two decimals. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': STYLES,
};

const BLOCK_CHARACTERS = 1_000_000;

/**
 * Writes one sheet row by row, beside its name, and renames it when it is whole. Texts are written as texts: no spreadsheet
 * runs one as a formula. Fails with `file.unwritable`.
 */
export class WorkbookFile {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #kinds: readonly CellKind[];
  readonly #zip: Zip;
  readonly #sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  readonly #packed: Uint8Array[] = [];
  #rows = 0;
  #pending = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>`;

  static async create(
    path: string,
    header: readonly string[],
    kinds: readonly CellKind[],
  ): Promise<WorkbookFile> {
    const handle = await open(`${path}.part`, 'w', 0o600).catch((error: unknown) => {
      throw fail('file.unwritable', { file: path, reason: (error as Error).message });
    });
    const file = new WorkbookFile(path, handle, kinds);
    file.#addRow(header.map((text) => textCell(text, 1)));
    return file;
  }

  private constructor(path: string, handle: FileHandle, kinds: readonly CellKind[]) {
    this.path = path;
    this.#handle = handle;
    this.#kinds = kinds;
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error;
      this.#packed.push(chunk);
    });
    for (const [name, text] of Object.entries(PARTS)) {
      const part = new ZipDeflate(name);
      this.#zip.add(part);
      part.push(Buffer.from(text), true);
    }
    this.#zip.add(this.#sheet);
  }

  async write(cells: readonly Cell[]): Promise<void> {
    this.#addRow(cells.map((cell, i) => cellOf(cell, this.#kinds[i] ?? 'text')));
    if (this.#pending.length > BLOCK_CHARACTERS) await this.#orDiscard(() => this.#flush(false));
  }

  /** Makes the file appear under its name. */
  async finish(): Promise<void> {
    await this.#orDiscard(async () => {
      this.#pending += '</sheetData></worksheet>';
      await this.#flush(true);
      await this.#handle.close();
      await rename(`${this.path}.part`, this.path);
    });
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(`${this.path}.part`, { force: true });
  }

  /** Each cell is `<c` with the rest of its attributes and its content, or nothing. */
  #addRow(cells: readonly string[]): void {
    const row = ++this.#rows;
    const placed = cells.map((cell, i) => (cell === '' ? '' : `<c r="${columnName(i)}${row}"${cell}`));
    this.#pending += `<row r="${row}">${placed.join('')}</row>`;
  }

  async #flush(isLast: boolean): Promise<void> {
    this.#sheet.push(Buffer.from(this.#pending), isLast);
    this.#pending = '';
    if (isLast) this.#zip.end();
    for (const chunk of this.#packed.splice(0)) await this.#handle.write(chunk);
  }

  async #orDiscard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.discard().catch(() => {});
      throw fail('file.unwritable', { file: this.path, reason: (error as Error).message });
    }
  }
}

/** A, B, … Z, AA, … */
const columnName = (i: number): string =>
  (i < 26 ? '' : columnName(Math.floor(i / 26) - 1)) + String.fromCharCode(65 + (i % 26));

const NUMBER = /^-?\d+(\.\d+)?$/;

function cellOf(value: Cell, kind: CellKind): string {
  if (value === null || value === undefined || value === '') return '';
  const text = String(value);
  // A masked amount is a text.
  if (kind === 'text' || !NUMBER.test(text)) return textCell(text);
  return `${kind === 'yuan' ? ' s="2"' : ''}><v>${text}</v></c>`;
}

const textCell = (text: string, style?: number): string =>
  `${style === undefined ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML cannot hold are left out. */
const escaped = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').replaceAll(/[&<>]/g, (sign) => ESCAPES[sign]!);
