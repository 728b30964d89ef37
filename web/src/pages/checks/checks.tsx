import { Alert, Button, Form, Input, Modal, Segmented, type TableColumnsType } from 'antd';
import { type ReactNode, useState } from 'react';
import { call, type Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { BulkState, useBulk } from '../../ui/bulk.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Keys, useRowCursor } from '../../ui/keys.tsx';
import { FailureBlock, Page } from '../../ui/page.tsx';
import { PersonalValue, PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { Deadline, StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';
import './checks.css';

type Check = Reply<'GET /counties/:county/checks'>['rows'][number];
type State = 'waiting' | 'answered';

const keyOf = ({ case_no, department }: Check): string => `${case_no}/${department}`;

/** What the county asks a department: whether something is registered to a household's people. */
export function ChecksPage() {
  const t = useWords(words);
  const { list } = useFormat();
  const term = useTerm();
  const { code: county } = useCounty();
  const filters = useFilters(['state']);
  const state: State = filters.values.state === 'answered' ? 'answered' : 'waiting';
  const why = usePurpose('checks', { zh: '部门比对', en: 'answer a check' });
  const pages = usePages(
    'GET /counties/:county/checks',
    { params: { county }, query: { state, purpose: why.purpose } },
    { when: county !== '' },
  );
  const departments = pages.first?.departments;
  const count = pages.rows.length;
  const lead =
    state === 'answered' || pages.isLoading
      ? undefined
      : count === 0
        ? t('leadNone')
        : t(pages.hasNextPage ? 'leadMany' : 'lead', { count });
  return (
    <Page title={t('title')} lead={lead}>
      <div className="checks-head">
        <Segmented<State>
          aria-label={t('title')}
          value={state}
          onChange={(chosen) => filters.set({ state: chosen === 'waiting' ? undefined : chosen })}
          options={[
            { value: 'waiting', label: t('waiting') },
            { value: 'answered', label: t('answered') },
          ]}
        />
        {departments && (
          <span>
            {t('answersFor', { departments: list(departments.map((code) => term('department', code))) })}
          </span>
        )}
      </div>
      <Questions key={state} pages={pages} state={state} isOfAll={departments === null} />
      <PurposeLine {...why} />
    </Page>
  );
}

type Pages = ReturnType<typeof usePages<'GET /counties/:county/checks'>>;

/** Answering one question, or many that found nothing. */
function useAnswers() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const [asking, ask] = useState<Check>();
  const [done, setDone] = useState<string>();
  const act = useAct('POST /counties/:county/cases/:case/actions');
  const bulk = useBulk();
  const argsOf = (check: Check, result: 'hit' | 'clear', note?: string) => ({
    params: { county, case: check.case_no },
    body: {
      action: 'answer' as const,
      fields: { department: check.department, result, ...(note && { note }) },
    },
  });
  const answer = (check: Check, result: 'hit' | 'clear', note?: string): void =>
    act.mutate(argsOf(check, result, note), {
      onSuccess: () => {
        ask(undefined);
        setDone(t(result === 'hit' ? 'doneHit' : 'doneClear', { household: check.household_no ?? '' }));
      },
    });
  const answerAll = (checks: readonly Check[]): Promise<void> =>
    bulk.start(
      t('clear'),
      checks,
      ({ household_no }) => household_no ?? '',
      (check, key) => call('POST /counties/:county/cases/:case/actions', argsOf(check, 'clear'), { key }),
    );
  return { asking, ask, done, bulk, answer, answerAll, isBusy: act.isPending, failure: act.error };
}

function Questions({
  pages,
  state,
  isOfAll,
}: {
  readonly pages: Pages;
  readonly state: State;
  readonly isOfAll: boolean;
}) {
  const t = useWords(words);
  const { rows } = pages;
  const [chosen, choose] = useState<readonly string[]>([]);
  const { asking, done, bulk, answerAll, failure, ...acts } = useAnswers();
  const cursor = useRowCursor(rows.length);
  const here = rows[cursor.at];
  const isWaiting = state === 'waiting';
  const toggle = (key: string): void =>
    choose(chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]);
  const chosenClear = (): void => {
    choose([]);
    void answerAll(rows.filter((check) => chosen.includes(keyOf(check))));
  };
  return (
    <>
      {done !== undefined && <Alert type="success" showIcon closable title={done} className="bulk-state" />}
      {failure && !asking && <FailureBlock failure={failure} />}
      <BulkState {...bulk} />
      {chosen.length > 0 && (
        <div className="bulk-bar">
          {t('chosen', { count: chosen.length })}
          <Button type="primary" disabled={bulk.isRunning} onClick={chosenClear}>
            {t('allClear', { count: chosen.length })}
          </Button>
        </div>
      )}
      <DataTable<Check>
        label={t('list')}
        rows={rows}
        rowKey={keyOf}
        at={cursor.at}
        query={pages}
        empty={t(isWaiting ? 'allDone' : 'noneYet')}
        columns={useColumns({ isWaiting, isOfAll, ...acts })}
        {...(isWaiting && { selection: { keys: chosen, onChange: choose } })}
        card={(check) => <CheckCard check={check} isWaiting={isWaiting} {...acts} />}
      />
      {asking && (
        <HitForm
          check={asking}
          isBusy={acts.isBusy}
          onClose={() => acts.ask(undefined)}
          onAnswer={(result, note) => acts.answer(asking, result, note)}
        >
          {failure && <FailureBlock failure={failure} />}
        </HitForm>
      )}
      <Keys
        keys={[
          { key: 'j', does: t('keyDown'), act: cursor.down },
          { key: 'k', does: t('keyUp'), act: cursor.up },
          ...(isWaiting
            ? [
                { key: 'x', does: t('keySelect'), act: () => here && toggle(keyOf(here)) },
                { key: 'n', does: t('keyClear'), act: () => here && acts.answer(here, 'clear') },
                { key: 'y', does: t('keyHit'), act: () => here && acts.ask(here) },
              ]
            : []),
        ]}
      />
    </>
  );
}

interface Acts {
  readonly isWaiting: boolean;
  readonly isBusy: boolean;
  readonly answer: (check: Check, result: 'hit' | 'clear') => void;
  readonly ask: (check: Check | undefined) => void;
}

function useColumns({ isOfAll, ...acts }: Acts & { readonly isOfAll: boolean }): TableColumnsType<Check> {
  const t = useWords(words);
  const term = useTerm();
  const { isWaiting } = acts;
  return [
    ...(isWaiting
      ? [
          {
            title: t('due'),
            width: 220,
            render: (_: unknown, { due }: Check) => due !== null && <Deadline day={due} />,
          },
        ]
      : []),
    { title: t('case'), width: 70, render: (_, { case_no }) => case_no },
    { title: t('household'), width: 160, render: (_, check) => <Household check={check} /> },
    { title: t('people'), render: (_, check) => <People check={check} /> },
    ...(isOfAll
      ? [
          {
            title: t('department'),
            width: 180,
            render: (_: unknown, { department }: Check) => term('department', department),
          },
        ]
      : []),
    { title: t('askedOn'), width: 110, dataIndex: 'asked_on' },
    {
      title: t('answer'),
      width: 230,
      render: (_, check) =>
        isWaiting ? <AnswerButtons check={check} {...acts} /> : <Given check={check} {...acts} />,
    },
  ];
}

function Household({ check }: { readonly check: Check }) {
  return (
    <>
      <strong>
        <PersonalValue of={check.head_name} />
      </strong>{' '}
      <PersonalValue of={check.household_no} />
    </>
  );
}

function People({ check }: { readonly check: Check }) {
  return (
    <ul className="checks-people">
      {check.members.map(({ name, id_number_masked }, i) => (
        <li key={i}>
          <PersonalValue of={name} /> {id_number_masked && <small>{id_number_masked}</small>}
        </li>
      ))}
    </ul>
  );
}

function AnswerButtons({ check, isBusy, answer, ask }: Omit<Acts, 'isWaiting'> & { readonly check: Check }) {
  const t = useWords(words);
  return (
    <span className="checks-buttons">
      <Button disabled={isBusy} onClick={() => answer(check, 'clear')}>
        {t('clear')}
      </Button>
      <Button disabled={isBusy} onClick={() => ask(check)}>
        {t('hit')}…
      </Button>
    </span>
  );
}

function Given({ check, ask }: Pick<Acts, 'ask'> & { readonly check: Check }) {
  const t = useWords(words);
  const { answer, may_answer } = check;
  if (!answer) return null;
  return (
    <>
      <StatusMark tone={answer.result === 'hit' ? 'soon' : 'done'}>{t(answer.result)}</StatusMark>{' '}
      <small>{t('byOn', { day: answer.day, by: answer.by })}</small>
      {answer.note !== null && <div>{answer.note}</div>}
      <div>
        {may_answer ? (
          <Button size="small" type="link" onClick={() => ask(check)}>
            {t('correct')}
          </Button>
        ) : (
          <small>{t('decided')}</small>
        )}
      </div>
    </>
  );
}

function CheckCard({ check, isWaiting, ...acts }: Acts & { readonly check: Check }) {
  const term = useTerm();
  return (
    <div className="card">
      {check.due !== null && <Deadline day={check.due} />}
      <div>
        <Household check={check} />
      </div>
      <People check={check} />
      <small>{term('department', check.department)}</small>
      {isWaiting ? <AnswerButtons check={check} {...acts} /> : <Given check={check} {...acts} />}
    </div>
  );
}

/** What is on record; or, correcting, that there is nothing. */
function HitForm({
  check,
  isBusy,
  onClose,
  onAnswer,
  children,
}: {
  readonly check: Check;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onAnswer: (result: 'hit' | 'clear', note?: string) => void;
  readonly children?: ReactNode;
}) {
  const t = useWords(words);
  const [form] = Form.useForm<{ readonly note: string }>();
  const household = [check.head_name, check.household_no].filter(Boolean).join(' ');
  const isCorrecting = check.answer !== null;
  return (
    <Modal
      open
      title={t(isCorrecting ? 'correctTitle' : 'hitTitle', { household })}
      okText={t('hitOk')}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {children}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ note: check.answer?.note ?? '' }}
        onFinish={({ note }) => onAnswer('hit', note.trim())}
      >
        <Form.Item name="note" label={t('hitNote')} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {isCorrecting && check.answer?.result === 'hit' && (
        <Button disabled={isBusy} onClick={() => onAnswer('clear')}>
          {t('correctClear')}
        </Button>
      )}
    </Modal>
  );
}
