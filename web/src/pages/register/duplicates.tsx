import { Alert, Button, Segmented, Space, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { AskWhy } from '../../ui/ask-why.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBlock, Section } from '../../ui/page.tsx';
import { PersonalValue, PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { words } from './words.ts';

const ROUTE = 'GET /counties/:county/duplicates';
type Pair = Reply<typeof ROUTE>['rows'][number];
const USUAL = { zh: '核实疑似重复', en: 'checking possible duplicates' };

/** Pairs that may stand in the register twice. A finding is recorded; nothing is merged by it. */
export function Duplicates() {
  const t = useWords(words);
  const may = useMay();
  const { code: county } = useCounty();
  const { values, set } = useFilters(['decided']);
  const isDecided = values.decided === 'yes';
  const purpose = usePurpose('duplicates', USUAL);
  const list = usePages(
    ROUTE,
    { params: { county }, query: { limit: 100, decided: isDecided, purpose: purpose.purpose } },
    { when: county !== '' },
  );
  return (
    <Section title={t('duplicates')} extra={may('register.duplicates.find') && <Search />}>
      <p className="page-lead">{t('mergesNothing')}</p>
      <PurposeLine {...purpose} />
      <Segmented
        className="no-print"
        aria-label={t('duplicates')}
        value={isDecided ? 'yes' : ''}
        onChange={(decided) => set({ decided })}
        options={[
          { value: '', label: t('waiting') },
          { value: 'yes', label: t('done') },
        ]}
        style={{ marginBottom: 12 }}
      />
      <PairTable list={list} empty={t(isDecided ? 'noDecided' : 'noDuplicates')} />
    </Section>
  );
}

function Search() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/duplicate-searches');
  return (
    <Space orientation="vertical">
      <Button loading={act.isPending} onClick={() => act.mutate({ params: { county }, body: {} })}>
        {t('searchDuplicates')}
      </Button>
      {act.error && <FailureBlock failure={act.error} />}
      {act.data && (
        <Alert
          type="success"
          showIcon
          closable
          title={t('searched', {
            day: act.data.found_on,
            persons: act.data.persons,
            households: act.data.households,
            fresh: act.data.new,
            open: act.data.open,
          })}
        />
      )}
    </Space>
  );
}

function PairTable({
  list,
  empty,
}: {
  readonly list: ReturnType<typeof usePages<typeof ROUTE>>;
  readonly empty: string;
}) {
  const t = useWords(words);
  const why = ({ reason, shared_members }: Pair): string =>
    [
      reason !== null && t(`reason.${reason}` as Parameters<typeof t>[0]),
      shared_members !== null && shared_members > 0 && t('shared', { count: shared_members }),
    ]
      .filter(Boolean)
      .join(' · ');
  const columns: TableColumnsType<Pair> = [
    { title: t('kind'), render: (_, { kind }) => t(kind as 'person' | 'household') },
    { title: t('one'), render: (_, pair) => <Side of={oneOf(pair)} /> },
    { title: t('other'), render: (_, pair) => <Side of={otherOf(pair)} /> },
    { title: t('score'), align: 'right', render: (_, { score }) => score ?? '—' },
    { title: t('why'), render: (_, pair) => why(pair) },
    { title: t('verdict'), render: (_, pair) => <Verdict of={pair} /> },
  ];
  return (
    <DataTable
      label={t('duplicates')}
      rows={list.rows}
      query={list}
      columns={columns}
      rowKey={({ pair }) => pair}
      empty={empty}
      card={(pair) => (
        <div className="card">
          <strong>{t(pair.kind as 'person' | 'household')}</strong> {pair.score ?? ''} · {why(pair)}
          <br />
          <Side of={oneOf(pair)} />
          <br />
          <Side of={otherOf(pair)} />
          <br />
          <Verdict of={pair} />
        </div>
      )}
    />
  );
}

interface OneSide {
  readonly household: string | null;
  readonly name: string | null;
  readonly born: string | null;
  readonly id: string | null;
}
const oneOf = ({ household_no, name, birth_date, id_number }: Pair): OneSide => ({
  household: household_no,
  name,
  born: birth_date,
  id: id_number,
});
const otherOf = (pair: Pair): OneSide => ({
  household: pair.other_household_no,
  name: pair.other_name,
  born: pair.other_birth_date,
  id: pair.other_id_number,
});

function Side({ of: { household, name, born, id } }: { readonly of: OneSide }) {
  return (
    <>
      <PersonalValue
        of={household}
        always
        as={(number) => (
          <Link className="text-link" to={`/households/${encodeURIComponent(number)}`}>
            {number}
          </Link>
        )}
      />{' '}
      <PersonalValue of={name} /> <PersonalValue of={born} /> <PersonalValue of={id} />
    </>
  );
}

function Verdict({ of: pair }: { readonly of: Pair }) {
  const t = useWords(words);
  const may = useMay();
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/duplicates/:pair/decisions');
  const [verdict, choose] = useState<'same' | 'different'>();
  if (pair.verdict !== null)
    return (
      <>
        {t(pair.verdict as 'same' | 'different')}
        <br />
        <small>{[pair.decided_by, pair.decision_reason].filter(Boolean).join('：')}</small>
      </>
    );
  if (!may('register.duplicates.decide')) return '—';
  return (
    <Space className="no-print" wrap>
      <RowButton onClick={() => choose('different')}>{t('different')}</RowButton>
      <RowButton onClick={() => choose('same')}>{t('same')}</RowButton>
      {verdict !== undefined && (
        <AskWhy
          title={t(`${verdict}Why`)}
          ok={t(verdict)}
          isBusy={act.isPending}
          onWhy={(reason) =>
            act.mutate(
              { params: { county, pair: pair.pair }, body: { verdict, reason } },
              { onSuccess: () => choose(undefined) },
            )
          }
          onClose={() => choose(undefined)}
        >
          {act.error && <FailureBlock failure={act.error} />}
        </AskWhy>
      )}
    </Space>
  );
}
