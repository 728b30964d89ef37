import { App } from 'antd';
import { useNavigate } from 'react-router';
import { useBilingual } from '../i18n/language.ts';
import { useWords } from '../i18n/words.ts';
import { signOut } from '../session.ts';
import { forgetOutbox, unsentOf, useOutbox } from './outbox.ts';
import { offlineWords } from './words.ts';

/** Leaves; first asks, naming what would be lost, where something was not sent. */
export function useSignOut(): () => void {
  const t = useWords(offlineWords);
  const say = useBilingual();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const unsent = unsentOf(useOutbox());
  const leave = async (): Promise<void> => {
    // First: a page that hears of the empty outbox still knows whose it is.
    forgetOutbox();
    await signOut();
    await navigate('/sign-in');
  };
  return () => {
    if (unsent.length === 0) void leave();
    else
      modal.confirm({
        title: t('leaveTitle'),
        content: (
          <>
            <p>{t('leaveText')}</p>
            <ul>
              {unsent.map((title, i) => (
                <li key={i}>{say(title)}</li>
              ))}
            </ul>
          </>
        ),
        okText: t('leaveAnyway'),
        okButtonProps: { danger: true },
        cancelText: t('stay'),
        autoFocusButton: 'cancel',
        onOk: leave,
      });
  };
}
