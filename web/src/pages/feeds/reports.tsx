import { Alert, Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Section } from '../../ui/page.tsx';
import { useTerm } from '../../ui/terms.ts';
import { ExampleRows } from './examples.tsx';
import { csvRows, type FeedKind, type ImportReport, type Job } from './model.ts';
import { useFieldName, useFields } from './sources.ts';
import { useRejects } from './use-rejects.ts';
import { words } from './words.ts';

interface ReportProps {
  readonly of: ImportReport;
  readonly job: string;
}

/** What an import did, or would do. */
export function Report({ of: report, job }: ReportProps) {
  const t = useWords(words);
  const term = useTerm();
  const { count, list } = useFormat();
  const rejects = useRejects(report.rejects_file === null ? undefined : job);
  const warnings = Object.entries(report.warnings);
  return (
    <>
      {report.dry_run ? (
        <Alert type="info" showIcon title={t('trial')} />
      ) : (
        <Alert type="success" showIcon title={t('done', { number: report.import_no })} />
      )}
      <Section title={`${term('file', report.kind)} · ${report.file} · ${report.source}`}>
        <Figures
          of={[
            [t('rows'), report.rows],
            [t('new'), report.new],
            [t('corrected'), report.corrected],
            [t('unchanged'), report.unchanged],
            [t('rejected'), report.rejected],
          ]}
        />
        {report.affected_findings.length > 0 && (
          <p>{t('affected', { count: report.affected_findings.length })}</p>
        )}
        {report.ignored_columns.length > 0 && (
          <p>{t('ignored', { columns: list(report.ignored_columns) })}</p>
        )}
        {warnings.length > 0 && (
          <p>
            {t('warnings')}：{warnings.map(([rule, found]) => `${rule} ${count(found)}`).join('；')}
          </p>
        )}
      </Section>
      <ExampleRows of={report} />
      {report.rejected > 0 && rejects.data !== undefined && (
        <Rejects
          of={rejects.data}
          kind={report.kind}
          download={
            <a href={rejects.address} download>
              {t('downloadRejects')}
            </a>
          }
        />
      )}
    </>
  );
}

function Figures({ of: figures }: { readonly of: readonly (readonly [label: string, value: number])[] }) {
  const { count } = useFormat();
  return (
    <dl className="figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

const SHOWN = 100;

interface RejectsProps {
  readonly of: string;
  /** Whose columns they are. */
  readonly kind?: ImportReport['kind'];
  readonly download: ReactNode;
}

/** Refused cells by row, column, value and reason; all of them are in the file. */
function Rejects({ of: csv, kind, download }: RejectsProps) {
  const t = useWords(words);
  const nameOf = useFieldName();
  const fields = useFields(kind as FeedKind | undefined);
  const columnOf = (name = ''): string =>
    nameOf(fields.find((field) => field.name === name) ?? { name, headers: [] });
  const rows = csvRows(csv);
  return (
    <Section title={t('rejects')} extra={download}>
      <p className="page-lead">{t('rejectsLead')}</p>
      <Table
        aria-label={t('rejects')}
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey={({ key }) => key}
        dataSource={rows.slice(0, SHOWN).map(([line, column, value, reason], key) => ({
          key,
          line,
          column: columnOf(column),
          value,
          reason,
        }))}
        columns={[
          { title: t('line'), dataIndex: 'line', align: 'right', width: 90 },
          { title: t('column'), dataIndex: 'column', width: 180 },
          { title: t('value'), dataIndex: 'value', width: 220 },
          { title: t('reason'), dataIndex: 'reason' },
        ]}
      />
      {rows.length > SHOWN && <p className="page-lead">{t('moreRejects', { count: SHOWN })}</p>}
    </Section>
  );
}

type EventResult = NonNullable<Extract<Job, { kind: 'event-import' }>['result']>;

export function EventReport({ of: report }: { readonly of: EventResult }) {
  const t = useWords(words);
  return (
    <>
      {report.dry_run ? (
        <Alert type="info" showIcon title={t('trialEvents', { count: report.proposed })} />
      ) : (
        <Alert
          type="success"
          showIcon
          title={t('doneEvents', { number: report.batch_no ?? '—' })}
          action={
            <Link to="/register">
              <Button>{t('toApproval')}</Button>
            </Link>
          }
        />
      )}
      <Section title={`${t('kind.events')} · ${report.file}`}>
        <Figures
          of={[
            [t('rows'), report.rows],
            [t('new'), report.proposed],
            [t('unchanged'), report.unchanged],
            [t('rejected'), report.rejected],
          ]}
        />
      </Section>
      {report.rejects !== null && (
        <Rejects
          of={report.rejects}
          download={
            <a
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(report.rejects)}`}
              download="rejects.csv"
            >
              {t('downloadRejects')}
            </a>
          }
        />
      )}
    </>
  );
}

type ScreenResult = NonNullable<Extract<Job, { kind: 'screening' }>['result']>;

export function ScreenReport({ of: report }: { readonly of: ScreenResult }) {
  const t = useWords(words);
  const term = useTerm();
  return (
    <>
      <Alert
        type={report.dry_run ? 'info' : 'success'}
        showIcon
        title={t('screened', {
          day: report.as_of,
          inForce: report.in_force,
          fresh: report.new,
          revised: report.revised,
          closed: report.closed,
        })}
        {...(report.dry_run && { description: t('trial') })}
        {...(!report.dry_run && {
          action: (
            <Link to="/cases?tab=findings&stage=NONE">
              <Button>{t('toFindings')}</Button>
            </Link>
          ),
        })}
      />
      <Section title={report.policy}>
        <Figures
          of={Object.entries(report.by_kind).map(([kind, found]) => [term('finding', kind), found] as const)}
        />
      </Section>
    </>
  );
}
