import { Button, Form, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { useAreas } from '../../ui/areas.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from './words.ts';

type Sample = Reply<'GET /counties/:county/samples/:sample'>;
type Line = Sample['lines'][number];
const FINDINGS = ['in_order', 'not_received', 'other_amount', 'other_household', 'not_entitled'] as const;

/** One sample: the visits, and the share in order with its interval. */
export function SamplePage() {
  const t = useWords(words);
  const { percent } = useFormat();
  const { code: county } = useCounty();
  const params = { county, sample: Number(useParams()['sample']) };
  const sample = useGet('GET /counties/:county/samples/:sample', { params });
  const { data } = sample;
  const lead = !data
    ? undefined
    : data.result === null
      ? t('sampleNone')
      : t('sampleResult', {
          share: percent(data.result.share),
          confidence: percent(data.confidence, 0),
          low: percent(data.result.low),
          high: percent(data.result.high),
        });
  return (
    <Page title={t('sampleTitle', { no: params.sample })} lead={lead}>
      <Answer of={sample}>
        {(one) => (
          <>
            <Strata sample={one} />
            <Lines sample={one} params={params} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Strata({ sample }: { readonly sample: Sample }) {
  const t = useWords(words);
  const { nameOf } = useAreas();
  return (
    <Section title={t('township')} extra={<small>{t('seedIs', { seed: sample.seed })}</small>}>
      <Table
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey="township_code"
        dataSource={[...sample.strata]}
        columns={[
          { title: t('township'), render: (_, { township_code }) => nameOf(township_code) },
          { title: t('payCount'), align: 'right', dataIndex: 'payments' },
          { title: t('drawn'), align: 'right', dataIndex: 'drawn' },
          { title: t('visited'), align: 'right', dataIndex: 'visited' },
          { title: t('inOrderCount'), align: 'right', dataIndex: 'in_order' },
        ]}
      />
    </Section>
  );
}

function Lines({
  sample,
  params,
}: {
  readonly sample: Sample;
  readonly params: { readonly county: string; readonly sample: number };
}) {
  const t = useWords(words);
  const { yuanDigits } = useFormat();
  const may = useMay();
  const [open, setOpen] = useState<Line>();
  const found = ({ finding }: Line) =>
    finding === null ? (
      <StatusMark tone="todo">{t('sampleNone')}</StatusMark>
    ) : (
      <StatusMark tone={finding === 'in_order' ? 'good' : 'problem'}>{t(finding)}</StatusMark>
    );
  const act = (line: Line) =>
    may('payout.sample.visit') && (
      <Button size="small" onClick={() => setOpen(line)}>
        {t('record')}
      </Button>
    );
  return (
    <Section title={t('lines')}>
      <DataTable
        label={t('lines')}
        rows={sample.lines}
        rowKey={({ list_no, line_no }) => `${list_no}/${line_no}`}
        empty={t('noEntries')}
        columns={[
          { title: t('list'), render: (_, { list_no, line_no }) => `${list_no}/${line_no}` },
          { title: t('household'), dataIndex: 'household_no' },
          {
            title: t('amount'),
            align: 'right',
            className: 'number',
            render: (_, { amount_yuan }) => yuanDigits(amount_yuan),
          },
          { title: t('finding'), render: (_, line) => found(line) },
          { title: t('on'), render: (_, { visited_on }) => visited_on ?? '—' },
          { title: t('by'), render: (_, { visited_by }) => visited_by ?? '—' },
          { title: '', render: (_, line) => act(line) },
        ]}
        card={(line) => (
          <div className="card">
            {line.household_no} <span className="number">{yuanDigits(line.amount_yuan)}</span>
            <div>{found(line)}</div>
            {act(line)}
          </div>
        )}
      />
      {open && <VisitForm line={open} params={params} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

function VisitForm({
  line,
  params,
  onClose,
}: {
  readonly line: Line;
  readonly params: { readonly county: string; readonly sample: number };
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const visit = useAct('POST /counties/:county/samples/:sample/visits');
  const [form] = Form.useForm<{ readonly finding: (typeof FINDINGS)[number]; readonly note?: string }>();
  return (
    <Dialog
      title={t('record')}
      isOpen
      onClose={onClose}
      isBusy={visit.isPending}
      failure={visit.error}
      onSubmit={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ finding, note }) =>
          visit.mutate(
            { params, body: { list: line.list_no, line: line.line_no, finding, ...(note && { note }) } },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item name="finding" label={t('finding')} rules={[{ required: true }]}>
          <Select options={FINDINGS.map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('note')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
