import type { Source } from './sources.ts';

/** Composition only: nothing imports them, so they need no door. */
const WITHOUT_DOOR = new Set(['app', 'cli']);
const FAMILIES = new Set(['prevention', 'livelihood']);

/** Every module says what it owns (README.md) and has a door (index.ts). */
export function moduleFaults(sources: readonly Source[]): string[] {
  const files = new Set(sources.map(({ file }) => file));
  return [...modulesOf(files)].flatMap((module) => {
    const needed = WITHOUT_DOOR.has(module) ? ['README.md'] : ['README.md', 'index.ts'];
    return needed
      .filter((name) => !files.has(`src/${module}/${name}`))
      .map((name) => `src/${module}: a module has a ${name} (STYLE.md)`);
  });
}

function modulesOf(files: ReadonlySet<string>): Set<string> {
  const modules = new Set<string>();
  for (const file of files) {
    const [top, first, second, deeper] = file.split('/');
    if (top !== 'src' || second === undefined) continue;
    if (!FAMILIES.has(first!)) modules.add(first!);
    else if (deeper !== undefined) modules.add(`${first}/${second}`);
  }
  return modules;
}
