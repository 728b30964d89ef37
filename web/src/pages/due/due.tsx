import { Button, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { Deadline } from '../../ui/status.tsx';
import { pathOfSubject, taskOf } from '../../ui/subjects.ts';
import { RowButton } from '../../ui/row-button.tsx';
import { TaskActs } from './task-acts.tsx';
import { words } from './words.ts';

const ROUTE = 'GET /counties/:county/inbox';
export type Entry = Reply<typeof ROUTE>['rows'][number];

/** What waits for me, what is due first at the top. */
export function DuePage() {
  const t = useWords(words);
  const say = useBilingual();
  const { dayInWords } = useFormat();
  const { code: county } = useCounty();
  const may = useMay();
  const inbox = useInbox(county);
  const filters = useFilters(['kind', 'step']);
  const { kind, step } = filters.values;
  const shown = inbox.rows.filter(
    (entry) => (kind === undefined || entry.kind === kind) && (step === undefined || entry.step === step),
  );
  const today = useToday();
  const day = dayInWords(today);
  const { late, soon } = urgencyOf(inbox.rows, today);
  return (
    <Page
      title={t('title')}
      lead={
        inbox.first &&
        (inbox.rows.length === 0
          ? t('nothing', { day })
          : t('lead', { day, late, soon, count: inbox.rows.length }))
      }
    >
      <Section
        title={t('mine')}
        extra={may('see.records') && <Link to="/duties?tab=tasks">{t('tasks')}</Link>}
      >
        {filters.isAny && (
          <p>
            {t('only', { what: shown[0] ? say(shown[0].words) : (step ?? kind ?? '') })}{' '}
            <Button type="link" onClick={filters.clear}>
              {t('showAll', { count: inbox.rows.length })}
            </Button>
          </p>
        )}
        <Inbox list={{ ...inbox, rows: shown }} empty={t('nothing', { day })} />
      </Section>
    </Page>
  );
}

/** All that waits for the viewer; some hundred at most. */
export const useInbox = (county: string) =>
  usePages(ROUTE, { params: { county }, query: { limit: 500 } }, { when: county !== '' });

const DAY_MS = 86_400_000;
const SOON_DAYS = 2;
function urgencyOf(
  entries: readonly Entry[],
  today: string,
): { readonly late: number; readonly soon: number } {
  const daysLeft = ({ due }: Entry): number =>
    due === null ? Infinity : (Date.parse(due) - Date.parse(today)) / DAY_MS;
  return {
    late: entries.filter((entry) => daysLeft(entry) < 0).length,
    soon: entries.filter((entry) => daysLeft(entry) >= 0 && daysLeft(entry) <= SOON_DAYS).length,
  };
}

/** Entries by their deadline. */
export function Inbox({
  list,
  empty,
}: {
  readonly list: Omit<ReturnType<typeof useInbox>, 'rows'> & { readonly rows: readonly Entry[] };
  readonly empty: string;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { pathOf } = useAreas();
  const kindOf = ({ kind }: Entry): string => t(`kind.${kind}` as Parameters<typeof t>[0]);
  const columns: TableColumnsType<Entry> = [
    { title: t('deadline'), width: 220, render: (_, entry) => <Until of={entry} /> },
    { title: t('kind'), width: 100, render: (_, entry) => kindOf(entry) },
    {
      title: t('what'),
      render: (_, entry) => <Link to={pathOfSubject(entry.subject)}>{say(entry.words)}</Link>,
    },
    {
      title: t('where'),
      width: 220,
      render: (_, { area_code }) => <PersonalValue of={area_code} always as={pathOf} />,
    },
    { title: t('household'), width: 110, render: (_, { household_no }) => household_no ?? '—' },
    { title: '', width: 180, render: (_, entry) => <Acts of={entry} /> },
  ];
  return (
    <DataTable
      label={t('mine')}
      rows={list.rows}
      query={list}
      columns={columns}
      rowKey={({ kind, subject, words }) => [kind, subject, words.zh].join()}
      linkOf={({ subject }) => pathOfSubject(subject)}
      empty={empty}
      card={(entry) => (
        <div className="card">
          <div className="card-line">
            <Until of={entry} />
            <small>{kindOf(entry)}</small>
          </div>
          <strong>{say(entry.words)}</strong>
          <div>
            <PersonalValue of={entry.area_code} always as={pathOf} /> {entry.household_no}
          </div>
          <Acts of={entry} />
        </div>
      )}
    />
  );
}

function Until({ of: { due, since } }: { readonly of: Entry }) {
  const t = useWords(words);
  return (
    <>
      {due === null ? t('noDeadline') : <Deadline day={due} />}
      {since !== null && <small> {t('since', { day: since })}</small>}
    </>
  );
}

function Acts({ of: { subject } }: { readonly of: Entry }) {
  const t = useWords(words);
  const task = taskOf(subject);
  if (task !== undefined) return <TaskActs task={task} />;
  return (
    <Link to={pathOfSubject(subject)}>
      <RowButton>{t('open')}</RowButton>
    </Link>
  );
}
