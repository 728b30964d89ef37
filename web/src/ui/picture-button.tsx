import { CameraOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { addressOf } from '../api/client.ts';
import { useWords } from '../i18n/words.ts';
import { useCounty } from '../session.ts';
import { type Picture, pictureOf } from './photo.ts';
import { common } from './words.ts';

interface PictureButtonProps {
  readonly label: string;
  readonly onPicture: (picture: Picture) => void;
  readonly isBusy?: boolean;
  readonly isPrimary?: boolean;
}

/** Takes a photo or chooses a paper; a photo is made small and loses the camera's notes before anything is done with it. */
export function PictureButton({ label, onPicture, isBusy = false, isPrimary = false }: PictureButtonProps) {
  const t = useWords(common);
  const input = useRef<HTMLInputElement>(null);
  const [isStrange, setStrange] = useState(false);
  const [isDrawing, setDrawing] = useState(false);
  const take = (file: File | undefined): void => {
    if (!file) return;
    setDrawing(true);
    setStrange(false);
    pictureOf(file)
      .then(onPicture)
      .catch(() => setStrange(true))
      .finally(() => setDrawing(false));
  };
  return (
    <>
      <Button
        type={isPrimary ? 'primary' : 'default'}
        icon={<CameraOutlined />}
        loading={isBusy || isDrawing}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*,application/pdf"
        // A form of Ant Design shows `hidden` ones.
        style={{ display: 'none' }}
        aria-label={label}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
      {isStrange && <Alert type="error" showIcon role="alert" title={t('noPicture')} />}
    </>
  );
}

/** Opens a kept file; the server logs that it was opened, and why. */
export function FileLink({
  file,
  purpose,
  children,
}: {
  readonly file: { readonly name: string; readonly sha256: string };
  readonly purpose: string;
  readonly children?: string;
}) {
  const { code: county } = useCounty();
  return (
    <a
      href={addressOf('GET /counties/:county/files/:sha256', {
        params: { county, sha256: file.sha256 },
        query: { purpose },
      })}
      target="_blank"
      rel="noreferrer"
    >
      {children ?? file.name}
    </a>
  );
}
