import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { runScript, sql } from '../../src/platform/index.ts';
import { type Outcome, type RunningCommand, startTerrace } from '../cli.ts';
import { type StorePlace, testStorePlace } from '../store.ts';
import { fillRegister, writeBills } from './county-files.ts';
import { inspect, must } from './killing.ts';

const ROWS = 20_000;
const HOUSEHOLDS = 100;
const isEmbedded = inject('template').engine === 'embedded';

let place: StorePlace;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'terrace-two-'));
  place = await testStorePlace();
  await fillRegister(place, folder, HOUSEHOLDS);
});
afterAll(async () => {
  await place.remove();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() =>
  inspect(place, (db) =>
    db.transaction().execute((tx) => runScript(tx, 'truncate feeds.expense, feeds.import_run cascade;')),
  ),
);

const importOf = (name: string) => [
  'import',
  'expenses',
  writeBills(folder, name, ROWS, HOUSEHOLDS),
  '--json',
  ...place.options,
];
const rowsOf = () =>
  inspect(place, async (db) => {
    const { rows } = await sql<{ name: string; n: bigint }>`
      select split_part(record_no, '-', 1) as name, count(*) as n from feeds.expense group by 1 order by 1`.execute(
      db,
    );
    return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
  });

function expectRefusal({ code, stdout, stderr }: Outcome): void {
  expect(stderr).toMatch(/^The store .* is in use by "[^"]+" \(process \d+, since [^)]*\)[^\n]*\.\n$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
}

describe('commands that come at once on one store', () => {
  test('each is done whole or refused in one sentence, and no row is lost', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const outcomes = await Promise.all(names.map((name) => startTerrace(importOf(name)).done));
    const done = names.filter((_, i) => outcomes[i]!.code === 0);
    for (const outcome of outcomes) if (outcome.code !== 0) expectRefusal(outcome);
    // PostgreSQL takes them all, one after another; the embedded engine has room for one process.
    expect(done.length).toBeGreaterThanOrEqual(isEmbedded ? 1 : names.length);
    expect(await rowsOf()).toEqual(Object.fromEntries(done.map((name) => [name, ROWS])));
  });
});

describe.runIf(isEmbedded)('a command on a store that a server holds', () => {
  let server: RunningCommand;
  let said = '';

  async function serve(): Promise<void> {
    server = startTerrace(['serve', '--port', '0', '--no-demo', ...place.options]);
    said = '';
    await new Promise<void>((resolve, reject) => {
      server.child.stderr!.on('data', (text: string) => {
        said += text;
        if (/http:\/\//.test(said)) resolve();
      });
      void server.done.then(({ stderr }) => reject(new Error(`the server ended: ${stderr}`)));
    });
    // The socket for commands opens right after the port.
    await new Promise((resolve) => setTimeout(resolve, 500));
  }

  test('goes through it, with its own answer and exit code', async () => {
    await serve();
    const outcome = await startTerrace(importOf('served')).done;
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(outcome.stdout)).toMatchObject({ rows: ROWS, new: ROWS });
    const refused = await startTerrace(['import', 'expenses', 'nowhere.csv', '--json', ...place.options], {
      cwd: folder,
    }).done;
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^[^\n]*nowhere\.csv[^\n]*no such file[^\n]*\n$/);
    process.kill(server.child.pid!, 'SIGTERM');
    expect(await server.done).toMatchObject({ code: 0 });
    expect(await rowsOf()).toEqual({ served: ROWS });
  });

  test('ends with one sentence when the server is killed under it, and the next command works', async () => {
    await serve();
    const command = startTerrace(importOf('interrupted'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    server.kill();
    const { code, stdout, stderr } = await command.done;
    if (code === 0) expect(JSON.parse(stdout)).toMatchObject({ new: ROWS });
    else {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^[^\n]+\n$/);
      expect(stderr).not.toMatch(/ECONN|\.ts:|undefined/);
    }
    await server.done;
    const rows = await rowsOf();
    if (code === 0) expect(rows).toEqual({ interrupted: ROWS });
    await must(importOf('after'));
    expect(await rowsOf()).toEqual({ ...rows, after: ROWS });
  });
});
