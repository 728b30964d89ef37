import { Button } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { words } from '../words.ts';

export interface KeptFile {
  readonly name: string;
  readonly sha256: string;
}

/** Files chosen as evidence, and keeping them on the server. */
export function useEvidence() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [isMissing, setMissing] = useState(false);
  /** Name and hash of each file; undefined when there are none. */
  const keep = async (): Promise<readonly KeptFile[] | undefined> => {
    setMissing(files.length === 0);
    if (files.length === 0) return undefined;
    setBusy(true);
    try {
      return await Promise.all(files.map(async (file) => ({ name: file.name, sha256: await hashOf(file) })));
    } finally {
      setBusy(false);
    }
  };
  return {
    files,
    isBusy,
    isMissing,
    keep,
    add: (more: readonly File[]) => setFiles((before) => [...before, ...more]),
    remove: (file: File) => setFiles((before) => before.filter((each) => each !== file)),
  };
}

async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function EvidenceInput({ files, isMissing, add, remove }: ReturnType<typeof useEvidence>) {
  const t = useWords(words);
  const id = useId();
  return (
    <div className="case-evidence">
      <label htmlFor={id}>{t('evidence')}</label>
      <input
        id={id}
        type="file"
        multiple
        accept="image/jpeg,image/png,image/webp,application/pdf"
        aria-describedby={`${id}-help`}
        onChange={({ target }) => {
          add([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <ul className="case-files">
        {files.map((file) => (
          <li key={`${file.name}/${file.size}/${file.lastModified}`}>
            📎 {file.name}{' '}
            <Button type="link" size="small" onClick={() => remove(file)}>
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      {isMissing && files.length === 0 && (
        <p role="alert" className="case-missing">
          {t('evidenceMissing')}
        </p>
      )}
      <small id={`${id}-help`}>{t('evidenceHelp')}</small>
    </div>
  );
}

/** Files that show a step happened. */
export function EvidenceFiles({
  files,
}: {
  readonly files: readonly { readonly name: string | null; readonly sha256: string }[];
}) {
  return (
    <ul className="case-files">
      {files.map(({ name, sha256 }) => (
        <li key={sha256}>
          <span title={sha256}>📎 {name ?? sha256.slice(0, 12)}</span>
        </li>
      ))}
    </ul>
  );
}
