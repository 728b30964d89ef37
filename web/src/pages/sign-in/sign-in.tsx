import { type SyntheticEvent, useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { ApiFailure } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { signIn } from '../../session.ts';
import { LookControls } from '../../shell/controls.tsx';
import { lightHasPage } from '../light-pages.ts';
import { words } from './words.ts';
import './sign-in.css';

/** Who comes in, and as whom one can try a demonstration. */
export function SignInPage() {
  const t = useWords(words);
  const say = useBilingual();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [failure, setFailure] = useState<ApiFailure>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${t('title')} · 梯田 Terrace`;
  }, [t]);

  const enter = (name: string, password: string): void => {
    setBusy(true);
    setFailure(undefined);
    signIn(name, password)
      .then(() => navigate(startOf(search.get('to'))))
      .catch((error: unknown) => setFailure(error as ApiFailure))
      .finally(() => setBusy(false));
  };
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter(form.get('name') as string, form.get('password') as string);
  };
  return (
    <main className="light sign-in">
      <header className="sign-in-head">
        <img src="/icon.svg" alt="" width={40} height={40} />
        <strong>{t('product')}</strong>
        <LookControls />
      </header>
      <section className="light-card">
        <h1>{t('title')}</h1>
        {failure && (
          <p className="light-failure" role="alert">
            {say(failure.sentence)}
          </p>
        )}
        <form onSubmit={submit}>
          <label className="light-field">
            <span>{t('name')}</span>
            <input name="name" autoComplete="username" required autoCapitalize="none" />
          </label>
          <label className="light-field">
            <span>{t('password')}</span>
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          <button className="light-button primary" disabled={isBusy}>
            {t(isBusy ? 'working' : 'signIn')}
          </button>
        </form>
        <p className="sign-in-links">
          {lightHasPage('/my') && <Link to="/my">{t('card')}</Link>}
          <Link to="/public" reloadDocument>
            {t('board')}
          </Link>
        </p>
      </section>
      <DemoAccounts onChoose={enter} isBusy={isBusy} />
    </main>
  );
}

/** Never to another site, whatever an address asks for. */
const startOf = (to: string | null): string => (to?.startsWith('/') && !to.startsWith('//') ? to : '/');

function DemoAccounts({
  onChoose,
  isBusy,
}: {
  readonly onChoose: (name: string, password: string) => void;
  readonly isBusy: boolean;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { data } = useGet('GET /demonstration', {});
  const password = data?.password;
  if (!data || password === null || password === undefined) return null;
  return (
    <section className="light-card">
      <h2>{t('try')}</h2>
      <p>{t('tryHelp')}</p>
      <ul className="demo-accounts">
        {data.accounts.map(({ name, zh, en }) => (
          <li key={name}>
            <button
              type="button"
              className="light-button"
              disabled={isBusy}
              onClick={() => onChoose(name, password)}
            >
              <span>{say({ zh, en })}</span>
              <small>{name}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
