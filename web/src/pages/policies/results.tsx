import { useMemo } from 'react';
import type { Reply } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Chart } from '../../ui/chart.tsx';
import { Section } from '../../ui/page.tsx';
import { words } from './words.ts';

type Study = Reply<'POST /counties/:county/what-ifs'>;
const TOWNSHIPS = 12;

/** Four figures with their change against today, then where and when. */
export function Results({ study }: { readonly study: Study }) {
  const t = useWords(words);
  const { count, yuanInTotal } = useFormat();
  const { base, candidate, winners, losers } = study;
  const found = candidate.household_years_found - base.household_years_found;
  const cost = Number(candidate.cost_yuan) - Number(base.cost_yuan);
  const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : value < 0 ? `−${text}` : '0');
  return (
    <>
      <Section>
        <dl className="study-figures">
          <Figure
            label={t('households')}
            value={count(candidate.household_years_found)}
            note={t('change', { change: signed(found, count(Math.abs(found))) })}
          />
          <Figure
            label={t('cost')}
            value={yuanInTotal(candidate.cost_yuan)}
            note={t('change', { change: signed(cost, yuanInTotal(Math.abs(cost).toFixed(2))) })}
          />
          <Figure
            label={t('winners')}
            value={count(winners.household_years)}
            note={t('gain', { amount: yuanInTotal(winners.gain_yuan) })}
          />
          <Figure
            label={t('losers')}
            value={count(losers.household_years)}
            note={t('loss', { amount: yuanInTotal(losers.loss_yuan) })}
          />
        </dl>
      </Section>
      <Section>
        <ByYear study={study} />
      </Section>
      <Section>
        <ByTownship study={study} />
      </Section>
    </>
  );
}

function Figure({ label, value, note }: { readonly label: string; readonly value: string; readonly note: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong className="figure">{value}</strong>
        <small>{note}</small>
      </dd>
    </div>
  );
}

function ByYear({ study }: { readonly study: Study }) {
  const t = useWords(words);
  const { yuanInTotal, yuanDigits } = useFormat();
  const { base, candidate } = study;
  const finding = t('byYear', { base: yuanInTotal(base.cost_yuan), candidate: yuanInTotal(candidate.cost_yuan) });
  const { option, table } = useMemo(() => {
    const years = base.by_year.map(({ year }) => String(year));
    const series = (name: string, side: Study['base']) => ({
      name,
      type: 'bar',
      data: side.by_year.map(({ cost_yuan }) => Number(cost_yuan)),
    });
    return {
      option: {
        legend: { top: 0 },
        tooltip: { trigger: 'axis' },
        xAxis: { type: 'category', data: years },
        yAxis: { type: 'value', axisLabel: { formatter: (value: number) => yuanInTotal(value.toFixed(2)) } },
        series: [series(t('base'), base), series(t('candidate'), candidate)],
      },
      table: {
        head: [t('yearCol'), t('base'), t('candidate')],
        rows: base.by_year.map(({ year, cost_yuan }, i) => [
          String(year),
          yuanDigits(cost_yuan),
          yuanDigits(candidate.by_year[i]?.cost_yuan ?? '0'),
        ]),
      },
    };
  }, [base, candidate, t, yuanInTotal, yuanDigits]);
  return <Chart finding={finding} subtitle={t('yuan')} option={option} table={table} />;
}

/** Townships with the largest change first; without a change, with the largest cost. */
function ByTownship({ study }: { readonly study: Study }) {
  const t = useWords(words);
  const { yuanInTotal, yuanDigits } = useFormat();
  const { base, candidate } = study;
  const { option, table } = useMemo(() => {
    const after = new Map(candidate.by_township.map(({ code, cost_yuan }) => [code, Number(cost_yuan)]));
    const rows = base.by_township
      .map(({ code, name, cost_yuan }) => ({ name, before: Number(cost_yuan), now: after.get(code) ?? 0 }))
      .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before) || b.before - a.before);
    const shown = rows.slice(0, TOWNSHIPS).reverse();
    return {
      option: {
        legend: { top: 0 },
        tooltip: { trigger: 'axis' },
        xAxis: { type: 'value', axisLabel: { formatter: (value: number) => yuanInTotal(value.toFixed(2)) } },
        yAxis: { type: 'category', data: shown.map(({ name }) => name) },
        series: [
          { name: t('base'), type: 'bar', data: shown.map(({ before }) => before) },
          { name: t('candidate'), type: 'bar', data: shown.map(({ now }) => now) },
        ],
      },
      table: {
        head: [t('township'), t('base'), t('candidate'), t('difference')],
        rows: rows.map(({ name, before, now }) => [
          name,
          ...[before, now, now - before].map((value) => yuanDigits(value.toFixed(2))),
        ]),
      },
    };
  }, [base, candidate, t, yuanInTotal, yuanDigits]);
  return <Chart finding={t('byTownship')} subtitle={t('yuan')} option={option} table={table} height={420} />;
}
