import { describe, expect, test } from 'vitest';
import { useRegister } from '../../../test/register.ts';
import { plainDate } from '../../kernel/index.ts';
import { type EventProposal, listEvents } from '../index.ts';

const register = useRegister('RF');
const { codeOf, county, decide, happen, propose, read, state } = register;
const day = plainDate;

describe('what cannot happen is refused', () => {
  const D = day('2018-06-01');
  const cases: readonly (readonly [string, EventProposal])[] = [
    ['event.future', { type: 'lift', date: day('2027-01-01'), householdNo: 'R', group: 'general' }],
    ['event.fieldMissing', { type: 'lift', date: D, householdNo: 'R' }],
    ['event.fieldMissing', { type: 'review_removal', date: D, householdNo: 'R' }],
    ['event.fieldUnused', { type: 'lift', date: D, householdNo: 'R', group: 'general', personNos: ['1'] }],
    ['event.liftGroup', { type: 'lift', date: D, householdNo: 'R', group: 'non_poor_low_income' }],
    ['event.notRegistered', { type: 'lift', date: D, householdNo: 'G', group: 'general' }],
    ['event.neverLifted', { type: 'relapse', date: D, householdNo: 'G' }],
    ['done', { type: 'relapse', date: D, householdNo: 'L' }],
    ['event.neverLifted', { type: 'relapse', date: day('2017-05-31'), householdNo: 'L' }],
    ['done', { type: 'relapse', date: D, householdNo: 'X' }],
    ['event.relapseInstead', { type: 'classify', date: D, householdNo: 'X', group: 'registered' }],
    ['event.leavesByLift', { type: 'classify', date: D, householdNo: 'R', group: 'general' }],
    ['event.groupSame', { type: 'classify', date: D, householdNo: 'G', group: 'general' }],
    ['event.notListed', { type: 'review_removal', date: D, householdNo: 'G', reason: 'x' }],
    ['event.householdUnknown', { type: 'relapse', date: D, householdNo: 'Q' }],
    ['event.memberUnknown', { type: 'death', date: D, householdNo: 'R', personNos: ['9'] }],
    ['event.memberNotBorn', { type: 'death', date: day('1990-01-01'), householdNo: 'R', personNos: ['3'] }],
    ['event.onePerson', { type: 'death', date: D, householdNo: 'R', personNos: ['1', '2'] }],
    ['event.memberTwice', { type: 'move_out', date: D, householdNo: 'R', personNos: ['1', '1'] }],
    ['event.sameHousehold', { type: 'merge', date: D, householdNo: 'R', otherHouseholdNo: 'R' }],
    [
      'event.splitAll',
      { type: 'split', date: D, householdNo: 'R', personNos: ['1', '2', '3'], newHouseholdNo: 'R2' },
    ],
    [
      'event.householdTaken',
      { type: 'split', date: D, householdNo: 'R', personNos: ['1'], newHouseholdNo: 'G' },
    ],
    [
      'event.householdTaken',
      { type: 'move_in', date: D, newHouseholdNo: 'G', areaCode: '-A', headName: 'x', persons: 1 },
    ],
    ['event.areaUnknown', { type: 'move_out', date: D, householdNo: 'R', areaCode: 'nowhere' }],
    ['event.areaSame', { type: 'move_out', date: D, householdNo: 'R', areaCode: '-A' }],
    [
      'event.memberTaken',
      { type: 'birth', date: D, householdNo: 'R', name: 'x', sex: 'male', newPersonNos: ['2'] },
    ],
    [
      'event.notBorn',
      { type: 'birth', date: D, householdNo: 'R', name: 'x', sex: 'male', birthDate: day('2018-06-02') },
    ],
    [
      'event.idNumber',
      { type: 'birth', date: D, householdNo: 'R', name: 'x', sex: 'male', idNumber: '130434199001010011' },
    ],
    [
      'event.adjustsNothing',
      { type: 'adjustment', date: D, areaCode: '-A', group: 'registered', households: 0, reason: 'x' },
    ],
    [
      'event.adjustsBelow',
      { type: 'adjustment', date: D, areaCode: '-A', group: 'registered', households: -2, reason: 'x' },
    ],
    [
      'done',
      {
        type: 'adjustment',
        date: D,
        areaCode: '-A',
        group: 'registered',
        households: -1,
        persons: -3,
        reason: 'x',
      },
    ],
    [
      'event.numbersDiffer',
      {
        type: 'split',
        date: D,
        householdNo: 'R',
        personNos: ['1', '2'],
        newPersonNos: ['1'],
        newHouseholdNo: 'R2',
      },
    ],
    [
      'event.personsRange',
      { type: 'move_in', date: D, newHouseholdNo: 'M', areaCode: '-A', headName: 'x', persons: 0 },
    ],
  ];
  test.each(cases)('%s: %o', async (code, { areaCode, ...proposal }) => {
    const whole = {
      ...proposal,
      ...(areaCode && { areaCode: areaCode.startsWith('-') ? county() + areaCode : areaCode }),
    };
    expect(await codeOf(propose(whole))).toBe(code);
  });

  test('the dead do not marry', async () => {
    await happen({ type: 'death', date: D, householdNo: 'G', personNos: ['2'] });
    expect(
      await codeOf(
        propose({ type: 'marriage_out', date: day('2018-07-01'), householdNo: 'G', personNos: ['2'] }),
      ),
    ).toBe('event.memberGone');
    expect(
      await codeOf(
        propose({ type: 'marriage_out', date: day('2018-05-01'), householdNo: 'G', personNos: ['2'] }),
      ),
    ).toBe('event.contradicts');
  });

  test('an event of the past may not undermine what was approved for later', async () => {
    await happen({ type: 'lift', date: day('2019-01-01'), householdNo: 'R', group: 'general' });
    expect(await codeOf(propose({ type: 'lift', date: D, householdNo: 'R', group: 'general' }))).toBe(
      'event.contradicts',
    );
    expect(await codeOf(propose({ type: 'birth', date: D, householdNo: 'R', name: 'b', sex: 'male' }))).toBe(
      'done',
    );
  });

  test('two open proposals that exclude each other: the second approval is refused', async () => {
    const first = await propose({ type: 'lift', date: D, householdNo: 'R', group: 'general' });
    const second = await propose({ type: 'review_removal', date: D, householdNo: 'R', reason: 'car' });
    await decide(first);
    expect(await codeOf(decide(second))).toBe('event.notListed');
    expect(
      (await read((tx) => listEvents(tx, county(), { status: 'proposed' }))).map(({ event_no }) => event_no),
    ).toEqual([second.event_no]);
  });

  test('two open births get different numbers, two open splits cannot want the same household', async () => {
    const [a, b] = [
      await propose({ type: 'birth', date: D, householdNo: 'R', name: 'a', sex: 'male' }),
      await propose({ type: 'birth', date: D, householdNo: 'R', name: 'b', sex: 'male' }),
    ];
    expect([a.person_no, b.person_no]).toEqual(['4', '5']);
    await decide(b);
    await decide(a);
    expect(await state('R', D)).toEqual(['registered', 5, 'A']);
    await propose({ type: 'split', date: D, householdNo: 'R', personNos: ['3'], newHouseholdNo: 'Z' });
    expect(
      await codeOf(
        propose({ type: 'split', date: D, householdNo: 'G', personNos: ['2'], newHouseholdNo: 'Z' }),
      ),
    ).toBe('event.householdWanted');
  });
});
