import { Button, Checkbox, Drawer, Table } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet, usePages } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useMe } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { Answer, Facts, Page, Section } from '../../ui/page.tsx';
import { Hidden } from '../../ui/personal.tsx';
import { Deadline, StatusMark } from '../../ui/status.tsx';
import { AnswerForm, HandOverForm, TakeForm } from './forms.tsx';
import { words } from './words.ts';

type Line = Reply<'GET /counties/:county/grievances'>['rows'][number];

/** Complaints about the service: what waits for an answer first. */
export function GrievancesPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const may = useMay();
  const [isTaking, take] = useState(false);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('payout.grievance.receive') && (
          <Button type="primary" onClick={() => take(true)}>
            {t('take')}
          </Button>
        )
      }
    >
      {may('see.grievance') && <List county={county} />}
      <Counts county={county} />
      {isTaking && <TakeForm county={county} onClose={() => take(false)} />}
    </Page>
  );
}

function State({ line }: { readonly line: Line }) {
  const t = useWords(words);
  return line.verdict === null ? (
    <Deadline day={line.answer_by} />
  ) : (
    <StatusMark tone="done">{t(line.verdict)}</StatusMark>
  );
}

function List({ county }: { readonly county: string }) {
  const t = useWords(words);
  const { pathOf } = useAreas();
  const filters = useFilters(['overdue', 'open']);
  const pages = usePages('GET /counties/:county/grievances', {
    params: { county },
    query: { limit: 100, ...(filters.values.overdue !== undefined && { overdue: true }) },
  });
  const show = ({ grievance_no }: Line): void => filters.set({ open: String(grievance_no) });
  return (
    <Section>
      <FilterRow filters={filters}>
        <Checkbox
          checked={filters.values.overdue !== undefined}
          onChange={({ target }) => filters.set({ overdue: target.checked ? 'true' : undefined })}
        >
          {t('overdueOnly')}
        </Checkbox>
      </FilterRow>
      <DataTable
        label={t('title')}
        rows={pages.rows}
        query={pages}
        rowKey={({ grievance_no }) => String(grievance_no)}
        empty={t('none')}
        columns={[
          {
            title: t('no'),
            width: 70,
            render: (_, line) => (
              <button type="button" className="link-button" onClick={() => show(line)}>
                {line.grievance_no}
              </button>
            ),
          },
          { title: t('state'), width: 220, render: (_, line) => <State line={line} /> },
          { title: t('category'), width: 110, render: (_, line) => t(line.category) },
          { title: t('channel'), width: 120, render: (_, line) => t(line.channel) },
          { title: t('area'), render: (_, line) => pathOf(line.area_code) },
          { title: t('on'), width: 120, dataIndex: 'received_on' },
          {
            title: t('owner'),
            render: (_, line) =>
              line.round > 1 ? `${line.owner} · ${t('round', { round: line.round })}` : line.owner,
          },
        ]}
        card={(line) => (
          <button type="button" className="card card-button" onClick={() => show(line)}>
            <State line={line} />
            <div>
              {line.grievance_no} · {t(line.category)} · {pathOf(line.area_code)}
            </div>
            <small>{line.owner}</small>
          </button>
        )}
      />
      <Drawer
        open={filters.values.open !== undefined}
        onClose={() => filters.set({ open: undefined })}
        size={560}
        title={t('titleOf', { no: filters.values.open ?? '' })}
        destroyOnHidden
      >
        {filters.values.open !== undefined && <One county={county} no={Number(filters.values.open)} />}
      </Drawer>
    </Section>
  );
}

function One({ county, no }: { readonly county: string; readonly no: number }) {
  const t = useWords(words);
  const me = useMe();
  const may = useMay();
  const { pathOf } = useAreas();
  const [form, setForm] = useState<'answer' | 'handOver'>();
  const params = { county, grievance: no };
  const one = useGet('GET /counties/:county/grievances/:grievance', {
    params,
    query: { purpose: t('purpose', { no }) },
  });
  return (
    <Answer of={one}>
      {(found) => (
        <>
          <Facts
            of={[
              [t('category'), t(found.category)],
              [t('channel'), t(found.channel)],
              [t('area'), found.area_code === null ? <Hidden key="area" /> : pathOf(found.area_code)],
              [t('on'), found.received_on],
              [t('owner'), found.owner],
              [t('state'), <State key="state" line={{ ...found, area_code: found.area_code ?? '' }} />],
              [t('by'), found.complainant ?? <Hidden key="by" />],
              [t('about'), found.complained_about ?? <Hidden key="about" />],
            ]}
          />
          <h2>{t('words')}</h2>
          <p className="said">{found.words ?? <Hidden />}</p>
          {found.verdict !== null && (
            <>
              <h2>{t('answer')}</h2>
              <p className="said">{found.answer ?? <Hidden />}</p>
            </>
          )}
          {found.verdict === null && found.owner === me.name && (
            <Button type="primary" onClick={() => setForm('answer')}>
              {t('answerNow')}
            </Button>
          )}{' '}
          {may('payout.grievance.escalate') && (
            <Button onClick={() => setForm('handOver')}>{t('handOver')}</Button>
          )}
          {form === 'answer' && <AnswerForm params={params} onClose={() => setForm(undefined)} />}
          {form === 'handOver' && <HandOverForm params={params} onClose={() => setForm(undefined)} />}
        </>
      )}
    </Answer>
  );
}

function Counts({ county }: { readonly county: string }) {
  const t = useWords(words);
  const counts = useGet('GET /counties/:county/grievance-counts', { params: { county } });
  return (
    <Section title={t('counts')}>
      <Answer of={counts}>
        {(rows) => (
          <Table
            size="small"
            pagination={false}
            rowKey={({ channel, category }) => `${channel} ${category}`}
            dataSource={[...rows]}
            locale={{ emptyText: t('none') }}
            columns={[
              { title: t('category'), render: (_, { category }) => t(category) },
              { title: t('channel'), responsive: ['md'], render: (_, { channel }) => t(channel) },
              { title: t('received'), align: 'right', dataIndex: 'received' },
              { title: t('open'), align: 'right', dataIndex: 'open' },
              { title: t('overdueCount'), align: 'right', dataIndex: 'overdue' },
              { title: t('escalatedCount'), align: 'right', responsive: ['md'], dataIndex: 'escalated' },
              { title: t('justifiedCount'), align: 'right', responsive: ['md'], dataIndex: 'justified' },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}
