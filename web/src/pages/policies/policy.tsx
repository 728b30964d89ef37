import { Alert, Button } from 'antd';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { incentivesOf, incentiveSentence } from '../../../../src/policy/pure.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Answer, Facts, Page, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { Numbers } from './numbers.tsx';
import { type Policy, type PolicyLine, scheduleOf } from './parts.tsx';
import { StaircaseLines } from './picture.tsx';
import { words } from './words.ts';

/** One policy: lines, brackets, what they do, every number with its source. */
export function PolicyPage() {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan } = useFormat();
  const id = useParams()['policy'] ?? '';
  const policy = useGet('GET /policies/:policy', { params: { policy: id } });
  const { data } = policy;
  return (
    <Page
      title={data ? say(data.title) : id}
      lead={data && t('version', { version: data.policy_version })}
      actions={data && <Download policy={data} />}
    >
      <Answer of={policy}>
        {(one) => (
          <>
            {one.protection_line_yuan !== null && (
              <Section>
                <Facts of={[[t('protection'), yuan(one.protection_line_yuan)]]} />
              </Section>
            )}
            {one.lines.length > 0 && <Lines policy={one} />}
            <Lint policy={id} />
            <Numbers policy={id} />
            <Comparison policy={one} id={id} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Download({ policy }: { readonly policy: Policy }) {
  const t = useWords(words);
  const href = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(policy.document, null, 2))}`;
  return (
    <Button href={href} download={`${policy.document.id}.json`}>
      {t('download')}
    </Button>
  );
}

const keyOf = ({ group, peril }: PolicyLine): string => `${group}/${peril}`;

function Lines({ policy }: { readonly policy: Policy }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuanDigits } = useFormat();
  const lines = policy.lines.filter(
    ({ line_yuan, deductible_yuan }) => line_yuan !== null || deductible_yuan !== null,
  );
  const first = lines.find((line) => scheduleOf(line));
  const [chosen, choose] = useState(first && keyOf(first));
  const open = lines.find((line) => keyOf(line) === chosen);
  const digits = (yuan: string | null): string => (yuan === null ? '—' : yuanDigits(yuan));
  const bracketsOf = ({ brackets }: PolicyLine) =>
    brackets.map(({ from_yuan, to_yuan, rate_percent }) => (
      <div key={from_yuan} className="bracket">
        {to_yuan === null
          ? t('bracketOpen', { from: yuanDigits(from_yuan), rate: rate_percent })
          : t('bracket', { from: yuanDigits(from_yuan), to: yuanDigits(to_yuan), rate: rate_percent })}
      </div>
    ));
  const picture = (line: PolicyLine) =>
    scheduleOf(line) && (
      <Button size="small" type={keyOf(line) === chosen ? 'primary' : 'default'} onClick={() => choose(keyOf(line))}>
        {t('picture')}
      </Button>
    );
  return (
    <>
      <Section title={t('lines')}>
        <DataTable
          label={t('lines')}
          rows={lines}
          rowKey={keyOf}
          empty="—"
          columns={[
            { title: t('group'), render: (_, { group }) => term('group', group) },
            { title: t('peril'), render: (_, { peril }) => term('peril', peril) },
            { title: t('line'), align: 'right', className: 'number', render: (_, row) => digits(row.line_yuan) },
            {
              title: t('deductible'),
              align: 'right',
              className: 'number',
              render: (_, row) => digits(row.deductible_yuan),
            },
            { title: t('brackets'), render: (_, row) => bracketsOf(row) },
            { title: t('cap'), align: 'right', className: 'number', render: (_, row) => digits(row.cap_yuan) },
            { title: '', render: (_, row) => picture(row) },
          ]}
          card={(row) => (
            <div className="card">
              <strong>
                {term('group', row.group)} · {term('peril', row.peril)}
              </strong>
              <div>
                {t('line')}: {digits(row.line_yuan)}
              </div>
              {bracketsOf(row)}
              {picture(row)}
            </div>
          )}
        />
      </Section>
      {open && <Picture line={open} version={policy.policy_version} />}
    </>
  );
}

function Picture({ line, version }: { readonly line: PolicyLine; readonly version: string }) {
  const t = useWords(words);
  const say = useBilingual();
  const schedule = useMemo(() => scheduleOf(line), [line]);
  if (!schedule) return null;
  const cliffs = incentivesOf(schedule, 'whole_amount');
  return (
    <Section>
      <StaircaseLines schedule={schedule} version={version} />
      <h3>{t('cliffs')}</h3>
      {cliffs.length === 0 ? (
        <p>{t('noCliffs')}</p>
      ) : (
        <ul>
          {cliffs.map((cliff) => (
            <li key={String(cliff.edgeRestFen)}>{say(incentiveSentence(cliff))}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Lint({ policy }: { readonly policy: string }) {
  const t = useWords(words);
  const say = useBilingual();
  const lint = useGet('GET /policies/:policy/lint', { params: { policy } });
  return (
    <Section title={t('lint')}>
      <Answer of={lint}>
        {({ findings }) =>
          findings.length === 0 ? (
            <Alert type="success" showIcon title={t('lintClean')} />
          ) : (
            <ul className="plain-list">
              {findings.map(({ severity, code, path, message }) => (
                <li key={`${code} ${path} ${message.en}`}>
                  <StatusMark tone={severity === 'error' ? 'problem' : 'soon'}>{t(severity)}</StatusMark>{' '}
                  <LintText path={path} text={say(message)} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

/** What is found where; a message that begins with the place does not say it twice. */
function LintText({ path, text }: { readonly path: string; readonly text: string }) {
  return (
    <>
      <code>{path}</code> {text.startsWith(path) ? text.slice(path.length).replace(/^[:：]\s*/, '') : text}
    </>
  );
}

function Comparison({ policy, id }: { readonly policy: Policy; readonly id: string }) {
  const t = useWords(words);
  const { values, set } = useFilters(['with']);
  const other = useGet(
    'GET /policies/:policy',
    { params: { policy: `${id.split('@')[0]}@${values.with}` } },
    { when: values.with !== undefined },
  );
  return (
    <Section
      title={t('compare')}
      extra={<DayField label={t('compareWith')} value={values.with} onChange={(day) => set({ with: day })} />}
    >
      {values.with !== undefined && (
        <Answer of={other}>{(before) => <Differences before={before} now={policy} day={values.with ?? ''} />}</Answer>
      )}
    </Section>
  );
}

function Differences({ before, now, day }: { readonly before: Policy; readonly now: Policy; readonly day: string }) {
  const t = useWords(words);
  const old = linesByKey(before);
  const rows = [...linesByKey(now)].flatMap(([key, value]) =>
    old.get(key) === value ? [] : [{ key, before: old.get(key) ?? '—', now: value }],
  );
  return (
    <DataTable
      label={t('compare')}
      rows={rows}
      rowKey={({ key }) => key}
      empty={t('same')}
      columns={[
        { title: t('path'), dataIndex: 'key' },
        { title: t('before', { day }), dataIndex: 'before' },
        { title: t('now'), dataIndex: 'now' },
      ]}
      card={(row) => (
        <div className="card">
          {row.key}
          <div>
            {row.before} → <strong>{row.now}</strong>
          </div>
        </div>
      )}
    />
  );
}

/** What holds in a version, as path and text. */
function linesByKey({ protection_line_yuan, lines }: Policy): Map<string, string> {
  return new Map([
    ['protection_line', protection_line_yuan ?? '—'],
    ...lines.flatMap(({ group, peril, line_yuan, deductible_yuan, cap_yuan, brackets }) =>
      (
        [
          ['line', line_yuan],
          ['deductible', deductible_yuan],
          ['cap', cap_yuan],
          ['brackets', brackets.map((one) => `${one.from_yuan}–${one.to_yuan ?? '∞'}: ${one.rate_percent}%`).join('; ')],
        ] as const
      ).map(([name, value]) => [`${peril}.${group}.${name}`, value ?? '—'] as const),
    ),
  ]);
}
