import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run } from '../src/cli/main.ts';
import type { Store } from '../src/platform/index.ts';

export interface Outcome {
  /** Exit code; null when a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What stands on standard input. */
  readonly input?: string;
  /** A module that a real process loads before anything else. */
  readonly preload?: string;
}

/** Runs a command line in this process, with `store` on a store the test already holds. */
export async function terrace(
  argv: readonly string[],
  { store, cwd = process.cwd(), env = {}, input = '' }: Place & { readonly store?: Store } = {},
): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const terminal = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text), isTTY: false },
    input: () => Promise.resolve(input),
    cwd,
    env: { LANG: 'en', ...env },
  };
  const code = await run(argv, terminal, store && (() => Promise.resolve(store)));
  return { code, ...written };
}

const BIN = fileURLToPath(new URL('../bin/terrace.js', import.meta.url));

/** A command in a process group of its own, so that a test can kill all of it. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly done: Promise<Outcome>;
  /** Settles with the first word on stdout, or without any at the end. */
  readonly answered: Promise<void>;
  /** `kill -9` on the whole group. */
  readonly kill: () => void;
}

export function startTerrace(
  argv: readonly string[],
  { cwd = process.cwd(), env = {}, input, preload }: Place = {},
): RunningCommand {
  const child = spawn(
    process.execPath,
    [...(preload === undefined ? [] : ['--import', preload]), BIN, ...argv],
    {
      cwd,
      env: { ...process.env, DATABASE_URL: undefined, LANG: 'en', LC_ALL: 'en', ...env },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  child.stdin.end(input ?? '');
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
  const answered = new Promise<void>((resolve) => {
    child.stdout.once('data', () => resolve());
    child.on('close', () => resolve());
  });
  const done = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...written }));
  });
  return { child, done, answered, kill: () => killGroup(child) };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
