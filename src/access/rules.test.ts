import { describe, expect, test } from 'vitest';
import { type PlainDate, plainDate } from '../kernel/index.ts';
import { FIELD_KINDS, type FieldKind, masked, type Sight, sightOf } from './fields.ts';
import type { Account, AccountRole, Standing } from './model.ts';
import { isWhole, mayDo, ROLE_NAMES, type RoleName, roleOf } from './roles.ts';
import { findRefusal, scopeOf, seenRow } from './rules.ts';

/**
 * The role × field table a second time: by field, from the sentences of domain.md §5 ("sees", "must not see"), where
 * the product's table is by role. `+` sees it, `~` sees it masked; whoever is not named does not see it.
 */
const BY_FIELD: Readonly<Record<FieldKind, string>> = {
  number:
    '+county_office +health_insurance +education_department +emergency_department +check_department +county_finance +township +escrow_agent +village_committees +villager_representative +helper +grid_member +insurer +enterprise +market_coordinator +bank +household +station_worker +auditor',
  // Query: "name + ID token"; payee of finance; the agent of escrow has no business with households.
  name: '+county_office +check_department +county_finance +township +village_committees +villager_representative +helper +grid_member +insurer +enterprise +market_coordinator +bank +household +station_worker +auditor ~escrow_agent',
  phone:
    '+county_office +township +village_committees +helper +grid_member +insurer +enterprise +market_coordinator +bank +household +station_worker +auditor',
  // "masked ID" of the village, "raw ID" not for the township, a token for the check departments.
  id_number:
    '+county_office +bank +household +auditor ~check_department ~county_finance ~township ~village_committees ~helper ~insurer',
  // The enterprise learns "eligibility flag yes/no"; coordinator and consumer must not know the poverty status.
  group:
    '+county_office +health_insurance +education_department +emergency_department +county_finance +township +village_committees +villager_representative +helper +insurer +household +researcher +auditor ~enterprise',
  person:
    '+county_office +township +village_committees +helper +grid_member +bank +household +station_worker +auditor ~researcher',
  // "Health details stay with county office and insurer claim officer."
  health: '+county_office +insurer +household ~helper ~station_worker ~auditor',
  // "Village review sees category and amount class."
  bill: '+county_office +health_insurance +education_department +emergency_department +township +helper +insurer +household +auditor ~county_finance ~village_committees ~villager_representative ~researcher',
  treatment:
    '+county_office +health_insurance +education_department +emergency_department +insurer +household ~auditor',
  income: '+county_office +township +helper +bank +household +auditor ~village_committees ~researcher',
  // "only hit + class", "checks (class)".
  assets: '+check_department +household +auditor ~county_office ~township ~village_committees',
  claim:
    '+county_office +county_finance +township +village_committees +helper +insurer +household +auditor ~villager_representative ~researcher',
  account: '+escrow_agent +insurer +bank +household +auditor ~county_office ~county_finance ~township',
  review: '+county_office +township +village_committees +villager_representative +auditor ~household',
  // Who visits sees the pictures; the village's representatives have a summary sheet, not a neighbour's room.
  visit: '+county_office +township +village_committees +helper +insurer +household +auditor',
  conduct: '+township +village_committees +villager_representative +household +auditor ~county_office',
  // "survey answers of identifiable persons" are nobody's but the household's.
  survey: '+household ~researcher',
  log: '+auditor +administrator',
  // Nobody "must know why" but those who decide and help; the enterprise must not see "causes".
  cause: '+county_office +township +village_committees +helper +household +auditor +researcher',
  // "assets detail" is not for the representatives; a study sees classes.
  living: '+county_office +township +village_committees +helper +household +auditor ~researcher',
};

test('each role sees each field as domain.md §5 says', () => {
  for (const kind of FIELD_KINDS) {
    const words = BY_FIELD[kind].split(' ');
    const expected = (role: RoleName): Sight =>
      words.includes(`+${role}`) ? 'full' : words.includes(`~${role}`) ? 'masked' : 'none';
    expect(Object.fromEntries(ROLE_NAMES.map((role) => [role, sightOf(role, kind)])), kind).toEqual(
      Object.fromEntries(ROLE_NAMES.map((role) => [role, expected(role)])),
    );
    for (const word of words) expect(ROLE_NAMES).toContain(word.slice(1));
  }
});

test.each([
  ['name', '张三丰', '张**'],
  ['name', '欧阳锋', '欧阳*'],
  ['id_number', '11010519491231002X', '1101**********002X'],
  ['id_number', '130434', '****'],
  ['account', '6222020200112233445', '****3445'],
  ['account', '12345', '****'],
  ['person', '1949-12-31', '1949'],
  ['person', 'female', '*'],
  ['bill', '18000.50', '10000–100000'],
  ['bill', '9999', '1000–10000'],
  ['bill', '10000', '10000–100000'],
  ['bill', '0.99', '0–1'],
  ['bill', 250n, '100–1000'],
  ['bill', '-250', '-100–1000'],
  ['bill', 'medical', 'medical'],
  ['health', 'serious_illness', '*'],
  ['assets', 'house', '*'],
  ['income', 7, '1–10'],
  ['name', null, null],
  ['phone', '', ''],
  ['phone', '13812345678', '*'],
] as const)('%s %s is masked as %s', (kind, value, expected) => {
  expect(masked(kind, value)).toBe(expected);
});

test('a whole document shows nothing of itself when it is masked', () => {
  expect(masked('claim', { self_paid_fen: 1 })).toBe('*');
});

const D = (day: number): PlainDate => plainDate(`2026-11-${String(day).padStart(2, '0')}`);
const held = (role: RoleName, more: Partial<AccountRole> = {}): AccountRole => ({
  roleNo: 1,
  role,
  countyCode: 'TC01',
  areaCode: null,
  householdNo: null,
  since: D(1),
  until: null,
  ...more,
});
const account = (roles: readonly AccountRole[], more: Partial<Account> = {}): Account => ({
  accountNo: 1,
  name: 'li',
  person: 'Li',
  since: D(2),
  until: null,
  roles,
  ...more,
});

describe('refusals, in the order in which they are told', () => {
  const office = held('county_office');
  test.each([
    ['before its first day', account([office]), 'screening.run', 'TC01', 1, 'access.account_inactive'],
    ['on its first day', account([office]), 'screening.run', 'TC01', 2, undefined],
    ['on its last day', account([office], { until: D(9) }), 'screening.run', 'TC01', 9, undefined],
    ['after it', account([office], { until: D(9) }), 'screening.run', 'TC01', 10, 'access.account_inactive'],
    ['no such action', account([office]), 'governance.meeting.call', 'TC02', 5, 'access.action_refused'],
    ['a word that only begins alike', account([office]), 'screeningX', 'TC01', 5, 'access.action_refused'],
    ['another county', account([office]), 'screening.run', 'TC02', 5, 'access.other_county'],
    ['all counties', account([office]), 'policy.propose', '000000', 5, 'access.other_county'],
    [
      'responsible for all',
      account([held('county_office', { countyCode: '000000' })]),
      'policy.propose',
      '000000',
      5,
      undefined,
    ],
    [
      'the role begins later',
      account([held('county_office', { since: D(6) })]),
      'screening.run',
      'TC01',
      5,
      'access.action_refused',
    ],
    [
      'the role has ended',
      account([held('county_office', { until: D(4) })]),
      'screening.run',
      'TC01',
      5,
      'access.action_refused',
    ],
    [
      'able here, responsible there',
      account([office, held('township', { countyCode: 'TC02' })]),
      'governance.body.found',
      'TC01',
      5,
      'access.other_county',
    ],
    ['no roles', account([]), 'see.household', 'TC01', 5, 'access.action_refused'],
    ['a read without a county', account([office]), 'see.records', undefined, 5, undefined],
  ] as const)('%s', (_, who, action, county, day, refusal) => {
    expect(findRefusal(who, action, county, D(day))).toBe(refusal);
  });
});

describe('the table of roles', () => {
  const WHOLE_ACTS = [
    'import.households',
    'import.expenses',
    'screening.run',
    'finding.import',
    'compensation.assess',
    'register.event.approve',
    'register.duplicates.find',
    'cases.pay',
    'payout.pool.premium',
    'payout.payment.make',
    'payout.payment.release',
    'payout.payment.result',
    'ledger.verify',
    'pool.show',
    'payment.show',
    'policy.propose',
    'demo.load',
    'account.open',
    'audit.seal',
  ];

  test('acts over a whole county are for those responsible for whole counties, all bills of a peril or all claims', () => {
    for (const action of WHOLE_ACTS) {
      expect(isWhole(action), action).toBe(true);
      for (const role of ROLE_NAMES.filter((name) => mayDo(name, action)))
        expect(['county', 'perils', 'claims', 'none'], `${role} ${action}`).toContain(roleOf(role).reach);
    }
    for (const action of ['finding.visit', 'cases.answer', 'cases.open', 'payout.payment.account'])
      expect(isWhole(action), action).toBe(false);
  });

  // domain.md §5, "must not see / do".
  test.each([
    [
      'county_office',
      [
        'governance.meeting.vote',
        'governance.body.found',
        'cases.confirm',
        'cases.answer',
        'cases.visit',
        'cases.pay',
        'payout.payment.release',
        'payout.payment.result',
        'account.open',
        'audit.list',
      ],
    ],
    ['township', ['cases.record', 'cases.order', 'cases.pay', 'cases.overrule', 'payout.payment.account']],
    [
      'helper',
      [
        'register.event.approve',
        'payment.make',
        'governance.meeting.vote',
        'compensation.assess',
        'cases.confirm',
        'cases.record',
        'cases.pay',
      ],
    ],
    [
      'grid_member',
      [
        'register.event.approve',
        'compensation.assess',
        'cases.open',
        'see.case',
        'see.ledger',
        'see.meeting',
      ],
    ],
    [
      'auditor',
      ['import.expenses', 'register.event.propose', 'account.open', 'audit.seal', 'cases.pay', 'ledger.post'],
    ],
    ['researcher', ['register.event.propose', 'import.households', 'see.household']],
    [
      'administrator',
      ['see.household', 'see.findings', 'register.event.approve', 'ledger.post', 'cases.pay'],
    ],
    [
      'county_finance',
      [
        'governance.meeting.vote',
        'register.event.approve',
        'compensation.assess',
        'cases.record',
        'cases.order',
        'see.meeting',
        'see.grievance',
      ],
    ],
    [
      'village_committees',
      [
        'register.event.approve',
        'screening.run',
        'cases.record',
        'cases.pay',
        'payout.payment.make',
        'payout.payment.account',
        'pool.show',
      ],
    ],
    ['villager_representative', ['cases.confirm', 'see.ledger', 'see.payment', 'payout.grievance.answer']],
    [
      'insurer',
      ['cases.record', 'cases.order', 'cases.confirm', 'payout.payment.make', 'see.meeting', 'see.grievance'],
    ],
    ['bank', ['see.case', 'see.meeting', 'payout.payment.release']],
    ['enterprise', ['see.case', 'see.payment', 'see.ledger']],
    [
      'check_department',
      ['see.household', 'see.findings', 'see.case', 'import.expenses', 'cases.visit', 'cases.open'],
    ],
    ['consumer', ['see.household']],
    ['donor', ['see.household']],
  ] as const)('%s must not', (role, actions) => {
    for (const action of actions) expect(mayDo(role, action), action).toBe(false);
  });
});

// domain.md M11, M16, §5: the village keeps its register and proposes, the township above it, too; who lets the money out is
// above the village or is the treasury, who co-signs is the escrow agent, and nobody else touches a round.
test.each([
  ['shares.book.open', 'township village_committees'],
  ['shares.charter.adopt', 'township village_committees'],
  ['shares.capital.set', 'township village_committees'],
  ['shares.entry.add', 'township village_committees'],
  ['shares.entry.issue', 'township village_committees'],
  ['shares.entry.pass_on', 'township village_committees'],
  ['shares.tally.add', 'township village_committees'],
  ['shares.income.receive', 'township village_committees'],
  ['shares.roll.freeze', 'township village_committees'],
  ['shares.round.propose', 'township village_committees'],
  ['shares.round.withdraw', 'township village_committees'],
  ['shares.round.authorise', 'county_office county_finance township'],
  ['shares.round.cosign', 'escrow_agent'],
  ['shares.round.pay', 'county_finance township village_committees'],
  ['shares.round.reverse', 'county_office county_finance'],
  ['detector.answer', 'county_office'],
  ['detector.board', 'county_office auditor'],
] as const)('%s: %s', (action, roles) => {
  expect(ROLE_NAMES.filter((role) => mayDo(role, action)).join(' ')).toBe(roles);
});

const standing = (role: RoleName, more: Partial<Standing> = {}): Standing => ({
  ...held(role),
  areas: new Set(),
  ...more,
});

test('an account with two roles sees of a row what the role responsible for it allows, of a stray row the least', () => {
  const both = [
    standing('village_committees', { areaCode: 'V1', areas: new Set(['V1']) }),
    standing('household', { householdNo: '7' }),
  ];
  const row = {
    county_code: 'TC01',
    area_code: 'V2',
    household_no: '7',
    health: 'healthy',
    id_number: '11010519491231002X',
  };
  expect(seenRow(both, row)).toEqual(row);
  expect(seenRow(both, { ...row, area_code: 'V1', household_no: '8' })).toMatchObject({
    health: null,
    id_number: '1101**********002X',
  });
  expect(seenRow(both, { health: 'healthy', id_number: '11010519491231002X' })).toEqual({
    health: null,
    id_number: '1101**********002X',
  });
  expect(seenRow([], row)).toMatchObject({ county_code: 'TC01', health: null, household_no: null });
});

test('what a role sees in one village it does not see in another that the account knows in another role', () => {
  const both = [
    standing('township', { areaCode: 'V1', areas: new Set(['V1']) }),
    standing('grid_member', { areaCode: 'V2', areas: new Set(['V2']) }),
  ];
  const row = { county_code: 'TC01', area_code: 'V1', household_no: '7', group: 'registered' };
  expect(seenRow(both, row)).toEqual(row);
  expect(seenRow(both, { ...row, area_code: 'V2' })).toMatchObject({ group: null });
  expect(seenRow(both, { ...row, area_code: 'V3' })).toMatchObject({ group: null });
});

test('what a role sees in one county it does not see in another that the account knows in another role', () => {
  const both = [standing('county_office'), standing('county_finance', { countyCode: 'TC02' })];
  const row = { county_code: 'TC01', household_no: '7', health: 'healthy' };
  expect(seenRow(both, row)).toEqual(row);
  expect(seenRow(both, { ...row, county_code: 'TC02' })).toMatchObject({ health: null });
});

test('a scope holds what each role is responsible for', () => {
  const scope = scopeOf(
    [
      standing('county_finance', { countyCode: '000000' }),
      standing('township', { areaCode: 'T1', areas: new Set(['T1', 'V1']) }),
      standing('escrow_agent', { areaCode: 'V2', areas: new Set(['V2']) }),
      standing('helper', { householdNo: '7' }),
      standing('health_insurance', { countyCode: 'TC02' }),
      standing('insurer'),
      standing('administrator', { countyCode: 'TC09' }),
    ],
    ['TC01', 'TC02'],
    'Li',
    'TC01',
  );
  expect(scope).toEqual({
    whole: ['TC01', 'TC02'],
    decided: ['TC01'],
    counties: ['TC01', 'TC02'],
    claims: ['TC01'],
    areas: ['T1', 'V1'],
    collective: ['V2'],
    households: ['TC01/7'],
    perils: ['TC02/medical', 'TC02/traffic_medical'],
    accounts: ['Li'],
  });
});
