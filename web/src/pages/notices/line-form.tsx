import { Checkbox, Input } from 'antd';
import { useEffect } from 'react';
import { useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { HouseholdPicker } from '../../ui/household-picker.tsx';
import { isAmount } from '../cases/model.ts';
import { type DraftLine, isShared, type Terms, WORDY } from './draft-line.ts';
import { words } from './words.ts';

interface LineFormProps {
  readonly no: number;
  readonly line: DraftLine;
  readonly terms: Terms;
  readonly onChange: (line: DraftLine) => void;
}

const LABELS = {
  measure: 'measure',
  source: 'source',
  purpose: 'purpose',
  unit: 'unit',
  beneficiaries: 'beneficiaries',
  points: 'points',
} as const;

/** What somebody gives for one line; the register fills the other columns. */
export function LineForm(props: LineFormProps) {
  const t = useWords(words);
  const { no, line, terms, onChange } = props;
  useAmountOfCase(props);
  const set = (field: string, text: string): void =>
    onChange({ ...line, given: { ...line.given, [field]: text } });
  const isFree = line.title === undefined;
  return (
    <div className="line">
      <Checkbox
        checked={line.isChosen}
        onChange={({ target }) => onChange({ ...line, isChosen: target.checked })}
      >
        {line.title ?? t('freeLine', { no })}
        {line.household !== undefined &&
          !(line.title ?? '').includes(line.household) &&
          ` · ${t('household', { no: line.household })}`}
      </Checkbox>
      {line.isChosen && (
        <>
          {isFree && terms.needsHousehold && (
            <label>
              <span className="field-name">{t('whichHousehold')}</span>
              <HouseholdPicker
                value={line.household}
                purpose={t('purposeOfLook')}
                onChange={(household) => onChange({ ...line, household })}
              />
            </label>
          )}
          {terms.given
            .filter((field) => !isShared(terms, field))
            .map((field) => (
              <GivenField key={field} field={field} given={line.given} terms={terms} onSet={set} />
            ))}
        </>
      )}
    </div>
  );
}

/** One of the fields; words in both languages. */
export function GivenField({
  field,
  given,
  terms,
  onSet,
}: {
  readonly field: string;
  readonly given: DraftLine['given'];
  readonly terms: Terms;
  readonly onSet: (field: string, text: string) => void;
}) {
  const t = useWords(words);
  if (field === 'amountFen') {
    const isClass = terms.kind === 'household_support';
    return (
      <label>
        <span className="field-name">{t(isClass ? 'amountFen' : 'amountShown')}</span>
        <Input
          inputMode="decimal"
          pattern="\d{1,12}(\.\d{1,2})?"
          value={given[field] ?? ''}
          onChange={({ target }) => onSet(field, target.value)}
        />
      </label>
    );
  }
  const name = t(LABELS[field as keyof typeof LABELS]);
  if (!WORDY.has(field))
    return (
      <label>
        <span className="field-name">{name}</span>
        <Input
          inputMode="numeric"
          pattern="-?\d{1,9}"
          value={given[field] ?? ''}
          onChange={({ target }) => onSet(field, target.value)}
        />
      </label>
    );
  return (
    <>
      <label>
        <span className="field-name">{t('chinese', { what: name })}</span>
        <Input
          maxLength={100}
          value={given[`${field}.zh`] ?? ''}
          onChange={({ target }) => onSet(`${field}.zh`, target.value)}
        />
        {field === 'measure' && <small className="soft">{t('measureHelp')}</small>}
      </label>
      <label>
        <span className="field-name">{t('english', { what: name })}</span>
        <Input
          maxLength={100}
          value={given[`${field}.en`] ?? ''}
          onChange={({ target }) => onSet(`${field}.en`, target.value)}
        />
      </label>
    </>
  );
}

/** A case knows its amount, or what its frozen facts give before the county approves it: nobody types it again. */
function useAmountOfCase({ line, terms, onChange }: LineFormProps): void {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { module, id } = line.subject;
  const isAsked = module === 'cases' && terms.given.includes('amountFen');
  const { data } = useGet(
    'GET /counties/:county/cases/:case/amount',
    { params: { county, case: Number(id.split('/')[0]) }, query: { purpose: t('purposeOfLook') } },
    { when: isAsked && county !== '' },
  );
  const amount = data?.amount_yuan;
  useEffect(() => {
    if (isAmount(amount) && line.given['amountFen'] === undefined)
      onChange({ ...line, given: { ...line.given, amountFen: amount } });
  }, [amount, line, onChange]);
}
