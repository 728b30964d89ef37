import { Alert, Table } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useNarrow } from '../../theme/appearance.ts';
import { Chart } from '../../ui/chart.tsx';
import { Answer, Facts, Section } from '../../ui/page.tsx';
import { words } from './words.ts';

type Forecast = NonNullable<Reply<'GET /counties/:county/home/pool'>['pool']>;

/** How much of the premium is used, and will be by the end of the year. */
export function Pool({ county }: { readonly county: string }) {
  const t = useWords(words);
  const pool = useGet('GET /counties/:county/home/pool', { params: { county } }, { when: county !== '' });
  const year = pool.data?.pool?.year;
  return (
    <Section
      title={t('pool')}
      extra={<Link to={year === undefined ? '/money' : `/money?year=${year}`}>{t('toPool')}</Link>}
    >
      <Answer of={pool}>
        {({ pool: found }) =>
          found === null ? <p className="nothing">{t('noPool')}</p> : <Used of={found} />
        }
      </Answer>
    </Section>
  );
}

function Used({ of: pool }: { readonly of: Forecast }) {
  const t = useWords(words);
  const { percent, yuanInTotal } = useFormat();
  const elapsed = percent(pool.elapsed_days / pool.days_of_year, 0);
  return (
    <>
      <p className="today-answer">
        {pool.used_of_premium === null
          ? t('usedNoPremium', { year: pool.year, used: yuanInTotal(pool.used_yuan) })
          : t('used', { year: pool.year, used: percent(Number(pool.used_of_premium), 1), elapsed })}
      </p>
      {pool.warning && (
        <Alert
          type="warning"
          showIcon
          title={t('warned', { share: percent(Number(pool.warning_share ?? 0), 0) })}
        />
      )}
      <Facts
        of={[
          [t('premium'), yuanInTotal(pool.premium_yuan)],
          [t('funds'), yuanInTotal(pool.funds_yuan)],
          [t('paid'), yuanInTotal(pool.paid_yuan)],
          [t('reserved'), yuanInTotal(pool.reserved_yuan)],
        ]}
      />
      <div className="today-grid">
        <PaidChart of={pool} />
        <Forecasts of={pool} />
      </div>
    </>
  );
}

function PaidChart({ of: { year, as_of, months } }: { readonly of: Forecast }) {
  const t = useWords(words);
  const { yuanDigits, yuanInTotal, dayInWords } = useFormat();
  const last = months.at(-1)?.total_yuan ?? '0.00';
  const names = useMemo(() => months.map(({ month }) => month.slice(5)), [months]);
  const option = useMemo(
    () => ({
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: names },
      yAxis: { type: 'value', min: 0 },
      series: [
        {
          type: 'line',
          name: String(year),
          data: months.map(({ total_yuan }) => Number(total_yuan)),
          symbol: 'circle',
        },
      ],
    }),
    [months, names, year],
  );
  return (
    <Chart
      finding={t('poolChart', { year, day: dayInWords(as_of), total: yuanInTotal(last) })}
      subtitle={t('poolUnit')}
      option={option}
      height={220}
      table={{
        head: [t('month'), t('thisYear', { year }), t('lastYear')],
        rows: months.map(({ month, total_yuan, last_year_yuan }) => [
          month,
          yuanDigits(total_yuan),
          yuanDigits(last_year_yuan),
        ]),
      }}
    />
  );
}

function Forecasts({ of: { forecasts } }: { readonly of: Forecast }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuanInTotal, percent } = useFormat();
  const isNarrow = useNarrow();
  const used = (text: string | null): string => (text === null ? t('nothingToGoBy') : yuanInTotal(text));
  if (isNarrow)
    return (
      <div>
        <h3>{t('forecast')}</h3>
        <ul className="plain-list">
          {forecasts.map(({ method, words: name, used_yuan, share }) => (
            <li key={method} className="line-row">
              <strong>{used(used_yuan)}</strong>
              {share !== null && ` · ${t('shareOfFunds')} ${percent(Number(share), 1)}`}
              <br />
              <small>{say(name)}</small>
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <div>
      <h3>{t('forecast')}</h3>
      <Table
        aria-label={t('forecast')}
        size="small"
        pagination={false}
        rowKey={({ method }) => method}
        dataSource={[...forecasts]}
        columns={[
          {
            title: t('method'),
            render: (_, { words: name }) => say(name),
          },
          {
            title: t('willUse'),
            align: 'right',
            className: 'nowrap',
            render: (_, { used_yuan }) => used(used_yuan),
          },
          {
            title: t('willLeave'),
            align: 'right',
            className: 'nowrap',
            render: (_, { left_yuan }) => (left_yuan === null ? '—' : yuanInTotal(left_yuan)),
          },
          {
            title: t('shareOfFunds'),
            align: 'right',
            className: 'nowrap',
            render: (_, { share }) => (share === null ? '—' : percent(Number(share), 1)),
          },
        ]}
      />
    </div>
  );
}
