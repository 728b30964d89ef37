import { Alert, Button, Select, Space, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Args, Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useMe } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { AskWhy } from '../../ui/ask-why.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBlock, Section } from '../../ui/page.tsx';
import { StatusMark, type Tone } from '../../ui/status.tsx';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { RowButton } from '../../ui/row-button.tsx';
import { eventWords } from './event-words.ts';
import { type KnownHousehold, ProposeDialog } from './propose.tsx';

const ROUTE = 'GET /counties/:county/events';
export type RegisterEvent = Reply<typeof ROUTE>['rows'][number];
type Status = NonNullable<NonNullable<Args<typeof ROUTE>['query']>['status']>;

const TONES: Readonly<Record<string, Tone>> = {
  proposed: 'waiting',
  approved: 'done',
  refused: 'refused',
  cancelled: 'reversed',
};

interface EventsProps {
  /** Only what happened to this household. */
  readonly household?: KnownHousehold;
  readonly status: string | undefined;
  readonly onStatus: (status: string | undefined) => void;
}

/** Events of the register, with what may be done about them. */
export function Events({ household, status, onStatus }: EventsProps) {
  const t = useWords(eventWords);
  const term = useTerm();
  const may = useMay();
  const { code: county } = useCounty();
  const [isProposing, propose] = useState(false);
  const [proposed, tell] = useState<string>();
  const [keys, select] = useState<string[]>([]);
  const query = {
    limit: 100,
    ...(status !== undefined && { status: status as Status }),
    ...(household && { household: household.household_no }),
  };
  const list = usePages(ROUTE, { params: { county }, query }, { when: county !== '' });
  const isDecider = may('register.event.approve');
  return (
    <Section
      title={t('list')}
      extra={
        <Space wrap className="no-print">
          <Select
            aria-label={t('status')}
            value={status ?? ''}
            onChange={(value) => onStatus(value || undefined)}
            options={[
              { value: '', label: t('status_all') },
              ...termsOf('eventStatus').map((value) => ({ value, label: term('eventStatus', value) })),
            ]}
            style={{ minWidth: 120 }}
          />
          {may('register.event.propose') && <Button onClick={() => propose(true)}>{t('propose')}</Button>}
        </Space>
      }
    >
      {proposed !== undefined && (
        <Alert type="success" showIcon title={t('proposed', { event: proposed })} closable />
      )}
      {isDecider && <Decide events={list.rows.filter(({ event_no }) => keys.includes(event_no))} />}
      <EventTable
        list={list}
        isOfOne={household !== undefined}
        empty={t(status === 'proposed' ? 'noneWaiting' : 'none')}
        {...(isDecider && { selection: { keys, onChange: select } })}
      />
      {isProposing && (
        <ProposeDialog
          {...(household && { household })}
          onClose={() => propose(false)}
          onProposed={(eventNo) => {
            tell(eventNo);
            onStatus('proposed');
          }}
        />
      )}
    </Section>
  );
}

interface EventTableProps {
  readonly list: ReturnType<typeof usePages<typeof ROUTE>>;
  readonly isOfOne: boolean;
  readonly empty: string;
  readonly selection?: { readonly keys: readonly string[]; readonly onChange: (keys: string[]) => void };
}

function EventTable({ list, isOfOne, empty, selection }: EventTableProps) {
  const t = useWords(eventWords);
  const term = useTerm();
  const columns: TableColumnsType<RegisterEvent> = [
    { title: t('number'), dataIndex: 'event_no', align: 'right' },
    { title: t('date'), dataIndex: 'date' },
    { title: t('event'), render: (_, { type }) => term('event', type) },
    ...(isOfOne
      ? []
      : [{ title: t('household'), render: (_: unknown, row: RegisterEvent) => <HouseholdLink of={row} /> }]),
    { title: t('detail'), render: (_, row) => <Detail of={row} /> },
    {
      title: t('basis'),
      render: (_, { document, reason }) => [document, reason].filter(Boolean).join('；') || '—',
    },
    { title: t('by'), dataIndex: 'proposed_by' },
    { title: t('status'), render: (_, { status }) => <EventStatus of={status} /> },
    { title: t('decision'), render: (_, row) => <Deciding of={row} /> },
  ];
  return (
    <DataTable
      label={t('list')}
      rows={list.rows}
      query={list}
      columns={columns}
      rowKey={({ event_no }) => event_no}
      empty={empty}
      {...(selection && { selection })}
      card={(row) => (
        <div className="card">
          <div>
            <strong>{term('event', row.type)}</strong> · {row.date} <EventStatus of={row.status} />
          </div>
          <div>
            {!isOfOne && <HouseholdLink of={row} />} <Detail of={row} />
          </div>
          <Deciding of={row} />
        </div>
      )}
    />
  );
}

function EventStatus({ of: status }: { readonly of: string }) {
  const term = useTerm();
  return <StatusMark tone={TONES[status] ?? 'waiting'}>{term('eventStatus', status)}</StatusMark>;
}

function HouseholdLink({ of: { household_no, new_household_no } }: { readonly of: RegisterEvent }) {
  const number = household_no ?? new_household_no;
  return number === null ? '—' : <Link to={`/households/${encodeURIComponent(number)}`}>{number}</Link>;
}

function Detail({ of: event }: { readonly of: RegisterEvent }) {
  const t = useWords(eventWords);
  const term = useTerm();
  const { pathOf } = useAreas();
  const { group, person_no, other_household_no, new_household_no, area_code, households, persons } = event;
  const parts = [
    group && term('group', group),
    person_no && t('members', { numbers: person_no }),
    other_household_no && t('joins', { number: other_household_no }),
    new_household_no && t('founds', { number: new_household_no }),
    area_code && pathOf(area_code),
    event.type === 'adjustment' && t('change', { households, persons }),
  ];
  return <>{parts.filter(Boolean).join(' · ') || '—'}</>;
}

/** Who decided, or what may be done now. */
function Deciding({ of: event }: { readonly of: RegisterEvent }) {
  const t = useWords(eventWords);
  const me = useMe();
  const may = useMay();
  const { decided_by, decision_reason, status, proposed_by } = event;
  if (status === 'proposed' && proposed_by === me.name) return <small>{t('ownProposal')}</small>;
  if (status === 'proposed') return '—';
  return (
    <>
      {[decided_by, decision_reason].filter(Boolean).join('：')}{' '}
      {status === 'approved' && event.type !== 'cancel' && may('register.event.cancel') && (
        <Void event={event} />
      )}
    </>
  );
}

/** Approve or refuse what is ticked; what cannot be decided stays and is told. */
function Decide({ events }: { readonly events: readonly RegisterEvent[] }) {
  const t = useWords(eventWords);
  const say = useBilingual();
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/event-decisions');
  const [isRefusing, refuse] = useState(false);
  const waiting = events.filter(({ status }) => status === 'proposed').map(({ event_no }) => event_no);
  const decide = (verdict: 'approve' | 'refuse', reason?: string): void =>
    act.mutate(
      { params: { county }, body: { verdict, events: waiting, ...(reason !== undefined && { reason }) } },
      { onSuccess: () => refuse(false) },
    );
  return (
    <>
      {waiting.length > 0 && (
        <Space className="bulk no-print" wrap>
          <Button type="primary" loading={act.isPending} onClick={() => decide('approve')}>
            {t('approveMany', { count: waiting.length })}
          </Button>
          <Button onClick={() => refuse(true)}>{t('refuseMany', { count: waiting.length })}</Button>
        </Space>
      )}
      {act.error && <FailureBlock failure={act.error} />}
      {act.data && (
        <Alert
          type={act.data.left.length > 0 ? 'warning' : 'success'}
          showIcon
          closable
          title={t('decided', { count: act.data.decided.length })}
          {...(act.data.left.length > 0 && {
            description: (
              <ul>
                {act.data.left.map(({ event_no, message }) => (
                  <li key={event_no}>{t('left', { event: event_no, reason: say(message) })}</li>
                ))}
              </ul>
            ),
          })}
        />
      )}
      {isRefusing && (
        <AskWhy
          title={t('refuseWhy')}
          ok={t('refuseMany', { count: waiting.length })}
          isBusy={act.isPending}
          onWhy={(reason) => decide('refuse', reason)}
          onClose={() => refuse(false)}
        />
      )}
    </>
  );
}

function Void({ event }: { readonly event: RegisterEvent }) {
  const t = useWords(eventWords);
  const { code: county } = useCounty();
  const act = useAct('POST /counties/:county/events/:event/cancellation');
  const [isOpen, open] = useState(false);
  return (
    <>
      <RowButton className="no-print" onClick={() => open(true)}>
        {t('void')}
      </RowButton>
      {isOpen && (
        <AskWhy
          title={t('voidWhy')}
          ok={t('void')}
          isBusy={act.isPending}
          onWhy={(reason) =>
            act.mutate(
              { params: { county, event: event.event_no }, body: { reason } },
              { onSuccess: () => open(false) },
            )
          }
          onClose={() => open(false)}
        >
          {act.error && <FailureBlock failure={act.error} />}
        </AskWhy>
      )}
    </>
  );
}
