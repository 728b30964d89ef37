import type { Bilingual } from '../kernel/index.ts';
import { fileSource } from '../platform/index.ts';
import { findAffected } from '../prevention/screening/index.ts';
import { FILE_KINDS, importFile, type ImportReport, KINDS } from '../prevention/feeds/index.ts';
import { type Context, type Define, EXIT_SOME_REJECTED, NOTHING_KEPT } from './context.ts';
import { rejectsNote } from './register-options.ts';

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
        context.answer(report, describe(context, report));
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
      language: context.language,
      progress: context.progress,
      findAffected,
    }),
  );
}

function describe(context: Context, report: ImportReport): string {
  const { kind, file, rows, corrected, unchanged, rejected, rejects_file } = report;
  const lines: Bilingual[] = [
    {
      zh: `${file}（${KINDS[kind].title.zh}）：读入 ${rows} 行，新增 ${report.new}，更正 ${corrected}，未变 ${unchanged}，拒收 ${rejected}。`,
      en: `${kind} from ${file}: ${rows} rows read, ${report.new} new, ${corrected} corrected, ${unchanged} unchanged, ${rejected} rejected.`,
    },
  ];
  const ignored = report.ignored_columns.join(', ');
  if (ignored)
    lines.push({
      zh: `不认识的列，已略过：${ignored}`,
      en: `Not a column of this file, ignored: ${ignored}`,
    });
  if (report.dry_run) lines.push(NOTHING_KEPT);
  if (rejects_file && rejected > 0) lines.push(rejectsNote(rejects_file));
  for (const { household_no, kind, peril, policy_year } of report.affected_findings)
    lines.push({
      zh: `受影响的预警：${household_no} 户，${kind} ${peril} ${policy_year} 年；请重新筛查。`,
      en: `Affected finding: household ${household_no}, ${kind} ${peril} ${policy_year}; screen again to revise it.`,
    });
  for (const [rule, count] of Object.entries(report.warnings))
    lines.push({ zh: `提示 ${rule}：${count} 行`, en: `Warning ${rule}: ${count} rows` });
  return lines.map((line) => context.words(line)).join('\n');
}
