import { Button, Input, Select } from 'antd';
import { newId } from '../../api/id.ts';
import { useWords } from '../../i18n/words.ts';
import { useTerm } from '../../ui/terms.ts';
import { type Draft, HowCounted, keyOf } from './item.tsx';
import { CasesOf, EconomyOf, type OffersProps } from './offers.tsx';
import { words } from './words.ts';

interface AgendaProps extends OffersProps {
  readonly isCorrection: boolean;
}

/** What is decided: what waits for the body, to tick, and anything else in words. */
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
      {!isCorrection && <EconomyOf {...props} />}
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
