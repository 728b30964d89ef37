import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ApiFailure } from '../../api/client.ts';
import { useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { Changes } from './what-if.tsx';
import { words } from './words.ts';

/** A study's numbers as proposals: drafts that nothing follows before a second person publishes them. */
export function SaveAsProposals({ policy, changes }: { readonly policy: string; readonly changes: Changes }) {
  const t = useWords(words);
  const may = useMay();
  const { message } = App.useApp();
  const [isOpen, open] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const act = useAct('POST /policy-proposals');
  const [form] = Form.useForm<{ readonly from: string; readonly document: string }>();
  if (!may('policy.propose')) return null;
  const entries = Object.entries(changes);
  const save = async (given: { readonly from: string; readonly document: string }): Promise<void> => {
    setFailure(null);
    try {
      for (const [path, value] of entries) await act.mutateAsync({ body: { policy, path, value, ...given } });
      void message.success(t('saved', { count: entries.length }));
      open(false);
    } catch (error) {
      setFailure(error as ApiFailure);
    }
  };
  return (
    <>
      <Button type="primary" disabled={entries.length === 0} onClick={() => open(true)}>
        {t('saveProposal')}
      </Button>
      <Dialog
        title={t('saveProposal')}
        help={t('saveHelp')}
        isOpen={isOpen}
        isBusy={act.isPending}
        failure={failure}
        onSubmit={() => form.submit()}
        onClose={() => open(false)}
      >
        <Form form={form} layout="vertical" onFinish={(given) => void save(given)}>
          <Form.Item name="from" label={t('firstDay')} rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="document" label={t('document')} rules={[{ required: true, whitespace: true }]}>
            <Input />
          </Form.Item>
        </Form>
      </Dialog>
    </>
  );
}
