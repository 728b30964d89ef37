import { describe, expect, test } from 'vitest';
import { useRegister } from '../../../test/register.ts';
import { plainDate } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';
import { groupsOn } from '../index.ts';

const register = useRegister('ST');
const { codeOf, county, decide, happen, membersOf, propose, read, show, state } = register;
const day = plainDate;

describe('the state of a household on a day', () => {
  test('the file holds from group_since on, before it the household was general', async () => {
    expect(await state('L', day('2017-05-31'))).toEqual(['general', 1, 'B']);
    expect(await state('L', day('2017-06-01'))).toEqual(['non_high_standard_lifted', 1, 'B']);
    expect(await state('R', day('1949-10-01'))).toEqual(['registered', 3, 'A']);
  });

  test('an event holds from its day on, and only once approved', async () => {
    const lift = await propose({ type: 'lift', date: day('2018-12-31'), householdNo: 'R', group: 'general' });
    expect(await state('R', day('2019-01-01'))).toEqual(['registered', 3, 'A']);
    await decide(lift);
    expect(await state('R', day('2018-12-30'))).toEqual(['registered', 3, 'A']);
    expect(await state('R', day('2018-12-31'))).toEqual(['general', 3, 'A']);
    await happen({ type: 'relapse', date: day('2020-03-01'), householdNo: 'R' });
    expect(await state('R', day('2020-03-01'))).toEqual(['registered', 3, 'A']);
    await happen({ type: 'review_removal', date: day('2021-03-01'), householdNo: 'R', reason: 'car found' });
    expect(await state('R', day('2021-03-01'))).toEqual(['general', 3, 'A']);
  });

  test('a later group_since of the file overrides an earlier event, an event of the same day overrides the file', async () => {
    await happen({
      type: 'classify',
      date: day('2017-01-01'),
      householdNo: 'L',
      group: 'non_poor_low_income',
    });
    expect(await state('L', day('2017-05-31'))).toEqual(['non_poor_low_income', 1, 'B']);
    expect(await state('L', day('2017-06-01'))).toEqual(['non_high_standard_lifted', 1, 'B']);
    await happen({ type: 'classify', date: day('2017-06-01'), householdNo: 'L', group: 'sudden_hardship' });
    expect(await state('L', day('2017-06-01'))).toEqual(['sudden_hardship', 1, 'B']);
  });

  test('members come and go', async () => {
    const birth = await happen({
      type: 'birth',
      date: day('2018-02-03'),
      householdNo: 'R',
      name: 'Rao baby',
      sex: 'female',
    });
    expect(birth).toMatchObject({ person_no: '4', persons: 1 });
    await happen({
      type: 'marriage_in',
      date: day('2018-03-01'),
      householdNo: 'R',
      otherHouseholdNo: 'G',
      personNos: ['2'],
    });
    await happen({ type: 'death', date: day('2018-04-01'), householdNo: 'R', personNos: ['1'] });
    expect(await membersOf('R', day('2018-02-02'))).toEqual(['1', '2', '3']);
    expect(await membersOf('R', day('2018-02-03'))).toEqual(['1', '2', '3', '4']);
    expect(await membersOf('R', day('2018-03-01'))).toEqual(['1', '2', '3', '4', '5']);
    expect(await membersOf('G', day('2018-03-01'))).toEqual(['1']);
    expect(await membersOf('R', day('2018-04-01'))).toEqual(['2', '3', '4', '5']);
    const after = await show('R', day('2018-12-31'));
    expect(after).toMatchObject({ size: 4 });
    expect(after!.members.find(({ person_no }) => person_no === '5')).toMatchObject({
      name: 'Gao girl',
      birth_date: '1998-01-01',
      relation: 'other',
    });
    expect(await state('G', day('2018-12-31'))).toEqual(['general', 1, 'A']);
  });

  test('a split founds a household with the group of the old one, a merge ends one', async () => {
    await happen({
      type: 'split',
      date: day('2018-05-01'),
      householdNo: 'R',
      personNos: ['3', '2'],
      newHouseholdNo: 'R2',
      areaCode: `${county()}-B`,
    });
    expect(await state('R2', day('2018-04-30'))).toBeUndefined();
    expect(await state('R2', day('2018-05-01'))).toEqual(['registered', 2, 'B']);
    expect(await show('R2', day('2018-05-01'))).toMatchObject({
      head_name: 'Rao son',
      members: [{ person_no: '3', relation: 'head' }, { person_no: '2' }],
    });
    expect(await state('R', day('2018-05-01'))).toEqual(['registered', 1, 'A']);
    await happen({ type: 'merge', date: day('2019-05-01'), householdNo: 'R2', otherHouseholdNo: 'N' });
    expect(await state('R2', day('2019-05-01'))).toBeUndefined();
    expect(await state('N', day('2019-05-01'))).toEqual(['general', 4, 'B']);
    expect(await membersOf('N', day('2019-05-01'))).toEqual(['1', '2']);
  });

  test('households move in, within and out of the county', async () => {
    await happen({
      type: 'move_in',
      date: day('2018-01-01'),
      newHouseholdNo: 'M',
      areaCode: `${county()}-A`,
      headName: 'Ma',
      persons: 3,
      group: 'registered',
    });
    expect(await state('M', day('2017-12-31'))).toBeUndefined();
    expect(await state('M', day('2018-01-01'))).toEqual(['registered', 3, 'A']);
    await happen({ type: 'move_out', date: day('2018-06-01'), householdNo: 'M', areaCode: `${county()}-B` });
    expect(await state('M', day('2018-06-01'))).toEqual(['registered', 3, 'B']);
    await happen({ type: 'move_out', date: day('2019-01-01'), householdNo: 'M' });
    expect(await state('M', day('2018-12-31'))).toEqual(['registered', 3, 'B']);
    expect(await state('M', day('2019-01-01'))).toBeUndefined();
  });

  test('the last member’s death ends a household', async () => {
    await happen({ type: 'death', date: day('2018-01-01'), householdNo: 'L', personNos: ['1'] });
    expect(await state('L', day('2018-01-01'))).toBeUndefined();
    expect(
      await codeOf(
        propose({ type: 'birth', date: day('2018-02-01'), householdNo: 'L', name: 'x', sex: 'male' }),
      ),
    ).toBe('event.householdEnded');
  });

  test('leading zeros of member numbers go on', async () => {
    expect(
      await happen({
        type: 'birth',
        date: day('2018-01-01'),
        householdNo: 'X',
        name: 'Xie baby',
        sex: 'male',
      }),
    ).toMatchObject({ person_no: '03' });
  });

  test('all households at once agree with each alone', async () => {
    await happen({
      type: 'lift',
      date: day('2018-01-01'),
      householdNo: 'R',
      group: 'non_high_standard_lifted',
    });
    await happen({ type: 'death', date: day('2018-01-01'), householdNo: 'L', personNos: ['1'] });
    await happen({
      type: 'split',
      date: day('2018-02-01'),
      householdNo: 'X',
      personNos: ['02'],
      newHouseholdNo: 'X2',
    });
    for (const on of ['2017-01-01', '2018-01-01', '2018-02-01'].map(day)) {
      const { rows } = await read((tx) =>
        sql<{ household_no: string; group: string; size: number; area_code: string }>`
        select household_no, "group", size, area_code from ${groupsOn(county(), on)} as h order by household_no`.execute(
          tx,
        ),
      );
      for (const no of ['G', 'L', 'N', 'R', 'X', 'X2']) {
        const row = rows.find((each) => each.household_no === no);
        expect(row && [row.group, row.size, row.area_code.slice(-1)]).toEqual(await state(no, on));
      }
    }
  });
});
