import type { Bilingual } from '../kernel/index.ts';
import { fileSource } from '../platform/index.ts';
import { findAffected } from '../prevention/screening/index.ts';
import {
  FILE_KINDS,
  importFile,
  type ImportReport,
  KINDS,
  listImports,
  type Mapping,
  undoImport,
} from '../prevention/feeds/index.ts';
import { type Context, type Define, EXIT_SOME_REJECTED, NOTHING_KEPT } from './context.ts';
import { fail } from './errors.ts';
import {
  adder,
  DRY_RUN,
  dryRunNote,
  eventNumber,
  integer,
  type Options,
  reading,
  rejectsNote,
  word,
} from './register-options.ts';

interface ImportOptions {
  readonly source?: string;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly warnings?: string;
  readonly map?: readonly string[];
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
      .option(
        '--map <header=column...>',
        'which header is which column (HEADER= leaves it out); remembered for the source',
      )
      .option('--dry-run', 'check everything, keep nothing')
      .option('--rejects <file>', 'where refused rows go (default: FILE.rejects.csv, when there are any)')
      .option('--warnings <file>', 'where data-quality remarks go')
      .action(async (file: string, options: ImportOptions, command) => {
        const context = begin(command.optsWithGlobals());
        const report = await runImport(context, kind, file, options);
        context.answer(report, describe(context, report));
        if (report.rejected > 0) context.exitCode = EXIT_SOME_REJECTED;
      });
  const add = adder(begin);
  add(
    group,
    'undo <number>',
    'take an import back, as long as nothing rests on it',
    [['--reason <text>', '!why'], DRY_RUN],
    runUndo,
  );
  add(group, 'list', 'files taken in, the latest first', [['--limit <rows>', 'rows (default 20)']], runList);
};

async function runUndo(context: Context, options: Options, number: string): Promise<void> {
  const report = await context.withStore('terrace import undo', ({ db }) =>
    undoImport(db, {
      importNo: eventNumber(number, 'number'),
      actor: context.actor,
      reason: word('--reason')(options['reason']!),
      dryRun: options.dryRun ?? false,
    }),
  );
  const { import_no, kind, removed, restored } = report;
  const done = context.words({
    zh: `已撤销第 ${import_no} 号导入（${KINDS[kind].title.zh}）：删去新增 ${removed} 行，恢复更正前 ${restored} 行。`,
    en: `Import ${import_no} (${kind}) is taken back: ${removed} new rows gone, ${restored} rows as before their correction.`,
  });
  context.answer(report, `${done}${dryRunNote(context, options)}`);
}

async function runList(context: Context, options: Options): Promise<void> {
  const limit = options['limit'] === undefined ? 20 : integer(options['limit'], '--limit');
  const { rows } = await context.withStore('terrace import list', (store) =>
    reading(store, (tx) => listImports(tx, limit)),
  );
  const lines = rows.map((row) => {
    const counts = context.words({
      zh: `新增 ${row.rows_new}，更正 ${row.rows_corrected}，未变 ${row.rows_unchanged}，拒收 ${row.rows_rejected}`,
      en: `${row.rows_new} new, ${row.rows_corrected} corrected, ${row.rows_unchanged} unchanged, ${row.rows_rejected} rejected`,
    });
    const undone =
      row.undone_at === null
        ? ''
        : context.words({ zh: `  ${row.undone_at} 撤销`, en: `  taken back ${row.undone_at}` });
    return `${row.import_no}  ${row.recorded_at}  ${row.kind}  ${row.file}  ${row.source}  ${row.actor}  ${counts}${undone}`;
  });
  context.answer(rows, lines.join('\n'));
}

/** `医院=provider` by header; an empty name leaves the header out. Fails with `command.mapping`. */
function mappingOf(pairs: readonly string[] | undefined): { readonly mapping?: Mapping } {
  if (!pairs) return {};
  const mapping = pairs.map((pair): [string, string] => {
    const at = pair.lastIndexOf('=');
    if (at < 1) throw fail('command.mapping', { value: pair });
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
  return { mapping: Object.fromEntries(mapping) };
}

async function runImport(
  context: Context,
  kind: (typeof FILE_KINDS)[number],
  file: string,
  { source = 'file', dryRun = false, rejects, warnings, map }: ImportOptions,
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
      ...mappingOf(map),
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
