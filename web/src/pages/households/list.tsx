import { Input, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { usePages } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { AreaPicker, useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonalValue, PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { useTerm } from '../../ui/terms.ts';
import { common } from '../../ui/words.ts';
import { words } from './words.ts';

type Row = Reply<'GET /counties/:county/households'>['rows'][number];
const ROUTE = 'GET /counties/:county/households';
type List = ReturnType<typeof usePages<typeof ROUTE>>;
const PAGE = 100;
export const USUAL_PURPOSE = { zh: '核对农户情况', en: 'checking on households' };

/** Which household is it? */
export function HouseholdsPage() {
  const t = useWords(words);
  const c = useWords(common);
  const { code: county } = useCounty();
  const filters = useFilters(['search', 'area']);
  const { search, area } = filters.values;
  const purpose = usePurpose('households', USUAL_PURPOSE);
  const query = {
    limit: PAGE,
    purpose: purpose.purpose,
    ...(search !== undefined && { search }),
    ...(area !== undefined && { area }),
  };
  const list = usePages(ROUTE, { params: { county }, query }, { when: county !== '' });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <FilterRow
        filters={filters}
        search={
          <Input.Search
            key={search}
            aria-label={t('search')}
            placeholder={t('search')}
            allowClear
            defaultValue={search}
            onSearch={(text) => filters.set({ search: text.trim() })}
            style={{ maxWidth: 280 }}
          />
        }
      >
        <AreaPicker value={area} onChange={(code) => filters.set({ area: code })} />
      </FilterRow>
      <PurposeLine {...purpose} />
      <HouseholdTable list={list} empty={filters.isAny ? c('nothingFound') : t('none')} />
    </Page>
  );
}

function HouseholdTable({ list, empty }: { readonly list: List; readonly empty: string }) {
  const t = useWords(words);
  const { pathOf } = useAreas();
  const term = useTerm();
  const linkOf = ({ household_no }: Row): string => `/households/${encodeURIComponent(household_no ?? '')}`;
  const groupOf = (row: Row) => <PersonalValue of={row.group} always as={(group) => term('group', group)} />;
  const villageOf = ({ area_code }: Row) => <PersonalValue of={area_code} always as={pathOf} />;
  const columns: TableColumnsType<Row> = [
    { title: t('number'), render: (_, row) => <Link to={linkOf(row)}>{row.household_no}</Link> },
    { title: t('head'), render: (_, { head_name }) => <PersonalValue of={head_name} always /> },
    { title: t('group'), render: (_, row) => groupOf(row) },
    { title: t('village'), render: (_, row) => villageOf(row) },
    { title: t('size'), align: 'right', render: (_, { size }) => <PersonalValue of={size} always /> },
  ];
  return (
    <DataTable
      label={t('list')}
      rows={list.rows}
      query={list}
      columns={columns}
      rowKey={({ household_no }) => household_no ?? ''}
      linkOf={linkOf}
      empty={empty}
      card={(row) => (
        <Link className="card" to={linkOf(row)}>
          <strong>
            <PersonalValue of={row.head_name} always />
          </strong>{' '}
          <small>{row.household_no}</small>
          <br />
          {groupOf(row)} ·{' '}
          <PersonalValue of={row.size} always as={(size) => t('people', { count: Number(size) })} />
          <br />
          <small>{villageOf(row)}</small>
        </Link>
      )}
    />
  );
}
