import type { Command } from 'commander';
import { type Eyes, see } from '../access/index.ts';
import type { Bilingual } from '../kernel/index.ts';
import { type Tx, writeCsv } from '../platform/index.ts';
import { registerFailure } from '../registry/index.ts';
import { numberArgument } from './arguments.ts';
import { type Context, type GlobalOptions, NOTHING_KEPT, type ViewedStore } from './context.ts';

/** What the commands of the register share: their options, and how option values are read. */

export type Options = Readonly<Record<string, string | undefined>> & {
  readonly dryRun?: boolean;
  readonly decided?: boolean;
  readonly keep?: boolean;
};

/** Flags and a description; one that begins with `!` is required. */
export type OptionLine = readonly [flags: string, description: string];

export const COUNTY: OptionLine = ['--county <code>', '!county'];
export const DRY_RUN: OptionLine = ['--dry-run', 'check everything, keep nothing'];
export const OUT: OptionLine = ['--out <file>', 'write a CSV file'];
export const REJECTS: OptionLine = [
  '--rejects <file>',
  'where refused rows go (default: FILE.rejects.csv, when there are any)',
];

export type Run = (context: Context, options: Options, argument: string) => Promise<void>;

/** Adds commands whose action gets the context, the options and the one argument. */
export const adder =
  (begin: (options: GlobalOptions) => Context) =>
  (parent: Command, usage: string, description: string, options: readonly OptionLine[], run: Run): void => {
    const command = parent.command(usage).description(description);
    for (const [flags, text] of options)
      if (text.startsWith('!')) command.requiredOption(flags, text.slice(1));
      else command.option(flags, text);
    command.action((...given: unknown[]) => {
      const self = given.at(-1) as Command;
      const argument = typeof given[0] === 'string' ? given[0] : '';
      return run(begin(self.optsWithGlobals()), self.opts(), argument);
    });
  };
export type Add = ReturnType<typeof adder>;

/** Reads what the viewer's areas allow; for answers without personal data. */
export const reading = <Result>(
  store: ViewedStore,
  work: (tx: Tx) => Promise<Result>,
  action = 'see.records',
): Promise<Result> => see(store.db, { viewer: store.viewer, action }, work);

/** Reads personal data: of whom, for which purpose, field by field as the viewer's roles allow. */
export const readingPersonal = <Result>(
  { db, viewer, purpose }: ViewedStore,
  { action, countyCode, subject = '' }: { action: string; countyCode: string; subject?: string },
  work: (tx: Tx, eyes: Eyes) => Promise<Result>,
): Promise<Result> => see(db, { viewer, action, countyCode, personal: { subject, purpose } }, work);

export const eventNumber = (value: string, option: string): bigint => {
  if (!/^\d{1,18}$/.test(value.trim())) throw registerFailure('register.whole', { value, option });
  return BigInt(value.trim());
};
export const listOf = (value: string): string[] =>
  value
    .split(/[,;，；、]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
export const integer = (value: string, option: string): number => {
  const number = numberArgument(value, option);
  if (!Number.isInteger(number) || Math.abs(number) > 9_999_999)
    throw registerFailure('register.whole', { value, option });
  return number;
};
/** The given option read, or nothing. */
export const read = <Key extends string, Value>(
  key: Key,
  value: string | undefined,
  as: (value: string) => Value,
) => (value === undefined ? {} : ({ [key]: as(value) } as Record<Key, Value>));
export const word =
  (option: string) =>
  (value: string): string => {
    const text = value.trim();
    if (text === '' || text.length > 500 || /\p{Cc}/u.test(text))
      throw registerFailure('register.text', { value: text.slice(0, 40).replace(/\p{Cc}/gu, ' '), option });
    return text;
  };

export async function writeOut(
  context: Context,
  out: string | undefined,
  columns: readonly string[],
  rows: readonly object[],
): Promise<void> {
  if (out === undefined) return;
  const cell = (value: unknown) =>
    typeof value === 'boolean' ? String(value) : (value as string | number | null);
  await writeCsv(
    context.path(out),
    columns,
    rows.map((row) => columns.map((name) => cell((row as Record<string, unknown>)[name]))),
  );
}

export const rejectsNote = (path: string): Bilingual => ({
  zh: `拒收的行（行号、列、值、原因）：${path}`,
  en: `Rejected rows with line, column, value and reason: ${path}`,
});

/** Where refused rows of a file go. */
export const rejectsPath = (context: Context, file: string, options: Options): string =>
  options['rejects'] === undefined ? `${context.path(file)}.rejects.csv` : context.path(options['rejects']);

export const dryRunNote = (context: Context, options: Options): string =>
  options.dryRun ? `\n${context.words(NOTHING_KEPT)}` : '';

export const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));
