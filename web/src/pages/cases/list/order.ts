import type { Query } from '../../../api/client.ts';
import { usePages } from '../../../api/query.ts';
import { useCounty, useMay } from '../../../session.ts';
import { useFilters } from '../../../ui/address-filters.ts';

export type Tab = 'findings' | 'cases';
export const CASES_ROUTE = 'GET /counties/:county/work/cases';
export const FINDINGS_ROUTE = 'GET /counties/:county/work/findings';
type CaseQuery = Query<typeof CASES_ROUTE>;
type FindingQuery = Query<typeof FINDINGS_ROUTE>;

const NAMES = [
  'tab',
  'text',
  'area',
  'group',
  'peril',
  'kind',
  'stage',
  'year',
  'handler',
  'overdue',
  'min',
  'max',
  'closed',
  'sort',
  'reverse',
] as const;
type Name = (typeof NAMES)[number];
export type Values = Readonly<Record<Name, string | undefined>>;

/** Why cases are read, unless somebody says another reason. */
export const CASES_PURPOSE = { zh: '办理案件', en: 'work on cases' };
/** In the address: work of nobody. */
export const NOBODY = '-';
const ROWS = 50;

/** The filters of both lists, as the address bar has them. */
export function useOrder() {
  const { values, set } = useFilters(NAMES);
  const { tab: _, sort: __, reverse: ___, ...narrowing } = values;
  const clear = (): void =>
    set(Object.fromEntries(Object.keys(narrowing).map((name) => [name, undefined])) as never);
  return {
    values,
    set,
    clear,
    isAny: Object.values(narrowing).some((value) => value !== undefined),
    narrowing,
  };
}
export type Order = ReturnType<typeof useOrder>;

/** The list that is open: the one of the address, or the first that the roles allow. */
export function useTab(values: Pick<Values, 'tab'>): { readonly tab: Tab; readonly tabs: readonly Tab[] } {
  const may = useMay();
  const tabs = [
    ...(may('see.case') ? (['cases'] as const) : []),
    ...(may('see.findings') ? (['findings'] as const) : []),
  ];
  const asked = tabs.find((tab) => tab === values.tab);
  return { tab: asked ?? tabs[0] ?? 'cases', tabs };
}

export const listOf = (text: string | undefined): string[] => text?.split(',').filter(Boolean) ?? [];

/** What the server narrows by. */
function filtersOf(values: Values) {
  const several = (name: 'group' | 'peril' | 'kind' | 'stage') => {
    const chosen = listOf(values[name]);
    return chosen.length > 0 ? { [name]: chosen } : {};
  };
  const { text, area, year, overdue, min, max, handler, reverse } = values;
  return {
    ...several('group'),
    ...several('peril'),
    ...several('kind'),
    ...several('stage'),
    ...(text !== undefined && { text }),
    ...(area !== undefined && { area }),
    ...(year !== undefined && /^\d{4}$/.test(year) && { year: Number(year) }),
    ...(overdue !== undefined && { overdue: true }),
    ...(isYuan(min) && { min_yuan: min }),
    ...(isYuan(max) && { max_yuan: max }),
    // An empty text asks for nobody's; in a list, for an address leaves out texts that are empty.
    ...(handler !== undefined && { handler: (handler === NOBODY ? [''] : handler) as string }),
    ...(reverse !== undefined && { reverse: true }),
  };
}

const isYuan = (text: string | undefined): text is string =>
  text !== undefined && /^\d{1,9}(\.\d{1,2})?$/.test(text);

const CASE_SORTS = ['deadline', 'amount', 'day', 'household', 'case'] as const;
const FINDING_SORTS = ['deadline', 'amount', 'day', 'household'] as const;
export const sortsOf = (tab: Tab): readonly string[] => (tab === 'cases' ? CASE_SORTS : FINDING_SORTS);

export const caseQuery = (values: Values, purpose: string): CaseQuery => ({
  ...filtersOf(values),
  ...(values.closed !== undefined && { closed: true }),
  sort: CASE_SORTS.find((sort) => sort === values.sort) ?? 'deadline',
  purpose,
});
export const findingQuery = (values: Values, purpose: string): FindingQuery => ({
  ...filtersOf(values),
  sort: FINDING_SORTS.find((sort) => sort === values.sort) ?? 'deadline',
  purpose,
});

/** Both lists under the address's filters; only the open one is asked for. */
export function useCases(values: Values, purpose: string, when: boolean) {
  const { code: county } = useCounty();
  const query = { ...caseQuery(values, purpose), limit: ROWS };
  return usePages(CASES_ROUTE, { params: { county }, query }, { when: when && county !== '' });
}
export function useFindings(values: Values, purpose: string, when: boolean) {
  const { code: county } = useCounty();
  const query = { ...findingQuery(values, purpose), limit: ROWS };
  return usePages(FINDINGS_ROUTE, { params: { county }, query }, { when: when && county !== '' });
}
export type CaseRow = ReturnType<typeof useCases>['rows'][number];
export type FindingRow = ReturnType<typeof useFindings>['rows'][number];
