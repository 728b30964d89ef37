import { Form, Input, Select } from 'antd';
import { type Body, type Params, type WriteRoute } from '../../api/client.ts';
import { useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { AreaPicker } from '../../ui/areas.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from './words.ts';

const CHANNELS = ['12317', 'village', 'web'] as const;
const CATEGORIES = ['not_paid', 'amount', 'delay', 'conduct', 'privacy', 'access', 'other'] as const;
const VERDICTS = ['justified', 'partly_justified', 'unfounded'] as const;
type One = Params<'POST /counties/:county/grievances/:grievance/answers'>;

/** A form in a dialog whose button says what it does. */
function useDialog<R extends WriteRoute>(route: R) {
  const act = useAct(route);
  const [form] = Form.useForm<Body<R>>();
  return { act, form };
}

export function TakeForm({ county, onClose }: { readonly county: string; readonly onClose: () => void }) {
  const t = useWords(words);
  const { act, form } = useDialog('POST /counties/:county/grievances');
  const area = Form.useWatch('area', form);
  return (
    <Dialog
      title={t('take')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ channel: 'village' }}
        onFinish={(body) => act.mutate({ params: { county }, body }, { onSuccess: onClose })}
      >
        <Form.Item name="channel" label={t('channel')} rules={[{ required: true }]}>
          <Select options={CHANNELS.map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
        <Form.Item name="category" label={t('category')} rules={[{ required: true }]}>
          <Select options={CATEGORIES.map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
        <Form.Item name="area" label={t('area')} rules={[{ required: true }]}>
          <AreaPicker value={area} onChange={(code) => form.setFieldValue('area', code)} />
        </Form.Item>
        <Form.Item name="words" label={t('words')} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        <Form.Item name="by" label={t('by')}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="about" label={t('about')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="owner" label={t('owner')} rules={[{ required: true }]}>
          <Input maxLength={60} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

export function AnswerForm({ params, onClose }: { readonly params: One; readonly onClose: () => void }) {
  const t = useWords(words);
  const { act, form } = useDialog('POST /counties/:county/grievances/:grievance/answers');
  return (
    <Dialog
      title={t('answerNow')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => act.mutate({ params, body }, { onSuccess: onClose })}
      >
        <Form.Item name="verdict" label={t('verdict')} rules={[{ required: true }]}>
          <Select options={VERDICTS.map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
        <Form.Item name="answer" label={t('answer')} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

export function HandOverForm({ params, onClose }: { readonly params: One; readonly onClose: () => void }) {
  const t = useWords(words);
  const { act, form } = useDialog('POST /counties/:county/grievances/:grievance/escalations');
  return (
    <Dialog
      title={t('handOver')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => act.mutate({ params, body }, { onSuccess: onClose })}
      >
        <Form.Item name="owner" label={t('newOwner')} rules={[{ required: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
