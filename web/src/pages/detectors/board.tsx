import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { StatusMark, type Tone } from '../../ui/status.tsx';
import { words } from './words.ts';

type State = Reply<'GET /counties/:county/detectors'>['rows'][number];
const TONES: Readonly<Record<State['status'], Tone>> = {
  fires: 'late',
  quiet: 'good',
  cannot_be_judged: 'paused',
};
/** What fires first, then what nobody can know. */
const ORDER: readonly State['status'][] = ['fires', 'cannot_be_judged', 'quiet'];

/** Which failure modes the books show, which they do not, and which they cannot. */
export function DetectorsPage() {
  const t = useWords(words);
  const { count } = useFormat();
  const { code: county } = useCounty();
  const board = useGet('GET /counties/:county/detectors', { params: { county } }, { when: county !== '' });
  const all = board.data?.rows;
  const many = (status: State['status']) => count(all?.filter((row) => row.status === status).length ?? 0);
  return (
    <Page
      title={t('title')}
      lead={
        all &&
        t('lead', {
          fires: many('fires'),
          open: count(all.reduce((sum, { open }) => sum + open, 0)),
          quiet: many('quiet'),
          blind: many('cannot_be_judged'),
        })
      }
    >
      <Section
        extra={
          <Link to="/policies/detectors" className="no-print">
            {t('thresholds')}
          </Link>
        }
      >
        <Answer of={board}>
          {({ rows }) => (
            <Board
              rows={[...rows].sort(
                (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.id.localeCompare(b.id),
              )}
            />
          )}
        </Answer>
      </Section>
    </Page>
  );
}

function Board({ rows }: { readonly rows: readonly State[] }) {
  const t = useWords(words);
  const say = useBilingual();
  const { count } = useFormat();
  const found = ({ status, fired, judged }: State) =>
    status === 'cannot_be_judged' ? '—' : t('ofJudged', { fired: count(fired), judged: count(judged) });
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      rowKey={({ id }) => id}
      empty={t('none')}
      linkOf={({ id }) => `/detectors/${id}`}
      columns={[
        {
          title: t('detector'),
          render: (_, { id, title, condition, rests_on, status }) => (
            <>
              <Link to={`/detectors/${id}`}>{say(title)}</Link>
              <div>
                <small>{say(status === 'cannot_be_judged' ? rests_on : condition)}</small>
              </div>
            </>
          ),
        },
        {
          title: t('status'),
          width: 140,
          render: (_, { status }) => <StatusMark tone={TONES[status]}>{t(status)}</StatusMark>,
        },
        { title: t('found'), width: 190, align: 'right', render: (_, row) => found(row) },
        {
          title: t('open'),
          width: 110,
          align: 'right',
          render: (_, { open }) => (open > 0 ? <strong>{count(open)}</strong> : '—'),
        },
      ]}
      card={(row) => (
        <Link className="card" to={`/detectors/${row.id}`}>
          <strong>{say(row.title)}</strong>
          <div>
            <StatusMark tone={TONES[row.status]}>{t(row.status)}</StatusMark> {found(row)}
          </div>
          {row.open > 0 && (
            <div>
              {t('open')}: {count(row.open)}
            </div>
          )}
        </Link>
      )}
    />
  );
}
