import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { shortName } from '../../../ui/areas.tsx';
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

export function Where({ row }: { readonly row: Row }) {
  const name = [row.township_name, row.area_name].filter(Boolean).map(String).map(shortName).join(' ') || '—';
  return (
    <span className="cases-clip" title={name}>
      {name}
    </span>
  );
}

export function GroupOf({ row }: { readonly row: Row }) {
  const term = useTerm();
  return (
    <span className="cases-clip">
      <PersonalValue of={row.group} always as={(code) => term('group', code)} />
    </span>
  );
}

/** `medical,education` as words; empty: all together. */
export function Perils({ of }: { readonly of: string | null }) {
  const t = useWords(words);
  const term = useTerm();
  const { list } = useFormat();
  if (of === '') return t('allPerils');
  return (
    <PersonalValue of={of} always as={(codes) => list(codes.split(',').map((code) => term('peril', code)))} />
  );
}

export function Money({ of }: { readonly of: string | null }) {
  const { yuanDigits } = useFormat();
  return <PersonalValue of={of} as={(text) => (isAmount(text) ? yuanDigits(text) : text)} />;
}

/** The next step; where a case stands, if it waits for none or an objection stands in between. */
export function StepOf({ row: { stage, status, next } }: { readonly row: Row }) {
  const t = useWords(words);
  const term = useTerm();
  if (stage === 'NONE' || status === null) return <StatusMark tone="todo">{t('noCase')}</StatusMark>;
  const isHeld = next === null || status !== stage;
  return (
    <StatusMark tone={TONES[status]}>
      {capital(isHeld ? term('status', status) : term('action', next))}
    </StatusMark>
  );
}

/** In a column it is short; a card has room for the day of the week. */
export const Due = ({ day, isShort = false }: { readonly day: string | null; readonly isShort?: boolean }) =>
  day === null ? '—' : <Deadline day={day} isShort={isShort} />;
