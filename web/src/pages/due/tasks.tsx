import { Checkbox, type TableColumnsType } from 'antd';
import type { Reply } from '../../api/client.ts';
import { usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { Deadline } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { TaskActs } from './task-acts.tsx';
import { words } from './words.ts';

const ROUTE = 'GET /counties/:county/tasks';
type Task = Reply<typeof ROUTE>['rows'][number];

/** Open tasks of the area, whoever has them. */
export function Tasks() {
  const t = useWords(words);
  const say = useBilingual();
  const { pathOf } = useAreas();
  const { code: county } = useCounty();
  const { values, set } = useFilters(['late']);
  const query = { limit: 100, overdue: values.late === 'yes' };
  const list = usePages(ROUTE, { params: { county }, query }, { when: county !== '' });
  const titleOf = ({ title }: Task): string => (typeof title === 'object' && title ? say(title) : '🔒');
  const columns: TableColumnsType<Task> = [
    { title: t('deadline'), width: 240, render: (_, { due_on }) => <Deadline day={due_on} /> },
    { title: t('what'), render: (_, task) => titleOf(task) },
    {
      title: t('where'),
      width: 220,
      render: (_, { area_code }) => <PersonalValue of={area_code} always as={pathOf} />,
    },
    { title: t('household'), width: 120, render: (_, { household_no }) => household_no ?? '—' },
    { title: t('owner'), width: 220, render: (_, task) => <Owner of={task} /> },
    { title: '', width: 180, render: (_, { task_no }) => <TaskActs task={task_no} /> },
  ];
  return (
    <Section
      title={t('tasks')}
      extra={
        <Checkbox
          className="no-print"
          checked={values.late === 'yes'}
          onChange={({ target }) => set({ late: target.checked ? 'yes' : undefined })}
        >
          {t('onlyLate')}
        </Checkbox>
      }
    >
      <DataTable
        label={t('tasks')}
        rows={list.rows}
        query={list}
        columns={columns}
        rowKey={({ task_no }) => String(task_no)}
        empty={t('noTasks')}
        card={(task) => (
          <div className="card">
            <Deadline day={task.due_on} />
            <br />
            <strong>{titleOf(task)}</strong>
            <br />
            <Owner of={task} />
            <br />
            <TaskActs task={task.task_no} />
          </div>
        )}
      />
    </Section>
  );
}

function Owner({ of: { owner, owner_level, escalations } }: { readonly of: Task }) {
  const t = useWords(words);
  const term = useTerm();
  const levels = escalations.map(({ level, name }) => [term('level', level), name].filter(Boolean).join(' '));
  return (
    <>
      {owner ?? (owner_level === null ? t('nobody') : term('level', owner_level))}
      {levels.length > 0 && <small> {t('wentUp', { levels: levels.join('、') })}</small>}
    </>
  );
}
