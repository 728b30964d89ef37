import { useWords } from '../i18n/words.ts';
import { common } from './words.ts';

/**
 * What somebody typed as an amount, in yuan with two decimals; undefined for what is none. Full-width digits, spaces, commas,
 * ¥, 元 and 万 are understood.
 *
 * @example
 * yuanOf('１.２万元'); // '12000.00'
 */
export function yuanOf(typed: string): string | undefined {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s,，¥]/g, '')
    .replace(/(元|块钱?|yuan)$/i, '');
  const [, whole, decimals = '', wan] = /^(\d{1,9})(?:\.(\d{1,4}))?(万?)$/.exec(text) ?? [];
  if (whole === undefined || (!wan && decimals.length > 2)) return undefined;
  const digits = wan ? whole + decimals.padEnd(4, '0') : whole;
  const fen = wan ? '' : decimals;
  return `${digits.replace(/^0+(?=\d)/, '')}.${fen.padEnd(2, '0')}`;
}

/** A rule for a form's field of money: empty, or an amount as `yuanOf` understands it. */
export function useYuanRule() {
  const t = useWords(common);
  return {
    validator: (_: unknown, typed: string | undefined) =>
      typed === undefined || typed.trim() === '' || yuanOf(typed) !== undefined
        ? Promise.resolve()
        : Promise.reject(new Error(t('notMoney'))),
  };
}
