import { type Bilingual, formatYuan, type Language } from '../../kernel/index.ts';
import type { Firing } from './board.ts';
import type { Detector, NumberKind, NumberWord } from './model.ts';
import type { Thresholds } from './thresholds.ts';

const SHARES: ReadonlySet<string> = new Set<keyof Thresholds>([
  'passive_share',
  'few_share',
  'deviation',
  'relief_share',
  'electricity',
  'posts',
]);

/** A detector's sentences with the thresholds in force; shares as per cent. */
export function wordsOf(
  { condition, rests_on }: Detector,
  thresholds: Thresholds,
): { readonly condition: Bilingual; readonly rests_on: Bilingual } {
  const filled = (sentence: Bilingual): Bilingual => ({ zh: fill(sentence, 'zh'), en: fill(sentence, 'en') });
  const fill = (sentence: Bilingual, language: Language): string =>
    sentence[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = thresholds[name as keyof Thresholds];
      return SHARES.has(name) ? `${Number((Number(value) * 100).toFixed(2))}%` : String(value);
    });
  return { condition: filled(condition), rests_on: filled(rests_on) };
}

const TEXTS: Readonly<Record<NumberKind, (value: number | string) => string>> = {
  fen: (value) => formatYuan(BigInt(value)),
  hundredths: (value) => formatYuan(BigInt(value)),
  ratio: (value) => (Number(value) / 10_000).toFixed(4),
  count: String,
  day: String,
};

/** The numbers that made a detector fire, in its order: yuan, decimals, shares of 1, counts and days as texts. */
export const numbersOf = (
  { numbers }: Detector,
  facts: Firing['facts'],
): readonly (NumberWord & { readonly name: string; readonly value: string })[] =>
  Object.entries(numbers).flatMap(([name, word]) => {
    const value = facts[name];
    return value === undefined ? [] : [{ ...word, name, value: TEXTS[word.kind](value) }];
  });
