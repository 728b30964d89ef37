import { beforeEach, describe, expect, test } from 'vitest';
import { open as openAccountOf } from '../../../test/access.ts';
import { callerOf } from '../../../test/api.ts';
import { codeOf, day, LINKS, store, take, useCounty, walk } from '../../../test/cases.ts';
import { COUNTY } from '../../../test/imports.ts';
import type { NewRole } from '../../access/index.ts';
import type { CheckPage } from './index.ts';

/** What departments see of a case: the question, nothing else. */

useCounty();

const county = (role: NewRole['role']) => ({ role, countyCode: COUNTY });
const clerkOf = (department: string) => ({ ...county('check_department'), department });
const PEOPLE: Readonly<Record<string, Pick<NewRole, 'role'> & Partial<NewRole>>> = {
  Finder: { role: 'village_committees', countyCode: COUNTY, areaCode: 'TC01-V1' },
  Clerk: county('county_office'),
  Lin: clerkOf('land_resources'),
  Ma: clerkOf('market_regulation'),
  Che: clerkOf('traffic_police'),
  All: county('check_department'),
  Wen: { role: 'helper', countyCode: COUNTY, householdNo: '1' },
  Chen: { role: 'villager_representative', countyCode: COUNTY, areaCode: 'TC01-V1' },
  Office: { role: 'township', countyCode: COUNTY, areaCode: 'TC01-T1' },
};
let call: Awaited<ReturnType<typeof callerOf>>;
beforeEach(async () => {
  call = await callerOf(store);
  await openAccountOf(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  for (const [name, role] of Object.entries(PEOPLE)) await openAccountOf(store.db, name, role);
});

const ask = (viewer: string, query = 'state=waiting') =>
  call<CheckPage & { code?: string }>(viewer, `GET /counties/${COUNTY}/checks?${query}&purpose=check`);
const rowsOf = async (viewer: string, query?: string) =>
  (await ask(viewer, query)).body.rows.map(({ department }) => department);

describe('questions to departments', () => {
  test('each sees its own, with names and masked ID numbers, and nothing of the case', async () => {
    await walk('ask');
    const { body } = await ask('Lin');
    expect(body.departments).toEqual(['land_resources']);
    expect(body.rows).toEqual([
      {
        case_no: 1,
        household_no: '1',
        area_code: 'TC01-V1',
        head_name: '张三丰',
        members: [
          { name: '张三丰', id_number_masked: '' },
          { name: '张小丰', id_number_masked: '' },
        ],
        asked_on: day(0),
        due: day(5),
        is_overdue: true,
        department: 'land_resources',
        answer: null,
        may_answer: true,
      },
    ]);
    expect(await rowsOf('All')).toEqual(['land_resources', 'market_regulation', 'traffic_police']);
    const refused = await call<{ code: string }>('Lin', `GET /counties/${COUNTY}/cases/1?purpose=look`);
    expect(refused.body.code).toBe('access.action_refused');
  });

  test('an answer moves the question from one list to the other, and may be corrected until the village decides', async () => {
    await walk('ask');
    await LINKS['land']!();
    expect([await rowsOf('Lin'), await rowsOf('Lin', 'state=answered')]).toEqual([[], ['land_resources']]);
    expect(await rowsOf('Ma', 'state=answered')).toEqual([]);
    await take('answer', 'Lin', day(2), { department: 'land_resources', result: 'hit', note: 'a house' });
    const [corrected] = (await ask('Lin', 'state=answered')).body.rows;
    expect([corrected!.answer, corrected!.may_answer]).toEqual([
      { day: day(2), by: 'Lin', result: 'hit', note: 'a house' },
      true,
    ]);
  });

  test('nobody answers for another department', async () => {
    await walk('ask');
    expect(
      await codeOf(take('answer', 'Lin', day(1), { department: 'traffic_police', result: 'clear' })),
    ).toBe('cases.otherDepartment');
    expect(
      await codeOf(take('answer', 'All', day(1), { department: 'traffic_police', result: 'clear' })),
    ).toBe('done');
  });

  test('a closed case asks nobody any more', async () => {
    await walk('ask');
    await take('reject', 'Clerk', day(1), { reason: 'sold the house' });
    expect(await rowsOf('Lin')).toEqual([]);
  });

  test('page by page, and only for departments: the county office reads the case, a village its own', async () => {
    await walk('ask');
    for (const viewer of ['Clerk', 'Office', 'Finder'])
      expect((await ask(viewer)).body.code, viewer).toBe('access.action_refused');
    expect(await rowsOf('Lin', 'state=waiting&after=1')).toEqual([]);
    expect(await rowsOf('Lin', 'state=waiting&after=0&limit=1')).toEqual(['land_resources']);
  });
});

test('only those that answer checks have a department', async () => {
  expect(
    await codeOf(
      openAccountOf(store.db, 'Wrong', { ...county('county_office'), department: 'land_resources' }),
    ),
  ).toBe('access.reach_department');
});
