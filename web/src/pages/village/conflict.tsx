import { Button, Input } from 'antd';
import { useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { words } from './words.ts';

interface Version {
  readonly version: number;
  readonly value: string | null;
  readonly by: string;
  readonly at: string;
}

/** Two wrote different things: both are shown with their writers; one is chosen, or somebody explains. */
export function Conflict({
  label,
  versions,
  shown,
  onDecide,
}: {
  readonly label: string;
  readonly versions: readonly Version[];
  readonly shown: (value: string) => string;
  readonly onDecide: (value: string) => void;
}) {
  const t = useWords(words);
  const { instant } = useFormat();
  const [text, setText] = useState<string>();
  return (
    <div className="conflict" role="group" aria-label={t('conflictTitle', { field: label })}>
      <p>
        <span aria-hidden="true">⇄ </span>
        {t('conflictTitle', { field: label })}
      </p>
      {versions.map(({ version, value, by, at }) => (
        <div key={version} className="version">
          <small className="soft">{t('conflictOf', { by, at: instant(at) })}</small>
          <span>{value === null || value === '' ? t('empty') : shown(value)}</span>
          <Button aria-label={`${t('useThis')}：${by}`} onClick={() => onDecide(value ?? '')}>
            {t('useThis')}
          </Button>
        </div>
      ))}
      {text === undefined ? (
        <Button onClick={() => setText(versions.map(({ value }) => value ?? '').join('；'))}>
          {t('explain')}
        </Button>
      ) : (
        <>
          <Input.TextArea
            aria-label={t('explain')}
            value={text}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={({ target }) => setText(target.value)}
          />
          <Button disabled={text.trim() === ''} onClick={() => onDecide(text.trim())}>
            {t('useExplained')}
          </Button>
        </>
      )}
    </div>
  );
}
