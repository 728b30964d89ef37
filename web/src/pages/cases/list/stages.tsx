import { STATUS_NAMES } from '../../../../../src/prevention/cases/pure.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { useTerm } from '../../../ui/terms.ts';
import { capital } from '../model.ts';
import { words } from '../words.ts';
import type { Order } from './order.ts';

const ORDER = ['NONE', ...Object.keys(STATUS_NAMES)];

/** How many stand where; one of them narrows the list. */
export function Stages({
  order: { values, set },
  counts,
}: {
  readonly order: Order;
  readonly counts: Readonly<Record<string, number>>;
}) {
  const t = useWords(words);
  const term = useTerm();
  const { count } = useFormat();
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const shown = ORDER.filter((stage) => (counts[stage] ?? 0) > 0 || values.stage === stage);
  const chip = (stage: string | undefined, label: string, number: number) => (
    <button
      key={stage ?? ''}
      type="button"
      className="cases-stage"
      aria-pressed={values.stage === stage}
      onClick={() => set({ stage })}
    >
      {label} <b>{count(number)}</b>
    </button>
  );
  return (
    <div className="cases-stages no-print" role="group" aria-label={t('stages')}>
      {chip(undefined, t('all'), all)}
      {shown.map((stage) =>
        chip(stage, stage === 'NONE' ? t('noCase') : capital(term('status', stage)), counts[stage] ?? 0),
      )}
      <button
        type="button"
        className="cases-stage"
        aria-pressed={values.overdue !== undefined}
        onClick={() => set({ overdue: values.overdue === undefined ? '1' : undefined })}
      >
        ▲ {t('overdue')}
      </button>
    </div>
  );
}
