import { ALL_COUNTIES, type NewAccount, openAccountsInto, type RoleName, roleOf } from '../access/index.ts';
import { addDays, type PlainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { fail } from './errors.ts';

/** The password of every demonstration account: public, because nobody behind them is real. */
export const DEMO_PASSWORD = 'try-the-terraces-2026';

type Reach = 'everywhere' | 'county' | 'township' | 'village' | 'household';

// prettier-ignore
/** One account for every actor of domain.md §5, and enough of them that each link of a case has its own person. */
const CAST: readonly (readonly [name: string, role: RoleName, reach: Reach, post: string])[] = [
  ['admin',          'administrator',           'everywhere', ''],
  ['office',         'county_office',           'county',     '经办人'],
  ['approver',       'county_office',           'county',     '审核人'],
  ['finance',        'county_finance',          'county',     ''],
  ['health',         'health_insurance',        'county',     ''],
  ['education',      'education_department',    'county',     ''],
  ['emergency',      'emergency_department',    'county',     ''],
  ['land',           'check_department',        'county',     '自然资源'],
  ['business',       'check_department',        'county',     '市场监管'],
  ['traffic',        'check_department',        'county',     '公安交管'],
  ['insurer',        'insurer',                 'county',     ''],
  ['township',       'township',                'township',   ''],
  ['escrow',         'escrow_agent',            'township',   ''],
  ['secretary',      'village_committees',      'village',    '村支书'],
  ['village',        'village_committees',      'village',    '村主任'],
  ['representative', 'villager_representative', 'village',    ''],
  ['grid',           'grid_member',             'village',    ''],
  ['helper',         'helper',                  'household',  ''],
  ['household',      'household',               'household',  ''],
  ['bank',           'bank',                    'household',  ''],
  ['enterprise',     'enterprise',              'household',  ''],
  ['coordinator',    'market_coordinator',      'household',  ''],
  ['station',        'station_worker',          'household',  ''],
  ['consumer',       'consumer',                'county',     ''],
  ['donor',          'donor',                   'county',     ''],
  ['researcher',     'researcher',              'county',     ''],
  ['auditor',        'auditor',                 'county',     ''],
];

export interface DemoAccount {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** Who can sign in to a demonstration store. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = CAST.map(([name, role, , post]) => ({
  name,
  zh: `${roleOf(role).zh}${post && `（${post}）`}`,
  en: roleOf(role).en,
}));

/** For which department the accounts that answer checks do so. */
const DEPARTMENTS: Readonly<Record<string, string>> = {
  land: 'land_resources',
  business: 'market_regulation',
  traffic: 'traffic_police',
};

const AUDIT_DAYS = 366;

/** Opens the accounts: village and household are those with the highest bills of the last year in a group that has a line. */
export async function openDemoAccounts(
  tx: Tx,
  { county, actor, day }: { readonly county: string; readonly actor: string; readonly day: PlainDate },
): Promise<void> {
  const { household, village, township } = await findStage(tx, county);
  const within: Readonly<Record<Reach, Pick<NewAccount['role'], 'countyCode' | 'areaCode' | 'householdNo'>>> =
    {
      everywhere: { countyCode: ALL_COUNTIES, areaCode: null, householdNo: null },
      county: { countyCode: county, areaCode: null, householdNo: null },
      township: { countyCode: county, areaCode: township, householdNo: null },
      village: { countyCode: county, areaCode: village, householdNo: null },
      household: { countyCode: county, areaCode: null, householdNo: household },
    };
  const accounts = CAST.map(([name, role, reach, post]): NewAccount => ({
    name,
    person: `合成·${roleOf(role).zh}${post}`,
    role: {
      role,
      ...within[reach],
      department: DEPARTMENTS[name] ?? null,
      since: day,
      until: roleOf(role).isLimited ? addDays(day, AUDIT_DAYS) : null,
    },
  }));
  await openAccountsInto(tx, { actor, password: DEMO_PASSWORD, accounts });
}

async function findStage(tx: Tx, county: string) {
  const { rows } = await sql<{ household: string; village: string; township: string }>`
    select h.household_no as household, h.area_code as village, a.parent_code as township
    from registry.household h join registry.area a on a.code = h.area_code
    join feeds.expense e on e.county_code = h.county_code and e.household_no = h.household_no
    where h.county_code = ${county} and e.date >= (select date_trunc('year', max(date)) from feeds.expense) and h.base_group in ('non_high_standard_lifted', 'non_poor_low_income')
    group by h.household_no, h.area_code, a.parent_code
    order by sum(e.total_fen - e.reimbursed_fen) desc, h.household_no limit 1`.execute(tx);
  if (!rows[0]) throw fail('demo.tooSmall');
  return rows[0];
}
