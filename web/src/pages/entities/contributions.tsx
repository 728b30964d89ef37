import { Button } from 'antd';
import { useState } from 'react';
import {
  CONTRIBUTION_KINDS,
  type ContributionKind,
  CONTRIBUTOR_CLASSES,
  type ContributorClass,
  VALUATION_METHODS,
  type ValuationMethod,
} from '../../../../src/livelihood/programmes/pure.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { FactDialog } from './form.tsx';
import { HouseholdLink, type OfEntity, Papers } from './parts.tsx';
import { words } from './words.ts';

/** Who put in what, and what it comes to by kind and contributor. */
export function Contributions({ county, entity }: OfEntity) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan, yuanDigits } = useFormat();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const pages = usePages('GET /counties/:county/entities/:entity/contributions', {
    params: { county, entity: entity.entity_no },
    query: { limit: 100 },
  });
  return (
    <>
      <ByKind of={entity.contributions.sums} />
      <Section
        title={t('contributions')}
        extra={
          may('programmes.contribution.record') && (
            <Button type="primary" onClick={() => open(true)}>
              {t('contribute')}
            </Button>
          )
        }
      >
        <DataTable
          label={t('contributions')}
          rows={pages.rows}
          query={pages}
          rowKey={({ contribution_no }) => String(contribution_no)}
          empty={t('noContributions')}
          columns={[
            { title: t('on'), dataIndex: 'day' },
            {
              title: t('contributor'),
              render: (_, row) => row.contributor_name ?? <HouseholdLink no={row.household_no} />,
            },
            { title: t('kind'), render: (_, row) => say(CONTRIBUTION_KINDS[row.kind]) },
            {
              title: t('what'),
              render: (_, row) => (
                <>
                  {row.what} {row.is_returned && <StatusMark tone="reversed">{t('returned')}</StatusMark>}
                  <Papers of={row.files} />
                </>
              ),
            },
            { title: t('quantity'), align: 'right', render: (_, row) => row.quantity ?? '—' },
            {
              title: t('value'),
              align: 'right',
              className: 'number',
              render: (_, row) => yuanDigits(row.value_yuan),
            },
            {
              title: t('method'),
              render: (_, row) => `${say(VALUATION_METHODS[row.valuation_method])} · ${row.valuer_name}`,
            },
          ]}
          card={(row) => (
            <div className="card">
              <strong>{row.contributor_name ?? row.household_no}</strong>
              <div>{say(CONTRIBUTION_KINDS[row.kind])}</div>
              <div>{row.what}</div>
              <div className="number">{yuan(row.value_yuan)}</div>
              <small>{row.day}</small>
            </div>
          )}
        />
      </Section>
      {isOpen && <ContributeForm county={county} entity={entity} onClose={() => open(false)} />}
    </>
  );
}

function ByKind({ of: sums }: { readonly of: OfEntity['entity']['contributions']['sums'] }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan, yuanDigits } = useFormat();
  return (
    <Section title={t('byKind')}>
      <DataTable
        label={t('byKind')}
        rows={sums}
        rowKey={({ kind, contributor_class }) => `${kind} ${contributor_class}`}
        empty={t('noContributions')}
        columns={[
          { title: t('kind'), render: (_, row) => say(CONTRIBUTION_KINDS[row.kind]) },
          { title: t('contributor'), render: (_, row) => say(CONTRIBUTOR_CLASSES[row.contributor_class]) },
          { title: t('count'), align: 'right', dataIndex: 'count' },
          { title: t('quantity'), align: 'right', render: (_, row) => row.quantity ?? '—' },
          {
            title: t('value'),
            align: 'right',
            className: 'number',
            render: (_, row) => yuanDigits(row.value_yuan),
          },
        ]}
        card={(row) => (
          <div className="card">
            <strong>{say(CONTRIBUTION_KINDS[row.kind])}</strong>
            <div>{say(CONTRIBUTOR_CLASSES[row.contributor_class])}</div>
            <div className="number">{yuan(row.value_yuan)}</div>
            <small>
              {t('count')} {row.count}
            </small>
          </div>
        )}
      />
    </Section>
  );
}

function ContributeForm({ county, entity, onClose }: OfEntity & { readonly onClose: () => void }) {
  const t = useWords(words);
  const today = useToday();
  const act = useAct('POST /counties/:county/entities/:entity/contributions');
  return (
    <FactDialog
      title={t('contribute')}
      hasFiles
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'kind', label: t('kind'), kind: 'choice', options: CONTRIBUTION_KINDS },
        { name: 'contributor', label: t('contributor'), kind: 'choice', options: CONTRIBUTOR_CLASSES },
        { name: 'household', label: t('household'), kind: 'household', isOptional: true },
        { name: 'name', label: t('contributorName'), kind: 'text', isOptional: true },
        { name: 'what', label: t('what'), kind: 'text' },
        { name: 'quantity', label: t('quantity'), kind: 'yuan', isOptional: true },
        { name: 'term', label: t('termUntil'), kind: 'day', isOptional: true },
        { name: 'value', label: t('value'), kind: 'yuan' },
        { name: 'method', label: t('method'), kind: 'choice', options: VALUATION_METHODS, initial: 'paid' },
        { name: 'valuer', label: t('valuer'), kind: 'text' },
        { name: 'on', label: t('on'), kind: 'day', initial: today },
        { name: 'quantified', label: t('isQuantified'), kind: 'yes' },
        { name: 'posting', label: t('posting'), kind: 'text', isOptional: true },
      ]}
      onSend={(given, files, close) =>
        act.mutate(
          {
            params: { county, entity: entity.entity_no },
            body: {
              kind: given['kind'] as ContributionKind,
              contributor: given['contributor'] as ContributorClass,
              what: given['what']!,
              value_yuan: given['value']!,
              method: given['method'] as ValuationMethod,
              valuer: given['valuer']!,
              on: given['on']!,
              is_quantified: given['quantified'] === 'true',
              files: [...files],
              ...(given['household'] !== undefined && { household: given['household'] }),
              ...(given['name'] !== undefined && { name: given['name'] }),
              ...(given['quantity'] !== undefined && { quantity: given['quantity'] }),
              ...(given['term'] !== undefined && { term_until: given['term'] }),
              ...(given['posting'] !== undefined && { posting: given['posting'] }),
            },
          },
          { onSuccess: close },
        )
      }
    />
  );
}
