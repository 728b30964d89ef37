import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../i18n/words.ts';
import { useMe } from '../../session.ts';
import { Around, Groups } from './list.tsx';
import { forgetRecent, keepRecent, recentOf } from './recent.ts';
import { type Hit, useRecentGroup, useSearch } from './results.ts';
import { searchWords } from './words.ts';
import './search.css';

/** The button in the header, and Ctrl-K (on a Mac ⌘K) from anywhere. */
export function SearchButton() {
  const t = useWords(searchWords);
  const [isOpen, open] = useState(false);
  const press = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      open((was) => !was);
    }
  });
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => press(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button
        type="button"
        className="search-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={() => open(true)}
      >
        <span aria-hidden="true">⌕</span> <span className="search-word">{t('open')}</span>{' '}
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      {isOpen && <Palette onClose={() => open(false)} />}
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };

/**
 * A dialog of the browser's own: it keeps the focus inside, closes by Esc and gives the focus back. The field stays
 * focused while the arrows move through the list (combobox with a listbox).
 */
function Palette({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(searchWords);
  const me = useMe();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, type] = useState('');
  const [at, move] = useState(0);
  const [recent, setRecent] = useState(() => recentOf(me.name));
  const id = useId();
  const search = useSearch(text);
  const lately = useRecentGroup(recent);
  const isBlank = text.trim() === '';
  const groups = isBlank && lately.hits.length > 0 ? [lately] : search.groups;
  const hits = groups.flatMap((group) => group.hits);
  const now = Math.min(at, hits.length - 1);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${now}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, now]);
  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    if (hit.recent) keepRecent(me.name, hit.recent);
    dialog.current?.close();
    void navigate(hit.path);
  };
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(Math.max(0, Math.min(now + step, hits.length - 1)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && !search.isOld) {
      event.preventDefault();
      go(hits[now]);
    }
  };
  return (
    <dialog ref={dialog} className="search" aria-label={t('title')} onClose={onClose} closedby="any">
      <div className="search-box">
        <div className="search-head">
          <input
            // The field is what the dialog is opened for.
            autoFocus
            type="text"
            role="combobox"
            className="search-field"
            aria-label={t('title')}
            aria-expanded={hits.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(now >= 0 && { 'aria-activedescendant': `${id}-${now}` })}
            placeholder={t('placeholder')}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={40}
            value={text}
            onChange={(event) => {
              type(event.target.value);
              move(0);
            }}
            onKeyDown={press}
          />
          <button type="button" className="quiet search-close" onClick={() => dialog.current?.close()}>
            {t('close')}
          </button>
        </div>
        <div className={search.isOld ? 'search-body stale' : 'search-body'}>
          <div id={`${id}-list`} role="listbox" aria-label={t('results')}>
            <Groups of={groups} at={now} id={id} onGo={go} onAt={move} />
          </div>
          <Around search={search} text={text.trim()} count={hits.length} />
          {isBlank && lately.hits.length > 0 && (
            <Forget
              onForget={() => {
                forgetRecent();
                setRecent([]);
              }}
            />
          )}
        </div>
        <p className="search-keys" aria-hidden="true">
          {t('keys')}
        </p>
      </div>
    </dialog>
  );
}

function Forget({ onForget }: { readonly onForget: () => void }) {
  const t = useWords(searchWords);
  return (
    <p className="search-note">
      {t('recentHelp')}{' '}
      <button type="button" className="link-button" onClick={onForget}>
        {t('forget')}
      </button>
    </p>
  );
}
