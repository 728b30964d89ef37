import { Alert, Select, Table } from 'antd';
import { Fragment } from 'react';
import type { Args, Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMe, useToday } from '../../session.ts';
import { useNarrow } from '../../theme/appearance.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { useAreas } from '../../ui/areas.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { Answer, Nothing, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';

const ROUTE = 'GET /counties/:county/cohort-accounts';
type Account = Reply<typeof ROUTE>['rows'][number];
type By = NonNullable<NonNullable<Args<typeof ROUTE>['query']>['by']>;

const INFLOWS = [
  'newly_identified',
  'relapsed',
  'born',
  'married_in',
  'moved_in',
  'split_in',
  'merged_in',
] as const;
const OUTFLOWS = [
  'lifted',
  'died',
  'married_out',
  'moved_out',
  'split_out',
  'merged_out',
  'removed_by_review',
  'reclassified_out',
] as const;
type Line =
  'opening' | (typeof INFLOWS)[number] | (typeof OUTFLOWS)[number] | 'adjustment' | 'closing' | 'residual';

/** Stock accounts of a period: opening and closing counted on two days, the flows from the events between. */
export function Cohort() {
  const t = useWords(words);
  const today = useToday();
  const term = useTerm();
  const { code: county } = useCounty();
  const levels = useLevels();
  const filters = useFilters(['from', 'to', 'by', 'groups']);
  const year = today.slice(0, 4);
  const { from = `${year}-01-01`, to = today, by = 'county', groups = 'registered' } = filters.values;
  const query = { from, to, by: by as By, groups, limit: 500 };
  const accounts = useGet(ROUTE, { params: { county }, query }, { when: county !== '' && from <= to });
  return (
    <Section title={t('cohort')}>
      <FilterRow filters={filters}>
        <DayField label={t('from')} value={from} max={to} onChange={(day) => filters.set({ from: day })} />
        <DayField
          label={t('to')}
          value={to}
          min={from}
          max={today}
          onChange={(day) => filters.set({ to: day })}
        />
        <Select
          aria-label={t('by')}
          value={by}
          onChange={(value) => filters.set({ by: value })}
          options={levels.map((value) => ({ value, label: t(value) }))}
          style={{ minWidth: 120 }}
        />
        <Select
          aria-label={t('groups')}
          mode="multiple"
          maxTagCount="responsive"
          value={groups.split(',')}
          onChange={(chosen) => filters.set({ groups: chosen.join(',') })}
          options={termsOf('group').map((value) => ({ value, label: term('group', value) }))}
          style={{ minWidth: 240 }}
        />
      </FilterRow>
      <Answer of={accounts}>
        {({ rows }) => (rows.length === 0 ? <Nothing>{t('noAccount')}</Nothing> : <Accounts of={rows} />)}
      </Answer>
    </Section>
  );
}

/** Whose account one may ask for: one's own area's and those below it. */
function useLevels(): readonly By[] {
  const { roles } = useMe();
  const { areas } = useAreas();
  const own = roles[0]?.area_code;
  if (own === null || own === undefined) return LEVELS;
  return areas.find(({ code }) => code === own)?.level === 'township' ? LEVELS.slice(1) : LEVELS.slice(2);
}
const LEVELS: readonly By[] = ['county', 'township', 'village'];

export function Accounts({ of: accounts }: { readonly of: readonly Account[] }) {
  const t = useWords(words);
  const isNarrow = useNarrow();
  const open = accounts.filter(({ closes }) => !closes).length;
  const [{ from, to }] = accounts as [Account];
  const areas = Map.groupBy(accounts, ({ area_code }) => area_code);
  return (
    <>
      <Alert
        type={open === 0 ? 'success' : 'warning'}
        showIcon
        title={open === 0 ? t('closesAll', { from, to }) : t('openSome', { count: open })}
      />
      {areas.size === 1 || isNarrow ? (
        [...areas].map(([code, pair]) => (
          <Fragment key={code}>
            <h3>{pair[0]!.area_name}</h3>
            <OneAccount of={pair} />
          </Fragment>
        ))
      ) : (
        <ManyAccounts of={accounts} />
      )}
    </>
  );
}

/** Households and persons beside each other, line under line. */
function OneAccount({ of: pair }: { readonly of: readonly Account[] }) {
  const t = useWords(words);
  const { count } = useFormat();
  const lines: readonly (readonly [Line, sign: string])[] = [
    ['opening', ''],
    ...INFLOWS.map((line) => [line, '+'] as const),
    ...OUTFLOWS.map((line) => [line, '−'] as const),
    ['adjustment', '±'],
    ['closing', '='],
  ];
  const shown = lines.filter(
    ([line]) => ['opening', 'adjustment', 'closing'].includes(line) || pair.some((each) => each[line] !== 0),
  );
  return (
    <table className="account">
      <thead>
        <tr>
          <th>{t('line')}</th>
          {pair.map(({ measure }) => (
            <th key={measure} className="number">
              {t(measure as 'households' | 'persons')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(([line, sign]) => (
          <tr key={line}>
            <th scope="row">
              {sign} {t(line)}
            </th>
            {pair.map((each) => (
              <td key={each.measure} className="number">
                {count(each[line])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('identity')}</th>
          {pair.map((each) => (
            <td key={each.measure} className="number">
              <Closes of={each} />
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function ManyAccounts({ of: accounts }: { readonly of: readonly Account[] }) {
  const t = useWords(words);
  const { count } = useFormat();
  const lines: Line[] = ['opening', ...INFLOWS, ...OUTFLOWS, 'adjustment', 'closing'];
  const used = lines.filter(
    (line) =>
      ['opening', 'adjustment', 'closing'].includes(line) || accounts.some((each) => each[line] !== 0),
  );
  return (
    <Table<Account>
      aria-label={t('cohort')}
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      rowKey={({ area_code, measure }) => area_code + measure}
      dataSource={[...accounts]}
      columns={[
        { title: t('area'), dataIndex: 'area_name', fixed: 'left' },
        { title: '', render: (_, { measure }) => t(measure as 'households' | 'persons') },
        ...used.map((line) => ({
          title: t(line),
          align: 'right' as const,
          render: (_: unknown, each: Account) => count(each[line]),
        })),
        { title: t('identity'), render: (_, each) => <Closes of={each} /> },
      ]}
    />
  );
}

function Closes({ of: { closes, residual } }: { readonly of: Account }) {
  const t = useWords(words);
  const { count } = useFormat();
  return closes ? (
    <StatusMark tone="done">{t('closes')}</StatusMark>
  ) : (
    <StatusMark tone="late">{t('open', { count: count(residual) })}</StatusMark>
  );
}
