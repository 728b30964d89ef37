import { mkdtempSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Store } from '../platform/index.ts';
import { listenForCommands } from './command-socket.ts';

const store = {} as Store;
let server: Server | undefined;
afterEach(() => server?.close());

const ORDER = `${JSON.stringify({ argv: ['import'], cwd: '/', env: {}, isTerminal: false })}\n`;

/** Sends a line and answers all that comes back. */
function ask(path: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(path, () => socket.write(line));
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}

test('a caller that is killed does not take the server with it', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'terrace-socket-')), 's');
  const { promise: gone, resolve: callerIsGone } = Promise.withResolvers<void>();
  let runs = 0;
  server = await listenForCommands(store, path, async (_, terminal) => {
    runs += 1;
    for (let i = 0; i < 50; i++) {
      terminal.stdout.write(`${'x'.repeat(100_000)}\n`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return 0;
  });
  const caller = connect(path, () => caller.write(ORDER));
  // It dies in the middle of a long answer, while the server still writes.
  caller.once('data', () => caller.destroy()).on('close', () => setTimeout(callerIsGone, 50));
  await gone;
  expect(await ask(path, ORDER)).toMatch(/\{"exit":0\}\n$/);
  expect(runs).toBe(2);
});

test('a line that is no order is hung up on, and the next caller is served', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'terrace-socket-')), 's');
  server = await listenForCommands(store, path, () => Promise.resolve(7));
  expect(await ask(path, 'hello\n')).toBe('');
  expect(await ask(path, ORDER)).toBe('{"exit":7}\n');
});

test('commands run one after another', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'terrace-socket-')), 's');
  const events: string[] = [];
  server = await listenForCommands(store, path, async () => {
    events.push('begin');
    await new Promise((resolve) => setTimeout(resolve, 20));
    events.push('end');
    return 0;
  });
  await Promise.all([ask(path, ORDER), ask(path, ORDER), ask(path, ORDER)]);
  expect(events).toEqual(['begin', 'end', 'begin', 'end', 'begin', 'end']);
});
