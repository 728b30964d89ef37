import type { Cohort } from './cohorts.ts';
import { FAMILY, GROUPS } from './assumptions.ts';
import type { Stream } from './random.ts';

export const RELATIONS = ['head', 'spouse', 'child', 'parent', 'other'] as const;
export const HEALTH = ['healthy', 'chronic', 'serious_illness', 'disabled'] as const;

const [HEAD, SPOUSE, CHILD, PARENT, OTHER] = [0, 1, 2, 3, 4] as const;
const OLDEST = 97;
const GRANDCHILD_HEAD_AGE = 50;

export interface Member {
  readonly relation: number;
  readonly age: number;
  readonly isMale: boolean;
}

/** 1 + Binomial(largest − 1, p): exact mean, and nobody lives in a household of twenty. */
export function drawSize(stream: Stream, meanSize: number): number {
  const trials = GROUPS.largestHousehold.value - 1;
  let size = 1;
  for (let i = 0; i < trials; i++) if (stream.chance((meanSize - 1) / trials)) size += 1;
  return size;
}

/** The members of one household, the head first. Couples have opposite sexes; children are younger by a gap. */
export function drawMembers(stream: Stream, cohort: Cohort, size: number): readonly Member[] {
  const age = drawHeadAge(stream, cohort);
  const members: Member[] = [{ relation: HEAD, age, isMale: stream.chance(FAMILY.maleHeadShare.value) }];
  if (size > 1 && stream.chance(FAMILY.spouseShare.value))
    members.push(spouseOf(stream, members[0] as Member));
  while (members.length < size) {
    members.push(age < GRANDCHILD_HEAD_AGE ? youngHousehold(stream, members) : oldHousehold(stream, members));
  }
  return members;
}

function drawHeadAge(stream: Stream, cohort: Cohort): number {
  const isPoor = cohort.name !== 'general' && cohort.name !== 'suddenHardship';
  const bands = FAMILY.headAge.value[isPoor ? 'poor' : 'other'];
  let left = stream.unit() * bands.reduce((total, [, , weight]) => total + weight, 0);
  for (const [from, to, weight] of bands) {
    if (left < weight) return stream.integer(from, to);
    left -= weight;
  }
  throw new RangeError('age bands have no weight');
}

function spouseOf(stream: Stream, head: Member): Member {
  const age = Math.max(21, head.age + (head.isMale ? stream.integer(-5, 2) : stream.integer(-2, 5)));
  return { relation: SPOUSE, age, isMale: !head.isMale };
}

/** Children first, then the head's parents, then brothers and sisters. */
function youngHousehold(stream: Stream, members: readonly Member[]): Member {
  const head = members[0] as Member;
  const children = count(members, CHILD);
  const parents = members.filter((each) => each.relation === PARENT);
  const childAge = head.age - gap(stream);
  if (childAge >= 0 && children < 3 && stream.chance(FAMILY.childShare.value)) return child(stream, childAge);
  if (parents.length < 2) {
    const isMale = parents.length === 0 ? stream.chance(0.4) : !(parents[0] as Member).isMale;
    return { relation: PARENT, age: Math.min(OLDEST, head.age + gap(stream)), isMale };
  }
  return childAge >= 0
    ? child(stream, childAge)
    : { relation: OTHER, age: Math.max(0, head.age - stream.integer(1, 8)), isMale: drawIsMale(stream) };
}

/** A grown child, that child's spouse, then grandchildren. */
function oldHousehold(stream: Stream, members: readonly Member[]): Member {
  const head = members[0] as Member;
  const heir = members.find((each) => each.relation === CHILD);
  if (heir === undefined) return child(stream, head.age - gap(stream));
  if (heir.age < 23) return child(stream, Math.max(0, head.age - gap(stream)));
  if (!members.some((each) => each.relation === OTHER)) {
    return { relation: OTHER, age: Math.max(21, heir.age + stream.integer(-3, 2)), isMale: !heir.isMale };
  }
  return { relation: OTHER, age: Math.max(0, heir.age - gap(stream)), isMale: drawIsMale(stream) };
}

const gap = (stream: Stream): number =>
  stream.integer(FAMILY.childGapYears.value[0], FAMILY.childGapYears.value[1]);
const drawIsMale = (stream: Stream): boolean => stream.chance(FAMILY.maleShare.value);
const child = (stream: Stream, age: number): Member => ({ relation: CHILD, age, isMale: drawIsMale(stream) });
const count = (members: readonly Member[], relation: number): number =>
  members.reduce((total, each) => total + (each.relation === relation ? 1 : 0), 0);

/** Index into HEALTH. */
export function drawHealth(stream: Stream, cohort: Cohort, age: number): number {
  const byAge = FAMILY.health.value.find(([upTo]) => age <= upTo);
  if (byAge === undefined) throw new RangeError(`no health assumption for age ${age}`);
  const factor = cohort.wasRegistered || cohort.support === 'lowIncome' ? FAMILY.poorHealthFactor.value : 1;
  let left = stream.unit();
  for (const state of ['chronic', 'serious_illness', 'disabled'] as const) {
    left -= Math.min(0.3, byAge[1][state] * factor);
    if (left < 0) return HEALTH.indexOf(state);
  }
  return 0;
}
