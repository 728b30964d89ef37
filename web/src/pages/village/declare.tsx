import { Button, Input, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { ApiFailure } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import {
  changed,
  type LocalDraft,
  photoField,
  photosOf,
  stateOf,
  valueOf,
  write,
} from '../../offline/draft.ts';
import { keepContent, putDraft, sendAll } from '../../offline/outbox.ts';
import { SentMark } from '../../offline/sent-mark.tsx';
import { ActionBar } from '../../ui/action-bar.tsx';
import { FailureBlock, Page } from '../../ui/page.tsx';
import { PictureButton } from '../../ui/picture-button.tsx';
import { usePoliciesWithLines } from '../../ui/policies.ts';
import { ReadAloud } from '../../ui/read-aloud.tsx';
import { Discard } from './discard.tsx';
import { useDraft } from './drafts.ts';
import { GoneOrArrived } from './gone.tsx';
import { nameOfVillager, VillagerPicker } from './villagers.tsx';
import { words } from './words.ts';
import { yuanOf } from '../../ui/yuan.ts';
import './village.css';

const STEPS = ['household', 'peril', 'paid', 'note', 'consent'] as const;
type StepName = (typeof STEPS)[number];

/** A declaration at somebody's side: one question a screen, read back at the end, sent once they agree. */
export function DeclarePage() {
  const t = useWords(words);
  const id = useParams()['draft']!;
  const { draft, isSending } = useDraft(id);
  const [chosen, choose] = useState<StepName>();
  if (!draft)
    return (
      <Page title={t('declare')}>
        <GoneOrArrived id={id} />
      </Page>
    );
  const at = chosen ?? (draft.household === undefined ? 'household' : 'peril');
  const no = STEPS.indexOf(at);
  const goOn = (next: LocalDraft): void => {
    void putDraft(next);
    choose(STEPS[no + 1] ?? at);
  };
  return (
    <Page
      title={t('declare')}
      lead={
        <>
          {t('step', { at: no + 1, count: STEPS.length })} <SentMark state={stateOf(draft, isSending)} />
        </>
      }
      actions={<Discard draft={draft} />}
    >
      {draft.failure && <FailureBlock failure={new ApiFailure(409, draft.failure)} />}
      {draft.isFinal ? (
        <Reported />
      ) : (
        <Question
          key={at}
          at={at}
          draft={draft}
          onNext={goOn}
          {...(no > 0 && { onBack: () => choose(STEPS[no - 1]) })}
        />
      )}
    </Page>
  );
}

interface QuestionProps {
  readonly draft: LocalDraft;
  readonly onNext: (draft: LocalDraft) => void;
  readonly onBack?: () => void;
}

function Question({ at, ...props }: QuestionProps & { readonly at: StepName }) {
  switch (at) {
    case 'household':
      return <WhoQuestion {...props} />;
    case 'peril':
      return <PerilQuestion {...props} />;
    case 'paid':
      return <PaidQuestion {...props} />;
    case 'note':
      return <NoteQuestion {...props} />;
    case 'consent':
      return <ConsentQuestion {...props} />;
  }
}

/** A question as a heading that can be read aloud, its answer, and the way on and back. */
function Asked({
  question,
  help,
  onBack,
  hint,
  children,
  next,
}: {
  readonly question: string;
  readonly help?: string;
  readonly onBack?: (() => void) | undefined;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
  readonly next?: ReactNode;
}) {
  const t = useWords(words);
  return (
    <section className="section question">
      <h2>{question}</h2>
      <ReadAloud before={question} {...(help !== undefined && { text: help })} />
      {children}
      <ActionBar hint={hint}>
        {next}
        {onBack && <Button onClick={onBack}>{t('back')}</Button>}
      </ActionBar>
    </section>
  );
}

function WhoQuestion({ draft, onNext }: QuestionProps) {
  const t = useWords(words);
  const [policy] = usePoliciesWithLines();
  return (
    <Asked question={t('qHousehold')}>
      {draft.household !== undefined && <p>{draft.about}</p>}
      <VillagerPicker
        purpose={t('purposeDeclare')}
        onPick={(villager) => {
          const named = changed(draft, {
            household: villager.household_no ?? '',
            about: nameOfVillager(villager),
          });
          const agreeing = write(named, 'consent_by', villager.head_name ?? '');
          onNext(
            policy && valueOf(agreeing, 'policy') === '' ? write(agreeing, 'policy', policy.id) : agreeing,
          );
        }}
      />
    </Asked>
  );
}

const PERILS = ['medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss'] as const;
type Peril = (typeof PERILS)[number];
const isPeril = (text: string): text is Peril => (PERILS as readonly string[]).includes(text);

function PerilQuestion({ draft, onNext, onBack }: QuestionProps) {
  const t = useWords(words);
  const value = valueOf(draft, 'peril');
  return (
    <Asked question={t('qPeril')} onBack={onBack}>
      <div className="choices">
        {[...PERILS, ''].map((peril) => (
          <button
            key={peril}
            type="button"
            className="card choice"
            aria-pressed={value === peril && ('peril' in draft.pending || peril !== '')}
            onClick={() => onNext(write(draft, 'peril', peril))}
          >
            {t(isPeril(peril) ? peril : 'otherPeril')}
          </button>
        ))}
      </div>
    </Asked>
  );
}

function PaidQuestion({ draft, onNext, onBack }: QuestionProps) {
  const t = useWords(words);
  const { yuanInWords } = useFormat();
  const [typed, setTyped] = useState(valueOf(draft, 'self_paid_yuan'));
  const amount = yuanOf(typed);
  const isWrong = typed.trim() !== '' && amount === undefined;
  return (
    <Asked
      question={t('qPaid')}
      help={t('qPaidHelp')}
      onBack={onBack}
      hint={isWrong ? t('notMoney') : undefined}
      next={
        <>
          <Button
            type="primary"
            disabled={amount === undefined}
            onClick={() => onNext(write(draft, 'self_paid_yuan', amount!))}
          >
            {t('next')}
          </Button>
          <Button onClick={() => onNext(write(draft, 'self_paid_yuan', ''))}>{t('skip')}</Button>
        </>
      }
    >
      <Input
        className="answer-field"
        aria-label={t('qPaid')}
        inputMode="decimal"
        value={typed}
        suffix={t('yuan')}
        status={isWrong ? 'error' : ''}
        onChange={({ target }) => setTyped(target.value)}
      />
      {amount !== undefined && <p>{t('understood', { yuan: yuanInWords(amount) })}</p>}
    </Asked>
  );
}

function NoteQuestion({ draft, onNext, onBack }: QuestionProps) {
  const t = useWords(words);
  const [text, setText] = useState(valueOf(draft, 'note'));
  return (
    <Asked
      question={t('qNote')}
      help={t('qNoteHelp')}
      onBack={onBack}
      next={
        <Button type="primary" onClick={() => onNext(write(draft, 'note', text.trim()))}>
          {t('next')}
        </Button>
      }
    >
      <Input.TextArea
        aria-label={t('qNote')}
        value={text}
        maxLength={500}
        autoSize={{ minRows: 3, maxRows: 8 }}
        onChange={({ target }) => setText(target.value)}
      />
    </Asked>
  );
}

/** What was filled in, in sentences, and what is agreed to: both read back before anybody agrees. */
function ConsentQuestion({ draft, onBack }: QuestionProps) {
  const t = useWords(words);
  const say = useBilingual();
  const { data: consent } = useGet('GET /public/consent', {});
  const form = valueOf(draft, 'consent_form');
  const by = valueOf(draft, 'consent_by');
  const needsPaper = form === 'signed' && photosOf(draft).length === 0;
  const lacks =
    by === ''
      ? t('consentBy')
      : form === ''
        ? t('consentForm')
        : needsPaper
          ? t('signedPhoto')
          : valueOf(draft, 'policy') === ''
            ? t('what')
            : undefined;
  const save = (next: LocalDraft): void => void putDraft(next);
  const report = (): void =>
    void putDraft(changed(draft, { isFinal: true, seen: draft.server?.last_version ?? 0 })).then(sendAll);
  return (
    <Asked
      question={t('qConsent')}
      onBack={onBack}
      hint={lacks === undefined ? undefined : t('lacking', { what: lacks })}
      next={
        <Button type="primary" disabled={lacks !== undefined} onClick={report}>
          {t('report')}
        </Button>
      }
    >
      <ReadAloud text={useSentences(draft)} isLarge />
      {consent && <ReadAloud text={say(consent)} isLarge />}
      <label>
        <span className="field-name">{t('consentBy')}</span>
        <Input
          value={by}
          maxLength={60}
          onChange={({ target }) => save(write(draft, 'consent_by', target.value))}
        />
      </label>
      <fieldset className="plain">
        <legend>{t('consentForm')}</legend>
        <Radio.Group
          value={form || null}
          onChange={({ target }) => save(write(draft, 'consent_form', target.value as string))}
          options={(['read_back', 'signed'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </fieldset>
      {form === 'signed' && (
        <>
          {photosOf(draft).map(({ sha256, name }) => (
            <p key={sha256}>✓ {name}</p>
          ))}
          <PictureButton
            label={t('signedPhoto')}
            onPicture={(picture) =>
              void keepContent(picture.sha256, picture.blob).then(() =>
                save({
                  ...write(draft, photoField(picture.sha256), picture.name),
                  files: [
                    ...draft.files,
                    { name: picture.name, sha256: picture.sha256, type: picture.blob.type },
                  ],
                }),
              )
            }
          />
        </>
      )}
    </Asked>
  );
}

/** The answers in plain sentences, to be read back. */
function useSentences(draft: LocalDraft): string {
  const t = useWords(words);
  const { yuanInWords } = useFormat();
  const say = useBilingual();
  const [peril, paid, note] = ['peril', 'self_paid_yuan', 'note'].map((field) => valueOf(draft, field));
  const name = draft.about.split(' · ')[0]!;
  return [
    t('said', { name, what: t(isPeril(peril!) ? peril : 'otherPeril') }),
    ...(paid === '' ? [] : [t('saidPaid', { yuan: yuanInWords(paid!) })]),
    ...(note === '' ? [] : [t('saidNote', { note: note! })]),
  ].join(say({ zh: '', en: ' ' }));
}

function Reported() {
  const t = useWords(words);
  return (
    <section className="section question">
      <p>{t(navigator.onLine ? 'reported' : 'reportedWaiting')}</p>
      <Link to="/village/new">
        <Button>{t('another')}</Button>
      </Link>
    </section>
  );
}
