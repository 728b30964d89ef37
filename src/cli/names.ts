import { GROUP_NAMES } from '../registry/index.ts';
import { PERIL_NAMES } from '../prevention/feeds/index.ts';
import type { Context } from './context.ts';

/** What the viewer's roles do not let out. */
export const UNSEEN = '–';

/** Codes as a person reads them: the code in English, the field's term in Chinese (GLOSSARY.md). */

const KIND_NAMES: Readonly<Record<string, string>> = {
  line: '超线',
  sum: '合计超线',
  missed: '漏报',
  declared: '自主申报',
  visit: '走访',
};

const named =
  (names: Readonly<Record<string, string | undefined>>) =>
  (context: Context, code: string | null): string =>
    code === null ? UNSEEN : context.language === 'zh' ? (names[code] ?? code) : code;

const firstOf = (names: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(names).map(([code, [name]]) => [code, name]));

export const kindName = named(KIND_NAMES);
export const groupName = named(firstOf(GROUP_NAMES));
export const perilName = named(firstOf(PERIL_NAMES));
