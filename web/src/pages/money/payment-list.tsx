import { Alert, Button, Form, Input, Popconfirm, Table, Upload } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { addressOf, type Reply } from '../../api/client.ts';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { TONE_OF } from './payments.tsx';
import { useTold } from './parts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from './words.ts';

type List = Reply<'GET /counties/:county/payment-lists/:list'>;

/** One list: its payments, what happens to it next, and what the bank said. */
export function PaymentListPage() {
  const t = useWords(words);
  const { yuanInWords } = useFormat();
  const { code: county } = useCounty();
  const params = { county, list: Number(useParams()['list']) };
  const list = useGet('GET /counties/:county/payment-lists/:list', { params });
  const { data } = list;
  return (
    <Page
      title={t('listTitle', { no: params.list })}
      lead={
        data && (
          <>
            <StatusMark tone={TONE_OF[data.status]}>{t(data.status)}</StatusMark>{' '}
            {t('listLead', {
              lines: data.lines,
              total: yuanInWords(data.total_yuan),
              made: data.made_on,
              by: data.made_by,
            })}
          </>
        )
      }
      actions={data && <Acts list={data} params={params} />}
    >
      <Answer of={list}>
        {(one) => (
          <>
            {one.status === 'released' && <BankAnswer params={params} />}
            <Lines params={params} />
          </>
        )}
      </Answer>
    </Page>
  );
}

interface ListParams {
  readonly params: { readonly county: string; readonly list: number };
}

function Acts({ list, params }: ListParams & { readonly list: List }) {
  const t = useWords(words);
  const { yuanInWords } = useFormat();
  const may = useMay();
  const { refused } = useTold();
  const release = useAct('POST /counties/:county/payment-lists/:list/release');
  const cancel = useAct('POST /counties/:county/payment-lists/:list/cancellation');
  const [isCancelling, setCancelling] = useState(false);
  const [form] = Form.useForm<{ readonly reason: string }>();
  return (
    <>
      {(list.status === 'released' || list.status === 'settled') && may('payment.file') && (
        <Button
          href={addressOf('GET /counties/:county/payment-lists/:list/file', {
            params,
            query: { purpose: t('download') },
          })}
          download={`list-${params.list}.csv`}
        >
          {t('download')}
        </Button>
      )}
      {list.status === 'made' && may('payout.payment.cancel') && (
        <Button onClick={() => setCancelling(true)}>{t('takeBack')}</Button>
      )}
      {list.status === 'made' && may('payout.payment.release') && (
        <Popconfirm
          title={t('releaseAsk', { lines: list.lines, total: yuanInWords(list.total_yuan) })}
          okText={t('release')}
          onConfirm={() => release.mutate({ params, body: {} }, { onError: refused })}
        >
          <Button type="primary" loading={release.isPending}>
            {t('release')}
          </Button>
        </Popconfirm>
      )}
      <Dialog
        title={t('takeBack')}
        isOpen={isCancelling}
        onClose={() => setCancelling(false)}
        isBusy={cancel.isPending}
        failure={cancel.error}
        onSubmit={() => form.submit()}
      >
        <Form
          form={form}
          layout="vertical"
          onFinish={({ reason }) =>
            cancel.mutate({ params, body: { reason } }, { onSuccess: () => setCancelling(false) })
          }
        >
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, max: 500 }]}>
            <Input.TextArea rows={2} />
          </Form.Item>
        </Form>
      </Dialog>
    </>
  );
}

function BankAnswer({ params }: ListParams) {
  const t = useWords(words);
  const may = useMay();
  const take = useAct('POST /counties/:county/payment-lists/:list/answers');
  if (!may('payout.payment.result')) return null;
  const { data } = take;
  return (
    <Section title={t('answer')}>
      {take.error && <FailureBlock failure={take.error} />}
      {data && data.rejected === 0 && (
        <Alert type="success" title={t('answerTaken', { ...data.taken, unchanged: data.unchanged })} />
      )}
      {data && data.rejected > 0 && (
        <>
          <Alert type="error" title={t('answerRefused', { count: data.rejected })} />
          <Table
            size="small"
            pagination={false}
            rowKey={({ line, column }) => `${line} ${column}`}
            dataSource={[...data.rejects]}
            columns={[
              { title: t('line'), dataIndex: 'line' },
              { title: t('column'), dataIndex: 'column' },
              { title: t('value'), dataIndex: 'value' },
              { title: t('why'), dataIndex: 'reason' },
            ]}
          />
        </>
      )}
      <Upload.Dragger
        accept=".csv,text/csv"
        showUploadList={false}
        disabled={take.isPending}
        beforeUpload={(file) => {
          void file.text().then((body) => take.mutate({ params, body }));
          return false;
        }}
      >
        <p>{t('answerHelp')}</p>
      </Upload.Dragger>
    </Section>
  );
}

const OUTCOMES = { paid: 'good', failed: 'problem', bounced: 'returned' } as const;

/** What the bank said of a payment, one after the other: `failed 2026-11-02 why; paid 2026-11-09`. */
function Outcomes({ of: text }: { readonly of: string }) {
  const t = useWords(words);
  if (text === '') return <>—</>;
  return text.split('; ').map((each) => {
    const [status = '', day, ...reason] = each.split(' ');
    const tone = OUTCOMES[status as keyof typeof OUTCOMES];
    return (
      <div key={each}>
        {tone ? <StatusMark tone={tone}>{t(`bank_${status as keyof typeof OUTCOMES}`)}</StatusMark> : status}{' '}
        {day} {reason.join(' ')}
      </div>
    );
  });
}

function Lines({ params }: ListParams) {
  const t = useWords(words);
  const { yuan, yuanDigits } = useFormat();
  const pages = usePages('GET /counties/:county/payment-lists/:list/lines', {
    params,
    query: { purpose: t('listTitle', { no: params.list }) },
  });
  return (
    <Section title={t('lines')}>
      <DataTable
        label={t('lines')}
        rows={pages.rows}
        query={pages}
        rowKey={({ line_no }) => String(line_no)}
        empty={t('noEntries')}
        columns={[
          { title: t('line'), width: 60, dataIndex: 'line_no' },
          { title: t('payee'), dataIndex: 'payee' },
          { title: t('household'), dataIndex: 'household_no' },
          { title: t('accountKnown'), render: (_, { has_account }) => t(has_account ? 'known' : 'lacking') },
          { title: t('attempt'), width: 90, dataIndex: 'attempt' },
          {
            title: t('amount'),
            align: 'right',
            className: 'number',
            render: (_, { amount_yuan }) => yuanDigits(amount_yuan),
          },
          { title: t('outcome'), width: 260, render: (_, { outcome }) => <Outcomes of={outcome} /> },
        ]}
        card={({ line_no, payee, household_no, amount_yuan, outcome }) => (
          <div className="card">
            {line_no} · {payee} · {household_no}
            <div className="number">{yuan(amount_yuan)}</div>
            <Outcomes of={outcome} />
          </div>
        )}
      />
    </Section>
  );
}
