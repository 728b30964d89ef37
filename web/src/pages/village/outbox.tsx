import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { type Bilingual, useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { type LocalDraft, type Sent, stateOf } from '../../offline/draft.ts';
import {
  type QueuedAct,
  removeAct,
  removeDraft,
  retry,
  sendAll,
  titleOf,
  unsentOf,
  useOutbox,
} from '../../offline/outbox.ts';
import { SentMark } from '../../offline/sent-mark.tsx';
import { othersUnsent } from '../../offline/vault.ts';
import { offlineWords } from '../../offline/words.ts';
import { Page, Section } from '../../ui/page.tsx';
import { addressOfDraft } from './drafts.ts';
import { words } from './words.ts';
import './village.css';

/** What is on this phone and not in the county yet, and what has arrived. */
export function OutboxPage() {
  const t = useWords(words);
  const say = useBilingual();
  const { instant } = useFormat();
  const outbox = useOutbox();
  const { acts, drafts, arrived, isSignedOut, sending } = outbox;
  const isAnyLeft = acts.length + drafts.length > 0;
  return (
    <Page
      title={t('outbox')}
      lead={t(unsentOf(outbox).length === 0 ? 'nothingUnsent' : 'outboxLead')}
      actions={
        unsentOf(outbox).length > 0 && (
          <Button type="primary" loading={sending !== undefined} onClick={() => void sendAll()}>
            {t('sendNow')}
          </Button>
        )
      }
    >
      {isSignedOut && (
        <p className="notice-line">
          {t('signInAgain')} <Link to="/sign-in?to=/village/outbox">{t('signIn')}</Link>
        </p>
      )}
      <OthersUnsent />
      {isAnyLeft && (
        <Section title={t('unsentList')}>
          <ul className="cards">
            {acts.map((act) => (
              <UnsentItem
                key={act.id}
                item={act}
                title={act.title}
                state={act.failure ? 'failed' : sending === act.id ? 'sending' : 'waiting'}
                at={act.at}
                address={act.about.replace(/^meeting:/, '/meetings/')}
                onDrop={() => void removeAct(act)}
              />
            ))}
            {drafts.map((draft) => (
              <UnsentItem
                key={draft.id}
                item={draft}
                title={titleOf(draft)}
                state={stateOf(draft, sending === draft.id)}
                at={draft.changedAt}
                address={addressOfDraft(draft)}
                onDrop={() => void removeDraft(draft)}
              />
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('arrivedList')}>
        {arrived.length === 0 ? (
          <p className="soft">{t('arrivedNone')}</p>
        ) : (
          <ul className="cards">
            {arrived.map(({ id, title, at }) => (
              <li key={id} className="card-row">
                <span>
                  <SentMark state="received" /> {say(title)}
                </span>
                <span className="soft">{instant(at)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

interface ItemProps {
  readonly item: QueuedAct | LocalDraft;
  readonly title: Bilingual;
  readonly state: Sent;
  readonly at: string;
  readonly address: string;
  readonly onDrop: () => void;
}

function UnsentItem({ item, title, state, at, address, onDrop }: ItemProps) {
  const t = useWords(words);
  const say = useBilingual();
  const { instant } = useFormat();
  const { modal } = App.useApp();
  return (
    <li className="card">
      <span className="card-line">
        <SentMark state={state} />
        <span className="soft">{t('changedAt', { at: instant(at) })}</span>
      </span>
      <strong>{say(title)}</strong>
      {item.files.length > 0 && <span className="soft">{t('filesLeft', { count: item.files.length })}</span>}
      {item.failure && <p className="short">{say(item.failure.message)}</p>}
      <p className="step-tools">
        <Link to={address}>
          <Button>{t('openIt')}</Button>
        </Link>
        {item.failure && <Button onClick={() => void retry(item)}>{t('retry')}</Button>}
        <Button
          onClick={() => {
            void modal.confirm({
              title: t('discardTitle', { about: say(title) }),
              content: t('discardText'),
              okText: t('discard'),
              okButtonProps: { danger: true },
              cancelText: t('keep'),
              autoFocusButton: 'cancel',
              onOk: onDrop,
            });
          }}
        >
          {t('discard')}
        </Button>
      </p>
    </li>
  );
}

/** Work of somebody else on this phone: it waits for its owner and shows nothing but that it is there. */
function OthersUnsent() {
  const t = useWords(offlineWords);
  const [others, setOthers] = useState<Awaited<ReturnType<typeof othersUnsent>>>([]);
  useEffect(() => {
    othersUnsent().then(setOthers, () => undefined);
  }, []);
  return (
    <>
      {others.map(({ account, count }) => (
        <p key={account} className="notice-line">
          {t('unsent', { account, count })}
        </p>
      ))}
    </>
  );
}
