import { Button, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { FailureBlock } from '../../ui/page.tsx';
import { Paper } from '../../ui/paper.tsx';
import { words } from './words.ts';

type Language = 'zh' | 'en';

/** Prints the sheets to hang: each print is counted, and from the second on the sheets say so. */
export function PrintNotice({ no }: { readonly no: number }) {
  const t = useWords(words);
  const may = useMay();
  const { code: county } = useCounty();
  const [isOpen, open] = useState(false);
  const [lang, setLang] = useState<Language>('zh');
  const print = useAct('POST /counties/:county/notices/:notice/prints');
  if (!may('governance.notice.print')) return null;
  const close = (): void => {
    open(false);
    print.reset();
  };
  return (
    <>
      <Button onClick={() => open(true)}>{t('print')}</Button>
      {isOpen && (
        <Modal open title={t('printTitle', { no })} footer={null} width={900} onCancel={close}>
          {print.data ? (
            <>
              <p>{t(print.data.print_no === 1 ? 'printFirst' : 'printAgain', { no: print.data.print_no })}</p>
              <Paper html={print.data.page} title={t('printTitle', { no })} />
            </>
          ) : (
            <div className="dialog-fields">
              <p>{t('printHelp')}</p>
              <Segmented<Language>
                aria-label={t('printLanguage')}
                options={[
                  { value: 'zh', label: '中文' },
                  { value: 'en', label: 'English' },
                ]}
                value={lang}
                onChange={setLang}
              />
              {print.error && <FailureBlock failure={print.error} />}
              <Button
                type="primary"
                loading={print.isPending}
                onClick={() => print.mutate({ params: { county, notice: no }, body: { lang } })}
              >
                {t('printMake')}
              </Button>
            </div>
          )}
        </Modal>
      )}
    </>
  );
}
