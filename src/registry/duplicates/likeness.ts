import { createHash } from 'node:crypto';
import { distance } from 'fastest-levenshtein';

export const DUPLICATE_REASONS = [
  'same_id_number',
  'same_name_birth_village',
  'similar_name_birth_village',
  'same_head_id_number',
  'same_head_name_village_members',
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** What a pair has in common, for people. */
export const REASON_SENTENCES: Readonly<
  Record<DuplicateReason, { readonly zh: string; readonly en: string }>
> = {
  same_id_number: { zh: '身份证号相同', en: 'same ID number' },
  same_name_birth_village: { zh: '同村、姓名和出生日期相同', en: 'same name, birth date and village' },
  similar_name_birth_village: {
    zh: '同村、出生日期相同、姓名相差一字',
    en: 'same birth date and village, names one character apart',
  },
  same_head_id_number: { zh: '户主身份证号相同', en: 'heads with the same ID number' },
  same_head_name_village_members: {
    zh: '同村、户主姓名相同、有共同成员',
    en: 'same head name and village, members in common',
  },
};

export interface Candidate {
  readonly kind: 'person' | 'household';
  readonly householdNo: string;
  readonly personNo: string | null;
  readonly otherHouseholdNo: string;
  readonly otherPersonNo: string | null;
  readonly score: number;
  readonly reason: DuplicateReason;
  readonly sharedMembers: number | null;
}

/** Two people under one ID number: the surer the more their names agree. */
export const scoreSameId = (isSameName: boolean): number => (isSameName ? 100 : 95);

/**
 * How alike two different names are, or undefined when they are two names. One character more, fewer or other is
 * alike; of names of two characters the family name must agree; digits only number placeholders.
 */
export function scoreSimilarName(a: string, b: string): number | undefined {
  const [first, second] = singleUnits(a, b);
  const longer = Math.max(first.length, second.length);
  if (longer < 2 || Math.abs(first.length - second.length) > 1 || distance(first, second) !== 1)
    return undefined;
  if (differsInDigit(a, b)) return undefined;
  if (longer >= 3) return first.length === second.length ? 75 : 70;
  return first[0] === second[0] && first.length === second.length ? 60 : undefined;
}

/** Rare characters take two units in JavaScript; each becomes one, or one character would count as two changes. */
function singleUnits(a: string, b: string): [string, string] {
  if (!/[\u{10000}-\u{10ffff}]/u.test(a + b)) return [a, b];
  const units = new Map<string, string>();
  const unit = (character: string): string => {
    if (character.length === 1) return character;
    if (!units.has(character)) units.set(character, String.fromCharCode(0xe000 + units.size));
    return units.get(character)!;
  };
  return [[...a].map(unit).join(''), [...b].map(unit).join('')];
}

const withoutDigits = (name: string): string => name.replace(/\d/g, '');
const differsInDigit = (a: string, b: string): boolean => withoutDigits(a) === withoutDigits(b);

/** 60 for one member of many in common, up to 95 when the smaller household is wholly in the other. */
export const scoreShared = (shared: number, smaller: number): number =>
  Math.min(95, 55 + Math.round((40 * shared) / Math.max(1, smaller)));

/** Names a pair by its two keys, the same in every search and whichever stands first. */
export function pairName(candidate: Omit<Candidate, 'score' | 'reason' | 'sharedMembers'>): string {
  const keys = [
    `${candidate.householdNo}\n${candidate.personNo ?? ''}`,
    `${candidate.otherHouseholdNo}\n${candidate.otherPersonNo ?? ''}`,
  ].sort();
  const hash = createHash('sha256').update(keys.join('\n\n')).digest('hex').slice(0, 12);
  return `${candidate.kind === 'person' ? 'P' : 'H'}-${hash}`;
}
