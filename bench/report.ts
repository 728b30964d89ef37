import { median } from './measure.ts';
import type { Report, Result, Target } from './model.ts';

/** People the targets are meant for. */
export const FULL_PEOPLE = 1_000_000;

const HEADER = ['job', 'size', 'median', 'min–max', 'baseline', 'ratio', 'target', 'met'] as const;

/** A target is met or missed at the size it was set for, nowhere else. */
export function rowOf(result: Result, isJudged: boolean): string[] {
  const { job, size, values, baseline, targets } = result;
  return [
    job,
    size,
    show(result, median(values)),
    values.length > 1 ? `${show(result, Math.min(...values))}–${show(result, Math.max(...values))}` : '',
    baseline ? show(result, median(baseline)) : '',
    baseline ? ratioOf(result)!.toFixed(2) : '',
    targets.map(describeTarget).join(', ') || 'none',
    targets.length === 0 ? '' : !isJudged ? 'not judged' : verdict(result),
  ];
}

const verdict = (result: Result): string =>
  result.targets.every((target) => isMet(result, target)) ? 'yes' : 'no';

/** Times the baseline's cost; a rate is the inverse of a cost. */
export function ratioOf({ values, baseline, unit }: Result): number | undefined {
  if (!baseline) return undefined;
  const ratio = median(values) / median(baseline);
  return unit === 'rows/s' ? 1 / ratio : ratio;
}

export function isMet(result: Result, { kind, atMost }: Target): boolean {
  if (kind === 'ratio') return ratioOf(result)! <= atMost;
  const factor = kind === 'ms' && result.unit === 's' ? 1000 : 1;
  return median(result.values) * factor <= atMost;
}

function describeTarget({ kind, atMost }: Target): string {
  if (kind === 'ratio') return `≤ ${atMost} × baseline`;
  if (kind === 'exponent') return `≤ ${atMost}`;
  if (kind === 'kB') return `≤ ${atMost} kB`;
  return atMost >= 100 ? `≤ ${atMost / 1000} s` : `≤ ${atMost} ms`;
}

function show({ unit }: Result, value: number): string {
  if (unit === 'exponent') return value.toFixed(2);
  if (unit === 'kB') return `${Math.round(value)} kB`;
  if (unit === 'rows/s') return `${Math.round(value).toLocaleString('en-US')} rows/s`;
  if (unit === 'ms') return `${value.toFixed(1)} ms`;
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

/** The table for a terminal. */
export function textTable(report: Report): string {
  const rows = [[...HEADER], ...report.results.map((result) => rowOf(result, isJudged(report)))];
  const widths = HEADER.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, c) => cell.padEnd(widths[c]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function markdownTable(report: Report): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return (
    line(HEADER) +
    line(HEADER.map(() => '---')) +
    report.results.map((result) => line(rowOf(result, isJudged(report)))).join('')
  );
}

/** The page docs/benchmarks.md: one section an engine. */
export const page = (reports: readonly Report[]): string => `# Benchmarks

Made by \`npm run bench -- --write\`; do not edit by hand. The same numbers are in [benchmarks.json](benchmarks.json).

Every job runs beside a raw baseline in the same process, on the same engine and data, in turn with it. \`ratio\` is the
median of the job over the median of its baseline. Every measured step checks its own answer: numbers of rows, the same
bills as in the bare table, the same findings as the bare query, the same sums as \`quote\` row by row.

${reports.map(section).join('\n')}
## How to repeat

\`\`\`sh
npm ci
npm run bench                                   # 1,000,000 people, 5 runs, embedded engine
npm run bench -- --people 50000 --runs 1        # a quick look
npm run bench -- --engine postgres              # a PostgreSQL of its own, or the one of DATABASE_URL
npm run bench -- --only import                  # import, screen, what-if, size, quote or ledger; http on PostgreSQL
npm run bench -- --only web                     # first visits of pages, in a real browser
npm run bench -- --write                        # rewrites this page, its numbers and its plot
\`\`\`

The county is synthetic (seed 7). Stores and files lie in a temporary folder (several gigabytes at full size) and are removed
afterwards; on PostgreSQL a database is created and dropped. Close other programs first: on two cores the embedded engine
takes one and the importer the other.

## What is compared

- **Import**: all checks of the contract and a rejects file (one row in a thousand names an unknown household), one
  transaction, keys and indexes valid at the end. Baseline: \`COPY\` of the accepted rows, already encoded as COPY text in
  blocks of the same size, into a table without keys or checks, from memory.
- **Screening**: the policy's lines against the year's sums, the other two kinds of finding (all perils together, poor but
  on no list), revisions and the record of the run. Baseline: one aggregate query with the same lines, its rows inserted
  into a table without keys; it finds the first kind only. Rows are read once before, so that neither side pays for the
  first reading of fresh rows. "One month new" is compared with the same baseline over the whole year.
- **What-if**: every row is found and paid. Baseline: a loop of one staircase over one typed array, without groups, years,
  townships or households.
- **Quotes**: baseline: splitting the same file into cells and writing them again.
- **Dividend round**: a split by largest remainder and one posting a household, with authorisation, balance and idempotency
  checked and all keys kept. Baseline: the same rows inserted 1,000 a statement into a table with its primary key only.
- **First visits**: the demonstration county, a real Chromium, nothing kept from before, the session already there. Processor and
  network are slowed down by the browser itself. "Useful" is the first row of work, the first section of the case, the
  household's amount, the form; measured in the page, at the frame after it was there. No baseline.
`;

/** Targets hold for a full county; a page is the same whatever the size. */
const isJudged = ({ subject, people }: Report): boolean => subject === 'pages' || people >= FULL_PEOPLE;

/** Whether others used the processor too. */
export const isBusy = ({ load, cores }: Pick<Report, 'load' | 'cores'>): boolean => load > cores / 2;

function section(report: Report): string {
  const { date, machine, engine, node, people, runs, results, load, cores } = report;
  const disturbed = isBusy(report)
    ? `\n**Other programs were running** (load average ${load.toFixed(1)} on ${cores} cores at the start), so times are too long and ratios uneven.\n`
    : '';
  const missing = isJudged(report)
    ? ''
    : `\n**The full run with ${FULL_PEOPLE.toLocaleString('en-US')} people has not been made yet.** The figures below are of a county of
${people.toLocaleString('en-US')} people; fixed costs weigh more in them, so no target is judged by them.\n`;
  const plot = report.sizes.length > 0 ? `\n![Cost against size](${plotFile(report)})\n` : '';
  const reasons = results.map(({ job, dominates }) => `- **${job}** — ${dominates}\n`).join('');
  return `## ${engine}

${date} · ${machine} · Node.js ${node} · ${people.toLocaleString('en-US')} people · median of ${runs} ${runs === 1 ? 'run' : 'runs'}
${missing}${disturbed}
${markdownTable(report)}
Where the time goes, measured in the run nearest the median:

${reasons}${plot}`;
}

/** Name of a report's plot, beside the page. */
export const plotFile = ({ subject }: Report): string =>
  subject === 'embedded' ? 'benchmarks-size.svg' : `benchmarks-size-${subject}.svg`;
