import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { FailureBlock, Page, Section } from '../../ui/page.tsx';
import { aboutOf, deedOf } from './deeds.ts';
import { words } from './words.ts';
import { useClearable } from '../../ui/clearable.tsx';

const ALL_COUNTIES = '000000';
/** The trail's own clock is China's already. */
const minuteOf = (at: string): string => at.slice(0, 16);

/** Who did what and looked at what, and whether the trail is whole. */
export function AuditPage() {
  const t = useWords(words);
  const say = useBilingual();
  const filters = useFilters(['account', 'county']);
  const { account, county } = filters.values;
  const pages = usePages('GET /audit-entries', {
    query: { limit: 100, ...(account !== undefined && { account }), ...(county !== undefined && { county }) },
  });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Seals />
      <Section>
        <FilterRow filters={filters}>
          <Input.Search
            aria-label={t('account')}
            placeholder={t('account')}
            defaultValue={account}
            allowClear={useClearable()}
            onSearch={(text) => filters.set({ account: text.trim() })}
          />
          <Input.Search
            aria-label={t('county')}
            placeholder={t('county')}
            defaultValue={county}
            allowClear={useClearable()}
            onSearch={(text) => filters.set({ county: text.trim() })}
          />
        </FilterRow>
        <DataTable
          label={t('title')}
          rows={pages.rows}
          query={pages}
          rowKey={({ at, account: who, action, about }) => [at, who, action, about].join()}
          empty={t(filters.isAny ? 'nothing' : 'none')}
          columns={[
            { title: t('at'), width: 140, render: (_, { at }) => minuteOf(at) },
            { title: t('kind'), width: 80, render: (_, { kind }) => t(kind as 'act' | 'read') },
            { title: t('account'), width: 140, dataIndex: 'account' },
            {
              title: t('county'),
              width: 100,
              render: (_, { county_code }) => (county_code === ALL_COUNTIES ? '—' : county_code),
            },
            {
              title: t('action'),
              width: 240,
              render: (_, { action }) => say(deedOf(action)),
            },
            { title: t('about'), render: (_, { about }) => aboutOf(about, say) },
          ]}
          card={(entry) => (
            <div className="card">
              <div>
                <strong>{entry.account}</strong> · {t(entry.kind as 'act' | 'read')} ·{' '}
                {say(deedOf(entry.action))}
              </div>
              <div>{aboutOf(entry.about, say)}</div>
              <small>{minuteOf(entry.at)}</small>
            </div>
          )}
        />
      </Section>
    </Page>
  );
}

function Seals() {
  const t = useWords(words);
  const { count } = useFormat();
  const may = useMay();
  const { message } = App.useApp();
  const [isAsked, ask] = useState(false);
  const check = useGet('GET /audit-verification', {}, { when: isAsked });
  const seal = useAct('POST /audit-seals');
  const { data } = check;
  return (
    <Section
      title={t('verify')}
      extra={
        <span className="page-actions">
          {may('audit.seal') && (
            <Button
              loading={seal.isPending}
              onClick={() =>
                seal.mutate(
                  { body: {} },
                  { onSuccess: ({ seals }) => void message.success(t('sealed', { count: seals.length })) },
                )
              }
            >
              {t('sealNow')}
            </Button>
          )}
          <Button
            type="primary"
            loading={check.isFetching}
            onClick={() => (isAsked ? void check.refetch() : ask(true))}
          >
            {t('verify')}
          </Button>
        </span>
      }
    >
      {!data && <p className="nothing">{t('verifyHelp')}</p>}
      {check.error && <FailureBlock failure={check.error} />}
      {seal.error && <FailureBlock failure={seal.error} />}
      {data?.faults.length === 0 && (
        <Alert
          type="success"
          title={t('verified', {
            seals: count(data.seals),
            rows: count(data.rows),
            unsealed: count(data.unsealed),
          })}
        />
      )}
      {data && data.faults.length > 0 && (
        <Alert
          type="error"
          title={t('broken', { count: data.faults.length })}
          description={
            <ul>
              {data.faults.map((fault) => (
                <li key={`${fault.county_code} ${fault.seal_no}`}>
                  {t(fault.fault as 'rows' | 'seal', { county: fault.county_code, seal: fault.seal_no })}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {data && data.heads.length > 0 && (
        <details>
          <summary>{t('heads')}</summary>
          <ul className="plain-list">
            {data.heads.map(({ county_code, seal_no, hash }) => (
              <li key={county_code}>
                {county_code} · {seal_no} · <code>{hash}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
