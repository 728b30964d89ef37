import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { Scenario } from './scenarios.tsx';
import { scenarioWords } from './scenario-words.ts';

interface Named {
  readonly title: string;
  readonly reason?: string;
}

/** Keeps the changed numbers and what comes out under a name. */
export function SaveScenario({
  policy,
  settings,
}: {
  readonly policy: string;
  readonly settings: Scenario['settings'];
}) {
  const t = useWords(scenarioWords);
  const may = useMay();
  const { message } = App.useApp();
  const { code: county } = useCounty();
  const [isOpen, open] = useState(false);
  const [form] = Form.useForm<Named>();
  const act = useAct('POST /counties/:county/scenarios');
  if (!may('policy.scenario')) return null;
  const save = ({ title, reason }: Named): void =>
    act.mutate(
      {
        params: { county },
        body: {
          title: title.trim(),
          policy,
          settings: [...settings],
          ...(reason?.trim() && { reason: reason.trim() }),
        },
      },
      {
        onSuccess: (scenario) => {
          open(false);
          void message.success(t('savedAs', { title: scenario.title }));
        },
      },
    );
  return (
    <>
      <Button type="primary" disabled={settings.length === 0} onClick={() => open(true)}>
        {t('save')}
      </Button>
      <Dialog
        title={t('save')}
        help={t('saveHelp')}
        isOpen={isOpen}
        isBusy={act.isPending}
        failure={act.error}
        onSubmit={() => form.submit()}
        onClose={() => open(false)}
      >
        <Form form={form} layout="vertical" onFinish={save}>
          <Form.Item name="title" label={t('saveName')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </Form>
      </Dialog>
    </>
  );
}
