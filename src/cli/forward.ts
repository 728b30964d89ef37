import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { findHolder } from '../platform/index.ts';
import { type Context, EXIT_NOTHING_DONE, type Terminal } from './context.ts';
import { fail } from './errors.ts';

/** What a command sends to the server that holds its store, and the lines that come back. */
export interface ForwardedCommand {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
  /** What the command has read from standard input. */
  readonly input: string;
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
    input: context.inputRead ?? '',
  };
  const answer = await exchange(terminal, socketPath, order);
  if (answer !== 'ended early') return answer;
  context.say(fail('serve.gone').sentence);
  return EXIT_NOTHING_DONE;
}

/** Sends the order and passes on what comes back, up to the exit code; undefined when nobody listens. */
function exchange(
  terminal: Terminal,
  socketPath: string,
  order: ForwardedCommand,
): Promise<number | 'ended early' | undefined> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    let isConnected = false;
    socket.on('error', () => {});
    socket.on('connect', () => {
      isConnected = true;
      socket.write(`${JSON.stringify(order)}\n`);
    });
    const lines = createInterface({ input: socket });
    // It repeats the socket's errors, which 'close' already tells.
    lines.on('error', () => {});
    lines.on('line', (text) => {
      const line = findLine(text);
      if (!line) return;
      if ('out' in line) terminal.stdout.write(line.out);
      else if ('err' in line) terminal.stderr.write(line.err);
      else resolve(line.exit);
    });
    // Once the exit code is there this changes nothing; without one the server was killed.
    socket.on('close', () => resolve(isConnected ? 'ended early' : undefined));
  });
}

/** A line of the answer; undefined for the stump that a killed server leaves. */
function findLine(text: string): ForwardedLine | undefined {
  try {
    return JSON.parse(text) as ForwardedLine;
  } catch {
    return undefined;
  }
}
