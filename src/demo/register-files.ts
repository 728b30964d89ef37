import { idCheckCharacter } from '../kernel/index.ts';
import { FAMILY } from './assumptions.ts';
import { HEALTH, RELATIONS } from './family.ts';
import { drawGivenName, drawSurname } from './names.ts';
import {
  ageOn,
  cohortOf,
  householdStream,
  isMale,
  type Population,
  registerYear,
  TRAIT,
} from './population.ts';
import { Stream, USE } from './random.ts';
import { RowWriter } from './row-writer.ts';

const COMMA = 44;
const NEWLINE = 10;
const W = 87;
const HOUSEHOLD_DIGITS = 7;
const IDS_PER_DAY_AND_SEX = 500;
const CHILD = RELATIONS.indexOf('child');

/** `W0000001`: opaque, and visibly not a number of a real register. */
export const writeHouseholdNo = (out: RowWriter, household: number): RowWriter =>
  out.byte(W).padded(household + 1, HOUSEHOLD_DIGITS);

/** `W0000001-1`: the household's number and the place within, so that it is unique in the county. */
export const writePersonNo = (out: RowWriter, household: number, place: number): RowWriter =>
  writeHouseholdNo(out, household)
    .byte(45)
    .padded(place + 1, 1);

export const writeDay = (out: RowWriter, day: number): RowWriter =>
  out
    .padded(Math.floor(day / 10_000), 4)
    .byte(45)
    .padded(Math.floor(day / 100) % 100, 2)
    .byte(45)
    .padded(day % 100, 2);

export function* householdRows(population: Population): Generator<Uint8Array> {
  const out = new RowWriter().ascii('county_code,household_no,area_code,group,head_name,size,group_since\n');
  const naming = new Stream();
  for (let h = 0; h < population.households; h++) {
    const first = population.firstPerson[h] as number;
    const area = population.villages[population.village[h] as number]?.code ?? '';
    writeHouseholdNo(out.ascii(population.county).byte(COMMA), h).byte(COMMA).ascii(area).byte(COMMA);
    out.ascii(cohortOf(population, h).group).byte(COMMA);
    const [head = []] = namesOf(population, naming, h);
    for (const character of head) out.raw(character);
    out
      .byte(COMMA)
      .padded((population.firstPerson[h + 1] as number) - first, 1)
      .byte(COMMA);
    const since = population.since[h] as number;
    if (since !== 0) writeDay(out, since);
    out.byte(NEWLINE);
    if (out.isFull) yield out.take();
  }
  if (!out.isEmpty) yield out.take();
}

/** Names of all members. Children carry the name of a male head; others carry their own. */
function namesOf(
  population: Population,
  stream: Stream,
  household: number,
): readonly (readonly Uint8Array[])[] {
  householdStream(stream, population, USE.name, household);
  const first = population.firstPerson[household] as number;
  const end = population.firstPerson[household + 1] as number;
  const family = drawSurname(stream);
  const isFathersName = isMale(population, first);
  const names: (readonly Uint8Array[])[] = [];
  for (let person = first; person < end; person++) {
    const own = drawSurname(stream);
    const sharesName = person === first || (population.relation[person] === CHILD && isFathersName);
    names.push([sharesName ? family : own, ...drawGivenName(stream, isMale(population, person))]);
  }
  return names;
}

export function* personRows(population: Population): Generator<Uint8Array> {
  const out = new RowWriter().ascii(
    'county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\n',
  );
  const naming = new Stream();
  const stream = new Stream();
  for (let h = 0; h < population.households; h++) {
    const first = population.firstPerson[h] as number;
    const names = namesOf(population, naming, h);
    householdStream(stream, population, USE.personText, h);
    for (let place = 0; place < names.length; place++) {
      writeHouseholdNo(out.ascii(population.county).byte(COMMA), h).byte(COMMA);
      writePersonNo(out, h, place).byte(COMMA);
      for (const character of names[place] ?? []) out.raw(character);
      writePerson(out.byte(COMMA), population, first + place, stream);
      if (out.isFull) yield out.take();
    }
  }
  if (!out.isEmpty) yield out.take();
}

function writePerson(out: RowWriter, population: Population, person: number, stream: Stream): void {
  const birth = population.birth[person] as number;
  const age = registerYear(population) - Math.floor(birth / 10_000);
  const isWithoutId = age < 3 && stream.chance(FAMILY.withoutIdShare.value);
  if (!isWithoutId) out.ascii(idNumber(population, person));
  writeDay(out.byte(COMMA), birth).byte(COMMA);
  out.ascii(isMale(population, person) ? 'male,' : 'female,');
  out.ascii(RELATIONS[population.relation[person] as number] ?? '').byte(COMMA);
  out.ascii(education(population, person, stream)).byte(COMMA);
  out.ascii(HEALTH[population.health[person] as number] ?? '').byte(COMMA);
  out.ascii(labour(population, person, age, stream)).byte(NEWLINE);
}

/**
 * A number that passes GB 11643 but can belong to nobody: its prefecture digits, 99 and downwards, are given to no
 * place in GB/T 2260, so no citizen can ever have been issued one. Province and county digits stay recognisable,
 * and two demonstration counties do not share numbers.
 */
function idNumber(population: Population, person: number): string {
  const serial = population.serial[person] as number;
  const block = Math.floor(serial / IDS_PER_DAY_AND_SEX);
  const order = (serial % IDS_PER_DAY_AND_SEX) * 2 + (isMale(population, person) ? 1 : 0);
  const area = `${population.county.slice(0, 2)}${99 - block}${population.county.slice(4)}`;
  const digits = `${area}${population.birth[person]}${String(order).padStart(3, '0')}`;
  return digits + idCheckCharacter(digits);
}

const LEVELS = ['illiterate', 'primary', 'junior', 'senior', 'college'] as const;

function education(population: Population, person: number, stream: Stream): string {
  const age = ageOn(registerYear(population) * 10_000 + 901, population.birth[person] as number);
  const traits = population.traits[person] as number;
  if (age < 3) return '';
  if (age < 6) return (traits & TRAIT.preschool) !== 0 ? 'preschool' : '';
  if (age < 12) return 'primary';
  if (age < 15) return 'junior';
  if (age < 22)
    return (traits & TRAIT.senior) === 0
      ? 'junior'
      : age >= 18 && (traits & TRAIT.college) !== 0
        ? 'college'
        : 'senior';
  const shares = FAMILY.adultEducation.value.find(([upTo]) => age <= upTo)?.[1] ?? [];
  let left = stream.unit();
  return LEVELS.find((_, i) => (left -= shares[i] ?? 0) < 0) ?? 'junior';
}

/** Whether the person can earn: of working age, not at school past 18, neither disabled nor seriously ill. */
export function canWork(population: Population, person: number, day: number): boolean {
  const age = ageOn(day, population.birth[person] as number);
  const [from, to] = FAMILY.workingAge.value;
  const health = HEALTH[population.health[person] as number];
  const isStudent = age < 22 && ((population.traits[person] as number) & TRAIT.college) !== 0;
  return age >= from && age <= to && !isStudent && health !== 'disabled' && health !== 'serious_illness';
}

function labour(population: Population, person: number, age: number, stream: Stream): string {
  if (canWork(population, person, registerYear(population) * 10_000 + 1231))
    return stream.chance(FAMILY.skilledShare.value) ? 'skilled' : 'ordinary';
  return age >= FAMILY.workingAge.value[0] &&
    age <= FAMILY.workingAge.value[1] &&
    (population.health[person] as number) > 1
    ? 'lost'
    : 'none';
}
