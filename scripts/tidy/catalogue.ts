import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FailureKind } from '../../src/kernel/index.ts';
import { ROOT } from './sources.ts';

const PAGE = join(ROOT, 'docs', 'errors.md');

interface Entry {
  readonly code: string;
  readonly module: string;
  readonly kind: FailureKind;
}

/** Codes are unique, both languages name the same particulars, every code is raised, and the page lists all. */
export async function catalogueFaults(): Promise<string[]> {
  const entries = await readCatalogue();
  const codes = entries.map(({ code }) => code);
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  const listed = [...page.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]!);
  return [
    ...codes
      .filter((code, i) => codes.indexOf(code) < i)
      .map((code) => `error ${code} stands in two catalogues`),
    ...entries.flatMap(sentenceFaults),
    ...unraised(entries),
    ...list(
      'docs/errors.md lacks',
      codes.filter((code) => !listed.includes(code)),
    ),
    ...list(
      'docs/errors.md lists what no module raises:',
      listed.filter((code) => !codes.includes(code)),
    ),
    ...(page === describe(entries)
      ? []
      : ['docs/errors.md is not current: run "node scripts/tidy.ts --write"']),
  ];
}

export async function writeCatalogue(): Promise<void> {
  writeFileSync(PAGE, describe(await readCatalogue()));
}

async function readCatalogue(): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const file of globSync('src/**/errors.ts', { cwd: ROOT }).sort()) {
    const { failures } = (await import(pathToFileURL(join(ROOT, file)).href)) as {
      failures?: Readonly<Record<string, FailureKind>>;
    };
    const module = file.replace(/^src\//, '').replace(/\/errors\.ts$/, '');
    for (const [code, kind] of Object.entries(failures ?? {})) entries.push({ code, module, kind });
  }
  return entries.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function sentenceFaults({ code, kind: { message } }: Entry): string[] {
  // `{faultZh}` and `{faultEn}` are one particular that itself comes in two languages.
  const places = (text: string): string =>
    [...text.matchAll(/\{(\w+?)(?:Zh|En)?\}/g)]
      .map((match) => match[1] ?? '')
      .sort((a, b) => (a < b ? -1 : 1))
      .join(', ');
  const [zh, en] = [places(message.zh), places(message.en)];
  return [
    ...(zh === en ? [] : [`error ${code}: the Chinese sentence names {${zh}}, the English {${en}}`]),
    ...(/\p{Script=Han}/u.test(message.zh) ? [] : [`error ${code}: the Chinese sentence has no Chinese`]),
    ...(/\p{Script=Han}/u.test(message.en) ? [`error ${code}: the English sentence has Chinese`] : []),
    ...(/[。！}]$/.test(message.zh) && /[.!}]$/.test(message.en)
      ? []
      : [`error ${code}: a sentence ends with a full stop`]),
  ];
}

/** A code that no file of its module names is never raised. */
function unraised(entries: readonly Entry[]): string[] {
  const textOf = new Map<string, string>();
  for (const file of globSync('src/**/*.ts', {
    cwd: ROOT,
    exclude: (name) => /\.test\.ts$|errors\.ts$/.test(name),
  }))
    textOf.set(file, readFileSync(join(ROOT, file), 'utf8'));
  const all = [...textOf.values()].join('\n');
  return entries
    .filter(({ code }) => !all.includes(`'${code}'`))
    .map(({ code }) => `error ${code} is never raised`);
}

function describe(entries: readonly Entry[]): string {
  const rows = entries.map(
    ({ code, module, kind }) =>
      `| \`${code}\` | ${kind.status} | ${module} | ${cell(kind.message.zh)} | ${cell(kind.message.en)} |`,
  );
  return `# Errors

Every failure a user can mend, with its HTTP status; on the command line the sentence goes to stderr and the exit
code is 1. Words in braces are filled in. Written by \`node scripts/tidy.ts --write\` from the modules' catalogues.

| code | status | module | 中文 | English |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

const list = (what: string, codes: readonly string[]): string[] =>
  codes.length === 0 ? [] : [`${what} ${codes.join(', ')}`];

const cell = (text: string): string => text.replaceAll('|', '\\|');
