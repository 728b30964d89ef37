import { Button, DatePicker, Form, Input, InputNumber } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { MoneyTabs } from './parts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from './words.ts';

/** Random samples of payments that are checked on the spot. */
export function SamplesPage() {
  const t = useWords(words);
  const { percent } = useFormat();
  const { code: county } = useCounty();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const samples = useGet('GET /counties/:county/samples', { params: { county } });
  const linkOf = ({ sample_no }: { readonly sample_no: number }): string => `/money/samples/${sample_no}`;
  return (
    <Page
      title={t('samples')}
      lead={t('samplesLead')}
      actions={
        may('payout.sample.draw') && (
          <Button type="primary" onClick={() => open(true)}>
            {t('draw')}
          </Button>
        )
      }
    >
      <MoneyTabs />
      <Section title={t('samples')}>
        <Answer of={samples}>
          {({ rows }) => (
            <DataTable
              label={t('samples')}
              rows={rows}
              rowKey={({ sample_no }) => String(sample_no)}
              linkOf={linkOf}
              empty={t('noSamples')}
              columns={[
                {
                  title: t('samples'),
                  width: 100,
                  render: (_, row) => <Link to={linkOf(row)}>{row.sample_no}</Link>,
                },
                { title: t('on'), dataIndex: 'drawn_on' },
                {
                  title: `${t('from')} – ${t('to')}`,
                  width: 240,
                  render: (_, row) => `${row.paid_from} – ${row.paid_to}`,
                },
                { title: t('confidence'), render: (_, row) => percent(row.confidence, 0) },
                { title: t('margin'), render: (_, row) => percent(row.margin, 0) },
                { title: t('drawn'), align: 'right', dataIndex: 'drawn' },
                { title: t('visited'), align: 'right', dataIndex: 'visited' },
              ]}
              card={(row) => (
                <Link className="card" to={linkOf(row)}>
                  <strong>{t('sampleTitle', { no: row.sample_no })}</strong>
                  <div>
                    {row.paid_from} – {row.paid_to}
                  </div>
                  <div>
                    {t('visited')} {row.visited} / {row.drawn}
                  </div>
                </Link>
              )}
            />
          )}
        </Answer>
      </Section>
      <DrawForm isOpen={isOpen} onClose={() => open(false)} county={county} />
    </Page>
  );
}

function DrawForm({
  isOpen,
  onClose,
  county,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly county: string;
}) {
  const t = useWords(words);
  const navigate = useNavigate();
  const act = useAct('POST /counties/:county/samples');
  const [form] = Form.useForm<{
    readonly days: readonly [Dayjs, Dayjs];
    readonly confidence: number;
    readonly margin: number;
    readonly seed: string;
  }>();
  return (
    <Dialog
      title={t('draw')}
      isOpen={isOpen}
      onClose={onClose}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ confidence: 95, margin: 5 }}
        onFinish={({ days: [from, to], confidence, margin, seed }) =>
          act.mutate(
            {
              params: { county },
              body: {
                from: from.format('YYYY-MM-DD'),
                to: to.format('YYYY-MM-DD'),
                confidence: confidence / 100,
                margin: margin / 100,
                seed,
              },
            },
            { onSuccess: ({ sample_no }) => void navigate(`/money/samples/${sample_no}`) },
          )
        }
      >
        <Form.Item name="days" label={`${t('from')} – ${t('to')}`} rules={[{ required: true }]}>
          <DatePicker.RangePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="confidence" label={t('confidence')} rules={[{ required: true }]}>
          <InputNumber min={50} max={99} suffix="%" />
        </Form.Item>
        <Form.Item name="margin" label={t('margin')} rules={[{ required: true }]}>
          <InputNumber min={1} max={30} suffix="%" />
        </Form.Item>
        <Form.Item name="seed" label={t('seed')} rules={[{ required: true, max: 100 }]}>
          <Input />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
