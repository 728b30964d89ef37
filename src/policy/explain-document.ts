import { fen, findFen, formatYuan } from '../kernel/pure.ts';
import type { Bilingual } from '../kernel/pure.ts';
import type { ExplanationKind, ExplanationNode } from './explain.ts';
import type { Bracket } from './rules.ts';

/** An explanation as JSON: money in decimal yuan, rates in per cent, so that anybody can read and check it. */
export interface ExplanationDocument {
  readonly kind: ExplanationKind;
  readonly name: string;
  readonly label: Bilingual;
  readonly amount_yuan?: string;
  /** Not rounded yet: up to six decimals. */
  readonly exact_yuan?: string;
  readonly value?: string;
  readonly bracket?: { readonly from_yuan: string; readonly to_yuan?: string; readonly rate_percent: string };
  readonly detail?: Bilingual;
  readonly children: readonly ExplanationDocument[];
}

/** The tree as a document to store or to send. */
export function writeExplanation(node: ExplanationNode): ExplanationDocument {
  const { kind, name, label, amountFen, exactMicroYuan, value, bracket, detail, children } = node;
  return {
    kind,
    name,
    label,
    ...(amountFen !== undefined && { amount_yuan: formatYuan(amountFen) }),
    ...(exactMicroYuan !== undefined && { exact_yuan: formatScaled(exactMicroYuan, 6) }),
    ...(value !== undefined && { value }),
    ...(bracket && { bracket: writeBracket(bracket) }),
    ...(detail && { detail }),
    children: children.map(writeExplanation),
  };
}

/** The tree of a stored document; the two functions undo each other. Throws RangeError for a damaged one. */
export function readExplanation(document: ExplanationDocument): ExplanationNode {
  const { kind, name, label, amount_yuan, exact_yuan, value, bracket, detail, children } = document;
  return {
    kind,
    name,
    label,
    unit: kind === 'text' ? 'none' : 'yuan',
    ...(amount_yuan !== undefined && { amountFen: readFen(amount_yuan) }),
    ...(exact_yuan !== undefined && { exactMicroYuan: readScaled(exact_yuan, 6) }),
    ...(value !== undefined && { value }),
    ...(bracket && { bracket: readBracket(bracket) }),
    ...(detail && { detail }),
    children: children.map(readExplanation),
  };
}

const writeBracket = ({
  fromFen,
  toFen,
  rateBasisPoints,
}: Bracket): NonNullable<ExplanationDocument['bracket']> => ({
  from_yuan: formatYuan(fromFen),
  ...(toFen !== undefined && { to_yuan: formatYuan(toFen) }),
  rate_percent: formatScaled(rateBasisPoints, 2),
});

const readBracket = (bracket: NonNullable<ExplanationDocument['bracket']>): Bracket => ({
  fromFen: readFen(bracket.from_yuan),
  ...(bracket.to_yuan !== undefined && { toFen: readFen(bracket.to_yuan) }),
  rateBasisPoints: readScaled(bracket.rate_percent, 2),
});

function readFen(yuan: string) {
  const amount = findFen(yuan);
  if (amount === undefined) throw new RangeError(`Not an amount in yuan: ${yuan}`);
  return fen(amount);
}

function formatScaled(value: bigint, decimals: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function readScaled(text: string, decimals: number): bigint {
  const match = /^(-?)(\d+)\.(\d+)$/.exec(text);
  if (match?.[3]?.length !== decimals)
    throw new RangeError(`Not a number with ${decimals} decimals: ${text}`);
  return BigInt(`${match[1]}${match[2]}${match[3]}`);
}
