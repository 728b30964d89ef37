import { Button } from 'antd';
import { Link } from 'react-router';
import { useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { OfficeTelephone } from './telephone.tsx';
import { DaysHung, type NoticeRow, NoticeStatus } from './status.tsx';
import { words } from './words.ts';
import './notices.css';

/** What waits to be hung up, what hangs and for how long, the latest first. */
export function NoticesPage() {
  const t = useWords(words);
  const say = useBilingual();
  const { code: county } = useCounty();
  const { nameOf } = useAreas();
  const may = useMay();
  const mayDraft = may('governance.notice.draft') && may('see.meeting');
  const query = usePages(
    'GET /counties/:county/notices',
    { params: { county }, query: { newest: true } },
    { when: county !== '' },
  );
  const waiting = useGet(
    'GET /counties/:county/decisions/unpublished',
    { params: { county } },
    { when: county !== '' && mayDraft },
  );
  const hanging = query.rows.filter(({ progress }) => progress.status === 'hanging').length;
  return (
    <Page
      title={t('title')}
      lead={query.first && t('lead', { waiting: waiting.data?.rows.length ?? 0, hanging })}
      actions={
        <>
          <a href={`/public/${county}`}>
            <Button>{t('publicBoard')}</Button>
          </a>
          {may('see.meeting') && (
            <Link to="/notices/objections">
              <Button>{t('objections')}</Button>
            </Link>
          )}
        </>
      }
    >
      {waiting.data && waiting.data.rows.length > 0 && <WaitingDecisions rows={waiting.data.rows} />}
      <DataTable<NoticeRow>
        label={t('all')}
        rows={query.rows}
        query={query}
        rowKey={({ notice_no }) => String(notice_no)}
        linkOf={({ notice_no }) => `/notices/${notice_no}`}
        empty={t('empty')}
        columns={[
          {
            title: t('no'),
            width: 80,
            render: (_, { notice_no }) => <Link to={`/notices/${notice_no}`}>{notice_no}</Link>,
          },
          { title: t('status'), width: 300, render: (_, row) => <NoticeStatus of={row} /> },
          { title: t('kind'), render: (_, { content }) => say(content.title) },
          { title: t('area'), render: (_, { area_code }) => nameOf(area_code) },
          { title: t('hung'), width: 120, render: (_, row) => <DaysHung of={row} /> },
          { title: t('firstDay'), width: 140, dataIndex: 'first_day' },
        ]}
        card={(row) => (
          <Link className="card" to={`/notices/${row.notice_no}`}>
            <span className="card-line">
              <NoticeStatus of={row} />
            </span>
            <strong>{say(row.content.title)}</strong>
            <span className="soft">
              {nameOf(row.area_code)} · <DaysHung of={row} />
            </span>
          </Link>
        )}
      />
      <OfficeTelephone />
    </Page>
  );
}

type Waiting = readonly {
  readonly meetingNo: number;
  readonly bodyName: string;
  readonly day: string;
}[];

/** Decisions by their meeting: one tap away from a notice. */
function WaitingDecisions({ rows }: { readonly rows: Waiting }) {
  const t = useWords(words);
  const { dayInWords } = useFormat();
  const meetings = [...new Set(rows.map(({ meetingNo }) => meetingNo))];
  return (
    <Section title={t('waiting')}>
      <ul className="cards">
        {meetings.map((no) => {
          const own = rows.filter(({ meetingNo }) => meetingNo === no);
          return (
            <li key={no} className="card-row">
              <span>
                {t('waitingLine', {
                  body: own[0]!.bodyName,
                  day: dayInWords(own[0]!.day),
                  count: own.length,
                })}
              </span>
              <Link to={`/notices/new?meeting=${no}`}>
                <Button type="primary">{t('write')}</Button>
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
