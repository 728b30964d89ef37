import { Button, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useNarrow } from '../../theme/appearance.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { PolicyTabs } from './parts.tsx';
import { useRuleName, valueInWords } from './rule-names.ts';
import { scenarioWords } from './scenario-words.ts';

export type Scenario = Reply<'GET /counties/:county/scenarios'>['rows'][number];
const openAt = ({ scenario_no }: Scenario): string => `/policies/what-if?scenario=${scenario_no}`;

/** Named what-ifs: what they change, what came out, side by side. */
export function ScenariosPage() {
  const t = useWords(scenarioWords);
  const isNarrow = useNarrow();
  const { code: county } = useCounty();
  const { values, set } = useFilters(['compare']);
  const chosen = (values.compare ?? '').split(',').filter(Boolean);
  const scenarios = useGet('GET /counties/:county/scenarios', { params: { county } }, { when: county !== '' });
  return (
    <Page title={t('title')} lead={t(isNarrow ? 'leadPhone' : 'lead')}>
      <PolicyTabs />
      <Answer of={scenarios}>
        {({ rows }) => {
          const compared = rows.filter(({ scenario_no }) => chosen.includes(String(scenario_no)));
          return (
            <>
              {compared.length > 1 && <Comparison of={compared} />}
              <Section>
                <ScenarioTable
                  rows={rows}
                  chosen={chosen}
                  onChoose={(keys) => set({ compare: keys.join(',') || undefined })}
                />
              </Section>
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

interface ScenarioTableProps {
  readonly rows: readonly Scenario[];
  readonly chosen: readonly string[];
  readonly onChoose: (keys: string[]) => void;
}

function ScenarioTable({ rows, chosen, onChoose }: ScenarioTableProps) {
  const t = useWords(scenarioWords);
  const { count, yuanInTotal } = useFormat();
  const nameOf = useRuleName();
  const changed = ({ settings }: Scenario) => (
    <ul className="plain-list">
      {settings.map(({ path, value }) => (
        <li key={path}>
          {nameOf(path)}：<strong>{valueInWords(value)}</strong>
        </li>
      ))}
    </ul>
  );
  const beside = (value: string, today: string) => (
    <>
      {value}
      <br />
      <small className="nothing">{t('against', { today })}</small>
    </>
  );
  const costOf = ({ outcome }: Scenario) =>
    beside(yuanInTotal(outcome.candidate_cost_yuan), yuanInTotal(outcome.base_cost_yuan));
  const foundOf = ({ outcome }: Scenario) =>
    beside(count(outcome.candidate_household_years), count(outcome.base_household_years));
  const columns: TableColumnsType<Scenario> = [
    {
      title: t('name'),
      render: (_, row) => (
        <>
          <Link to={openAt(row)}>{row.title}</Link>
          {row.reason !== null && (
            <>
              <br />
              <small>{row.reason}</small>
            </>
          )}
        </>
      ),
    },
    { title: t('settings'), render: (_, row) => changed(row) },
    { title: t('cost'), align: 'right', className: 'number', render: (_, row) => costOf(row) },
    { title: t('households'), align: 'right', className: 'number', render: (_, row) => foundOf(row) },
    { title: t('winners'), align: 'right', className: 'number', render: (_, row) => count(row.outcome.winners) },
    { title: t('losers'), align: 'right', className: 'number', render: (_, row) => count(row.outcome.losers) },
    {
      title: t('saved'),
      render: (_, { recorded_by, recorded_at }) => (
        <>
          {recorded_by}
          <br />
          <small>{recorded_at.slice(0, 10)}</small>
        </>
      ),
    },
    {
      title: '',
      render: (_, row) => (
        <Link to={openAt(row)}>
          <Button>{t('open')}</Button>
        </Link>
      ),
    },
  ];
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      columns={columns}
      rowKey={({ scenario_no }) => String(scenario_no)}
      selection={{ keys: chosen, onChange: onChoose }}
      empty={t('none')}
      card={(row) => (
        <Link className="card" to={openAt(row)}>
          <strong>{row.title}</strong>
          {changed(row)}
          {t('cost')} {yuanInTotal(row.outcome.candidate_cost_yuan)} (
          {t('against', { today: yuanInTotal(row.outcome.base_cost_yuan) })})
          <br />
          {t('households')} {count(row.outcome.candidate_household_years)} · {t('winners')}{' '}
          {count(row.outcome.winners)} · {t('losers')} {count(row.outcome.losers)}
        </Link>
      )}
    />
  );
}

/** What each of the ticked ones changes and brings, a column each. */
function Comparison({ of: scenarios }: { readonly of: readonly Scenario[] }) {
  const t = useWords(scenarioWords);
  const { count, yuanInTotal } = useFormat();
  const nameOf = useRuleName();
  const paths = [...new Set(scenarios.flatMap(({ settings }) => settings.map(({ path }) => path)))];
  const figures: readonly (readonly [string, (of: Scenario['outcome']) => string])[] = [
    [t('cost'), ({ candidate_cost_yuan }) => yuanInTotal(candidate_cost_yuan)],
    [`${t('cost')} · ${t('asToday')}`, ({ base_cost_yuan }) => yuanInTotal(base_cost_yuan)],
    [t('households'), ({ candidate_household_years }) => count(candidate_household_years)],
    [t('winners'), ({ winners }) => count(winners)],
    [t('losers'), ({ losers }) => count(losers)],
    [t('years'), ({ years }) => years.join('、')],
  ];
  return (
    <Section title={t('compare')}>
      <div className="compare">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('settings')}</span>
              </th>
              {scenarios.map((each) => (
                <th key={each.scenario_no} scope="col">
                  <Link to={openAt(each)}>{each.title}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {paths.map((path) => (
              <tr key={path}>
                <th scope="row">{nameOf(path)}</th>
                {scenarios.map(({ scenario_no, settings }) => {
                  const set = settings.find((each) => each.path === path);
                  return (
                    <td key={scenario_no} className="number">
                      {set ? (
                        <strong>{valueInWords(set.value)}</strong>
                      ) : (
                        <span className="nothing">{t('asToday')}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
            {figures.map(([name, of]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {scenarios.map(({ scenario_no, outcome }) => (
                  <td key={scenario_no} className="number">
                    {of(outcome)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
