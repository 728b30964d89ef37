import type { Source } from './sources.ts';

const LINES_MAX = 400;

/** Words are split so that this file does not find itself. */
const BANNED: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: new RegExp(`\\b(TO${''}DO|FIX${''}ME|XX${''}X)\\b`), why: 'open ends live in issues, not in code' },
  {
    pattern: new RegExp(`(^|[\\s"'\`(=])/(home|Users|root|work|mnt)${''}/\\w`),
    why: 'a path of one machine',
  },
  {
    pattern: new RegExp(`(registry\\.npm${''}js\\.org|npm${''}mirror\\.com|regis${''}try\\.yarnpkg)`),
    why: 'the address of a package registry belongs to the user, not to the project',
  },
];

/** Words nobody commits, files that are too long, and clocks in code that decides. */
export function wordFaults(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [...bannedWords(source), ...length(source), ...clocks(source)]);
}

function bannedWords({ file, text }: Source): string[] {
  return text.split('\n').flatMap((line, i) =>
    BANNED.filter(({ pattern }) => pattern.test(line)).map(({ why }) => `${file}:${i + 1}: ${why}`),
  );
}

function length({ file, text }: Source): string[] {
  if (!/\.(ts|js|cjs|sql)$/.test(file)) return [];
  const lines = text.split('\n').length - 1;
  return lines > LINES_MAX ? [`${file}: ${lines} lines; at most ${LINES_MAX} (STYLE.md)`] : [];
}

/** `new Date()` without an instant reads the clock; the linter cannot tell it from `new Date(instant)`. */
function clocks({ file, text }: Source): string[] {
  const decides = /^src\/kernel\/|\/rules\.ts$|\/pure\.ts$/.test(file) && !file.endsWith('.test.ts');
  return decides && /new Date\(\s*\)/.test(text) ? [`${file}: decisions read no clock`] : [];
}
