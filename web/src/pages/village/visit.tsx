import { Button, Input, Radio, Select } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { ApiFailure, call } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import {
  changed,
  contested,
  contradictions,
  decide,
  fieldState,
  hasUnseen,
  type LocalDraft,
  photosOf,
  stateOf,
  valueOf,
  write,
} from '../../offline/draft.ts';
import { freshen, putDraft, sendAll } from '../../offline/outbox.ts';
import { SentMark } from '../../offline/sent-mark.tsx';
import { useMe } from '../../session.ts';
import { useOnline } from '../../shell/online.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { FailureBlock, Page, Section } from '../../ui/page.tsx';
import { Conflict } from './conflict.tsx';
import { Discard } from './discard.tsx';
import { useDraft, useSave } from './drafts.ts';
import { GoneOrArrived } from './gone.tsx';
import { Photos } from './photos.tsx';
import { nameOfVillager, VillagerPicker } from './villagers.tsx';
import { words } from './words.ts';
import { yuanOf } from '../../ui/yuan.ts';
import './village.css';

/** A visit, of a case or of a household: kept field by field, sent by itself, decided together where two wrote. */
export function VisitPage() {
  const t = useWords(words);
  const id = useParams()['draft']!;
  const { draft, isSending } = useDraft(id);
  useFresh(draft);
  if (!draft)
    return (
      <Page title={t('visitIt')}>
        <GoneOrArrived id={id} />
      </Page>
    );
  const title =
    draft.about === ''
      ? t('walk')
      : t(draft.kind === 'case_visit' ? 'visitTitle' : 'walkTitle', { about: draft.about });
  return (
    <Page
      title={title}
      lead={
        <>
          {t('visitLead')} <SentMark state={stateOf(draft, isSending)} />{' '}
          {!draft.isFinal && <strong>{t('notSubmitted')}</strong>}
        </>
      }
      actions={
        <>
          {draft.caseNo !== undefined && (
            <Link to={`/cases/${draft.caseNo}`}>
              <Button>{t('toCase')}</Button>
            </Link>
          )}
          <Discard draft={draft} />
        </>
      }
    >
      {draft.failure && <FailureBlock failure={new ApiFailure(409, draft.failure)} />}
      {draft.household === undefined && draft.caseNo === undefined ? (
        <Who draft={draft} />
      ) : (
        <VisitForm draft={draft} isSending={isSending} />
      )}
    </Page>
  );
}

const EVERY_MS = 15_000;

/** What others write meanwhile is looked at now and then, and shown; what is written here stays. */
function useFresh(draft: LocalDraft | undefined): void {
  const purpose = useWords(words)('purposeVisit');
  const { id, county, server } = draft ?? {};
  const isKnown = server !== undefined;
  useEffect(() => {
    if (!isKnown || id === undefined || county === undefined) return undefined;
    const look = (): void => {
      call('GET /counties/:county/drafts/:draft', {
        params: { county, draft: id },
        query: { purpose },
      })
        .then((fresh) => freshen(id, fresh))
        .catch(() => undefined);
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [id, county, isKnown, purpose]);
}

function Who({ draft }: { readonly draft: LocalDraft }) {
  const t = useWords(words);
  return (
    <Section title={t('qHousehold')}>
      <VillagerPicker
        purpose={t('purposeVisit')}
        onPick={(villager) =>
          void putDraft(
            changed(draft, { household: villager.household_no ?? '', about: nameOfVillager(villager) }),
          )
        }
      />
    </Section>
  );
}

interface FormProps {
  readonly draft: LocalDraft;
  readonly isSending: boolean;
}

function VisitForm({ draft, isSending }: FormProps) {
  const t = useWords(words);
  return (
    <>
      <OthersWrote draft={draft} />
      <section className="section visit">
        <TextField name="day" type="date" draft={draft} isSending={isSending} />
        {draft.kind === 'case_visit' ? (
          <>
            <TextField name="companion" help={t('companionHelp')} draft={draft} isSending={isSending} />
            <Photos draft={draft} isSending={isSending} />
            <ChoiceField name="judicial_compensation" draft={draft} isSending={isSending} />
            <ChoiceField name="long_treatment" draft={draft} isSending={isSending} />
          </>
        ) : (
          <>
            <PerilField draft={draft} isSending={isSending} />
            <AmountField draft={draft} isSending={isSending} />
            <Photos draft={draft} isSending={isSending} />
          </>
        )}
        <TextField name="note" help={t('noteHelp')} isLong draft={draft} isSending={isSending} />
        <Submit draft={draft} />
      </section>
    </>
  );
}

/** Whose hand the values are from that this person has not seen yet. */
function OthersWrote({ draft }: { readonly draft: LocalDraft }) {
  const t = useWords(words);
  const { list } = useFormat();
  const me = useMe();
  if (!hasUnseen(draft)) return null;
  const names = new Set(
    Object.values(draft.server?.fields ?? {})
      .flatMap((field) => [field, ...field.conflicts])
      .filter(({ version }) => version > draft.seen)
      .map(({ by }) => by),
  );
  const others = [...names].filter((name) => name !== me.name);
  return <p className="notice-line">{t('newFrom', { by: list(others.length > 0 ? others : [me.name]) })}</p>;
}

type FieldName =
  'day' | 'companion' | 'note' | 'judicial_compensation' | 'long_treatment' | 'peril' | 'self_paid_yuan';

/** A field with where it stands, who wrote it, and the choice where two wrote different things. */
function VisitField({
  name,
  draft,
  isSending,
  shown = (value) => value,
  children,
}: FormProps & {
  readonly name: FieldName;
  /** How a value reads. */
  readonly shown?: (value: string) => string;
  readonly children: ReactNode;
}) {
  const t = useWords(words);
  const me = useMe();
  const save = useSave();
  const known = draft.server?.fields[name];
  const isOthers = known !== undefined && known.by !== me.name && !(name in draft.pending);
  const versions = contradictions(draft, name);
  return (
    <div className="visit-field">
      <header>
        <span className="field-name" id={`field-${name}`}>
          {t(name)}
        </span>
        <span>
          {isOthers && <small className="soft">{t('writtenBy', { by: known.by })} </small>}
          <SentMark state={fieldState(draft, name, isSending)} />
        </span>
      </header>
      {children}
      {versions.length > 0 && known && (
        <Conflict
          label={t(name)}
          versions={[known, ...versions]}
          shown={shown}
          onDecide={(value) => save(decide(draft, name, value))}
        />
      )}
    </div>
  );
}

function TextField({
  name,
  help,
  type,
  isLong = false,
  ...form
}: FormProps & {
  readonly name: FieldName;
  readonly help?: string;
  readonly type?: 'date';
  readonly isLong?: boolean;
}) {
  const save = useSave();
  const { draft } = form;
  const shared = {
    'aria-labelledby': `field-${name}`,
    value: valueOf(draft, name),
    disabled: contradictions(draft, name).length > 0,
    onChange: ({ target }: { target: { value: string } }) => save(write(draft, name, target.value)),
  };
  return (
    <VisitField name={name} {...form}>
      {isLong ? (
        <Input.TextArea {...shared} maxLength={500} autoSize={{ minRows: 3, maxRows: 8 }} />
      ) : (
        <Input {...shared} maxLength={60} className="answer-field" {...(type && { type })} />
      )}
      {help !== undefined && <small className="soft">{help}</small>}
    </VisitField>
  );
}

function ChoiceField({
  name,
  ...form
}: FormProps & { readonly name: 'judicial_compensation' | 'long_treatment' }) {
  const t = useWords(words);
  const save = useSave();
  const { draft } = form;
  const options = [
    { value: 'yes', label: t(name === 'long_treatment' ? 'need' : 'yes') },
    { value: 'no', label: t(name === 'long_treatment' ? 'noNeed' : 'no') },
    { value: '', label: t('notAsked') },
  ];
  return (
    <VisitField
      name={name}
      shown={(value) => options.find((each) => each.value === value)?.label ?? value}
      {...form}
    >
      <Radio.Group
        aria-labelledby={`field-${name}`}
        optionType="button"
        buttonStyle="solid"
        value={valueOf(draft, name)}
        disabled={contradictions(draft, name).length > 0}
        onChange={({ target }) => save(write(draft, name, target.value as string))}
        options={options}
      />
    </VisitField>
  );
}

const PERILS = ['medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss'] as const;

function PerilField(form: FormProps) {
  const t = useWords(words);
  const save = useSave();
  const { draft } = form;
  const word = (value: string): string =>
    t((PERILS as readonly string[]).includes(value) ? (value as (typeof PERILS)[number]) : 'otherPeril');
  return (
    <VisitField name="peril" shown={word} {...form}>
      <Select
        aria-labelledby="field-peril"
        value={valueOf(draft, 'peril')}
        disabled={contradictions(draft, 'peril').length > 0}
        options={[...PERILS, ''].map((value) => ({ value, label: word(value) }))}
        onChange={(value: string) => save(write(draft, 'peril', value))}
        style={{ width: '100%', maxWidth: 480 }}
      />
    </VisitField>
  );
}

function AmountField(form: FormProps) {
  const t = useWords(words);
  const save = useSave();
  const { yuanInWords } = useFormat();
  const { draft } = form;
  const value = valueOf(draft, 'self_paid_yuan');
  const amount = yuanOf(value);
  return (
    <VisitField name="self_paid_yuan" {...form}>
      <Input
        className="answer-field"
        aria-labelledby="field-self_paid_yuan"
        inputMode="decimal"
        value={value}
        status={value !== '' && amount === undefined ? 'error' : ''}
        disabled={contradictions(draft, 'self_paid_yuan').length > 0}
        onChange={({ target }) => save(write(draft, 'self_paid_yuan', target.value))}
        onBlur={() =>
          amount !== undefined && amount !== value && save(write(draft, 'self_paid_yuan', amount))
        }
      />
      {value !== '' && (
        <small className="soft">
          {amount === undefined ? t('notMoney') : t('understood', { yuan: yuanInWords(amount) })}
        </small>
      )}
    </VisitField>
  );
}

/** What is missing, or the one button that makes it final: sent at once, or as soon as there is a signal. */
function Submit({ draft }: { readonly draft: LocalDraft }) {
  const t = useWords(words);
  const say = useBilingual();
  const isOnline = useOnline();
  const isCase = draft.kind === 'case_visit';
  const photos = photosOf(draft).length;
  const paid = valueOf(draft, 'self_paid_yuan');
  const lacking = [
    ...(valueOf(draft, 'day') === '' ? [t('day')] : []),
    ...(isCase && valueOf(draft, 'companion').trim() === '' ? [t('companion')] : []),
    ...(isCase && photos === 0 ? [t('photos')] : []),
    ...(paid !== '' && yuanOf(paid) === undefined ? [t('self_paid_yuan')] : []),
  ];
  const list = (fields: readonly string[]): string => fields.join(say({ zh: '、', en: ', ' }));
  const undecided = contested(draft).map((field) => t(field as FieldName));
  const hint =
    undecided.length > 0
      ? t('undecided', { what: list(undecided) })
      : lacking.length > 0
        ? t('lacking', { what: list(lacking) })
        : undefined;
  if (draft.isFinal) return <p className="notice-line">{t('submitting')}</p>;
  return (
    <ActionBar hint={hint}>
      <Button
        type="primary"
        disabled={hint !== undefined}
        onClick={() =>
          void putDraft(changed(draft, { isFinal: true, seen: draft.server?.last_version ?? 0 })).then(
            sendAll,
          )
        }
      >
        {t(isOnline ? 'submitVisit' : 'submitLater', { count: photos })}
      </Button>
    </ActionBar>
  );
}
