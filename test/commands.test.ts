import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startTerrace, terrace } from './cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'terrace-commands-'));

function expectOneSentence(stderr: string): void {
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).not.toMatch(/^\s+at |node:|\.ts:|Please report|undefined|^error:/m);
}

describe('a command line that cannot be run', () => {
  test.each([
    [['import', 'expenses']],
    [['import', 'bills', 'a.csv']],
    [['import', 'expenses', 'a.csv', '--colour', 'red']],
    [['import', 'expenses', 'a.csv', 'b.csv']],
    [['import', 'expenses', 'a.csv', '--rejects']],
    [['evaporate']],
    [['import', 'expenses', 'a.csv', '--lang', 'fr']],
  ])('%j: one sentence, exit 1, nothing on stdout, no store made', async (argv) => {
    const { code, stdout, stderr } = await terrace([...argv, '--json'], { cwd: folder });
    expectOneSentence(stderr);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('help is an answer', async () => {
    const { code, stdout, stderr } = await terrace(['import', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('expenses');
  });
});

describe('a store that cannot be opened', () => {
  test.each([
    ['a database that nobody serves', ['--database', 'postgres://someone:secret@127.0.0.1:1/none']],
    ['an address that is none', ['--database', 'postgres://[']],
    ['a directory inside a file', ['--data', join(import.meta.filename, 'data')]],
  ])('%s: one sentence, exit 1', async (_, options) => {
    const areas = join(import.meta.dirname, '..', 'reference', 'areas.csv');
    const { code, stdout, stderr } = await startTerrace(['import', 'areas', areas, '--json', ...options], {
      cwd: folder,
    }).done;
    expectOneSentence(stderr);
    expect(stderr).toMatch(/cannot be opened/);
    expect(stderr).not.toContain('secret');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  test('DATABASE_URL says where the store is, --data is stronger', async () => {
    const env = { DATABASE_URL: 'postgres://127.0.0.1:1/from-the-environment' };
    const areas = join(import.meta.dirname, '..', 'reference', 'areas.csv');
    expect((await terrace(['import', 'areas', areas], { env })).stderr).toContain('from-the-environment');
    expect(
      (await terrace(['import', 'areas', areas, '--data', join(import.meta.filename, 'data')], { env }))
        .stderr,
    ).not.toContain('from-the-environment');
  });
});
