import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { type Bilingual, useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Deadline, StatusMark, type Tone } from '../../ui/status.tsx';
import { words } from './words.ts';

/** Work of one kind, by days left. */
interface StepRow {
  readonly kind: string;
  readonly step: string;
  readonly words: Bilingual;
  readonly count: number;
  readonly overdue: number;
  readonly due_today: number;
  readonly due_soon: number;
  readonly later: number;
  readonly without_deadline: number;
  readonly first_due: string | null;
}

interface StepTableProps {
  readonly rows: readonly StepRow[];
  readonly soonUntil: string;
  readonly linkOf?: (row: StepRow) => string;
  readonly empty: string;
}

/** How much waits at each step, and until when. */
export function StepTable({ rows, soonUntil, linkOf, empty }: StepTableProps) {
  const t = useWords(words);
  const say = useBilingual();
  const { count, dayOfWeek } = useFormat();
  const figure = (value: number, tone?: Tone) => {
    if (value === 0) return <span className="nothing">0</span>;
    return tone ? <StatusMark tone={tone}>{count(value)}</StatusMark> : count(value);
  };
  const nameOf = (row: StepRow) => (linkOf ? <Link to={linkOf(row)}>{say(row.words)}</Link> : say(row.words));
  const columns: TableColumnsType<StepRow> = [
    { title: t(linkOf ? 'what' : 'step'), render: (_, row) => nameOf(row) },
    { title: t('all'), align: 'right', width: 90, render: (_, row) => figure(row.count) },
    { title: t('overdue'), align: 'right', width: 100, render: (_, row) => figure(row.overdue, 'late') },
    { title: t('today'), align: 'right', width: 100, render: (_, row) => figure(row.due_today, 'soon') },
    {
      title: t('soon', { day: dayOfWeek(soonUntil) }),
      align: 'right',
      width: 150,
      render: (_, row) => figure(row.due_soon, 'soon'),
    },
    { title: t('later'), align: 'right', width: 90, render: (_, row) => figure(row.later) },
    { title: t('open'), align: 'right', width: 110, render: (_, row) => figure(row.without_deadline) },
    {
      title: t('first'),
      width: 240,
      render: (_, { first_due }) => (first_due === null ? '—' : <Deadline day={first_due} />),
    },
  ];
  return (
    <DataTable
      label={t(linkOf ? 'what' : 'step')}
      rows={rows}
      columns={columns}
      rowKey={({ kind, step, words }) => [kind, step, words.zh].join()}
      {...(linkOf && { linkOf })}
      empty={empty}
      card={(row) => (
        <div className="today-line">
          <span>
            {nameOf(row)} {count(row.count)}
          </span>
          {row.overdue > 0 ? (
            <StatusMark tone="late">{t('late', { count: row.overdue })}</StatusMark>
          ) : (
            row.first_due !== null && <Deadline day={row.first_due} />
          )}
        </div>
      )}
    />
  );
}
