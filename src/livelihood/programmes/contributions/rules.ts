import type { ContributionKind, ContributorClass } from '../names.ts';
import type { ContributionRow } from '../model.ts';

/** Who may put in what, and what the contributions come to. */

const CLASSES: Readonly<Record<ContributionKind, readonly ContributorClass[]>> = {
  cash: ['household', 'village', 'donor', 'enterprise'],
  public_fund: ['treasury'],
  donated_fund: ['donor'],
  land: ['household', 'village', 'enterprise'],
  labour: ['household'],
  asset: ['household', 'village', 'donor', 'treasury', 'enterprise'],
  technology: ['household', 'village', 'donor', 'treasury', 'enterprise'],
};

export const mayContribute = (kind: ContributionKind, contributor: ContributorClass): boolean =>
  CLASSES[kind].includes(contributor);

export const isMoney = (kind: ContributionKind): boolean =>
  kind === 'cash' || kind === 'public_fund' || kind === 'donated_fund';

/** Land is counted in mu, labour in days. */
export const hasQuantity = (kind: ContributionKind): boolean => kind === 'land' || kind === 'labour';

export interface ContributionSum {
  readonly kind: ContributionKind;
  readonly contributor_class: ContributorClass;
  readonly count: number;
  readonly value_fen: bigint;
  /** Mu or days, in hundredths; null for what has no quantity. */
  readonly quantity_hundredths: bigint | null;
}

export interface ContributionTotals {
  readonly count: number;
  readonly value_fen: bigint;
  /** Of this, what is to become shares of members. */
  readonly quantified_fen: bigint;
  readonly sums: readonly ContributionSum[];
}

type Counted = Pick<
  ContributionRow,
  'kind' | 'contributor_class' | 'value_fen' | 'quantity_hundredths' | 'is_quantified'
>;

/** Totals by kind and class of contributor, in the order in which the pairs first come. */
export function totalsOf(contributions: readonly Counted[]): ContributionTotals {
  const groups = Map.groupBy(contributions, (one) => `${one.kind} ${one.contributor_class}`);
  return {
    count: contributions.length,
    value_fen: sum(contributions.map(({ value_fen }) => value_fen)),
    quantified_fen: sum(
      contributions.filter(({ is_quantified }) => is_quantified).map(({ value_fen }) => value_fen),
    ),
    sums: [...groups.values()].map((own) => ({
      kind: own[0]!.kind,
      contributor_class: own[0]!.contributor_class,
      count: own.length,
      value_fen: sum(own.map(({ value_fen }) => value_fen)),
      quantity_hundredths: hasQuantity(own[0]!.kind)
        ? sum(own.map(({ quantity_hundredths }) => quantity_hundredths ?? 0n))
        : null,
    })),
  };
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, each) => total + each, 0n);
