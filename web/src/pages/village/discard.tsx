import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { call } from '../../api/client.ts';
import { useWords } from '../../i18n/words.ts';
import type { LocalDraft } from '../../offline/draft.ts';
import { removeDraft } from '../../offline/outbox.ts';
import { words } from './words.ts';

/** Throws a record away after asking; where the county has a draft of it, there, too. */
export function Discard({ draft }: { readonly draft: LocalDraft }) {
  const t = useWords(words);
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const discard = async (): Promise<void> => {
    const isShared = draft.server !== undefined && draft.server.ended_as === null && !draft.failure;
    if (isShared)
      await call('DELETE /counties/:county/drafts/:draft', {
        params: { county: draft.county, draft: draft.id },
      });
    await removeDraft(draft);
    await navigate('/village/new');
  };
  return (
    <Button
      onClick={() => {
        void modal.confirm({
          title: t('discardTitle', { about: draft.about }),
          content: t('discardText'),
          okText: t('discard'),
          okButtonProps: { danger: true },
          cancelText: t('keep'),
          autoFocusButton: 'cancel',
          onOk: discard,
        });
      }}
    >
      {t('discard')}
    </Button>
  );
}
