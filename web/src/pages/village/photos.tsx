import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { fieldState, type LocalDraft, photoField, photosOf, write } from '../../offline/draft.ts';
import { contentOf, keepContent } from '../../offline/outbox.ts';
import { SentMark } from '../../offline/sent-mark.tsx';
import { FileLink, PictureButton } from '../../ui/picture-button.tsx';
import { useSave } from './drafts.ts';
import { words } from './words.ts';

/** The photos of a visit, from this phone and from others. */
export function Photos({ draft, isSending }: { readonly draft: LocalDraft; readonly isSending: boolean }) {
  const t = useWords(words);
  const save = useSave();
  const add = async (name: string, sha256: string, blob: Blob): Promise<void> => {
    await keepContent(sha256, blob);
    save({
      ...write(draft, photoField(sha256), name),
      files: [...draft.files, { name, sha256, type: blob.type }],
    });
  };
  return (
    <div className="visit-field">
      <span className="field-name">{t('photos')}</span>
      <ul className="photos">
        {photosOf(draft).map(({ sha256, name }) => {
          const file = draft.files.find((each) => each.sha256 === sha256);
          return (
            <li key={sha256}>
              <Photo name={name} sha256={sha256} />
              <SentMark
                state={
                  file
                    ? isSending
                      ? 'sending'
                      : 'waiting'
                    : fieldState(draft, photoField(sha256), isSending)
                }
              />
              <Button
                aria-label={t('removePhoto', { name })}
                onClick={() =>
                  save({
                    ...write(draft, photoField(sha256), ''),
                    files: draft.files.filter((each) => each.sha256 !== sha256),
                  })
                }
              >
                {t('remove')}
              </Button>
            </li>
          );
        })}
      </ul>
      <PictureButton
        label={t('takePhoto')}
        onPicture={({ name, sha256, blob }) => void add(name, sha256, blob)}
      />
    </div>
  );
}

/** A photo taken here is shown from this phone; another's is opened from the server, which logs it. */
function Photo({ name, sha256 }: { readonly name: string; readonly sha256: string }) {
  const t = useWords(words);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    void contentOf({ sha256, type: 'image/jpeg' }).then((content) => {
      if (!content || isGone) return;
      made = URL.createObjectURL(content);
      setAddress(made);
    });
    return () => {
      isGone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [sha256]);
  return address !== undefined && !name.endsWith('.pdf') ? (
    <img src={address} alt={name} />
  ) : (
    <FileLink file={{ name, sha256 }} purpose={t('purposeVisit')} />
  );
}
