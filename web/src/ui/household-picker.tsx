import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useGet } from '../api/query.ts';
import { useWords } from '../i18n/words.ts';
import { useCounty } from '../session.ts';
import { common } from './words.ts';
import { useClearable } from './clearable.tsx';

interface HouseholdPickerProps {
  readonly value?: string | undefined;
  readonly onChange?: (householdNo: string | undefined) => void;
  /** Why the register is searched; logged with each look. */
  readonly purpose: string;
  readonly area?: string | undefined;
  readonly id?: string;
}

/** Finds a household by the beginning of its number or of its head's name. */
export function HouseholdPicker({ value, onChange, purpose, area, id }: HouseholdPickerProps) {
  const t = useWords(common);
  const { code: county } = useCounty();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const { data, isFetching } = useGet(
    'GET /counties/:county/households',
    { params: { county }, query: { search, purpose, limit: 20, ...(area !== undefined && { area }) } },
    { when: county !== '' && search !== '' },
  );
  const rows = search === '' ? [] : (data?.rows ?? []);
  return (
    <Select<string>
      {...(id !== undefined && { id })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={useClearable()}
      value={value ?? null}
      placeholder={t('household')}
      aria-label={t('household')}
      loading={isFetching}
      notFoundContent={t(search === '' ? 'householdHelp' : 'nobodyFound')}
      options={rows.map(({ household_no, head_name, size }) => ({
        value: household_no ?? '',
        label: [head_name, household_no, size === null ? '' : t('people', { count: size })]
          .filter(Boolean)
          .join(' · '),
      }))}
      onChange={(no: string | undefined) => onChange?.(no)}
      style={{ width: '100%' }}
    />
  );
}
