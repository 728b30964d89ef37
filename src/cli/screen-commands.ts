import { resolvePolicy } from '../policy/index.ts';
import { screen, type ScreenReport } from '../prevention/screening/index.ts';
import { dayArgument } from './arguments.ts';
import { type Context, type Define, NOTHING_KEPT } from './context.ts';
import { kindName } from './names.ts';
import { policiesOf } from '../app/policies.ts';

interface ScreenOptions {
  readonly county: string;
  readonly policy: string;
  readonly asOf: string;
  readonly dryRun?: boolean;
  readonly out?: string;
}

export const screenCommand: Define = (program, begin) => {
  program
    .command('screen')
    .description('find the households over a warning line')
    .requiredOption('--county <code>', 'county')
    .requiredOption('--policy <id[@day]>', 'policy in force on the as-of day, or pinned to a day')
    .requiredOption('--as-of <day>', 'last day of the bills that count')
    .option('--dry-run', 'compute everything, keep nothing')
    .option('--out <file>', 'CSV of every finding in force')
    .action(async (options: ScreenOptions, command) => {
      const context = begin(command.optsWithGlobals());
      const asOf = dayArgument(options.asOf, '--as-of');
      const report = await context.withStore('terrace screen', async ({ db }) =>
        screen(db, {
          countyCode: options.county,
          policy: resolvePolicy(await policiesOf(db), options.policy, asOf),
          asOf,
          actor: context.actor,
          dryRun: options.dryRun ?? false,
          ...(options.out === undefined ? {} : { out: context.path(options.out) }),
        }),
      );
      context.answer(report, describe(context, report));
    });
};

function describe(context: Context, report: ScreenReport): string {
  const { county_code, policy, as_of, in_force, revised, closed, unchanged, by_kind } = report;
  const kinds = Object.entries(by_kind).map(([kind, count]) => `${kindName(context, kind)} ${count}`);
  const lines = [
    {
      zh: `${county_code} 县，政策 ${policy}，截至 ${as_of}：有效预警 ${in_force} 条（${kinds.join('，') || '无'}）。`,
      en: `County ${county_code} under ${policy} as of ${as_of}: ${in_force} findings in force (${kinds.join(', ') || 'none'}).`,
    },
    {
      zh: `新增 ${report.new}，变更 ${revised}，消除 ${closed}，未变 ${unchanged}。`,
      en: `${report.new} new, ${revised} revised, ${closed} closed, ${unchanged} unchanged.`,
    },
    ...(report.dry_run ? [NOTHING_KEPT] : []),
    ...(report.out ? [{ zh: `有效预警清单：${report.out}`, en: `Findings in force: ${report.out}` }] : []),
  ];
  return lines.map((line) => context.words(line)).join('\n');
}
