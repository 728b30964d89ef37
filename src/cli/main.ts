import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Command, CommanderError, Option } from 'commander';
import { Failure, type Language } from '../kernel/index.ts';
import type { Store } from '../platform/index.ts';
import { Context, EXIT_NOTHING_DONE, type GlobalOptions, sentenceFor, type Terminal } from './context.ts';
import { forward } from './forward.ts';
import { languageOf, parserSentence, speakHelp } from './parser-words.ts';
import { COMMANDS } from './commands.ts';

/** Runs one command line; answers its exit code (0 done, 1 nothing done, 2 done but rows were rejected). */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal: Terminal = {
    stdout: process.stdout,
    stderr: process.stderr,
    input: () => (process.stdin.isTTY ? hiddenLine() : text(process.stdin)),
    cwd: process.cwd(),
    env: process.env,
  };
  return run(argv, terminal);
}

/** A line typed at a terminal, which does not show it. */
async function hiddenLine(): Promise<string> {
  process.stderr.write('密码 Password: ');
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** As `main`, for any terminal; with `borrow` on a store this process already holds. */
export async function run(
  argv: readonly string[],
  terminal: Terminal,
  borrow?: () => Promise<Store>,
): Promise<number> {
  let context: Context | undefined;
  const language = languageOf(argv, terminal.env);
  const program = programFor(
    terminal,
    language,
    (options) => (context = new Context(terminal, options, borrow)),
  );
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return context?.exitCode ?? 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_NOTHING_DONE;
    if (isHeld(error) && context && !borrow && !argv.includes('serve')) {
      const code = await forward(context, argv);
      if (code !== undefined) return code;
    }
    terminal.stderr.write(`${sentenceFor(error, language)}\n`);
    return EXIT_NOTHING_DONE;
  }
}

function programFor(
  terminal: Terminal,
  language: Language,
  begin: (options: GlobalOptions) => Context,
): Command {
  const program = new Command('terrace')
    .description('Targeted poverty prevention: find, decide, pay, build, prove.')
    .option('--data <dir>', 'store directory of the embedded database (default ./data)')
    .option('--database <url>', 'PostgreSQL address instead of a store directory (or DATABASE_URL)')
    .option('--json', 'print one JSON document on stdout')
    .addOption(new Option('--lang <language>', 'language of sentences').choices(['zh', 'en']))
    .option('--as <name>', 'who acts: any name until accounts exist, then an account')
    .option('--purpose <text>', 'why personal data are read; logged once accounts exist')
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) => write(parserSentence(text, language)),
    })
    .exitOverride();
  for (const define of COMMANDS)
    define(program, begin, (argv, caller, store) => run(argv, caller, () => Promise.resolve(store)));
  inheritSettings(program, language);
  return program;
}

/** Subcommands take the global options too, wherever they stand on the line. */
function inheritSettings(command: Command, language: Language): void {
  speakHelp(command, language);
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inheritSettings(child, language);
  }
}

const isHeld = (error: unknown): boolean => error instanceof Failure && error.code === 'store.held';
