import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript, sql } from '../../src/platform/index.ts';
import { type StorePlace, testStorePlace } from '../store.ts';
import { fillRegister, writeBills } from './county-files.ts';
import { inspect, IS_LONG, isAcknowledged, Killer, must } from './killing.ts';

const ROWS = 20_000;
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

/** Rows of each file in the store, and the files of the imports it remembers. */
const kept = () =>
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

test(
  'an import that is killed is there whole or not at all, and never lost once acknowledged',
  async () => {
    const imports = (name: string) => [
      'import',
      'expenses',
      writeBills(folder, name, ROWS, HOUSEHOLDS),
      '--json',
      ...place.options,
    ];
    const killer = new Killer(folder);
    await killer.rehearse(imports('first'));
    const expected = new Set(['first']);
    let survived = 0;
    const moments: Moment[] = [...killer.moments(IS_LONG ? 'every request' : 6), ...killer.moments(IS_LONG ? 24 : 6)];
    for (const [round, moment] of killer.moments(IS_LONG ? 24 : 8).entries()) {
      // Every other round takes the straight way into an empty table.
      if (round % 2 === 1) {
        await inspect(place, (db) =>
          db
            .transaction()
            .execute((tx) =>
              runScript(tx, 'truncate feeds.expense, feeds.import_run, access.audit_entry cascade;'),
            ),
        );
        expected.clear();
      }
      const name = `round${round}`;
      const outcome = await killer.kill(imports(name));
      const { rows, runs, trail } = await kept();
      const acknowledged = isAcknowledged(outcome);
      if (acknowledged) expect(rows[name], `${name} was acknowledged`).toBe(ROWS);
      if (rows[name] !== undefined) expected.add(name);
      survived += acknowledged ? 1 : 0;
      expect(rows, `after ${name}`).toEqual(Object.fromEntries([...expected].map((file) => [file, ROWS])));
      expect(runs).toEqual([...expected].sort());
      expect(trail).toBe(expected.size);
    }
    // The moments are spread so that both ends occur; a machine so slow or fast that they do not proves nothing.
    expect(survived).toBeGreaterThan(0);
    expect(survived).toBeLessThan(ROUNDS);
    const { stdout } = await must(imports('last'));
    expect(JSON.parse(stdout)).toMatchObject({ rows: ROWS, new: ROWS, rejected: 0 });
    expect((await kept()).rows['last']).toBe(ROWS);
  },
  IS_LONG ? 1_200_000 : 300_000,
);
