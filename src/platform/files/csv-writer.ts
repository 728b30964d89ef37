import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { fail } from '../errors.ts';

const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[-+]?\d+(\.\d+)?$/;

/** A cell that no spreadsheet runs as a formula, quoted where CSV demands it. */
function csvCell(value: string | number | bigint | null | undefined): string {
  let text = String(value ?? '');
  if (FORMULA.test(text) && !PLAIN_NUMBER.test(text)) text = `'${text}`;
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csvLine = (cells: readonly (string | number | bigint | null | undefined)[]): string =>
  `${cells.map(csvCell).join(',')}\n`;

/** A whole small table as the text `writeCsv` would write. */
export const csvText = (
  header: readonly string[],
  rows: readonly (readonly (string | number | bigint | null | undefined)[])[],
): string => [header, ...rows].map(csvLine).join('');

/**
 * Writes a file beside its name and renames it when it is whole, so that a reader never sees half of it.
 * Fails with `file.unwritable`.
 */
export class CsvFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #pending: string[] = [];
  #pendingLength = 0;

  static async create(path: string, header: readonly string[]): Promise<CsvFile> {
    try {
      const file = new CsvFile(path, await open(`${path}.part`, 'w'));
      file.#add(csvLine(header));
      return file;
    } catch (error) {
      throw fail('file.unwritable', { file: path, reason: (error as Error).message });
    }
  }

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  async write(cells: readonly (string | number | bigint | null | undefined)[]): Promise<void> {
    this.#add(csvLine(cells));
    if (this.#pendingLength > 1_000_000) await this.#orDiscard(() => this.#flush());
  }

  /** Makes the file appear under its name. */
  async finish(): Promise<void> {
    await this.#orDiscard(async () => {
      await this.#flush();
      await this.#handle.close();
      await rename(`${this.path}.part`, this.path);
    });
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(`${this.path}.part`, { force: true });
  }

  async #orDiscard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.discard().catch(() => {});
      throw fail('file.unwritable', { file: this.path, reason: (error as Error).message });
    }
  }

  #add(line: string): void {
    this.#pending.push(line);
    this.#pendingLength += line.length;
  }

  async #flush(): Promise<void> {
    await this.#handle.write(this.#pending.join(''));
    this.#pending = [];
    this.#pendingLength = 0;
  }
}

/** Writes a whole table. Fails with `file.unwritable`. */
export async function writeCsv(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly (string | number | bigint | null | undefined)[]>,
): Promise<void> {
  const file = await CsvFile.create(path, header);
  for (const row of rows) await file.write(row);
  await file.finish();
}
