import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { FACT_TOPICS, type FactTopic } from '../../../../src/livelihood/programmes/pure.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { useAreas } from '../../ui/areas.tsx';
import { PageTabs } from '../../ui/page-tabs.tsx';
import { Answer, fact, Facts, Nothing, Page, Section } from '../../ui/page.tsx';
import { Assets } from './assets.tsx';
import { Contributions } from './contributions.tsx';
import { FactDialog } from './form.tsx';
import { LandTab } from './land.tsx';
import { Linkage } from './linkage.tsx';
import { Outputs } from './outputs.tsx';
import { type Entity, type OfEntity, Papers, ParentLink } from './parts.tsx';
import { Spending } from './spending.tsx';
import { words } from './words.ts';

/** One entity: what it is, what was put in, what it has, whom it binds, what it spends. */
export function EntityPage() {
  const t = useWords(words);
  const { yuanInTotal } = useFormat();
  const { code: county } = useCounty();
  const { entity: no } = useParams();
  const entity = useGet(
    'GET /counties/:county/entities/:entity',
    { params: { county, entity: Number(no) } },
    { when: county !== '' },
  );
  const { data } = entity;
  return (
    <Page
      title={data?.name ?? t('title')}
      lead={
        data &&
        t('entityLead', {
          balance: yuanInTotal(data.balance_yuan),
          count: data.contributions.count,
          value: yuanInTotal(data.contributions.value_yuan),
        })
      }
    >
      <Answer of={entity}>{(one) => <EntityTabs county={county} entity={one} />}</Answer>
    </Page>
  );
}

const toTab = (tab: string): string => (tab === 'overview' ? '?' : `?tab=${tab}`);

function EntityTabs(given: OfEntity) {
  const t = useWords(words);
  const tab = useFilters(['tab']).values.tab ?? 'overview';
  const tabs = ['overview', 'contributions', 'assets', 'land', 'outputs', 'linkage', 'spending'] as const;
  return (
    <>
      <PageTabs
        label={given.entity.name}
        tabs={tabs.map((key) => ({ to: toTab(key), label: t(key) }))}
        open={toTab(tab)}
      />
      {tab === 'overview' && <Overview {...given} />}
      {tab === 'contributions' && <Contributions {...given} />}
      {tab === 'assets' && <Assets {...given} />}
      {tab === 'land' && <LandTab {...given} />}
      {tab === 'outputs' && <Outputs {...given} />}
      {tab === 'linkage' && <Linkage {...given} />}
      {tab === 'spending' && <Spending {...given} />}
    </>
  );
}

function Overview({ county, entity }: OfEntity) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan } = useFormat();
  const { pathOf } = useAreas();
  const mayLook = useMay()('see.ledger');
  return (
    <>
      <Section title={t('overview')} extra={<Acts county={county} entity={entity} />}>
        <Facts
          of={[
            fact(t('kind'), say(entity.kind_name)),
            fact(t('area'), pathOf(entity.area_code)),
            fact(t('founded'), entity.founded_on),
            fact(t('subsidiaryOf'), <ParentLink of={entity} />),
            fact(
              t('balance'),
              mayLook ? (
                <Link to={`/money/ledger/${entity.purse}`}>{yuan(entity.balance_yuan)}</Link>
              ) : (
                yuan(entity.balance_yuan)
              ),
            ),
            fact(t('putIn'), yuan(entity.contributions.value_yuan)),
            fact(t('quantified'), yuan(entity.contributions.quantified_yuan)),
            fact(t('escrow'), <EscrowOf entity={entity} />),
            fact(t('agents'), entity.agents.join('、') || '—'),
            fact(t('files'), entity.files.length > 0 ? <Papers of={entity.files} /> : t('noFiles')),
          ]}
        />
      </Section>
      {entity.subsidiaries.length > 0 && (
        <Section title={t('subsidiaries')}>
          {entity.subsidiaries.map(({ entity_no, name, kind_name }) => (
            <div key={entity_no}>
              <Link to={`/entities/${entity_no}`}>{name}</Link> · {say(kind_name)}
            </div>
          ))}
        </Section>
      )}
      <FactList county={county} entity={entity} />
    </>
  );
}

const openEscrow = ({ escrows }: Entity) => escrows.find(({ until }) => until === null);

function EscrowOf({ entity }: { readonly entity: Entity }) {
  const t = useWords(words);
  const open = openEscrow(entity);
  return open ? t('escrowBy', { agent: open.agent, since: open.since }) : t('noEscrow');
}

function Acts({ county, entity }: OfEntity) {
  const t = useWords(words);
  const may = useMay();
  const today = useToday();
  const [form, setForm] = useState<'escrow' | 'end' | 'agent'>();
  const begin = useAct('POST /counties/:county/entities/:entity/escrow');
  const end = useAct('POST /counties/:county/entities/:entity/escrow/end');
  const agent = useAct('POST /counties/:county/entities/:entity/agents');
  const params = { county, entity: entity.entity_no };
  const close = (): void => setForm(undefined);
  const isKept = openEscrow(entity) !== undefined;
  return (
    <div className="page-actions no-print">
      {may('programmes.escrow.begin') && (
        <Button onClick={() => setForm(isKept ? 'end' : 'escrow')}>
          {t(isKept ? 'endEscrow' : 'beginEscrow')}
        </Button>
      )}
      {may('programmes.agent.appoint') && <Button onClick={() => setForm('agent')}>{t('addAgent')}</Button>}
      {form === 'escrow' && (
        <FactDialog
          title={t('beginEscrow')}
          isBusy={begin.isPending}
          failure={begin.error}
          onClose={close}
          fields={[
            { name: 'agent', label: t('agent'), kind: 'text' },
            { name: 'document', label: t('document'), kind: 'text' },
            { name: 'since', label: t('since'), kind: 'day', initial: today },
          ]}
          onSend={(given, _, done) =>
            begin.mutate(
              {
                params,
                body: { agent: given['agent']!, document: given['document']!, since: given['since']! },
              },
              { onSuccess: done },
            )
          }
        />
      )}
      {form === 'end' && (
        <FactDialog
          title={t('endEscrow')}
          isBusy={end.isPending}
          failure={end.error}
          onClose={close}
          fields={[
            { name: 'document', label: t('document'), kind: 'text' },
            { name: 'on', label: t('on'), kind: 'day', initial: today },
          ]}
          onSend={(given, _, done) =>
            end.mutate(
              { params, body: { document: given['document']!, last_day: given['on']! } },
              { onSuccess: done },
            )
          }
        />
      )}
      {form === 'agent' && (
        <FactDialog
          title={t('addAgent')}
          isBusy={agent.isPending}
          failure={agent.error}
          onClose={close}
          fields={[
            { name: 'account', label: t('account'), kind: 'text' },
            { name: 'since', label: t('since'), kind: 'day', initial: today },
          ]}
          onSend={(given, _, done) =>
            agent.mutate(
              { params, body: { account: given['account']!, since: given['since']! } },
              { onSuccess: done },
            )
          }
        />
      )}
    </div>
  );
}

function FactList({ county, entity }: OfEntity) {
  const t = useWords(words);
  const say = useBilingual();
  const today = useToday();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const act = useAct('POST /counties/:county/entities/:entity/facts');
  return (
    <Section
      title={t('facts')}
      extra={may('programmes.entity.fact') && <Button onClick={() => open(true)}>{t('addFact')}</Button>}
    >
      {entity.facts.length === 0 ? (
        <Nothing>{t('noFacts')}</Nothing>
      ) : (
        <Facts
          of={entity.facts.toReversed().map(({ topic, fact: what, since, files }) =>
            fact(
              `${say(FACT_TOPICS[topic])} · ${since}`,
              <>
                {what}
                <Papers of={files} />
              </>,
            ),
          )}
        />
      )}
      {isOpen && (
        <FactDialog
          title={t('addFact')}
          hasFiles
          isBusy={act.isPending}
          failure={act.error}
          onClose={() => open(false)}
          fields={[
            { name: 'topic', label: t('topic'), kind: 'choice', options: FACT_TOPICS },
            { name: 'fact', label: t('fact'), kind: 'long' },
            { name: 'since', label: t('since'), kind: 'day', initial: today },
          ]}
          onSend={(given, files, close) =>
            act.mutate(
              {
                params: { county, entity: entity.entity_no },
                body: {
                  topic: given['topic'] as FactTopic,
                  fact: given['fact']!,
                  since: given['since']!,
                  files: [...files],
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
