import { Select } from 'antd';
import { useMemo } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { SEQUENTIAL } from '../../theme/palette.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { Chart } from '../../ui/chart.tsx';
import { Answer, Section } from '../../ui/page.tsx';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';

type Found = Reply<'GET /counties/:county/home/findings'>;
type Cell = Found['cells'][number];

/** What was found in a policy year: by month and peril as bars, by township and peril as a table of shades. */
export function FoundThisYear({ county }: { readonly county: string }) {
  const t = useWords(words);
  const { values, set } = useFilters(['year']);
  const found = useGet(
    'GET /counties/:county/home/findings',
    { params: { county }, query: values.year === undefined ? {} : { year: Number(values.year) } },
    { when: county !== '' },
  );
  return (
    <Section
      title={t('findings')}
      extra={
        found.data?.year != null && (
          <Select
            aria-label={t('year')}
            value={found.data.year}
            onChange={(year) => set({ year: String(year) })}
            options={found.data.years.map((value) => ({ value, label: String(value) }))}
          />
        )
      }
    >
      <Answer of={found}>
        {({ year, cells }) =>
          year === null || cells.length === 0 ? (
            <p className="nothing">{t('noFindings')}</p>
          ) : (
            <div className="today-grid">
              <Bars year={year} cells={cells} />
              <Heat cells={cells} />
            </div>
          )
        }
      </Answer>
    </Section>
  );
}

const sumOf = (cells: readonly Cell[], what: 'findings' | 'in_force' = 'findings'): number =>
  cells.reduce((sum, cell) => sum + cell[what], 0);

/** Perils that occur, in the order of the policies; the empty one stands for all together. */
const perilsIn = (cells: readonly Cell[]): string[] =>
  [...termsOf('peril'), ''].filter((peril) => cells.some((cell) => cell.peril === peril));

function usePerilName(): (peril: string) => string {
  const t = useWords(words);
  const term = useTerm();
  return (peril) => (peril === '' ? t('together') : term('peril', peril));
}

function Bars({ year, cells }: { readonly year: number; readonly cells: readonly Cell[] }) {
  const t = useWords(words);
  const nameOf = usePerilName();
  const { count } = useFormat();
  const perils = perilsIn(cells);
  const months = [...new Set(cells.map(({ month }) => month))].sort();
  const at = (month: string, peril: string): number =>
    sumOf(cells.filter((cell) => cell.month === month && cell.peril === peril));
  const byPeril = perils.map((peril) => ({
    peril,
    total: sumOf(cells.filter((cell) => cell.peril === peril)),
  }));
  const most = byPeril.reduce((best, each) => (each.total > best.total ? each : best));
  const names = perils.map(nameOf);
  const option = useMemo(
    () => ({
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      legend: { top: 0, left: 0, itemGap: 16 },
      grid: {
        left: 8,
        right: 16,
        top: 40,
        bottom: 8,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      aria: { decal: { show: true } },
      xAxis: { type: 'category', data: months },
      yAxis: { type: 'value', min: 0, minInterval: 1 },
      series: perils.map((peril, i) => ({
        type: 'bar',
        stack: 'all',
        name: names[i],
        data: months.map((month) => at(month, peril)),
      })),
    }),
    // The words change with the language, the rest with the answer.
    // oxlint-disable-next-line react/exhaustive-deps
    [cells, names.join()],
  );
  return (
    <Chart
      finding={t('foundTitle', {
        year,
        count: count(sumOf(cells)),
        peril: nameOf(most.peril),
        most: count(most.total),
      })}
      subtitle={t('foundUnit', { inForce: count(sumOf(cells, 'in_force')) })}
      option={option}
      table={{
        head: [t('month'), ...names, t('sum')],
        rows: months.map((month) => [
          month,
          ...perils.map((peril) => count(at(month, peril))),
          count(sumOf(cells.filter((cell) => cell.month === month))),
        ]),
      }}
    />
  );
}

/** Which of the shades a share of the largest number gets; dark ones carry light figures. */
const DARK_FROM = 3;
const shadeOf = (value: number, largest: number): number =>
  value === 0 ? -1 : Math.min(SEQUENTIAL.length - 1, Math.floor((value / largest) * SEQUENTIAL.length));

function Heat({ cells }: { readonly cells: readonly Cell[] }) {
  const t = useWords(words);
  const nameOf = usePerilName();
  const { count } = useFormat();
  const perils = perilsIn(cells);
  const townships = [...Map.groupBy(cells, ({ township_name }) => township_name ?? t('direct'))]
    .map(([name, own]) => ({
      name,
      total: sumOf(own),
      counts: perils.map((peril) => sumOf(own.filter((cell) => cell.peril === peril))),
    }))
    .sort((a, b) => b.total - a.total);
  const largest = Math.max(...townships.flatMap(({ counts }) => counts));
  return (
    // What scrolls has to be reachable by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="today-heat" aria-label={t('heat')} tabIndex={0}>
      <table aria-label={t('heat')}>
        <caption>{t('heat')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('township')}</th>
            {perils.map((peril) => (
              <th key={peril} scope="col" className="number">
                {nameOf(peril)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('sum')}
            </th>
          </tr>
        </thead>
        <tbody>
          {townships.map(({ name, counts, total }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {counts.map((value, i) => {
                const shade = shadeOf(value, largest);
                return (
                  <td
                    key={perils[i]}
                    className="number"
                    style={
                      shade < 0
                        ? {}
                        : { background: SEQUENTIAL[shade], color: shade >= DARK_FROM ? '#FFFFFF' : '#10181F' }
                    }
                  >
                    {count(value)}
                  </td>
                );
              })}
              <td className="number">{count(total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
