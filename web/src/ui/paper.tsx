import { Button } from 'antd';
import { useRef } from 'react';
import { useWords } from '../i18n/words.ts';
import { ActionBar } from './action-bar.tsx';
import { common } from './words.ts';
import './paper.css';

/** Sheets that the server made, as they will be printed, and the button that prints them and nothing of the page around. */
export function Paper({ html, title }: { readonly html: string; readonly title: string }) {
  const c = useWords(common);
  const frame = useRef<HTMLIFrameElement>(null);
  return (
    <>
      <ActionBar>
        <Button type="primary" onClick={() => frame.current?.contentWindow?.print()}>
          {c('print')}
        </Button>
      </ActionBar>
      {/* Ours to print, and nothing in it runs. */}
      <iframe
        ref={frame}
        className="paper"
        title={title}
        srcDoc={html}
        sandbox="allow-same-origin allow-modals"
      />
    </>
  );
}
