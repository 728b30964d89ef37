import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import type { Replay as Report, Sheet } from '../../../../src/livelihood/shares/pure.ts';
import { StatusMark } from '../../ui/status.tsx';
import { useReplay } from './use-replay.ts';
import { words } from './words.ts';

const LISTED = 20;

/** The button, how far it is, and what came out: agreement, or where it differs. */
export function Replay({ sheet }: { readonly sheet: Sheet }) {
  const t = useWords(words);
  const { count } = useFormat();
  const { told, start } = useReplay();
  const isRunning = told?.kind === 'progress';
  return (
    <section aria-live="polite">
      <button
        type="button"
        className="light-button primary"
        disabled={isRunning}
        onClick={() => start(sheet)}
      >
        {t(told === undefined || isRunning ? 'recompute' : 'again')}
      </button>
      {isRunning && (
        <p>
          <progress value={told.done} max={Math.max(told.of, 1)} />
          <br />
          {t('computing', { done: count(told.done), of: count(sheet.lines.length) })}
        </p>
      )}
      {told?.kind === 'failed' && <p className="light-failure">{t('failed')}</p>}
      {told?.kind === 'done' && <Outcome report={told.report} />}
    </section>
  );
}

function Outcome({ report }: { readonly report: Report }) {
  const t = useWords(words);
  const say = useBilingual();
  const { count } = useFormat();
  const { faults, lines, open_lines, difference_yuan, odd } = report;
  return (
    <div className="light-card">
      {faults.length === 0 ? (
        <StatusMark tone="good">
          {t(open_lines > 0 ? 'agrees' : 'agreesGroups', {
            lines: count(lines),
            difference: difference_yuan,
          })}
        </StatusMark>
      ) : (
        <>
          <StatusMark tone="problem">{t('differs', { count: faults.length })}</StatusMark>
          <ul className="rounds-faults">
            {faults.slice(0, LISTED).map(({ where, what, published, computed }, i) => (
              <li key={i}>
                {t('fault', {
                  where: /^\w+\/\d+$/.test(where) ? t('lineDiffers', { where }) : where,
                  what: say(what),
                  published,
                  computed,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {open_lines > 0 && (
        <>
          <h2>{t('odd')}</h2>
          <p>{t('oddWhy')}</p>
          {odd.length === 0 ? (
            <p>{t('oddNone')}</p>
          ) : (
            <ul className="rounds-faults">
              {odd.slice(0, LISTED).map(({ id, tied }) => (
                <li key={id}>
                  {id}: {tied > 0 ? t('oddTied', { count: tied }) : t('oddLargest')}
                </li>
              ))}
              {odd.length > LISTED && <li>… {count(odd.length)}</li>}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
