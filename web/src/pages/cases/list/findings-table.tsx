import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { call } from '../../../api/client.ts';
import { useAct } from '../../../api/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty, useMay } from '../../../session.ts';
import { BulkState, useBulk } from '../../../ui/bulk.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { useRowCursor } from '../../../ui/keys.tsx';
import { FailureBlock } from '../../../ui/page.tsx';
import { StatusMark } from '../../../ui/status.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { common } from '../../../ui/words.ts';
import { words } from '../words.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ListKeys } from './list-keys.tsx';
import type { FindingRow, Order, useFindings } from './order.ts';
import { Due, GroupOf, Money, Perils, StepOf, Where, Whom } from './parts.tsx';

const keyOf = (row: FindingRow): string =>
  [row.household_no, row.policy_id, row.policy_year, row.kind, row.peril].join('/');

export function FindingsTable({
  order,
  list,
}: {
  readonly order: Order;
  readonly list: ReturnType<typeof useFindings>;
}) {
  const t = useWords(words);
  const c = useWords(common);
  const { search } = useLocation();
  const navigate = useNavigate();
  const { rows } = list;
  const [chosen, choose] = useState<readonly string[]>([]);
  const cursor = useRowCursor(rows.length);
  const linkOf = ({ case_no, household_no }: FindingRow): string =>
    case_no === null ? `/households/${encodeURIComponent(household_no ?? '')}` : `/cases/${case_no}${search}`;
  const picked = rows.filter((row) => chosen.includes(keyOf(row)));
  const opening = useOpening(picked, () => choose([]));
  const here = rows[cursor.at];
  return (
    <>
      <BulkState {...opening.bulk} />
      {opening.failure && <FailureBlock failure={opening.failure} />}
      {picked.length > 0 && (
        <BulkBar
          count={picked.length}
          acts={opening.acts}
          isBusy={opening.bulk.isRunning}
          onGiven={() => choose([])}
          findings={picked.map(({ household_no, policy_id, policy_year }) => ({
            household: household_no ?? '',
            policy: policy_id,
            year: policy_year,
          }))}
        />
      )}
      <DataTable<FindingRow>
        label={t('findings')}
        rows={rows}
        query={list}
        rowKey={keyOf}
        at={cursor.at}
        isFitted
        linkOf={linkOf}
        columns={useColumns(linkOf, opening.open)}
        selection={{ keys: chosen, onChange: choose }}
        empty={order.isAny ? c('nothingFound') : t('noFindings')}
        card={(row) => <FindingCard row={row} to={linkOf(row)} open={opening.open} />}
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

const openingOf = (county: string, { household_no, policy_id, as_of }: FindingRow) => ({
  params: { county },
  body: { household: household_no ?? '', policy: policy_id, as_of },
});

/** Opening a case from one finding, or from many. */
function useOpening(picked: readonly FindingRow[], onStart: () => void) {
  const t = useWords(words);
  const may = useMay();
  const navigate = useNavigate();
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/cases');
  const bulk = useBulk();
  const mayOpen = may('cases.open');
  const open = (row: FindingRow): void =>
    act.mutate(openingOf(county, row), { onSuccess: ({ case_no }) => void navigate(`/cases/${case_no}`) });
  // One case covers all findings of a household's year.
  const years = new Map(
    picked.flatMap((row) =>
      row.stage === 'NONE'
        ? [[[row.household_no, row.policy_id, row.policy_year].join('/'), row] as const]
        : [],
    ),
  );
  const acts =
    mayOpen && years.size > 0
      ? [
          {
            name: t('actCount', { action: t('openCase'), count: years.size }),
            run: () => {
              onStart();
              void bulk.start(
                t('openCase'),
                [...years.values()],
                ({ household_no }) => household_no ?? '',
                (row, key) => call('POST /counties/:county/cases', openingOf(county, row), { key }),
              );
            },
          },
        ]
      : [];
  return { open: mayOpen ? open : undefined, acts, bulk, failure: act.error };
}

type Opens = ((row: FindingRow) => void) | undefined;

function useColumns(linkOf: (row: FindingRow) => string, open: Opens): TableColumnsType<FindingRow> {
  const t = useWords(words);
  return [
    { title: t('deadline'), render: (_, { due }) => <Due day={due} isShort /> },
    {
      title: t('household'),
      render: (_, row) => (
        <Link className="table-link" to={linkOf(row)}>
          <Whom row={row} />
        </Link>
      ),
    },
    { title: t('village'), render: (_, row) => <Where row={row} /> },
    { title: t('group'), render: (_, row) => <GroupOf row={row} /> },
    { title: t('kind'), render: (_, row) => <What row={row} /> },
    { title: t('selfPaidYuan'), align: 'right', render: (_, row) => <Money of={row.self_paid_yuan} /> },
    { title: t('excessYuan'), align: 'right', render: (_, row) => <Money of={row.excess_yuan} /> },
    {
      title: t('step'),
      render: (_, row) => (
        <>
          {row.stage === 'NONE' && open ? (
            <Button size="small" onClick={() => open(row)}>
              {t('openCase')}
            </Button>
          ) : (
            <StepOf row={row} />
          )}
          {row.has_changed && <StatusMark tone="conflict">{t('changedSince')}</StatusMark>}
        </>
      ),
    },
    { title: t('handler'), render: (_, row) => row.handler_name ?? '—' },
  ];
}

/** The peril; and how it was found, where that was not by a line. */
function What({ row: { kind, peril } }: { readonly row: FindingRow }) {
  const term = useTerm();
  return (
    <>
      {kind !== 'line' && `${term('finding', kind)} `}
      {(kind === 'line' || peril !== '') && <Perils of={peril} />}
    </>
  );
}

function FindingCard({
  row,
  to,
  open,
}: {
  readonly row: FindingRow;
  readonly to: string;
  readonly open: Opens;
}) {
  const t = useWords(words);
  return (
    <div className="card">
      <Link className="cases-card-link" to={to}>
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
          <What row={row} /> · {t('selfPaid')} <Money of={row.self_paid_yuan} />
        </div>
      </Link>
      {row.stage === 'NONE' && open && (
        <Button block onClick={() => open(row)}>
          {t('openCase')}
        </Button>
      )}
    </div>
  );
}
