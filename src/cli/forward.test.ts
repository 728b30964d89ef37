import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockStore, type StoreLock } from '../platform/index.ts';
import { terrace } from '../../test/cli.ts';

/** A store that "a server" holds; the tests play the server. */
let folder: string;
let lock: StoreLock;
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'terrace-forward-'));
  lock = lockStore(folder, 'terrace serve');
});
afterEach(() => {
  lock.release();
  server?.close();
  server = undefined;
});

async function playServer(answer: (order: string) => string | undefined): Promise<void> {
  const socket = join(folder, 'socket');
  server = createServer((connection) => {
    connection.once('data', (order) => {
      const text = answer(String(order));
      if (text === undefined) connection.destroy();
      else connection.end(text);
    });
  });
  await new Promise<void>((resolve) => server!.listen(socket, resolve));
  lock.announce({ pid: process.pid, command: 'terrace serve', since: 'now', socket });
}

async function command(): Promise<{ code: number | null; stdout: string; stderr: string }> {
  writeFileSync(join(folder, 'a.csv'), 'x\n');
  return terrace(['import', 'areas', 'a.csv', '--data', folder], { cwd: folder });
}

describe('a command on a store that a server holds', () => {
  test('hands itself over and repeats what comes back', async () => {
    let order = '';
    await playServer((text) => {
      order = text;
      return '{"out":"done\\n"}\n{"err":"slowly\\n"}\n{"exit":2}\n';
    });
    expect(await command()).toEqual({ code: 2, stdout: 'done\n', stderr: 'slowly\n' });
    expect(JSON.parse(order)).toMatchObject({
      argv: ['import', 'areas', 'a.csv', '--data', folder],
      cwd: folder,
    });
  });

  test.each([
    ['before its first word', undefined],
    ['in the middle of its answer', '{"out":"done\\n"}\n{"ex'],
  ])('says so when the server ends %s', async (_, answer) => {
    await playServer(() => answer);
    const { code, stderr } = await command();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The server that holds the store ended before it answered[^\n]*\.\n$/);
  });

  test('is refused when nobody listens', async () => {
    lock.announce({
      pid: process.pid,
      command: 'terrace serve',
      since: 'now',
      socket: join(folder, 'nobody'),
    });
    const { code, stderr } = await command();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The store .* is in use by "terrace serve" \(process \d+, since now\)[^\n]*\.\n$/,
    );
  });
});
