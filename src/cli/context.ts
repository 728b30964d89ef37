import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Look } from '../access/index.ts';
import { type Bilingual, Failure, type Language } from '../kernel/index.ts';
import {
  openStore,
  type ProgressFactory,
  silentProgress,
  type Store,
  terminalProgress,
} from '../platform/index.ts';
import { MIGRATIONS } from '../app/migrations.ts';
import { languageOf } from './parser-words.ts';

/** Where a command runs: its streams, folder and environment, so that a server can run it for another process. */
export interface Terminal {
  readonly stdout: { write: (text: string) => unknown };
  readonly stderr: { write: (text: string) => unknown; isTTY?: boolean };
  /** Everything on standard input. */
  readonly input: () => Promise<string>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface GlobalOptions {
  readonly data?: string;
  readonly database?: string;
  readonly json?: boolean;
  readonly lang?: Language;
  readonly as?: string;
  readonly purpose?: string;
}

/** A store, and who looks into it. */
export type ViewedStore = Store & Pick<Look, 'viewer'> & { readonly purpose: string | undefined };

/** Runs a command line on a store that is already open. */
export type RunCommand = (argv: readonly string[], terminal: Terminal, store: Store) => Promise<number>;

/** Adds commands to the program; `begin` makes the context once the options are known. */
export type Define = (
  program: Command,
  begin: (options: GlobalOptions) => Context,
  runCommand: RunCommand,
) => void;

const EXIT_DONE = 0;
export const EXIT_NOTHING_DONE = 1;
export const EXIT_SOME_REJECTED = 2;

export const NOTHING_KEPT: Bilingual = { zh: '试运行：没有保存任何内容。', en: 'Dry run: nothing was kept.' };

/** What a command has at hand. */
export class Context {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  readonly #openStore: ((command: string) => Promise<Store>) | undefined;
  exitCode = EXIT_DONE;
  /** What was read from standard input, for a server that runs the command in this one's place. */
  inputRead: string | undefined;

  /** `borrow` hands in a store that is already open; the context then never closes it. */
  constructor(terminal: Terminal, options: GlobalOptions, borrow?: () => Promise<Store>) {
    this.terminal = terminal;
    this.options = options;
    this.#openStore = borrow;
  }

  get language(): Language {
    return this.options.lang ?? languageOf([], this.terminal.env);
  }

  /** Who acts: any name before accounts exist, then an account. */
  get actor(): string {
    return this.options.as ?? this.terminal.env['USER'] ?? 'unnamed';
  }

  get progress(): ProgressFactory {
    return this.options.json && !this.terminal.stderr.isTTY
      ? silentProgress
      : terminalProgress(this.terminal.stderr);
  }

  async readInput(): Promise<string> {
    return (this.inputRead ??= await this.terminal.input());
  }

  /** A path as the user wrote it, from the user's folder. */
  path(file: string): string {
    return resolve(this.terminal.cwd, file);
  }

  /** Opens the store for the length of `work`. */
  async withStore<Result>(command: string, work: (store: ViewedStore) => Promise<Result>): Promise<Result> {
    const viewed = (store: Store): ViewedStore => ({
      ...store,
      viewer: this.actor,
      purpose: this.options.purpose,
    });
    if (this.#openStore) return work(viewed(await this.#openStore(command)));
    const store = await openStore(this.location(), MIGRATIONS, command);
    try {
      return await work(viewed(store));
    } finally {
      await store.close();
    }
  }

  location(): { directory: string } | { url: string } {
    const { data, database } = this.options;
    if (data !== undefined) return { directory: this.path(data) };
    const url = database ?? this.terminal.env['DATABASE_URL'];
    return url ? { url } : { directory: this.path('data') };
  }

  say(sentence: Bilingual): void {
    this.terminal.stderr.write(`${sentence[this.language]}\n`);
  }

  /** A sentence in the user's language. */
  words(sentence: Bilingual): string {
    return sentence[this.language];
  }

  /** The command's answer: one JSON document with --json, else the text. */
  answer(document: unknown, text: string): void {
    const json = (): string =>
      JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2);
    this.terminal.stdout.write(this.options.json ? `${json()}\n` : text.endsWith('\n') ? text : `${text}\n`);
  }
}

/** One sentence for whatever went wrong; a fault of the program says so without a stack trace. */
export function sentenceFor(error: unknown, language: Language): string {
  if (error instanceof Failure) return error.sentence[language];
  const { message = String(error), code = '' } = error as { message?: string; code?: string };
  if (code === '53100' || code === 'ENOSPC')
    return { zh: '磁盘已满；没有保存任何内容。', en: 'The disk is full; nothing was kept.' }[language];
  const first = message.split('\n')[0] ?? '';
  return {
    zh: `程序出错（${first}）；没有保存任何内容。请报告此问题。`,
    en: `Terrace failed (${first}); nothing was kept. Please report this.`,
  }[language];
}
