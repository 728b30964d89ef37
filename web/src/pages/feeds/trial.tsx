import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type ApiFailure, call } from '../../api/client.ts';
import { useWords } from '../../i18n/words.ts';
import { FailureBlock } from '../../ui/page.tsx';
import { Failed, Running } from './job.tsx';
import { asSent, type FileKind, type Job } from './model.ts';
import { EventReport, Report } from './reports.tsx';
import { useJob } from './use-job.ts';
import { StepButtons } from './wizard.tsx';
import { words } from './words.ts';

/** Sends an order for long work, once however often it is drawn; `isTrial`: everything happens and nothing is kept. */
type Send = (isTrial: boolean, key: string) => Promise<{ readonly id: string }>;

interface TrialProps {
  readonly kind: FileKind;
  readonly source: string;
  readonly upload: string;
  readonly mapping: Readonly<Record<string, string>>;
  readonly onBack: () => void;
}

/** What taking the file in would do; then the real run is one button away. */
export function Trial({ kind, source, upload, mapping, onBack }: TrialProps) {
  return (
    <Runs
      name={JSON.stringify([upload, mapping])}
      send={(isTrial, key) =>
        call(
          'POST /imports/:kind/uploads/:upload/import',
          { params: { kind, upload }, body: { source, mapping, dry_run: isTrial } },
          { key },
        )
      }
      onBack={onBack}
    />
  );
}

/** Events of the register: they are proposed, and somebody else decides. */
export function EventTrial({ file, onBack }: { readonly file: File; readonly onBack: () => void }) {
  return (
    <Runs
      name={`${file.name} ${file.size} ${file.lastModified}`}
      send={(isTrial, key) =>
        call(
          'POST /event-imports',
          { query: { name: file.name, dry_run: isTrial }, body: '' },
          { key, file: asSent(file) },
        )
      }
      onBack={onBack}
    />
  );
}

interface RunsProps {
  /** Tells one thing that is sent from another. */
  readonly name: string;
  readonly send: Send;
  readonly onBack: () => void;
}

function Runs({ name, send, onBack }: RunsProps) {
  const t = useWords(words);
  const navigate = useNavigate();
  const trial = useSent(name, send, true);
  const real = useSent(name, send, false);
  const job = useJob(trial.data?.id);
  if (trial.error)
    return (
      <>
        <FailureBlock failure={trial.error} />
        <StepButtons onBack={onBack} />
      </>
    );
  if (!job.data) return <p aria-busy="true">{t('working')}</p>;
  if (job.data.state === 'running') return <Running of={job.data} />;
  const count = rowsToTake(job.data);
  return (
    <>
      <Told of={job.data} />
      {real.error && <FailureBlock failure={real.error} />}
      <StepButtons onBack={onBack}>
        {count > 0 && (
          <Button
            type="primary"
            loading={real.isFetching}
            onClick={() => void real.refetch().then(({ data }) => data && navigate(`/feeds/jobs/${data.id}`))}
          >
            {t(job.data.kind === 'event-import' ? 'proposeEvents' : 'take', { count })}
          </Button>
        )}
      </StepButtons>
    </>
  );
}

/** A trial is sent at once, the real run when asked; the key makes one job of an order that comes again. */
function useSent(name: string, send: Send, isTrial: boolean) {
  const [key] = useState(() => crypto.randomUUID());
  return useQuery<{ readonly id: string }, ApiFailure>({
    queryKey: ['feed', key, name, isTrial],
    queryFn: () => send(isTrial, key),
    enabled: isTrial,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    networkMode: 'always',
  });
}

/** Rows that would change something. */
function rowsToTake(job: Job): number {
  if (job.state !== 'done' || job.result === null) return 0;
  if (job.kind === 'import') return job.result.new + job.result.corrected;
  return job.kind === 'event-import' ? job.result.proposed : 0;
}

function Told({ of: job }: { readonly of: Job }) {
  const t = useWords(words);
  if (job.failure) return <Failed of={job.failure} />;
  if (job.result === null || job.kind === 'screening') return null;
  if (job.kind === 'event-import') return <EventReport of={job.result} />;
  return (
    <>
      <Report of={job.result} job={job.id} />
      {rowsToTake(job) === 0 && (
        <Alert type="info" showIcon title={t('nothingToTake', { unchanged: job.result.unchanged })} />
      )}
    </>
  );
}
