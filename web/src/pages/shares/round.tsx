import { Table } from 'antd';
import { Link, useParams } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { Chart } from '../../ui/chart.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, fact, Facts, Page, Section } from '../../ui/page.tsx';
import { PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { useShareLine } from '../../ui/share-line.ts';
import { Acts } from './acts.tsx';
import { RoundStatusMark } from './parts.tsx';
import { words } from './words.ts';

export type Round = Reply<'GET /counties/:county/rounds/:round'>;
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
  'awaiting_agent',
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
          fact(t('status'), <RoundStatusMark round={round} />),
          [t('posted'), t('postedOf', { posted: count(round.posted), of: count(round.of) })],
          fact(
            t('decision'),
            meeting ? (
              <Link to={`/meetings/${meeting.meeting_no}`}>
                {t('meetingOf', { body: meeting.body_name, day: dayInWords(meeting.day) })}
              </Link>
            ) : (
              <NoMeeting no={round.round_no} />
            ),
          ),
          fact(
            t('notice'),
            round.notice_no === null ? null : (
              <Link to={`/notices/${round.notice_no}`}>{round.notice_no}</Link>
            ),
          ),
          [t('audit'), `${round.audited_by} · ${round.audited_on} · ${round.audit_document}`],
          [t('proposedBy'), `${round.recorded_by} · ${round.day}`],
          fact(
            t('sheet'),
            PUBLIC.includes(round.status) ? (
              <a href={`/rounds/${county}/${round.round_no}`}>{t('publicSheet')}</a>
            ) : (
              t('notPublic')
            ),
          ),
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

function NoMeeting({ no }: { readonly no: number }) {
  const t = useWords(words);
  const may = useMay();
  if (!may('governance.meeting.call')) return t('noMeeting');
  return <Link to={`/meetings/new?subject=livelihood/shares:${no}`}>{t('callMeeting')}</Link>;
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

function Lines({ no }: { readonly no: number }) {
  const t = useWords(words);
  const lineName = useShareLine();
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
    <Section title={t('eachLine')}>
      <PurposeLine {...purpose} />
      <DataTable
        label={t('eachLine')}
        rows={lines.rows}
        query={lines}
        rowKey={({ line_id }) => line_id}
        empty="—"
        columns={[
          { title: t('line'), key: 'line', render: (_, { line_id }) => lineName(line_id) },
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
            <strong>{lineName(row.line_id)}</strong> {holderOf(row)}
            <br />
            {yuanDigits(row.units ?? '0')} → {yuanDigits(row.dividend_yuan ?? '0')}
          </>
        )}
      />
    </Section>
  );
}
