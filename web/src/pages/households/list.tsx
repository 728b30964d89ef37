import { Button, Input, Select, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { addressOf, type Query, type Reply } from '../../api/client.ts';
import { usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { AreaPicker } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportButtons } from '../../ui/export.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonalValue, PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { common } from '../../ui/words.ts';
import { words } from './words.ts';
import { useClearable } from '../../ui/clearable.tsx';

const ROUTE = 'GET /counties/:county/work/households';
type Row = Reply<typeof ROUTE>['rows'][number];
type Filter = Omit<Query<typeof ROUTE>, 'after' | 'limit' | 'purpose'>;
type List = ReturnType<typeof usePages<typeof ROUTE>>;
const PAGE = 100;
export const USUAL_PURPOSE = { zh: '核对农户情况', en: 'checking on households' };

/** Which household is it? */
export function HouseholdsPage() {
  const t = useWords(words);
  const c = useWords(common);
  const { count } = useFormat();
  const may = useMay();
  const { code: county } = useCounty();
  const filters = useFilters(['text', 'group', 'area', 'peril', 'sort']);
  const purpose = usePurpose('households', USUAL_PURPOSE);
  const chosen = { ...filterOf(filters.values), purpose: purpose.purpose };
  const list = usePages(
    ROUTE,
    { params: { county }, query: { ...chosen, limit: PAGE } },
    { when: county !== '' },
  );
  return (
    <Page
      title={t('title')}
      lead={list.first && t(filters.isAny ? 'found' : 'all', { count: count(list.first.total) })}
      actions={
        <>
          {may('card.issue') && (
            <Link to="/cards">
              <Button>{t('cards')}</Button>
            </Link>
          )}
          <ExportButtons
            addressFor={(format) =>
              addressOf('GET /counties/:county/work/households/file', {
                params: { county },
                query: { ...chosen, format },
              })
            }
          />
        </>
      }
    >
      <Filters filters={filters} />
      <PurposeLine {...purpose} />
      <HouseholdTable list={list} empty={filters.isAny ? c('nothingFound') : t('none')} />
    </Page>
  );
}

type Filters = ReturnType<typeof useFilters<'text' | 'group' | 'area' | 'peril' | 'sort'>>;

/** As the address bar has it: several values are separated by commas. */
function filterOf({ text, group, area, peril, sort }: Filters['values']): Filter {
  return {
    ...(text !== undefined && { text }),
    ...(area !== undefined && { area }),
    ...(group !== undefined && { group: group.split(',') as NonNullable<Filter['group']> }),
    ...(peril !== undefined && { peril: peril.split(',') as NonNullable<Filter['peril']> }),
    ...(sort === 'size' && { sort }),
  };
}

function Filters({ filters }: { readonly filters: Filters }) {
  const t = useWords(words);
  const term = useTerm();
  const { text, group, area, peril, sort } = filters.values;
  const clearable = useClearable();
  const several = (name: 'group' | 'peril', value: string | undefined) => (
    <Select
      aria-label={t(name)}
      placeholder={t(name)}
      mode="multiple"
      allowClear={clearable}
      maxTagCount={1}
      value={value?.split(',') ?? []}
      onChange={(codes) => filters.set({ [name]: codes.join(',') })}
      options={termsOf(name).map((code) => ({ value: code, label: term(name, code) }))}
      popupMatchSelectWidth={false}
      style={{ minWidth: 220 }}
    />
  );
  return (
    <FilterRow
      filters={filters}
      search={
        <Input.Search
          key={text}
          aria-label={t('search')}
          placeholder={t('search')}
          allowClear={useClearable()}
          defaultValue={text}
          onSearch={(typed) => filters.set({ text: typed.trim() })}
          style={{ maxWidth: 280 }}
        />
      }
    >
      {several('group', group)}
      <AreaPicker value={area} onChange={(code) => filters.set({ area: code })} />
      {several('peril', peril)}
      <Select
        aria-label={t('sort')}
        value={sort ?? 'household'}
        onChange={(value) => filters.set({ sort: value === 'size' ? value : undefined })}
        options={[
          { value: 'household', label: t('byNumber') },
          { value: 'size', label: t('bySize') },
        ]}
        style={{ minWidth: 140 }}
      />
    </FilterRow>
  );
}

const linkOf = ({ household_no }: Row): string => `/households/${encodeURIComponent(household_no ?? '')}`;

function HouseholdTable({ list, empty }: { readonly list: List; readonly empty: string }) {
  const t = useWords(words);
  const columns: TableColumnsType<Row> = [
    { title: t('number'), width: 120, render: (_, row) => <Link to={linkOf(row)}>{row.household_no}</Link> },
    { title: t('head'), width: 120, render: (_, { head_name }) => <PersonalValue of={head_name} always /> },
    { title: t('group'), width: 180, render: (_, row) => <Group of={row} /> },
    { title: t('township'), render: (_, { township_name }) => township_name ?? '—' },
    { title: t('village'), render: (_, { area_name }) => area_name ?? '—' },
    { title: t('peril'), render: (_, row) => <Perils of={row} /> },
    {
      title: t('size'),
      width: 90,
      align: 'right',
      render: (_, { size }) => <PersonalValue of={size} always />,
    },
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
          <Group of={row} /> ·{' '}
          <PersonalValue of={row.size} always as={(size) => t('people', { count: Number(size) })} />
          <br />
          {[row.township_name, row.area_name].filter(Boolean).join(' ')}
          {row.peril !== '' && (
            <>
              <br />
              {t('peril')} <Perils of={row} />
            </>
          )}
        </Link>
      )}
    />
  );
}

function Group({ of: { group } }: { readonly of: Row }) {
  const term = useTerm();
  return <PersonalValue of={group} always as={(code) => term('group', code)} />;
}

/** Why it is at risk: the perils of its findings in force. */
function Perils({ of: { peril } }: { readonly of: Row }) {
  const t = useWords(words);
  const term = useTerm();
  if (peril === '') return '—';
  return (
    <PersonalValue
      of={peril}
      always
      as={(codes) =>
        codes
          .split(',')
          .map((code) => (code === '' ? t('together') : term('peril', code)))
          .join('、')
      }
    />
  );
}
