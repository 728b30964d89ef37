import { resolvePolicy } from '../policy/index.ts';
import { screen, type ScreenReport } from '../prevention/screening/index.ts';
import { dayArgument } from './arguments.ts';
import type { Define } from './context.ts';
import { policiesOf } from './policies.ts';

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
      context.answer(report, describe(report));
    });
};

function describe(report: ScreenReport): string {
  const { county_code, policy, as_of, in_force, revised, closed, unchanged, by_kind } = report;
  const kinds = Object.entries(by_kind).map(([kind, count]) => `${kind} ${count}`);
  return [
    `County ${county_code} under ${policy} as of ${as_of}: ${in_force} findings in force (${kinds.join(', ') || 'none'}).`,
    `${report.new} new, ${revised} revised, ${closed} closed, ${unchanged} unchanged.`,
    ...(report.dry_run ? ['Dry run: nothing was kept.'] : []),
    ...(report.out ? [`Findings in force: ${report.out}`] : []),
  ].join('\n');
}
