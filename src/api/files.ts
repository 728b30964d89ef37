import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedSource, type TableSource } from '../platform/index.ts';

/** A file that came as the body of a request. */
export const bodySource = (name: string, text: string): TableSource =>
  generatedSource(name, async function* () {
    yield Buffer.from(text);
  });

/** A folder for the length of `work`, with files that may or may not be written; read as text, or null. */
export async function withFolder<Result>(
  work: (path: (name: string) => string, read: (name: string) => Promise<string | null>) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'terrace-'));
  const path = (name: string): string => join(folder, name);
  const read = (name: string): Promise<string | null> => readFile(path(name), 'utf8').catch(() => null);
  try {
    return await work(path, read);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
