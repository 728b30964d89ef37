import type { Bilingual } from '../../kernel/index.ts';
import type { FileColumn } from './file-row.ts';

/** What a file's first row says about the columns asked for. */
export interface HeaderMatch {
  /** Where each column stands in the file, −1 for one that is missing. */
  readonly positions: readonly number[];
  /** Names nobody asked for. */
  readonly unknown: readonly string[];
  /** The first name that stands there twice. */
  readonly twice: string | undefined;
  /** Columns that must be there and are not; undefined when all are. */
  readonly missing: Bilingual | undefined;
  /** The columns as a list; one in brackets may be missing. */
  readonly expected: Bilingual;
}

/** Capitals, spaces, underscores and round brackets do not count in a name. */
const plain = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_（）()]/g, '');

/** Finds columns by their English or Chinese names, in any order. */
export function matchHeader(columns: readonly FileColumn[], names: readonly string[]): HeaderMatch {
  const columnOf = new Map<string, number>();
  columns.forEach(({ name, headers }, i) => {
    for (const header of [name, ...headers]) columnOf.set(plain(header), i);
  });
  const positions = columns.map(() => -1);
  const unknown: string[] = [];
  let twice: string | undefined;
  names.forEach((name, position) => {
    const column = columnOf.get(plain(name));
    if (column === undefined) unknown.push(name);
    else if (positions[column]! >= 0) twice ??= name;
    else positions[column] = position;
  });
  const missing = columns.filter(({ optional }, i) => !optional && positions[i]! < 0);
  return {
    positions,
    unknown,
    twice,
    missing: missing.length > 0 ? listOf(missing) : undefined,
    expected: listOf(columns),
  };
}

function listOf(columns: readonly FileColumn[]): Bilingual {
  const shown = (name: string, optional = false): string => (optional ? `[${name}]` : name);
  return {
    zh: columns.map(({ name, headers, optional }) => shown(headers[0] ?? name, optional)).join('、'),
    en: columns.map(({ name, optional }) => shown(name, optional)).join(', '),
  };
}
