import { Select } from 'antd';
import { useWords } from '../../i18n/words.ts';
import { words } from './words.ts';

/** An item of the agenda that is being written. */
export interface Draft {
  readonly subject: { readonly module: string; readonly id: string };
  readonly decision: string;
  readonly title: string;
  readonly isSecret: boolean;
  readonly household: string | undefined;
}

export const keyOf = ({ subject: { module, id } }: Draft): string => `${module}:${id}`;

export function HowCounted({
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
