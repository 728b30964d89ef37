import { App, Button, Form, Input, Select, Space } from 'antd';
import { useState } from 'react';
import type { Body, Reply } from '../../api/client.ts';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay, useMe } from '../../session.ts';
import { AskWhy } from '../../ui/ask-why.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureBlock, Page, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { PolicyTabs } from './parts.tsx';
import { valueInWords } from './rule-names.ts';
import { words } from './words.ts';

type Proposal = Reply<'GET /policy-proposals'>['rows'][number];
type Value = Body<'POST /policy-proposals'>['value'];

/** Numbers that somebody has proposed; another person publishes or refuses them. */
export function ProposalsPage() {
  const t = useWords(words);
  const may = useMay();
  const me = useMe();
  const [isOpen, open] = useState(false);
  const [refusing, refuse] = useState<Proposal>();
  const pages = usePages('GET /policy-proposals', { query: { limit: 100 } });
  const decide = useAct('POST /policy-proposals/:proposal/decision');
  const acts = (row: Proposal) =>
    row.is_approved === null &&
    row.proposed_by !== me.name &&
    may('policy.approve') && (
      <Space>
        <Button
          size="small"
          type="primary"
          loading={decide.isPending}
          onClick={() => decide.mutate({ params: { proposal: row.proposal_no }, body: { is_approved: true } })}
        >
          {t('approve')}
        </Button>
        <Button size="small" onClick={() => refuse(row)}>
          {t('refuse')}
        </Button>
      </Space>
    );
  return (
    <Page
      title={t('proposals')}
      lead={t('proposalsLead')}
      actions={
        may('policy.propose') && (
          <Button type="primary" onClick={() => open(true)}>
            {t('propose')}
          </Button>
        )
      }
    >
      <PolicyTabs />
      {decide.error && <FailureBlock failure={decide.error} />}
      <Section>
        <DataTable
          label={t('proposals')}
          rows={pages.rows}
          query={pages}
          rowKey={({ proposal_no }) => proposal_no}
          empty={t('noProposals')}
          columns={[
            { title: t('state'), render: (_, row) => <State of={row} /> },
            { title: t('policy'), dataIndex: 'policy_id' },
            { title: t('path'), dataIndex: 'path' },
            { title: t('newValue'), render: (_, { value }) => valueInWords(value) },
            { title: t('firstDay'), dataIndex: 'from' },
            { title: t('document'), render: (_, { source }) => source.document },
            { title: t('by'), dataIndex: 'proposed_by' },
            { title: t('decidedBy'), render: (_, { decided_by }) => decided_by ?? '—' },
            { title: '', render: (_, row) => acts(row) },
          ]}
          card={(row) => (
            <div className="card">
              <State of={row} /> {row.policy_id}
              <div>
                {row.path} = <strong>{valueInWords(row.value)}</strong>
              </div>
              {acts(row)}
            </div>
          )}
        />
      </Section>
      {isOpen && <ProposeForm onClose={() => open(false)} />}
      {refusing && (
        <AskWhy
          title={t('refuse')}
          ok={t('refuse')}
          isBusy={decide.isPending}
          onClose={() => refuse(undefined)}
          onWhy={(reason) =>
            decide.mutate(
              { params: { proposal: refusing.proposal_no }, body: { is_approved: false, reason } },
              { onSuccess: () => refuse(undefined) },
            )
          }
        />
      )}
    </Page>
  );
}

function State({ of: { is_approved } }: { readonly of: Proposal }) {
  const t = useWords(words);
  if (is_approved === null) return <StatusMark tone="todo">{t('waiting')}</StatusMark>;
  return (
    <StatusMark tone={is_approved ? 'good' : 'refused'}>{t(is_approved ? 'approved' : 'refused')}</StatusMark>
  );
}

/** What was typed, as the file would have it; a text that is no JSON is a word. */
function valueOf(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

function ProposeForm({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(words);
  const say = useBilingual();
  const { message } = App.useApp();
  const act = useAct('POST /policy-proposals');
  const policies = useGet('GET /policies', {});
  const [form] = Form.useForm<Body<'POST /policy-proposals'> & { readonly text: string }>();
  const policy = Form.useWatch('policy', form);
  const chosen = useGet('GET /policies/:policy', { params: { policy: policy ?? '' } }, { when: policy !== undefined });
  return (
    <Dialog
      title={t('propose')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ text, ...given }) =>
          act.mutate(
            { body: { ...given, value: valueOf(text) } },
            {
              onSuccess: () => {
                void message.success(t('proposed'));
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="policy" label={t('policy')} rules={[{ required: true }]}>
          <Select options={(policies.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: say(title) }))} />
        </Form.Item>
        <Form.Item name="path" label={t('path')} rules={[{ required: true }]}>
          <Select
            showSearch
            options={(chosen.data?.changeable_paths ?? []).map((path) => ({ value: path, label: path }))}
          />
        </Form.Item>
        <Form.Item name="text" label={t('newValue')} extra={t('jsonHelp')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="from" label={t('firstDay')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="document" label={t('document')} rules={[{ required: true, whitespace: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')}>
          <Input />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
