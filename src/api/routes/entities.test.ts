import { expect, test } from 'vitest';
import { open } from '../../../test/access.ts';
import { callerOf } from '../../../test/api.ts';
import { COUNTY } from '../../../test/imports.ts';
import { store } from '../../../test/payout.ts';

const IN = `/counties/${COUNTY}` as const;

/** Who does and sees what of entities over HTTP (domain.md §5). */
async function people() {
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  const village = { role: 'village_committees', countyCode: COUNTY, areaCode: 'T1-V' } as const;
  await open(store.db, 'Village', village);
  await open(store.db, 'Neighbour', { ...village, areaCode: 'T2-V' });
  await open(store.db, 'Town', { role: 'township', countyCode: COUNTY, areaCode: 'T1' });
  await open(store.db, 'Agent', { role: 'escrow_agent', countyCode: COUNTY, areaCode: 'T1' });
  await open(store.db, 'Home', { role: 'household', countyCode: COUNTY, householdNo: 'W2' });
  return callerOf(store);
}

test('a village registers an entity and pays in; the township puts it under escrow; the public reads totals', async () => {
  const call = await people();
  const company = { kind: 'company', name: 'Assets Company', area: 'T1-V', founded_on: '2020-01-01' };
  expect(await call('Village', `POST ${IN}/entities`, company)).toMatchObject({
    status: 201,
    body: { entity_no: 1, purse: 'cooperative:1' },
  });
  expect(await call('Neighbour', `POST ${IN}/entities`, { ...company, name: 'Theirs' })).toMatchObject({
    status: 403,
    body: { code: 'access.outside_area' },
  });
  const gift = {
    kind: 'cash',
    contributor: 'donor',
    name: 'Welfare Foundation',
    what: 'start-up funds',
    value_yuan: '680000',
    method: 'paid',
    valuer: 'Village',
    on: '2020-02-01',
    is_quantified: true,
  };
  expect(await call('Village', `POST ${IN}/entities/1/contributions`, gift)).toMatchObject({
    status: 201,
    body: { value_yuan: '680000.00', posting_no: expect.stringMatching(/^\d+$/) },
  });
  const escrow = { agent: 'Agency', document: 'agreement 1' };
  expect((await call('Village', `POST ${IN}/entities/1/escrow`, escrow)).status).toBe(403);
  expect((await call('Town', `POST ${IN}/entities/1/escrow`, escrow)).status).toBe(201);
  expect(await call('Agent', `GET ${IN}/escrows`)).toMatchObject({
    body: { rows: [{ account: 'cooperative:1', entity_name: 'Assets Company' }], waiting: [] },
  });
  expect(await call('Agent', `GET ${IN}/entities/1`)).toMatchObject({ body: { balance_yuan: '680000.00' } });
  expect((await call('Agent', `POST ${IN}/entities`, company)).status).toBe(403);
  const elsewhere = await call<{ rows: unknown[] }>('Neighbour', `GET ${IN}/entities`);
  expect(elsewhere.body.rows).toEqual([]);
  const open_ = await call(undefined, `GET /public${IN}/entities`);
  expect(open_).toMatchObject({
    status: 200,
    body: { rows: [{ name: 'Assets Company', contributions: { value_yuan: '680000.00', count: 1 } }] },
  });
  expect(JSON.stringify(open_.body)).not.toContain('Foundation');
});
