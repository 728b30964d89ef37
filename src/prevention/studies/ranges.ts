import { fen, formatYuan } from '../../kernel/index.ts';
import {
  changeablePaths,
  type Distribution,
  distributions,
  GROUPS,
  type Group,
  type Peril,
  PERILS,
  type Policy,
  type PolicyVersion,
} from '../../policy/index.ts';
import type { History } from './columns.ts';

/** A number that can be moved: how far and in which steps follows from the sums there are. */
export interface Range {
  readonly path: string;
  readonly kind: 'line' | 'deductible' | 'cap';
  /** Whose line or deductible; null for a cap, which several perils share. */
  readonly group: Group | null;
  readonly peril: Peril | null;
  readonly today_yuan: string;
  readonly min_yuan: string;
  readonly max_yuan: string;
  readonly step_yuan: string;
  /** Self-paid sums of a household's year, of this group and peril. */
  readonly sums: number;
  /** Below which half, three quarters … of them lie; null without any. */
  readonly p50_yuan: string | null;
  readonly p75_yuan: string | null;
  readonly p90_yuan: string | null;
  readonly p99_yuan: string | null;
}

/** Brackets and rates are moved on the staircase itself, whose edges are their own bounds. */
export interface RateRange {
  readonly path: string;
  readonly group: Group;
  readonly peril: Peril;
  readonly brackets: readonly { readonly from: number; readonly to?: number; readonly rate: number }[];
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

const spreads = new WeakMap<History, readonly Distribution[]>();

/** The numbers of a policy that a what-if can move, with bounds from the data. */
export function rangesOf(
  history: History,
  policy: Policy,
  version: PolicyVersion,
): { readonly ranges: Range[]; readonly rates: RateRange[] } {
  const spread = spreads.get(history) ?? distributions(history.columns);
  spreads.set(history, spread);
  const paths = new Set(changeablePaths(policy));
  const cells = PERILS.flatMap((peril) => GROUPS.map((group) => ({ group, peril })));
  const ranges = cells.flatMap(({ group, peril }): Range[] => {
    const of = spread.find((each) => each.group === group && each.peril === peril);
    const line = version.line(group, peril);
    const deductible = version.schedule(group, peril)?.deductibleFen;
    return [
      ...(line === undefined ? [] : [rangeOf(`lines.${peril}.${group}`, 'line', line, { group, peril }, of)]),
      ...(deductible === undefined
        ? []
        : [
            rangeOf(`schedules.${peril}.${group}.deductible`, 'deductible', deductible, { group, peril }, of),
          ]),
    ].filter(({ path }) => paths.has(path));
  });
  const caps = version.caps
    .filter(({ id }) => paths.has(`caps.${id}`))
    .map(({ id, capFen }) => rangeOf(`caps.${id}`, 'cap', capFen, { group: null, peril: null }, undefined));
  return { ranges: [...ranges, ...caps], rates: cells.flatMap((cell) => rateRange(version, paths, cell)) };
}

function rangeOf(
  path: string,
  kind: Range['kind'],
  todayFen: bigint,
  place: Pick<Range, 'group' | 'peril'>,
  of: Distribution | undefined,
): Range {
  const today = Number(todayFen);
  const furthest = Math.max(3 * today, of?.p99 ?? 0);
  const step = stepFor(furthest);
  const yuan = (amount: number | undefined): string | null =>
    amount === undefined ? null : formatYuan(fen(Math.round(amount)));
  return {
    path,
    kind,
    ...place,
    today_yuan: formatYuan(todayFen),
    min_yuan: '0.00',
    max_yuan: formatYuan(fen(Math.ceil(furthest / step) * step)),
    step_yuan: formatYuan(fen(step)),
    sums: of?.sums ?? 0,
    p50_yuan: yuan(of?.p50),
    p75_yuan: yuan(of?.p75),
    p90_yuan: yuan(of?.p90),
    p99_yuan: yuan(of?.p99),
  };
}

/** About a hundred steps, of 1, 2 or 5 times a power of ten yuan, at least one yuan. */
function stepFor(furthestFen: number): number {
  const rough = Math.max(100, furthestFen / 100);
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 5, 10].map((times) => times * power);
  return steps.find((step) => step >= rough) ?? 10 * power;
}

function rateRange(
  version: PolicyVersion,
  paths: ReadonlySet<string>,
  { group, peril }: { readonly group: Group; readonly peril: Peril },
): RateRange[] {
  const path = `schedules.${peril}.${group}.brackets`;
  const schedule = version.schedule(group, peril);
  if (!schedule || !paths.has(path)) return [];
  const brackets = schedule.brackets.map(({ fromFen, toFen, rateBasisPoints }) => ({
    from: Number(fromFen) / 100,
    ...(toFen !== undefined && { to: Number(toFen) / 100 }),
    rate: Number(rateBasisPoints) / 10_000,
  }));
  return [{ path, group, peril, brackets, min: 0, max: 1, step: 0.05 }];
}
