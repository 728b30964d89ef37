import { Form, Input } from 'antd';
import { useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useTold } from './parts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from './words.ts';

interface Given {
  readonly household: string;
  readonly holder: string;
  readonly account: string;
}

/** Where a household's benefits go; it is never shown again in full. */
export function AccountForm({
  isOpen,
  onClose,
  county,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly county: string;
}) {
  const t = useWords(words);
  const { done } = useTold();
  const act = useAct('POST /counties/:county/payment-accounts');
  const [form] = Form.useForm<Given>();
  return (
    <Dialog
      title={t('recordAccount')}
      isOpen={isOpen}
      onClose={onClose}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) =>
          act.mutate(
            { params: { county }, body },
            {
              onSuccess: () => {
                done(t('recorded'));
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="household" label={t('household')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="holder" label={t('holder')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="account" label={t('accountNo')} rules={[{ required: true }]}>
          <Input inputMode="numeric" autoComplete="off" />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
