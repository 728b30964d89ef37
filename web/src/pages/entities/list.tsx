import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ENTITY_KINDS, type EntityKind } from '../../../../src/livelihood/programmes/pure.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { AreaPicker, useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { FactDialog } from './form.tsx';
import { ParentLink } from './parts.tsx';
import { words } from './words.ts';
import { useClearable } from '../../ui/clearable.tsx';

/** Which entities there are, and of which village. */
export function EntitiesPage() {
  const t = useWords(words);
  const say = useBilingual();
  const { code: county } = useCounty();
  const { pathOf } = useAreas();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const filters = useFilters(['kind', 'area']);
  const { kind, area } = filters.values;
  const pages = usePages(
    'GET /counties/:county/entities',
    {
      params: { county },
      query: {
        limit: 100,
        ...(kind !== undefined && { kind: kind as EntityKind }),
        ...(area !== undefined && { area }),
      },
    },
    { when: county !== '' },
  );
  const linkOf = ({ entity_no }: { readonly entity_no: number }): string => `/entities/${entity_no}`;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('programmes.entity.register') && (
          <Button type="primary" onClick={() => open(true)}>
            {t('register')}
          </Button>
        )
      }
    >
      <Section>
        <FilterRow filters={filters}>
          <Select
            allowClear={useClearable()}
            aria-label={t('kind')}
            placeholder={t('kind')}
            value={kind ?? null}
            style={{ minWidth: 180 }}
            options={Object.entries(ENTITY_KINDS).map(([value, name]) => ({ value, label: say(name) }))}
            onChange={(chosen: string | undefined) => filters.set({ kind: chosen })}
          />
          <AreaPicker value={area} onChange={(code) => filters.set({ area: code })} />
        </FilterRow>
        <DataTable
          label={t('title')}
          rows={pages.rows}
          query={pages}
          rowKey={({ entity_no }) => String(entity_no)}
          linkOf={linkOf}
          empty={t(filters.isAny ? 'noneMatch' : 'none')}
          columns={[
            { title: t('name'), render: (_, row) => <Link to={linkOf(row)}>{row.name}</Link> },
            { title: t('kind'), render: (_, row) => say(row.kind_name) },
            { title: t('area'), render: (_, row) => pathOf(row.area_code) },
            { title: t('founded'), dataIndex: 'founded_on' },
            {
              title: t('subsidiaryOf'),
              render: (_, row) => <ParentLink of={row} />,
            },
          ]}
          card={(row) => (
            <Link className="card" to={linkOf(row)}>
              <strong>{row.name}</strong>
              <div>{say(row.kind_name)}</div>
              <div>{pathOf(row.area_code)}</div>
              <small>
                {t('founded')} {row.founded_on}
              </small>
            </Link>
          )}
        />
      </Section>
      {isOpen && <RegisterForm county={county} above={pages.rows} onClose={() => open(false)} />}
    </Page>
  );
}

function RegisterForm({
  county,
  above,
  onClose,
}: {
  readonly county: string;
  /** Entities it may be a subsidiary of. */
  readonly above: readonly { readonly entity_no: number; readonly name: string }[];
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const navigate = useNavigate();
  const act = useAct('POST /counties/:county/entities');
  return (
    <FactDialog
      title={t('register')}
      hasFiles
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'kind', label: t('kind'), kind: 'choice', options: ENTITY_KINDS },
        { name: 'name', label: t('name'), kind: 'text' },
        { name: 'area', label: t('area'), kind: 'area' },
        { name: 'founded', label: t('founded'), kind: 'day' },
        {
          name: 'parent',
          label: t('parent'),
          kind: 'choice',
          isOptional: true,
          options: Object.fromEntries(
            above.map(({ entity_no, name }) => [entity_no, { zh: name, en: name }]),
          ),
        },
      ]}
      onSend={({ kind, name, area, founded, parent }, files, close) =>
        act.mutate(
          {
            params: { county },
            body: {
              kind: kind as EntityKind,
              name: name!,
              area: area!,
              founded_on: founded!,
              files: [...files],
              ...(parent !== undefined && { parent: Number(parent) }),
            },
          },
          {
            onSuccess: ({ entity_no }) => {
              close();
              void navigate(`/entities/${entity_no}`);
            },
          },
        )
      }
    />
  );
}
