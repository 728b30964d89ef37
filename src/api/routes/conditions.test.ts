import { expect, test } from 'vitest';
import { open } from '../../../test/access.ts';
import { callerOf } from '../../../test/api.ts';
import { store, useCounty } from '../../../test/cases.ts';
import { COUNTY, importText, VILLAGE } from '../../../test/imports.ts';
import type { RoleName } from '../../access/roles.ts';

useCounty();

/** Who sees causes, and who land and houses (domain.md §5), told apart from the table of fields. */
const SEES: readonly (readonly [RoleName, object, boolean])[] = [
  ['county_office', {}, true],
  ['township', { areaCode: 'TC01-T1' }, true],
  ['village_committees', { areaCode: VILLAGE }, true],
  ['helper', { householdNo: '1' }, true],
  ['villager_representative', { areaCode: VILLAGE }, false],
  ['grid_member', { areaCode: VILLAGE }, false],
  ['enterprise', { householdNo: '1' }, false],
  ['bank', { householdNo: '1' }, false],
  ['county_finance', {}, false],
];

test('a change goes from a village to the county, and only those who need it see what holds', async () => {
  const call = await callerOf(store);
  await importText(
    store.db,
    'causes',
    `county_code,household_no,since,rank,cause,reported_by\n${COUNTY},1,2025-01-01,1,illness,village\n`,
  );
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  await open(store.db, 'Other', { role: 'village_committees', countyCode: COUNTY, areaCode: 'TC01-V2' });
  for (const [role, place] of SEES) await open(store.db, role, { role, countyCode: COUNTY, ...place });
  const changes = `/counties/${COUNTY}/condition-changes`;
  const body = {
    household_no: '1',
    since: '2026-03-01',
    houses: [{ house_no: '1', house_type: 'brick', area_m2: '80', grade: 'C' }],
    reason: 'cracks after the rain',
  };
  // What a route answers is for the test to say.
  const ask = (who: string, what: `${'GET' | 'POST'} ${string}`, said?: object) => call<any>(who, what, said);
  expect((await ask('Other', `POST ${changes}`, body)).status).toBe(403);
  expect((await ask('grid_member', `POST ${changes}`, body)).status).toBe(403);
  const { body: change, status } = await ask('village_committees', `POST ${changes}`, body);
  expect([status, change.status, change.houses]).toEqual([
    201,
    'proposed',
    [{ house_no: '1', house_type: 'brick', area_m2: '80.00', grade: 'C' }],
  ]);
  const decision = `POST ${changes}/${change.change_no}/decision` as const;
  expect((await ask('township', decision, { verdict: 'approve' })).status).toBe(403);
  expect((await ask('county_office', decision, { verdict: 'approve' })).body.status).toBe('approved');

  for (const [role, , sees] of SEES) {
    const { body: sheet } = await ask(
      role,
      `GET /counties/${COUNTY}/households/1/conditions?on=2026-04-01&purpose=visit`,
    );
    const seen = [
      sheet.causes.map((row: any) => row.cause),
      sheet.houses.map((row: any) => row.grade),
      sheet.house_m2,
    ];
    expect(seen, role).toEqual(sees ? [['illness'], ['C'], '80.00'] : [[], [], null]);
    expect(
      sheet.stated.causes.map((row: any) => row.source),
      role,
    ).toEqual(sees ? ['test'] : []);
  }
  expect((await ask('Other', `GET ${changes}?purpose=visit`)).body.rows).toEqual([]);
});
