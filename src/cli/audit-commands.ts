import { listTrail, sealTrail, see, type SealReport, verifyTrail } from '../access/index.ts';
import { type Context, type Define, EXIT_NOTHING_DONE } from './context.ts';
import { adder, DRY_RUN, dryRunNote, integer, OUT, type Options, writeOut } from './register-options.ts';
import { textTable } from './text-table.ts';

export const auditCommands: Define = (program, begin) => {
  const group = program.command('audit').description('the trail of acts and of reads of personal data');
  const add = adder(begin);
  add(
    group,
    'seal',
    'seal what was added since the last seal',
    [['--county <code>', 'one county (default: all)'], DRY_RUN],
    runSeal,
  );
  add(group, 'verify', 'recompute every seal; note the last hashes elsewhere', [], runVerify);
  add(
    group,
    'list',
    'the latest entries',
    [
      ['--county <code>', 'one county'],
      ['--account <name>', 'one account'],
      ['--limit <number>', 'how many (default: 50)'],
      OUT,
    ],
    runList,
  );
};

async function runSeal(context: Context, options: Options): Promise<void> {
  const { county: countyCode, dryRun = false } = options;
  const seals = await context.withStore('terrace audit seal', ({ db }) =>
    sealTrail(db, { actor: context.actor, dryRun, ...(countyCode === undefined ? {} : { countyCode }) }),
  );
  const rows = seals.map((seal) => ({ ...seal, row_count: String(seal.row_count) }));
  const line = ({ county_code, seal_no, row_count, hash }: (typeof rows)[number]): string =>
    `${county_code} seal ${seal_no}: ${row_count} rows, ${hash}`;
  context.answer(
    rows,
    `${rows.map(line).join('\n') || 'Nothing was added since the last seal.'}${dryRunNote(context, options)}`,
  );
}

const FAULTS = {
  rows: {
    zh: '所覆盖的记录被改动、删除或插入',
    en: 'a row it covers was changed, deleted or inserted',
  },
  seal: { zh: '封签本身被改动，或之前的封签缺失', en: 'it was changed itself, or one before it is missing' },
} as const;

async function runVerify(context: Context): Promise<void> {
  const report = await context.withStore('terrace audit verify', ({ db, viewer }) =>
    see(db, { viewer, action: 'audit.verify' }, verifyTrail),
  );
  const faults = report.faults.map((fault) => ({
    ...fault,
    sentence: FAULTS[fault.fault][context.language],
  }));
  context.answer(
    { ...report, rows: String(report.rows), unsealed: String(report.unsealed), faults },
    [
      summary(report),
      ...faults.map((fault) => `${fault.county_code} seal ${fault.seal_no}: ${fault.sentence}`),
    ].join('\n'),
  );
  if (faults.length > 0) context.exitCode = EXIT_NOTHING_DONE;
}

const summary = ({ seals, rows, unsealed, faults, heads }: SealReport): string =>
  [
    `${seals} seals over ${rows} rows recomputed, ${unsealed} rows not sealed yet, ${faults.length} chains broken.`,
    ...heads.map(({ county_code, seal_no, hash }) => `${county_code} ends with seal ${seal_no}: ${hash}`),
  ].join('\n');

const COLUMNS = ['county_code', 'at', 'kind', 'account', 'action', 'about'] as const;
const ENTRIES_SHOWN = 50;

async function runList(context: Context, options: Options): Promise<void> {
  const { county: countyCode, account, limit } = options;
  const filter = {
    limit: limit === undefined ? ENTRIES_SHOWN : Math.max(0, integer(limit, '--limit')),
    ...(countyCode === undefined ? {} : { countyCode }),
    ...(account === undefined ? {} : { account }),
  };
  const rows = await context.withStore('terrace audit list', ({ db, viewer }) =>
    see(db, { viewer, action: 'audit.list' }, (tx) => listTrail(tx, filter)),
  );
  await writeOut(context, options['out'], COLUMNS, rows);
  context.answer(
    rows,
    [
      ...(options['out'] === undefined ? textTable(COLUMNS, rows, new Set()) : [options['out']]),
      `${rows.length} entries.`,
    ].join('\n'),
  );
}
