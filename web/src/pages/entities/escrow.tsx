import { Link } from 'react-router';
import { useAccountName, useKindName } from '../money/parts.tsx';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { words } from './words.ts';

type Escrows = Reply<'GET /counties/:county/escrows'>;

/** What waits for the agent, and which purses it keeps. */
export function EscrowPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const escrows = useGet('GET /counties/:county/escrows', { params: { county } }, { when: county !== '' });
  const { data } = escrows;
  return (
    <Page
      title={t('escrowTitle')}
      lead={
        data &&
        (data.waiting.length === 0 ? t('escrowNone') : t('escrowLead', { count: data.waiting.length }))
      }
    >
      <Answer of={escrows}>
        {({ rows, waiting }) => (
          <>
            <Waiting of={waiting} />
            <Purses of={rows} />
          </>
        )}
      </Answer>
    </Page>
  );
}

const linkOf = ({ decision }: { readonly decision: string }): string => {
  const [, round] = /^shares\/round\/(\d+)/.exec(decision) ?? [];
  if (round !== undefined) return `/shares/rounds/${round}`;
  const [, request] = /^programmes\/expenditure\/(\d+)$/.exec(decision) ?? [];
  return request === undefined ? '/entities/escrow' : `/entities/spending/${request}`;
};

function Waiting({ of: waiting }: { readonly of: Escrows['waiting'] }) {
  const t = useWords(words);
  const { yuan, yuanDigits } = useFormat();
  const accountName = useAccountName();
  const kindName = useKindName();
  return (
    <Section title={t('escrowTitle')}>
      <DataTable
        label={t('escrowTitle')}
        rows={waiting}
        rowKey={({ authorisation_no }) => authorisation_no}
        linkOf={linkOf}
        empty={t('escrowNone')}
        columns={[
          {
            title: t('name'),
            render: (_, row) => <Link to={linkOf(row)}>{row.entity_name ?? accountName(row.payer)}</Link>,
          },
          { title: t('kind'), render: (_, row) => kindName(row.kind) },
          {
            title: t('payee'),
            render: (_, row) => (row.payee === null ? '—' : accountName(row.payee)),
          },
          {
            title: t('amount'),
            align: 'right',
            className: 'number',
            render: (_, row) => yuanDigits(row.limit_yuan),
          },
          { title: t('decidedBy'), render: (_, row) => [...new Set([...row.apart, row.actor])].join('、') },
          { title: t('validTo'), dataIndex: 'valid_to' },
        ]}
        card={(row) => (
          <Link className="card" to={linkOf(row)}>
            <strong>{row.entity_name ?? accountName(row.payer)}</strong>
            <div>{kindName(row.kind)}</div>
            <div className="number">{yuan(row.limit_yuan)}</div>
            <small>
              {t('validTo')} {row.valid_to}
            </small>
          </Link>
        )}
      />
    </Section>
  );
}

function Purses({ of: rows }: { readonly of: Escrows['rows'] }) {
  const t = useWords(words);
  const accountName = useAccountName();
  return (
    <Section title={t('escrowed')}>
      <DataTable
        label={t('escrowed')}
        rows={rows}
        rowKey={({ escrow_no }) => escrow_no}
        empty={t('noEscrowed')}
        columns={[
          {
            title: t('name'),
            render: (_, row) =>
              row.entity_no === null ? (
                accountName(row.account)
              ) : (
                <Link to={`/entities/${row.entity_no}`}>{row.entity_name}</Link>
              ),
          },
          {
            title: t('purse'),
            render: (_, row) => <Link to={`/money/ledger/${row.account}`}>{accountName(row.account)}</Link>,
          },
          { title: t('agent'), dataIndex: 'agent' },
          { title: t('since'), dataIndex: 'since' },
          { title: t('until'), render: (_, row) => row.until ?? '—' },
        ]}
        card={(row) => (
          <div className="card">
            <strong>{row.entity_name ?? accountName(row.account)}</strong>
            <div>
              <Link to={`/money/ledger/${row.account}`}>{accountName(row.account)}</Link>
            </div>
            <div>{row.agent}</div>
            <small>
              {row.since} – {row.until ?? ''}
            </small>
          </div>
        )}
      />
    </Section>
  );
}
