import { Button, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useMe } from '../../session.ts';
import { AskWhy } from '../../ui/ask-why.tsx';
import { FailureBlock, Nothing, Section } from '../../ui/page.tsx';
import { PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { conditionWords } from './condition-words.ts';

const ROUTE = 'GET /counties/:county/condition-changes';
type Change = Reply<typeof ROUTE>['rows'][number];

/** Changes of a household that somebody proposed and nobody decided yet. */
export function WaitingChanges({
  household,
  purpose,
}: {
  readonly household: string;
  readonly purpose: string;
}) {
  const t = useWords(conditionWords);
  const { code: county } = useCounty();
  const { rows } = usePages(ROUTE, {
    params: { county },
    query: { household, status: 'proposed', limit: 20, purpose },
  });
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{t('waiting')}</h3>
      <ChangeList of={rows} />
    </>
  );
}

/** Those of all households that the viewer sees. */
export function AllWaitingChanges() {
  const t = useWords(conditionWords);
  const purpose = usePurpose('conditions', { zh: '审批登记变更', en: 'deciding changes of the register' });
  const { code: county } = useCounty();
  const list = usePages(
    ROUTE,
    { params: { county }, query: { status: 'proposed', limit: 50, purpose: purpose.purpose } },
    { when: county !== '' },
  );
  return (
    <Section title={t('waiting')}>
      <PurposeLine {...purpose} />
      {list.error && <FailureBlock failure={list.error} />}
      {!list.isLoading && list.rows.length === 0 && <Nothing>{t('noneWaiting')}</Nothing>}
      <ChangeList of={list.rows} withHousehold />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Section>
  );
}

function ChangeList({
  of: rows,
  withHousehold = false,
}: {
  readonly of: readonly Change[];
  readonly withHousehold?: boolean;
}) {
  const t = useWords(conditionWords);
  return (
    <ul className="plain-list">
      {rows.map((change) => (
        <li key={change.change_no} className="line-row">
          {withHousehold && (
            <Link to={`/households/${encodeURIComponent(change.household_no ?? '')}`}>
              {t('household', { number: change.household_no ?? '' })}
            </Link>
          )}{' '}
          <ChangeLine of={change} />
        </li>
      ))}
    </ul>
  );
}

function ChangeLine({ of: change }: { readonly of: Change }) {
  const t = useWords(conditionWords);
  const term = useTerm();
  const may = useMay();
  const me = useMe();
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/condition-changes/:change/decision');
  const [isRefusing, refuse] = useState(false);
  const decide = (verdict: 'approve' | 'refuse', reason?: string): void =>
    act.mutate(
      {
        params: { county, change: change.change_no },
        body: { verdict, ...(reason !== undefined && { reason }) },
      },
      { onSuccess: () => refuse(false) },
    );
  const isOwn = change.proposed_by === me.name;
  return (
    <>
      <StatusMark tone="waiting">{term('eventStatus', 'proposed')}</StatusMark>{' '}
      {t('since', { day: change.since })} · <strong>{useContent(change)}</strong>
      <br />
      <small>
        {t('changeNo', { change: change.change_no })} ·{' '}
        {t('proposedBy', { who: change.proposed_by, reason: change.reason })}
        {change.document !== null && ` · ${change.document}`}
      </small>
      {act.error && <FailureBlock failure={act.error} />}
      {may('register.condition.approve') &&
        (isOwn ? (
          <div>
            <small>{t('own')}</small>
          </div>
        ) : (
          <Space className="no-print">
            <Button type="primary" loading={act.isPending} onClick={() => decide('approve')}>
              {t('approve')}
            </Button>
            <Button onClick={() => refuse(true)}>{t('refuse')}</Button>
          </Space>
        ))}
      {isRefusing && (
        <AskWhy
          title={t('refuseWhy')}
          ok={t('refuse')}
          isBusy={act.isPending}
          onWhy={(reason) => decide('refuse', reason)}
          onClose={() => refuse(false)}
        />
      )}
    </>
  );
}

/** What a change states, in words. */
function useContent({ causes, land, houses }: Change): string {
  const t = useWords(conditionWords);
  const term = useTerm();
  const parts = [
    ...(Array.isArray(causes) ? causes.map((cause) => term('cause', cause)) : []),
    ...(Array.isArray(land)
      ? land.map(({ land_kind, mu }) => `${term('landKind', land_kind)} ${t('mu', { mu })}`)
      : []),
    ...(Array.isArray(houses)
      ? houses.map(({ house_no, house_type, area_m2, grade }) =>
          [
            house_no,
            term('houseType', house_type),
            t('m2', { m2: area_m2 }),
            grade ? term('houseGrade', grade) : t('notAssessed'),
          ].join(' · '),
        )
      : []),
  ];
  return parts.join('、') || '🔒';
}
