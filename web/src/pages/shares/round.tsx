import { Button, Input, Modal, Progress, Table } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { Chart } from '../../ui/chart.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Facts, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { useTold } from '../money/parts.tsx';
import { RoundStatusMark } from './parts.tsx';
import { words } from './words.ts';

type Round = Reply<'GET /counties/:county/rounds/:round'>;
type Node = Round['explanation'];

/** A round from the proposal to the payment, and what is possible now. */
export function RoundPage() {
  const t = useWords(words);
  const { yuanInWords } = useFormat();
  const { code: county } = useCounty();
  const no = Number(useParams()['round']);
  const found = useGet(
    'GET /counties/:county/rounds/:round',
    { params: { county, round: no } },
    { when: county !== '' },
  );
  const { data } = found;
  return (
    <Page
      title={data ? t('roundTitle', { entity: data.entity_name, year: data.year }) : t('title')}
      lead={
        data && t('roundLead', { shared: yuanInWords(data.shared_yuan), paid: yuanInWords(data.paid_yuan) })
      }
      actions={data && <Acts round={data} />}
    >
      <Answer of={found}>
        {(round) => (
          <>
            <State round={round} />
            <Picture round={round} />
            <Why tree={round.explanation} />
            <Lines no={no} />
          </>
        )}
      </Answer>
    </Page>
  );
}

const PUBLIC = [
  'approved',
  'on_notice',
  'contested',
  'confirmed',
  'authorised',
  'partly',
  'paid',
  'reversed',
];

function State({ round }: { readonly round: Round }) {
  const t = useWords(words);
  const { dayInWords, count } = useFormat();
  const { code: county } = useCounty();
  const { meeting, steps } = round;
  return (
    <Section>
      <Facts
        of={[
          [t('status'), <RoundStatusMark key="status" round={round} />],
          [t('posted'), t('postedOf', { posted: count(round.posted), of: count(round.of) })],
          [
            t('decision'),
            meeting ? (
              <Link to={`/meetings/${meeting.meeting_no}`}>
                {t('meetingOf', { body: meeting.body_name, day: dayInWords(meeting.day) })}
              </Link>
            ) : (
              t('noMeeting', { no: round.round_no })
            ),
          ],
          [
            t('notice'),
            round.notice_no === null ? null : (
              <Link to={`/notices/${round.notice_no}`}>{round.notice_no}</Link>
            ),
          ],
          [t('audit'), `${round.audited_by} · ${round.audited_on} · ${round.audit_document}`],
          [t('proposedBy'), `${round.recorded_by} · ${round.day}`],
          [
            t('sheet'),
            PUBLIC.includes(round.status) ? (
              <a href={`/rounds/${county}/${round.round_no}`}>
                /rounds/{county}/{round.round_no}
              </a>
            ) : (
              t('notPublic')
            ),
          ],
          [
            t('history'),
            steps.length === 0
              ? null
              : steps
                  .map(
                    ({ step, day, recorded_by, reason }) =>
                      `${day} ${t(`did.${step}`)} (${recorded_by})${reason === null ? '' : `: ${reason}`}`,
                  )
                  .join('; '),
          ],
        ]}
      />
    </Section>
  );
}

/** Every step of the waterfall begins where the last one ended. */
function Picture({ round }: { readonly round: Round }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuanInTotal, yuanDigits } = useFormat();
  const child = (name: string): Node | undefined =>
    round.explanation.children.find((one) => one.name === name);
  const steps = (child('waterfall')?.children ?? []).filter(({ amount_yuan }) => Number(amount_yuan) > 0);
  const carried = child('carried_over');
  const bars = [
    { name: t('surplus'), amount: round.surplus_yuan, from: 0 },
    ...steps.map(({ label, amount_yuan }, i) => ({
      name: say(label),
      amount: amount_yuan,
      from:
        Number(round.surplus_yuan) -
        steps.slice(0, i + 1).reduce((sum, one) => sum + Number(one.amount_yuan), 0),
    })),
    ...(carried && Number(carried.amount_yuan) > 0
      ? [{ name: say(carried.label), amount: carried.amount_yuan, from: 0 }]
      : []),
  ];
  return (
    <Section>
      <Chart
        finding={t('picture', {
          surplus: yuanInTotal(round.surplus_yuan),
          kept: yuanInTotal(round.kept_yuan),
          shared: yuanInTotal(round.shared_yuan),
        })}
        subtitle={t('pictureSub', { round: round.round_id, charter: round.charter_version })}
        height={60 + bars.length * 40}
        option={{
          xAxis: {
            type: 'value',
            axisLabel: { formatter: (value: number) => yuanInTotal(value.toFixed(2)) },
          },
          yAxis: { type: 'category', inverse: true, data: bars.map(({ name }) => name) },
          series: [
            {
              type: 'bar',
              stack: 'steps',
              silent: true,
              itemStyle: { color: 'transparent' },
              data: bars.map(({ from }) => from),
            },
            {
              type: 'bar',
              stack: 'steps',
              data: bars.map(({ amount }) => Number(amount)),
              label: {
                show: true,
                position: 'right',
                formatter: ({ dataIndex }: { dataIndex: number }) => yuanDigits(bars[dataIndex]!.amount),
              },
            },
          ],
        }}
        table={{
          head: [t('step'), t('amount')],
          rows: bars.map(({ name, amount }) => [name, yuanDigits(amount)]),
        }}
      />
    </Section>
  );
}

function Why({ tree }: { readonly tree: Node }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuanDigits } = useFormat();
  type Row = { readonly key: string; readonly node: Node; readonly children?: Row[] };
  const rowOf = (node: Node, path: string): Row => ({
    key: path,
    node,
    ...(node.children.length > 0 && {
      children: node.children.map((child, i) => rowOf(child, `${path}/${i}`)),
    }),
  });
  return (
    <Section title={t('why')}>
      <Table<Row>
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[rowOf(tree, '0')]}
        expandable={{ defaultExpandAllRows: true }}
        columns={[
          { title: t('step'), key: 'step', render: (_, { node }) => say(node.label) },
          {
            title: t('amount'),
            key: 'amount',
            align: 'right',
            render: (_, { node }) => yuanDigits(node.amount_yuan),
          },
          {
            title: '',
            key: 'detail',
            render: (_, { node }) => node.detail && <small>{say(node.detail)}</small>,
          },
        ]}
      />
    </Section>
  );
}

function Acts({ round }: { readonly round: Round }) {
  const t = useWords(words);
  const may = useMay();
  const { code: county } = useCounty();
  const { done, refused } = useTold();
  const authorise = useAct('POST /counties/:county/rounds/:round/authorisation');
  const [asking, ask] = useState<'reversal' | 'withdrawal'>();
  const params = { county, round: round.round_no };
  const { status } = round;
  return (
    <>
      {status === 'proposed' && may('shares.round.withdraw') && (
        <Button onClick={() => ask('withdrawal')}>{t('withdraw')}</Button>
      )}
      {(status === 'paid' || status === 'partly') && may('shares.round.reverse') && (
        <Button danger onClick={() => ask('reversal')}>
          {t('reverse')}
        </Button>
      )}
      {status === 'confirmed' && may('shares.round.authorise') && (
        <Button
          type="primary"
          loading={authorise.isPending}
          onClick={() =>
            authorise.mutate(
              { params, body: {} },
              { onSuccess: () => done(t('authorised')), onError: refused },
            )
          }
        >
          {t('authorise')}
        </Button>
      )}
      {(status === 'authorised' || status === 'partly') && may('shares.round.pay') && <Pay round={round} />}
      {asking && <Ask what={asking} round={round} onClose={() => ask(undefined)} />}
    </>
  );
}

/** A job: goes on when the page is closed; all lines or none. */
function Pay({ round }: { readonly round: Round }) {
  const t = useWords(words);
  const { count } = useFormat();
  const { code: county } = useCounty();
  const { refused } = useTold();
  const pay = useAct('POST /counties/:county/rounds/:round/payment');
  const id = pay.data?.id;
  const job = useGet('GET /jobs/:job', { params: { job: id ?? '' } }, { when: id !== undefined, every: 700 });
  // What the job wrote shows once it has ended.
  useGet(
    'GET /counties/:county/rounds/:round',
    { params: { county, round: round.round_no } },
    { when: id !== undefined, every: 1500 },
  );
  const state = job.data;
  if (state?.state === 'failed' && state.failure)
    return (
      <p className="light-failure">
        {t('pay')}: <Failure of={state.failure.message} />
      </p>
    );
  if (id !== undefined && state?.state !== 'done')
    return (
      <span aria-live="polite">
        <Progress
          percent={state?.total ? Math.floor((state.done / state.total) * 100) : 0}
          style={{ width: 200 }}
        />
        {t('paying', { done: count(state?.done ?? 0), of: count(round.of) })}
      </span>
    );
  return (
    <Button
      type="primary"
      loading={pay.isPending}
      onClick={() =>
        pay.mutate({ params: { county, round: round.round_no }, body: {} }, { onError: refused })
      }
    >
      {t('pay')}
    </Button>
  );
}

function Failure({ of }: { readonly of: { readonly zh: string; readonly en: string } }) {
  const say = useBilingual();
  return <>{say(of)}</>;
}

function Ask({
  what,
  round,
  onClose,
}: {
  readonly what: 'reversal' | 'withdrawal';
  readonly round: Round;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { done } = useTold();
  const [reason, setReason] = useState('');
  const reverse = useAct('POST /counties/:county/rounds/:round/reversal');
  const withdraw = useAct('POST /counties/:county/rounds/:round/withdrawal');
  const act = what === 'reversal' ? reverse : withdraw;
  const title = t(what === 'reversal' ? 'reverse' : 'withdraw');
  const send = (): void =>
    act.mutate(
      { params: { county, round: round.round_no }, body: { reason } },
      { onSuccess: () => (done(t(what === 'reversal' ? 'reversed' : 'withdrawn')), onClose()) },
    );
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={act.isPending}
      onOk={send}
      onCancel={onClose}
    >
      {act.error && <FailureBlock failure={act.error} />}
      <label>
        {t('reason')}
        <Input.TextArea value={reason} onChange={({ target }) => setReason(target.value)} maxLength={500} />
      </label>
    </Modal>
  );
}

function Lines({ no }: { readonly no: number }) {
  const t = useWords(words);
  const { yuanDigits } = useFormat();
  const { code: county } = useCounty();
  const purpose = usePurpose('shares', { zh: '核对股权与分配', en: 'checking shares and rounds' });
  const lines = usePages('GET /counties/:county/rounds/:round/lines', {
    params: { county, round: no },
    query: { purpose: purpose.purpose },
  });
  type Row = (typeof lines.rows)[number];
  const holderOf = ({ holder_kind, holder_ref, masked_name }: Row): string =>
    holder_kind === 'household' ? `${holder_ref ?? ''} ${masked_name}` : masked_name;
  return (
    <Section title={t('lines')}>
      <PurposeLine {...purpose} />
      <DataTable
        label={t('lines')}
        rows={lines.rows}
        query={lines}
        rowKey={({ line_id }) => line_id}
        empty="—"
        columns={[
          { title: t('line'), dataIndex: 'line_id' },
          { title: t('holder'), key: 'holder', render: (_, row) => holderOf(row) },
          {
            title: t('units'),
            key: 'units',
            align: 'right',
            render: (_, { units }) => yuanDigits(units ?? '0'),
          },
          {
            title: t('dividend'),
            key: 'dividend',
            align: 'right',
            render: (_, { dividend_yuan }) => yuanDigits(dividend_yuan ?? '0'),
          },
        ]}
        card={(row) => (
          <>
            <strong>{row.line_id}</strong> {holderOf(row)}
            <br />
            {yuanDigits(row.units ?? '0')} → {yuanDigits(row.dividend_yuan ?? '0')}
          </>
        )}
      />
    </Section>
  );
}
