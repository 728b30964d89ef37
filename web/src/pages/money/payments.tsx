import { Button, Form, InputNumber } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StatusMark, type Tone } from '../../ui/status.tsx';
import { AccountForm } from './account-form.tsx';
import { MoneyTabs } from './parts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from './words.ts';

export const TONE_OF: Readonly<Record<'made' | 'released' | 'cancelled' | 'settled', Tone>> = {
  made: 'todo',
  released: 'waiting',
  cancelled: 'returned',
  settled: 'done',
};

/** Payment lists for the bank: made by one, released by another, answered by the bank. */
export function PaymentsPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const may = useMay();
  const [open, setOpen] = useState<'make' | 'account'>();
  return (
    <Page
      title={t('payments')}
      lead={t('paymentsLead')}
      actions={
        <>
          {may('payout.payment.account') && (
            <Button onClick={() => setOpen('account')}>{t('recordAccount')}</Button>
          )}
          {may('payout.payment.make') && (
            <Button type="primary" onClick={() => setOpen('make')}>
              {t('makeList')}
            </Button>
          )}
        </>
      }
    >
      <MoneyTabs />
      {may('see.case') && (
        <p>
          <Link to="/cases?tab=cases&stage=PAYMENT_ORDERED">{t('waitingCases')}</Link>
        </p>
      )}
      <Lists county={county} />
      <MakeForm isOpen={open === 'make'} onClose={() => setOpen(undefined)} county={county} />
      <AccountForm isOpen={open === 'account'} onClose={() => setOpen(undefined)} county={county} />
    </Page>
  );
}

function Lists({ county }: { readonly county: string }) {
  const t = useWords(words);
  const { yuan, yuanDigits, count } = useFormat();
  const pages = usePages('GET /counties/:county/payment-lists', { params: { county } });
  const linkOf = ({ list_no }: { readonly list_no: number }): string => `/money/payments/${list_no}`;
  return (
    <Section title={t('payments')}>
      <DataTable
        label={t('payments')}
        rows={pages.rows}
        query={pages}
        rowKey={({ list_no }) => String(list_no)}
        linkOf={linkOf}
        empty={t('noLists')}
        columns={[
          { title: t('list'), render: (_, row) => <Link to={linkOf(row)}>{row.list_no}</Link> },
          {
            title: t('state'),
            render: (_, { status }) => <StatusMark tone={TONE_OF[status]}>{t(status)}</StatusMark>,
          },
          { title: t('year'), dataIndex: 'policy_year' },
          { title: t('madeOn'), dataIndex: 'made_on' },
          { title: t('by'), dataIndex: 'made_by' },
          { title: t('payCount'), align: 'right', render: (_, { lines }) => count(lines) },
          {
            title: t('total'),
            align: 'right',
            className: 'number',
            render: (_, { total_yuan }) => yuanDigits(total_yuan),
          },
          {
            title: t('outcome'),
            width: 200,
            render: (_, row) => t('outcomes', { paid: row.paid, failed: row.failed, bounced: row.bounced }),
          },
        ]}
        card={(row) => (
          <Link className="card" to={linkOf(row)}>
            <StatusMark tone={TONE_OF[row.status]}>{t(row.status)}</StatusMark>{' '}
            {t('listTitle', { no: row.list_no })}
            <div>{t('outcomes', { paid: row.paid, failed: row.failed, bounced: row.bounced })}</div>
            <div className="number">{yuan(row.total_yuan)}</div>
          </Link>
        )}
      />
    </Section>
  );
}

function MakeForm({
  isOpen,
  onClose,
  county,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly county: string;
}) {
  const t = useWords(words);
  const today = useToday();
  const navigate = useNavigate();
  const act = useAct('POST /counties/:county/payment-lists');
  const years = useGet('GET /counties/:county/pools', { params: { county } }, { when: isOpen });
  const [form] = Form.useForm<{ readonly year: number }>();
  const year = Form.useWatch('year', form) ?? years.data?.rows[0]?.policy_year ?? Number(today.slice(0, 4));
  return (
    <Dialog
      title={t('makeList')}
      help={t('makeHelp', { year })}
      isOpen={isOpen}
      onClose={onClose}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ year }}
        onFinish={(given) =>
          act.mutate(
            { params: { county }, body: { year: given.year } },
            { onSuccess: ({ list_no }) => void navigate(`/money/payments/${list_no}`) },
          )
        }
      >
        <Form.Item name="year" label={t('year')} rules={[{ required: true }]}>
          <InputNumber min={1900} max={9999} precision={0} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
