import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { SPENDING_KINDS } from '../../../../src/livelihood/programmes/pure.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { FactDialog } from './form.tsx';
import { type OfEntity, RequestStatus } from './parts.tsx';
import { words } from './words.ts';

const { collective_expense, collective_transfer } = SPENDING_KINDS;

/** What an entity has asked to spend, and where each request stands. */
export function Spending({ county, entity }: OfEntity) {
  const t = useWords(words);
  const { yuan, yuanDigits } = useFormat();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const pages = usePages('GET /counties/:county/expenditures', {
    params: { county },
    query: { entity: entity.entity_no, limit: 100 },
  });
  const linkOf = ({ expenditure_no }: { readonly expenditure_no: number }) =>
    `/entities/spending/${expenditure_no}`;
  return (
    <Section
      title={t('requests')}
      extra={
        may('programmes.expenditure.request') && (
          <Button type="primary" onClick={() => open(true)}>
            {t('request')}
          </Button>
        )
      }
    >
      <DataTable
        label={t('requests')}
        rows={pages.rows}
        query={pages}
        rowKey={({ expenditure_no }) => String(expenditure_no)}
        linkOf={linkOf}
        empty={t('noRequests')}
        columns={[
          { title: t('on'), dataIndex: 'requested_on' },
          { title: t('purposeOf'), render: (_, row) => <Link to={linkOf(row)}>{row.purpose_text}</Link> },
          {
            title: t('amount'),
            align: 'right',
            className: 'number',
            render: (_, row) => yuanDigits(row.amount_yuan),
          },
          { title: '', render: (_, row) => t('tier', { no: row.tier_no }) },
          { title: t('status'), render: (_, row) => <RequestStatus of={row.status} /> },
        ]}
        card={(row) => (
          <Link className="card" to={linkOf(row)}>
            <strong>{row.purpose_text}</strong>
            <div className="number">{yuan(row.amount_yuan)}</div>
            <div>
              <RequestStatus of={row.status} />
            </div>
          </Link>
        )}
      />
      {isOpen && <RequestForm county={county} entity={entity} onClose={() => open(false)} />}
    </Section>
  );
}

function RequestForm({ county, entity, onClose }: OfEntity & { readonly onClose: () => void }) {
  const t = useWords(words);
  const today = useToday();
  const navigate = useNavigate();
  const act = useAct('POST /counties/:county/entities/:entity/expenditures');
  return (
    <FactDialog
      title={t('request')}
      hasFiles
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        {
          name: 'kind',
          label: t('kind'),
          kind: 'choice',
          options: { collective_expense, collective_transfer },
          initial: 'collective_expense',
        },
        { name: 'payee', label: t('payee'), kind: 'text', help: t('payeeHelp') },
        { name: 'amount', label: t('amount'), kind: 'yuan' },
        { name: 'purpose', label: t('purposeOf'), kind: 'long' },
        { name: 'on', label: t('on'), kind: 'day', initial: today },
      ]}
      onSend={(given, files, close) =>
        act.mutate(
          {
            params: { county, entity: entity.entity_no },
            body: {
              kind: given['kind'] as 'collective_expense' | 'collective_transfer',
              payee: given['payee']!,
              amount_yuan: given['amount']!,
              purpose: given['purpose']!,
              on: given['on']!,
              files: [...files],
            },
          },
          {
            onSuccess: ({ expenditure_no }) => {
              close();
              void navigate(`/entities/spending/${expenditure_no}`);
            },
          },
        )
      }
    />
  );
}
