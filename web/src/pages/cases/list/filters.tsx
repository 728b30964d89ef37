import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useGet } from '../../../api/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty, useMe, useToday } from '../../../session.ts';
import { AreaPicker } from '../../../ui/areas.tsx';
import { FilterRow } from '../../../ui/filter-row.tsx';
import { termsOf, type TermList, useTerm } from '../../../ui/terms.ts';
import { words } from '../words.ts';
import { listOf, NOBODY, type Order, sortsOf, type Tab } from './order.ts';
import { useClearable } from '../../../ui/clearable.tsx';

/** What the list is narrowed to and how it is sorted. */
export function ListFilters({ order, tab }: { readonly order: Order; readonly tab: Tab }) {
  const t = useWords(words);
  const { values, set } = order;
  return (
    <FilterRow
      filters={{ values: order.narrowing, isAny: order.isAny, clear: order.clear }}
      search={
        <Input.Search
          key={values.text}
          aria-label={t('search')}
          placeholder={t('search')}
          allowClear={useClearable()}
          defaultValue={values.text}
          onSearch={(text) => set({ text: text.trim() })}
          style={{ width: 190 }}
        />
      }
      more={{
        isChosen: [values.kind, values.min, values.max, values.closed, values.reverse].some(
          (value) => value !== undefined,
        ),
        filters: (
          <>
            <Several name="kind" list="finding" order={order} />
            <Amounts order={order} />
            <Button
              aria-pressed={values.reverse !== undefined}
              onClick={() => set({ reverse: values.reverse === undefined ? '1' : undefined })}
            >
              {t(values.reverse === undefined ? 'forward' : 'backward')}
            </Button>
            {tab === 'cases' && (
              <Checkbox
                checked={values.closed !== undefined}
                onChange={({ target }) => set({ closed: target.checked ? '1' : undefined })}
              >
                {t('withClosed')}
              </Checkbox>
            )}
          </>
        ),
      }}
    >
      <AreaPicker value={values.area} onChange={(area) => set({ area })} />
      <Several name="group" list="group" order={order} />
      <Several name="peril" list="peril" order={order} />
      <YearPicker order={order} />
      <HandlerPicker order={order} />
      <Select
        aria-label={t('sort')}
        value={values.sort ?? 'deadline'}
        onChange={(sort) => set({ sort: sort === 'deadline' ? undefined : sort })}
        options={sortsOf(tab).map((value) => ({ value, label: t(`sort_${value}` as 'sort_deadline') }))}
        style={{ minWidth: 130 }}
      />
    </FilterRow>
  );
}

function Several({
  name,
  list,
  order: { values, set },
}: {
  readonly name: 'group' | 'peril' | 'kind';
  readonly list: TermList;
  readonly order: Order;
}) {
  const t = useWords(words);
  const term = useTerm();
  return (
    <Select
      mode="multiple"
      aria-label={t(`filter_${name}`)}
      placeholder={t(`filter_${name}`)}
      allowClear={useClearable()}
      maxTagCount={1}
      value={listOf(values[name])}
      onChange={(chosen: string[]) => set({ [name]: chosen.join(',') })}
      options={termsOf(list).map((value) => ({ value, label: term(list, value) }))}
      popupMatchSelectWidth={false}
      style={{ minWidth: 120 }}
    />
  );
}

const YEARS = 10;

/** Of which year's bills; without a choice cases of all years, findings of the latest. */
function YearPicker({ order: { values, set } }: { readonly order: Order }) {
  const t = useWords(words);
  const today = useToday();
  const now = Number(today.slice(0, 4));
  return (
    <Select
      aria-label={t('year')}
      placeholder={t('year')}
      allowClear={useClearable()}
      value={values.year ?? null}
      onChange={(year: string | null | undefined) => set({ year: year ?? undefined })}
      options={Array.from({ length: YEARS }, (_, i) => ({ value: String(now - i), label: String(now - i) }))}
      style={{ minWidth: 90 }}
    />
  );
}

/** Whose work: mine, nobody's, or a colleague's. */
function HandlerPicker({ order: { values, set } }: { readonly order: Order }) {
  const t = useWords(words);
  const me = useMe();
  const { code: county } = useCounty();
  const { data } = useGet(
    'GET /counties/:county/colleagues',
    { params: { county } },
    { when: county !== '' },
  );
  const others = data?.rows.filter(({ name }) => name !== me.name) ?? [];
  return (
    <Select
      aria-label={t('handler')}
      placeholder={t('handler')}
      allowClear={useClearable()}
      showSearch={{ optionFilterProp: 'label' }}
      value={values.handler ?? null}
      onChange={(handler: string | null | undefined) => set({ handler: handler ?? undefined })}
      options={[
        { value: me.name, label: t('mine') },
        { value: NOBODY, label: t('nobodys') },
        ...others.map(({ name }) => ({ value: name, label: name })),
      ]}
      popupMatchSelectWidth={false}
      style={{ minWidth: 110 }}
    />
  );
}

function Amounts({ order: { values, set } }: { readonly order: Order }) {
  const t = useWords(words);
  const field = (name: 'min' | 'max') => (
    <InputNumber<string>
      key={values[name]}
      stringMode
      min="0"
      precision={0}
      controls={false}
      aria-label={t(`filter_${name}`)}
      placeholder={t(`filter_${name}`)}
      {...(values[name] !== undefined && { defaultValue: values[name] })}
      onBlur={({ target }) => set({ [name]: target.value.replaceAll(/\D/g, '') })}
      onPressEnter={({ currentTarget }) => set({ [name]: currentTarget.value.replaceAll(/\D/g, '') })}
      style={{ width: 104 }}
    />
  );
  return (
    <span className="cases-amounts">
      {field('min')}–{field('max')}
    </span>
  );
}
