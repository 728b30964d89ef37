import { useEffect, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { HOTLINE } from '../../../../src/board/pure.ts';
import { useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { signOut, useSession } from '../../session.ts';
import { LookControls } from '../../shell/controls.tsx';
import { preferLarge } from '../../theme/appearance.ts';
import { CardSignIn } from './card-sign-in.tsx';
import { words } from './words.ts';
import './my.css';

const IDLE_MS = 300_000;
const WARNING_S = 60;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'scroll'] as const;

/** The household's own pages: large type, one column, nobody else's data; a shared phone is left by itself. */
export function MyShell() {
  const t = useWords(words);
  const session = useSession();
  const { pathname } = useLocation();
  useEffect(() => preferLarge(), []);
  useEffect(() => {
    document.title = `${t('title')} · 梯田 Terrace`;
  }, [t]);
  const isHousehold = session?.roles.some(({ role }) => role === 'household') ?? false;
  return (
    <div className="light my">
      <header className="my-head no-print">
        {pathname === '/my' ? <strong>{t('title')}</strong> : <Link to="/my">‹ {t('home')}</Link>}
        <LookControls />
      </header>
      {session === undefined ? null : isHousehold ? (
        <>
          <main>
            <Outlet />
          </main>
          <footer className="my-foot no-print">
            <OfficeCall />
            <a className="light-button" href={`tel:${HOTLINE}`}>
              {t('call', { number: HOTLINE })}
            </a>
            <a className="light-button" href={`/public/${session?.roles[0]?.county_code}/complaints`}>
              {t('complain')}
            </a>
            <button type="button" className="light-button" onClick={() => print()}>
              {t('print')}
            </button>
            <button type="button" className="light-button" onClick={() => void signOut()}>
              {t('leave')}
            </button>
          </footer>
          <IdleWatch />
        </>
      ) : (
        <CardSignIn />
      )}
    </div>
  );
}

/** Asks after five minutes without a sign of life, and leaves a minute later. */
function IdleWatch() {
  const t = useWords(words);
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const rest = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setLeft(WARNING_S), IDLE_MS);
    };
    rest();
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, rest, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, rest);
    };
  }, []);
  useEffect(() => {
    if (left === undefined) return undefined;
    if (left === 0) {
      void signOut();
      return undefined;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  if (left === undefined) return null;
  return (
    <dialog open className="my-idle" aria-labelledby="idle">
      <h2 id="idle">{t('idle')}</h2>
      <p>{t('idleHelp', { count: left })}</p>
      <button type="button" className="light-button primary" onClick={() => setLeft(undefined)}>
        {t('stay')}
      </button>
    </dialog>
  );
}

/** The telephone of the office that answers for the village, as notices and the public board show it. */
function OfficeCall() {
  const t = useWords(words);
  const { data: own } = useGet('GET /my/household', {});
  const { data: board } = useGet(
    'GET /public/counties/:county/board',
    { params: { county: own?.county_code ?? '' }, query: own ? { area: own.area_code } : {} },
    { when: own !== undefined },
  );
  const number = board?.telephone;
  return typeof number === 'string' ? (
    <a className="light-button" href={`tel:${number}`}>
      {t('callOffice', { number })}
    </a>
  ) : null;
}
