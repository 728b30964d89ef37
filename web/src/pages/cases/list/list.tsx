import { Button, Segmented } from 'antd';
import { addressOf } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty } from '../../../session.ts';
import { useNarrow } from '../../../theme/appearance.ts';
import { Page } from '../../../ui/page.tsx';
import { PurposeLine, usePurpose } from '../../../ui/personal.tsx';
import { words } from '../words.ts';
import { CasesTable } from './cases-table.tsx';
import { ListFilters } from './filters.tsx';
import { FindingsTable } from './findings-table.tsx';
import {
  caseQuery,
  CASES_PURPOSE,
  CASES_ROUTE,
  findingQuery,
  FINDINGS_ROUTE,
  type Order,
  type Tab,
  useCases,
  useFindings,
  useOrder,
  useTab,
} from './order.ts';
import { Stages } from './stages.tsx';
import './list.css';

/** Who was found, and which cases are under way: what do I do next? */
export function ListPage() {
  const t = useWords(words);
  const order = useOrder();
  const { tab, tabs } = useTab(order.values);
  const why = usePurpose('cases', CASES_PURPOSE);
  const cases = useCases(order.values, why.purpose, tab === 'cases');
  const findings = useFindings(order.values, why.purpose, tab === 'findings');
  const list = tab === 'cases' ? cases : findings;
  return (
    <Page
      title={t('listTitle')}
      lead={list.first && <Total tab={tab} shown={list.rows.length} first={list.first} />}
      actions={
        <>
          {tabs.length > 1 && (
            <Segmented<Tab>
              aria-label={t('listTitle')}
              value={tab}
              onChange={(chosen) =>
                order.set({ tab: chosen === tabs[0] ? undefined : chosen, stage: undefined, sort: undefined })
              }
              options={tabs.map((value) => ({ value, label: t(value) }))}
            />
          )}
          <Export order={order} tab={tab} purpose={why.purpose} />
        </>
      }
    >
      {list.first && <Stages order={order} counts={list.first.by_stage} />}
      <ListFilters order={order} tab={tab} />
      <div className="cases-list">
        {tab === 'cases' ? (
          <CasesTable order={order} list={cases} />
        ) : (
          <FindingsTable order={order} list={findings} />
        )}
      </div>
      <PurposeLine {...why} />
    </Page>
  );
}

function Total({
  tab,
  shown,
  first: { total, sum_yuan },
}: {
  readonly tab: Tab;
  readonly shown: number;
  readonly first: { readonly total: number; readonly sum_yuan: string };
}) {
  const t = useWords(words);
  const { count, yuanInTotal } = useFormat();
  return (
    <>
      {t(tab === 'cases' ? 'totalCases' : 'totalFindings', {
        count: count(total),
        sum: yuanInTotal(sum_yuan),
      })}
      {shown < total && ` · ${t('shown', { count: count(shown) })}`}
    </>
  );
}

/** The same list as a file: all its rows, under the same filters. */
function Export({
  order: { values },
  tab,
  purpose,
}: {
  readonly order: Order;
  readonly tab: Tab;
  readonly purpose: string;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const isNarrow = useNarrow();
  if (county === '' || isNarrow) return null;
  const addressFor = (format: 'csv' | 'xlsx'): string =>
    tab === 'cases'
      ? addressOf(`${CASES_ROUTE}/file`, {
          params: { county },
          query: { ...caseQuery(values, purpose), format },
        })
      : addressOf(`${FINDINGS_ROUTE}/file`, {
          params: { county },
          query: { ...findingQuery(values, purpose), format },
        });
  return (
    <>
      <Button href={addressFor('csv')} download>
        {t('exportAs', { format: 'CSV' })}
      </Button>
      <Button href={addressFor('xlsx')} download>
        {t('exportAs', { format: 'XLSX' })}
      </Button>
    </>
  );
}
