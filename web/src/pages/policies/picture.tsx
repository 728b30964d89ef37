import { useMemo } from 'react';
import { fen } from '../../../../src/kernel/pure.ts';
import { incentivesOf, quote, type Reading, type Schedule } from '../../../../src/policy/pure.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Chart } from '../../ui/chart.tsx';
import { useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';

const YUAN = 100;
type Point = readonly [bill: number, amount: number];

/** Bills at which the lines bend: the corners of the staircase, both sides of each edge, and the end of the picture. */
function cornersOf({ deductibleFen, brackets, cap }: Schedule): bigint[] {
  const edges = brackets.map(({ fromFen }) => deductibleFen + fromFen);
  const last = edges.at(-1) ?? deductibleFen;
  const end = (last * 3n) / 2n + (cap?.capFen ?? 0n) + 1_000_000n;
  return [...new Set([0n, deductibleFen, ...edges.flatMap((edge) => [edge - 1n, edge]), end])]
    .filter((bill) => bill >= 0n)
    .sort((a, b) => Number(a - b));
}

const payoutAt = (schedule: Schedule, bill: bigint, reading: Reading): bigint =>
  quote(schedule, fen(bill), reading).payoutFen;

/** Payout and own cost against the bill, in straight pieces; cliffs of the other reading are marked. */
export function StaircaseLines({ schedule, version }: { readonly schedule: Schedule; readonly version: string }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuanDigits } = useFormat();
  const names = { group: term('group', schedule.group), peril: term('peril', schedule.peril) };
  const finding = t('pictureOf', names);
  const { option, table } = useMemo(() => {
    const corners = cornersOf(schedule);
    const points = (amountAt: (bill: bigint) => bigint): Point[] =>
      corners.map((bill) => [Number(bill) / YUAN, Number(amountAt(bill)) / YUAN]);
    const marginal = points((bill) => payoutAt(schedule, bill, 'marginal'));
    const own = points((bill) => bill - payoutAt(schedule, bill, 'marginal'));
    const whole = points((bill) => payoutAt(schedule, bill, 'whole_amount'));
    const cliffs = incentivesOf(schedule, 'whole_amount').map(({ edgeBillFen }) => ({
      coord: [Number(edgeBillFen) / YUAN, Number(payoutAt(schedule, edgeBillFen, 'whole_amount')) / YUAN],
    }));
    const line = (name: string, data: Point[], type: string, extra = {}) => ({
      name,
      type: 'line',
      data,
      symbol: 'none',
      lineStyle: { type },
      endLabel: { show: true, formatter: name },
      ...extra,
    });
    const text = (value: number): string => yuanDigits(value.toFixed(2));
    return {
      option: {
        grid: { left: 8, right: 110, top: 24, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        xAxis: { type: 'value', name: t('bill'), nameLocation: 'middle', nameGap: 28, max: 'dataMax' },
        yAxis: { type: 'value' },
        tooltip: { trigger: 'axis' },
        series: [
          line(t('payout'), marginal, 'solid'),
          line(t('own'), own, 'dashed'),
          line(t('whole'), whole, 'dotted', {
            markPoint: { symbol: 'diamond', symbolSize: 12, itemStyle: { color: '#C22B22' }, data: cliffs },
            endLabel: { show: false },
          }),
        ],
      },
      table: {
        head: [t('bill'), t('payout'), t('own'), t('whole')],
        rows: marginal.map(([bill, payout], i) => [text(bill), text(payout), text(own[i]![1]), text(whole[i]![1])]),
      },
    };
  }, [schedule, t, yuanDigits]);
  return <Chart finding={finding} subtitle={t('pictureSub', { version })} option={option} table={table} height={320} />;
}
