import { AutoComplete, Button, Radio, Table, Upload } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiFailure, call } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { useOnline } from '../../shell/online.ts';
import { FailureBlock, Section } from '../../ui/page.tsx';
import { useTerm } from '../../ui/terms.ts';
import { actionOf, asSent, FEED_KINDS, type FeedKind, type FileKind } from './model.ts';
import { type Preview, useFieldName, useFields, useSources } from './sources.ts';
import { utc } from './use-imports.ts';
import { type Draft, StepButtons } from './wizard.tsx';
import { words } from './words.ts';

interface SourceStepProps {
  readonly draft: Draft;
  readonly onChange: (news: Pick<Draft, 'kind' | 'source'>) => void;
  readonly onNext: () => void;
}

/** What the file holds, and who delivers it. */
export function SourceStep({ draft: { kind, source }, onChange, onNext }: SourceStepProps) {
  const t = useWords(words);
  const term = useTerm();
  const may = useMay();
  const { instant } = useFormat();
  const sources = useSources(kind);
  const last = sources.find((row) => row.source === source.trim());
  const needsSource = kind !== 'events';
  return (
    <>
      <Section title={t('what')}>
        <Radio.Group
          value={kind}
          onChange={({ target }) => onChange({ source, kind: target.value as FeedKind })}
          className="choices"
        >
          {FEED_KINDS.filter((each) => may(actionOf(each))).map((each) => (
            <Radio key={each} value={each}>
              <strong>{each === 'events' ? t('kind.events') : term('file', each)}</strong>{' '}
              <small>{t(`about.${each}`)}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Section>
      {needsSource && (
        <Section title={t('who')}>
          <AutoComplete
            aria-label={t('who')}
            value={source}
            maxLength={60}
            placeholder={t('whoHint')}
            onChange={(text) => onChange({ kind, source: text })}
            options={sources.map((row) => ({ value: row.source }))}
            style={{ width: 320, maxWidth: '100%' }}
          />
          {source.trim() !== '' && kind !== undefined && (
            <p className="page-lead">
              {last
                ? t('lastFrom', {
                    source: last.source,
                    file: last.last_file,
                    when: instant(utc(last.last_at)),
                    by: last.last_by,
                  })
                : t('neverFrom', { source: source.trim() })}
            </p>
          )}
        </Section>
      )}
      <StepButtons>
        <Button
          type="primary"
          disabled={kind === undefined || (needsSource && source.trim() === '')}
          onClick={onNext}
        >
          {t('next')}
        </Button>
      </StepButtons>
    </>
  );
}

interface FileStepProps {
  readonly draft: Draft;
  readonly onBack: () => void;
  /** A file of events: it goes to the server with the trial. */
  readonly onFile: (file: File) => void;
  readonly onPreview: (preview: Preview) => void;
}

/** The file itself: dragged or chosen. It is sent, looked into, and not taken in yet. */
export function FileStep({
  draft: { kind, source, file: before },
  onBack,
  onFile,
  onPreview,
}: FileStepProps) {
  const t = useWords(words);
  const isOnline = useOnline();
  const [file, choose] = useState(before);
  const sent = useMutation<Preview, ApiFailure, { readonly file: File; readonly kind: FileKind }>({
    mutationFn: ({ file: one, kind: of }) =>
      call(
        'POST /imports/:kind/uploads',
        { params: { kind: of }, query: { source: source.trim(), file: one.name } },
        { file: asSent(one) },
      ),
    onSuccess: onPreview,
    networkMode: 'always',
  });
  const next = (): void => {
    if (file === undefined || kind === undefined) return;
    if (kind === 'events') onFile(file);
    else sent.mutate({ file, kind });
  };
  return (
    <>
      <Section title={t('step.file')} extra={<Template kind={kind} />}>
        {sent.error && <FailureBlock failure={sent.error} />}
        <Upload.Dragger
          accept=".csv,.xlsx"
          maxCount={1}
          fileList={file ? [{ uid: file.name, name: file.name }] : []}
          beforeUpload={(chosen) => {
            sent.reset();
            choose(chosen);
            return false;
          }}
          onRemove={() => choose(undefined)}
        >
          <p>
            <strong>{t('drop')}</strong>
          </p>
          <p className="nothing">{t('dropHint')}</p>
        </Upload.Dragger>
      </Section>
      <Columns kind={kind} />
      <StepButtons onBack={onBack}>
        <Button
          type="primary"
          disabled={file === undefined || !isOnline}
          loading={sent.isPending}
          onClick={next}
        >
          {t(sent.isPending ? 'uploading' : kind === 'events' ? 'try' : 'sendFile', {
            file: file?.name ?? '',
          })}
        </Button>
      </StepButtons>
    </>
  );
}

/** An empty file with the right heads, for a spreadsheet. */
function Template({ kind }: { readonly kind: FeedKind | undefined }) {
  const t = useWords(words);
  const nameOf = useFieldName();
  const term = useTerm();
  const fields = useFields(kind);
  if (kind === undefined || fields.length === 0) return null;
  const heads = fields.map(nameOf).map((name) => name.replaceAll(' ', '_'));
  return (
    <a
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${heads.join(',')}\r\n`)}`}
      download={`${term('file', kind)}.csv`}
    >
      {t('template')}
    </a>
  );
}

/** Which columns such a file has. */
function Columns({ kind }: { readonly kind: FeedKind | undefined }) {
  const t = useWords(words);
  const { list } = useFormat();
  const nameOf = useFieldName();
  const fields = useFields(kind);
  if (fields.length === 0) return null;
  return (
    <Section title={t('columns')}>
      <Table
        aria-label={t('columns')}
        size="small"
        pagination={false}
        rowKey={({ name }) => name}
        dataSource={[...fields]}
        columns={[
          { title: t('field'), render: (_, field) => nameOf(field) },
          { title: t('alsoCalled'), render: (_, { name, headers }) => list([name, ...headers]) },
          { title: t('needed'), render: (_, { optional }) => t(optional ? 'mayLack' : 'mustHave') },
        ]}
      />
    </Section>
  );
}
