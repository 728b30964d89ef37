import { join } from 'node:path';
import { spoiledRows, writeBills } from './bills.ts';
import {
  AS_OF,
  clearBills,
  clearFindings,
  type County,
  openCounty,
  screenOn,
  timedImport,
} from './county.ts';
import { check, exponentOf, median, Series } from './measure.ts';
import type { Bench, Result, SizePoint } from './model.ts';
import { timeOf } from './profile.ts';
import { settle } from './stores.ts';

const SMALLEST = 1000;

/** A hundredth, a tenth and all of the people. */
export const sizesOf = (people: number): number[] => [
  ...new Set([people / 100, people / 10, people].map((size) => Math.max(SMALLEST, Math.round(size)))),
];

/** Import and first screening at three sizes. `largest` is a county without bills, used again. */
export async function sizeJob(
  bench: Bench,
  largest: County,
): Promise<{ readonly results: Result[]; readonly sizes: SizePoint[] }> {
  const sizes: SizePoint[] = [];
  for (const people of sizesOf(bench.people)) {
    const county = people === bench.people ? largest : await openCounty(bench, people);
    sizes.push(await measure(bench, county, people));
    if (county !== largest) await county.close();
  }
  const points = sizes.map(({ people, importMs, screenMs }) => ({ size: people, cost: importMs + screenMs }));
  const { exponent } = exponentOf(points);
  const { exponent: lastExponent } = exponentOf(points.slice(-2));
  const listed = sizes.map(
    ({ people, importMs, screenMs }) =>
      `${people.toLocaleString('en-US')} people ${timeOf(importMs)} + ${timeOf(screenMs)}`,
  );
  return {
    sizes,
    results: [
      {
        job: 'cost against size: import and screen',
        size: sizes.map(({ people }) => people.toLocaleString('en-US')).join(' → '),
        unit: 'exponent',
        values: [exponent],
        targets: [{ kind: 'exponent', atMost: 1.05 }],
        dominates: `Import + screening: ${listed.join('; ')}. Between the two largest the exponent is ${lastExponent.toFixed(2)}; fixed costs lower that of all.`,
      },
    ],
  };
}

async function measure(bench: Bench, county: County, people: number): Promise<SizePoint> {
  const path = join(bench.folder, `bills-${people}.csv`);
  const rows = await writeBills(path, county.demo, 'B');
  const [imports, screenings] = [new Series(), new Series()];
  for (let run = 1; run <= bench.runs; run++) {
    bench.say(`${people.toLocaleString('en-US')} people, run ${run} of ${bench.runs} …`);
    await clearBills(county.db);
    await clearFindings(county.db);
    await settle(county.db);
    await timedImport(county, imports, path, { rows, rejected: spoiledRows(rows) });
    await settle(county.db);
    const report = await screenings.run(county.profile, () => screenOn(county, AS_OF));
    check(report.in_force > 0, 'the screening finds somebody');
  }
  await clearBills(county.db);
  await clearFindings(county.db);
  return { people, bills: rows, importMs: median(imports.values), screenMs: median(screenings.values) };
}
