import { Button } from 'antd';
import { useState } from 'react';
import type { ApiFailure } from '../../../api/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { useKeepFile } from '../../../ui/keep-file.ts';
import { FailureBlock } from '../../../ui/page.tsx';
import type { Picture } from '../../../ui/photo.ts';
import { FileLink, PictureButton } from '../../../ui/picture-button.tsx';
import { words } from '../words.ts';
import { Shape } from '../../../ui/shape.tsx';

interface KeptFile {
  readonly name: string;
  readonly sha256: string;
}

/** Files chosen as evidence, and keeping them on the server. */
export function useEvidence() {
  const [files, setFiles] = useState<readonly Picture[]>([]);
  const [isMissing, setMissing] = useState(false);
  const keepFile = useKeepFile();
  /** Name and hash of each file; undefined when there are none, or one was refused. */
  const keep = async (): Promise<readonly KeptFile[] | undefined> => {
    setMissing(files.length === 0);
    if (files.length === 0) return undefined;
    const kept: KeptFile[] = [];
    try {
      for (const file of files) kept.push(await keepFile.mutateAsync(file));
    } catch {
      // Shown as `failure`.
      return undefined;
    }
    return kept;
  };
  return {
    files,
    isMissing,
    isBusy: keepFile.isPending,
    failure: keepFile.error,
    keep,
    add: (file: Picture) =>
      setFiles((before) => [...before.filter(({ sha256 }) => sha256 !== file.sha256), file]),
    remove: (file: Picture) => setFiles((before) => before.filter((each) => each !== file)),
  };
}

export function EvidenceInput({
  files,
  isMissing,
  failure,
  add,
  remove,
}: {
  readonly files: readonly Picture[];
  readonly isMissing: boolean;
  readonly failure: ApiFailure | null;
  readonly add: (file: Picture) => void;
  readonly remove: (file: Picture) => void;
}) {
  const t = useWords(words);
  return (
    <div className="case-evidence">
      <span>{t('evidence')}</span>
      <ul className="case-files">
        {files.map((file) => (
          <li key={file.sha256}>
            <Shape of="clip" /> {file.name}{' '}
            <Button type="link" size="small" onClick={() => remove(file)}>
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <PictureButton label={t('chooseFiles')} onPicture={add} />
      </div>
      {isMissing && files.length === 0 && (
        <p role="alert" className="case-missing">
          {t('evidenceMissing')}
        </p>
      )}
      {failure && <FailureBlock failure={failure} />}
      <small>{t('evidenceHelp')}</small>
    </div>
  );
}

/** Files that show a step happened; opening one is logged. */
export function EvidenceFiles({
  files,
  purpose,
}: {
  readonly files: readonly { readonly name: string | null; readonly sha256: string }[];
  readonly purpose: string;
}) {
  return (
    <ul className="case-files">
      {files.map(({ name, sha256 }) => (
        <li key={sha256}>
          <Shape of="clip" />{' '}
          <FileLink file={{ name: name ?? sha256.slice(0, 12), sha256 }} purpose={purpose} />
        </li>
      ))}
    </ul>
  );
}
