import { Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { afterwards, useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useToday } from '../../session.ts';
import { FailureBlock } from '../../ui/page.tsx';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';

interface Subject {
  readonly module: string;
  readonly id: string;
}
interface Said {
  readonly channel: Channel;
  readonly words: string;
  readonly by?: string;
  readonly on: string;
}
type Channel = 'village' | '12317' | 'web';

/** An objection as it came: in the village, by telephone, on the web. No name and no reason is asked for. */
export function ReceiveForm({
  lines,
  area,
  onClose,
}: {
  /** What can be objected to here; without it a case is named by its number. */
  readonly lines?: readonly { readonly subject: Subject; readonly label: string }[];
  readonly area?: string;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const [at, setAt] = useState(0);
  const [caseNo, setCaseNo] = useState('');
  const receive = useAct('POST /counties/:county/objections');
  const subject = lines
    ? lines[at]?.subject
    : /^\d+$/.test(caseNo)
      ? { module: 'cases', id: caseNo }
      : undefined;
  return (
    <SaidForm
      title={t('receive')}
      hint={t('suspends')}
      isReady={subject !== undefined}
      isBusy={receive.isPending}
      failure={receive.error}
      onClose={onClose}
      onSave={(said) =>
        afterwards(
          receive.mutateAsync({
            params: { county },
            body: { subject: subject!, ...said, ...(area !== undefined && { area }) },
          }),
          onClose,
        )
      }
    >
      {lines ? (
        <label>
          <span className="field-name">{t('whichLine')}</span>
          <Select
            value={at}
            options={lines.map(({ label }, i) => ({ value: i, label }))}
            onChange={(i: number) => setAt(i)}
            style={{ width: '100%' }}
          />
        </label>
      ) : (
        <label>
          <span className="field-name">{t('caseNo')}</span>
          <Input
            inputMode="numeric"
            value={caseNo}
            onChange={({ target }) => setCaseNo(target.value.trim())}
          />
        </label>
      )}
    </SaidForm>
  );
}

/** An appeal against an answer; the level above answers it. */
export function AppealForm({ no, onClose }: { readonly no: number; readonly onClose: () => void }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const appeal = useAct('POST /counties/:county/objections/:objection/appeals');
  return (
    <SaidForm
      title={t('appeal')}
      hint={t('appealHelp')}
      isReady
      isBusy={appeal.isPending}
      failure={appeal.error}
      onClose={onClose}
      onSave={(said) =>
        afterwards(appeal.mutateAsync({ params: { county, objection: no }, body: said }), onClose)
      }
    />
  );
}

function SaidForm({
  title,
  hint,
  isReady,
  isBusy,
  failure,
  onSave,
  onClose,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly failure: Parameters<typeof FailureBlock>[0]['failure'] | null;
  readonly onSave: (said: Said) => void;
  readonly onClose: () => void;
  readonly children?: React.ReactNode;
}) {
  const t = useWords(words);
  const term = useTerm();
  const [channel, setChannel] = useState<Channel>('village');
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const [on, setOn] = useState(useToday());
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ disabled: !isReady || text.trim() === '', loading: isBusy }}
      onCancel={onClose}
      onOk={() => onSave({ channel, words: text.trim(), on, ...(by.trim() !== '' && { by: by.trim() }) })}
    >
      <div className="dialog-fields">
        {children}
        <fieldset className="plain">
          <legend>{t('channel')}</legend>
          <Radio.Group
            value={channel}
            onChange={({ target }) => setChannel(target.value as Channel)}
            options={termsOf('channel').map((each) => ({ value: each, label: term('channel', each) }))}
          />
        </fieldset>
        <label>
          <span className="field-name">{t('objectionWords')}</span>
          <Input.TextArea
            value={text}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <label>
          <span className="field-name">{t('by')}</span>
          <Input value={by} maxLength={60} onChange={({ target }) => setBy(target.value)} />
        </label>
        <label>
          <span className="field-name">{t('receivedOn')}</span>
          <Input type="date" value={on} onChange={({ target }) => setOn(target.value)} />
        </label>
        <small className="soft">{hint}</small>
        {failure && <FailureBlock failure={failure} />}
      </div>
    </Modal>
  );
}
