import { randomUUID } from 'node:crypto';
import { createReadStream, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { CsvFile, WorkbookFile } from '../platform/index.ts';
import type { TableColumn } from './tables.ts';

/** A list as a file: for every spreadsheet, or for the programs that read CSV. */
export const LIST_FORMATS = ['csv', 'xlsx'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];
export const LIST_TYPES: Readonly<Record<ListFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** How a schema describes such an answer. */
export const ListFile = Type.Unsafe<Download>(Type.String({ format: 'binary' }));

/** Writes a list as a file of one sheet, rows as they come; half a file is never there. */
export async function writeList<Row>(
  path: string,
  format: ListFormat,
  columns: readonly TableColumn<Row>[],
  rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): Promise<void> {
  const header = columns.map(({ title }) => title);
  const kinds = columns.map(({ kind }) => kind);
  const file =
    format === 'csv' ? await CsvFile.create(path, header) : await WorkbookFile.create(path, header, kinds);
  try {
    for await (const some of rows)
      for (const row of some) await file.write(columns.map(({ cell }) => cell(row)));
    await file.finish();
  } catch (error) {
    await file.discard().catch(() => {});
    throw error;
  }
}

let folder: string | undefined;

/** A file that is written whole before its first byte goes out, and is gone when the last one has. */
export class Download {
  readonly #path: string;
  readonly #name: string;
  readonly #format: ListFormat;

  private constructor(path: string, name: string, format: ListFormat) {
    this.#path = path;
    this.#name = name;
    this.#format = format;
  }

  /**
   * Writes rows as they come. The reader is not waited for: whoever writes holds a transaction, and must not hold it for as
   * long as a slow line takes.
   */
  static async write<Row>(
    name: string,
    format: ListFormat,
    columns: readonly TableColumn<Row>[],
    rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  ): Promise<Download> {
    folder ??= mkdtempSync(join(tmpdir(), 'terrace-lists-'));
    const path = join(folder, randomUUID());
    await writeList(path, format, columns, rows);
    return new Download(path, `${name}.${format}`, format);
  }

  send(answer: FastifyReply): FastifyReply {
    const stream = createReadStream(this.#path);
    stream.once('close', () => void rm(this.#path, { force: true }));
    return answer
      .type(LIST_TYPES[this.#format])
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(this.#name)}`)
      .header('cache-control', 'private, no-store')
      .send(stream);
  }
}
