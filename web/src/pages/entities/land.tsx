import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { FactDialog } from './form.tsx';
import { HouseholdLink, type OfEntity, Papers } from './parts.tsx';
import { words } from './words.ts';

/** Plots let to an entity, what it owes for them, and what grows there. */
export function LandTab(given: OfEntity) {
  return (
    <>
      <Contracts {...given} />
      <Crops {...given} />
    </>
  );
}

function Contracts({ county, entity }: OfEntity) {
  const t = useWords(words);
  const { yuan, yuanDigits } = useFormat();
  const may = useMay();
  const [form, setForm] = useState<'let' | 'rents'>();
  const pages = usePages('GET /counties/:county/entities/:entity/land', {
    params: { county, entity: entity.entity_no },
    query: { limit: 100 },
  });
  const owes = (owed: string) =>
    Number(owed) === 0 ? (
      <StatusMark tone="good">{t('noArrears')}</StatusMark>
    ) : (
      <StatusMark tone="late">{t('someArrears', { amount: yuan(owed) })}</StatusMark>
    );
  return (
    <Section
      title={t('contracts')}
      extra={
        <div className="page-actions no-print">
          {may('programmes.land.rents') && pages.rows.length > 0 && (
            <Button onClick={() => setForm('rents')}>{t('payRents')}</Button>
          )}
          {may('programmes.land.let') && (
            <Button type="primary" onClick={() => setForm('let')}>
              {t('letLand')}
            </Button>
          )}
        </div>
      }
    >
      <DataTable
        label={t('contracts')}
        rows={pages.rows}
        query={pages}
        rowKey={({ contract_no }) => String(contract_no)}
        empty={t('noLand')}
        columns={[
          {
            title: t('plot'),
            render: (_, row) => (
              <>
                {row.plot_name}
                <Papers of={row.files} />
              </>
            ),
          },
          { title: t('bookHousehold'), render: (_, row) => <HouseholdLink no={row.household_no} /> },
          { title: t('mu'), align: 'right', dataIndex: 'mu' },
          {
            title: t('rentPerMu'),
            align: 'right',
            className: 'number',
            render: (_, row) => yuanDigits(row.rent_per_mu_yuan),
          },
          { title: t('term'), render: (_, row) => `${row.since} – ${row.until}` },
          { title: t('dueDay'), dataIndex: 'due_month_day' },
          { title: t('arrears'), align: 'right', render: (_, row) => owes(row.arrears_yuan) },
        ]}
        card={(row) => (
          <div className="card">
            <strong>{row.plot_name}</strong>
            <div>
              {row.mu} {t('mu')}
            </div>
            <div>
              {t('bookHousehold')} <HouseholdLink no={row.household_no} />
            </div>
            <div>{owes(row.arrears_yuan)}</div>
            <small>
              {row.since} – {row.until}
            </small>
          </div>
        )}
      />
      {form === 'let' && <LetForm county={county} entity={entity} onClose={() => setForm(undefined)} />}
      {form === 'rents' && <RentForm county={county} entity={entity} onClose={() => setForm(undefined)} />}
    </Section>
  );
}

interface OfForm extends OfEntity {
  readonly onClose: () => void;
}

function LetForm({ county, entity, onClose }: OfForm) {
  const t = useWords(words);
  const act = useAct('POST /counties/:county/entities/:entity/land');
  return (
    <FactDialog
      title={t('letLand')}
      hasFiles
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'household', label: t('bookHousehold'), kind: 'household' },
        { name: 'plot', label: t('plot'), kind: 'text' },
        { name: 'mu', label: t('mu'), kind: 'yuan' },
        { name: 'rent', label: t('rentPerMu'), kind: 'yuan' },
        { name: 'signed', label: t('signed'), kind: 'day' },
        { name: 'since', label: t('since'), kind: 'day' },
        { name: 'until', label: t('until'), kind: 'day' },
        { name: 'due', label: t('dueDay'), kind: 'text', initial: '11-30' },
      ]}
      onSend={(given, files, close) =>
        act.mutate(
          {
            params: { county, entity: entity.entity_no },
            body: {
              household: given['household']!,
              plot: given['plot']!,
              mu: given['mu']!,
              rent_per_mu_yuan: given['rent']!,
              signed_on: given['signed']!,
              since: given['since']!,
              until: given['until']!,
              due: given['due']!,
              files: [...files],
            },
          },
          { onSuccess: close },
        )
      }
    />
  );
}

function RentForm({ county, entity, onClose }: OfForm) {
  const t = useWords(words);
  const today = useToday();
  const navigate = useNavigate();
  const act = useAct('POST /counties/:county/entities/:entity/rents');
  return (
    <FactDialog
      title={t('payRents')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'year', label: t('year'), kind: 'number', initial: today.slice(0, 4) },
        { name: 'purpose', label: t('purposeOf'), kind: 'text', initial: t('payRents') },
      ]}
      onSend={(given, _, close) =>
        act.mutate(
          {
            params: { county, entity: entity.entity_no },
            body: { year: Number(given['year']), purpose: given['purpose']! },
          },
          {
            onSuccess: ({ expenditure_no }) => {
              close();
              void navigate(`/entities/spending/${expenditure_no}`);
            },
          },
        )
      }
    />
  );
}

function Crops({ county, entity }: OfEntity) {
  const t = useWords(words);
  const today = useToday();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const act = useAct('POST /counties/:county/entities/:entity/crops');
  const crops = useGet('GET /counties/:county/entities/:entity/crops', {
    params: { county, entity: entity.entity_no },
  });
  return (
    <Section
      title={t('crops')}
      extra={may('programmes.land.plant') && <Button onClick={() => open(true)}>{t('addCrop')}</Button>}
    >
      <Answer of={crops}>
        {({ rows, land_mu, is_without_yield }) => (
          <>
            {is_without_yield && <Alert type="warning" showIcon title={t('withoutYield')} />}
            {rows.length > 0 && <p>{t('cropLand', { mu: land_mu })}</p>}
            <DataTable
              label={t('crops')}
              rows={rows}
              rowKey={({ planting_no }) => String(planting_no)}
              empty={t('noCrops')}
              columns={[
                { title: t('crop'), dataIndex: 'crop_name' },
                { title: t('mu'), align: 'right', dataIndex: 'mu' },
                { title: t('layer'), render: (_, row) => t(row.layer) },
                { title: t('planted'), dataIndex: 'planted_on' },
                { title: t('firstYield'), align: 'right', dataIndex: 'first_yield_year' },
              ]}
              card={(row) => (
                <div className="card">
                  <strong>{row.crop_name}</strong>
                  <div>
                    {row.mu} {t('mu')} · {t(row.layer)}
                  </div>
                  <small>
                    {t('firstYield')} {row.first_yield_year}
                  </small>
                </div>
              )}
            />
          </>
        )}
      </Answer>
      {isOpen && (
        <FactDialog
          title={t('addCrop')}
          isBusy={act.isPending}
          failure={act.error}
          onClose={() => open(false)}
          fields={[
            { name: 'crop', label: t('crop'), kind: 'text' },
            { name: 'mu', label: t('mu'), kind: 'yuan' },
            { name: 'under', label: t('under'), kind: 'yes' },
            { name: 'planted', label: t('planted'), kind: 'day', initial: today },
            { name: 'first', label: t('firstYield'), kind: 'number', initial: today.slice(0, 4) },
          ]}
          onSend={(given, _, close) =>
            act.mutate(
              {
                params: { county, entity: entity.entity_no },
                body: {
                  crop: given['crop']!,
                  mu: given['mu']!,
                  layer: given['under'] === 'true' ? 'under' : 'main',
                  planted_on: given['planted']!,
                  first_yield_year: Number(given['first']),
                },
              },
              { onSuccess: close },
            )
          }
        />
      )}
    </Section>
  );
}
