import { type Fen, fen, formatYuan } from '../../kernel/pure.ts';
import {
  GROUPS,
  type Group,
  PERILS,
  type Peril,
  quote,
  type Quote,
  type Schedule,
} from '../../policy/pure.ts';
import type { Sheet, SheetRule, SheetSlice, StatedRule } from './model.ts';

/** A decided amount: whose and what for is not known here. */
export interface DecidedAmount {
  readonly version: VersionOfRules;
  readonly schedule: Schedule;
  readonly selfPaidFen: Fen;
  readonly entitledFen: Fen;
}
export interface VersionOfRules {
  readonly version: string;
  readonly hash: string;
  schedule(group: Group, peril: Peril): Schedule | undefined;
}

interface Quoted extends DecidedAmount {
  readonly key: string;
  readonly quoted: Quote;
  /** Place of the highest step that the bill reaches; −1: none. */
  readonly reach: number;
}

/** The rules of a version that differ, in the order of its groups and perils. */
function rulesOf(version: VersionOfRules): Schedule[] {
  const found = new Map<string, Schedule>();
  for (const peril of PERILS)
    for (const group of GROUPS) {
      const schedule = version.schedule(group, peril);
      if (schedule && !found.has(ruleText(schedule))) found.set(ruleText(schedule), schedule);
    }
  return [...found.values()];
}

/** Two schedules of one text pay alike, whomever they are for. */
const ruleText = ({ deductibleFen, brackets, cap }: Schedule): string =>
  [deductibleFen, ...brackets.map((each) => `${each.fromFen}/${each.rateBasisPoints}`), cap?.capFen].join(
    ' ',
  );

export const statedRules = (version: VersionOfRules): StatedRule[] =>
  rulesOf(version).map(({ deductibleFen, brackets, cap }, i) => ({
    rule_no: i + 1,
    deductible_yuan: formatYuan(deductibleFen),
    brackets: brackets.map(({ fromFen, toFen, rateBasisPoints }) => ({
      from_yuan: formatYuan(fromFen),
      to_yuan: toFen === undefined ? null : formatYuan(toFen),
      rate_percent: ratePercent(rateBasisPoints),
    })),
    limit_yuan: cap ? formatYuan(cap.capFen) : null,
  }));

const ratePercent = (basisPoints: bigint): string => (Number(basisPoints) / 100).toFixed(2);

/**
 * Adds up decided amounts by rule and step. A staircase is linear within a step, so that sums can be worked out again like
 * single amounts. What would stand for fewer households than may be public goes without its steps into `others`, and
 * further amounts with it until they too are enough.
 */
export function sheetOf(
  decided: readonly DecidedAmount[],
  fewest: number,
  of: Pick<Sheet, 'county_code' | 'year' | 'as_of'>,
): Sheet {
  const all = decided.map(quotedOf);
  const shown = new Set(all);
  for (const own of Map.groupBy(all, ({ key }) => key).values())
    for (const one of thinOf(own, fewest)) shown.delete(one);
  hideMore(all, shown, fewest);
  const others = all.filter((one) => !shown.has(one));
  const rules = [...Map.groupBy(shown, ({ key }) => key).values()].map(ruleOf);
  return {
    ...of,
    rules: rules.toSorted(
      (a, b) => a.policy_version.localeCompare(b.policy_version) || a.rule_no - b.rule_no,
    ),
    others: others.length === 0 ? null : { amounts: others.length, pays_yuan: formatYuan(sumOf(others)) },
    amounts: all.length,
    total_yuan: formatYuan(sumOf(all)),
  };
}

function quotedOf(one: DecidedAmount): Quoted {
  const quoted = quote(one.schedule, one.selfPaidFen);
  const reach = quoted.lines.findLastIndex(({ sliceFen }) => sliceFen > 0n);
  return { ...one, key: `${one.version.version} ${ruleText(one.schedule)}`, quoted, reach };
}

const sumOf = (amounts: Iterable<Quoted>): Fen =>
  fen([...amounts].reduce((sum, { entitledFen }) => sum + entitledFen, 0n));

/**
 * Those of one rule whose bill ends in a step where too few end: all below it is full, so that what is left in the step
 * would be theirs alone.
 */
const thinOf = (own: readonly Quoted[], fewest: number): Quoted[] =>
  [...Map.groupBy(own, ({ reach }) => reach).values()].filter(({ length }) => length < fewest).flat();

/** One or two that are left out would be known from the total: whole rules, the smallest first, join them. */
function hideMore(all: readonly Quoted[], shown: Set<Quoted>, fewest: number): void {
  for (;;) {
    const hidden = all.length - shown.size;
    if (hidden === 0 || hidden >= fewest || shown.size === 0) return;
    const [smallest] = [...Map.groupBy(shown, ({ key }) => key).values()].toSorted(
      (a, b) => a.length - b.length || (a[0]!.key < b[0]!.key ? -1 : 1),
    );
    for (const one of smallest!) shown.delete(one);
  }
}

function ruleOf(own: readonly Quoted[]): SheetRule {
  const { version, schedule } = own[0]!;
  const rules = rulesOf(version);
  const exact = own.reduce((sum, { quoted }) => sum + quoted.exactMicroYuan, 0n);
  const rounded = own.reduce((sum, { quoted }) => sum + quoted.beforeCapFen, 0n);
  const pays = sumOf(own);
  return {
    policy_version: version.version,
    policy_hash: version.hash,
    rule_no: rules.findIndex((each) => ruleText(each) === ruleText(schedule)) + 1,
    deductible_yuan: formatYuan(schedule.deductibleFen),
    amounts: own.length,
    slices: schedule.brackets.map((_, i) => sliceOf(own, i)),
    rounding_yuan: micro(rounded * MICRO_PER_FEN - exact),
    over_limit_yuan: formatYuan(fen(rounded - pays)),
    pays_yuan: formatYuan(pays),
  };
}

function sliceOf(own: readonly Quoted[], i: number): SheetSlice {
  const lines = own.map(({ quoted }) => quoted.lines[i]!);
  const { fromFen, toFen, rateBasisPoints } = lines[0]!;
  const slice = lines.reduce((sum, { sliceFen }) => sum + sliceFen, 0n);
  return {
    from_yuan: formatYuan(fromFen),
    to_yuan: toFen === undefined ? null : formatYuan(toFen),
    rate_percent: ratePercent(rateBasisPoints),
    families: lines.filter(({ sliceFen }) => sliceFen > 0n).length,
    yuan: formatYuan(fen(slice)),
    pays_exact_yuan: micro(slice * rateBasisPoints),
  };
}

export const MICRO_PER_FEN = 10_000n;

/** Millionths of a yuan as text with six decimals. */
export function micro(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(7, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
