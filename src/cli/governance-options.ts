import { basename } from 'node:path';
import { type FileReference, keepFile, type KeptReference } from '../evidence/index.ts';
import { PROCEDURE_POLICY, type ProcedureOn, type Subject } from '../governance/index.ts';
import { type Db, readWhole, today } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import { dayArgument } from './arguments.ts';
import type { Context } from './context.ts';
import { fail } from './errors.ts';
import { policiesOf } from '../app/policies.ts';
import { integer, listOf, type OptionLine, type Options } from './register-options.ts';

/** What the commands of bodies, meetings, notices and objections share. */

export const POLICY: OptionLine = ['--policy <id[@day]>', `rules (default: ${PROCEDURE_POLICY})`];
export const SUBJECT: OptionLine = ['--subject <module:number>', 'what it is about, such as cases:17'];

/** The policy that rules on a day, with what was published in the store. */
export async function procedureOf(db: Db, options: Options): Promise<ProcedureOn> {
  const book = await policiesOf(db);
  return (day) => resolvePolicy(book, options['policy'] ?? PROCEDURE_POLICY, day);
}

export const orderOf = (context: Context, options: Options) => ({
  actor: context.actor,
  countyCode: options['county']!,
  dryRun: options.dryRun ?? false,
});

export const dayOr = (options: Options, name: string, otherwise = today()) =>
  options[name] === undefined ? otherwise : dayArgument(options[name], `--${name}`);

export function subjectArgument(value: string): Subject {
  const [, module, id] = /^([a-z][a-z0-9_/-]{0,40}):([^\s:]{1,60})$/.exec(value.trim()) ?? [];
  if (module === undefined || id === undefined) throw fail('command.subject', { value });
  return { module, id };
}

export const numbersOf = (value: string | undefined, option: string): number[] =>
  listOf(value ?? '').map((each) => integer(each, option));

/** Keeps a file as evidence. */
export const keepGiven = (
  db: Db,
  context: Context,
  options: Options,
  file: string,
): Promise<KeptReference> => {
  const bytes = readWhole(context.path(file));
  return keepFile(db, { ...orderOf(context, options), name: basename(file), bytes });
};

/** Keeps files, in the order they are named, for an act that takes them as evidence. */
export async function keepFiles(
  db: Db,
  context: Context,
  options: Options,
  files: readonly string[],
): Promise<FileReference[]> {
  const kept: FileReference[] = [];
  for (const file of files) {
    const { name, sha256 } = await keepGiven(db, context, options, file);
    kept.push({ name, sha256 });
  }
  return kept;
}
