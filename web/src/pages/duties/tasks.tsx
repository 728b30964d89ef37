import { App, Button, Checkbox, Form, Input, Space } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { AreaPicker } from '../../ui/areas.tsx';
import { AskWhy } from '../../ui/ask-why.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { FailureBlock, Section } from '../../ui/page.tsx';
import { Hidden } from '../../ui/personal.tsx';
import { Deadline, StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { Place } from './people.tsx';
import { words } from './words.ts';

type Task = Reply<'GET /counties/:county/tasks'>['rows'][number];
interface InCounty {
  readonly county: string;
}
type Ending = { readonly task: Task; readonly how: 'done' | 'cancelTask' };

/** What was given to whom, by its last day; an overdue one shows how far up it has gone. */
export function Tasks({ county }: InCounty) {
  const t = useWords(words);
  const may = useMay();
  const filters = useFilters(['overdue', 'closed']);
  const { overdue, closed } = filters.values;
  const [isGiving, give] = useState(false);
  const [ending, setEnding] = useState<Ending>();
  const pages = usePages('GET /counties/:county/tasks', {
    params: { county },
    query: {
      limit: 100,
      ...(overdue !== undefined && { overdue: true }),
      ...(closed !== undefined && { closed: true }),
    },
  });
  const acts = (task: Task) =>
    task.closed_on === null && (
      <Space>
        {may('responsibility.task.done') && (
          <Button size="small" onClick={() => setEnding({ task, how: 'done' })}>
            {t('done')}
          </Button>
        )}
        {may('responsibility.task.cancel') && (
          <Button size="small" onClick={() => setEnding({ task, how: 'cancelTask' })}>
            {t('cancelTask')}
          </Button>
        )}
      </Space>
    );
  return (
    <Section
      title={t('tasks')}
      extra={
        may('responsibility.task.add') && (
          <Button type="primary" onClick={() => give(true)}>
            {t('give')}
          </Button>
        )
      }
    >
      <FilterRow filters={filters}>
        <Flag name="overdueOnly" value={overdue} onChange={(value) => filters.set({ overdue: value })} />
        <Flag name="withClosed" value={closed} onChange={(value) => filters.set({ closed: value })} />
      </FilterRow>
      <DataTable
        label={t('tasks')}
        rows={pages.rows}
        query={pages}
        rowKey={({ task_no }) => String(task_no)}
        empty={t(filters.isAny ? 'nothing' : 'noTasks')}
        columns={[
          { title: t('dueOn'), width: 220, render: (_, task) => <State task={task} /> },
          { title: t('task'), render: (_, task) => <Title of={task} /> },
          { title: t('place'), width: 200, render: (_, task) => <Place of={task} /> },
          { title: t('ownerIs'), width: 160, render: (_, task) => <Owner of={task} /> },
          { title: t('givenBy'), width: 120, dataIndex: 'given_by' },
          { title: '', width: 180, render: (_, task) => acts(task) },
        ]}
        card={(task) => (
          <div className="card">
            <State task={task} />
            <div>
              <Title of={task} />
            </div>
            <div>
              <Owner of={task} />
            </div>
            {acts(task)}
          </div>
        )}
      />
      {isGiving && <GiveForm county={county} onClose={() => give(false)} />}
      {ending && <EndForm county={county} ending={ending} onClose={() => setEnding(undefined)} />}
    </Section>
  );
}

function Flag({
  name,
  value,
  onChange,
}: {
  readonly name: 'overdueOnly' | 'withClosed';
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const t = useWords(words);
  return (
    <Checkbox
      checked={value !== undefined}
      onChange={({ target }) => onChange(target.checked ? 'true' : undefined)}
    >
      {t(name)}
    </Checkbox>
  );
}

function State({ task }: { readonly task: Task }) {
  const t = useWords(words);
  if (task.closed_on === null) return <Deadline day={task.due_on} />;
  return (
    <StatusMark tone={task.status === 'done' ? 'done' : 'returned'}>
      {t(task.status === 'done' ? 'closed_done' : 'closed_cancelled')} {task.closed_on}
    </StatusMark>
  );
}

function Title({ of: { title, escalations } }: { readonly of: Task }) {
  const t = useWords(words);
  const { list } = useFormat();
  const term = useTerm();
  const say = useBilingual();
  return (
    <>
      {title === null ? <Hidden /> : typeof title === 'string' ? title : say(title)}
      {escalations.length > 0 && (
        <div>
          <StatusMark tone="late">
            {t('escalated', { levels: list(escalations.map(({ level }) => term('level', level))) })}
          </StatusMark>
        </div>
      )}
    </>
  );
}

function Owner({ of: { owner, owner_level } }: { readonly of: Task }) {
  const term = useTerm();
  return owner ?? (owner_level === null ? '—' : term('level', owner_level));
}

function GiveForm({ county, onClose }: InCounty & { readonly onClose: () => void }) {
  const t = useWords(words);
  const { message } = App.useApp();
  const act = useAct('POST /counties/:county/tasks');
  const [form] = Form.useForm<{
    readonly title: string;
    readonly title_en?: string;
    readonly owner_name: string;
    readonly area_code?: string;
    readonly due: string;
  }>();
  const area = Form.useWatch('area_code', form);
  return (
    <Dialog
      title={t('give')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ title_en, area_code, ...given }) =>
          act.mutate(
            {
              params: { county },
              body: { ...given, area_code: area_code ?? county, ...(title_en && { title_en }) },
            },
            {
              onSuccess: () => {
                void message.success(t('given'));
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="title" label={t('taskZh')} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={2} />
        </Form.Item>
        <Form.Item name="title_en" label={t('taskEn')}>
          <Input.TextArea rows={2} />
        </Form.Item>
        <Form.Item name="owner_name" label={t('owner')} rules={[{ required: true, max: 60 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="area_code" label={t('area')}>
          <AreaPicker value={area} onChange={(code) => form.setFieldValue('area_code', code)} />
        </Form.Item>
        <Form.Item name="due" label={t('due')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

function EndForm({
  county,
  ending: { task, how },
  onClose,
}: InCounty & { readonly ending: Ending; readonly onClose: () => void }) {
  const t = useWords(words);
  const done = useAct('POST /counties/:county/tasks/:task/done');
  const cancel = useAct('POST /counties/:county/tasks/:task/cancellation');
  const act = how === 'done' ? done : cancel;
  return (
    <AskWhy
      title={t(how)}
      ok={t(how)}
      isBusy={act.isPending}
      onClose={onClose}
      onWhy={(said) =>
        act.mutate({ params: { county, task: task.task_no }, body: { words: said } }, { onSuccess: onClose })
      }
    >
      {act.error && <FailureBlock failure={act.error} />}
    </AskWhy>
  );
}
