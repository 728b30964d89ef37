import type { Source } from './sources.ts';

const LINES_MAX = 400;

const BANNED: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\b(TODO|FIXME|XXX)\b/, why: 'open ends live in issues, not in code' },
  { pattern: /(^|[\s"'`(=])\/(home|Users|root|work|mnt)\/\w/, why: 'a path of one machine' },
  {
    pattern: /registry\.npmjs\.org|npmmirror\.com|registry\.yarnpkg/,
    why: 'the address of a package registry belongs to the user, not to the project',
  },
];
/** As long as the HTTP interface is wide. */
const GENERATED = 'web/src/api/types.ts';
/** This file names the words. */
const SELF = 'scripts/tidy/words.ts';

/** Words nobody commits, files that are too long, and clocks in code that decides. */
export function wordFaults(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [...bannedWords(source), ...length(source), ...clocks(source)]);
}

function bannedWords({ file, text }: Source): string[] {
  if (file === SELF) return [];
  return text
    .split('\n')
    .flatMap((line, i) =>
      BANNED.filter(({ pattern }) => pattern.test(line)).map(({ why }) => `${file}:${i + 1}: ${why}`),
    );
}

function length({ file, text }: Source): string[] {
  if (!/\.(tsx?|js|cjs|sql)$/.test(file) || file === GENERATED) return [];
  const lines = text.split('\n').length - 1;
  return lines > LINES_MAX ? [`${file}: ${lines} lines; at most ${LINES_MAX} (STYLE.md)`] : [];
}

/** `new Date()` without an instant reads the clock; the linter cannot tell it from `new Date(instant)`. */
function clocks({ file, text }: Source): string[] {
  const decides = /^src\/kernel\/|\/rules\.ts$|\/pure\.ts$/.test(file) && !file.endsWith('.test.ts');
  return decides && /new Date\(\s*\)/.test(text) ? [`${file}: decisions read no clock`] : [];
}
