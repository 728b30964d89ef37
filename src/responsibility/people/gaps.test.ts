import { expect, test } from 'vitest';
import { COUNTY } from '../../../test/imports.ts';
import { by, D, ended, everybody, named, POLICY, reading, store } from '../../../test/responsibility.ts';
import { plainDate } from '../../kernel/index.ts';
import { findGaps, listResponsible, nameResponsible } from '../index.ts';

const gapsOn = async (day = D(9)) =>
  (await reading((tx) => findGaps(tx, COUNTY, POLICY, day))).map(
    ({ gap, level, area_code, household_no, responsible_name }) =>
      [gap, level, area_code, household_no, responsible_name].filter((each) => each !== null).join(' '),
  );

test('areas without a lead, up to the province, and watched households without a helper', async () => {
  const nobody = [
    'no_lead prefecture M',
    'no_lead province P',
    'no_lead township T',
    `no_lead county ${COUNTY}`,
    'no_lead village U',
    'no_lead village V',
    'no_helper household U 2',
    'no_helper household V 1',
  ];
  expect(await gapsOn()).toEqual(nobody);
  await everybody();
  // A first secretary leads nothing, and household 3 is of no watched group.
  expect(await gapsOn()).toEqual(['no_lead village U', 'no_helper household U 2']);
  await named('U secretary Wu 9', '2 helper Ma');
  expect(await gapsOn()).toEqual([]);
  expect(await gapsOn(D(8))).toEqual(['no_lead village U']);
  await ended(7, 8);
  expect(await gapsOn()).toEqual(['no_helper household V 1']);
});

test('a helper who bears the name of somebody helped in the same village', async () => {
  await everybody();
  await named('U secretary Wu', '2 helper 张小丰', '3 helper 李四');
  // 张小丰 of household 1 lives in the other village.
  expect(await gapsOn()).toEqual(['poor_helper household U 3 李四']);
});

test('a first secretary beyond three years, from the day after them', async () => {
  await everybody();
  await named('U secretary Wu', '2 helper Ma');
  const since = plainDate('2023-11-09');
  await nameResponsible(store.db, {
    ...by('Clerk'),
    namings: [{ areaCode: 'U', post: 'first_secretary', name: 'Di', since }],
  });
  expect(await gapsOn(D(8))).toEqual([]);
  expect(await gapsOn(D(9))).toEqual(['term_over village U Di']);
});

const ABOVE = ['T Tan', `${COUNTY} Xie`, 'M Shi', 'P Sheng'];

test('who is named, by day, area, household and person', async () => {
  await everybody();
  await named('2 helper Wei 5');
  const list = async (more: object, day = D(9)) =>
    (await reading((tx) => listResponsible(tx, COUNTY, { day, ...more }))).map(
      ({ area_code, household_no, responsible_name }) => `${area_code ?? household_no} ${responsible_name}`,
    );
  expect(await list({ name: 'WEI' })).toEqual(['V Wei', '2 Wei']);
  expect(await list({ name: 'Wei' }, D(4))).toEqual(['V Wei']);
  expect(await list({ areaCode: 'V' })).toEqual(['V Wei', 'V Fu', '1 Bang']);
  expect(await list({ areaCode: 'U', name: 'Wei' })).toEqual(['2 Wei']);
  expect(await list({ areaCode: 'P' })).toHaveLength(6);
  expect(await list({ householdNo: '2' })).toEqual([...ABOVE, '2 Wei']);
  expect(await list({ householdNo: '2' }, D(4))).toEqual(ABOVE);
  await ended(1, 8);
  expect(await list({ name: 'Wei' })).toEqual(['2 Wei']);
});
