import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useTerm } from '../../ui/terms.ts';
import { shown } from './parts.tsx';
import { words } from './words.ts';

const PARTS = { deductible: 'deductible', brackets: 'brackets', cap: 'cap' } as const;

/** A number of a policy file in words, by its path: whose line, of which peril. Others keep their path. */
export function useRuleName(): (path: string) => string {
  const t = useWords(words);
  const term = useTerm();
  return (path) => {
    const [list, peril = '', group = '', part = ''] = path.split('.');
    const whose = `${term('group', group)} · ${term('peril', peril)}`;
    if (list === 'lines' && group !== '') return `${whose} · ${t('lineSlider')}`;
    if (list === 'schedules' && part in PARTS) return `${whose} · ${t(PARTS[part as keyof typeof PARTS])}`;
    return path;
  };
}

/** A number with its thousands apart; brackets as `10,000: 70%`. */
export function valueInWords(value: unknown): string {
  if (typeof value === 'number') return count(value);
  if (!isBrackets(value)) return Array.isArray(value) ? value.join(', ') : shown(value);
  return value
    .map(({ from, rate }) => `≥ ${count(from)}: ${Math.round(rate * 1000) / 10}%`)
    .join('; ');
}

const isBrackets = (value: unknown): value is readonly { readonly from: number; readonly rate: number }[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object');
