import { Input } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual, useLanguage } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useClearable } from '../../ui/clearable.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Section } from '../../ui/page.tsx';
import { valueInWords } from './rule-names.ts';
import { unitIn, valueIn } from './units.ts';
import { words } from './words.ts';

type NumberRow = Reply<'GET /policies/:policy/numbers'>['rows'][number];

/** Every number of a policy with its first day, unit and source. */
export function Numbers({ policy }: { readonly policy: string }) {
  const t = useWords(words);
  const say = useBilingual();
  const numbers = useGet('GET /policies/:policy/numbers', { params: { policy } });
  const [text, setText] = useState('');
  const isFound = ({ path, label, value, source }: NumberRow): boolean =>
    `${path} ${say(label)} ${valueInWords(value)} ${source?.document ?? ''}`.toLowerCase().includes(text);
  return (
    <Section
      title={t('numbers')}
      extra={
        <Input.Search
          aria-label={t('find')}
          placeholder={t('find')}
          allowClear={useClearable()}
          style={{ width: 240 }}
          onChange={({ target }) => setText(target.value.trim().toLowerCase())}
        />
      }
    >
      <Answer of={numbers}>{({ rows }) => <NumberTable of={rows.filter(isFound)} />}</Answer>
    </Section>
  );
}

function NumberTable({ of: rows }: { readonly of: readonly NumberRow[] }) {
  const t = useWords(words);
  return (
    <DataTable
      label={t('numbers')}
      rows={rows}
      rowKey={({ path, from }) => `${path} ${from}`}
      empty={t('noneFound')}
      columns={[
        { title: t('path'), width: '32%', render: (_, row) => <NameOf of={row} /> },
        { title: t('since'), dataIndex: 'from', width: 110 },
        { title: t('value'), width: 200, render: (_, row) => <ValueOf of={row} /> },
        { title: t('source'), render: (_, row) => <SourceOf of={row} /> },
      ]}
      card={(row) => (
        <div className="card">
          <NameOf of={row} />
          <div>
            <ValueOf of={row} /> · {row.from}
          </div>
          <small>
            <SourceOf of={row} />
          </small>
        </div>
      )}
    />
  );
}

/** In words, where the file has any; the path is what a proposal names. */
function NameOf({ of: { path, label } }: { readonly of: NumberRow }) {
  const say = useBilingual();
  const isPath = /^(parameters|facts)\b/.test(label.en);
  return isPath ? (
    <code>{path}</code>
  ) : (
    <>
      {say(label)}
      <br />
      <small>
        <code>{path}</code>
      </small>
    </>
  );
}

function ValueOf({ of: { value, unit } }: { readonly of: NumberRow }) {
  const lang = useLanguage();
  const { list } = useFormat();
  if (typeof value === 'number')
    return (
      <>
        {valueInWords(value)} {unitIn(lang, unit)}
      </>
    );
  const texts = typeof value === 'object' ? value.filter((one) => typeof one === 'string') : [String(value)];
  if (texts.length === 0) return valueInWords(value);
  const shown = list(texts.map((one) => valueIn(lang, one)));
  // What has no word stands as the name that it is in the file.
  const isNamed = texts.some((one) => /^[a-z_]+$/.test(one) && valueIn(lang, one) === one);
  return isNamed ? <code>{shown}</code> : shown;
}

/** Where it is written, in the document's own language; else why it is assumed. */
function SourceOf({ of: { source, reason } }: { readonly of: NumberRow }) {
  const t = useWords(words);
  const say = useBilingual();
  if (source === null) return reason && t('assumption', { reason: say(reason) });
  const text = [source.document, source.where].filter(Boolean).join(' · ');
  const lang = /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
  return source.link === null ? (
    <span lang={lang}>{text}</span>
  ) : (
    <a lang={lang} href={source.link} rel="noreferrer" target="_blank">
      {text}
    </a>
  );
}
