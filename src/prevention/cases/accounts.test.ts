import { beforeEach, describe, expect, test } from 'vitest';
import { open as openAccountOf } from '../../../test/access.ts';
import {
  appeal,
  codeOf,
  day,
  LINKS,
  meet,
  object,
  open,
  store,
  take,
  useCounty,
  view,
  walk,
} from '../../../test/cases.ts';
import { COUNTY, VILLAGE } from '../../../test/imports.ts';
import { eyesOf, type NewRole, openAccount, see } from '../../access/index.ts';
import { sql } from '../../platform/index.ts';

/** The chain of a case once accounts exist: everybody under row-level security, with their own role and area. */

useCounty();

const county = (role: NewRole['role']) => ({ role, countyCode: COUNTY });
const inArea = (role: NewRole['role'], areaCode: string) => ({ role, countyCode: COUNTY, areaCode });
const ofHousehold = (role: NewRole['role']) => ({ role, countyCode: COUNTY, householdNo: '1' });

/** Who acts in `LINKS`. */
const PEOPLE: Readonly<Record<string, Pick<NewRole, 'role'> & Partial<NewRole>>> = {
  Finder: inArea('village_committees', VILLAGE),
  Clerk: county('county_office'),
  Lin: { ...county('check_department'), department: 'land_resources' },
  Ma: county('check_department'),
  Che: county('check_department'),
  Wen: ofHousehold('helper'),
  Office: inArea('township', 'TC01-T1'),
  Chen: inArea('villager_representative', VILLAGE),
  Hu: inArea('village_committees', VILLAGE),
  Tang: inArea('township', 'TC01-T1'),
  Gao: county('county_office'),
  Luo: county('county_office'),
  Kong: county('insurer'),
  Neighbour: inArea('village_committees', 'TC01-V2'),
  Finance: county('county_finance'),
  Grid: inArea('grid_member', VILLAGE),
  张三丰: ofHousehold('household'),
};

beforeEach(async () => {
  await openAccountOf(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  for (const [name, role] of Object.entries(PEOPLE)) await openAccountOf(store.db, name, role);
});

test('every link is taken by its own role, and the household is paid', async () => {
  for (const [link, act] of Object.entries(LINKS)) expect(await codeOf(act()), link).toBe('done');
  expect((await view(day(12))).status).toBe('PAID');
});

describe('refused', () => {
  test('by area: another village neither opens nor confirms', async () => {
    expect(await codeOf(open('Neighbour', day(0)))).toBe('access.outside_area');
    await walk('notice');
    expect(await codeOf(take('confirm', 'Neighbour', day(9)))).toBe('access.outside_area');
    expect(await codeOf(take('confirm', 'Hu', day(9)))).toBe('done');
  });

  test.each([
    ['ask', 'Finder'],
    ['answer', 'Clerk'],
    ['visit', 'Clerk'],
    ['confirm', 'Clerk'],
    ['confirm', 'Chen'],
    ['report', 'Hu'],
    ['record', 'Tang'],
    ['record', 'Kong'],
    ['order', 'Finance'],
    ['pay', 'Luo'],
    ['pay', 'Wen'],
    ['withdraw', 'Hu'],
    ['follow_up', 'Grid'],
  ])('by role: %s by %s', async (action, who) => {
    const fields: Record<string, Record<string, string>> = {
      answer: { department: 'land_resources', result: 'clear' },
      visit: { companion: 'Qiu' },
      withdraw: { reason: 'x' },
      follow_up: {
        income_stable: 'yes',
        income_above_line: 'yes',
        expenditure_solved: 'yes',
        guarantees_secure: 'yes',
        risk_gone: 'yes',
      },
    };
    await open('Finder', day(0));
    expect(await codeOf(take(action, who, day(1), fields[action]))).toBe('access.action_refused');
  });
});

test('whoever came along on the visit does not approve, by whatever name they were written down', async () => {
  const person = '王 审核';
  await openAccount(store.db, {
    actor: 'Root',
    name: 'Approver',
    person,
    role: {
      ...county('county_office'),
      areaCode: null,
      householdNo: null,
      department: null,
      since: day(-60),
      until: null,
    },
  });
  await walk('report', ['visit', 'review', 'notice', 'confirm', 'report']);
  await take('visit', 'Wen', day(2), { companion: '王审核' });
  for (const link of ['review', 'notice', 'confirm', 'report']) await LINKS[link]!();
  expect(await codeOf(take('record', 'Approver', day(10)))).toBe('cases.apart');
  expect(await codeOf(take('record', 'Gao', day(10)))).toBe('done');
});

test('an objection of the household suspends the payment, though the ledger is not the household’s', async () => {
  await walk('order');
  expect(await codeOf(object(day(11), '张三丰'))).toBe('done');
  expect(await codeOf(take('pay', 'Kong', day(11)))).toBe('cases.contested');
  expect((await view(day(11))).status).toBe('OBJECTION');
  expect(await codeOf(appeal(1, day(12)))).not.toMatch(/^access/);
});

test.each([['still there'], ['moved away']])(
  'the village that decides anew revokes the payment, with the household %s',
  async (where) => {
    await walk('order');
    if (where === 'moved away')
      await sql`update registry.household set area_code = 'TC01-V2' where household_no = '1'`.execute(
        store.db,
      );
    expect(await codeOf(meet(day(11), { vote: 'against' }))).toBe('done');
    expect(await codeOf(take('pay', 'Kong', day(11)))).toBe('cases.notYet');
  },
);

test('what each sees of the case', async () => {
  await walk('visit');
  const shown = await view(day(3));
  const located = { county_code: COUNTY, area_code: VILLAGE, household_no: '1' };
  const seenBy = async (name: string) => (await eyesOf(store.db, name))(shown, located);
  const rowsOf = (name: string) =>
    see(store.db, { viewer: name, action: 'see.case' }, async (tx) => {
      const { rows } = await sql<{ case_no: number }>`select case_no from cases.case_file`.execute(tx);
      return rows.length;
    });
  const village = await seenBy('Hu');
  expect(village.inputs).toMatchObject({
    facts: {
      group: 'non_poor_low_income',
      incomeYuan: '1000–10000',
      bills: [{ selfPaidYuan: '10000–100000' }],
    },
  });
  expect((await seenBy('Kong')).steps).toMatchObject([
    { action: 'open', fields: null },
    {},
    {},
    {},
    {},
    {},
    {},
    {},
  ]);
  expect((await seenBy('Kong')).inputs).toMatchObject({ facts: { incomeYuan: null } });
  expect((await seenBy('Lin')).inputs).toBeNull();
  expect((await seenBy('Chen')).inputs).toBe('*');
  expect((await seenBy('Gao')).inputs).toEqual(shown.inputs);
  expect((await seenBy('张三丰')).inputs).toEqual(shown.inputs);
  for (const [name, count] of [
    ['Hu', 1],
    ['Tang', 1],
    ['Neighbour', 0],
    ['Kong', 1],
    ['张三丰', 1],
    ['Gao', 1],
  ] as const)
    expect(await rowsOf(name), name).toBe(count);
  for (const name of ['Lin', 'Grid', 'Root'])
    expect(await codeOf(rowsOf(name)), name).toBe('access.action_refused');
});
