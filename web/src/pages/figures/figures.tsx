import { Link } from 'react-router';
import { Button, Segmented, Select, type TableColumnsType } from 'antd';
import { addressOf, type Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportButtons } from '../../ui/export.tsx';
import { Answer, Facts, Page, Section } from '../../ui/page.tsx';
import { printPage } from '../../ui/print.ts';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { common } from '../../ui/words.ts';
import { FoundThisYear } from '../today/findings.tsx';
import { StepTable } from '../today/steps.tsx';
import { words } from './words.ts';

type Figures = Reply<'GET /counties/:county/figures'>;
type Row = Figures['rows'][number];
type Count = { [Name in keyof Row]: Row[Name] extends number ? Name : never }[keyof Row];
type Group =
  'registered' | 'non_high_standard_lifted' | 'non_poor_low_income' | 'sudden_hardship' | 'general';
const GROUPS = termsOf('group') as readonly Group[];

const YEARS = 6;

/** What a township or the county reports: its villages in figures, of which each can be printed and taken along. */
export function FiguresPage() {
  const t = useWords(words);
  const c = useWords(common);
  const may = useMay();
  const { dayInWords, count, yuanInTotal } = useFormat();
  const { code: county } = useCounty();
  const thisYear = Number(useToday().slice(0, 4));
  const { values, set } = useFilters(['by', 'year']);
  const by = values.by === 'township' ? 'township' : 'village';
  const year = Number(values.year ?? thisYear);
  const query = { by, year } as const;
  const figures = useGet(
    'GET /counties/:county/figures',
    { params: { county }, query },
    { when: county !== '' },
  );
  const totals = figures.data && totalsOf(figures.data.rows);
  return (
    <Page
      title={t('title')}
      lead={
        figures.data &&
        totals &&
        t('lead', {
          day: dayInWords(figures.data.day),
          year: figures.data.year,
          households: count(totals.households),
          people: count(totals.people),
          found: count(totals.found),
          paid: yuanInTotal(totals.paid_yuan),
        })
      }
      actions={
        <>
          <Select
            aria-label={t('year')}
            value={year}
            onChange={(to) => set({ year: String(to) })}
            options={Array.from({ length: YEARS }, (_, i) => ({
              value: thisYear - i,
              label: String(thisYear - i),
            }))}
          />
          <Segmented
            aria-label={t('by')}
            value={by}
            onChange={(to) => set({ by: to === 'village' ? undefined : to })}
            options={[
              { value: 'village', label: t('byVillage') },
              { value: 'township', label: t('byTownship') },
            ]}
          />
          <Button onClick={() => void printPage()}>{c('print')}</Button>
          <ExportButtons
            addressFor={(format) =>
              addressOf('GET /counties/:county/figures/file', {
                params: { county },
                query: { ...query, format },
              })
            }
          />
        </>
      }
    >
      <Section title={t(by === 'village' ? 'areas' : 'townships')}>
        <Answer of={figures}>
          {({ rows }) => (
            <>
              {totals && rows.length > 1 && <Totals of={totals} />}
              <AreaTable rows={rows} by={by} />
            </>
          )}
        </Answer>
      </Section>
      {may('see.case') && <Steps county={county} />}
      {may('see.findings') && <FoundThisYear county={county} />}
    </Page>
  );
}

const COUNTS = [
  'households',
  'people',
  ...GROUPS,
  'found',
  'in_force',
  'cases',
  'running',
  'paid_households',
] as const satisfies readonly Count[];

/** Sums of whole numbers; money in fen, so that it adds up. */
function totalsOf(rows: readonly Row[]): Record<Count, number> & { readonly paid_yuan: string } {
  const sums = Object.fromEntries(
    COUNTS.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]),
  ) as Record<Count, number>;
  const fen = rows.reduce((sum, { paid_yuan }) => sum + BigInt(paid_yuan.replace('.', '')), 0n);
  const digits = String(fen).padStart(3, '0');
  return { ...sums, paid_yuan: `${digits.slice(0, -2)}.${digits.slice(-2)}` };
}

function Totals({ of: totals }: { readonly of: ReturnType<typeof totalsOf> }) {
  const t = useWords(words);
  const term = useTerm();
  const { count, yuanInWords } = useFormat();
  return (
    <Facts
      of={[
        ...GROUPS.map((group) => [term('group', group), count(totals[group])] as const),
        [t('findings'), `${count(totals.found)} · ${t('inForce')} ${count(totals.in_force)}`],
        [t('cases'), `${count(totals.cases)} · ${t('running')} ${count(totals.running)}`],
        [t('paidHouseholds'), count(totals.paid_households)],
        [t('exactPaid'), yuanInWords(totals.paid_yuan)],
      ]}
    />
  );
}

function AreaTable({ rows, by }: { readonly rows: readonly Row[]; readonly by: 'village' | 'township' }) {
  const t = useWords(words);
  const term = useTerm();
  const { count, yuanDigits } = useFormat();
  const number = (title: string, name: Count) => ({
    title,
    align: 'right' as const,
    className: 'number',
    sorter: (a: Row, b: Row) => a[name] - b[name],
    render: (_: unknown, row: Row) => count(row[name]),
  });
  const nameOf = ({ area_name, area_code }: Row): string => area_name ?? area_code;
  const columns: TableColumnsType<Row> = [
    ...(by === 'village'
      ? [{ title: t('township'), render: (_: unknown, row: Row) => row.township_name ?? '—' }]
      : []),
    { title: t(by), render: (_, row) => <Link to={`/cases?area=${row.area_code}`}>{nameOf(row)}</Link> },
    number(t('households'), 'households'),
    number(t('people'), 'people'),
    { title: t('groups'), children: GROUPS.map((group) => number(term('group', group), group)) },
    { title: t('findings'), children: [number(t('found'), 'found'), number(t('inForce'), 'in_force')] },
    { title: t('cases'), children: [number(t('all'), 'cases'), number(t('running'), 'running')] },
    {
      title: t('payments'),
      children: [
        number(t('households'), 'paid_households'),
        {
          title: t('paid'),
          align: 'right',
          className: 'number',
          sorter: (a, b) => Number(a.paid_yuan) - Number(b.paid_yuan),
          render: (_, row) => yuanDigits(row.paid_yuan),
        },
      ],
    },
  ];
  return (
    <DataTable
      label={t(by === 'village' ? 'areas' : 'townships')}
      rows={rows}
      columns={columns}
      rowKey={({ area_code }) => area_code}
      isFitted
      empty={t('none')}
      card={(row) => (
        <div className="card">
          <strong>{nameOf(row)}</strong> {row.township_name}
          <br />
          {t('households')} {count(row.households)} · {t('people')} {count(row.people)}
          <br />
          {t('findings')} {count(row.found)} · {t('cases')} {count(row.cases)}
          <br />
          {t('paid')} {yuanDigits(row.paid_yuan)}
        </div>
      )}
    />
  );
}

function Steps({ county }: { readonly county: string }) {
  const t = useWords(words);
  const steps = useGet('GET /counties/:county/home/steps', { params: { county } }, { when: county !== '' });
  return (
    <Section title={t('steps')}>
      <Answer of={steps}>
        {({ rows, soon_until }) => (
          <StepTable
            rows={rows.map(({ cases, next, ...row }) => ({ ...row, kind: 'case', step: next, count: cases }))}
            soonUntil={soon_until}
            empty={t('noCases')}
          />
        )}
      </Answer>
    </Section>
  );
}
