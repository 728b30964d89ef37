import { mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../src/platform/index.ts';
import { terrace } from './cli.ts';
import { testStore } from './store.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const tour = readme.slice(readme.indexOf('## A tour'), readme.indexOf('## Commands'));
const lines = [...tour.matchAll(/^npx terrace (.*)$/gm)].map(([, line]) => line!);

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

test('every command of the README’s tour works, from the files to the payment', async () => {
  expect(lines.length).toBeGreaterThan(30);
  const cwd = mkdtempSync(join(tmpdir(), 'terrace-tour-'));
  symlinkSync(join(ROOT, 'examples'), join(cwd, 'examples'));
  const said = new Map<string, string>();
  for (const line of lines) {
    const argv = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((word) => word[1] ?? word[2]!);
    const { code, stdout, stderr } = await terrace(argv, { store, cwd });
    expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    said.set(argv.slice(argv[0] === '--data' ? 2 : 0).join(' '), stdout);
  }
  const shown = [...said].find(([line]) => line.startsWith('case show'))![1];
  expect(shown).toContain('recorded 140.00 yuan, paid 140.00 yuan');
  expect([...said].find(([line]) => line.startsWith('ledger verify'))![1]).toContain('0 faults');
}, 600_000);
