import { CONDITION } from './assumptions.ts';
import { HEALTH } from './family.ts';
import { ageOn, cohortOf, householdStream, type Population, registerYear, TRAIT } from './population.ts';
import { Stream, USE } from './random.ts';
import { canWork, writeDay, writeHouseholdNo } from './register-files.ts';
import { RowWriter } from './row-writer.ts';

/** What the register holds of its listed households: why they are poor, their land, their houses. */

const COMMA = 44;
const NEWLINE = 10;
const [CAUSE_KEY, LAND_KEY, HOUSE_KEY] = [1, 2, 3];
const MONTH_DAY = 630;

/** A pass over the listed households; each writes its rows by a stream of its own. */
function* rows(
  population: Population,
  header: string,
  key: number,
  write: (out: RowWriter, household: number, stream: Stream) => void,
): Generator<Uint8Array> {
  const out = new RowWriter().ascii(`${header}\n`);
  const stream = new Stream();
  for (let h = 0; h < population.households; h++) {
    if (cohortOf(population, h).group === 'general') continue;
    write(out, h, householdStream(stream, population, USE.condition, h, key));
    if (out.isFull) yield out.take();
  }
  if (!out.isEmpty) yield out.take();
}

/** County and household, as every row begins. */
const begin = (out: RowWriter, population: Population, household: number): RowWriter =>
  writeHouseholdNo(out.ascii(population.county).byte(COMMA), household).byte(COMMA);

/** The day of a household's group, else a summer's day before the first bills. */
const since = (population: Population, household: number): number =>
  (population.since[household] as number) || registerYear(population) * 10_000 + MONTH_DAY;

export const causeRows = (population: Population): Generator<Uint8Array> =>
  rows(
    population,
    'county_code,household_no,since,rank,cause,reported_by',
    CAUSE_KEY,
    (out, household, stream) => {
      for (const [i, cause] of causesOf(population, household, stream).entries())
        writeDay(begin(out, population, household), since(population, household))
          .byte(COMMA)
          .padded(i + 1, 1)
          .ascii(`,${cause},village`)
          .byte(NEWLINE);
    },
  );

/** What the members show comes first, then what is drawn. */
function causesOf(population: Population, household: number, stream: Stream): string[] {
  const day = registerYear(population) * 10_000 + 1231;
  const end = population.firstPerson[household + 1] as number;
  let [isIll, isDisabled, isStudying, workers] = [false, false, false, 0];
  for (let person = population.firstPerson[household] as number; person < end; person++) {
    const health = HEALTH[population.health[person] as number];
    isIll ||= health === 'serious_illness' || health === 'chronic';
    isDisabled ||= health === 'disabled';
    const age = ageOn(day, population.birth[person] as number);
    isStudying ||= age >= 16 && age < 22 && ((population.traits[person] as number) & TRAIT.senior) !== 0;
    if (canWork(population, person, day)) workers += 1;
  }
  const shown = [
    ...(isIll ? ['illness'] : []),
    ...(isDisabled ? ['disability'] : []),
    ...(isStudying ? ['schooling'] : []),
    ...(workers === 0 ? ['labour'] : []),
  ];
  if (shown.length > 1 && shown[0] === 'illness' && !stream.chance(CONDITION.illFirst.value))
    shown.push(shown.shift()!);
  const named = shown.length > 0 ? shown : [drawCause(stream)];
  const most = 1 + CONDITION.further.value.filter((share) => stream.chance(share)).length;
  if (named.length < most) {
    const more = drawCause(stream);
    if (!named.includes(more)) named.push(more);
  }
  return named.slice(0, most);
}

function drawCause(stream: Stream): string {
  let left = stream.unit();
  const causes = CONDITION.drawnCauses.value;
  return (causes.find(([, share]) => (left -= share) < 0) ?? causes[0])[0];
}

export const landRows = (population: Population): Generator<Uint8Array> =>
  rows(
    population,
    'county_code,household_no,since,land_kind,mu,reported_by',
    LAND_KEY,
    (out, household, stream) => {
      const people =
        (population.firstPerson[household + 1] as number) - (population.firstPerson[household] as number);
      const write = (kind: string, mu: number): void => {
        writeDay(begin(out, population, household), since(population, household))
          .ascii(`,${kind},`)
          .yuan(Math.round(mu * 10) * 10)
          .ascii(',village')
          .byte(NEWLINE);
      };
      const { landless, dryMuPerHead, orchard, paddy } = CONDITION;
      const isLandless = stream.chance(landless.value);
      const mu = stream.between(dryMuPerHead.value) * people;
      write('dry', isLandless ? 0 : mu);
      if (!isLandless && stream.chance(orchard.value.share))
        write('orchard', stream.between(orchard.value.mu));
      if (!isLandless && stream.chance(paddy.value.share)) write('paddy', stream.between(paddy.value.mu));
    },
  );

export const houseRows = (population: Population): Generator<Uint8Array> =>
  rows(
    population,
    'county_code,household_no,house_no,since,house_type,area_m2,grade,reported_by',
    HOUSE_KEY,
    (out, household, stream) => {
      const people =
        (population.firstPerson[household + 1] as number) - (population.firstPerson[household] as number);
      const write = (day: number, type: string, m2: number, grade: string): void => {
        writeDay(begin(out, population, household).ascii('1,'), day)
          .ascii(`,${type},`)
          .yuan(Math.round(m2) * 100)
          .ascii(`,${grade},housing`)
          .byte(NEWLINE);
      };
      const day = since(population, household);
      const m2 = Math.min(220, Math.max(30, stream.between(CONDITION.m2PerHead.value) * people));
      if (stream.chance(CONDITION.unsafe.value))
        write(
          day - 20_000,
          stream.chance(0.6) ? 'soil' : 'brick_wood',
          0.8 * m2,
          stream.chance(0.5) ? 'D' : 'C',
        );
      const grade = stream.chance(CONDITION.gradeA.value) ? 'A' : stream.chance(0.1) ? 'safe' : 'B';
      write(day, stream.chance(0.25) ? 'concrete' : 'brick', m2, grade);
    },
  );
