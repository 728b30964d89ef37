import { Input } from 'antd';
import { useMemo, useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { datedNumbers, type Policy } from './parts.tsx';
import { unitIn, valueIn } from './units.ts';
import { words } from './words.ts';
import { useClearable } from '../../ui/clearable.tsx';

function ValueOf({ of: { value, unit } }: { readonly of: { readonly value: string; readonly unit: string } }) {
  const lang = useLanguage();
  const { list } = useFormat();
  if (value.startsWith('[')) return <code>{list(JSON.parse(value) as string[])}</code>;
  const shown = valueIn(lang, value);
  return (
    <>
      {/^[a-z]+(_[a-z]+)+$/.test(shown) ? <code>{shown}</code> : shown} {unitIn(lang, unit)}
    </>
  );
}

/** Every number of a policy with its first day, unit and source. */
export function Numbers({ policy }: { readonly policy: Policy }) {
  const t = useWords(words);
  const [text, setText] = useState('');
  const all = useMemo(() => datedNumbers(policy, (reason) => t('assumption', { reason })), [policy, t]);
  const rows = all.filter((one) => `${one.path} ${one.value} ${one.source}`.includes(text));
  return (
    <Section
      title={t('numbers')}
      extra={
        <Input.Search
          aria-label={t('find')}
          placeholder={t('find')}
          allowClear={useClearable()}
          style={{ width: 240 }}
          onChange={({ target }) => setText(target.value.trim())}
        />
      }
    >
      <DataTable
        label={t('numbers')}
        rows={rows}
        rowKey={({ path, from }) => `${path} ${from}`}
        empty="—"
        columns={[
          { title: t('path'), width: '32%', render: (_, { path }) => <code>{path}</code> },
          { title: t('since'), dataIndex: 'from', width: 110 },
          { title: t('value'), width: 200, render: (_, row) => <ValueOf of={row} /> },
          { title: t('source'), render: (_, row) => <SourceOf of={row} /> },
        ]}
        card={(row) => (
          <div className="card">
            <code>{row.path}</code>
            <div>
              <ValueOf of={row} /> · {row.from}
            </div>
            <small>
              <SourceOf of={row} />
            </small>
          </div>
        )}
      />
    </Section>
  );
}

function SourceOf({ of: { source, link } }: { readonly of: { readonly source: string; readonly link: string | undefined } }) {
  return link === undefined ? (
    source
  ) : (
    <a href={link} rel="noreferrer" target="_blank">
      {source}
    </a>
  );
}

/** The numbers that differ between two days of one policy. */
