import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The door to a store for tests: who imports it, on whatever way, runs on both engines. */
const STORE = 'test/store.ts';

interface TestFiles {
  /** Those that open a store. */
  readonly withStore: string[];
  /** Those beside the sources that open none. */
  readonly pure: string[];
  /** The rest: pages in a browser, commands of their own. */
  readonly others: string[];
}

/** The test files by what they import, so that nobody marks them by hand. */
export function testFiles(root = process.cwd()): TestFiles {
  const helpers = new Map<string, readonly string[]>();
  const importsOf = (file: string): readonly string[] => {
    const known = helpers.get(file);
    if (known) return known;
    const source = readFileSync(join(root, file), 'utf8');
    const found = [...source.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
      .map(([, path]) => normalize(join(dirname(file), path!)))
      // The program itself never imports what is for tests.
      .filter((path) => path.startsWith('test/'));
    helpers.set(file, found);
    return found;
  };
  const reaches = (file: string, seen = new Set<string>()): boolean => {
    if (file === STORE) return true;
    if (seen.has(file)) return false;
    seen.add(file);
    return importsOf(file).some((next) => reaches(next, seen));
  };
  const all = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root }).sort();
  const withStore = all.filter((file) => reaches(file));
  const rest = all.filter((file) => !withStore.includes(file));
  const isPure = (file: string): boolean =>
    file.startsWith('src/') && importsOf(file).every((path) => path === 'test/properties.ts');
  return { withStore, pure: rest.filter(isPure), others: rest.filter((file) => !isPure(file)) };
}
