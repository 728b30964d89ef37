import { Button, Segmented } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../../api/query.ts';
import type { Reply } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Page } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { words } from './words.ts';
import './meetings.css';

type Row = Reply<'GET /counties/:county/meetings'>['rows'][number];

/** Which meetings are still to be held or closed; the latest first. */
export function MeetingsPage() {
  const t = useWords(words);
  const { dayOfWeek } = useFormat();
  const { code: county } = useCounty();
  const mayCall = useMay()('governance.meeting.call');
  const { values, set } = useFilters(['which']);
  const which = values.which ?? 'open';
  const query = usePages(
    'GET /counties/:county/meetings',
    {
      params: { county },
      query: { newest: true, ...(which !== 'all' && { open: which === 'open' }) },
    },
    { when: county !== '' },
  );
  const { rows } = query;
  const isAll = !query.hasNextPage;
  const lead =
    which === 'open' && query.first
      ? rows.length === 0
        ? t('leadNone')
        : t('lead', { count: isAll ? rows.length : `${rows.length}+` })
      : undefined;
  return (
    <Page
      title={t('title')}
      lead={lead}
      actions={
        <>
          <Link to="/meetings/bodies">
            <Button>{t('bodies')}</Button>
          </Link>
          {mayCall && (
            <Link to="/meetings/new">
              <Button type="primary">{t('call')}</Button>
            </Link>
          )}
        </>
      }
    >
      <Segmented
        className="filter-line"
        aria-label={t('which')}
        value={which}
        onChange={(value) => set({ which: value === 'open' ? undefined : value })}
        options={[
          { value: 'open', label: t('open') },
          { value: 'closed', label: t('closed') },
          { value: 'all', label: t('all') },
        ]}
      />
      <DataTable<Row>
        label={t('title')}
        rows={rows}
        query={query}
        rowKey={({ meeting_no }) => String(meeting_no)}
        linkOf={({ meeting_no }) => `/meetings/${meeting_no}`}
        empty={t(which === 'open' ? 'emptyOpen' : 'empty')}
        columns={[
          {
            title: t('no'),
            width: 80,
            render: (_, { meeting_no }) => <Link to={`/meetings/${meeting_no}`}>{meeting_no}</Link>,
          },
          { title: t('status'), width: 130, render: (_, row) => <MeetingStatus of={row} /> },
          { title: t('day'), width: 120, dataIndex: 'day' },
          { title: t('body'), dataIndex: 'body_name' },
          { title: t('agenda'), width: 110, render: (_, { items }) => t('items', { count: items }) },
          { title: t('place'), dataIndex: 'place' },
          { title: t('chair'), width: 150, dataIndex: 'chair_name' },
        ]}
        card={(row) => (
          <Link className="card" to={`/meetings/${row.meeting_no}`}>
            <span className="card-line">
              <MeetingStatus of={row} /> <span>{dayOfWeek(row.day)}</span>
            </span>
            <strong>{row.body_name}</strong>
            <span className="soft">
              {t('items', { count: row.items })} · {row.place}
            </span>
          </Link>
        )}
      />
    </Page>
  );
}

export function MeetingStatus({ of: { day, closed_by } }: { readonly of: Pick<Row, 'day' | 'closed_by'> }) {
  const t = useWords(words);
  const today = useToday();
  if (closed_by !== null) return <StatusMark tone="done">{t('closed')}</StatusMark>;
  if (day > today) return <StatusMark tone="waiting">{t('planned')}</StatusMark>;
  return day === today ? (
    <StatusMark tone="running">{t('today')}</StatusMark>
  ) : (
    <StatusMark tone="soon">{t('notClosed')}</StatusMark>
  );
}
