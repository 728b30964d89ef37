import { Modal, Switch } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { common } from './words.ts';
import './keys.css';

/** A key of a page: what it does, in words for the list of keys, and the act. */
export interface Key {
  readonly key: string;
  readonly does: string;
  readonly act: () => void;
}

const KEPT = 'terrace.keys';
const areOn = (): boolean => localStorage.getItem(KEPT) !== 'off';

/** Where a letter is text, or a dialog has the floor, it is no command. */
const isTaken = ({ target }: KeyboardEvent): boolean =>
  (target as HTMLElement).closest?.(
    'input, textarea, select, [contenteditable], [role="dialog"], [role="combobox"], [role="listbox"]',
  ) !== null || document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null;

/** Single letters as commands of a page, and `?` for their list, where they can be switched off. */
export function Keys({ keys }: { readonly keys: readonly Key[] }) {
  const t = useWords(common);
  const [isOpen, open] = useState(false);
  const [isOn, setOn] = useState(areOn);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
    if (event.key === '?') open(true);
    else if (areOn()) {
      const found = keys.find(({ key }) => key.toLowerCase() === event.key.toLowerCase());
      if (!found) return;
      event.preventDefault();
      found.act();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  const turn = (on: boolean): void => {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
    setOn(on);
  };
  return (
    <Modal
      open={isOpen}
      title={t('keys')}
      footer={null}
      onCancel={() => open(false)}
      // Gone at once: the next key is again one of the page, not of a dialog that fades.
      transitionName=""
      maskTransitionName=""
      destroyOnHidden
    >
      <dl className="keys">
        {keys.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key.length === 1 ? key.toUpperCase() : key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{t('keysList')}</dd>
        </div>
      </dl>
      <label className="keys-switch">
        <Switch checked={isOn} onChange={turn} aria-label={t('keysOn')} /> {t('keysOn')}
      </label>
    </Modal>
  );
}

/** Moving through the rows of a list by keys: `at` is the row under the cursor, -1 before the first move. */
export function useRowCursor(count: number) {
  const [at, setAt] = useState(-1);
  const to = (row: number): void => {
    if (count === 0) return;
    const next = Math.min(Math.max(row, 0), count - 1);
    setAt(next);
    document.querySelectorAll('[data-row-key]')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const now = at < count ? at : -1;
  return { at: now, down: () => to(now + 1), up: () => to(now - 1) };
}
