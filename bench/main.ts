/**
 * Measures Terrace against raw baselines that it runs itself. Progress on stderr, the table on stdout. With --only,
 * --write replaces that job in the page, if the rest was measured on the same machine at the same size.
 *
 *     npm run bench -- [--people 1000000] [--runs 5] [--engine embedded|postgres] [--only JOB] [--write]
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { type County, openCounty } from './county.ts';
import { httpJob } from './http-job.ts';
import { importJobs } from './import-jobs.ts';
import { ledgerJob } from './ledger-job.ts';
import type { Bench, EngineName, Report, Result, SizePoint } from './model.ts';
import { sizePlot } from './plot.ts';
import { quoteJob } from './quote-job.ts';
import { isBusy, page, plotFile, textTable } from './report.ts';
import { screenJobs } from './screen-jobs.ts';
import { sizeJob } from './size-job.ts';
import { closeStores, describeEngine, openBenchStore, serverAddress } from './stores.ts';
import { webJob } from './web-job.ts';
import { whatIfJob } from './what-if-job.ts';

const JOBS = ['import', 'screen', 'what-if', 'size', 'quote', 'ledger', 'http', 'web'] as const;
type Job = (typeof JOBS)[number];
const JOBS_OF_A_COUNTY: readonly Job[] = ['import', 'screen', 'size'];

interface Options {
  readonly people: number;
  readonly runs: number;
  readonly engine: EngineName;
  readonly only: Job | undefined;
  readonly write: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '5' },
      engine: { type: 'string', default: 'embedded' },
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const { engine, only, write } = values;
  if (engine !== 'embedded' && engine !== 'postgres')
    throw new UsageFault('--engine is embedded or postgres');
  const job = JOBS.find((name) => name === only);
  if (only !== undefined && job === undefined) throw new UsageFault(`--only is one of ${JOBS.join(', ')}`);
  const people = wholeNumber('--people', values.people, 1000, 4_000_000);
  return { people, runs: wholeNumber('--runs', values.runs, 1, 100), engine, only: job, write };
}

class UsageFault extends Error {}

const isUsageFault = (error: unknown): error is Error =>
  error instanceof UsageFault || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageFault(`${name} is a whole number from ${least} to ${most}`);
}

async function run(options: Options): Promise<Report> {
  const load = loadavg()[0]!;
  if (isBusy({ load, cores: cpus().length }))
    say(`Other programs are running (load average ${load.toFixed(1)}).`);
  const folder = mkdtempSync(join(tmpdir(), 'terrace-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void closeStores().finally(() => {
        remove();
        process.exit(130);
      });
    });
  try {
    const { runs, engine, only } = options;
    const ofPages = only === 'web';
    const bench: Bench = { people: options.people, runs, engine, folder, say };
    const { people, results, sizes } = ofPages ? await webJob(bench) : await runJobs(bench, only);
    return {
      subject: ofPages ? 'pages' : engine,
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine(),
      cores: cpus().length,
      load,
      engine: ofPages ? 'Pages in Chromium' : await engineOf(bench),
      node: process.versions.node,
      people,
      runs,
      results,
      sizes,
    };
  } finally {
    await closeStores();
    remove();
  }
}

async function runJobs(
  bench: Bench,
  only: Job | undefined,
): Promise<Pick<Report, 'people' | 'results' | 'sizes'>> {
  const isWanted = (job: Job): boolean => only === undefined || only === job;
  const results: Result[] = [];
  const sizes: SizePoint[] = [];
  // Without a store first, while memory is fresh.
  const whatIf = isWanted('what-if') ? await whatIfJob(bench) : [];
  const quotes = isWanted('quote') ? await quoteJob(bench) : [];
  const round = isWanted('ledger') ? await ledgerJob(bench) : [];
  if (JOBS_OF_A_COUNTY.some(isWanted)) {
    const county: County = await openCounty(bench, bench.people);
    if (isWanted('import')) results.push(...(await importJobs(bench, county)));
    // Before screening, whose bare tables and last bills stay behind.
    const size = isWanted('size') ? await sizeJob(bench, county) : undefined;
    if (isWanted('screen')) results.push(...(await screenJobs(bench, county)));
    results.push(...whatIf, ...(size?.results ?? []));
    sizes.push(...(size?.sizes ?? []));
    await county.close();
  } else results.push(...whatIf);
  // A server is another process, which the embedded engine does not allow.
  if (isWanted('http') && bench.engine === 'postgres') {
    const county = await openCounty(bench, bench.people);
    results.push(...(await httpJob(bench, county)));
    await county.close();
  }
  return { people: bench.people, results: [...results, ...quotes, ...round], sizes };
}

async function engineOf(bench: Bench): Promise<string> {
  const { db, close } = await openBenchStore(bench);
  return describeEngine(db).finally(close);
}

function describeMachine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `${model}, ${processors.length} cores, ${memory} GB memory, ${type()} ${release().split('-')[0]}`;
}

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

const docs = (name: string): string => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));

/** Replaces what was measured on this kind of engine; the other engine's numbers stay. */
async function write(measured: Report, only: Job | undefined): Promise<void> {
  const file = docs('benchmarks.json');
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { reports: Report[] }).reports
    : [];
  const before = kept.find((one) => one.subject === measured.subject);
  const others = kept.filter((one) => one !== before);
  const report = only && only !== 'web' ? completed(measured, before) : measured;
  const reports = [report, ...others].sort((a, b) => a.subject.localeCompare(b.subject));
  const text = JSON.stringify({ reports: reports.map(rounded) });
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
  writeFileSync(docs('benchmarks.md'), page(reports));
  if (report.sizes.length > 0) writeFileSync(docs(plotFile(report)), sizePlot(report));
  say('Written: docs/benchmarks.md, docs/benchmarks.json and the plot.');
}

/** A report of one job, with the other jobs as they were measured before. */
function completed(report: Report, before: Report | undefined): Report {
  if (!before) return report;
  if (before.machine !== report.machine || before.people !== report.people || before.runs !== report.runs)
    throw new UsageFault(
      '--write with --only needs a page of the same machine, size and runs: leave --only away',
    );
  const fresh = new Map(report.results.map((result) => [result.job, result]));
  const again = before.results.map((result) => fresh.get(result.job) ?? result);
  const results = [...new Set([...again, ...report.results])];
  return { ...report, results, sizes: report.sizes.length > 0 ? report.sizes : before.sizes };
}

/** Four digits say all a measurement knows. */
function rounded(report: Report): Report {
  const round = (value: number): number => Number(value.toPrecision(4));
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) =>
      typeof value === 'number' && !['people', 'bills', 'runs', 'atMost'].includes(key)
        ? round(value)
        : value,
    ),
  ) as Report;
}

/** Without an address of a server, the same command once more beside a PostgreSQL of its own. */
function runWithPostgres(): void {
  const script = fileURLToPath(new URL('../scripts/with-postgres.ts', import.meta.url));
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [script, process.execPath, self, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  child.on('exit', (code) => (process.exitCode = code ?? 1));
}

try {
  const options = readOptions();
  if (options.engine === 'postgres' && serverAddress() === undefined) runWithPostgres();
  else {
    const report = await run(options);
    process.stdout.write(textTable(report));
    for (const { job, dominates } of report.results) process.stdout.write(`\n${job}: ${dominates}\n`);
    if (options.write) await write(report, options.only);
  }
} catch (error) {
  process.stderr.write(`${isUsageFault(error) ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
