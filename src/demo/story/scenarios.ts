/** The links of a case that a story takes it through, in the order of the chain. */
export const LINKS = [
  'open',
  'ask',
  'assign',
  'answer',
  'visit',
  'review',
  'notice',
  'confirm',
  'report',
  'record',
  'order',
] as const;
export type Link = (typeof LINKS)[number];

/** Working days from the opening to each link: a case that nobody keeps waiting. */
export const PACE: Readonly<Record<Link, number>> = {
  open: 0,
  ask: 0,
  assign: 1,
  answer: 2,
  visit: 3,
  review: 5,
  notice: 5,
  confirm: 11,
  report: 11,
  record: 12,
  order: 13,
};

/** A case of the story. All days are working days before today. */
export interface Scenario {
  readonly opened: number;
  /** The last link it has got to. */
  readonly upTo: Link;
  /** How it came to the office; over a line unless said. */
  readonly found?: 'line' | 'sum' | 'missed' | 'declared' | 'visit';
  /** How many of the three departments have answered; all of them once that link is reached. */
  readonly answered?: number;
  /** A department found something; explained unless it is `unexplained`. */
  readonly hit?: 'explained' | 'unexplained';
  /** The village has the case on the agenda of a meeting that is not closed; or it refused. */
  readonly village?: 'on_agenda' | 'refused';
  /** The notice is written, and goes up on the next working day. */
  readonly notice?: 'planned';
  /** Somebody objected on a day; answered on another; appealed on a third. */
  readonly objection?: {
    readonly on: number;
    readonly answered?: number;
    readonly verdict?: 'upheld' | 'dismissed';
    readonly appealed?: number;
  };
  /** What the bank answered to the list it stood on. */
  readonly bank?: 'paid' | 'failed' | 'bounced';
  readonly returned?: number;
  readonly withdrawn?: number;
  readonly rejected?: number;
  readonly appealed?: number;
  readonly dismissed?: number;
  readonly measure?: number;
  readonly followedUp?: number;
  /** The removal of the risk: reviewed by the village, and recorded. */
  readonly removal?: { readonly review: number; readonly removed?: number };
}

/** Of the village that has something of everything. The first is the household of the account `household`. */
export const FIRST_VILLAGE: readonly Scenario[] = [
  { opened: 33, upTo: 'order', bank: 'paid' },
  { opened: 1, upTo: 'open', found: 'visit' },
  { opened: 2, upTo: 'open', found: 'missed' },
  { opened: 1, upTo: 'ask', found: 'declared' },
  { opened: 3, upTo: 'ask', answered: 2, found: 'sum' },
  { opened: 3, upTo: 'assign', answered: 1 },
  { opened: 4, upTo: 'answer', hit: 'unexplained' },
  { opened: 5, upTo: 'visit' },
  { opened: 5, upTo: 'visit', village: 'on_agenda' },
  { opened: 7, upTo: 'review' },
  { opened: 7, upTo: 'review', village: 'refused' },
  { opened: 7, upTo: 'notice', hit: 'explained' },
  { opened: 7, upTo: 'notice', notice: 'planned' },
  { opened: 7, upTo: 'notice', objection: { on: 1 } },
  { opened: 13, upTo: 'notice' },
  { opened: 17, upTo: 'confirm' },
  { opened: 17, upTo: 'report' },
  { opened: 17, upTo: 'record' },
  { opened: 17, upTo: 'order' },
  { opened: 33, upTo: 'order', bank: 'bounced' },
  { opened: 33, upTo: 'order', bank: 'failed' },
  { opened: 17, upTo: 'report', returned: 2 },
  { opened: 33, upTo: 'report', rejected: 20 },
  { opened: 33, upTo: 'report', rejected: 20, appealed: 2 },
  { opened: 33, upTo: 'visit', withdrawn: 28 },
  { opened: 13, upTo: 'notice', objection: { on: 7, answered: 4, verdict: 'upheld' } },
  { opened: 13, upTo: 'notice', objection: { on: 7, answered: 5, verdict: 'dismissed', appealed: 2 } },
  { opened: 95, upTo: 'order', bank: 'paid', followedUp: 30, measure: 40 },
  {
    opened: 155,
    upTo: 'order',
    bank: 'paid',
    followedUp: 60,
    measure: 70,
    removal: { review: 12, removed: 4 },
  },
  // From here on more of the same, so that no list of the village is short.
  { opened: 2, upTo: 'open' },
  { opened: 9, upTo: 'ask', answered: 1 },
  { opened: 2, upTo: 'assign' },
  { opened: 7, upTo: 'assign', answered: 3 },
  { opened: 5, upTo: 'visit', village: 'on_agenda' },
  { opened: 7, upTo: 'notice' },
  { opened: 13, upTo: 'notice', objection: { on: 8, answered: 5, verdict: 'dismissed' } },
  { opened: 17, upTo: 'order' },
  { opened: 33, upTo: 'report', rejected: 20, appealed: 14, dismissed: 11 },
  { opened: 80, upTo: 'order', bank: 'paid' },
  { opened: 95, upTo: 'order', bank: 'paid' },
  { opened: 155, upTo: 'order', bank: 'paid', followedUp: 60, measure: 70, removal: { review: 6 } },
];

/** Of the other villages, in turn. */
export const OTHER_VILLAGES: readonly (readonly Scenario[])[] = [
  [
    { opened: 2, upTo: 'open' },
    { opened: 9, upTo: 'ask', answered: 1 },
    { opened: 7, upTo: 'notice' },
    { opened: 17, upTo: 'report' },
    { opened: 33, upTo: 'order', bank: 'paid' },
  ],
  [
    { opened: 6, upTo: 'assign', answered: 3 },
    { opened: 5, upTo: 'visit' },
    { opened: 7, upTo: 'notice', objection: { on: 2 } },
    { opened: 17, upTo: 'record' },
    { opened: 80, upTo: 'order', bank: 'paid' },
  ],
  [
    { opened: 1, upTo: 'ask' },
    { opened: 4, upTo: 'answer' },
    { opened: 13, upTo: 'notice' },
    { opened: 17, upTo: 'order' },
    { opened: 95, upTo: 'order', bank: 'paid', followedUp: 35, measure: 45 },
  ],
  [
    { opened: 3, upTo: 'ask', answered: 2 },
    { opened: 17, upTo: 'confirm' },
    { opened: 33, upTo: 'order', bank: 'paid' },
    { opened: 33, upTo: 'report', rejected: 20 },
    { opened: 80, upTo: 'order', bank: 'paid' },
  ],
];

/** A case of the year before, opened in June; its other days are working days after that. */
export const LAST_YEAR: Scenario = { opened: 0, upTo: 'order', bank: 'paid', measure: 60, followedUp: 70 };
/** It happens once in each of these villages. */
export const LAST_YEAR_VILLAGES = [0, 1, 3] as const;

/** Payment lists: made, released, answered by the bank, and bounced, on working days before today. */
export const PAYMENT_RUNS = [
  { made: 140, released: 139, answered: 136 },
  { made: 78, released: 77, answered: 74 },
  { made: 63, released: 62, answered: 59 },
  { made: 18, released: 17, answered: 14, bounced: 12 },
  { made: 1 },
] as const;
