import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Section } from '../../ui/page.tsx';
import { type TermList, useTerm } from '../../ui/terms.ts';
import type { ImportReport } from './model.ts';
import { useFieldName, useFields } from './sources.ts';
import { words } from './words.ts';
import './feeds.css';

type Examples = NonNullable<ImportReport['examples']>;
type Row = Examples['new'][number];

/** Some rows of each sort, as they would stand in the store. */
export function ExampleRows({ of: { kind, examples } }: { readonly of: ImportReport }) {
  const t = useWords(words);
  if (!examples) return null;
  const { new: fresh, corrected, unchanged } = examples;
  const tabs: readonly (readonly [key: 'new' | 'corrected' | 'unchanged', rows: number, shown: ReactNode])[] =
    [
      ['new', fresh.length, <Rows key="new" kind={kind} rows={fresh} />],
      [
        'corrected',
        corrected.length,
        corrected.map(({ before, after }, i) => <Rows key={i} kind={kind} rows={[before, after]} isChange />),
      ],
      ['unchanged', unchanged.length, <Rows key="unchanged" kind={kind} rows={unchanged} />],
    ];
  const items = tabs
    .filter(([, rows]) => rows > 0)
    .map(([key, , children]) => ({ key, label: t(key), children }));
  if (items.length === 0) return null;
  return (
    <Section title={t('examples')}>
      <Tabs items={items} />
    </Section>
  );
}

interface RowsProps {
  readonly kind: string;
  readonly rows: readonly Row[];
  /** The second row is what the first becomes. */
  readonly isChange?: boolean;
}

/** Columns that are stored under another name. */
const STORED: Readonly<Record<string, string>> = { group: 'base_group' };

/** Columns whose codes have words. */
const LISTS: Readonly<Record<string, TermList>> = {
  peril: 'peril',
  item: 'item',
  base_group: 'group',
  class: 'income',
  sex: 'sex',
  relation: 'relation',
  level: 'level',
};

function Rows({ kind, rows, isChange = false }: RowsProps) {
  const t = useWords(words);
  const term = useTerm();
  const nameOf = useFieldName();
  const fields = useFields(kind as Parameters<typeof useFields>[0]);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => row[name]),
  );
  const wordOf = (name: string, value: string): string => {
    const list = LISTS[name];
    return list ? term(list, value) : value;
  };
  const titleOf = (name: string): string =>
    nameOf(fields.find((field) => [field.name, STORED[field.name]].includes(name)) ?? { name, headers: [] });
  return (
    <div className="feed-rows">
      <table className="account">
        <thead>
          <tr>
            {isChange && <th scope="col">{t('change')}</th>}
            {names.map((name) => (
              <th key={name} scope="col">
                {titleOf(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {isChange && <th scope="row">{t(i === 0 ? 'before' : 'after')}</th>}
              {names.map((name) => {
                const isOther = isChange && i === 1 && rows[0]?.[name] !== row[name];
                const text = wordOf(name, row[name] ?? '') || '—';
                return <td key={name}>{isOther ? <strong>{text}</strong> : text}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
