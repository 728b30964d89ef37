import type { Command } from 'commander';
import { PERILS, resolvePolicy } from '../policy/index.ts';
import { fileSource, writeCsv } from '../platform/index.ts';
import {
  DECLARATION_COLUMNS,
  declare,
  FINDING_COLUMNS,
  findingRow,
  importDeclarations,
  listInForce,
} from '../prevention/screening/index.ts';
import { choiceArgument, dayArgument, yuanArgument } from './arguments.ts';
import { type Context, type Define, EXIT_SOME_REJECTED } from './context.ts';
import { groupName, kindName, perilName } from './names.ts';
import { policiesOf } from '../app/policies.ts';
import { readingPersonal } from './register-options.ts';

interface DeclareOptions {
  readonly county: string;
  readonly household: string;
  readonly policy: string;
  readonly on: string;
  readonly peril?: string;
  readonly selfPaid?: string;
  readonly note?: string;
}

interface ListOptions {
  readonly county: string;
  readonly policy: string;
  readonly asOf: string;
  readonly out?: string;
}

interface FileOptions {
  readonly policy: string;
  readonly rejects?: string;
  readonly dryRun?: boolean;
}

export const findingCommands: Define = (program, begin) => {
  const group = program.command('finding').description('the list of households found, declared or visited');
  for (const [verb, kind, description] of [
    ['declare', 'declared', 'record what a household declared itself'],
    ['visit', 'visit', 'record what a cadre saw on a visit'],
  ] as const)
    group
      .command(verb)
      .description(description)
      .requiredOption('--county <code>', 'county')
      .requiredOption('--household <no>', 'household number')
      .requiredOption('--policy <id[@day]>', 'policy')
      .requiredOption('--on <day>', 'day it was declared or seen')
      .option('--peril <peril>', PERILS.join(', '))
      .option('--self-paid <yuan>', 'amount, when one was named')
      .option('--note <text>', 'free text without health details')
      .action((options: DeclareOptions, command: Command) =>
        runDeclare(begin(command.optsWithGlobals()), kind, options),
      );
  group
    .command('import <file>')
    .description(
      `a list of declarations and visits: ${DECLARATION_COLUMNS.map(({ name }) => name).join(',')}`,
    )
    .requiredOption('--policy <id[@day]>', 'policy')
    .option('--rejects <file>', 'where refused rows go (default: FILE.rejects.csv)')
    .option('--dry-run', 'check everything, keep nothing')
    .action((file: string, options: FileOptions, command: Command) =>
      runImport(begin(command.optsWithGlobals()), file, options),
    );
  group
    .command('list')
    .description('findings in force on a day')
    .requiredOption('--county <code>', 'county')
    .requiredOption('--policy <id[@day]>', 'policy')
    .requiredOption('--as-of <day>', 'day')
    .option('--out <file>', 'CSV instead of text')
    .action((options: ListOptions, command: Command) => runList(begin(command.optsWithGlobals()), options));
};

async function runDeclare(
  context: Context,
  kind: 'declared' | 'visit',
  options: DeclareOptions,
): Promise<void> {
  const day = dayArgument(options.on, '--on');
  const added = await context.withStore(
    `terrace finding ${kind === 'declared' ? 'declare' : 'visit'}`,
    async ({ db }) =>
      declare(db, {
        countyCode: options.county,
        householdNo: options.household,
        kind,
        policy: resolvePolicy(await policiesOf(db), options.policy, day),
        day,
        actor: context.actor,
        ...(options.peril !== undefined && { peril: choiceArgument(options.peril, '--peril', PERILS) }),
        ...(options.selfPaid !== undefined && { selfPaidFen: yuanArgument(options.selfPaid, '--self-paid') }),
        ...(options.note !== undefined && { note: options.note }),
      }),
  );
  const { household: household_no } = options;
  context.answer(
    { household_no, kind, added },
    context.words(
      added
        ? { zh: `${household_no} 户已列入名单。`, en: `Household ${household_no} is on the list.` }
        : { zh: '名单上已有相同内容。', en: 'Already on the list with the same content.' },
    ),
  );
}

async function runImport(context: Context, file: string, options: FileOptions): Promise<void> {
  const path = context.path(file);
  const source = await fileSource(path);
  const report = await context.withStore('terrace finding import', async ({ db }) => {
    const book = await policiesOf(db);
    return importDeclarations(db, {
      source,
      policyOn: (day) => resolvePolicy(book, options.policy, day),
      actor: context.actor,
      rejectsFile: options.rejects === undefined ? `${path}.rejects.csv` : context.path(options.rejects),
      dryRun: options.dryRun ?? false,
      language: context.language,
    });
  });
  context.answer(
    report,
    context.words({
      zh: `读入 ${report.rows} 行，新增 ${report.new}，未变 ${report.unchanged}，拒收 ${report.rejected}。`,
      en: `${report.rows} rows read, ${report.new} new, ${report.unchanged} unchanged, ${report.rejected} rejected.`,
    }),
  );
  if (report.rejected > 0) context.exitCode = EXIT_SOME_REJECTED;
}

async function runList(context: Context, options: ListOptions): Promise<void> {
  const asOf = dayArgument(options.asOf, '--as-of');
  const rows = await context.withStore('terrace finding list', async (store) => {
    const policy = resolvePolicy(await policiesOf(store.db), options.policy, asOf);
    const look = { action: 'see.findings', countyCode: options.county };
    return readingPersonal(store, look, async (tx, eyes) => {
      const findings = await listInForce(tx, { countyCode: options.county, policy, asOf });
      return findings.map((finding) => eyes(findingRow(options.county, finding)));
    });
  });
  if (options.out !== undefined)
    await writeCsv(
      context.path(options.out),
      FINDING_COLUMNS,
      rows.map((row) => FINDING_COLUMNS.map((column) => row[column])),
    );
  const line = (row: (typeof rows)[number]): string => {
    const what = `${row.household_no}  ${groupName(context, row.group)}  ${kindName(context, row.kind)}${row.peril ? ` ${perilName(context, row.peril)}` : ''}`;
    const [paid, limit, over] = [row.self_paid_yuan, row.line_yuan, row.excess_yuan].map(
      (yuan) => yuan || '–',
    );
    return context.words({
      zh: `${what}  自付 ${paid}  预警线 ${limit}  超出 ${over}`,
      en: `${what}  self-paid ${paid}  line ${limit}  over by ${over}`,
    });
  };
  context.answer(
    rows,
    [
      context.words({ zh: `有效预警 ${rows.length} 条。`, en: `${rows.length} findings in force.` }),
      ...(options.out === undefined ? rows.map(line) : [options.out]),
    ].join('\n'),
  );
}
