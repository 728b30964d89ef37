import { formatYuan } from '../../../../src/kernel/pure.ts';
import { yuanDigits } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import type { Amount } from './amount.ts';
import { amountWords } from './words.ts';

/** `8,800`, with fen only where there are any. */
export const plain = (amountFen: bigint): string => yuanDigits(formatYuan(amountFen)).replace(/\.00$/, '');
/** `8,800.00`. */
export const exact = (amountFen: bigint): string => yuanDigits(formatYuan(amountFen));
export const rateText = (rateBasisPoints: bigint): string => `${Number(rateBasisPoints) / 100}%`;

/** The whole calculation as sentences; `yours` speaks to the family. */
export function useAmountSentence(): (amount: Amount, voice: 'theirs' | 'yours') => string {
  const t = useWords(amountWords);
  const lang = useLanguage();
  return (amount, voice) => {
    const { schedule, selfPaidFen, restFen, slices, roundedFen, entitledFen, alreadyPaidFen, dueFen } =
      amount;
    const sentences = [t('selfPaid', { of: t(voice), selfPaid: plain(selfPaidFen) })];
    const deductible = plain(schedule.deductibleFen);
    if (restFen === 0n) sentences.push(t('belowDeductible', { deductible }));
    else
      sentences.push(
        t('deductible', {
          deductible,
          rest: plain(restFen),
          slices: slices
            .filter(({ sliceFen }) => sliceFen > 0n)
            .map(({ sliceFen, rateBasisPoints, exactMicroYuan }) =>
              t('slice', {
                slice: plain(sliceFen),
                rate: rateText(rateBasisPoints),
                pays: microDigits(exactMicroYuan).replace(/\.00$/, ''),
              }),
            )
            .join(t('comma')),
          // Said once: where nothing comes off it, the result says it.
          sum: roundedFen === dueFen ? '' : t('sum', { sum: exact(roundedFen) }),
        }),
      );
    if (amount.isCapped)
      sentences.push(t('capped', { cap: plain(schedule.cap!.capFen), entitled: exact(entitledFen) }));
    if (alreadyPaidFen !== 0n)
      sentences.push(
        t(dueFen < 0n ? 'back' : 'before', {
          before: exact(alreadyPaidFen),
          due: exact(dueFen < 0n ? -dueFen : dueFen),
        }),
      );
    sentences.push(t('result', { entitled: exact(entitledFen), own: exact(amount.ownFen) }));
    return sentences.join(lang === 'zh' ? '' : ' ');
  };
}

/** Millionths of a yuan with at least two decimals. */
export function microDigits(microYuan: bigint): string {
  const digits = microYuan.toString().padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${yuanDigits(`${digits.slice(0, -6)}.00`).slice(0, -3)}.${decimals}`;
}
