import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript, sql } from '../../src/platform/index.ts';
import { type StorePlace, testStorePlace } from '../store.ts';
import { fillRegister, writeBills } from './county-files.ts';
import { inspect, IS_LONG, isAcknowledged, Killer, must } from './killing.ts';

const ROWS = IS_LONG ? 60_000 : 20_000;
const HOUSEHOLDS = 2000;

let place: StorePlace;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'terrace-kill-'));
  place = await testStorePlace();
  await fillRegister(place, folder, HOUSEHOLDS);
}, 120_000);
afterAll(async () => {
  await place.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Kept {
  /** Rows of each file. */
  readonly rows: Readonly<Record<string, number>>;
  /** Files whose import the store remembers. */
  readonly runs: readonly string[];
  /** Imports in the audit trail. */
  readonly trail: number;
}

const kept = (): Promise<Kept> =>
  inspect(place, async (db) => {
    const { rows } = await sql<{ name: string; n: bigint }>`
      select split_part(record_no, '-', 1) as name, count(*) as n from feeds.expense group by 1`.execute(db);
    const runs = await sql<{ name: string }>`
      select replace(file_name, '.csv', '') as name from feeds.import_run where kind = 'expenses'`.execute(
      db,
    );
    const trail = await sql<{ n: bigint }>`
      select count(*) as n from access.audit_entry where action = 'import.expenses'`.execute(db);
    return {
      rows: Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)])),
      runs: runs.rows.map(({ name }) => name).sort(),
      trail: Number(trail.rows[0]!.n),
    };
  });

const forget = (): Promise<void> =>
  inspect(place, (db) =>
    db
      .transaction()
      .execute((tx) =>
        runScript(tx, 'truncate feeds.expense, feeds.import_run, access.audit_entry cascade;'),
      ),
  );

const importOf = (name: string): string[] => [
  'import',
  'expenses',
  writeBills(folder, name, ROWS, HOUSEHOLDS),
  '--json',
  ...place.options,
];

test.each(['straight into an empty table', 'beside other rows'])(
  'an import %s that is killed is there whole or not at all, and never lost once acknowledged',
  async (way) => {
    const isStraight = way.startsWith('straight');
    await forget();
    if (!isStraight) await must(importOf('first'));
    const killer = new Killer(folder);
    await killer.rehearse(importOf('rehearsal'));
    const expected = new Set(isStraight ? ['rehearsal'] : ['first', 'rehearsal']);
    const survived: boolean[] = [];
    for (const [round, moment] of killer.moments(IS_LONG).entries()) {
      if (isStraight && expected.size > 0) {
        await forget();
        expected.clear();
      }
      const name = `round${round}`;
      const outcome = await killer.kill(importOf(name), moment);
      const { rows, runs, trail } = await kept();
      const where = `${name}, killed at ${JSON.stringify(moment)}`;
      if (isAcknowledged(outcome)) expect(rows[name], `${where}, was acknowledged`).toBe(ROWS);
      if (rows[name] !== undefined) expected.add(name);
      survived.push(rows[name] !== undefined);
      expect(rows, where).toEqual(Object.fromEntries([...expected].map((file) => [file, ROWS])));
      expect(runs, where).toEqual([...expected].sort());
      expect(trail, where).toBe(expected.size);
    }
    // The moments are chosen so that both ends occur; where they do not, the kills missed the work.
    expect(new Set(survived)).toEqual(new Set([true, false]));
    const { stdout } = await must(importOf('last'));
    expect(JSON.parse(stdout)).toMatchObject({ rows: ROWS, new: ROWS, rejected: 0 });
    expect((await kept()).rows['last']).toBe(ROWS);
  },
  IS_LONG ? 1_800_000 : 900_000,
);
