import type { Command } from 'commander';
import { formatYuan } from '../kernel/index.ts';
import {
  explain,
  getSchedule,
  GROUPS,
  PERILS,
  quote,
  READINGS,
  readExplanation,
  renderExplanation,
  resolvePolicy,
  writeExplanation,
} from '../policy/index.ts';
import { fileSource } from '../platform/index.ts';
import { assess, type Assessment, quoteBatch, verifyClaims } from '../prevention/compensation/index.ts';
import { choiceArgument, dayArgument, yuanArgument } from './arguments.ts';
import { type Context, type Define, EXIT_NOTHING_DONE, EXIT_SOME_REJECTED } from './context.ts';
import { fail } from './errors.ts';
import { policiesFor, policiesOf } from './policies.ts';
import { reading } from './register-options.ts';

interface QuoteOptions {
  readonly policy: string;
  readonly group?: string;
  readonly peril?: string;
  readonly selfPaid?: string;
  readonly batch?: string;
  readonly out?: string;
  readonly rejects?: string;
  readonly reading: string;
}

interface AssessOptions {
  readonly county: string;
  readonly household: string;
  readonly policy: string;
  readonly asOf: string;
  readonly judicialCompensation?: string;
  readonly longTreatment?: string;
  readonly dryRun?: boolean;
}

export const compensationCommands: Define = (program, begin) => {
  const group = program
    .command('compensation')
    .description('what a bill is worth, and what a household is due');
  group
    .command('quote')
    .description('arithmetic only: one amount, or a CSV/XLSX of ref,group,peril,self_paid_yuan')
    .requiredOption('--policy <id[@day]>', 'policy; without a day its latest version')
    .option('--group <group>', GROUPS.join(', '))
    .option('--peril <peril>', PERILS.join(', '))
    .option('--self-paid <yuan>', "the year's self-paid sum")
    .option('--batch <file>', 'quote every row of a file')
    .option('--out <file>', 'where the quotes of a batch go')
    .option('--rejects <file>', 'where refused rows go (default: OUT.rejects.csv)')
    .option('--reading <reading>', 'marginal, or whole_amount for studies only', 'marginal')
    .action((options: QuoteOptions, command: Command) => {
      const context = begin(command.optsWithGlobals());
      return options.batch === undefined
        ? quoteOne(context, options)
        : quoteFile(context, options, options.batch);
    });
  group
    .command('assess')
    .description("one household's policy year: eligibility first, then what is due now, with its explanation")
    .requiredOption('--county <code>', 'county')
    .requiredOption('--household <no>', 'household number')
    .requiredOption('--policy <id[@day]>', 'policy')
    .requiredOption('--as-of <day>', 'last day of the bills that count')
    .option('--judicial-compensation <yes|no>', 'traffic accident: was it compensated through a court?')
    .option('--long-treatment <yes|no>', 'traffic accident: is long treatment needed?')
    .option('--dry-run', 'compute everything, keep nothing')
    .action((options: AssessOptions, command: Command) =>
      assessHousehold(begin(command.optsWithGlobals()), options),
    );
  group
    .command('verify')
    .description('recompute every claim of a county from its own explanation')
    .requiredOption('--county <code>', 'county')
    .action(async (options: { county: string }, command: Command) => {
      const context = begin(command.optsWithGlobals());
      const { claims, faults } = await context.withStore('terrace compensation verify', (store) =>
        reading(store, (tx) => verifyClaims(tx, options.county)),
      );
      const lines = faults.map(
        (fault) => `Claim ${fault.claim_no}: ${fault.path} states ${fault.stated}, gives ${fault.recomputed}`,
      );
      context.answer(
        { claims, faults },
        [`${claims} claims recomputed, ${faults.length} differ.`, ...lines].join('\n'),
      );
      if (faults.length > 0) context.exitCode = EXIT_NOTHING_DONE;
    });
};

async function quoteOne(context: Context, options: QuoteOptions): Promise<void> {
  const missing = (['group', 'peril', 'selfPaid'] as const).filter((name) => options[name] === undefined);
  if (missing.length > 0) throw fail('quote.incomplete');
  const group = choiceArgument(options.group!, '--group', GROUPS);
  const peril = choiceArgument(options.peril!, '--peril', PERILS);
  const selfPaidFen = yuanArgument(options.selfPaid!, '--self-paid');
  const reading = choiceArgument(options.reading, '--reading', READINGS);
  const policy = resolvePolicy(await policiesFor(context, 'terrace compensation quote'), options.policy);
  const schedule = getSchedule(policy, group, peril);
  const worth = quote(schedule, selfPaidFen, reading);
  const tree = explain({ policy, schedule, quote: worth });
  const document = {
    group,
    peril,
    self_paid_yuan: formatYuan(selfPaidFen),
    deductible_yuan: formatYuan(worth.deductibleFen),
    rest_yuan: formatYuan(worth.restFen),
    payout_yuan: formatYuan(worth.payoutFen),
    policy_version: policy.version,
    explanation: writeExplanation(tree),
  };
  context.answer(document, renderExplanation(tree, context.language));
}

async function quoteFile(context: Context, options: QuoteOptions, batch: string): Promise<void> {
  if (options.out === undefined) throw fail('quote.noOut');
  const out = context.path(options.out);
  const policy = resolvePolicy(await policiesFor(context, 'terrace compensation quote'), options.policy);
  const report = await quoteBatch({
    source: await fileSource(context.path(batch)),
    policy,
    reading: choiceArgument(options.reading, '--reading', READINGS),
    out,
    rejectsFile: options.rejects === undefined ? `${out}.rejects.csv` : context.path(options.rejects),
    progress: context.progress('quotes:', 'bytes'),
  });
  const { quoted, rejected, rejects_file } = report;
  context.answer(
    report,
    `${quoted} amounts quoted, ${rejected} rows rejected${rejects_file ? `: ${rejects_file}` : '.'}`,
  );
  if (rejected > 0) context.exitCode = EXIT_SOME_REJECTED;
}

async function assessHousehold(context: Context, options: AssessOptions): Promise<void> {
  const asOf = dayArgument(options.asOf, '--as-of');
  const assessment = await context.withStore('terrace compensation assess', async ({ db }) =>
    assess(db, {
      countyCode: options.county,
      householdNo: options.household,
      policy: resolvePolicy(await policiesOf(db), options.policy, asOf),
      asOf,
      actor: context.actor,
      dryRun: options.dryRun ?? false,
      ...answer('judicialCompensation', options.judicialCompensation, '--judicial-compensation'),
      ...answer('longTreatment', options.longTreatment, '--long-treatment'),
    }),
  );
  context.answer(assessment, describe(assessment, context));
}

function answer(name: 'judicialCompensation' | 'longTreatment', value: string | undefined, option: string) {
  return value === undefined ? {} : { [name]: choiceArgument(value, option, ['yes', 'no']) === 'yes' };
}

function describe(assessment: Assessment, { language }: Context): string {
  const { household_no, group, policy_version, as_of, claims, traffic } = assessment;
  return [
    `Household ${household_no} (${group}) under ${policy_version} as of ${as_of}: income per head ${assessment.per_capita_income_yuan} yuan, below the protection line of ${assessment.protection_line_yuan}.`,
    `To pay ${assessment.payable_yuan} yuan, owed back ${assessment.receivable_yuan} yuan.`,
    ...(traffic?.status === 'unknown' ? [`Traffic accident: ask first ${traffic.ask.join(', ')}.`] : []),
    ...(traffic?.status === 'refused' ? [`Traffic accident: not paid (${traffic.because}).`] : []),
    ...claims.map(
      ({ claim_no, explanation }) =>
        `\nClaim ${claim_no}\n${renderExplanation(readExplanation(explanation), language)}`,
    ),
    ...(claims.length === 0 ? ['Nothing changed since the assessment before.'] : []),
    ...(assessment.dry_run ? ['Dry run: nothing was kept.'] : []),
  ].join('\n');
}
