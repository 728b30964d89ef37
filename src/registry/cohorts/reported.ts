import type { Language } from '../../kernel/index.ts';
import { type FileColumn, type FileRow, requiredText, type TableSource } from '../../platform/index.ts';
import { readTable, type RejectedCell, signedInteger } from '../table.ts';
import { type Flow, FLOWS, INFLOWS, type Measure, MEASURES, OUTFLOWS } from './model.ts';

/** Published figures and what they lack to close (domain.md M25, C13, C15). */

const LINES = ['opening', ...FLOWS, 'adjustment', 'closing'] as const;
type Line = (typeof LINES)[number];

const LINE_NAMES: Readonly<Record<Line, string>> = {
  opening: '期初',
  newly_identified: '新识别',
  relapsed: '返贫',
  born: '出生',
  married_in: '婚入',
  moved_in: '迁入',
  split_in: '分户增加',
  merged_in: '并户增加',
  lifted: '脱贫',
  died: '死亡',
  married_out: '婚出',
  moved_out: '迁出',
  split_out: '分户减少',
  merged_out: '并户减少',
  removed_by_review: '核查剔除',
  reclassified_out: '转出其他类别',
  adjustment: '动态调整',
  closing: '期末',
};
const MEASURE_NAMES: Readonly<Record<Measure, string>> = { households: '户数', persons: '人数' };

/** Columns of the file: `area`, `period`, then each line twice; flows nobody reports may be left out. */
export const REPORTED_COLUMNS: readonly FileColumn[] = [
  { name: 'area', headers: ['地区'], type: requiredText() },
  { name: 'period', headers: ['期间', '年度'], type: requiredText(60) },
  ...LINES.flatMap((line) =>
    MEASURES.map((measure): FileColumn => ({
      name: `${line}_${measure}`,
      headers: [`${LINE_NAMES[line]}${MEASURE_NAMES[measure]}`],
      type: signedInteger(999_999_999, { allowNegative: line === 'adjustment' }),
      ...(line !== 'opening' && line !== 'closing' && { optional: true }),
    })),
  ),
];

/** The identity over one row of published figures, one counter. Null: not published, so not to be told. */
export interface ReportedAccount {
  readonly area: string;
  readonly period: string;
  readonly measure: Measure;
  readonly opening: number | null;
  /** Opening less the closing of the area's row before; null for its first row. */
  readonly opening_gap: number | null;
  readonly inflow: number | null;
  readonly outflow: number | null;
  /** What the published flows leave: opening + inflow − outflow. */
  readonly expected: number | null;
  readonly closing: number | null;
  /** The dynamic adjustment the figures need: closing − expected. */
  readonly needed_adjustment: number | null;
  /** The adjustment they state. */
  readonly stated_adjustment: number | null;
  /** needed − stated. */
  readonly residual: number | null;
  readonly closes: boolean | null;
}

export const REPORTED_ACCOUNT_COLUMNS = [
  'area',
  'period',
  'measure',
  'opening',
  'opening_gap',
  'inflow',
  'outflow',
  'expected',
  'closing',
  'needed_adjustment',
  'stated_adjustment',
  'residual',
  'closes',
] as const satisfies readonly (keyof ReportedAccount)[];

export interface CohortCheck {
  readonly rows: number;
  readonly accounts: readonly ReportedAccount[];
  readonly rejects: readonly RejectedCell[];
}

/**
 * Checks published figures against the stock identity, households and persons apart. A line the file does not name
 * counts as 0; a blank cell as not published, and then the counter is neither said to close nor not to.
 *
 * Fails with the `file.*` failures and those of the header.
 */
export async function checkReported(source: TableSource, language: Language = 'en'): Promise<CohortCheck> {
  const accounts: ReportedAccount[] = [];
  const lastClosing = new Map<string, number | null>();
  const { rows, rejects } = await readTable(source, REPORTED_COLUMNS, language, (row, named) => {
    for (const measure of MEASURES) {
      const account = accountOf(row, measure, named);
      const key = `${measure} ${account.area}`;
      accounts.push({ ...account, opening_gap: minus(account.opening, lastClosing.get(key) ?? null) });
      lastClosing.set(key, account.closing);
    }
  });
  return { rows, accounts, rejects };
}

type Balance = Omit<ReportedAccount, 'area' | 'period' | 'measure' | 'opening_gap'>;

function accountOf(
  row: FileRow,
  measure: Measure,
  named: ReadonlySet<string>,
): Omit<ReportedAccount, 'opening_gap'> {
  const place = new Map(REPORTED_COLUMNS.map(({ name }, i) => [name, i]));
  const value = (line: Line): number | null => {
    const name = `${line}_${measure}`;
    if (!named.has(name)) return 0;
    const cell = place.get(name)!;
    // No stated adjustment is an adjustment of 0; any other gap is a gap.
    return row.isBlank(cell) ? (line === 'adjustment' ? 0 : null) : row.numbers[cell]!;
  };
  return { area: row.text(0), period: row.text(1), measure, ...balance(value) };
}

/** The identity with gaps: what rests on a figure nobody published is not published either. */
function balance(value: (line: Line) => number | null): Balance {
  const sum = (flows: readonly Flow[]): number | null =>
    flows.reduce<number | null>((total, flow) => plus(total, value(flow)), 0);
  const [opening, closing] = [value('opening'), value('closing')];
  const [inflow, outflow] = [sum(INFLOWS), sum(OUTFLOWS)];
  const expected = minus(plus(opening, inflow), outflow);
  const needed = minus(closing, expected);
  const stated = value('adjustment');
  const residual = minus(needed, stated);
  return {
    opening,
    inflow,
    outflow,
    expected,
    closing,
    needed_adjustment: needed,
    stated_adjustment: stated,
    residual,
    closes: residual === null ? null : residual === 0,
  };
}

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
const minus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;
