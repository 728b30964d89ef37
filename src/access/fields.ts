import { maskName } from '../kernel/index.ts';
import type { RoleName } from './roles.ts';

/** How much of a value a role sees. */
export type Sight = 'full' | 'masked' | 'none';

/** Kinds of personal data, the columns of the table below. */
export const FIELD_KINDS = [
  'number', // numbers of households, persons, bills; where; how many; when
  'name',
  'phone',
  'id_number',
  'group', // the poverty label
  'person', // birth, sex, relation, education, labour
  'health',
  'bill', // peril, day and amounts
  'treatment', // what a bill was for, and where
  'income',
  'assets', // house, business, vehicle found by the check departments
  'claim',
  'account', // bank accounts
  'review', // minutes, votes, objections
  'visit', // pictures of a home and what was seen there
  'conduct', // points, moral review
  'survey', // answers of identifiable persons
  'log', // audit trail and log of reads
  'cause', // why a household is poor
  'living', // its land and houses
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

const [F, M, o] = ['full', 'masked', 'none'] as const;
type OneEach<Kinds> = { readonly [Kind in keyof Kinds]: Sight };
type SightRow = OneEach<typeof FIELD_KINDS>;

// prettier-ignore
/** Who sees what (domain.md §5), within the rows its areas allow. F full, M masked, o not at all. */
const SIGHTS: Readonly<Record<RoleName, SightRow>> = {
  //                         number name phone id grp pers hlth bill trmt inc asst clm acc rev vis cond surv log cause living
  county_office:           [ F,     F,   F,    F, F,  F,   F,   F,   F,   F,  M,   F,  M,  F,  F,  M,   o,   o,   F,  F ],
  health_insurance:        [ F,     o,   o,    o, F,  o,   o,   F,   F,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  education_department:    [ F,     o,   o,    o, F,  o,   o,   F,   F,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  emergency_department:    [ F,     o,   o,    o, F,  o,   o,   F,   F,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  check_department:        [ F,     F,   o,    M, o,  o,   o,   o,   o,   o,  F,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  county_finance:          [ F,     F,   o,    M, F,  o,   o,   M,   o,   o,  o,   F,  M,  o,  o,  o,   o,   o,   o,  o ],
  township:                [ F,     F,   F,    M, F,  F,   o,   F,   o,   F,  M,   F,  M,  F,  F,  F,   o,   o,   F,  F ],
  escrow_agent:            [ F,     M,   o,    o, o,  o,   o,   o,   o,   o,  o,   o,  F,  o,  o,  o,   o,   o,   o,  o ],
  village_committees:      [ F,     F,   F,    M, F,  F,   o,   M,   o,   M,  M,   F,  o,  F,  F,  F,   o,   o,   F,  F ],
  villager_representative: [ F,     F,   o,    o, F,  o,   o,   M,   o,   o,  o,   M,  o,  F,  o,  F,   o,   o,   o,  o ],
  helper:                  [ F,     F,   F,    M, F,  F,   M,   F,   o,   F,  o,   F,  o,  o,  F,  o,   o,   o,   F,  F ],
  grid_member:             [ F,     F,   F,    o, o,  F,   o,   o,   o,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  insurer:                 [ F,     F,   F,    M, F,  o,   F,   F,   F,   o,  o,   F,  F,  o,  F,  o,   o,   o,   o,  o ],
  enterprise:              [ F,     F,   F,    o, M,  o,   o,   o,   o,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  market_coordinator:      [ F,     F,   F,    o, o,  o,   o,   o,   o,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  bank:                    [ F,     F,   F,    F, o,  F,   o,   o,   o,   F,  o,   o,  F,  o,  o,  o,   o,   o,   o,  o ],
  household:               [ F,     F,   F,    F, F,  F,   F,   F,   F,   F,  F,   F,  F,  M,  F,  F,   F,   o,   F,  F ],
  station_worker:          [ F,     F,   F,    o, o,  F,   M,   o,   o,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  consumer:                [ o,     o,   o,    o, o,  o,   o,   o,   o,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  donor:                   [ o,     o,   o,    o, o,  o,   o,   o,   o,   o,  o,   o,  o,  o,  o,  o,   o,   o,   o,  o ],
  researcher:              [ o,     o,   o,    o, F,  M,   o,   M,   o,   M,  o,   M,  o,  o,  o,  o,   M,   o,   F,  M ],
  auditor:                 [ F,     F,   F,    F, F,  F,   M,   F,   M,   F,  F,   F,  F,  F,  F,  F,   o,   F,   F,  F ],
  administrator:           [ o,     o,   o,    o, o,  o,   o,   o,   o,   o,  o,   o,  o,  o,  o,  o,   o,   F,   o,  o ],
};

// prettier-ignore
/**
 * Kind of every column that says something of people, by name, which means the same in every table. Columns that
 * are neither here nor of the store's own bookkeeping are refused by a test, so that a new one is decided upon.
 */
const KINDS: Readonly<Record<string, FieldKind>> = {
  household_no: 'number', township_code: 'number', other_household_no: 'number', new_household_no: 'number', person_no: 'number',
  other_person_no: 'number', new_person_no: 'number', record_no: 'number', area_code: 'number', size: 'number',
  head_name: 'name', name: 'name', other_name: 'name', objector: 'name', holder_name: 'name', witness: 'name',
  holder: 'name', payee: 'name', complainant: 'name', complained_about: 'name', companion: 'name',
  responsible_name: 'name', handler_name: 'name', owner_name: 'name', given_by: 'name',
  phone: 'phone',
  id_number: 'id_number', other_id_number: 'id_number', id_number_masked: 'id_number',
  group: 'group', base_group: 'group', group_since: 'group', household_group: 'group', target_group: 'group', new_group: 'group',
  // What is wrong with a member's entry names ages and relations.
  sentence: 'person',
  birth_date: 'person', other_birth_date: 'person', sex: 'person', relation: 'person', education: 'person', labour: 'person',
  // What a file said before a correction, of every kind: as strict as the strictest.
  health: 'health', row: 'health',
  peril: 'bill', total_fen: 'bill', reimbursed_fen: 'bill', self_paid_fen: 'bill', line_fen: 'bill',
  totalYuan: 'bill', selfPaidYuan: 'bill', self_paid_yuan: 'bill', line_yuan: 'bill', excess_yuan: 'bill', total_yuan: 'bill', reimbursed_yuan: 'bill', cumulative_yuan: 'bill', crossed_on: 'bill',
  item: 'treatment', provider: 'treatment', note: 'treatment',
  class: 'income', stream: 'income', amount_fen: 'income', one_off: 'income', incomeYuan: 'income', per_capita_income_yuan: 'income',
  income_yuan: 'income', recurring_yuan: 'income', one_off_yuan: 'income', cost_yuan: 'income', net_yuan: 'income', per_head_yuan: 'income', recurring_per_head_yuan: 'income',
  amount_yuan: 'claim', paid_yuan: 'claim', finding: 'claim', entitled_fen: 'claim', difference_fen: 'claim', entitled_yuan: 'claim', difference_yuan: 'claim', inputs: 'claim', explanation: 'claim', amount: 'claim', limit_amount: 'claim',
  earlier_yuan: 'claim', refusal: 'claim',
  bank_account: 'account', account: 'account', reference: 'account',
  asset_hit: 'assets',
  cause: 'cause', causes: 'cause', stated: 'cause',
  land_kind: 'living', mu: 'living', land: 'living', land_mu: 'living', land_mu_per_head: 'living',
  house_type: 'living', m2_hundredths: 'living', area_m2: 'living', grade: 'living', houses: 'living', house_m2: 'living', house_m2_per_head: 'living',
  reported_by: 'name',
  minutes: 'review', words: 'review', choice: 'review', title: 'review', title_zh: 'review', title_en: 'review', ground: 'review',
  // What was said in an action of a case.
  fields: 'review', answer: 'review',
  evidence: 'visit',
  // Papers of an entity; what an act names as evidence of a household is `evidence`.
  files: 'number',
  points: 'conduct', moral_review: 'conduct',
  survey_answer: 'survey',
  input_hash: 'log', summary: 'log', subject: 'log', purpose: 'log',
};

export const sightOf = (role: RoleName, kind: FieldKind): Sight => SIGHTS[role][FIELD_KINDS.indexOf(kind)]!;

/** How much a role sees of each kind of personal data. */
export const sightsOf = (role: RoleName): Readonly<Record<FieldKind, Sight>> =>
  Object.fromEntries(FIELD_KINDS.map((kind) => [kind, sightOf(role, kind)])) as Record<FieldKind, Sight>;

/** The kind of a column, or undefined when it says nothing of people. */
export const kindOf = (column: string): FieldKind | undefined => KINDS[column];

/** Amounts become their class: between two powers of ten. */
const IN_CLASSES: ReadonlySet<FieldKind> = new Set(['bill', 'income', 'claim', 'conduct', 'living']);

/** What is left of a value for somebody who sees it masked. */
export function masked(kind: FieldKind, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value;
  // Whole documents show nothing.
  if (typeof value === 'object') return '*';
  const scalar = value as string | number | bigint | boolean;
  const text = String(scalar);
  if (IN_CLASSES.has(kind) && /^-?\d+(\.\d+)?$/.test(text)) return amountClass(text);
  switch (kind) {
    case 'name':
      return maskName(text);
    case 'id_number':
      return text.length > 12 ? `${text.slice(0, 4)}${'*'.repeat(text.length - 8)}${text.slice(-4)}` : '****';
    case 'account':
      return text.length > 8 ? `****${text.slice(-4)}` : '****';
    case 'person':
      return /^\d{4}-/.test(text) ? text.slice(0, 4) : '*';
    case 'bill':
      // The category stays: the village review sees it.
      return text;
    default:
      return '*';
  }
}

function amountClass(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/^-|\..*$/g, '').replace(/^0+/, '').length;
  return digits === 0 ? `${sign}0–1` : `${sign}1${'0'.repeat(digits - 1)}–1${'0'.repeat(digits)}`;
}
