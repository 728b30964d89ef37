import { Table } from 'antd';
import { formatYuan } from '../../../../../src/kernel/pure.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { useAppearance } from '../../../theme/appearance.ts';
import { CATEGORIES } from '../../../theme/palette.ts';
import { fenOf } from '../../../ui/amount/index.ts';
import { Chart } from '../../../ui/chart.tsx';
import { PersonalValue } from '../../../ui/personal.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { type Bill, type CaseAmount, type CaseView, inputsOf, isAmount } from '../model.ts';
import { words } from '../words.ts';
import { Part } from './part.tsx';
import { sumsOf } from './story.tsx';

type Lines = CaseAmount['lines'];

/** The bills of the year on a time line against the line they crossed. */
export function Bills({ view, lines }: { readonly view: CaseView; readonly lines: Lines }) {
  const t = useWords(words);
  const inputs = inputsOf(view);
  const bills = inputs?.facts.bills ?? [];
  return (
    <Part title={t('bills')} summary={<BillsSummary bills={bills} lines={lines} />}>
      {!inputs ? (
        <p>{t('notShown')}</p>
      ) : bills.length === 0 ? (
        <p>{t('noBills')}</p>
      ) : sumsOf(bills) ? (
        perilsOf(bills, lines).map((peril) => (
          <BillChart
            key={peril}
            peril={peril}
            bills={bills.filter((bill) => bill.peril === peril)}
            line={lines.find((each) => each.peril === peril)?.warning_line_yuan}
            asOf={inputs.as_of}
          />
        ))
      ) : (
        <BillTable bills={bills} />
      )}
    </Part>
  );
}

function BillsSummary({ bills, lines }: { readonly bills: readonly Bill[]; readonly lines: Lines }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuan } = useFormat();
  const sums = [...(sumsOf(bills) ?? [])];
  if (sums.length === 0) return t('billsCount', { count: bills.length });
  return sums
    .map(([peril, sum]) => {
      const line = lines.find((each) => each.peril === peril)?.warning_line_yuan;
      const mark = line !== undefined && sum > fenOf(line) ? '▲ ' : '';
      return `${mark}${term('peril', peril)} ${yuan(formatYuan(sum))}`;
    })
    .join(' · ');
}

/** Those over their line first, then the larger. */
function perilsOf(bills: readonly Bill[], lines: Lines): string[] {
  const over = (peril: string, sum: bigint): bigint => {
    const line = lines.find((each) => each.peril === peril)?.warning_line_yuan;
    return line === undefined ? -sum : sum - fenOf(line);
  };
  return [...(sumsOf(bills) ?? [])].sort((a, b) => Number(over(...b) - over(...a))).map(([peril]) => peril);
}

interface Point {
  readonly day: string;
  readonly selfPaid: string;
  readonly total: string;
  readonly provider: string;
  readonly sum: bigint;
}

function summedUp(bills: readonly Bill[]): Point[] {
  let sum = 0n;
  return bills.map(({ date, selfPaidYuan, totalYuan, provider }) => {
    sum += fenOf(selfPaidYuan ?? '0');
    return {
      day: date ?? '',
      selfPaid: selfPaidYuan ?? '',
      total: totalYuan ?? '',
      provider: provider ?? '',
      sum,
    };
  });
}

function BillChart({
  peril,
  bills,
  line,
  asOf,
}: {
  readonly peril: string;
  readonly bills: readonly Bill[];
  readonly line: string | undefined;
  readonly asOf: string;
}) {
  const t = useWords(words);
  const term = useTerm();
  const { dayInWords, yuanDigits } = useFormat();
  const { isDark } = useAppearance();
  const points = summedUp(bills);
  const crossed = line === undefined ? undefined : points.find(({ sum }) => sum > fenOf(line))?.day;
  const name = term('peril', peril);
  const lineWords =
    line === undefined ? '' : t('warningLine', { peril: name, line: yuanDigits(line).replace(/\.00$/, '') });
  return (
    <Chart
      finding={
        crossed === undefined
          ? t('billsUnder', { peril: name })
          : t('billsFinding', { peril: name, day: dayInWords(crossed) })
      }
      subtitle={t('billsSubtitle', { count: bills.length, day: asOf })}
      option={optionOf(points, { line, lineWords, asOf, isDark })}
      height={240}
      table={{
        head: [t('billDay'), t('billProvider'), t('billTotal'), t('billSelfPaid'), t('billSum')],
        rows: points.map(({ day, provider, total, selfPaid, sum }) => [
          day,
          provider || '—',
          isAmount(total) ? yuanDigits(total) : '—',
          yuanDigits(selfPaid),
          yuanDigits(formatYuan(sum)),
        ]),
      }}
    />
  );
}

interface Looks {
  readonly line: string | undefined;
  readonly lineWords: string;
  readonly asOf: string;
  readonly isDark: boolean;
}

function optionOf(points: readonly Point[], { line, lineWords, asOf, isDark }: Looks) {
  const [first, second] = CATEGORIES[isDark ? 'dark' : 'light'];
  const year = asOf.slice(0, 4);
  const value = (sum: bigint): number => Number(sum) / 100;
  const edge = (day: string, sum: number) => ({ value: [day, sum], symbol: 'none' });
  const isCrossed = line !== undefined && (points.at(-1)?.sum ?? 0n) > fenOf(line);
  const top = Math.max(...points.map(({ sum }) => value(sum)), line === undefined ? 0 : Number(line));
  return {
    grid: {
      left: 8,
      right: 24,
      top: 32,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: { trigger: 'axis', valueFormatter: (sum: unknown) => Number(sum).toLocaleString('en-GB') },
    xAxis: {
      type: 'time',
      min: `${year}-01-01`,
      max: asOf,
      axisLabel: { formatter: '{MM}-{dd}', hideOverlap: true },
    },
    yAxis: { type: 'value', min: 0, max: Math.ceil(top * 1.15), axisLabel: { showMaxLabel: false } },
    series: [
      {
        type: 'line',
        step: 'end',
        symbol: 'circle',
        symbolSize: 8,
        data: [
          edge(`${year}-01-01`, 0),
          ...points.map(({ day, sum }) => [day, value(sum)]),
          edge(asOf, value(points.at(-1)?.sum ?? 0n)),
        ],
        lineStyle: { width: 2, color: first },
        itemStyle: { color: first },
        ...(line !== undefined && {
          markLine: {
            symbol: 'none',
            silent: true,
            data: [{ yAxis: Number(line) }],
            lineStyle: { color: second, type: 'dashed', width: 2 },
            label: {
              formatter: lineWords,
              position: isCrossed ? 'insideEndBottom' : 'insideEndTop',
              color: second,
              fontSize: 13,
            },
          },
        }),
      },
    ],
  };
}

/** Where amounts are classes there is nothing to draw. */
function BillTable({ bills }: { readonly bills: readonly Bill[] }) {
  const t = useWords(words);
  const term = useTerm();
  return (
    <>
      <p>{t('billsHidden')}</p>
      <Table
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey={({ key }) => key}
        columns={[
          { title: t('billDay'), render: (_, { date }) => <PersonalValue of={date} /> },
          {
            title: t('billPeril'),
            render: (_, { peril }) => <PersonalValue of={peril} as={(code) => term('peril', code)} />,
          },
          {
            title: t('billSelfPaid'),
            align: 'right',
            render: (_, { selfPaidYuan }) => <PersonalValue of={selfPaidYuan} always />,
          },
        ]}
        dataSource={bills.map((bill, key) => ({ key, ...bill }))}
      />
    </>
  );
}
