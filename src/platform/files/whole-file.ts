import { readFileSync, writeFileSync } from 'node:fs';
import { fail } from '../errors.ts';

/** All bytes of a small file. Fails with `file.unreadable`. */
export function readWhole(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw fail('file.unreadable', { file: path, reason: (error as Error).message });
  }
}

/** Writes a small file. Fails with `file.unwritable`. */
export function writeWhole(path: string, text: string | Uint8Array): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw fail('file.unwritable', { file: path, reason: (error as Error).message });
  }
}
