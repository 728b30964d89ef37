import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fen, findFen } from '../src/kernel/index.ts';
import { fileSource, silentProgress } from '../src/platform/index.ts';
import {
  type Group,
  loadPolicies,
  type Peril,
  type PolicyVersion,
  quote,
  resolvePolicy,
} from '../src/policy/index.ts';
import { quoteBatch } from '../src/prevention/compensation/index.ts';
import { AS_OF } from './county.ts';
import { checkEqual, median, timed } from './measure.ts';
import type { Bench, Result } from './model.ts';
import { timeOf } from './profile.ts';

const ENTRIES: readonly (readonly [Group, Peril])[] = [
  ['non_high_standard_lifted', 'medical'],
  ['non_poor_low_income', 'medical'],
  ['non_high_standard_lifted', 'education'],
  ['non_poor_low_income', 'disaster'],
];

/** A batch of quotes from file to file, against reading and writing the same file without computing. */
export async function quoteJob(bench: Bench): Promise<Result[]> {
  const rows = bench.people;
  const book = loadPolicies(fileURLToPath(new URL('../policies', import.meta.url)));
  const policy = resolvePolicy(book, 'wei-2017', AS_OF);
  const path = join(bench.folder, 'quotes.csv');
  const expectedFen = await writeAmounts(path, rows, policy);
  const source = await fileSource(path);
  const [values, bare]: [number[], number[]] = [[], []];
  for (let run = 1; run <= bench.runs; run++) {
    bench.say(`Quotes, run ${run} of ${bench.runs} …`);
    const copied = await timed(() => copyCells(path, `${path}.copy`));
    checkEqual(copied.value, rows + 1, 'lines of the copy');
    checkEqual((await stat(`${path}.copy`)).size, (await stat(path)).size, 'bytes of the copy');
    bare.push(copied.ms);
    const out = `${path}.out`;
    const { ms, value } = await timed(() =>
      quoteBatch({
        source,
        policy,
        reading: 'marginal',
        out,
        rejectsFile: `${path}.rejects`,
        progress: silentProgress('', ''),
      }),
    );
    values.push(ms);
    checkEqual(value.quoted, rows, 'rows quoted');
    checkEqual(await sumOfPayouts(out), expectedFen, 'sum of the payouts');
  }
  return [
    {
      job: 'quote a batch, file to file',
      size: `${rows.toLocaleString('en-US')} rows`,
      unit: 'rows/s',
      values: values.map((ms) => (rows / ms) * 1000),
      baseline: bare.map((ms) => (rows / ms) * 1000),
      baselineName: 'reading and writing the same cells',
      targets: [],
      dominates: await explain(source.read, policy, rows, median(values)),
    },
  ];
}

/** Writes amounts with a heavy tail; answers the sum of what they are worth, by `quote`. */
async function writeAmounts(path: string, rows: number, policy: PolicyVersion): Promise<bigint> {
  const file = await open(path, 'w');
  await file.write('ref,group,peril,self_paid_yuan\n');
  let sum = 0n;
  let lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    const [group, peril] = ENTRIES[i % ENTRIES.length]!;
    const amount = fen(BigInt((i * 7919) % 4_000_000) + (i % 100 === 0 ? 20_000_000n : 0n));
    sum += quote(policy.schedule(group, peril)!, amount).payoutFen;
    const yuan = `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
    lines.push(`R${String(i).padStart(8, '0')},${group},${peril},${yuan}\n`);
    if (lines.length < 10_000 && i < rows - 1) continue;
    await file.write(lines.join(''));
    lines = [];
  }
  await file.close();
  return sum;
}

/** Splits every line into cells and writes them again. Answers the number of lines. */
async function copyCells(from: string, to: string): Promise<number> {
  const file = await open(to, 'w');
  let rest = '';
  let count = 0;
  for await (const chunk of createReadStream(from, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    count += lines.length;
    await file.write(lines.map((line) => `${line.split(',').join(',')}\n`).join(''));
  }
  await file.close();
  return count;
}

async function sumOfPayouts(path: string): Promise<bigint> {
  let rest = '';
  let sum = 0n;
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) sum += findFen(line.split(',')[3] ?? '') ?? 0n;
  }
  return sum;
}

/** How much of a batch is reading rows, and how much is the arithmetic of the quotes. */
async function explain(
  read: Awaited<ReturnType<typeof fileSource>>['read'],
  policy: PolicyVersion,
  rows: number,
  wholeMs: number,
): Promise<string> {
  const reading = await timed(async () => {
    let cells = 0;
    for await (const window of read().windows()) for (const row of window) cells += row.count;
    return cells;
  });
  const schedules = ENTRIES.map(([group, peril]) => policy.schedule(group, peril)!);
  const arithmetic = await timed(() => {
    let sum = 0n;
    for (let i = 0; i < rows; i++)
      sum += quote(schedules[i % schedules.length]!, fen(BigInt((i * 7919) % 4_000_000))).payoutFen;
    return sum;
  });
  const lookUps = await timed(() => {
    for (let i = 0; i < rows; i++) policy.schedule(...ENTRIES[i % ENTRIES.length]!);
  });
  const rest = wholeMs - reading.ms - arithmetic.ms - lookUps.ms;
  return `Of ${timeOf(wholeMs)}: reading ${timeOf(reading.ms)}, exact arithmetic ${timeOf(arithmetic.ms)}, looking up schedules ${timeOf(lookUps.ms)}; checking cells, formatting and writing about ${timeOf(Math.max(0, rest))} (each part measured alone).`;
}
