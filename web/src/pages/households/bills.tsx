import { Collapse, Select, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useSight } from '../../session.ts';
import { useAppearance, useNarrow } from '../../theme/appearance.ts';
import { CATEGORIES } from '../../theme/palette.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { Chart } from '../../ui/chart.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { asAmount } from './going-on.tsx';
import { words } from './words.ts';
import { Shape } from '../../ui/shape.tsx';

type Report = Reply<'GET /counties/:county/households/:household/bills'>;
type Bill = Report['bills'][number];
type Line = Report['lines'][number];

/** What a household paid itself in a year, against the lines of its group. */
export function Bills({ household, purpose }: { readonly household: string; readonly purpose: string }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const sight = useSight('bill');
  const { values, set } = useFilters(['year']);
  const bills = useGet(
    'GET /counties/:county/households/:household/bills',
    {
      params: { county, household },
      query: { purpose, ...(values.year !== undefined && { year: Number(values.year) }) },
    },
    { when: sight !== 'none' },
  );
  const { years = [], up_to } = bills.data ?? {};
  const year = Number(up_to?.slice(0, 4));
  return (
    <Section
      title={t('bills')}
      extra={
        years.length > 0 && (
          <Select
            aria-label={t('yearHead')}
            value={year}
            onChange={(chosen) => set({ year: String(chosen) })}
            options={[...new Set([year, ...years])]
              .sort((a, b) => b - a)
              .map((value) => ({ value, label: String(value) }))}
          />
        )
      }
    >
      {sight === 'none' ? (
        <p className="nothing">
          <Shape of="lock" /> {t('billsHidden')}
        </p>
      ) : (
        <Answer of={bills}>
          {(report) =>
            report.bills.length === 0 ? (
              <p className="nothing">{t('noBills', { year })}</p>
            ) : (
              <>
                {/* Bills that do not count draw no line. */}
                {sight === 'full' && report.months.length > 0 && <BillChart of={report} year={year} />}
                {report.lines.length > 0 ? (
                  <LineList of={report.lines} />
                ) : (
                  <p className="nothing">{t('noLines')}</p>
                )}
                <BillList of={report.bills} />
              </>
            )
          }
        </Answer>
      )}
    </Section>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));

/** The year's sum month by month; the line it must not pass is dashed in the same colour. */
function BillChart({ of: { months, lines, up_to }, year }: { readonly of: Report; readonly year: number }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuanDigits, yuanInWords, dayInWords } = useFormat();
  const { isDark } = useAppearance();
  const perils = termsOf('peril').filter((peril) => months.some((row) => row.peril === peril));
  const nameOf = (peril: string) => term('peril', peril);
  const names = perils.map(nameOf);
  const lastMonth = up_to.slice(5, 7);
  const sums = (peril: string): (number | null)[] => {
    let sum = 0;
    return MONTHS.map((month) => {
      const row = months.find((each) => each.peril === peril && each.month === `${year}-${month}`);
      if (row) sum = Number(row.cumulative_yuan);
      return month > lastMonth ? null : sum;
    });
  };
  const option = useMemo(
    () => ({
      tooltip: { trigger: 'axis' },
      legend: { top: 0, left: 0, itemGap: 16 },
      grid: {
        left: 8,
        right: 80,
        top: 40,
        bottom: 8,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: { type: 'category', data: MONTHS, boundaryGap: false },
      yAxis: { type: 'value', min: 0 },
      series: perils.map((peril, i) => {
        const line = lines.find((each) => each.peril === peril)?.line_yuan;
        const color = CATEGORIES[isDark ? 'dark' : 'light'][i];
        return {
          type: 'line',
          step: 'end',
          name: names[i],
          color,
          data: sums(peril),
          ...(line != null && {
            markLine: {
              symbol: 'none',
              lineStyle: { type: 'dashed', color },
              label: { formatter: t('lineOf', { peril: names[i]! }), position: 'end' },
              data: [{ yAxis: Number(line) }],
            },
          }),
        };
      }),
    }),
    // The words change with the language, the rest with the answer.
    // oxlint-disable-next-line react/exhaustive-deps
    [months, lines, isDark, names.join()],
  );
  const crossed = lines.find(({ crossed_on }) => crossed_on !== null);
  const largest = [...lines].sort((a, b) => Number(b.self_paid_yuan) - Number(a.self_paid_yuan))[0];
  const told = crossed ?? largest;
  if (!told) return null;
  return (
    <Chart
      finding={
        crossed?.crossed_on
          ? t('crossed', {
              day: dayInWords(crossed.crossed_on),
              peril: nameOf(crossed.peril ?? ''),
              paid: yuanInWords(crossed.self_paid_yuan ?? ''),
              line: yuanInWords(crossed.line_yuan ?? ''),
            })
          : t('notCrossed', {
              year,
              peril: nameOf(told.peril ?? ''),
              paid: yuanInWords(told.self_paid_yuan ?? ''),
            })
      }
      subtitle={t('billsUnit', { day: up_to })}
      option={option}
      table={{
        head: [t('month'), t('peril'), t('inMonth'), t('upToMonth')],
        rows: months.map((row) => [
          row.month,
          nameOf(row.peril ?? ''),
          yuanDigits(row.self_paid_yuan ?? ''),
          yuanDigits(row.cumulative_yuan ?? ''),
        ]),
      }}
    />
  );
}

function LineList({ of: lines }: { readonly of: readonly Line[] }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuan } = useFormat();
  const isNarrow = useNarrow();
  const amount = (text: string | null) => <PersonalValue of={text} as={asAmount(yuan)} />;
  const nameOf = ({ peril }: Line) => <PersonalValue of={peril} always as={(code) => term('peril', code)} />;
  if (isNarrow)
    return (
      <ul className="plain-list">
        {lines.map((line) => (
          <li key={line.peril} className="line-row">
            <strong>{nameOf(line)}</strong> {t('selfPaidShort')} {amount(line.self_paid_yuan)}
            <br />
            {t('lineShort')} {line.line_yuan === null ? t('noLine') : amount(line.line_yuan)}{' '}
            {line.crossed_on !== null && <StatusMark tone="soon">{line.crossed_on}</StatusMark>}
          </li>
        ))}
      </ul>
    );
  return (
    <table className="account">
      <thead>
        <tr>
          <th scope="col">{t('peril')}</th>
          <th scope="col" className="number">
            {t('selfPaidShort')}
          </th>
          <th scope="col" className="number">
            {t('lineShort')}
          </th>
          <th scope="col">{t('crossedOn')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.peril}>
            <th scope="row">{nameOf(line)}</th>
            <td className="number">{amount(line.self_paid_yuan)}</td>
            <td className="number">{line.line_yuan === null ? t('noLine') : amount(line.line_yuan)}</td>
            <td>{line.crossed_on === null ? '—' : <StatusMark tone="soon">{line.crossed_on}</StatusMark>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BillList({ of: bills }: { readonly of: readonly Bill[] }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuan } = useFormat();
  const amount = (text: string | null) => <PersonalValue of={text} always as={asAmount(yuan)} />;
  const perilOf = ({ peril }: Bill) => <PersonalValue of={peril} always as={(code) => term('peril', code)} />;
  const itemOf = ({ item }: Bill) => <PersonalValue of={item} as={(code) => term('item', code)} />;
  const columns: TableColumnsType<Bill> = [
    { title: t('day'), dataIndex: 'date', width: 110 },
    { title: t('peril'), width: 120, render: (_, bill) => perilOf(bill) },
    { title: t('item'), width: 100, render: (_, bill) => itemOf(bill) },
    { title: t('provider'), render: (_, { provider }) => <PersonalValue of={provider} /> },
    { title: t('total'), align: 'right', width: 140, render: (_, bill) => amount(bill.total_yuan) },
    { title: t('reimbursed'), align: 'right', width: 140, render: (_, bill) => amount(bill.reimbursed_yuan) },
    {
      title: t('selfPaidShort'),
      align: 'right',
      width: 140,
      render: (_, bill) => amount(bill.self_paid_yuan),
    },
    { title: t('counts'), width: 90, render: (_, { counts }) => t(counts ? 'yes' : 'no') },
    { title: t('recordNo'), width: 160, render: (_, { record_no }) => record_no ?? '—' },
  ];
  return (
    <Collapse
      ghost
      items={[
        {
          key: 'all',
          label: t('allBills', { count: bills.length }),
          children: (
            <DataTable
              label={t('bills')}
              rows={bills}
              columns={columns}
              rowKey={({ record_no, date }) => record_no ?? date}
              empty=""
              card={(bill) => (
                <div className="card">
                  <strong>{amount(bill.self_paid_yuan)}</strong> {perilOf(bill)} {itemOf(bill)}
                  <br />
                  {bill.date} <PersonalValue of={bill.provider} />
                </div>
              )}
            />
          ),
        },
      ]}
    />
  );
}
