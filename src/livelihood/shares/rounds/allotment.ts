import { allocate } from '../../../kernel/pure.ts';
import type { Hash, RollLine } from './model.ts';
import type { Pot } from './waterfall.ts';

/** A line with what it gets; a line of weight 0 stays, with 0. */
export interface Allotted extends RollLine {
  readonly amount_fen: bigint;
}

/** Ties among equal remainders go by ascending hex SHA-256 of round and line, which nobody can choose (design.md). */
export const tieKeyOf =
  (roundId: string, hash: Hash) =>
  (lineId: string): string =>
    hash(`${roundId}\n${lineId}`);

/** Splits each pot over the lines of its columns, by largest remainder; lines without a pot get 0. Keeps their order. */
export function allot(
  roundId: string,
  pots: readonly Pot[],
  lines: readonly RollLine[],
  hash: Hash,
): Allotted[] {
  const tieKey = tieKeyOf(roundId, hash);
  const amounts = new Map<string, bigint>();
  for (const { columns, amount_fen } of pots) {
    const own = lines.filter(({ column }) => columns.includes(column));
    for (const [id, amount] of allocate(amount_fen, own, tieKey))
      amounts.set(id, (amounts.get(id) ?? 0n) + amount);
  }
  return lines.map((line) => ({ ...line, amount_fen: amounts.get(line.id) ?? 0n }));
}

/** Why a line got what it did: its exact share, and whether one of the odd fen fell to it. */
export interface LineShare {
  readonly pot: string;
  readonly pot_fen: bigint;
  readonly weight: bigint;
  readonly weights: bigint;
  readonly floor_fen: bigint;
  /** What is left of the exact share under one fen, over `weights`. */
  readonly remainder: bigint;
  readonly amount_fen: bigint;
  readonly has_odd_fen: boolean;
  /** Lines with this very remainder, of which only some got a fen: the hash decided among them. */
  readonly tied: number;
  readonly tie_key: string;
}

export function shareOf(
  roundId: string,
  pots: readonly Pot[],
  lines: readonly Allotted[],
  lineId: string,
  hash: Hash,
): LineShare | undefined {
  const line = lines.find(({ id }) => id === lineId);
  const pot = line && pots.find(({ columns }) => columns.includes(line.column));
  if (!line || !pot) return undefined;
  const own = lines.filter(({ column }) => pot.columns.includes(column));
  const weights = own.reduce((sum, { weight }) => sum + weight, 0n);
  const exactly = (weight: bigint) => pot.amount_fen * weight;
  const remainder = exactly(line.weight) % weights;
  const same = own.filter(({ weight }) => exactly(weight) % weights === remainder);
  const odd = (one: Allotted): boolean => one.amount_fen > exactly(one.weight) / weights;
  const given = same.filter(odd).length;
  return {
    pot: pot.name,
    pot_fen: pot.amount_fen,
    weight: line.weight,
    weights,
    floor_fen: exactly(line.weight) / weights,
    remainder,
    amount_fen: line.amount_fen,
    has_odd_fen: odd(line),
    tied: given > 0 && given < same.length ? same.length : 0,
    tie_key: tieKeyOf(roundId, hash)(lineId),
  };
}
