import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useRef } from 'react';
import type { Reply } from '../../api/client.ts';
import { newId } from '../../api/id.ts';
import { useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';

/** An item of the agenda that is being written. */
export interface Draft {
  readonly subject: { readonly module: string; readonly id: string };
  readonly decision: string;
  readonly title: string;
  readonly isSecret: boolean;
  readonly household: string | undefined;
}

interface AgendaProps {
  readonly value: readonly Draft[];
  readonly onChange: (agenda: readonly Draft[]) => void;
  readonly area: string | undefined;
  /** Kinds of decision the body takes. */
  readonly decides: readonly string[];
  readonly isCorrection: boolean;
  /** A case that is ticked from the beginning. */
  readonly wanted: string | undefined;
}

const keyOf = ({ subject: { module, id } }: Draft): string => `${module}:${id}`;

/** What is decided: the cases that wait for the village, to tick, and anything else in words. */
export function AgendaPicker(props: AgendaProps) {
  const { value, onChange, decides, isCorrection } = props;
  const t = useWords(words);
  const others = decides.filter((kind) => !isOfCase(kind));
  const set = (changed: Draft): void =>
    onChange(value.map((each) => (keyOf(each) === keyOf(changed) ? changed : each)));
  const add = (): void =>
    onChange([
      ...value,
      {
        subject: { module: 'village', id: newId() },
        decision: others[0] ?? 'other',
        title: '',
        isSecret: false,
        household: undefined,
      },
    ]);
  return (
    <>
      {!isCorrection && <CasesOf {...props} />}
      <ol className="agenda">
        {value
          .filter((item) => isCorrection || isFree(item))
          .map((item) => (
            <li key={keyOf(item)}>
              <AgendaItem
                item={item}
                kinds={others}
                onChange={set}
                onRemove={() => onChange(value.filter((each) => keyOf(each) !== keyOf(item)))}
              />
            </li>
          ))}
      </ol>
      {others.length > 0 && <Button onClick={add}>{t('otherItem')}</Button>}
    </>
  );
}

const isFree = ({ subject }: Draft): boolean => subject.module === 'village';
const isOfCase = (kind: string): boolean => kind === 'household_support' || kind === 'risk_removal';

type Case = Reply<'GET /counties/:county/cases'>['rows'][number];

/** Cases of the body's area whose next step is the village's. */
function CasesOf({ value, onChange, area, decides, wanted }: AgendaProps) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const isAsked = county !== '' && area !== undefined;
  const ask = (status: 'HOUSEHOLD_VISIT' | 'FOLLOW_UP') =>
    ({ params: { county }, query: { status, limit: 200, ...(area !== undefined && { area }) } }) as const;
  const reviews = useGet('GET /counties/:county/cases', ask('HOUSEHOLD_VISIT'), { when: isAsked });
  const removals = useGet('GET /counties/:county/cases', ask('FOLLOW_UP'), { when: isAsked });
  const isTicked = useRef(false);
  const draftOf = ({ case_no, household_no }: Case, decision: string): Draft => ({
    subject: { module: 'cases', id: decision === 'risk_removal' ? `${case_no}/removal` : String(case_no) },
    decision,
    title: t('caseTitle', { household: household_no ?? '' }),
    isSecret: false,
    household: household_no ?? undefined,
  });
  const offers = [
    ...(decides.includes('household_support')
      ? (reviews.data?.rows ?? []).map((row) => draftOf(row, 'household_support'))
      : []),
    ...(decides.includes('risk_removal')
      ? (removals.data?.rows ?? []).map((row) => draftOf(row, 'risk_removal'))
      : []),
  ];
  const first = offers.find(({ subject }) => subject.id.split('/')[0] === wanted);
  useEffect(() => {
    if (!first || isTicked.current) return;
    isTicked.current = true;
    onChange([...value, first]);
  });
  if (!isAsked) return null;
  const isLoading = reviews.isLoading || removals.isLoading;
  if (offers.length === 0) return isLoading ? null : <p className="soft">{t('noCases')}</p>;
  return (
    <fieldset className="ticks">
      <legend>{t('casesToReview')}</legend>
      {offers.map((offer) => {
        const chosen = value.find((each) => keyOf(each) === keyOf(offer));
        const others = value.filter((each) => keyOf(each) !== keyOf(offer));
        return (
          <div key={keyOf(offer)}>
            <Checkbox
              checked={chosen !== undefined}
              onChange={({ target }) => onChange(target.checked ? [...value, offer] : others)}
            >
              {term('decision', offer.decision)} ·{' '}
              {t('caseItem', { no: offer.subject.id.split('/')[0]!, household: offer.household ?? '' })}
            </Checkbox>
            {chosen && (
              <HowCounted
                value={chosen.isSecret}
                onChange={(isSecret) =>
                  onChange(value.map((each) => (each === chosen ? { ...each, isSecret } : each)))
                }
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function HowCounted({
  value,
  onChange,
}: {
  readonly value: boolean;
  readonly onChange: (isSecret: boolean) => void;
}) {
  const t = useWords(words);
  return (
    <label className="how-counted">
      <span className="field-name">{t('howCounted')}</span>
      <Select
        value={value}
        options={[
          { value: false, label: t('byName') },
          { value: true, label: t('byCount') },
        ]}
        onChange={onChange}
      />
    </label>
  );
}

function AgendaItem({
  item,
  kinds,
  onChange,
  onRemove,
}: {
  readonly item: Draft;
  readonly kinds: readonly string[];
  readonly onChange: (item: Draft) => void;
  readonly onRemove: () => void;
}) {
  const t = useWords(words);
  const term = useTerm();
  return (
    <div className="agenda-item">
      {isFree(item) && (
        <Select
          aria-label={t('decision')}
          value={item.decision}
          options={kinds.map((kind) => ({ value: kind, label: term('decision', kind) }))}
          onChange={(decision: string) => onChange({ ...item, decision })}
        />
      )}
      <label>
        <span className="field-name">{t('itemTitle')}</span>
        <Input
          required
          value={item.title}
          maxLength={200}
          onChange={({ target }) => onChange({ ...item, title: target.value })}
        />
        <small className="soft">{t('itemTitleHelp')}</small>
      </label>
      <HowCounted value={item.isSecret} onChange={(isSecret) => onChange({ ...item, isSecret })} />
      <Button onClick={onRemove}>{t('remove')}</Button>
    </div>
  );
}
