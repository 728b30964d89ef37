import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Bilingual } from '../../kernel/index.ts';
import { fail } from '../errors.ts';
import { CsvReader } from './csv-reader.ts';
import { workbookAsCsv } from './workbook.ts';

/** A table that can be read from its start as often as needed. */
export interface TableSource {
  /** Name for people, without its folder. */
  readonly name: string;
  /** Size in bytes for a progress bar; undefined when a byte count would not match what is read. */
  readonly bytes: number | undefined;
  readonly read: () => CsvReader;
}

/**
 * A CSV or XLSX file on disk; which of them is told by its first bytes, not by its name.
 * `name` is the one its owner gave it, where the path is not. Fails with `file.unreadable` or `file.empty`.
 */
export async function fileSource(path: string, name = basename(path)): Promise<TableSource> {
  const { size, isWorkbook } = await examine(path);
  const shown = name === basename(path) ? path : name;
  return isWorkbook
    ? { name, bytes: undefined, read: () => new CsvReader(shown, workbookAsCsv(path)) }
    : { name, bytes: size, read: () => new CsvReader(shown, chunksOf(path)) };
}

/** A table the program makes itself, such as the demonstration county. */
export const generatedSource = (name: string, generate: () => AsyncIterable<Uint8Array>): TableSource => ({
  name,
  bytes: undefined,
  read: () => new CsvReader(name, generate()),
});

async function examine(path: string): Promise<{ size: number; isWorkbook: boolean }> {
  try {
    const { size } = await stat(path);
    const file = await open(path);
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
    if (size === 0) throw fail('file.empty', { file: path });
    return { size, isWorkbook: buffer.toString('latin1') === 'PK\u0003\u0004' };
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 2 * 1024 * 1024 });
  } catch (error) {
    throw unreadable(path, error);
  }
}

const REASONS: Readonly<Record<string, Bilingual>> = {
  ENOENT: { zh: '没有这个文件', en: 'there is no such file' },
  EISDIR: { zh: '它是一个文件夹', en: 'it is a folder' },
  EACCES: { zh: '没有读取权限', en: 'permission denied' },
};

function unreadable(path: string, error: unknown): Error {
  const { code, message } = error as { code?: string; message: string };
  if (!code?.startsWith('E')) return error as Error;
  return fail('file.unreadable', { file: path, reason: REASONS[code] ?? message });
}
