import { Button, Table } from 'antd';
import type { EChartsCoreOption, ECharts } from 'echarts/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { useAppearance } from '../theme/appearance.ts';
import { CATEGORIES } from '../theme/palette.ts';
import { BEFORE_PRINT } from './print.ts';
import { common } from './words.ts';

export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface ChartProps {
  /** What the picture shows, as a sentence: heading, and what a screen reader says. */
  readonly finding: string;
  /** Measure, unit, area, day, source. */
  readonly subtitle?: string;
  readonly option: EChartsCoreOption;
  /** The same numbers to read; every picture has them. */
  readonly table: ChartTable;
  readonly height?: number;
}

/** A picture with its finding as title and its numbers as a table one click away. The library comes when needed. */
export function Chart({ finding, subtitle, option, table, height = 280 }: ChartProps) {
  const t = useWords(common);
  const [isTable, showTable] = useState(false);
  return (
    <figure className="chart">
      <figcaption>
        <strong>{finding}</strong>
        {subtitle !== undefined && <small className="chart-subtitle">{subtitle}</small>}
      </figcaption>
      {isTable ? <NumberTable {...table} /> : <Drawing finding={finding} option={option} height={height} />}
      <Button type="link" size="small" className="no-print" onClick={() => showTable(!isTable)}>
        {t(isTable ? 'showChart' : 'showTable')}
      </Button>
    </figure>
  );
}

function Drawing({
  finding,
  option,
  height,
}: Pick<ChartProps, 'finding' | 'option'> & { readonly height: number }) {
  const place = useRef<HTMLDivElement>(null);
  const { isDark } = useAppearance();
  const isSeen = useSeen(place);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    if (!isSeen) return undefined;
    let chart: ECharts | undefined;
    let isGone = false;
    const resize = new ResizeObserver(() => chart?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (isGone || !place.current) return;
      chart = init(place.current, isDark ? 'dark' : undefined, { renderer: 'svg' });
      const { aria, ...rest } = option as { readonly aria?: object };
      chart.setOption({
        animation: false,
        backgroundColor: 'transparent',
        color: [...CATEGORIES[isDark ? 'dark' : 'light']],
        // With a description of its own the library does not read out its numbers, whose gaps it calls NaN.
        aria: { enabled: true, label: { description: finding }, decal: { show: false }, ...aria },
        textStyle: { fontFamily: 'inherit' },
        grid: {
          left: 8,
          right: 16,
          top: 24,
          bottom: 8,
          outerBoundsMode: 'same',
          outerBoundsContain: 'axisLabel',
        },
        ...rest,
      });
      resize.observe(place.current);
      setDrawn(true);
    });
    return () => {
      isGone = true;
      resize.disconnect();
      chart?.dispose();
    };
  }, [option, isDark, finding, isSeen]);
  return (
    <div
      ref={place}
      role="img"
      aria-label={finding}
      aria-busy={isSeen && !isDrawn}
      style={{ height, width: '100%' }}
    />
  );
}

/** Whether something has come into sight: the library is not loaded for what nobody scrolls to. */
function useSeen(place: RefObject<HTMLDivElement | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const see = (): void => setSeen(true);
    // Whoever scrolls fast leaves several entries at once.
    const watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) see();
    });
    watch.observe(place.current!);
    addEventListener(BEFORE_PRINT, see);
    return () => {
      watch.disconnect();
      removeEventListener(BEFORE_PRINT, see);
    };
  }, [place]);
  return isSeen;
}

function NumberTable({ head, rows }: ChartTable) {
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ x: 'max-content', y: 320 }}
      rowKey={(row) => row.key}
      columns={head.map((title, i) => ({ title, dataIndex: String(i), align: i === 0 ? 'left' : 'right' }))}
      dataSource={rows.map((row, key) => ({
        key,
        ...Object.fromEntries(row.map((cell, i) => [String(i), cell])),
      }))}
    />
  );
}
