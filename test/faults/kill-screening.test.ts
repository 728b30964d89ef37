import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript, sql } from '../../src/platform/index.ts';
import { type StorePlace, testStorePlace } from '../store.ts';
import { fillRegister, writeBills } from './county-files.ts';
import { inspect, IS_LONG, isAcknowledged, Killer, must } from './killing.ts';

const HOUSEHOLDS = IS_LONG ? 40_000 : 10_000;

let place: StorePlace;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'terrace-kill-'));
  place = await testStorePlace();
  await fillRegister(place, folder, HOUSEHOLDS);
  await must([
    'import',
    'expenses',
    writeBills(folder, 'bills', 2 * HOUSEHOLDS, HOUSEHOLDS),
    ...place.options,
  ]);
}, 300_000);
afterAll(async () => {
  await place.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** How many findings and screenings there are, and a fingerprint of the findings without when they were made. */
const found = () =>
  inspect(place, async (db) => {
    const { rows } = await sql<{ n: bigint; sum: string | null; runs: bigint }>`
      select count(*) as n, (select count(*) from screening.run) as runs,
        sum(hashtext(household_no || kind || peril || revision)::bigint)::text as sum from screening.finding`.execute(
      db,
    );
    return { findings: Number(rows[0]!.n), runs: Number(rows[0]!.runs), fingerprint: rows[0]!.sum };
  });
const forget = () =>
  inspect(place, (db) =>
    db.transaction().execute((tx) => runScript(tx, 'truncate screening.finding, screening.run cascade;')),
  );

test(
  'a screening that is killed found everything or nothing, and never loses what it answered',
  async () => {
    const screen = [
      'screen',
      '--county',
      'TC01',
      '--policy',
      'wei-2017@2017-12-31',
      '--as-of',
      '2017-12-31',
      '--json',
      ...place.options,
    ];
    const killer = new Killer(folder);
    await killer.rehearse(screen);
    const whole = await found();
    expect(whole.findings).toBeGreaterThan(HOUSEHOLDS / 10);
    expect(whole.runs).toBe(1);
    for (const moment of killer.moments(IS_LONG)) {
      await forget();
      const outcome = await killer.kill(screen, moment);
      const after = await found();
      const where = `killed at ${JSON.stringify(moment)}`;
      if (isAcknowledged(outcome)) expect(after, `${where}, was answered`).toEqual(whole);
      else expect([whole, { findings: 0, runs: 0, fingerprint: null }], where).toContainEqual(after);
    }
    await must(screen);
    expect(await found()).toMatchObject({ findings: whole.findings, fingerprint: whole.fingerprint });
    await must(screen);
    expect(await found(), 'screening twice adds nothing').toMatchObject({
      findings: whole.findings,
      fingerprint: whole.fingerprint,
    });
  },
  IS_LONG ? 1_800_000 : 900_000,
);
