import { Form, Input, Space } from 'antd';
import { useState } from 'react';
import { useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { AskWhy } from '../../ui/ask-why.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureBlock } from '../../ui/page.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { words } from './words.ts';

/** A task is done, or somebody else has it from now on. */
export function TaskActs({ task }: { readonly task: number }) {
  const t = useWords(words);
  const [open, choose] = useState<'done' | 'hand-over'>();
  const close = (): void => choose(undefined);
  return (
    <Space className="no-print">
      <RowButton onClick={() => choose('done')}>{t('finish')}</RowButton>
      <RowButton onClick={() => choose('hand-over')}>{t('handOver')}</RowButton>
      {open === 'done' && <Finish task={task} onClose={close} />}
      {open === 'hand-over' && <HandOver task={task} onClose={close} />}
    </Space>
  );
}

interface DialogProps {
  readonly task: number;
  readonly onClose: () => void;
}

function Finish({ task, onClose }: DialogProps) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/tasks/:task/done');
  return (
    <AskWhy
      title={t('finishTitle')}
      ok={t('finish')}
      isBusy={act.isPending}
      onWhy={(said) =>
        act.mutate({ params: { county, task }, body: { words: said } }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      {act.error && <FailureBlock failure={act.error} />}
    </AskWhy>
  );
}

function HandOver({ task, onClose }: DialogProps) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/tasks/:task/hand-over');
  const [form] = Form.useForm<{ readonly to: string; readonly why: string }>();
  return (
    <Dialog
      title={t('handOverTitle')}
      ok={t('handOver')}
      help={t('handOverLead')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ to, why }) =>
          act.mutate(
            { params: { county, task }, body: { owner_name: to.trim(), words: why.trim() } },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item name="to" label={t('to')} rules={[{ required: true, whitespace: true, max: 60 }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="why" label={t('why')} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
