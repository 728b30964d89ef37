import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';

/** Largest file of a department: 2.5 million bills are some 250 MB. */
const LARGEST_BYTES = 1_000_000_000;

/** Which of them it is, the first bytes tell. */
export const FILE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;

/** Files come as the body of a request and go to a folder of the server, from which a job reads them. */
export class Uploads {
  readonly #folder = mkdtempSync(join(tmpdir(), 'terrace-'));
  #count = 0;

  /** Lets bodies of the file types through as streams, and clears the folder when the server closes. */
  constructor(server: FastifyInstance) {
    server.addContentTypeParser([...FILE_TYPES], { bodyLimit: LARGEST_BYTES }, (_, payload, done) =>
      done(null, payload),
    );
    server.addHook('onClose', async () => rmSync(this.#folder, { recursive: true, force: true }));
  }

  /** Writes a body to a file of its own and answers its path. */
  async take(body: Readable): Promise<string> {
    this.#count += 1;
    const path = join(this.#folder, String(this.#count));
    await pipeline(body, createWriteStream(path, { mode: 0o600 }));
    return path;
  }

  forget(path: string): void {
    rmSync(path, { force: true });
  }
}
