import {
  ALL_COUNTIES,
  giveRole,
  type NewAccount,
  openAccountsInto,
  type RoleName,
  roleOf,
  within,
} from '../access/index.ts';
import { addDays, firstDayOf, type PlainDate, yearOf } from '../kernel/index.ts';
import type { Tx } from '../platform/index.ts';
import type { Stage, Village } from './story/stage.ts';

/** The password of every demonstration account: public, because nobody behind them is real. */
export const DEMO_PASSWORD = 'try-the-terraces-2026';

type Reach = 'everywhere' | 'county' | 'township' | 'village' | 'household';

// prettier-ignore
/** One account for every actor of domain.md §5, and enough of them that each link of a case has its own person. */
const CAST: readonly (readonly [name: string, role: RoleName, reach: Reach, post: string])[] = [
  ['admin',          'administrator',           'everywhere', ''],
  ['office',         'county_office',           'county',     '经办人'],
  ['approver',       'county_office',           'county',     '审核人'],
  ['reviewer',       'county_office',           'county',     '复核人'],
  ['finance',        'county_finance',          'county',     '制单人'],
  ['treasurer',      'county_finance',          'county',     '出纳'],
  ['health',         'health_insurance',        'county',     ''],
  ['education',      'education_department',    'county',     ''],
  ['emergency',      'emergency_department',    'county',     ''],
  ['land',           'check_department',        'county',     '自然资源'],
  ['business',       'check_department',        'county',     '市场监管'],
  ['traffic',        'check_department',        'county',     '公安交管'],
  ['insurer',        'insurer',                 'county',     ''],
  ['township',       'township',                'township',   '负责人'],
  ['officer',        'township',                'township',   '防贫专干'],
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

// prettier-ignore
const IN_ENGLISH: Readonly<Record<string, string>> = {
  经办人: 'clerk', 审核人: 'approver', 复核人: 'reviewer', 制单人: 'clerk', 出纳: 'cashier',
  自然资源: 'land', 市场监管: 'businesses', 公安交管: 'vehicles', 负责人: 'head', 防贫专干: 'officer',
  村支书: 'Party secretary', 村主任: 'village head',
};

/** Those who also act in the other villages and townships of the story, as `village-2` and `township-2`. */
const IN_OTHER_VILLAGES = ['secretary', 'village', 'representative', 'grid'] as const;
const IN_OTHER_TOWNSHIPS = ['township', 'officer'] as const;

export interface DemoAccount {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** Who can sign in to a demonstration store: one of every actor, and those a case needs. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = CAST.map(([name, role, , post]) => ({
  name,
  zh: `${roleOf(role).zh}${post && `（${post}）`}`,
  en: `${roleOf(role).en}${post && ` (${IN_ENGLISH[post]})`}`,
}));

/** For which department the accounts that answer checks do so. */
const DEPARTMENTS: Readonly<Record<string, string>> = {
  land: 'land_resources',
  business: 'market_regulation',
  traffic: 'traffic_police',
};

const AUDIT_DAYS = 366;
/** Households that the account `helper` answers for, beside that of the account `household`. */
const HELPED = 5;

interface Opening {
  readonly stage: Stage;
  readonly actor: string;
  readonly day: PlainDate;
}

/** Opens the accounts. They have been there since the year before, so that people could act until today. */
export async function openDemoAccounts(tx: Tx, { stage, actor, day }: Opening): Promise<void> {
  const since = firstDayOf(yearOf(day) - 1);
  const { county, villages } = stage;
  const [village, ...others] = villages;
  const household = village.eligible[0]!.household_no;
  const opened = (
    [name, role, reach, post]: (typeof CAST)[number],
    at: Village,
    isFirst: boolean,
  ): NewAccount => ({
    name: isFirst ? name : `${name}${reach === 'township' ? at.townshipSuffix : at.suffix}`,
    person: `合成·${roleOf(role).zh}${post}${isFirst ? '' : `·${reach === 'township' ? at.townshipName : at.name}`}`,
    role: {
      role,
      countyCode: reach === 'everywhere' ? ALL_COUNTIES : county,
      areaCode: reach === 'township' ? at.township : reach === 'village' ? at.code : null,
      householdNo: reach === 'household' ? household : null,
      department: DEPARTMENTS[name] ?? null,
      since,
      until: roleOf(role).isLimited ? addDays(day, AUDIT_DAYS) : null,
    },
  });
  const of = (names: readonly string[], at: Village): NewAccount[] =>
    CAST.filter(([name]) => names.includes(name)).map((one) => opened(one, at, false));
  const otherTownship = others.find(({ townshipSuffix }) => townshipSuffix !== '');
  await openAccountsInto(tx, {
    actor,
    password: DEMO_PASSWORD,
    accounts: [
      ...CAST.map((one) => opened(one, village, true)),
      ...others.flatMap((other) => of(IN_OTHER_VILLAGES, other)),
      ...(otherTownship ? of(IN_OTHER_TOWNSHIPS, otherTownship) : []),
    ],
  });
  for (const { household_no: householdNo } of village.eligible.slice(1, 1 + HELPED))
    await giveRole(within(tx), {
      actor: 'admin',
      account: 'helper',
      role: {
        role: 'helper',
        countyCode: county,
        areaCode: null,
        householdNo,
        department: null,
        since,
        until: null,
      },
    });
}
