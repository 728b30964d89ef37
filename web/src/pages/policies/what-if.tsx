import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, InputNumber, Select, Slider } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { type ApiFailure, call, type Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useNarrow } from '../../theme/appearance.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { FailureBlock, Page, Section, Waiting } from '../../ui/page.tsx';
import { usePoliciesWithLines } from '../../ui/policies.ts';
import { useTerm } from '../../ui/terms.ts';
import { PolicyTabs } from './parts.tsx';
import { Results } from './results.tsx';
import { SaveAsProposals } from './save.tsx';
import { SaveScenario } from './save-scenario.tsx';
import { scenarioWords } from './scenario-words.ts';
import type { Scenario } from './scenarios.tsx';
import { words } from './words.ts';

/** Numbers that differ from today's, by the path of the policy file. */
export type Changes = Readonly<Record<string, number>>;
interface Rule {
  readonly path: string;
  readonly group: string;
  readonly peril: string;
  readonly kind: 'lineSlider' | 'deductibleSlider';
  readonly today: number;
}
const SETTLED_MS = 250;
const STEP_YUAN = 500;

/** What other lines and deductibles would have found and cost, over all households. */
export function WhatIfPage() {
  const t = useWords(words);
  const say = useBilingual();
  const isNarrow = useNarrow();
  const { code: county } = useCounty();
  const policies = usePoliciesWithLines();
  const { values, set } = useFilters(['policy', 'scenario']);
  const opened = useScenario(county, values.scenario);
  const id = opened?.policy_id ?? values.policy ?? policies[0]?.id;
  const [edits, change] = useState<Changes>();
  const changes = edits ?? numbersOf(opened);
  const settings = [
    ...othersOf(opened),
    ...Object.entries(changes).map(([path, value]) => ({ path, value })),
  ];
  const study = useStudy(county, values.scenario !== undefined && !opened ? undefined : id, settings);
  return (
    <Page
      title={t('whatIfTitle')}
      lead={
        study.data &&
        t('ran', {
          years: study.data.years.length,
          ms: study.data.evaluation_ms,
          unknown: study.data.unknown_income,
        })
      }
      actions={
        <>
          <Select
            aria-label={t('policy')}
            value={id ?? null}
            onChange={(policy) => {
              change({});
              set({ policy, scenario: undefined });
            }}
            options={policies.map((policy) => ({ value: policy.id, label: say(policy.title) }))}
            style={{ minWidth: 220 }}
          />
          {!isNarrow && id !== undefined && (
            <>
              <SaveAsProposals policy={id} changes={changes} />
              <SaveScenario policy={id} settings={settings} />
            </>
          )}
        </>
      }
    >
      <PolicyTabs />
      <Alert type="info" showIcon title={t('whatIfBand')} style={{ marginBottom: 16 }} />
      {opened && <Opened of={opened} />}
      {study.error && <FailureBlock failure={study.error} />}
      <div className="what-if">
        {isNarrow ? (
          <p>
            {t('phoneNote')} <Link to="/policies/scenarios">{t('scenarios')}</Link>
          </p>
        ) : (
          id !== undefined && <Rules policy={id} changes={changes} onChange={change} />
        )}
        <div className={study.isPlaceholderData ? 'stale' : undefined}>
          {study.data ? <Results study={study.data} /> : !study.error && <Waiting />}
        </div>
      </div>
    </Page>
  );
}

/** A saved what-if, by its number in the address. */
function useScenario(county: string, number: string | undefined): Scenario | undefined {
  const { data } = useGet(
    'GET /counties/:county/scenarios/:scenario',
    { params: { county, scenario: Number(number) } },
    { when: county !== '' && number !== undefined },
  );
  return number === undefined || String(data?.scenario_no) !== number ? undefined : data;
}

/** Of what a saved one changes, the numbers that sliders move, and the rest, which goes along as it is. */
const numbersOf = (opened: Scenario | undefined): Changes =>
  Object.fromEntries(
    (opened?.settings ?? []).flatMap(({ path, value }) => (typeof value === 'number' ? [[path, value]] : [])),
  );
const othersOf = (opened: Scenario | undefined): Scenario['settings'] =>
  (opened?.settings ?? []).filter(({ value }) => typeof value !== 'number');

function Opened({ of: { title, reason, recorded_by, recorded_at, outcome } }: { readonly of: Scenario }) {
  const t = useWords(scenarioWords);
  const { count, yuanInTotal } = useFormat();
  const saved = t('by', { who: recorded_by, at: recorded_at.slice(0, 10) });
  return (
    <Alert
      type="info"
      title={t('opened', { title })}
      description={
        <>
          {[reason, saved].filter(Boolean).join(' · ')}
          <br />
          {t('openedThen', {
            cost: yuanInTotal(outcome.candidate_cost_yuan),
            households: count(outcome.candidate_household_years),
          })}{' '}
          <Link to="/policies/scenarios">{t('all')}</Link>
        </>
      }
    />
  );
}

/** The study of the changes, asked a moment after the last of them; the one before stays until then. */
function useStudy(county: string, policy: string | undefined, settings: Scenario['settings']) {
  const wanted = JSON.stringify(settings);
  const [settled, settle] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => settle(wanted), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return useQuery<Reply<'POST /counties/:county/what-ifs'>, ApiFailure>({
    queryKey: ['what-if', county, policy, settled],
    queryFn: ({ signal }) => {
      const body = { policy: policy!, settings: JSON.parse(settled) as Scenario['settings'] };
      return call('POST /counties/:county/what-ifs', { params: { county }, body }, { signal });
    },
    enabled: policy !== undefined && county !== '',
    placeholderData: keepPreviousData,
  });
}

function Rules({
  policy,
  changes,
  onChange,
}: {
  readonly policy: string;
  readonly changes: Changes;
  readonly onChange: (changes: Changes) => void;
}) {
  const t = useWords(words);
  const term = useTerm();
  const { yuanInWords } = useFormat();
  const { data } = useGet('GET /policies/:policy', { params: { policy } });
  const rules = useMemo(() => (data ? rulesOf(data.lines, data.changeable_paths) : []), [data]);
  const put = (rule: Rule, value: number | null): void => {
    const { [rule.path]: _, ...others } = changes;
    onChange(value === null || value === rule.today ? others : { ...others, [rule.path]: value });
  };
  return (
    <Section
      title={t('rules')}
      extra={
        <Button disabled={Object.keys(changes).length === 0} onClick={() => onChange({})}>
          {t('resetAll')}
        </Button>
      }
    >
      {rules.map((rule) => {
        const label = `${term('group', rule.group)} · ${term('peril', rule.peril)} · ${t(rule.kind)}`;
        const value = changes[rule.path] ?? rule.today;
        return (
          <fieldset key={rule.path} className="rule">
            <legend>{label}</legend>
            <Slider
              ariaLabelForHandle={label}
              min={0}
              max={rule.today * 3}
              step={STEP_YUAN}
              value={value}
              onChange={(to) => put(rule, to)}
            />
            <InputNumber
              aria-label={label}
              controls={false}
              min={0}
              step={STEP_YUAN}
              value={value}
              onChange={(to) => put(rule, to)}
              style={{ width: 120 }}
            />
            <small>
              {t('today', { value: yuanInWords(rule.today.toFixed(2)) })}
              {value !== rule.today && (
                <Button type="link" size="small" onClick={() => put(rule, null)}>
                  {t('reset')}
                </Button>
              )}
            </small>
          </fieldset>
        );
      })}
    </Section>
  );
}

/** Lines and deductibles that a study may change, with today's values. */
function rulesOf(
  lines: Reply<'GET /policies/:policy'>['lines'],
  changeable: readonly string[],
): readonly Rule[] {
  const allowed = new Set(changeable);
  return lines
    .flatMap(({ group, peril, line_yuan, deductible_yuan }) => [
      { path: `lines.${peril}.${group}`, group, peril, kind: 'lineSlider' as const, yuan: line_yuan },
      {
        path: `schedules.${peril}.${group}.deductible`,
        group,
        peril,
        kind: 'deductibleSlider' as const,
        yuan: deductible_yuan,
      },
    ])
    .flatMap(({ yuan, ...rule }) =>
      yuan !== null && allowed.has(rule.path) ? [{ ...rule, today: Number(yuan) }] : [],
    );
}
