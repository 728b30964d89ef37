import { Form, Input, Radio, Select } from 'antd';
import type { Body } from '../../api/client.ts';
import { useAct } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { usePoliciesWithLines } from '../../ui/policies.ts';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';
import { useClearable } from '../../ui/clearable.tsx';

type Declaration = Body<'POST /counties/:county/declarations'>;

interface DeclareDialogProps {
  readonly household: string;
  readonly onClose: () => void;
  readonly onRecorded: (isNew: boolean) => void;
}

/** What a household declared itself, or somebody saw at its home. */
export function DeclareDialog({ household, onClose, onRecorded }: DeclareDialogProps) {
  const t = useWords(words);
  const today = useToday();
  const say = useBilingual();
  const term = useTerm();
  const may = useMay();
  const { code: county } = useCounty();
  const [form] = Form.useForm<Omit<Declaration, 'household'>>();
  const act = useAct('POST /counties/:county/declarations');
  const clearable = useClearable();
  const policies = usePoliciesWithLines();
  const kinds = (['declared', 'visit'] as const).filter((kind) => may(`finding.${kind}`));
  return (
    <Dialog
      title={t('declareTitle')}
      ok={t('record')}
      help={t('declareLead')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      {policies.length > 0 && (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ kind: kinds[0], policy: policies[0]?.id, on: today }}
          onFinish={(draft) => {
            const given = Object.entries(draft).filter(([, value]) => value !== undefined && value !== '');
            const body = { ...Object.fromEntries(given), household } as Declaration;
            act.mutate(
              { params: { county }, body },
              {
                onSuccess: ({ added }) => {
                  onRecorded(added);
                  onClose();
                },
              },
            );
          }}
        >
          <Form.Item name="kind" label={t('kind')} rules={[{ required: true }]}>
            <Radio.Group options={kinds.map((value) => ({ value, label: t(value) }))} />
          </Form.Item>
          <Form.Item name="peril" label={t('peril')}>
            <Select
              allowClear={clearable}
              options={termsOf('peril').map((value) => ({ value, label: term('peril', value) }))}
            />
          </Form.Item>
          <Form.Item
            name="self_paid_yuan"
            label={t('selfPaid')}
            rules={[{ pattern: /^\d{1,9}(\.\d{1,2})?$/, message: t('yuanForm') }]}
          >
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="policy" label={t('policy')} rules={[{ required: true }]}>
            <Select options={policies.map(({ id, title }) => ({ value: id, label: say(title) }))} />
          </Form.Item>
          <Form.Item name="on" label={t('day')} rules={[{ required: true }]}>
            <Input type="date" max={today} />
          </Form.Item>
          <Form.Item name="note" label={t('note')}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </Form>
      )}
    </Dialog>
  );
}
