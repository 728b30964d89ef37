/**
 * Every number behind the synthetic county, with its reason. Nothing here is a rule of the system: changing a
 * value changes only the demonstration. Amounts are whole yuan, rates are per year unless the name says otherwise.
 */
export interface Assumption<T> {
  readonly value: T;
  readonly because: string;
}

const assume = <const T>(value: T, because: string): Assumption<T> => ({ value, because });

/** `[from, to, weight]`: ages from…to, both included. */
type AgeBand = readonly [number, number, number];

/** Log-normal amount: `median` yuan, `sigma` of the logarithm. */
export interface Amount {
  readonly median: number;
  readonly sigma: number;
}

export const SIZE = {
  full: assume(
    { people: 1_000_000, households: 300_000, bills: 2_500_000 },
    'what scale 1 means: the size the speed targets of the design are stated for',
  ),
  lastDay: assume(
    '2019-12-31',
    'where no other day is asked for: 2017 to 2019, the years after the plan of Wei County. A store that is tried ends today',
  ),
  billYears: assume(
    3,
    'the three past years the lines are drawn from (domain.md M05), the last one up to its last day',
  ),
  incomeYears: assume(
    4,
    'one year earlier than the bills, so that the twelve months before the first of them have an income',
  ),
  villageHouseholds: assume(
    300,
    'a small county has fewer villages, not villages of thirty households: what a village does needs enough of them',
  ),
  largeVillage: assume(
    3,
    'times as large as the others is one village of a small county: enough households for a case at every stage',
  ),
  villageSpread: assume(0.5, 'sigma of the logarithm of village sizes: most within a factor of two to three'),
} as const;

export const GROUPS = {
  ruralPopulation: assume(
    800_000,
    'base of every share below: 80,000 person-premiums / 10 % covered (domain.md §2.3 E-W4). The incidence of ' +
      '0.86 % would imply 608,140 instead; the two bases contradict (C5) and the insured one is used, so ' +
      'the remaining registered are 0.65 % of people here',
  ),
  registered: assume(
    { remaining: { households: 1_824, people: 5_230 }, lifted: { households: 22_446, people: 89_022 } },
    'Wei County at the end of 2017 (domain.md M25, E-W1, E-W2); together 24,270 households, 94,252 people',
  ),
  insuredShare: assume(
    0.1,
    'the insurance covers 10 % of rural people, taken as the two-non-groups together (domain.md M07)',
  ),
  nonHighStandardShareOfLifted: assume(
    0.5,
    'no source splits the lifted; half keeps both the non-high-standard and the low-income group near 5 % ' +
      'of people. The other half stays in the general group, with the date of its exit',
  ),
  suddenHardshipShare: assume(
    0.001,
    'rare by definition (domain.md §3.2); enough rows to be seen on a screen',
  ),
  lowIncomeSize: assume(3.2, 'near the county mean; no source'),
  suddenHardshipSize: assume(3.3, 'near the county mean; no source'),
  largestHousehold: assume(8, 'sizes are 1 + Binomial(7, p) with p from the mean of the group'),
  liftedByYear: assume(
    [
      [2014, 0.15],
      [2015, 0.2],
      [2016, 0.3],
      [2017, 0.35],
    ],
    'exits are recorded each December from 2014; the pace rises towards 2017; only the total is sourced',
  ),
  suddenHardshipYearsBefore: assume(
    [2, 1],
    'before the last year: the category is monitored late in the period',
  ),
} as const;

export const FAMILY = {
  headAge: assume<Record<'poor' | 'other', readonly AgeBand[]>>(
    {
      poor: [
        [24, 34, 5],
        [35, 44, 14],
        [45, 54, 25],
        [55, 64, 25],
        [65, 74, 22],
        [75, 88, 9],
      ],
      other: [
        [24, 34, 20],
        [35, 44, 28],
        [45, 54, 23],
        [55, 64, 19],
        [65, 74, 8],
        [75, 88, 3],
      ],
    },
    'registered heads are older; shape only, no source',
  ),
  maleHeadShare: assume(0.8, 'registers name the man of a couple as the head; no source'),
  spouseShare: assume(0.88, 'of households with at least two members; no source'),
  childShare: assume(0.85, 'chance that the next member of a young household is a child; else a parent'),
  childGapYears: assume([21, 31], 'age of the head at the birth of a child'),
  maleShare: assume(0.51, 'near the national sex ratio'),
  health: assume(
    [
      [39, { chronic: 0.015, serious_illness: 0.003, disabled: 0.01 }],
      [59, { chronic: 0.09, serious_illness: 0.012, disabled: 0.025 }],
      [120, { chronic: 0.3, serious_illness: 0.03, disabled: 0.06 }],
    ],
    'by age up to the first number; chronic illness rises steeply after 60; orders of magnitude only',
  ),
  poorHealthFactor: assume(
    2,
    'registered and low-income households are ill about twice as often: a third of Wei County’s registered ' +
      'households relapsed through illness (domain.md §1.29)',
  ),
  workingAge: assume([18, 64], 'farmers work past 60; nobody below 18 earns in this data'),
  skilledShare: assume(
    0.07,
    'the register separates skilled from ordinary labour (domain.md §3.5); no source',
  ),
  adultEducation: assume(
    [
      [39, [0.01, 0.14, 0.6, 0.15, 0.1]],
      [59, [0.04, 0.33, 0.52, 0.09, 0.02]],
      [120, [0.27, 0.5, 0.19, 0.03, 0.01]],
    ],
    'shares of illiterate, primary, junior, senior, college by age; shape only, no source',
  ),
  withoutIdShare: assume(
    0.02,
    'of children under 3: not yet in the population register, a gap real lists have',
  ),
} as const;

export const MEDICAL = {
  inpatientPerPerson: assume(0.165, 'near one stay per six people and year, the national order of magnitude'),
  outpatientPerPerson: assume(
    0.432,
    'only outpatient bills that reach a settlement list; chosen so that scale 1 has 2.5 M bills in three years',
  ),
  ageWeight: assume(
    [
      [5, 1.5],
      [17, 0.5],
      [39, 0.6],
      [59, 1.05],
      [74, 1.9],
      [120, 2.3],
    ],
    'use of care by age up to the first number, relative; infants and the old most',
  ),
  healthWeight: assume(
    { healthy: 1, chronic: 2.2, serious_illness: 4, disabled: 1.5 },
    'use of care by state of health, relative',
  ),
  seasonality: assume(
    [1.12, 0.9, 1.05, 1, 0.98, 0.94, 0.95, 0.95, 0.98, 0.98, 1.05, 1.1],
    'winter illness, fewer admissions over the Spring Festival; mean 1',
  ),
  tiers: assume(
    {
      township: { share: 0.36, amount: { median: 1_900, sigma: 0.5 }, reimbursed: 0.8 },
      county: { share: 0.47, amount: { median: 4_600, sigma: 0.65 }, reimbursed: 0.7 },
      city: { share: 0.13, amount: { median: 12_500, sigma: 0.75 }, reimbursed: 0.58 },
      province: { share: 0.04, amount: { median: 26_000, sigma: 0.85 }, reimbursed: 0.5 },
    },
    'an inpatient stay by level of hospital: costs rise and reimbursement falls with the level, as the rural ' +
      'scheme pays; log-normal body, amounts of the right order, no source',
  ),
  tierShiftWhenSerious: assume(
    3,
    'the seriously ill are this many times as often in city and province hospitals',
  ),
  catastrophe: assume(
    { share: 0.012, paretoAlpha: 1.7, capTimes: 25 },
    'Pareto tail: this share of stays costs a Pareto multiple, so that yearly sums above 100,000 yuan occur',
  ),
  outpatient: assume({ median: 210, sigma: 0.9 }, 'a settled outpatient bill'),
  outpatientReimbursed: assume(0.45, 'lower than inpatient in the rural scheme; no source'),
  extraReimbursed: assume(
    { registered: 0.17, lifted: 0.15, lowIncome: 0.02, other: 0 },
    'registered people are topped up to about 90 % in county hospitals; the lifted keep part of it; ' +
      'this is why the two groups have different lines',
  ),
  reimbursedSpread: assume(
    0.1,
    'half-width of the uniform spread around the rate; the rate stays within 0–0.95',
  ),
} as const;

type Item = 'tuition' | 'boarding' | 'textbook';

/** One bill a pupil of a stage gets: in which terms, how much, and whether only boarders get it. */
export interface SchoolBill {
  readonly item: Item;
  readonly terms: readonly ('autumn' | 'spring')[];
  readonly amount: Amount;
  readonly boardersOnly?: true;
}

const bothTerms = ['autumn', 'spring'] as const;

export const EDUCATION = {
  stages: assume<readonly { name: string; ages: readonly [number, number]; bills: readonly SchoolBill[] }[]>(
    [
      {
        name: 'preschool',
        ages: [3, 5],
        bills: [{ item: 'tuition', terms: bothTerms, amount: { median: 1_300, sigma: 0.4 } }],
      },
      {
        name: 'primary',
        ages: [6, 11],
        bills: [
          { item: 'boarding', terms: bothTerms, amount: { median: 500, sigma: 0.3 }, boardersOnly: true },
        ],
      },
      {
        name: 'junior',
        ages: [12, 14],
        bills: [
          { item: 'boarding', terms: bothTerms, amount: { median: 650, sigma: 0.3 }, boardersOnly: true },
        ],
      },
      {
        name: 'senior',
        ages: [15, 17],
        bills: [
          { item: 'tuition', terms: bothTerms, amount: { median: 700, sigma: 0.4 } },
          { item: 'boarding', terms: bothTerms, amount: { median: 450, sigma: 0.3 }, boardersOnly: true },
          { item: 'textbook', terms: ['autumn'], amount: { median: 550, sigma: 0.2 } },
        ],
      },
      {
        name: 'college',
        ages: [18, 21],
        bills: [
          { item: 'tuition', terms: ['autumn'], amount: { median: 4_800, sigma: 0.25 } },
          { item: 'boarding', terms: ['autumn'], amount: { median: 1_000, sigma: 0.2 } },
          { item: 'textbook', terms: ['autumn'], amount: { median: 550, sigma: 0.2 } },
        ],
      },
    ],
    'age on 1 September; compulsory years have neither tuition nor textbook fees, only boarding; amounts of the ' +
      'right order for public schools, no source',
  ),
  attends: assume(
    { preschool: 0.75, senior: 0.78, collegeOfSenior: 0.45 },
    'compulsory years are attended by all, which also keeps the demonstration free of accidental dropouts',
  ),
  boarders: assume(0.3, 'share of pupils who board when the stage has boarding; no source'),
  privateShare: assume(0.14, 'of senior and college students: private schools, the tail of education bills'),
  privateFactor: assume(2.7, 'their tuition relative to public schools'),
  reimbursed: assume(
    { registered: 0.5, lifted: 0.2, lowIncome: 0.08, other: 0 },
    'study subsidies for registered children, continued in part after the exit; no source',
  ),
  termMonths: assume({ autumn: 9, spring: 3 }, 'when schools collect'),
  lastDay: assume(15, 'schools collect in the first half of the month'),
} as const;

export const DISASTER = {
  eventsPerTownshipYear: assume(1.1, 'hail, storm, waterlogging; Wei County is low and bitter-water land'),
  months: assume([6, 7, 7, 7, 8, 8], 'summer rain; repeated months are likelier'),
  hitShare: assume([0.01, 0.09], 'share of the township’s households with a loss, uniform per event'),
  loss: assume({ median: 2_100, sigma: 0.95 }, 'loss of one household; about 5 % of them above 10,000 yuan'),
  insuredShare: assume(0.6, 'households with agricultural insurance'),
  insuredPays: assume([0.15, 0.5], 'share of the loss the insurance pays, uniform'),
  daysAfter: assume(5, 'a loss is recorded up to this many days after the event, within its month'),
} as const;

export const TRAFFIC = {
  perPerson: assume(0.0035, 'rare; enough bills to show both kinds'),
  medicalShare: assume(0.6, 'bodily harm rather than loss of property'),
  medical: assume({ median: 9_000, sigma: 0.9 }, 'accident treatment costs more than a usual stay'),
  medicalReimbursed: assume(0.35, 'basic insurance excludes a third party’s fault'),
  loss: assume({ median: 2_500, sigma: 0.8 }, 'electric bicycles, three-wheelers, small vans'),
  lossReimbursed: assume(0.2, 'few vehicles carry damage insurance'),
} as const;

export const INCOME = {
  standard: assume<Record<number, number>>(
    { 2016: 2_952, 2017: 2_952, 2018: 2_995, 2019: 3_218, 2020: 4_000 },
    'national standard in yuan per person; only a scale for plausible incomes, the rules read policies/ ' +
      '(domain.md §3.3, 2018 and 2019 weakly confirmed). Later years keep the last, as the file of the standard does',
  ),
  perCapita: assume(
    {
      registered: [0.55, 0.97],
      beforeExit: [0.6, 0.97],
      nonHighStandard: [1.02, 1.72],
      highStandard: [1.75, 3.6],
      lowIncome: [1.02, 1.66],
      suddenHardship: [1.1, 2.4],
    },
    'per-capita income as multiples of the year’s standard, uniform. The protection line is 1.5 × last ' +
      'year’s standard, so the two-non-groups lie on both sides of it; registered households lie below 1',
  ),
  general: assume(
    { median: 3.3, sigma: 0.42, least: 1.76 },
    'multiples of the standard; median near 10,000 yuan, somewhat under the province’s rural mean',
  ),
  unlisted: assume(
    { share: 0.01, multiples: [1.05, 1.3] },
    'of general households: below the protection line and on no list, which is what screening calls missed (F08); no source',
  ),
  yearNoise: assume(0.05, 'a household keeps its place within its range, this much up or down each year'),
  pensionPerYear: assume([1_080, 1_560], 'basic rural pension, 90 to 130 yuan a month from the age of 60'),
  pensionAge: assume(60, 'basic rural pension'),
  dibaoShare: assume({ registered: 0.55, lowIncome: 0.15 }, 'share of households; no source'),
  dibaoPerPerson: assume([600, 1_400], 'yuan a year; far below the full allowance, which tops up to a line'),
  subsidyPerPerson: assume([90, 220], 'yuan a year, farmland support'),
  migrantShare: assume(0.55, 'of households with a worker; Wei County counts 300,000 migrant workers (M08)'),
  wageShare: assume([0.45, 0.8], 'share of the remaining income of a household with a worker'),
  livestockShare: assume(0.12, 'of farming households'),
  rentShare: assume(0.22, 'of households; land transfer'),
  dividend: assume({ share: 0.5, yuan: [500, 1_500] }, 'of poor and lifted households, once a year (M08)'),
  costShare: assume([0.3, 0.45], 'production cost over gross business income'),
  oneOff: assume(
    { share: 0.02, amount: { median: 2_600, sigma: 0.9 } },
    'of household-years; outside income (M13)',
  ),
} as const;

export const CONDITION = {
  further: assume([0.45, 0.15], 'chance of a second and a third cause; registers name one to three'),
  drawnCauses: assume(
    [
      ['skills', 0.3],
      ['funds', 0.28],
      ['motivation', 0.1],
      ['land', 0.1],
      ['water', 0.12],
      ['transport', 0.1],
    ],
    'of households whose members show no cause by themselves; more than a third of the county is bitter-water area (S2)',
  ),
  illFirst: assume(
    0.75,
    'that somebody seriously ill is why, not only one reason more; illness leads in all registers (M05)',
  ),
  dryMuPerHead: assume([0.4, 2.2], 'the plain south of Handan: little land, nearly all of it dry fields'),
  landless: assume(0.05, 'of listed households'),
  orchard: assume({ share: 0.14, mu: [0.5, 3] }, 'of listed households; pear and grape gardens'),
  paddy: assume({ share: 0.03, mu: [0.5, 2] }, 'along the canals only'),
  m2PerHead: assume([14, 42], 'never below what the guarantee of housing asks for (domain.md §3.4)'),
  unsafe: assume(0.09, 'lived in a house of grade C or D that was replaced before the incomes begin'),
  gradeA: assume(0.35, 'of the safe houses; the rest is B, a tenth only called safe'),
} as const;
