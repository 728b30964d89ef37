import { Alert, Button, DatePicker, Drawer } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { MoneyTabs, useAccountName } from './parts.tsx';
import { words } from './words.ts';

type Code = Reply<'GET /counties/:county/ledger/trial-balance'>[number]['code'];

/** All accounts by code on a day; debits equal credits. */
export function LedgerPage() {
  const t = useWords(words);
  const today = useToday();
  const { code: county } = useCounty();
  const may = useMay();
  const { values, set } = useFilters(['on', 'code']);
  const day = values.on ?? today;
  const balance = useGet('GET /counties/:county/ledger/trial-balance', {
    params: { county },
    query: { on: day },
  });
  return (
    <Page
      title={t('ledger')}
      lead={t('ledgerLead', { day })}
      actions={
        <DatePicker
          aria-label={t('day')}
          value={dayjs(day)}
          allowClear={false}
          onChange={(chosen) => set({ on: chosen?.format('YYYY-MM-DD') })}
        />
      }
    >
      <MoneyTabs />
      {may('ledger.verify') && <Verification county={county} />}
      <Section title={t('balances')}>
        <Answer of={balance}>{(lines) => <Balances lines={lines} onOpen={(code) => set({ code })} />}</Answer>
      </Section>
      <Drawer
        open={values.code !== undefined}
        onClose={() => set({ code: undefined })}
        size={720}
        title={t('accounts')}
        destroyOnHidden
      >
        {values.code !== undefined && <Accounts county={county} code={values.code as Code} day={day} />}
      </Drawer>
    </Page>
  );
}

function Balances({
  lines,
  onOpen,
}: {
  readonly lines: Reply<'GET /counties/:county/ledger/trial-balance'>;
  readonly onOpen: (code: Code) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuanDigits, count } = useFormat();
  const amount = (value: string, asset: string): string =>
    asset === 'POINT' ? `${count(value)} ${t('points')}` : yuanDigits(value);
  return (
    <DataTable
      label={t('ledger')}
      rows={lines}
      rowKey={({ code }) => code}
      empty={t('emptyLedger')}
      columns={[
        {
          title: t('code'),
          render: (_, { code, name }) => (
            <Button type="link" size="small" onClick={() => onOpen(code)}>
              {say(name)}
            </Button>
          ),
        },
        { title: t('accounts'), align: 'right', render: (_, { accounts }) => count(accounts) },
        {
          title: t('debit'),
          align: 'right',
          className: 'number',
          render: (_, { debit, asset }) => amount(debit, asset),
        },
        {
          title: t('credit'),
          align: 'right',
          className: 'number',
          render: (_, { credit, asset }) => amount(credit, asset),
        },
        {
          title: t('balanceCol'),
          align: 'right',
          className: 'number',
          render: (_, row) => amount(row.balance, row.asset),
        },
      ]}
      card={({ code, name, balance, accounts, asset }) => (
        <button type="button" className="card card-button" onClick={() => onOpen(code)}>
          <span className="card-line">
            <strong>{say(name)}</strong>
            <span className="number">{amount(balance, asset)}</span>
          </span>
          <small>
            {t('accounts')}: {count(accounts)}
          </small>
        </button>
      )}
    />
  );
}

function Accounts({
  county,
  code,
  day,
}: {
  readonly county: string;
  readonly code: Code;
  readonly day: string;
}) {
  const t = useWords(words);
  const { yuanDigits } = useFormat();
  const accountName = useAccountName();
  const pages = usePages('GET /counties/:county/ledger/accounts', {
    params: { county },
    query: { code, on: day },
  });
  const linkOf = ({ account }: { readonly account: string }): string =>
    `/money/ledger/${encodeURIComponent(account)}?to=${day}`;
  return (
    <DataTable
      label={t('accounts')}
      rows={pages.rows}
      query={pages}
      rowKey={({ account }) => account}
      linkOf={linkOf}
      empty={t('noAccounts')}
      columns={[
        { title: t('account'), render: (_, row) => <Link to={linkOf(row)}>{accountName(row.account)}</Link> },
        {
          title: t('balanceCol'),
          align: 'right',
          className: 'number',
          render: (_, { balance }) => yuanDigits(balance),
        },
      ]}
      card={(row) => (
        <Link className="card" to={linkOf(row)}>
          {accountName(row.account)}
          <div className="number">{yuanDigits(row.balance)}</div>
        </Link>
      )}
    />
  );
}

function Verification({ county }: { readonly county: string }) {
  const t = useWords(words);
  const say = useBilingual();
  const { count } = useFormat();
  const [isAsked, ask] = useState(false);
  const check = useGet(
    'GET /counties/:county/ledger/verification',
    { params: { county } },
    { when: isAsked },
  );
  return (
    <Section
      title={t('verify')}
      extra={
        <Button loading={check.isFetching} onClick={() => (isAsked ? void check.refetch() : ask(true))}>
          {t('verify')}
        </Button>
      }
    >
      {!check.data && <p className="nothing">{t('verifyHelp')}</p>}
      {check.error && <FailureBlock failure={check.error} />}
      {check.data && check.data.faults.length === 0 && (
        <Alert
          type="success"
          title={t('verified', {
            postings: count(check.data.postings),
            authorisations: count(check.data.authorisations),
            accounts: count(check.data.accounts),
          })}
        />
      )}
      {check.data && check.data.faults.length > 0 && (
        <Alert
          type="error"
          title={t('faults', { count: check.data.faults.length })}
          description={
            <ul>
              {check.data.faults.map((fault) => (
                <li key={`${fault.check} ${fault.at}`}>{say(fault.sentence)}</li>
              ))}
            </ul>
          }
        />
      )}
    </Section>
  );
}
