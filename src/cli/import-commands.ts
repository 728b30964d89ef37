import { fileSource } from '../platform/index.ts';
import { findAffected } from '../prevention/screening/index.ts';
import { FILE_KINDS, importFile, type ImportReport, KINDS } from '../prevention/feeds/index.ts';
import { type Context, type Define, EXIT_SOME_REJECTED } from './context.ts';

interface ImportOptions {
  readonly source?: string;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly warnings?: string;
}

export const importCommands: Define = (program, begin) => {
  const group = program.command('import').description('take in a CSV or XLSX file, row by row');
  for (const kind of FILE_KINDS)
    group
      .command(`${kind} <file>`)
      .description(
        `${KINDS[kind].title.zh} · columns: ${KINDS[kind].columns.map(({ name }) => name).join(',')}`,
      )
      .option('--source <key>', 'department or system that delivered the file')
      .option('--dry-run', 'check everything, keep nothing')
      .option('--rejects <file>', 'where refused rows go (default: FILE.rejects.csv, when there are any)')
      .option('--warnings <file>', 'where data-quality remarks go')
      .action(async (file: string, options: ImportOptions, command) => {
        const context = begin(command.optsWithGlobals());
        const report = await runImport(context, kind, file, options);
        context.answer(report, describe(report));
        if (report.rejected > 0) context.exitCode = EXIT_SOME_REJECTED;
      });
};

async function runImport(
  context: Context,
  kind: (typeof FILE_KINDS)[number],
  file: string,
  { source = 'file', dryRun = false, rejects, warnings }: ImportOptions,
): Promise<ImportReport> {
  const path = context.path(file);
  const table = await fileSource(path);
  return context.withStore(`terrace import ${kind}`, ({ db }) =>
    importFile(db, {
      kind: KINDS[kind],
      source: table,
      sourceKey: source,
      actor: context.actor,
      dryRun,
      rejectsFile: rejects === undefined ? `${path}.rejects.csv` : context.path(rejects),
      rejectsOnlyIfAny: rejects === undefined,
      ...(warnings === undefined ? {} : { warningsFile: context.path(warnings) }),
      progress: context.progress,
      findAffected,
    }),
  );
}

function describe(report: ImportReport): string {
  const { kind, file, rows, corrected, unchanged, rejected, rejects_file } = report;
  const lines = [
    `${kind} from ${file}: ${rows} rows read, ${report.new} new, ${corrected} corrected, ${unchanged} unchanged, ${rejected} rejected.`,
  ];
  if (report.ignored_columns.length > 0)
    lines.push(`Not a column of this file, ignored: ${report.ignored_columns.join(', ')}`);
  if (report.dry_run) lines.push('Dry run: nothing was kept.');
  if (rejects_file && rejected > 0)
    lines.push(`Rejected rows with line, column, value and reason: ${rejects_file}`);
  for (const { household_no, kind, peril, policy_year } of report.affected_findings)
    lines.push(
      `Affected finding: household ${household_no}, ${kind} ${peril} ${policy_year}; screen again to revise it.`,
    );
  for (const [rule, count] of Object.entries(report.warnings)) lines.push(`Warning ${rule}: ${count} rows`);
  return lines.join('\n');
}
