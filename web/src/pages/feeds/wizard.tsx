import { Alert, Button, Space, Steps } from 'antd';
import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useOnline } from '../../shell/online.ts';
import { useNarrow } from '../../theme/appearance.ts';
import { Page } from '../../ui/page.tsx';
import { ColumnStep } from './column-step.tsx';
import { EventTrial, Trial } from './trial.tsx';
import { FileStep, SourceStep } from './file-steps.tsx';
import type { FeedKind } from './model.ts';
import { mappingOf, type Preview, useUsualFeed } from './sources.ts';
import { words } from './words.ts';

/** What is to be taken in: chosen step by step. */
export interface Draft {
  readonly kind: FeedKind | undefined;
  readonly source: string;
  readonly file: File | undefined;
  /** The file once it is with the server, which keeps it for an hour. */
  readonly preview: Preview | undefined;
  /** Column by header; empty: left out. */
  readonly chosen: Readonly<Record<string, string>>;
}
const NOTHING: Draft = { kind: undefined, source: '', file: undefined, preview: undefined, chosen: {} };

type Step = 'source' | 'file' | 'columns' | 'trial';
const STEPS: readonly Step[] = ['source', 'file', 'columns', 'trial'];

/** From a department's file to rows in the store, with a trial run before anything is kept. */
export function WizardPage() {
  const t = useWords(words);
  const isNarrow = useNarrow();
  const isOnline = useOnline();
  const usual = useUsualFeed();
  const [given, change] = useState(NOTHING);
  // Until somebody chooses something else.
  const draft = given === NOTHING && usual ? { ...NOTHING, kind: usual.kind, source: usual.source } : given;
  const [step, go] = useState<Step>('source');
  // A file of events has columns of its own, which are not mapped.
  const steps = draft.kind === 'events' ? STEPS.filter((each) => each !== 'columns') : STEPS;
  const at = steps.indexOf(step);
  return (
    <Page title={t('wizard')} lead={t('wizardLead')}>
      {isNarrow && <Alert type="info" showIcon title={t('phone')} />}
      {!isOnline && <Alert type="warning" showIcon title={t('noSignal')} />}
      <Steps
        current={at}
        size="small"
        responsive
        items={steps.map((each) => ({ title: t(`step.${each}`) }))}
        style={{ margin: '16px 0' }}
      />
      {step === 'source' && (
        <SourceStep
          draft={draft}
          onChange={(news) => change({ ...NOTHING, ...news })}
          onNext={() => go('file')}
        />
      )}
      {step === 'file' && (
        <FileStep
          draft={draft}
          onBack={() => go('source')}
          onFile={(file) => {
            change({ ...draft, file });
            go('trial');
          }}
          onPreview={(preview) => {
            change({ ...draft, preview, chosen: choiceOf(preview) });
            go('columns');
          }}
        />
      )}
      {step === 'columns' && draft.preview && (
        <ColumnStep
          preview={draft.preview}
          chosen={draft.chosen}
          onChange={(chosen) => change({ ...draft, chosen })}
          onBack={() => go('file')}
          onNext={() => go('trial')}
        />
      )}
      {step === 'trial' && draft.kind === 'events' && draft.file && (
        <EventTrial file={draft.file} onBack={() => go('file')} />
      )}
      {step === 'trial' && draft.kind !== undefined && draft.kind !== 'events' && draft.preview && (
        <Trial
          kind={draft.kind}
          source={draft.source.trim()}
          upload={draft.preview.upload}
          mapping={mappingOf(draft.preview, draft.chosen)}
          onBack={() => go('columns')}
        />
      )}
    </Page>
  );
}

const choiceOf = ({ columns }: Preview): Readonly<Record<string, string>> =>
  Object.fromEntries(columns.map(({ header, column }) => [header, column ?? '']));

/** Back, and the one thing that leads on. */
export function StepButtons({
  onBack,
  children,
}: {
  readonly onBack?: (() => void) | undefined;
  readonly children?: React.ReactNode;
}) {
  const t = useWords(words);
  return (
    <Space>
      {onBack && <Button onClick={onBack}>{t('back')}</Button>}
      {children}
    </Space>
  );
}
