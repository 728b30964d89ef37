import { daysInMonth, monthOf, yearOf } from '../kernel/index.ts';
import { DISASTER, EDUCATION, MEDICAL, TRAFFIC, type Amount, type SchoolBill } from './assumptions.ts';
import { BillSheet, type KindName } from './bill-sheet.ts';
import { HEALTH } from './family.ts';
import {
  ageOn,
  cohortOf,
  firstBillYear,
  householdStream,
  type Population,
  registerYear,
  TRAIT,
} from './population.ts';
import { asUnit, mix, poisson, Stream, USE } from './random.ts';
import { RowWriter } from './row-writer.ts';

interface BillMonth {
  readonly year: number;
  readonly month: number;
}

/** The months of the period in order, the last one up to the last day. */
export function billMonths(population: Population): readonly BillMonth[] {
  const { lastDay } = population;
  const months: BillMonth[] = [];
  for (let year = firstBillYear(population); year <= yearOf(lastDay); year++)
    for (let month = 1; month <= (year === yearOf(lastDay) ? monthOf(lastDay) : 12); month++)
      months.push({ year, month });
  return months;
}

/** `expenses.csv`, month by month as departments deliver, days in order within a month. */
export function* expenseRows(population: Population): Generator<Uint8Array> {
  const out = new RowWriter().ascii(
    'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider,item\n',
  );
  const maker = new BillMaker(population);
  let records = 0;
  for (const each of billMonths(population)) {
    const sheet = maker.make(each);
    yield* sheet.write(out, population, `${each.year}-${String(each.month).padStart(2, '0')}-`, records);
    records += sheet.size;
  }
  if (!out.isEmpty) yield out.take();
}

/** Draws the bills of one month at a time; every month can be drawn alone. */
export class BillMaker {
  readonly #population: Population;
  readonly #sheet = new BillSheet();
  readonly #stream = new Stream();
  /** Relative use of care per person, 1 on average. */
  readonly #careWeight: Float32Array;
  readonly #careOfHousehold: Float32Array;
  readonly #townshipStart: readonly number[];

  constructor(population: Population) {
    this.#population = population;
    this.#careWeight = careWeights(population);
    this.#careOfHousehold = sumByHousehold(population, this.#careWeight);
    this.#townshipStart = townshipStarts(population);
  }

  /** The sheet is valid until the next call. */
  make({ year, month }: BillMonth): BillSheet {
    const { lastDay } = this.#population;
    const isLast = year === yearOf(lastDay) && month === monthOf(lastDay);
    this.#sheet.clear(isLast ? Number(lastDay.slice(8)) : daysInMonth(year, month));
    this.#medicalAndTraffic(year, month);
    const { autumn, spring } = EDUCATION.termMonths.value;
    if (month === autumn) this.#education(year, month, 'autumn', year);
    if (month === spring) this.#education(year, month, 'spring', year - 1);
    this.#disasters(year, month);
    return this.#sheet;
  }

  /** One draw decides how many bills a household has this month; mostly none, so that months stay cheap. */
  #medicalAndTraffic(year: number, month: number): void {
    const population = this.#population;
    const monthKey = year * 12 + month;
    const seed = mix(population.seed, USE.medicalCount, monthKey);
    const perWeight =
      ((MEDICAL.inpatientPerPerson.value + MEDICAL.outpatientPerPerson.value) / 12) *
      (MEDICAL.seasonality.value[month - 1] ?? 1);
    const perPerson = TRAFFIC.perPerson.value / 12;
    const days = daysInMonth(year, month);
    for (let h = 0; h < population.households; h++) {
      const size = (population.firstPerson[h + 1] as number) - (population.firstPerson[h] as number);
      const medical = (this.#careOfHousehold[h] as number) * perWeight;
      const mean = medical + size * perPerson;
      const unit = asUnit(mix(seed, h));
      // exp(-x) ≥ 1 − x, so most households are done without an exponential.
      if (unit < 1 - mean) continue;
      const bills = poisson(mean, unit);
      if (bills === 0) continue;
      householdStream(this.#stream, population, USE.medical, h, monthKey);
      for (let i = 0; i < bills; i++) {
        const day = this.#stream.integer(1, days);
        if (this.#stream.unit() * mean < medical) this.#medical(day, h);
        else this.#traffic(day, h, size);
      }
    }
  }

  #medical(day: number, household: number): void {
    const stream = this.#stream;
    const place = this.#patient(household);
    const person = (this.#population.firstPerson[household] as number) + place;
    const { support } = cohortOf(this.#population, household);
    const spread =
      MEDICAL.reimbursedSpread.value * (2 * stream.unit() - 1) + MEDICAL.extraReimbursed.value[support];
    const inpatient = MEDICAL.inpatientPerPerson.value;
    if (stream.unit() * (inpatient + MEDICAL.outpatientPerPerson.value) >= inpatient) {
      const kind = stream.chance(0.5) ? 'clinic' : 'outpatient';
      const rate = clampRate(MEDICAL.outpatientReimbursed.value + spread);
      this.#sheet.add(day, kind, household, place, drawFen(stream, MEDICAL.outpatient.value), rate);
      return;
    }
    const isSerious = HEALTH[this.#population.health[person] as number] === 'serious_illness';
    const tier = drawTier(stream, isSerious);
    const { amount, reimbursed } = MEDICAL.tiers.value[tier];
    const totalFen = Math.round(drawFen(stream, amount) * drawCatastrophe(stream));
    this.#sheet.add(day, tier, household, place, totalFen, clampRate(reimbursed + spread));
  }

  /** A member, by use of care. */
  #patient(household: number): number {
    const first = this.#population.firstPerson[household] as number;
    const size = (this.#population.firstPerson[household + 1] as number) - first;
    let left = this.#stream.unit() * (this.#careOfHousehold[household] as number);
    for (let place = 0; place < size - 1; place++) {
      left -= this.#careWeight[first + place] as number;
      if (left < 0) return place;
    }
    return size - 1;
  }

  #traffic(day: number, household: number, size: number): void {
    const stream = this.#stream;
    const place = stream.integer(0, size - 1);
    if (stream.chance(TRAFFIC.medicalShare.value)) {
      const fen = drawFen(stream, TRAFFIC.medical.value);
      this.#sheet.add(day, 'accident', household, place, fen, TRAFFIC.medicalReimbursed.value);
    } else {
      const fen = drawFen(stream, TRAFFIC.loss.value);
      this.#sheet.add(day, 'vehicle', household, undefined, fen, TRAFFIC.lossReimbursed.value);
    }
  }

  #education(year: number, month: number, term: 'autumn' | 'spring', schoolYear: number): void {
    const population = this.#population;
    const firstSchoolDay = schoolYear * 10_000 + 901;
    for (let h = 0; h < population.households; h++) {
      const first = population.firstPerson[h] as number;
      const end = population.firstPerson[h + 1] as number;
      for (let person = first; person < end; person++) {
        const stage = findStage(ageOn(firstSchoolDay, population.birth[person] as number));
        if (stage === undefined || !attends(stage.name, population.traits[person] as number)) continue;
        householdStream(this.#stream, population, USE.education, person, year * 12 + month);
        for (const bill of stage.bills) this.#schoolBill(stage.name, bill, term, h, person - first);
      }
    }
  }

  #schoolBill(
    stage: string,
    bill: SchoolBill,
    term: 'autumn' | 'spring',
    household: number,
    place: number,
  ): void {
    const traits = this.#population.traits[
      (this.#population.firstPerson[household] as number) + place
    ] as number;
    if (!bill.terms.includes(term) || (bill.boardersOnly && (traits & TRAIT.boards) === 0)) return;
    const stream = this.#stream;
    const isPrivate = (traits & TRAIT.private) !== 0 && (stage === 'senior' || stage === 'college');
    const factor = isPrivate && bill.item === 'tuition' ? EDUCATION.privateFactor.value : 1;
    const fullTens = Math.max(
      1,
      Math.round((stream.logNormal(bill.amount.median, bill.amount.sigma) * factor) / 10),
    );
    const rate = EDUCATION.reimbursed.value[cohortOf(this.#population, household).support];
    const kind = schoolKind(stage, bill.item);
    this.#sheet.add(
      stream.integer(1, EDUCATION.lastDay.value),
      kind,
      household,
      place,
      fullTens * 1_000,
      rate,
    );
  }

  /** A storm hits one township: its households lose in the same days. */
  #disasters(year: number, month: number): void {
    const { seed } = this.#population;
    for (let township = 0; township < this.#townshipStart.length - 1; township++) {
      const event = new Stream().reset(seed, USE.disasterEvent, township, year);
      const events = poisson(DISASTER.eventsPerTownshipYear.value, event.unit());
      for (let i = 0; i < events; i++) {
        const inMonth = DISASTER.months.value[event.integer(0, DISASTER.months.value.length - 1)];
        const [day, hitShare] = [event.integer(1, 26), event.between(DISASTER.hitShare.value)];
        if (inMonth === month)
          this.#disaster(township, day, hitShare, mix(seed, USE.disaster, year * 100 + township, i));
      }
    }
  }

  #disaster(township: number, day: number, hitShare: number, key: number): void {
    const stream = this.#stream;
    const end = this.#townshipStart[township + 1] as number;
    for (let h = this.#townshipStart[township] as number; h < end; h++) {
      if (asUnit(mix(key, h)) >= hitShare) continue;
      householdStream(stream, this.#population, USE.disaster, h, key);
      const rate = stream.chance(DISASTER.insuredShare.value)
        ? stream.between(DISASTER.insuredPays.value)
        : 0;
      const fen = drawFen(stream, DISASTER.loss.value);
      this.#sheet.add(
        day + stream.integer(0, DISASTER.daysAfter.value - 1),
        'disaster',
        h,
        undefined,
        fen,
        rate,
      );
    }
  }
}

const clampRate = (rate: number): number => Math.min(0.95, Math.max(0, rate));

const drawFen = (stream: Stream, amount: Amount): number =>
  Math.max(100, Math.round(stream.logNormal(amount.median, amount.sigma) * 100));

function drawCatastrophe(stream: Stream): number {
  const { share, paretoAlpha, capTimes } = MEDICAL.catastrophe.value;
  return stream.chance(share) ? Math.min(capTimes, stream.pareto(paretoAlpha)) : 1;
}

type Tier = keyof typeof MEDICAL.tiers.value;

function drawTier(stream: Stream, isSerious: boolean): Tier {
  const shift = isSerious ? MEDICAL.tierShiftWhenSerious.value : 1;
  const { city, province } = MEDICAL.tiers.value;
  const away = (city.share + province.share) * shift;
  const unit = stream.unit();
  if (unit < away) return unit * (city.share + province.share) < away * city.share ? 'city' : 'province';
  const { township, county } = MEDICAL.tiers.value;
  const near = (unit - away) / (1 - away);
  return near * (township.share + county.share) < township.share ? 'township' : 'county';
}

function careWeights(population: Population): Float32Array {
  const byAge = Float32Array.from(
    { length: 121 },
    (_, age) => MEDICAL.ageWeight.value.find(([upTo]) => age <= upTo)?.[1] ?? 1,
  );
  const byHealth = HEALTH.map((state) => MEDICAL.healthWeight.value[state]);
  const weights = new Float32Array(population.people);
  let total = 0;
  for (let person = 0; person < population.people; person++) {
    const age = registerYear(population) - Math.floor((population.birth[person] as number) / 10_000);
    const weight = (byAge[age] as number) * (byHealth[population.health[person] as number] as number);
    weights[person] = weight;
    total += weight;
  }
  const mean = total / population.people;
  return weights.map((weight) => weight / mean);
}

function sumByHousehold(population: Population, weights: Float32Array): Float32Array {
  return Float32Array.from({ length: population.households }, (_, h) => {
    let total = 0;
    for (let i = population.firstPerson[h] as number; i < (population.firstPerson[h + 1] as number); i++)
      total += weights[i] as number;
    return total;
  });
}

/** First household of each township, and the end. */
function townshipStarts(population: Population): readonly number[] {
  const starts: number[] = [];
  let current: string | undefined;
  for (let h = 0; h < population.households; h++) {
    const township = population.villages[population.village[h] as number]?.parentCode;
    if (township !== current) starts.push(h);
    current = township;
  }
  return [...starts, population.households];
}

const STAGE_OF_AGE = Array.from({ length: 22 }, (_, age) =>
  EDUCATION.stages.value.find(({ ages }) => age >= ages[0] && age <= ages[1]),
);
const findStage = (age: number) => STAGE_OF_AGE[age];

function attends(stage: string, traits: number): boolean {
  if (stage === 'preschool') return (traits & TRAIT.preschool) !== 0;
  if (stage === 'senior') return (traits & TRAIT.senior) !== 0;
  return stage !== 'college' || (traits & TRAIT.college) !== 0;
}

const SCHOOL_KINDS: Readonly<Record<string, KindName>> = {
  'preschool tuition': 'preschoolTuition',
  'primary boarding': 'primaryBoarding',
  'junior boarding': 'juniorBoarding',
  'senior tuition': 'seniorTuition',
  'senior boarding': 'seniorBoarding',
  'senior textbook': 'seniorTextbook',
  'college tuition': 'collegeTuition',
  'college boarding': 'collegeBoarding',
  'college textbook': 'collegeTextbook',
};

function schoolKind(stage: string, item: string): KindName {
  const kind = SCHOOL_KINDS[`${stage} ${item}`];
  if (kind === undefined)
    throw new RangeError(`the assumptions name a school bill without a provider: ${stage} ${item}`);
  return kind;
}
