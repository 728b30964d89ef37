import { useMemo } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useSight } from '../../session.ts';
import { OTHERS } from '../../theme/palette.ts';
import { Chart } from '../../ui/chart.tsx';
import { Answer, Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { useTerm } from '../../ui/terms.ts';
import { asAmount } from './going-on.tsx';
import { words } from './words.ts';
import { Shape } from '../../ui/shape.tsx';

type Report = Reply<'GET /counties/:county/households/:household/income'>;
type Year = Report['years'][number];
const CLASSES = ['wage', 'business', 'property', 'transfer', 'unclassified'] as const;

/** What a household lives on: four classes, what comes again apart from what came once, beside the protection line. */
export function Income({ household, purpose }: { readonly household: string; readonly purpose: string }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const sight = useSight('income');
  const income = useGet(
    'GET /counties/:county/households/:household/income',
    { params: { county, household }, query: { purpose } },
    { when: sight !== 'none' },
  );
  if (sight === 'none')
    return (
      <Section title={t('income')}>
        <p className="nothing">
          <Shape of="lock" /> {t('incomeHidden')}
        </p>
      </Section>
    );
  return (
    <Section title={t('income')}>
      <Answer of={income}>
        {(report) =>
          report.years.length === 0 ? (
            <p className="nothing">{t('noIncome')}</p>
          ) : sight === 'full' ? (
            <IncomeChart of={report} />
          ) : (
            <IncomeClasses of={report.years} />
          )
        }
      </Answer>
    </Section>
  );
}

/** Whoever sees classes of amounts only gets no picture: it would show more than the numbers say. */
function IncomeClasses({ of: years }: { readonly of: readonly Year[] }) {
  const t = useWords(words);
  const { yuanInWords } = useFormat();
  return (
    <>
      <p className="nothing">
        <Shape of="lock" /> {t('incomeMasked')}
      </p>
      <dl className="facts">
        {years.map(({ year, per_head_yuan, protection_line_yuan }) => (
          <div key={year}>
            <dt>{t('perHeadIn', { year })}</dt>
            <dd>
              <PersonalValue of={per_head_yuan} as={asAmount(yuanInWords)} />
              {protection_line_yuan !== null && (
                <small> {t('lineIs', { line: yuanInWords(protection_line_yuan) })}</small>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function IncomeChart({ of: report }: { readonly of: Report }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuanDigits, yuanInWords } = useFormat();
  const option = useIncomeOption(report);
  const inOrder = byYear(report.years);
  const { year, size, recurring_per_head_yuan: head, protection_line_yuan: line } = inOrder.at(-1)!;
  const amount = (text: string | null): string => (text === null ? '—' : yuanDigits(text));
  const finding = (): string => {
    if (head === null) return t('incomeUnknown', { year });
    if (line === null) return t('incomeIs', { year, amount: yuanInWords(head) });
    const key = Number(head) < Number(line) ? 'incomeBelow' : 'incomeAbove';
    return t(key, { year, amount: yuanInWords(head), line: yuanInWords(line) });
  };
  return (
    <Chart
      finding={finding()}
      subtitle={t('incomeUnit', { people: t('people', { count: Number(size ?? 0) }) })}
      option={option}
      height={320}
      table={{
        head: [
          t('yearHead'),
          t('recurring'),
          t('oneOff'),
          term('income', 'business_cost'),
          t('net'),
          t('perHead'),
          t('recurringPerHead'),
          t('protectionLine'),
        ],
        rows: inOrder.map((each) => [
          String(each.year),
          amount(each.recurring_yuan),
          amount(each.one_off_yuan),
          amount(each.cost_yuan),
          amount(each.net_yuan),
          amount(each.per_head_yuan),
          amount(each.recurring_per_head_yuan),
          amount(each.protection_line_yuan),
        ]),
      }}
    />
  );
}

const byYear = (years: readonly Year[]): Year[] => [...years].sort((a, b) => a.year - b.year);
const WARN = '#A61D24';

/** Parts of a head's income as heights, drawn only: every figure that is read comes from the server. */
function useIncomeOption({ items, years }: Report) {
  const t = useWords(words);
  const term = useTerm();
  const inOrder = byYear(years);
  const used = CLASSES.filter((name) => items.some((item) => item.class === name));
  const names = [...used.map((name) => term('income', name)), t('oneOff'), term('income', 'business_cost')];
  const heights = (isPart: (item: Report['items'][number]) => boolean): number[] =>
    inOrder.map(
      ({ year, size }) =>
        items
          .filter((item) => item.year === year && isPart(item))
          .reduce((sum, item) => sum + Number(item.income_yuan), 0) / Math.max(1, Number(size)),
    );
  const bar = (name: string, data: readonly number[], color?: string) => ({
    type: 'bar',
    stack: 'all',
    barMaxWidth: 72,
    name,
    data,
    ...(color !== undefined && { itemStyle: { color } }),
  });
  return useMemo(
    () => ({
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: rounded },
      legend: { top: 0, left: 0, itemGap: 16 },
      grid: {
        left: 8,
        right: 16,
        top: 56,
        bottom: 8,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      aria: { enabled: true, decal: { show: true } },
      xAxis: { type: 'category', data: inOrder.map(({ year }) => String(year)) },
      yAxis: { type: 'value' },
      series: [
        ...used.map((name, i) =>
          bar(
            names[i]!,
            heights((item) => item.class === name && item.one_off !== true),
          ),
        ),
        bar(
          t('oneOff'),
          heights((item) => item.one_off === true && item.class !== 'business_cost'),
        ),
        bar(
          names.at(-1)!,
          heights((item) => item.class === 'business_cost').map((height) => -height),
          OTHERS,
        ),
        {
          type: 'line',
          step: 'middle',
          symbol: 'diamond',
          symbolSize: 8,
          name: t('protectionLine'),
          lineStyle: { type: 'dashed', width: 2, color: WARN },
          itemStyle: { color: WARN },
          data: inOrder.map(({ protection_line_yuan: line }) => (line === null ? null : Number(line))),
        },
      ],
    }),
    // The words change with the language, the rest with the answer.
    // oxlint-disable-next-line react/exhaustive-deps
    [items, years, names.join()],
  );
}

const rounded = (value: unknown): string =>
  typeof value === 'number' ? Math.round(value).toLocaleString('en-GB') : '—';
