import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Store } from '../platform/index.ts';
import type { RunCommand, Terminal } from './context.ts';
import type { ForwardedCommand, ForwardedLine } from './forward.ts';

/** Where the server of a store directory listens for commands; short enough for every system's limit. */
export function socketPathFor(directory: string): string {
  const name = `terrace-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`;
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\${name}`
    : join(tmpdir(), `${name}-${process.getuid?.() ?? 0}.sock`);
}

/**
 * Takes commands of other processes for the store this one holds, one after another, each as if it ran there.
 * Only the same user can reach the socket.
 */
export async function listenForCommands(store: Store, path: string, run: RunCommand): Promise<Server> {
  rmSync(path, { force: true });
  let turn: Promise<unknown> = Promise.resolve();
  const server = createServer((socket) => {
    const lines = createInterface({ input: socket });
    // A terminal that was closed must not end the server; the lines repeat the socket's errors.
    lines.on('error', () => {});
    socket.on('error', () => {});
    lines.once('line', (line) => {
      turn = turn
        .then(() => serve(socket, JSON.parse(line) as ForwardedCommand, store, run))
        .catch(() => socket.destroy());
    });
  });
  const umask = process.umask(0o177);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  process.umask(umask);
  return server;
}

async function serve(
  socket: Socket,
  command: ForwardedCommand,
  store: Store,
  run: RunCommand,
): Promise<void> {
  const send = (line: ForwardedLine): void => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(line)}\n`);
  };
  const terminal: Terminal = {
    stdout: { write: (out) => send({ out }) },
    stderr: { write: (err) => send({ err }), isTTY: command.isTerminal },
    input: () => Promise.resolve(command.input),
    cwd: command.cwd,
    env: command.env,
  };
  const exit = await run(command.argv, terminal, store);
  send({ exit });
  socket.end();
}
