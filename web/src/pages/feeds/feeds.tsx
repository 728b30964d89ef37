import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { AskWhy } from '../../ui/ask-why.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBlock, Page, Section } from '../../ui/page.tsx';
import { StatusMark, type Tone } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { RowButton } from '../../ui/row-button.tsx';
import { actionOf, FEED_KINDS, isFeedJob, type Job } from './model.ts';
import { Screening } from './screening.tsx';
import { useImports, utc } from './use-imports.ts';
import { words } from './words.ts';

type Import = Reply<'GET /imports'>['rows'][number];

/** Files of departments: what came in, what is coming in, and the way to send another. */
export function FeedsPage() {
  const t = useWords(words);
  const { count, instant } = useFormat();
  const may = useMay();
  const list = useImports();
  const last = list.rows[0];
  return (
    <Page
      title={t('title')}
      lead={
        list.first &&
        (last
          ? t('leadLast', {
              file: last.file,
              when: instant(utc(last.recorded_at)),
              count: count(last.rows_new + last.rows_corrected),
            })
          : t('leadNone'))
      }
      actions={
        FEED_KINDS.some((kind) => may(actionOf(kind))) && (
          <Link to="/feeds/new">
            <Button type="primary">{t('begin')}</Button>
          </Link>
        )
      }
    >
      <Jobs />
      {may('screening.run') && <Screening />}
      <Section title={t('list')}>
        <Imports list={list} />
      </Section>
    </Page>
  );
}

function Imports({ list }: { readonly list: ReturnType<typeof useImports> }) {
  const t = useWords(words);
  const term = useTerm();
  const { count, instant } = useFormat();
  const columns: TableColumnsType<Import> = [
    { title: t('number'), dataIndex: 'import_no', align: 'right', width: 64 },
    { title: t('when'), width: 160, render: (_, row) => instant(utc(row.recorded_at)) },
    { title: t('kind'), width: 90, render: (_, { kind }) => term('file', kind) },
    { title: t('source'), dataIndex: 'source', width: 140 },
    { title: t('file'), dataIndex: 'file' },
    { title: t('new'), align: 'right', width: 90, render: (_, { rows_new }) => count(rows_new) },
    { title: t('corrected'), align: 'right', width: 80, render: (_, row) => count(row.rows_corrected) },
    { title: t('rejected'), align: 'right', width: 80, render: (_, row) => count(row.rows_rejected) },
    { title: t('by'), dataIndex: 'actor', width: 100 },
    { title: '', width: 170, render: (_, row) => <Undo of={row} /> },
  ];
  return (
    <DataTable
      label={t('list')}
      rows={list.rows}
      query={list}
      columns={columns}
      rowKey={({ import_no }) => import_no}
      empty={t('first')}
      card={(row) => (
        <div className="card">
          <strong>{row.file}</strong> {term('file', row.kind)} · {row.source}
          <br />
          <small>{instant(utc(row.recorded_at))}</small>
          <br />
          {t('new')} {count(row.rows_new)} · {t('corrected')} {count(row.rows_corrected)} · {t('rejected')}{' '}
          {count(row.rows_rejected)}
          <div>
            <Undo of={row} />
          </div>
        </div>
      )}
    />
  );
}

/** An import may be taken back as long as nothing rests on it; the refusal says what does. */
function Undo({ of: { import_no, kind, undone_by, undone_at } }: { readonly of: Import }) {
  const t = useWords(words);
  const { instant } = useFormat();
  const may = useMay();
  const act = useAct('POST /imports/:import/undo');
  const [isOpen, open] = useState(false);
  if (undone_at !== null)
    return (
      <StatusMark tone="reversed">
        {t('undoneBy', { by: undone_by ?? '—', when: instant(utc(undone_at)) })}
      </StatusMark>
    );
  if (!may(actionOf(kind))) return null;
  return (
    <>
      <RowButton onClick={() => open(true)}>{t('undo')}</RowButton>
      {isOpen && (
        <AskWhy
          title={t('undoWhy')}
          ok={t('undo')}
          isBusy={act.isPending}
          onWhy={(reason) =>
            act.mutate({ params: { import: import_no }, body: { reason } }, { onSuccess: () => open(false) })
          }
          onClose={() => open(false)}
        >
          <p className="page-lead">{t('undoLead')}</p>
          {act.error && <FailureBlock failure={act.error} />}
        </AskWhy>
      )}
    </>
  );
}

const TONES: Readonly<Record<Job['state'], Tone>> = { running: 'running', done: 'good', failed: 'problem' };

const isTrial = ({ result }: Job): boolean => result?.dry_run === true;

/** One's own work that runs or has just ended: closing the page did not stop it. */
function Jobs() {
  const t = useWords(words);
  const { instant } = useFormat();
  const { data } = useGet('GET /jobs', {}, { every: 5000 });
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={t('jobs')}>
      <ul className="cards">
        {data.rows.filter(isFeedJob).map((job) => (
          <li key={job.id}>
            <Link className="card" to={`/feeds/jobs/${job.id}`}>
              <StatusMark tone={TONES[job.state]}>{t(`state.${job.state}`)}</StatusMark>{' '}
              <strong>
                {t(isTrial(job) ? 'step.trial' : `job.${job.kind}`)} {job.about}
              </strong>{' '}
              <small>{instant(job.started_at)}</small>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
