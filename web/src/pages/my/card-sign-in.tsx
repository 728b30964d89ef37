import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { HOTLINE } from '../../../../src/board/pure.ts';
import type { ApiFailure } from '../../api/client.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { signInWithCard } from '../../session.ts';
import { words } from './words.ts';

/** Number and PIN of the card; the digits may be seen. */
export function CardSignIn() {
  const t = useWords(words);
  const say = useBilingual();
  const [isShown, show] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  const enter = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(undefined);
    signInWithCard(form.get('code') as string, form.get('pin') as string)
      .catch((error: unknown) => setFailure(error as ApiFailure))
      .finally(() => setBusy(false));
  };
  return (
    <main className="light-card">
      <h1>{t('signIn')}</h1>
      <p>{t('signInHelp')}</p>
      {failure && (
        <p className="light-failure" role="alert">
          {say(failure.sentence)}
        </p>
      )}
      <form onSubmit={enter}>
        <label className="light-field">
          <span>{t('code')}</span>
          <input name="code" inputMode="numeric" autoComplete="username" required />
        </label>
        <label className="light-field">
          <span>{t('pin')}</span>
          <input
            name="pin"
            type={isShown ? 'text' : 'password'}
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            required
          />
        </label>
        <label className="my-show">
          <input type="checkbox" checked={isShown} onChange={({ target }) => show(target.checked)} />{' '}
          {t('show')}
        </label>
        <div className="my-buttons">
          <button className="light-button primary" disabled={isBusy}>
            {t(isBusy ? 'entering' : 'enter')}
          </button>
          <a className="light-button" href={`tel:${HOTLINE}`}>
            {t('call', { number: HOTLINE })}
          </a>
        </div>
      </form>
      <p>{t('lost')}</p>
      <p>
        <Link to="/sign-in">{t('staff')}</Link>
      </p>
    </main>
  );
}
