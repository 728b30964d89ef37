import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { PersonalValue } from '../../../ui/personal.tsx';
import { Deadline, StatusMark } from '../../../ui/status.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { capital, isAmount, TONES } from '../model.ts';
import { words } from '../words.ts';
import type { CaseRow, FindingRow } from './order.ts';

/** What both lists show of a row. */

type Row = CaseRow | FindingRow;

export function Whom({ row }: { readonly row: Row }) {
  return (
    <>
      {row.head_name !== null && (
        <strong>
          <PersonalValue of={row.head_name} />{' '}
        </strong>
      )}
      <PersonalValue of={row.household_no} always />
    </>
  );
}

export const Where = ({ row }: { readonly row: Row }) => (
  <>{[row.township_name, row.area_name].filter(Boolean).join(' ') || '—'}</>
);

/** `medical,education` as words; empty: all together. */
export function Perils({ of }: { readonly of: string | null }) {
  const t = useWords(words);
  const term = useTerm();
  if (of === '') return t('allPerils');
  return (
    <PersonalValue
      of={of}
      always
      as={(codes) =>
        codes
          .split(',')
          .map((code) => term('peril', code))
          .join('、')
      }
    />
  );
}

export function Money({ of }: { readonly of: string | null }) {
  const { yuanDigits } = useFormat();
  return <PersonalValue of={of} as={(text) => (isAmount(text) ? yuanDigits(text) : text)} />;
}

export function Standing({ stage }: { readonly stage: Row['stage'] }) {
  const t = useWords(words);
  const term = useTerm();
  if (stage === 'NONE') return <StatusMark tone="todo">{t('noCase')}</StatusMark>;
  return <StatusMark tone={TONES[stage]}>{capital(term('status', stage))}</StatusMark>;
}

export const Due = ({ day }: { readonly day: string | null }) =>
  day === null ? '—' : <Deadline day={day} />;
