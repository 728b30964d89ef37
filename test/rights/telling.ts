/**
 * Domain.md §5 told a second time, from its text and not from src/access: which actor is answered where, and how much
 * of what kind of data reaches it. Whatever is not told here is closed and unseen.
 */

export const ROLES = [
  'county_office',
  'health_insurance',
  'education_department',
  'emergency_department',
  'check_department',
  'county_finance',
  'township',
  'escrow_agent',
  'village_committees',
  'villager_representative',
  'helper',
  'grid_member',
  'insurer',
  'enterprise',
  'market_coordinator',
  'bank',
  'household',
  'station_worker',
  'consumer',
  'donor',
  'researcher',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

const office = 'county_office';
const departments = ['health_insurance', 'education_department', 'emergency_department'] as const;
const finance = 'county_finance';
const village = 'village_committees';
const representative = 'villager_representative';

/** Those whose work is a case, and those it is about. */
const CASES: readonly Role[] = [office, finance, 'township', village, representative, 'helper', 'insurer', 'household', 'auditor']; // prettier-ignore
const MONEY = CASES.filter((role) => role !== representative);
const FINDINGS = [...CASES, ...departments];
/** Those who know households by name: enterprise, shop, bank and station their own ones, the grid member its list. */
const REGISTER = [...FINDINGS, 'grid_member', 'enterprise', 'market_coordinator', 'bank', 'station_worker'] as const; // prettier-ignore
const RECORDS = [...REGISTER, 'escrow_agent'] as const;
const POOL: readonly Role[] = [office, finance, 'insurer', 'auditor'];
const REVIEW: readonly Role[] = [office, 'township', village, representative, 'auditor'];
const COUNTRYSIDE: readonly Role[] = [office, 'township', village, 'auditor'];

/** Those whose collective it is or who watch over it, the agent who keeps its accounts, and who is bound to it by contract. */
const COLLECTIVE: readonly Role[] = [...CASES, 'enterprise', 'escrow_agent'];

const C = '/counties/{county}';
/** Who is answered, by the beginning of the path: the longest one that fits counts. */
const OPEN: Readonly<Record<string, 'anybody' | 'signed in' | readonly Role[]>> = {
  '/public': 'anybody',
  '/content': 'anybody',
  '/demonstration': 'anybody',
  '/session': 'signed in',
  '/jobs': 'signed in',
  '/policies': 'signed in',
  '/policy-proposals': 'signed in',
  '/procedure': 'signed in',
  '/import-kinds': 'signed in',
  '/imports': RECORDS,
  '/import-sources': RECORDS,
  '/accounts': ['administrator', 'auditor'],
  '/audit-': ['administrator', 'auditor'],
  '/my': ['household'],
  [`${C}/files`]: [...CASES, 'escrow_agent'],
  [`${C}/drafts`]: ['township', village, 'helper', 'grid_member', 'insurer'],
  [`${C}/households`]: REGISTER,
  [`${C}/households/{household}/cards`]: [office, 'township', village],
  [`${C}/households/{household}/timeline`]: REGISTER,
  [`${C}/findings`]: FINDINGS,
  [`${C}/findings/missed`]: CASES,
  [`${C}/cases`]: CASES,
  [`${C}/checks`]: ['check_department'],
  [`${C}/bodies`]: RECORDS,
  [`${C}/notices`]: RECORDS,
  [`${C}/meetings`]: REVIEW,
  [`${C}/objections`]: REVIEW,
  [`${C}/decisions/unpublished`]: REVIEW,
  [`${C}/decisions/{module}`]: RECORDS,
  [`${C}/ledger`]: [...MONEY, 'escrow_agent'],
  [`${C}/ledger/verification`]: [office, finance, 'auditor'],
  [`${C}/pools`]: POOL,
  [`${C}/payment-lists`]: MONEY,
  [`${C}/payment-lists/{list}/lines`]: POOL,
  // With bank accounts: the office sees no raw bank data, finance tokens.
  [`${C}/payment-lists/{list}/file`]: ['insurer', 'auditor'],
  [`${C}/samples`]: MONEY,
  [`${C}/grievances`]: COUNTRYSIDE,
  [`${C}/grievance-counts`]: RECORDS,
  [`${C}/areas`]: RECORDS,
  [`${C}/cohort-accounts`]: RECORDS,
  [`${C}/duplicates`]: COUNTRYSIDE,
  [`${C}/quality-findings`]: RECORDS,
  [`${C}/events`]: RECORDS,
  [`${C}/claims`]: MONEY,
  [`${C}/claim-verification`]: [office, 'auditor'],
  [`${C}/what-if-ranges`]: [office],
  [`${C}/scenarios`]: [office],
  [`${C}/namings`]: RECORDS,
  [`${C}/responsibility-gaps`]: RECORDS,
  [`${C}/inbox`]: RECORDS,
  [`${C}/tasks`]: RECORDS,
  [`${C}/work/findings`]: FINDINGS,
  [`${C}/work/cases`]: CASES,
  [`${C}/work/households`]: REGISTER,
  [`${C}/colleagues`]: CASES,
  [`${C}/home/today`]: RECORDS,
  [`${C}/home/steps`]: CASES,
  [`${C}/home/departments`]: CASES,
  [`${C}/home/notices`]: RECORDS,
  [`${C}/home/pool`]: POOL,
  [`${C}/home/findings`]: FINDINGS,
  [`${C}/search`]: REGISTER,
  [`${C}/areas/{area}/telephone`]: RECORDS,
  [`${C}/condition-changes`]: REGISTER,
  [`${C}/figures`]: COUNTRYSIDE,
  [`${C}/detectors`]: [office, 'auditor'],
  [`${C}/entities`]: COLLECTIVE,
  [`${C}/inventories`]: COLLECTIVE,
  [`${C}/expenditures`]: COLLECTIVE,
  [`${C}/escrows`]: [...MONEY, 'escrow_agent'],
  [`${C}/linked-households`]: ['enterprise'],
  [`${C}/share-books`]: [...CASES, 'escrow_agent'],
  [`${C}/rounds`]: [...CASES, 'escrow_agent'],
};

/** Undefined: nobody has said who may. */
export function whoMayAsk(path: string): 'anybody' | 'signed in' | readonly Role[] | undefined {
  const [longest] = Object.keys(OPEN)
    .filter((start) => path.startsWith(start))
    .sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : OPEN[longest];
}

/** Routes about rules, sums of a whole county, a collective's own books and one's own work: their amounts are no household's. */
export const IMPERSONAL =
  /^\/(content|demonstration|session|jobs|polic|procedure|import|audit|accounts)|\/(pools?|possible|what-if-ranges|scenarios|cohort-accounts|trial-balance|verification|grievance-counts|samples|payment-lists|entities|inventories|expenditures|escrows)(\/|$)|\/rounds(\/\{round\})?$/;

export const KINDS = [
  'name',
  'id',
  'phone',
  'group',
  'person',
  'health',
  'bill',
  'treatment',
  'income',
  'assets',
  'claim',
  'account',
  'review',
  'cause',
  'living',
] as const;
export type Kind = (typeof KINDS)[number];

/** What an actor sees clearly, and what only dimmed: a token, a category, a class of amounts. */
export const SEES: Readonly<Record<Role, { readonly clear: string; readonly dim?: string }>> = {
  // Health stays with the county office and the insurer's claims; of assets hit or no hit; no raw bank data.
  county_office: { clear: 'name id phone group person health bill treatment income claim review cause living', dim: 'assets account' }, // prettier-ignore
  // Their own domain only, and the alerts of their own records.
  health_insurance: { clear: 'bill treatment group' },
  education_department: { clear: 'bill treatment group' },
  emergency_department: { clear: 'bill treatment group' },
  check_department: { clear: 'name assets', dim: 'id' },
  county_finance: { clear: 'name group claim', dim: 'id bill account' },
  // Minutes and checks of its villages; not the raw ID or bank account, not the diagnosis.
  township: {
    clear: 'name phone group person bill income claim review cause living',
    dim: 'id assets account',
  },
  escrow_agent: { clear: '' },
  village_committees: {
    clear: 'name phone group person claim review cause living',
    dim: 'id bill income assets',
  },
  // A summary for the meeting: no income, no health, nothing owned.
  villager_representative: { clear: 'name group review', dim: 'bill claim' },
  helper: { clear: 'name phone group person bill income claim cause living', dim: 'id health' },
  grid_member: { clear: 'name phone person' },
  // A claim file without findings on assets and words of the review.
  insurer: { clear: 'name phone group health bill treatment claim account', dim: 'id' },
  enterprise: { clear: 'name phone', dim: 'group' },
  market_coordinator: { clear: 'name phone' },
  bank: { clear: 'name id phone person income account' },
  household: { clear: 'name id phone group person health bill treatment income assets claim account cause living', dim: 'review' }, // prettier-ignore
  station_worker: { clear: 'name phone person', dim: 'health' },
  consumer: { clear: '' },
  donor: { clear: '' },
  researcher: { clear: '' },
  auditor: { clear: 'name id phone group person bill income assets claim account review cause living', dim: 'health treatment' }, // prettier-ignore
  administrator: { clear: '' },
};
export type Sight = 'clear' | 'dim' | 'none';
export function sightOf(role: Role, kind: string): Sight {
  const { clear, dim = '' } = SEES[role];
  if (clear.split(' ').includes(kind)) return 'clear';
  return dim.split(' ').includes(kind) ? 'dim' : 'none';
}

/** Fields that carry an amount, a label or a fact about a household, by their name in answers. */
// prettier-ignore
const FIELDS: Readonly<Record<Kind, string>> = {
  name: 'head_name payee holder complainant complained_about objector other_name',
  id: 'id_number other_id_number',
  phone: 'phone',
  group: 'group household_group base_group target_group',
  person: 'birth_date other_birth_date sex relation education labour',
  health: 'health',
  bill: 'self_paid_yuan total_yuan reimbursed_yuan excess_yuan cumulative_yuan crossed_on totalYuan selfPaidYuan',
  treatment: 'provider item',
  income: 'income_yuan incomeYuan per_capita_income_yuan recurring_yuan one_off_yuan cost_yuan net_yuan per_head_yuan recurring_per_head_yuan stream',
  assets: '',
  claim: 'amount_yuan paid_yuan entitled_yuan difference_yuan earlier_yuan refusal',
  account: 'reference bank_account',
  review: 'minutes choice ground words',
  cause: 'cause causes stated',
  living: 'land_kind mu land_mu house_type area_m2 grade house_m2',
};
export const kindOfField: ReadonlyMap<string, Kind> = new Map(
  KINDS.flatMap((kind) => FIELDS[kind].split(' ').map((field) => [field, kind] as const)),
);
/** Headings of the lists as files. */
export const KIND_OF_HEADING: Readonly<Record<string, Kind>> = {
  户主姓名: 'name',
  户类型: 'group',
  '自付金额（元）': 'bill',
  '超出（元）': 'bill',
};

export const GROUPS = ['registered', 'non_high_standard_lifted', 'non_poor_low_income', 'sudden_hardship'];
/** What is left of a value that is only dimly seen: a star, a class of amounts, a category. */
export const isDim = (kind: Kind, value: string): boolean =>
  value.includes('*') ||
  /^'?-?\d+–\d+$/.test(value) ||
  // The category of a bill, and its day.
  (kind === 'bill' && /^([a-z_]+|\d{4}-\d\d-\d\d)$/.test(value));
