import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAll, type Ask, signedIn } from '../../../test/api.ts';
import { AREAS, COUNTY, countOf, emptyStore, importText } from '../../../test/imports.ts';
import { testStore } from '../../../test/store.ts';
import { runScript, sql, type Store } from '../../platform/index.ts';

let store: Store;
let ask: Ask;
beforeAll(async () => {
  store = await testStore();
  ask = await signedIn(store);
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
  await open('Root', { role: 'administrator' });
});

const open = (name: string, role: object, key?: string) =>
  ask('Root', 'POST /accounts', { name, person: name, since: '2026-01-01', ...role }, key);
const auditor = { role: 'auditor', county_code: COUNTY, until: '2026-12-31' };

test('accounts are opened once, given roles, ended and closed; who may not is refused', async () => {
  const office = { role: 'county_office', county_code: COUNTY };
  const opened = await open('Chen', office, 'key-of-account');
  expect(opened).toMatchObject({ status: 201, body: { account_no: 2, roles: [office] } });
  expect(await open('Chen', office, 'key-of-account')).toEqual(opened);
  expect(await open('Chen', office)).toMatchObject({ status: 409, body: { code: 'access.name_taken' } });
  expect(await ask('Chen', 'POST /accounts', { name: 'X', person: 'X', ...office })).toMatchObject({
    status: 403,
    body: { code: 'access.action_refused' },
  });
  expect(await ask('Root', 'POST /accounts/Chen/roles', { ...auditor, purpose: 'x' })).toMatchObject({
    status: 400,
  });
  expect(await ask('Root', 'POST /accounts/Chen/roles', auditor)).toMatchObject({
    status: 201,
    body: { roles: [{ role_no: 1 }, { role_no: 2, role: 'auditor' }] },
  });
  const end = { last_day: '2026-11-30', reason: 'over' };
  expect(await ask('Root', 'POST /accounts/Chen/roles/2/end', end)).toMatchObject({
    status: 200,
    body: { roles: [{}, { until: '2026-11-30' }] },
  });
  expect(await ask('Root', 'POST /accounts/Root/closing', end)).toMatchObject({
    body: { code: 'access.last_administrator' },
  });
  expect(await ask('Root', 'POST /accounts/Chen/closing', end)).toMatchObject({
    status: 200,
    body: { until: '2026-11-30' },
  });
});

test('accounts and the trail are read page by page', async () => {
  for (const name of ['A', 'B', 'C']) await open(name, auditor);
  const accounts = (await listAll(ask, 'Root', '/accounts', 2)) as { name: string }[];
  expect(accounts.map(({ name }) => name)).toEqual(['Root', 'A', 'B', 'C']);
  const whole = (await ask('Root', 'GET /audit-entries?limit=500')).body.rows;
  expect(whole).toHaveLength(await countOf(store.db, 'access.audit_entry'));
  expect(await listAll(ask, 'Root', '/audit-entries', 2)).toEqual(whole);
  expect(await ask('Root', 'GET /audit-entries?after=nothing')).toMatchObject({ status: 400 });
});

test('the trail is sealed, verified, and one changed row breaks it', async () => {
  expect(await ask('Root', 'POST /audit-seals', { dry_run: true })).toMatchObject({ status: 201 });
  expect(await countOf(store.db, 'access.seal')).toBe(0);
  const sealed = await ask('Root', 'POST /audit-seals', {});
  expect(sealed.body.seals).toContainEqual(expect.objectContaining({ county_code: '000000', seal_no: 1 }));
  expect(await ask('Root', 'GET /audit-verification')).toMatchObject({ status: 200, body: { faults: [] } });
  await store.db
    .transaction()
    .execute((tx) =>
      runScript(tx, `update access.audit_entry set actor = 'Nobody' where action = 'account.open'`),
    );
  expect((await ask('Root', 'GET /audit-verification')).body.faults).toEqual([
    { county_code: '000000', seal_no: 1, fault: 'rows' },
  ]);
});

test('within accounts, a township names people of its villages and nobody else, and sees no other task', async () => {
  await open('Town', { role: 'township', county_code: COUNTY, area_code: 'TC01-T1' });
  await open('Office', { role: 'county_office', county_code: COUNTY });
  const naming = (area_code: string) => ({
    namings: [{ area_code, post: 'secretary', name: 'Lead', since: '2026-01-01' }],
  });
  const url = `POST /counties/${COUNTY}/namings` as const;
  expect(await ask('Town', url, naming('TC01-V1'))).toMatchObject({ status: 201 });
  expect(await ask('Town', url, naming(COUNTY))).toMatchObject({
    status: 403,
    body: { code: 'access.outside_area' },
  });
  expect(await ask('Office', url, naming(COUNTY))).toMatchObject({ status: 201 });
  const give = (area_code: string) =>
    ask('Office', `POST /counties/${COUNTY}/tasks`, {
      title: 'look',
      area_code,
      owner_name: 'Lead',
      due: '2026-12-01',
    });
  expect([(await give('TC01-V1')).status, (await give(COUNTY)).status]).toEqual([201, 201]);
  const seen = async (who: string) =>
    ((await listAll(ask, who, `/counties/${COUNTY}/tasks`, 1)) as { area_code: string }[]).map(
      ({ area_code }) => area_code,
    );
  expect(await seen('Town')).toEqual(['TC01-V1']);
  expect(await seen('Office')).toEqual(['TC01-V1', COUNTY]);
  const { rows } = await sql`select from access.read_entry`.execute(store.db);
  expect(rows).toHaveLength(0);
});
