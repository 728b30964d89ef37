import { Alert, Button, Progress } from 'antd';
import { Link, useParams } from 'react-router';
import { isFailure } from '../../api/client.ts';
import { useAct } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { Answer, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { common } from '../../ui/words.ts';
import type { Job } from './model.ts';
import { EventReport, Report, ScreenReport } from './reports.tsx';
import { useJob } from './use-job.ts';
import { words } from './words.ts';

/** How far a long piece of work is, and what came of it. */
export function JobPage() {
  const t = useWords(words);
  const job = useJob(useParams()['job']!);
  return (
    <Page
      title={job.data ? `${t(`job.${job.data.kind}`)} ${job.data.about}` : t('title')}
      actions={
        <Link to="/feeds">
          <Button>{t('toList')}</Button>
        </Link>
      }
    >
      {isFailure(job.error, 'job.unknown') ? (
        <Alert type="info" showIcon title={t('jobGone')} />
      ) : (
        <Answer of={job}>{(data) => <JobView of={data} />}</Answer>
      )}
    </Page>
  );
}

export function JobView({ of: job }: { readonly of: Job }) {
  if (job.state === 'running') return <Running of={job} />;
  if (job.failure) return <Failed of={job.failure} />;
  if (job.result === null) return null;
  if (job.kind === 'import') return <Report of={job.result} job={job.id} />;
  if (job.kind === 'event-import') return <EventReport of={job.result} />;
  return <ScreenReport of={job.result} />;
}

export function Running({ of: job }: { readonly of: Job }) {
  const t = useWords(words);
  const { count } = useFormat();
  const cancel = useAct('DELETE /jobs/:job');
  const { done, total, unit } = job;
  const share = total !== null && total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : undefined;
  return (
    <Section title={`${t(`job.${job.kind}`)} ${job.about}`}>
      <output>
        {share !== undefined ? (
          <Progress
            percent={share}
            aria-label={t('progress', { done: count(done), total: count(total ?? 0) })}
          />
        ) : (
          <p>{done > 0 && unit === 'rows' ? t('progressRows', { done: count(done) }) : t('working')}</p>
        )}
      </output>
      <p className="page-lead">{t('keepsOn')}</p>
      {cancel.error && <FailureBlock failure={cancel.error} />}
      <Button
        danger
        loading={cancel.isPending}
        disabled={cancel.isSuccess}
        onClick={() => cancel.mutate({ params: { job: job.id } })}
      >
        {t(cancel.isSuccess ? 'stopping' : 'cancel')}
      </Button>
    </Section>
  );
}

export function Failed({ of: failure }: { readonly of: NonNullable<Job['failure']> }) {
  const c = useWords(common);
  const say = useBilingual();
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say(failure.message)}
      description={<small>{c('code', { code: failure.code })}</small>}
    />
  );
}
