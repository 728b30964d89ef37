import { Alert, AutoComplete, Button, Radio, Space, Steps, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { useOnline } from '../../shell/online.ts';
import { useNarrow } from '../../theme/appearance.ts';
import { FailureBlock, Page, Section } from '../../ui/page.tsx';
import { useTerm } from '../../ui/terms.ts';
import { Failed, Running } from './job.tsx';
import { actionOf, FEED_KINDS, type FeedKind, type Job } from './model.ts';
import { EventReport, Report } from './reports.tsx';
import { useImports, utc } from './use-imports.ts';
import { useJob } from './use-job.ts';
import { useSend } from './use-send.ts';
import { words } from './words.ts';

/** What is to be taken in: chosen step by step. */
interface Draft {
  readonly kind: FeedKind | undefined;
  readonly source: string;
  readonly file: File | undefined;
}

/** From a department's file to rows in the store, with a trial run before anything is kept. */
export function WizardPage() {
  const t = useWords(words);
  const isNarrow = useNarrow();
  const isOnline = useOnline();
  const [draft, change] = useState<Draft>({ kind: undefined, source: '', file: undefined });
  const [step, go] = useState(0);
  const isReady = [draft.kind !== undefined && draft.source.trim() !== '', draft.file !== undefined];
  return (
    <Page title={t('wizard')} lead={t('wizardLead')}>
      {isNarrow && <Alert type="info" showIcon title={t('phone')} />}
      {!isOnline && <Alert type="warning" showIcon title={t('noSignal')} />}
      <Steps
        current={step}
        size="small"
        responsive
        items={[t('step1'), t('step2'), t('step4')].map((title) => ({ title }))}
        style={{ margin: '16px 0' }}
      />
      {step === 0 && <SourceStep draft={draft} onChange={change} />}
      {step === 1 && <FileStep draft={draft} onChange={change} />}
      {step === 2 && draft.kind !== undefined && draft.file !== undefined && (
        <TrialStep kind={draft.kind} source={draft.source.trim()} file={draft.file} onBack={() => go(1)} />
      )}
      {step < isReady.length && (
        <Space>
          {step > 0 && <Button onClick={() => go(step - 1)}>{t('back')}</Button>}
          <Button type="primary" disabled={!isReady[step] || !isOnline} onClick={() => go(step + 1)}>
            {t(step === isReady.length - 1 ? 'try' : 'next')}
          </Button>
        </Space>
      )}
    </Page>
  );
}

interface StepProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function SourceStep({ draft, onChange }: StepProps) {
  const t = useWords(words);
  const term = useTerm();
  const may = useMay();
  const { instant } = useFormat();
  const imports = useImports();
  const { kind, source } = draft;
  const kinds = FEED_KINDS.filter((each) => may(actionOf(each)));
  const before = imports.rows.filter((row) => row.kind === kind);
  const last = before.find((row) => row.source === source.trim());
  return (
    <>
      <Section title={t('what')}>
        <Radio.Group
          value={kind}
          onChange={({ target }) => onChange({ ...draft, kind: target.value as FeedKind })}
          className="choices"
        >
          {kinds.map((each) => (
            <Radio key={each} value={each}>
              <strong>{each === 'events' ? t('kind.events') : term('file', each)}</strong>{' '}
              <small>{t(`about.${each}`)}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Section>
      <Section title={t('who')}>
        <AutoComplete
          aria-label={t('who')}
          value={source}
          maxLength={60}
          placeholder={t('whoHint')}
          onChange={(text) => onChange({ ...draft, source: text })}
          options={[...new Set(before.map((row) => row.source))].map((value) => ({ value }))}
          style={{ width: 320, maxWidth: '100%' }}
        />
        {source.trim() !== '' && kind !== undefined && kind !== 'events' && (
          <p className="page-lead">
            {last
              ? t('lastFrom', {
                  source: source.trim(),
                  file: last.file,
                  when: instant(utc(last.recorded_at)),
                })
              : t('neverFrom', { source: source.trim() })}
          </p>
        )}
      </Section>
    </>
  );
}

function FileStep({ draft, onChange }: StepProps) {
  const t = useWords(words);
  return (
    <Section title={t('step2')}>
      <Upload.Dragger
        accept=".csv,.xlsx"
        maxCount={1}
        fileList={draft.file ? [{ uid: draft.file.name, name: draft.file.name }] : []}
        beforeUpload={(file) => {
          onChange({ ...draft, file });
          return false;
        }}
        onRemove={() => onChange({ ...draft, file: undefined })}
      >
        <p>
          <strong>{t('drop')}</strong>
        </p>
        <p className="nothing">{t('dropHint')}</p>
      </Upload.Dragger>
    </Section>
  );
}

interface TrialProps {
  readonly kind: FeedKind;
  readonly source: string;
  readonly file: File;
  readonly onBack: () => void;
}

/** Everything happens and nothing is kept; then the real run is one button away. */
function TrialStep({ onBack, ...feed }: TrialProps) {
  const t = useWords(words);
  const navigate = useNavigate();
  const trial = useSend({ ...feed, isTrial: true }, true);
  const job = useJob(trial.data?.id);
  const real = useSend({ ...feed, isTrial: false }, false);
  if (trial.error) return <FailureBlock failure={trial.error} onRetry={onBack} />;
  if (!job.data) return <p aria-busy="true">{t('uploading', { file: feed.file.name })}</p>;
  if (job.data.state === 'running') return <Running of={job.data} />;
  const count = rowsToTake(job.data);
  return (
    <>
      <Trial of={job.data} />
      {real.error && <FailureBlock failure={real.error} />}
      <Space>
        <Button onClick={onBack}>{t('otherFile')}</Button>
        {count > 0 && (
          <Button
            type="primary"
            loading={real.isFetching}
            onClick={() => void real.refetch().then(({ data }) => data && navigate(`/feeds/jobs/${data.id}`))}
          >
            {t(feed.kind === 'events' ? 'proposeEvents' : 'take', { count })}
          </Button>
        )}
      </Space>
    </>
  );
}

/** Rows that would change something. */
function rowsToTake(job: Job): number {
  if (job.state !== 'done' || job.result === null) return 0;
  if (job.kind === 'import') return job.result.new + job.result.corrected;
  return job.kind === 'event-import' ? job.result.proposed : 0;
}

function Trial({ of: job }: { readonly of: Job }) {
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
