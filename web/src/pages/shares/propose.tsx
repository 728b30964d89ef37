import { Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useNavigate } from 'react-router';
import { SOURCE_KINDS, SOURCE_NAMES, type SourceKind } from '../../../../src/livelihood/shares/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useAct } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { FailureBlock } from '../../ui/page.tsx';
import { useTold } from '../money/parts.tsx';
import { useYuanRule, yuanOf } from '../../ui/yuan.ts';
import { words } from './words.ts';

interface Given {
  readonly roll: number;
  readonly audited_by: string;
  readonly audited_on: Dayjs;
  readonly audit_document: string;
  readonly sources: readonly {
    readonly kind: SourceKind;
    readonly zh: string;
    readonly en?: string;
    readonly amount: string;
    readonly document?: string;
  }[];
}

/** A year's audited surplus, item by item, over a frozen roll. */
export function ProposeForm({
  onClose,
  entity,
  rolls,
}: {
  readonly onClose: () => void;
  readonly entity: number;
  readonly rolls: Reply<'GET /counties/:county/share-books/:entity'>['rolls'];
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { done } = useTold();
  const navigate = useNavigate();
  const act = useAct('POST /counties/:county/rounds');
  const [form] = Form.useForm<Given>();
  const send = ({ roll, audited_by, audited_on, audit_document, sources }: Given): void =>
    act.mutate(
      {
        params: { county },
        body: {
          entity,
          roll,
          audited_by,
          audited_on: audited_on.format('YYYY-MM-DD'),
          audit_document,
          sources: sources.map(({ kind, zh, en, amount, document }) => ({
            kind,
            label: { zh, en: en === undefined || en === '' ? zh : en },
            amount_yuan: yuanOf(amount)!,
            document: document ?? '',
          })),
        },
      },
      {
        onSuccess: ({ round_no }) => {
          done(t('proposed'));
          void navigate(`/shares/rounds/${round_no}`);
        },
      },
    );
  return (
    <Modal
      open
      width={880}
      title={t('propose')}
      okText={t('propose')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('proposeHelp')}</p>
      {act.error && <FailureBlock failure={act.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ roll: rolls.at(-1)?.roll_no, sources: [{ kind: 'income' }] }}
        onFinish={send}
      >
        <Form.Item name="roll" label={t('roll')} rules={[{ required: true }]}>
          <Select
            options={rolls.map(({ roll_no, day, line_count }) => ({
              value: roll_no,
              label: `${roll_no} · ${day} · ${line_count}`,
            }))}
          />
        </Form.Item>
        <Sources />
        <Form.Item name="audited_by" label={t('auditedBy')} rules={[{ required: true, whitespace: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="audited_on" label={t('auditedOn')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="audit_document"
          label={t('auditDocument')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Sources() {
  const t = useWords(words);
  const yuanRule = useYuanRule();
  const say = useBilingual();
  return (
    <Form.List name="sources">
      {(fields, { add, remove }) => (
        <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
          <legend>{t('sources')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} style={{ display: 'flex', flexWrap: 'wrap', gap: '0 8px', alignItems: 'end' }}>
              <Form.Item name={[name, 'kind']} label={t('kind')} style={{ width: 130 }}>
                <Select
                  options={SOURCE_KINDS.map((kind) => ({ value: kind, label: say(SOURCE_NAMES[kind]) }))}
                />
              </Form.Item>
              <Form.Item
                name={[name, 'zh']}
                label={t('labelZh')}
                rules={[{ required: true, whitespace: true }]}
                style={{ flex: '1 1 140px' }}
              >
                <Input />
              </Form.Item>
              <Form.Item name={[name, 'en']} label={t('labelEn')} style={{ flex: '1 1 140px' }}>
                <Input />
              </Form.Item>
              <Form.Item
                name={[name, 'amount']}
                label={t('amount')}
                rules={[{ required: true }, yuanRule]}
                style={{ width: 120 }}
              >
                <Input inputMode="decimal" />
              </Form.Item>
              <Form.Item name={[name, 'document']} label={t('document')} style={{ flex: '1 1 140px' }}>
                <Input />
              </Form.Item>
              {fields.length > 1 && (
                <Form.Item>
                  <Button onClick={() => remove(name)}>{t('remove')}</Button>
                </Form.Item>
              )}
            </div>
          ))}
          <Button onClick={() => add({ kind: 'income' })}>{t('addSource')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
