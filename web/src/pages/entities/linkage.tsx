import { Button } from 'antd';
import { useState } from 'react';
import {
  LINK_KINDS,
  type LinkKind,
  OBLIGATION_STATUSES,
  PARTICIPATION_FORMS,
  type ParticipationForm,
} from '../../../../src/livelihood/programmes/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { StatusMark, type Tone } from '../../ui/status.tsx';
import { Chain, Feedback } from './feedback.tsx';
import { FactDialog } from './form.tsx';
import { HouseholdLink, type OfEntity } from './parts.tsx';
import { words } from './words.ts';

type Link = Reply<'GET /counties/:county/entities/:entity/links'>['rows'][number];
type Obligation = Link['obligations'][number];

/** Whom an entity binds by contract, what both sides owe, and what they say of each other. */
export function Linkage(given: OfEntity) {
  return (
    <>
      <Contracts {...given} />
      <Chain {...given} />
      <Feedback {...given} />
    </>
  );
}

function Contracts({ county, entity }: OfEntity) {
  const t = useWords(words);
  const say = useBilingual();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const [owing, setOwing] = useState<Link>();
  const pages = usePages('GET /counties/:county/entities/:entity/links', {
    params: { county, entity: entity.entity_no },
    query: { limit: 100 },
  });
  const floorOf = ({ price_floor_yuan: price, price_unit_name: unit }: Link): string =>
    price === null ? '' : ` · ${t('floorAt', { price, unit: unit ?? '' })}`;
  const add = (row: Link) =>
    may('programmes.link.oblige') && (
      <Button size="small" onClick={() => setOwing(row)}>
        {t('oblige')}
      </Button>
    );
  return (
    <Section
      title={t('links')}
      extra={
        may('programmes.link.sign') && (
          <Button type="primary" onClick={() => open(true)}>
            {t('sign')}
          </Button>
        )
      }
    >
      <DataTable
        label={t('links')}
        rows={pages.rows}
        query={pages}
        rowKey={({ link_no }) => String(link_no)}
        empty={t('noLinks')}
        columns={[
          { title: t('household'), render: (_, row) => <HouseholdLink no={row.household_no} /> },
          { title: t('kind'), render: (_, row) => say(LINK_KINDS[row.contract_kind]) },
          { title: t('form'), render: (_, row) => say(PARTICIPATION_FORMS[row.form]) },
          { title: t('terms'), render: (_, row) => `${row.terms_text}${floorOf(row)}` },
          { title: t('term'), render: (_, row) => `${row.since} – ${row.until ?? ''}` },
          { title: t('obligations'), render: (_, row) => <Obligations county={county} link={row} /> },
          { title: '', render: (_, row) => add(row) },
        ]}
        card={(row) => (
          <div className="card">
            <strong>
              <HouseholdLink no={row.household_no} />
            </strong>
            <div>{say(LINK_KINDS[row.contract_kind])}</div>
            <div>
              {row.terms_text}
              {floorOf(row)}
            </div>
            <Obligations county={county} link={row} />
            {add(row)}
          </div>
        )}
      />
      {isOpen && <SignForm county={county} entity={entity} onClose={() => open(false)} />}
      {owing && <ObligeForm county={county} link={owing} onClose={() => setOwing(undefined)} />}
    </Section>
  );
}

const TONES: Readonly<Record<Obligation['status'], Tone>> = {
  due: 'waiting',
  late: 'late',
  kept: 'good',
  broken: 'problem',
};

interface OfLink {
  readonly county: string;
  readonly link: Link;
}

function Obligations({ county, link }: OfLink) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan } = useFormat();
  const may = useMay();
  const [settling, setSettling] = useState<Obligation>();
  return (
    <>
      {link.obligations.map((one) => (
        <div key={one.obligation_no}>
          <StatusMark tone={TONES[one.status]}>{say(OBLIGATION_STATUSES[one.status])}</StatusMark>{' '}
          {one.due_on} {t(one.owed_by === 'entity' ? 'entitySide' : 'householdSide')}: {one.what}
          {one.amount_yuan !== null && ` ${yuan(one.amount_yuan)}`}{' '}
          {['due', 'late'].includes(one.status) && may('programmes.link.settle') && (
            <Button type="link" size="small" onClick={() => setSettling(one)}>
              {t('settle')}
            </Button>
          )}
        </div>
      ))}
      {settling && (
        <SettleForm county={county} link={link} one={settling} onClose={() => setSettling(undefined)} />
      )}
    </>
  );
}

function SettleForm({
  county,
  link,
  one,
  onClose,
}: OfLink & { readonly one: Obligation; readonly onClose: () => void }) {
  const t = useWords(words);
  const today = useToday();
  const act = useAct('POST /counties/:county/links/:link/obligations/:obligation/outcome');
  return (
    <FactDialog
      title={`${t('settle')}: ${one.what}`}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'kept', label: t('kept'), kind: 'yes', initial: true },
        { name: 'remark', label: t('remark'), kind: 'long' },
        { name: 'on', label: t('on'), kind: 'day', initial: today },
      ]}
      onSend={(given, _, close) =>
        act.mutate(
          {
            params: { county, link: link.link_no, obligation: one.obligation_no },
            body: { is_kept: given['kept'] === 'true', remark: given['remark']!, on: given['on']! },
          },
          { onSuccess: close },
        )
      }
    />
  );
}

function ObligeForm({ county, link, onClose }: OfLink & { readonly onClose: () => void }) {
  const t = useWords(words);
  const act = useAct('POST /counties/:county/links/:link/obligations');
  return (
    <FactDialog
      title={t('oblige')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        {
          name: 'by',
          label: t('owedBy'),
          kind: 'choice',
          options: {
            entity: { zh: '经营主体', en: 'Entity' },
            household: { zh: '农户', en: 'Household' },
          },
          initial: 'entity',
        },
        { name: 'what', label: t('what'), kind: 'text' },
        { name: 'due', label: t('due'), kind: 'day' },
        { name: 'amount', label: t('amount'), kind: 'yuan', isOptional: true },
      ]}
      onSend={(given, _, close) =>
        act.mutate(
          {
            params: { county, link: link.link_no },
            body: {
              owed_by: given['by'] as 'entity' | 'household',
              what: given['what']!,
              due_on: given['due']!,
              ...(given['amount'] !== undefined && { amount_yuan: given['amount'] }),
            },
          },
          { onSuccess: close },
        )
      }
    />
  );
}

function SignForm({ county, entity, onClose }: OfEntity & { readonly onClose: () => void }) {
  const t = useWords(words);
  const today = useToday();
  const act = useAct('POST /counties/:county/entities/:entity/links');
  return (
    <FactDialog
      title={t('sign')}
      hasFiles
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'household', label: t('household'), kind: 'household' },
        { name: 'kind', label: t('kind'), kind: 'choice', options: LINK_KINDS },
        { name: 'form', label: t('form'), kind: 'choice', options: PARTICIPATION_FORMS },
        { name: 'terms', label: t('terms'), kind: 'long' },
        { name: 'floor', label: t('floor'), kind: 'yuan', isOptional: true },
        { name: 'unit', label: t('floorUnit'), kind: 'text', isOptional: true },
        { name: 'since', label: t('since'), kind: 'day', initial: today },
        { name: 'until', label: t('until'), kind: 'day', isOptional: true },
      ]}
      onSend={(given, files, close) =>
        act.mutate(
          {
            params: { county, entity: entity.entity_no },
            body: {
              household: given['household']!,
              kind: given['kind'] as LinkKind,
              form: given['form'] as ParticipationForm,
              terms: given['terms']!,
              since: given['since']!,
              files: [...files],
              ...(given['floor'] !== undefined && { price_floor_yuan: given['floor'] }),
              ...(given['unit'] !== undefined && { price_unit: given['unit'] }),
              ...(given['until'] !== undefined && { until: given['until'] }),
            },
          },
          { onSuccess: close },
        )
      }
    />
  );
}
