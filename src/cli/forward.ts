import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { findHolder } from '../platform/index.ts';
import type { Context } from './context.ts';

/** What a command sends to the server that holds its store, and the lines that come back. */
export interface ForwardedCommand {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
}

export type ForwardedLine = { readonly out: string } | { readonly err: string } | { readonly exit: number };

/**
 * Runs the command through the server that holds the store, over its local socket.
 * Answers its exit code, or undefined when no server listens and the command must be refused.
 */
export async function forward(context: Context, argv: readonly string[]): Promise<number | undefined> {
  const { terminal } = context;
  const location = context.location();
  const socketPath = 'directory' in location ? findHolder(location.directory)?.socket : undefined;
  if (socketPath === undefined) return undefined;
  const order: ForwardedCommand = {
    argv,
    cwd: terminal.cwd,
    env: { LANG: terminal.env['LANG'], LC_ALL: terminal.env['LC_ALL'], USER: terminal.env['USER'] },
    isTerminal: terminal.stderr.isTTY ?? false,
  };
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.on('error', () => resolve(undefined));
    socket.on('connect', () => socket.write(`${JSON.stringify(order)}\n`));
    createInterface({ input: socket }).on('line', (text) => {
      const line = JSON.parse(text) as ForwardedLine;
      if ('out' in line) terminal.stdout.write(line.out);
      else if ('err' in line) terminal.stderr.write(line.err);
      else resolve(line.exit);
    });
  });
}
