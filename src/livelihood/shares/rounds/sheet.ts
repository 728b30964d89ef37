import { type Bilingual, findFen, formatYuan } from '../../../kernel/pure.ts';
import type { Allotted } from './allotment.ts';
import { canonical } from './canonical.ts';
import type { CharterRules, Column, Hash, RollLine, RoundFacts, SourceKind } from './model.ts';
import type { Waterfall } from './waterfall.ts';

/** The sheet every round publishes: all that is needed to compute it again, and no name, number or account of a household. */

export const SHEET_FORMAT = 'terrace-round-1';

export interface Sheet {
  readonly format: typeof SHEET_FORMAT;
  readonly round_id: string;
  readonly county_code: string;
  readonly entity_no: string;
  readonly entity_name: string;
  readonly year: number;
  readonly charter: { readonly version: string; readonly hash: string; readonly rules: CharterRules };
  readonly roll: {
    readonly roll_no: number;
    readonly day: string;
    readonly hash: string;
    readonly lines: number;
  };
  readonly sources: readonly SheetSource[];
  readonly capital_yuan: Readonly<Record<string, string>>;
  readonly volume_bp: number | null;
  readonly surplus_yuan: string;
  readonly not_itemised_yuan: string;
  readonly steps: readonly SheetStep[];
  readonly pots: readonly SheetPot[];
  readonly carried_over_yuan: string;
  readonly lines: readonly SheetLine[];
  /** Where amounts are public in classes only: lines of one weight together, so that sums can be checked. */
  readonly groups: readonly SheetGroup[];
  /** SHA-256 of all of the above, as `canonical` writes it. */
  readonly hash: string;
}

export interface SheetSource {
  readonly kind: SourceKind;
  readonly label: Bilingual;
  readonly amount_yuan: string;
  readonly document: string;
}
export interface SheetStep {
  readonly step: string;
  readonly rate_bp: number | null;
  readonly base_yuan: string;
  readonly amount_yuan: string;
  readonly rest_yuan: string;
}
export interface SheetPot {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly amount_yuan: string;
}

/** A line in full, or, where amounts stay in classes, its seal and class; `nonce` opens the seal. */
export interface SheetLine {
  readonly id: string;
  readonly column: Column;
  /** Masked, or empty where the charter shows no names. */
  readonly name: string;
  readonly seal: string;
  readonly weight: string | null;
  readonly nonce: string | null;
  readonly amount_yuan: string | null;
  /** `1000–2000`: lower bound (in it) and upper (not in it) of the amount in yuan; null where the amount stands. */
  readonly amount_class: string | null;
}

export interface SheetGroup {
  readonly column: Column;
  readonly weight: string;
  readonly lines: number;
  readonly amount_yuan: string;
}

/** A line of the frozen roll with what seals it. */
export interface SealedLine extends RollLine {
  readonly name: string;
  readonly nonce: string;
}

/** What binds a line before the total is known: id, weight and a random text, hashed. */
export const sealOf = (
  { id, weight, nonce }: Pick<SealedLine, 'id' | 'weight' | 'nonce'>,
  hash: Hash,
): string => hash(`${id}\n${weight}\n${nonce}`);

/** The register's hash: of all its lines' ids and seals, in their order; published with the roll. */
export const rollHashOf = (
  seals: readonly { readonly id: string; readonly seal: string }[],
  hash: Hash,
): string => hash(seals.map(({ id, seal }) => `${id}\t${seal}\n`).join(''));

export const rulesHashOf = (rules: CharterRules, hash: Hash): string => hash(canonical(rules));

export interface SheetOf {
  readonly head: Pick<Sheet, 'round_id' | 'county_code' | 'entity_no' | 'entity_name' | 'year'>;
  readonly charter: { readonly version: string; readonly rules: CharterRules };
  readonly roll: { readonly roll_no: number; readonly day: string; readonly hash: string };
  readonly facts: RoundFacts;
  readonly waterfall: Waterfall;
  readonly lines: readonly (SealedLine & Allotted)[];
}

export function sheetOf({ head, charter, roll, facts, waterfall, lines }: SheetOf, hash: Hash): Sheet {
  const { rules } = charter;
  const isOpen = rules.amounts === 'household';
  const unhashed = {
    format: SHEET_FORMAT,
    ...head,
    charter: { ...charter, hash: rulesHashOf(rules, hash) },
    roll: { ...roll, lines: lines.length },
    ...factsOnSheet(facts),
    ...waterfallOnSheet(waterfall),
    lines: lines.map((line): SheetLine => ({
      id: line.id,
      column: line.column,
      name: rules.names === 'masked' ? line.name : '',
      seal: sealOf(line, hash),
      weight: isOpen ? String(line.weight) : null,
      nonce: isOpen ? line.nonce : null,
      amount_yuan: isOpen ? formatYuan(line.amount_fen) : null,
      amount_class: isOpen ? null : amountClassOf(line.amount_fen, rules.amount_bounds_yuan),
    })),
    groups: isOpen ? [] : groupsOf(lines),
  } as const;
  return { ...unhashed, hash: hash(canonical(unhashed)) };
}

export const factsOnSheet = (facts: RoundFacts): Pick<Sheet, 'sources' | 'capital_yuan' | 'volume_bp'> => ({
  sources: facts.sources.map(({ kind, label, amount_fen, document }) => ({
    kind,
    label,
    amount_yuan: formatYuan(amount_fen),
    document,
  })),
  capital_yuan: Object.fromEntries(
    Object.entries(facts.capital_fen).map(([code, amount]) => [code, formatYuan(amount)]),
  ),
  volume_bp: facts.volume_bp,
});

export const factsOfSheet = ({ sources, capital_yuan, volume_bp }: Sheet): RoundFacts => ({
  sources: sources.map(({ amount_yuan, ...source }) => ({ ...source, amount_fen: yuan(amount_yuan) })),
  capital_fen: Object.fromEntries(Object.entries(capital_yuan).map(([code, text]) => [code, yuan(text)])),
  volume_bp,
});

export const waterfallOnSheet = (
  waterfall: Waterfall,
): Pick<Sheet, 'surplus_yuan' | 'not_itemised_yuan' | 'steps' | 'pots' | 'carried_over_yuan'> => ({
  surplus_yuan: formatYuan(waterfall.surplus_fen),
  not_itemised_yuan: formatYuan(waterfall.not_itemised_fen),
  steps: waterfall.steps.map(({ step, rate_bp, base_fen, amount_fen, rest_fen }) => ({
    step,
    rate_bp,
    base_yuan: formatYuan(base_fen),
    amount_yuan: formatYuan(amount_fen),
    rest_yuan: formatYuan(rest_fen),
  })),
  pots: waterfall.pots.map(({ name, columns, amount_fen }) => ({
    name,
    columns,
    amount_yuan: formatYuan(amount_fen),
  })),
  carried_over_yuan: formatYuan(waterfall.carried_over_fen),
});

export function amountClassOf(amountFen: bigint, boundsYuan: readonly string[]): string {
  const above = boundsYuan.findIndex((bound) => amountFen < BigInt(bound) * 100n);
  const low = boundsYuan[(above < 0 ? boundsYuan.length : above) - 1] ?? '0';
  return `${low}–${boundsYuan[above] ?? ''}`;
}

/** Lines of one column and weight together: how many, and what they get in all. */
export function groupsOf(lines: readonly Allotted[]): SheetGroup[] {
  const groups = new Map<string, { column: Column; weight: bigint; lines: number; amount: bigint }>();
  for (const { column, weight, amount_fen } of lines) {
    const key = `${column} ${weight}`;
    const group = groups.get(key) ?? { column, weight, lines: 0, amount: 0n };
    groups.set(key, { ...group, lines: group.lines + 1, amount: group.amount + amount_fen });
  }
  return [...groups.values()]
    .sort((a, b) => (a.column === b.column ? Number(a.weight - b.weight) : a.column < b.column ? -1 : 1))
    .map(({ column, weight, lines: count, amount }) => ({
      column,
      weight: String(weight),
      lines: count,
      amount_yuan: formatYuan(amount),
    }));
}

/** Fen of a text of the sheet; a text that is none makes the check fail, not the program. */
export const yuan = (text: string): bigint => findFen(text) ?? -1n;
