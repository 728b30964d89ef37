import { createHash, type Hash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LARGEST_FILE_BYTES, MEDIA_TYPES } from '../evidence/index.ts';
import { fail } from './errors.ts';

/** Largest file of a department: 2.5 million bills are some 250 MB. */
const LARGEST_BYTES = 1_000_000_000;

/** A bank's answer or a list of events: a county's list of a year has some ten thousand lines. */
const LARGEST_TEXT_BYTES = 20_000_000;

/** Which of them it is, the first bytes tell. */
export const FILE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;

/** What a route takes a file as. */
export type FileBody = 'stream' | 'bytes';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A file as body: as the stream it comes in, or as its bytes; else as text. */
    file?: FileBody;
  }
}

/** A file that was sent before it is known how to take it in. */
export interface KeptUpload {
  readonly path: string;
  readonly name: string;
}

const KEPT_MS = 3_600_000;

/** Files come as the body of a request and go to a folder of the server, from which a job reads them. */
export class Uploads {
  readonly #folder = mkdtempSync(join(tmpdir(), 'terrace-'));
  readonly #kept = new Map<string, KeptUpload>();
  #count = 0;

  /** Lets files through as streams where a route asks for that, else as text; clears the folder in the end. */
  constructor(server: FastifyInstance) {
    server.addContentTypeParser(
      [...FILE_TYPES, ...MEDIA_TYPES],
      { bodyLimit: LARGEST_BYTES },
      (request: FastifyRequest, payload: Readable) => {
        const { file } = request.routeOptions.config;
        if (file === 'stream') return Promise.resolve(payload);
        return file === 'bytes' ? bytesOf(payload, LARGEST_FILE_BYTES) : textOf(payload);
      },
    );
    server.addHook('onClose', async () => rmSync(this.#folder, { recursive: true, force: true }));
  }

  /** Writes a body to a file of its own and answers its path and hash. Fails with `request.large`. */
  async take(body: Readable): Promise<{ readonly path: string; readonly sha256: string }> {
    this.#count += 1;
    const path = join(this.#folder, String(this.#count));
    const hash = createHash('sha256');
    try {
      await pipeline(limited(body, LARGEST_BYTES, hash), createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      this.forget(path);
      throw error;
    }
    return { path, sha256: hash.digest('hex') };
  }

  /** Keeps a file for its owner's next requests, for an hour; answers the name to ask for it by. */
  keep(owner: string, file: KeptUpload): string {
    const id = randomUUID();
    this.#kept.set(`${owner} ${id}`, file);
    setTimeout(() => this.drop(owner, id), KEPT_MS).unref();
    return id;
  }

  /** Fails with `request.uploadUnknown`, also for somebody else's. */
  get(owner: string, id: string): KeptUpload {
    const file = this.#kept.get(`${owner} ${id}`);
    if (!file) throw fail('request.uploadUnknown', { upload: id });
    return file;
  }

  drop(owner: string, id: string): void {
    const file = this.#kept.get(`${owner} ${id}`);
    this.#kept.delete(`${owner} ${id}`);
    if (file) this.forget(file.path);
  }

  forget(path: string): void {
    rmSync(path, { force: true });
  }
}

const textOf = async (body: Readable): Promise<string> =>
  (await bytesOf(body, LARGEST_TEXT_BYTES)).toString('utf8');

/** Fails with `request.large`. */
async function bytesOf(body: Readable, largest: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of limited(body, largest)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A body up to a size, which a request without a length does not tell before. Fails with `request.large`. */
async function* limited(body: Readable, largest: number, hash?: Hash): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largest) throw fail('request.large', { megabytes: largest / 1_000_000 });
    hash?.update(chunk);
    yield chunk;
  }
}
