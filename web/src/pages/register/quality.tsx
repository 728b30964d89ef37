import { Button, Select, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { FailureBlock, Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { words } from './words.ts';

const ROUTE = 'GET /counties/:county/quality-findings';
type Row = Reply<typeof ROUTE>['rows'][number];

/** The register as it stood at the last check, held against the data-quality rules. */
export function Quality() {
  const t = useWords(words);
  const say = useBilingual();
  const may = useMay();
  const { count } = useFormat();
  const { code: county } = useCounty();
  const filters = useFilters(['rule']);
  const { rule } = filters.values;
  const query = { limit: 100, ...(rule !== undefined && { rule }) };
  const list = usePages(ROUTE, { params: { county }, query }, { when: county !== '' });
  const check = list.first?.check;
  const counts = Object.entries(check?.counts ?? {}).filter(([, found]) => found > 0);
  const total = counts.reduce((sum, [, found]) => sum + found, 0);
  const titleOf = (rule: string): string => t(`rule.${rule}` as Parameters<typeof t>[0]);
  const columns: TableColumnsType<Row> = [
    { title: t('number'), render: (_, row) => <HouseholdLink of={row} /> },
    { title: t('who'), render: (_, { person_no }) => <PersonalValue of={person_no} /> },
    { title: t('rule'), render: (_, { rule }) => titleOf(rule) },
    { title: t('found'), render: (_, { sentence }) => say(sentence) },
  ];
  return (
    <Section title={t('quality')} extra={may('register.quality.check') && <Check />}>
      {check && <p className="page-lead">{t('qualityLead', { at: check.checked_at, count: total })}</p>}
      <FilterRow filters={filters}>
        <Select
          aria-label={t('rule')}
          value={rule ?? ''}
          onChange={(chosen) => filters.set({ rule: chosen })}
          options={[
            { value: '', label: `${t('allRules')} · ${count(total)}` },
            ...counts.map(([value, found]) => ({ value, label: `${titleOf(value)} · ${count(found)}` })),
          ]}
          popupMatchSelectWidth={false}
          style={{ minWidth: 240 }}
        />
      </FilterRow>
      <DataTable
        label={t('quality')}
        rows={list.rows}
        query={list}
        columns={columns}
        rowKey={({ rule, household_no, person_no }) => [rule, household_no, person_no].join()}
        empty={t(check ? 'noFindings' : 'neverChecked')}
        card={(row) => (
          <div className="card">
            <HouseholdLink of={row} /> <PersonalValue of={row.person_no} />
            <br />
            {say(row.sentence)}
          </div>
        )}
      />
    </Section>
  );
}

function Check() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/quality-checks');
  return (
    <>
      <Button loading={act.isPending} onClick={() => act.mutate({ params: { county }, body: {} })}>
        {t('checkNow')}
      </Button>
      {act.error && <FailureBlock failure={act.error} />}
    </>
  );
}

function HouseholdLink({ of: { household_no } }: { readonly of: Row }) {
  return (
    <PersonalValue
      of={household_no}
      always
      as={(number) => <Link to={`/households/${encodeURIComponent(number)}`}>{number}</Link>}
    />
  );
}
