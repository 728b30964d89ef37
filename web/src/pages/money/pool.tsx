import { Alert, Button, Drawer, Select, Table } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { Chart } from '../../ui/chart.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Nothing, Page, Section } from '../../ui/page.tsx';
import { AuthoriseForm, MoveForm } from './pool-forms.tsx';
import { MoneyTabs, useAccountName, useKindName } from './parts.tsx';
import { words } from './words.ts';

type Pool = Reply<'GET /counties/:county/pools/:year'>;
const SUMS = [
  'premium',
  'top_up',
  'carried_in',
  'other_in',
  'refunded',
  'carried_out',
  'benefits',
  'returned',
  'fees',
  'reserved',
] as const;
type Sum = (typeof SUMS)[number];
const FIGURES = ['funds', 'paid', 'balance', 'used', 'surplus', 'shortfall'] as const;

/** How much of a year's pool is left, and what every sum is made of. */
export function PoolPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { values, set } = useFilters(['year']);
  const years = useGet('GET /counties/:county/pools', { params: { county } });
  const year = Number(values.year ?? years.data?.rows[0]?.policy_year ?? NaN);
  const policy = years.data?.rows
    .find(({ policy_year }) => policy_year === year)
    ?.policy_version.split('@')[0];
  const pool = useGet(
    'GET /counties/:county/pools/:year',
    { params: { county, year }, query: { policy: policy ?? '' } },
    { when: policy !== undefined },
  );
  const chooseYear = (years.data?.rows.length ?? 0) > 0 && (
    <Select
      aria-label={t('year')}
      value={year}
      onChange={(chosen) => set({ year: String(chosen) })}
      options={(years.data?.rows ?? []).map(({ policy_year }) => ({
        value: policy_year,
        label: policy_year,
      }))}
    />
  );
  return (
    <Page
      title={t('pool')}
      lead={pool.data && <PoolLead pool={pool.data} />}
      actions={
        <>
          {chooseYear}
          <PoolActs year={year} policy={policy} />
        </>
      }
    >
      <MoneyTabs />
      <Answer of={years}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing>{t('noPool')}</Nothing>
          ) : (
            <Answer of={pool}>{(data) => <PoolBody pool={data} county={county} />}</Answer>
          )
        }
      </Answer>
    </Page>
  );
}

function PoolLead({ pool }: { readonly pool: Pool }) {
  const t = useWords(words);
  const { yuanInTotal, percent } = useFormat();
  const funds = pool.figures['funds']!.yuan;
  return t('poolLead', {
    year: pool.year,
    funds: yuanInTotal(funds),
    share: percent(Number(pool.used_share ?? 0)),
    elapsed: percent(pool.elapsed_days / pool.days_of_year),
  });
}

function PoolActs({ year, policy }: { readonly year: number; readonly policy: string | undefined }) {
  const t = useWords(words);
  const may = useMay();
  const [open, setOpen] = useState<'authorise' | 'move'>();
  if (!may('payout.pool.authorise')) return null;
  const close = (): void => setOpen(undefined);
  return (
    <>
      <Button onClick={() => setOpen('authorise')}>{t('authorise')}</Button>
      <Button type="primary" onClick={() => setOpen('move')}>
        {t('move')}
      </Button>
      <AuthoriseForm isOpen={open === 'authorise'} onClose={close} year={year} />
      <MoveForm isOpen={open === 'move'} onClose={close} year={year} policy={policy} />
    </>
  );
}

function PoolBody({ pool, county }: { readonly pool: Pool; readonly county: string }) {
  const t = useWords(words);
  const { percent, yuanInTotal } = useFormat();
  const left = pool.forecast_left_yuan;
  return (
    <>
      {pool.warning && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('poolWarning', {
            share: percent(Number(pool.used_share ?? 0)),
            elapsed: percent(pool.elapsed_days / pool.days_of_year),
          })}
        />
      )}
      <Section>
        <Shares pool={pool} />
        {left !== null && (
          <p>
            {left.startsWith('-')
              ? t('forecastShort', { amount: yuanInTotal(left.slice(1)) })
              : t('forecastLeft', { amount: yuanInTotal(left) })}
          </p>
        )}
      </Section>
      <Sums pool={pool} county={county} />
      <Moves pool={pool} />
    </>
  );
}

/** One bar: what is paid, reserved and free. */
function Shares({ pool }: { readonly pool: Pool }) {
  const t = useWords(words);
  const { yuanInTotal, yuanDigits } = useFormat();
  const funds = pool.figures['funds']!.yuan;
  const parts = [
    { name: t('paidPart'), yuan: pool.figures['paid']!.yuan },
    { name: t('reservedPart'), yuan: pool.sums['reserved']!.yuan },
    { name: t('freePart'), yuan: pool.figures['surplus']!.yuan },
    { name: t('lackPart'), yuan: pool.figures['shortfall']!.yuan },
  ].filter(({ yuan }) => Number(yuan) !== 0);
  return (
    <Chart
      finding={t('chart', {
        funds: yuanInTotal(funds),
        paid: yuanInTotal(pool.figures['paid']!.yuan),
        reserved: yuanInTotal(pool.sums['reserved']!.yuan),
      })}
      subtitle={t('chartSub', { year: pool.year, day: pool.as_of })}
      height={120}
      option={{
        xAxis: { type: 'value', axisLabel: { formatter: (value: number) => yuanInTotal(value.toFixed(2)) } },
        yAxis: { type: 'category', data: [''] },
        legend: { top: 0 },
        tooltip: {},
        series: parts.map(({ name, yuan }) => ({ name, type: 'bar', stack: 'pool', data: [Number(yuan)] })),
      }}
      table={{
        head: [t('sum'), t('amount')],
        rows: parts.map(({ name, yuan }) => [name, yuanDigits(yuan)]),
      }}
    />
  );
}

function Sums({ pool, county }: { readonly pool: Pool; readonly county: string }) {
  const t = useWords(words);
  const { yuanDigits } = useFormat();
  const [open, setOpen] = useState<Sum>();
  const nameOf = (name: string): string =>
    t(name === 'premium' ? 'premiumSum' : (name as Exclude<Sum, 'premium'> | (typeof FIGURES)[number]));
  const formulaOf = (formula: string): string =>
    formula
      .replace(/, not below 0$/, t('notBelow'))
      .replaceAll(/[a-z_]{4,}/g, (name) => (name in pool.sums || name in pool.figures ? nameOf(name) : name));
  const rows = [
    ...SUMS.map((name) => ({ name, ...pool.sums[name]!, formula: '' })),
    ...FIGURES.map((name) => ({ name, ...pool.figures[name]!, parts: undefined })),
  ];
  return (
    <Section title={t('where')}>
      <DataTable
        label={t('where')}
        rows={rows}
        rowKey={({ name }) => name}
        empty={t('noEntries')}
        columns={[
          {
            title: t('sum'),
            render: (_, { name, parts }) =>
              parts === undefined ? <strong>{nameOf(name)}</strong> : nameOf(name),
          },
          {
            title: t('amount'),
            align: 'right',
            className: 'number',
            render: (_, { yuan }) => yuanDigits(yuan),
          },
          {
            title: t('formula'),
            render: (_, { name, parts, formula }) =>
              parts === undefined ? (
                formulaOf(formula)
              ) : (
                <Button type="link" size="small" disabled={parts === 0} onClick={() => setOpen(name as Sum)}>
                  {t('open')} ({parts})
                </Button>
              ),
          },
        ]}
        card={({ name, yuan, parts, formula }) => (
          <div className="card">
            <strong>{nameOf(name)}</strong>
            <div className="number">¥&nbsp;{yuanDigits(yuan)}</div>
            {parts === undefined ? (
              <small>{formulaOf(formula)}</small>
            ) : (
              <Button type="link" disabled={parts === 0} onClick={() => setOpen(name as Sum)}>
                {t('open')} ({parts})
              </Button>
            )}
          </div>
        )}
      />
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={720}
        title={open === undefined ? '' : t('entriesOf', { name: nameOf(open) })}
        destroyOnHidden
      >
        {open !== undefined && <Parts county={county} year={pool.year} sum={open} />}
      </Drawer>
    </Section>
  );
}

function Parts({ county, year, sum }: { readonly county: string; readonly year: number; readonly sum: Sum }) {
  const t = useWords(words);
  const { yuan, yuanDigits } = useFormat();
  const accountName = useAccountName();
  const pages = usePages('GET /counties/:county/pools/:year/parts', {
    params: { county, year },
    query: { sum },
  });
  return (
    <DataTable
      label={t('entriesOf', { name: sum })}
      rows={pages.rows}
      query={pages}
      rowKey={({ posting_no, authorisation_no }) => `${posting_no}/${authorisation_no}`}
      empty={t('noEntries')}
      columns={[
        { title: t('on'), dataIndex: 'day' },
        { title: t('account'), render: (_, { account }) => accountName(account) },
        { title: t('source'), dataIndex: 'source' },
        {
          title: t('amount'),
          align: 'right',
          className: 'number',
          render: (_, { amount_yuan }) => yuanDigits(amount_yuan),
        },
      ]}
      card={({ day, account, source, amount_yuan }) => (
        <div className="card">
          {day} · {accountName(account)}
          <div className="number">{yuan(amount_yuan)}</div>
          <small>{source}</small>
        </div>
      )}
    />
  );
}

function Moves({ pool }: { readonly pool: Pool }) {
  const t = useWords(words);
  const { yuanDigits, count } = useFormat();
  const kindName = useKindName();
  return (
    <Section title={t('moves')}>
      {pool.moves.length === 0 ? (
        <Nothing>{t('noMoves')}</Nothing>
      ) : (
        <Table
          size="small"
          pagination={false}
          rowKey="move_no"
          dataSource={[...pool.moves]}
          columns={[
            { title: t('on'), dataIndex: 'day' },
            { title: t('kind'), render: (_, { kind }) => kindName(kind) },
            {
              title: t('people'),
              align: 'right',
              responsive: ['md'],
              render: (_, { people }) => (people === null ? '—' : count(people)),
            },
            {
              title: t('amount'),
              align: 'right',
              className: 'number',
              render: (_, { amount_yuan }) => yuanDigits(amount_yuan),
            },
            { title: t('by'), dataIndex: 'recorded_by', responsive: ['md'] },
          ]}
        />
      )}
    </Section>
  );
}
