import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet, usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Deadline, StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { ReceiveForm } from './receive.tsx';
import { words } from './words.ts';
import './notices.css';

export type Objection = Reply<'GET /counties/:county/objections'>['rows'][number];

/** What was said against decisions, and by when somebody else answers. */
export function ObjectionsPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { values, set } = useFilters(['which']);
  const which = values.which ?? 'open';
  const mayReceive = useMay()('governance.objection.receive');
  const [isReceiving, receive] = useState(false);
  const rules = useGet('GET /procedure', {});
  const query = usePages(
    'GET /counties/:county/objections',
    {
      params: { county },
      query:
        which === 'open' ? { open: true } : { newest: true, ...(which === 'answered' && { open: false }) },
    },
    { when: county !== '' },
  );
  const isCounted = which === 'open' && query.first !== undefined && rules.data !== undefined;
  return (
    <Page
      title={t('objectionsTitle')}
      lead={
        isCounted &&
        t('objectionsLead', {
          count: query.hasNextPage ? `${query.rows.length}+` : query.rows.length,
          days: rules.data?.answer.days ?? 0,
        })
      }
      actions={
        mayReceive && (
          <Button type="primary" onClick={() => receive(true)}>
            {t('receive')}
          </Button>
        )
      }
    >
      <Segmented
        className="filter-line"
        aria-label={t('which')}
        value={which}
        onChange={(value) => set({ which: value === 'open' ? undefined : value })}
        options={[
          { value: 'open', label: t('open') },
          { value: 'answered', label: t('answered') },
          { value: 'all', label: t('every') },
        ]}
      />
      <ObjectionList query={query} rows={query.rows} empty={t(which === 'open' ? 'noneOpen' : 'none')} />
      {isReceiving && <ReceiveForm onClose={() => receive(false)} />}
    </Page>
  );
}

/** The objections to what a notice makes public, and the way to record another. */
export function ObjectionsOfNotice({
  notice,
}: {
  readonly notice: Reply<'GET /counties/:county/notices/:notice'>;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { code: county } = useCounty();
  const mayReceive = useMay()('governance.objection.receive');
  const [isReceiving, receive] = useState(false);
  const query = usePages('GET /counties/:county/objections', {
    params: { county },
    query: { notice: notice.notice_no, newest: true },
  });
  return (
    <Section
      title={t('objections')}
      extra={mayReceive && <Button onClick={() => receive(true)}>{t('receive')}</Button>}
    >
      <ObjectionList query={query} rows={query.rows} empty={t('none')} />
      {isReceiving && (
        <ReceiveForm
          lines={notice.lines.map(({ line_no, subject_module, subject_id }, i) => ({
            subject: { module: subject_module, id: subject_id },
            label: [t('line', { no: line_no }), ...(notice.content.rows[i] ?? []).slice(0, 4).map(say)].join(
              ' · ',
            ),
          }))}
          area={notice.area_code}
          onClose={() => receive(false)}
        />
      )}
    </Section>
  );
}

type Query = Parameters<typeof DataTable<Objection>>[0]['query'];

function ObjectionList({
  rows,
  query,
  empty,
}: {
  readonly rows: readonly Objection[];
  readonly query: NonNullable<Query>;
  readonly empty: string;
}) {
  const t = useWords(words);
  const term = useTerm();
  return (
    <DataTable<Objection>
      label={t('objections')}
      rows={rows}
      query={query}
      rowKey={({ objection_no }) => String(objection_no)}
      linkOf={({ objection_no }) => `/notices/objections/${objection_no}`}
      empty={empty}
      columns={[
        {
          title: t('no'),
          width: 70,
          render: (_, { objection_no }) => (
            <Link to={`/notices/objections/${objection_no}`}>{objection_no}</Link>
          ),
        },
        { title: t('status'), width: 220, render: (_, row) => <ObjectionStatus of={row} /> },
        { title: t('received'), width: 120, dataIndex: 'received_on' },
        { title: t('about'), width: 160, render: (_, row) => <About of={row} /> },
        { title: t('channel'), width: 160, render: (_, { channel }) => term('channel', channel) },
        { title: t('objectionWords'), dataIndex: 'words', ellipsis: true },
      ]}
      card={(row) => (
        <Link className="card" to={`/notices/objections/${row.objection_no}`}>
          <ObjectionStatus of={row} />
          <strong>{row.words}</strong>
          <span className="soft">
            <About of={row} /> · {term('channel', row.channel)} · {row.received_on}
          </span>
        </Link>
      )}
    />
  );
}

export function About({ of: { subject_module, subject_id } }: { readonly of: Objection }) {
  const t = useWords(words);
  const [no = ''] = subject_id.split('/');
  if (subject_module === 'notice') return <Link to={`/notices/${no}`}>{t('noticeTitle', { no })}</Link>;
  return <>{subject_module === 'cases' ? t('aboutCase', { no }) : t('aboutOther', { no: no.slice(0, 8) })}</>;
}

export function ObjectionStatus({ of: { verdict, answer_by } }: { readonly of: Objection }) {
  const term = useTerm();
  if (verdict === null) return <Deadline day={answer_by} />;
  return (
    <StatusMark tone={verdict === 'upheld' ? 'returned' : 'done'}>{term('verdict', verdict)}</StatusMark>
  );
}
