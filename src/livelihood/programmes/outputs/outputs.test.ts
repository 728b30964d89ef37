import { beforeEach, expect, test } from 'vitest';
import { open } from '../../../../test/access.ts';
import { callerOf } from '../../../../test/api.ts';
import { COUNTY } from '../../../../test/imports.ts';
import { by, reading, refusal, store } from '../../../../test/payout.ts';
import { foundEntity, on, TODAY } from '../../../../test/programmes.ts';
import { listOutputs, type OutputOrder, recordOutput } from '../index.ts';

beforeEach(() => foundEntity('Station'));

const report = (more: Partial<OutputOrder> = {}) =>
  recordOutput(store.db, {
    ...by('Clerk'),
    entityNo: 1,
    kind: 'electricity',
    since: on('2017-01-01'),
    until: on('2017-03-31'),
    plannedHundredths: 100_000n,
    actualHundredths: 90_000n,
    today: TODAY,
    ...more,
  });

test('a later report of the same kind and first day puts the earlier one right; the latest period comes first', async () => {
  await report();
  await report({ since: on('2017-04-01'), until: on('2017-06-30') });
  await report({ kind: 'posts', plannedHundredths: 1000n, actualHundredths: 300n });
  const rows = await report({ actualHundredths: 95_000n });
  expect(rows.map(({ kind, since, actual_hundredths }) => [kind, since, actual_hundredths])).toEqual([
    ['electricity', '2017-04-01', 90_000n],
    ['electricity', '2017-01-01', 95_000n],
    ['posts', '2017-01-01', 300n],
  ]);
});

test('a period ends after it begins, has happened, and was planned for something but sales', async () => {
  await expect(report({ entityNo: 9 })).rejects.toEqual(refusal('entity.unknown'));
  await expect(report({ until: on('2018-01-01') })).rejects.toEqual(refusal('programmes.future'));
  await expect(report({ until: on('2016-12-31') })).rejects.toEqual(refusal('output.terms'));
  await expect(report({ plannedHundredths: 0n })).rejects.toEqual(refusal('output.terms'));
  await expect(report({ actualHundredths: -1n })).rejects.toEqual(refusal('output.terms'));
  expect(await report({ kind: 'sales', plannedHundredths: 0n })).toHaveLength(1);
});

test('over HTTP: by the village of the entity, and by nobody of another', async () => {
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  await open(store.db, 'here', { role: 'village_committees', countyCode: COUNTY, areaCode: 'T1-V' });
  await open(store.db, 'there', { role: 'village_committees', countyCode: COUNTY, areaCode: 'T2-V' });
  const call = await callerOf(store);
  const path = `/counties/${COUNTY}/entities/1/outputs` as const;
  const body = { kind: 'posts', since: '2017-01-01', until: '2017-01-31', planned: '10', actual: '4.5' };
  expect(await call('here', `POST ${path}`, body)).toMatchObject({
    status: 201,
    body: { rows: [{ planned: '10.00', actual: '4.50', recorded_by: 'here' }] },
  });
  expect((await call('there', `POST ${path}`, body)).status).not.toBe(201);
  expect((await call('there', `GET ${path}`)).body).toEqual({ rows: [] });
  expect((await call('here', `POST ${path}`, { ...body, planned: '-1' })).status).toBe(400);
  expect(await reading((tx) => listOutputs(tx, COUNTY, 1))).toHaveLength(1);
});
