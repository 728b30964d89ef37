import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { call } from '../../../api/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty, useMay } from '../../../session.ts';
import { BulkState, useBulk } from '../../../ui/bulk.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { useRowCursor } from '../../../ui/keys.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { common } from '../../../ui/words.ts';
import { capital } from '../model.ts';
import { words } from '../words.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ListKeys } from './list-keys.tsx';
import type { CaseRow, Order, useCases } from './order.ts';
import { Due, Money, Perils, StepOf, Where, Whom } from './parts.tsx';

const keyOf = ({ case_no }: CaseRow): string => String(case_no);
/** What many cases can be taken through at once, by where they stand. */
const TOGETHER = [
  { action: 'ask', stage: 'DETECTED' },
  { action: 'assign', stage: 'CROSS_CHECK' },
] as const;

export function CasesTable({
  order,
  list,
}: {
  readonly order: Order;
  readonly list: ReturnType<typeof useCases>;
}) {
  const t = useWords(words);
  const c = useWords(common);
  const { search } = useLocation();
  const navigate = useNavigate();
  const { rows } = list;
  const [chosen, choose] = useState<readonly string[]>([]);
  const cursor = useRowCursor(rows.length);
  const linkOf = ({ case_no }: CaseRow): string => `/cases/${case_no}${search}`;
  const picked = rows.filter((row) => chosen.includes(keyOf(row)));
  const { bulk, acts } = useTogether(picked, () => choose([]));
  const here = rows[cursor.at];
  return (
    <>
      <BulkState {...bulk} />
      {picked.length > 0 && (
        <BulkBar
          count={picked.length}
          acts={acts}
          isBusy={bulk.isRunning}
          onGiven={() => choose([])}
          cases={picked.map(({ case_no }) => case_no)}
        />
      )}
      <DataTable<CaseRow>
        label={t('cases')}
        rows={rows}
        query={list}
        rowKey={keyOf}
        at={cursor.at}
        isFitted
        linkOf={linkOf}
        columns={useColumns(linkOf)}
        selection={{ keys: chosen, onChange: choose }}
        empty={order.isAny ? c('nothingFound') : t('noCases')}
        card={(row) => <CaseCard row={row} to={linkOf(row)} />}
      />
      <ListKeys
        cursor={cursor}
        onOpen={() => here && navigate(linkOf(here))}
        onSelect={() =>
          here &&
          choose(
            chosen.includes(keyOf(here))
              ? chosen.filter((key) => key !== keyOf(here))
              : [...chosen, keyOf(here)],
          )
        }
        onEnd={() => cursor.at === rows.length - 1 && list.hasNextPage && void list.fetchNextPage()}
      />
    </>
  );
}

/** The same step for all chosen cases that stand where it is taken. */
function useTogether(picked: readonly CaseRow[], onStart: () => void) {
  const may = useMay();
  const term = useTerm();
  const { code: county } = useCounty();
  const bulk = useBulk();
  const t = useWords(words);
  const acts = TOGETHER.flatMap(({ action, stage }) => {
    const fitting = picked.filter((row) => row.stage === stage);
    if (fitting.length === 0 || !may(`cases.${action}`)) return [];
    const name = capital(term('action', action));
    return {
      name: t('actCount', { action: name, count: fitting.length }),
      run: () => {
        onStart();
        void bulk.start(
          name,
          fitting,
          ({ case_no }) => t('title', { no: case_no }),
          ({ case_no }, key) =>
            call(
              'POST /counties/:county/cases/:case/actions',
              { params: { county, case: case_no }, body: { action, fields: {} } },
              { key },
            ),
        );
      },
    };
  });
  return { bulk, acts };
}

function useColumns(linkOf: (row: CaseRow) => string): TableColumnsType<CaseRow> {
  const t = useWords(words);
  return [
    { title: t('deadline'), render: (_, { due }) => <Due day={due} isShort /> },
    {
      title: t('caseNo'),
      render: (_, row) => (
        <Link className="table-link" to={linkOf(row)}>
          {row.case_no}
        </Link>
      ),
    },
    { title: t('household'), render: (_, row) => <Whom row={row} /> },
    { title: t('village'), render: (_, row) => <Where row={row} /> },
    { title: t('peril'), render: (_, { peril }) => <Perils of={peril} /> },
    { title: t('step'), render: (_, row) => <StepOf row={row} /> },
    { title: t('selfPaidYuan'), align: 'right', render: (_, row) => <Money of={row.self_paid_yuan} /> },
    { title: t('amountYuan'), align: 'right', render: (_, row) => <Money of={row.amount_yuan} /> },
    { title: t('handler'), render: (_, row) => row.handler_name ?? '—' },
  ];
}

function CaseCard({ row, to }: { readonly row: CaseRow; readonly to: string }) {
  const t = useWords(words);
  return (
    <Link className="card" to={to}>
      <span className="cases-card-head">
        <StepOf row={row} />
        {row.due !== null && <Due day={row.due} />}
      </span>
      <div>
        <Whom row={row} />
      </div>
      <small>
        <Where row={row} />
      </small>
      <div>
        <Perils of={row.peril} /> · {t('selfPaid')} <Money of={row.self_paid_yuan} />
      </div>
    </Link>
  );
}
