import type { Cohort } from './cohorts.ts';
import { cohortsAt } from './cohorts.ts';
import { EDUCATION, GROUPS, SIZE } from './assumptions.ts';
import { fail } from './errors.ts';
import { drawHealth, drawMembers, drawSize, type Member } from './family.ts';
import { daysInMonth, type PlainDate, yearOf } from '../kernel/index.ts';
import { Stream, USE } from './random.ts';

export interface DemoArea {
  readonly code: string;
  readonly parentCode: string;
  readonly level: string;
}

/** Bits of `Population.traits`. */
export const TRAIT = { male: 1, preschool: 2, senior: 4, college: 8, boards: 16, private: 32 } as const;

/**
 * The county as typed columns, about 15 bytes a person: small enough to keep at any scale, and the one place the
 * five files agree on. Days are whole numbers such as 20171231, so that ages are differences.
 */
export interface Population {
  readonly seed: number;
  readonly county: string;
  /** The last day with bills; every other day of the county follows from it. */
  readonly lastDay: PlainDate;
  readonly cohorts: readonly Cohort[];
  /** Villages where people live, in township order; the households of a village, and of a township, are neighbours. */
  readonly villages: readonly DemoArea[];
  readonly households: number;
  readonly people: number;
  /** Index of a household's first person; one entry more than households. */
  readonly firstPerson: Uint32Array;
  readonly village: Uint16Array;
  readonly cohort: Uint8Array;
  /** Day the group began, 0 when it always held. */
  readonly since: Uint32Array;
  readonly birth: Uint32Array;
  readonly relation: Uint8Array;
  readonly health: Uint8Array;
  readonly traits: Uint8Array;
  /** Running number among the people of one birthday and sex. */
  readonly serial: Uint16Array;
}

export function buildPopulation(
  county: string,
  scale: number,
  seed: number,
  lastDay: PlainDate,
  areas: readonly DemoArea[],
): Population {
  const cohorts = cohortsAt(scale);
  const cohort = shuffledCohorts(cohorts, seed);
  const all = villagesOf(county, areas);
  const villages = inhabited(all, cohort.length);
  const hasLarge = villages.length < all.length;
  const village = villageOfHouseholds(cohort.length, villages.length, hasLarge, seed);
  const people = drawPeople(cohorts, cohort, seed, yearOf(lastDay));
  return { seed, county, lastDay, cohorts, villages, cohort, village, ...people };
}

/** Bills of three years up to the last day's, incomes of one year more. */
export const firstBillYear = ({ lastDay }: Population): number => yearOf(lastDay) - SIZE.billYears.value + 1;
export const firstIncomeYear = ({ lastDay }: Population): number =>
  yearOf(lastDay) - SIZE.incomeYears.value + 1;
/** Persons are those alive at the end of the year before the bills, so that no bill can precede a birth. */
export const registerYear = (population: Population): number => firstBillYear(population) - 1;

function villagesOf(county: string, areas: readonly DemoArea[]): readonly DemoArea[] {
  const townships = new Set(areas.filter((each) => each.parentCode === county).map((each) => each.code));
  const villages = areas.filter(
    (each) => each.level === 'village' && (townships.has(each.parentCode) || each.parentCode === county),
  );
  if (villages.length === 0) throw fail('demo.county-without-villages', { county });
  const key = (area: DemoArea) => `${area.parentCode} ${area.code}`;
  return villages.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** As many villages as the households fill, at least two in a township and spread over it. */
function inhabited(villages: readonly DemoArea[], households: number): readonly DemoArea[] {
  const wanted = Math.ceil(households / SIZE.villageHouseholds.value);
  if (wanted >= villages.length) return villages;
  const townships = [...Map.groupBy(villages, ({ parentCode }) => parentCode).values()];
  const each = Math.max(2, Math.floor(wanted / townships.length));
  return townships
    .slice(0, Math.ceil(wanted / each))
    .flatMap((own) =>
      own.length <= each
        ? own
        : Array.from({ length: each }, (_, i) => own[Math.floor(((i + 0.5) * own.length) / each)]!),
    );
}

/** Exact quotas in random order: at small scales independent draws would miss the small groups. */
function shuffledCohorts(cohorts: readonly Cohort[], seed: number): Uint8Array {
  const order = Uint8Array.from(
    cohorts.flatMap((each, i) => Array.from({ length: each.households }, () => i)),
  );
  const stream = new Stream().reset(seed, USE.shuffle);
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.integer(0, i);
    const swapped = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swapped;
  }
  return order;
}

function villageOfHouseholds(
  households: number,
  villages: number,
  hasLarge: boolean,
  seed: number,
): Uint16Array {
  const stream = new Stream().reset(seed, USE.village);
  const ends = new Float64Array(villages);
  let total = 0;
  const large = hasLarge ? Math.floor(villages / 2) : undefined;
  for (let v = 0; v < villages; v++)
    ends[v] = total += v === large ? SIZE.largeVillage.value : stream.logNormal(1, SIZE.villageSpread.value);
  const result = new Uint16Array(households);
  let v = 0;
  for (let h = 0; h < households; h++) {
    while (((h + 0.5) / households) * total >= (ends[v] as number) && v < villages - 1) v += 1;
    result[h] = v;
  }
  return result;
}

type PeopleColumns = Omit<
  Population,
  'seed' | 'county' | 'lastDay' | 'cohorts' | 'villages' | 'cohort' | 'village'
>;

function drawPeople(
  cohorts: readonly Cohort[],
  cohortOf: Uint8Array,
  seed: number,
  lastYear: number,
): PeopleColumns {
  const households = cohortOf.length;
  const capacity = households * GROUPS.largestHousehold.value;
  const firstPerson = new Uint32Array(households + 1);
  const since = new Uint32Array(households);
  const birth = new Uint32Array(capacity);
  const [relation, health, traits] = [0, 0, 0].map(() => new Uint8Array(capacity)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const stream = new Stream();
  let people = 0;
  for (let h = 0; h < households; h++) {
    const cohort = cohorts[cohortOf[h] as number] as Cohort;
    stream.reset(seed, USE.household, h);
    since[h] = drawSince(stream, cohort, lastYear);
    firstPerson[h] = people;
    for (const member of drawMembers(stream, cohort, drawSize(stream, cohort.meanSize))) {
      birth[people] = drawBirth(stream, lastYear - SIZE.billYears.value - member.age);
      relation[people] = member.relation;
      health[people] = drawHealth(stream, cohort, member.age);
      traits[people] = drawTraits(stream, member);
      people += 1;
    }
  }
  firstPerson[households] = people;
  const kept = { birth: birth.slice(0, people), traits: traits.slice(0, people) };
  const rest = { relation: relation.slice(0, people), health: health.slice(0, people) };
  return {
    households,
    people,
    firstPerson,
    since,
    ...kept,
    ...rest,
    serial: serials(kept.birth, kept.traits),
  };
}

function drawSince(stream: Stream, cohort: Cohort, lastYear: number): number {
  if (cohort.support === 'lifted') {
    let left = stream.unit();
    const years = GROUPS.liftedByYear.value;
    const found = years.find(([, share]) => (left -= share) < 0) ?? years[years.length - 1];
    return (found as readonly [number, number])[0] * 10_000 + 1_200 + stream.integer(1, 31);
  }
  if (cohort.name !== 'suddenHardship') return 0;
  const [from, to] = GROUPS.suddenHardshipYearsBefore.value;
  return (
    stream.integer(lastYear - from, lastYear - to) * 10_000 +
    stream.integer(1, 12) * 100 +
    stream.integer(1, 28)
  );
}

function drawBirth(stream: Stream, year: number): number {
  const month = stream.integer(1, 12);
  return year * 10_000 + month * 100 + stream.integer(1, daysInMonth(year, month));
}

function drawTraits(stream: Stream, member: Member): number {
  const { preschool, senior, collegeOfSenior } = EDUCATION.attends.value;
  const isSenior = stream.chance(senior);
  return (
    (member.isMale ? TRAIT.male : 0) |
    (stream.chance(preschool) ? TRAIT.preschool : 0) |
    (isSenior ? TRAIT.senior : 0) |
    (stream.chance(collegeOfSenior) && isSenior ? TRAIT.college : 0) |
    (stream.chance(EDUCATION.boarders.value) ? TRAIT.boards : 0) |
    (stream.chance(EDUCATION.privateShare.value) ? TRAIT.private : 0)
  );
}

/** Numbers people of the same birthday and sex, so that their ID numbers differ. */
function serials(birth: Uint32Array, traits: Uint8Array): Uint16Array {
  const next = new Map<number, number>();
  return Uint16Array.from(birth, (day, i) => {
    const key = day * 2 + ((traits[i] as number) & TRAIT.male);
    const serial = next.get(key) ?? 0;
    next.set(key, serial + 1);
    return serial;
  });
}

/** Completed years of age on a day such as 20170901. */
export const ageOn = (day: number, birth: number): number => Math.floor((day - birth) / 10_000);

export const isMale = (population: Population, person: number): boolean =>
  ((population.traits[person] as number) & TRAIT.male) !== 0;

export const cohortOf = (population: Population, household: number): Cohort =>
  population.cohorts[population.cohort[household] as number] as Cohort;

/** The key of one household's stream for one use. */
export const householdStream = (
  stream: Stream,
  population: Population,
  use: number,
  household: number,
  key = 0,
): Stream => stream.reset(population.seed, use, household, key);
