import { type SyntheticEvent, useState } from 'react';
import { useParams } from 'react-router';
import { useAct } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from './parts.tsx';
import { words } from './words.ts';

/** An objection never needs a reason: a few words, or "please call me". */
export function Say() {
  const t = useWords(words);
  const { dayInWords } = useFormat();
  const no = Number(useParams()['case']);
  const act = useAct('POST /my/objections');
  const [text, setText] = useState('');
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    act.mutate({ body: { case: no, words: text.trim() } });
  };
  return (
    <>
      <h1>{t('sayTitle')}</h1>
      {act.data ? (
        <output className="light-card">{t('sent', { day: dayInWords(act.data.answer_by) })}</output>
      ) : (
        <form className="light-card" onSubmit={send}>
          <p>{t('sayHelp')}</p>
          {act.error && <Refusal failure={act.error} />}
          <label className="light-field">
            <span>{t('say')}</span>
            <textarea
              rows={4}
              maxLength={500}
              required
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </label>
          <div className="my-buttons">
            <button type="button" className="light-button" onClick={() => setText(t('callMe'))}>
              {t('callMe')}
            </button>
            <button className="light-button primary" disabled={act.isPending}>
              {t('send')}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
