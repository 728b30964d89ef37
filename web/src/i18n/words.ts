import i18next from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import './language.ts';

/** A text in both languages; English may tell one from many, by `count`. */
export interface Word {
  readonly zh: string;
  readonly en: string | { readonly one: string; readonly other: string };
}
export interface Words<Key extends string> {
  readonly namespace: string;
  readonly keys: readonly Key[];
}
export type Values = Readonly<Record<string, string | number>>;
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/**
 * The texts of a page, side by side, so that none lacks a language.
 *
 * @example
 * const words = defineWords('feeds', { rows: { zh: '{count} 行', en: { one: '{count} row', other: '{count} rows' } } });
 * const t = useWords(words);
 * t('rows', { count: 3 });
 */
export function defineWords<const Entries extends Readonly<Record<string, Word>>>(
  namespace: string,
  entries: Entries,
): Words<Extract<keyof Entries, string>> {
  const [zh, en]: Record<string, string>[] = [{}, {}];
  for (const [key, word] of Object.entries(entries)) {
    // Both forms in Chinese too: i18next looks for the one of the language's own plural rule.
    if (typeof word.en === 'string') en![key] = word.en;
    else {
      en![`${key}_one`] = word.en.one;
      en![`${key}_other`] = word.en.other;
    }
    zh![key] = word.zh;
  }
  i18next.addResourceBundle('zh', namespace, zh);
  i18next.addResourceBundle('en', namespace, en);
  return { namespace, keys: Object.keys(entries) as Extract<keyof Entries, string>[] };
}

export function useWords<Key extends string>({ namespace }: Words<Key>): Translate<Key> {
  const { t } = useTranslation(namespace);
  // The same function as long as the language is the same, so that what is made from it may be kept.
  return useMemo(() => {
    const translate = t as (key: string, values: Values) => string;
    return (key, values = {}) => translate(key, values);
  }, [t]);
}
