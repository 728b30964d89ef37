import { formatYuan } from '../../../../src/kernel/pure.ts';
import { useWords } from '../../i18n/words.ts';
import type { Amount } from './amount.ts';
import { exact, microDigits, plain, rateText } from './sentence.tsx';
import { amountWords } from './words.ts';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly slice?: string;
  readonly rate?: string;
  readonly pays?: string;
  readonly isTotal?: boolean;
}

/** Slice by slice; rounding and cap as rows of their own even where they change nothing. */
export function AmountTable({ amount }: { readonly amount: Amount }) {
  const t = useWords(amountWords);
  const heads = [t('sliceHead'), t('inSlice'), t('rate'), t('pays')];
  return (
    <table className="amount-table">
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th key={head} scope="col" className={i === 0 ? undefined : 'number'}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {useRows(amount).map(({ key, name, slice = '', rate = '', pays = '', isTotal = false }) => (
          <tr key={key} className={isTotal ? 'amount-total' : undefined}>
            <th scope="row">{name}</th>
            <Cell label={heads[1]!}>{slice}</Cell>
            <Cell label={heads[2]!}>{rate}</Cell>
            <Cell label={heads[3]!}>{pays}</Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Cell = ({ label, children }: { readonly label: string; readonly children: string }) => (
  <td className="number" data-label={children === '' ? undefined : label}>
    {children}
  </td>
);

function useRows(amount: Amount): Row[] {
  const t = useWords(amountWords);
  const { schedule, selfPaidFen, restFen, slices, exactMicroYuan, roundedFen } = amount;
  const { deductibleFen, cap } = schedule;
  const isExact = formatYuan(roundedFen) === microDigits(exactMicroYuan).replaceAll(',', '');
  const borne = selfPaidFen < deductibleFen ? selfPaidFen : deductibleFen;
  const rows: Row[] = [
    { key: 'deductible', name: t('deductibleRow'), slice: exact(borne), rate: '0%', pays: '0.00' },
    ...slices.map(({ fromFen, toFen, sliceFen, rateBasisPoints, exactMicroYuan: pays }) => ({
      key: String(fromFen),
      name:
        toFen === undefined
          ? t('from', { from: plain(deductibleFen + fromFen) })
          : t('range', { from: plain(deductibleFen + fromFen), to: plain(deductibleFen + toFen) }),
      slice: exact(sliceFen),
      rate: rateText(rateBasisPoints),
      pays: microDigits(pays),
    })),
    { key: 'sum', name: t('sumRow'), slice: exact(borne + restFen), pays: microDigits(exactMicroYuan) },
    { key: 'rounding', name: t('roundingRow'), pays: isExact ? t('unchanged') : exact(roundedFen) },
  ];
  const used = amount.usedElsewhereFen;
  const capWords = cap
    ? t(amount.isCapped ? 'capReached' : 'capFree', { cap: plain(cap.capFen) }) +
      (used > 0n ? t('capElsewhere', { used: exact(used) }) : '')
    : t('capNone');
  rows.push({ key: 'cap', name: `${t('capRow')}：${capWords}`, pays: exact(amount.entitledFen) });
  if (amount.alreadyPaidFen !== 0n)
    rows.push({ key: 'before', name: t('beforeRow'), pays: exact(-amount.alreadyPaidFen) });
  const isBack = amount.dueFen < 0n;
  return [
    ...rows,
    {
      key: 'due',
      name: t(isBack ? 'backRow' : 'dueRow'),
      pays: exact(isBack ? -amount.dueFen : amount.dueFen),
      isTotal: true,
    },
  ];
}
