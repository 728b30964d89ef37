import type { Command } from 'commander';
import type { Bilingual } from '../kernel/index.ts';
import {
  GROUPS,
  PERILS,
  quoteDocument,
  READINGS,
  readExplanation,
  renderExplanation,
  resolvePolicy,
} from '../policy/index.ts';
import { fileSource } from '../platform/index.ts';
import { assess, type Assessment, quoteBatch, verifyClaims } from '../prevention/compensation/index.ts';
import { choiceArgument, dayArgument, yuanArgument } from './arguments.ts';
import { type Context, type Define, EXIT_NOTHING_DONE, EXIT_SOME_REJECTED, NOTHING_KEPT } from './context.ts';
import { fail } from './errors.ts';
import { groupName } from './names.ts';
import { policiesOf } from '../app/policies.ts';
import { policiesFor } from './policies.ts';
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
        reading(store, (tx) => verifyClaims(tx, options.county), 'compensation.verify'),
      );
      const lines = faults.map(({ claim_no, path, stated, recomputed }) =>
        context.words({
          zh: `理赔单 ${claim_no}：${path} 记为 ${stated}，重算得 ${recomputed}`,
          en: `Claim ${claim_no}: ${path} states ${stated}, gives ${recomputed}`,
        }),
      );
      const summary = context.words({
        zh: `重算 ${claims} 份理赔单，${faults.length} 处不符。`,
        en: `${claims} claims recomputed, ${faults.length} differ.`,
      });
      context.answer({ claims, faults }, [summary, ...lines].join('\n'));
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
  const document = quoteDocument(policy, { group, peril, selfPaidFen, reading });
  context.answer(document, renderExplanation(readExplanation(document.explanation), context.language));
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
    language: context.language,
  });
  const { quoted, rejected, rejects_file } = report;
  context.answer(
    report,
    context.words({
      zh: `试算 ${quoted} 笔，拒收 ${rejected} 行${rejects_file ? `：${rejects_file}` : '。'}`,
      en: `${quoted} amounts quoted, ${rejected} rows rejected${rejects_file ? `: ${rejects_file}` : '.'}`,
    }),
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

function describe(assessment: Assessment, context: Context): string {
  const { household_no, group, policy_version, as_of, claims, traffic } = assessment;
  const head: Bilingual[] = [
    {
      zh: `${household_no} 户（${groupName(context, group)}），政策 ${policy_version}，截至 ${as_of}：人均纯收入 ${assessment.per_capita_income_yuan} 元，低于保障线 ${assessment.protection_line_yuan} 元。`,
      en: `Household ${household_no} (${group}) under ${policy_version} as of ${as_of}: income per head ${assessment.per_capita_income_yuan} yuan, below the protection line of ${assessment.protection_line_yuan}.`,
    },
    {
      zh: `应付 ${assessment.payable_yuan} 元，应退 ${assessment.receivable_yuan} 元。`,
      en: `To pay ${assessment.payable_yuan} yuan, owed back ${assessment.receivable_yuan} yuan.`,
    },
  ];
  if (traffic?.status === 'unknown')
    head.push({
      zh: `交通事故：请先查明 ${traffic.ask.join('、')}。`,
      en: `Traffic accident: ask first ${traffic.ask.join(', ')}.`,
    });
  if (traffic?.status === 'refused')
    head.push({
      zh: `交通事故：不予补偿（${traffic.because}）。`,
      en: `Traffic accident: not paid (${traffic.because}).`,
    });
  const trees = claims.map(
    ({ claim_no, explanation }) =>
      `\n${context.words({ zh: '理赔单', en: 'Claim' })} ${claim_no}\n${renderExplanation(readExplanation(explanation), context.language)}`,
  );
  const tail: Bilingual[] = [
    ...(claims.length === 0
      ? [{ zh: '与上次核算相比没有变化。', en: 'Nothing changed since the assessment before.' }]
      : []),
    ...(assessment.dry_run ? [NOTHING_KEPT] : []),
  ];
  const words = (sentence: Bilingual): string => context.words(sentence);
  return [...head.map(words), ...trees, ...tail.map(words)].join('\n');
}
