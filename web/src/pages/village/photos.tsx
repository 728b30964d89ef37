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
              {file ? (
                <OwnPhoto sha256={sha256} name={name} type={file.type} />
              ) : (
                <FileLink file={{ name, sha256 }} purpose={t('purposeVisit')} />
              )}
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

/** A photo that is still on this phone only. */
function OwnPhoto({
  name,
  sha256,
  type,
}: {
  readonly name: string;
  readonly sha256: string;
  readonly type: string;
}) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    void contentOf({ name, sha256, type }).then((content) => {
      if (!content || isGone) return;
      made = URL.createObjectURL(content);
      setAddress(made);
    });
    return () => {
      isGone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [name, sha256, type]);
  return address === undefined ? <span>{name}</span> : <img src={address} alt={name} />;
}
