import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importText } from '../../../test/imports.ts';
import { testStore } from '../../../test/store.ts';
import { Failure, plainDate, type PlainDate } from '../../kernel/index.ts';
import { sql, type Store, type Tx } from '../../platform/index.ts';
import {
  cancelEvent,
  decideEvents,
  type EventProposal,
  type EventRow,
  findHousehold,
  groupsOn,
  listEvents,
  proposeEvent,
  statusTimeline,
} from '../index.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

/** Every test has a county of its own. */
let county = '';
let counties = 0;
beforeEach(async () => {
  county = `EV${String(++counties).padStart(3, '0')}`;
  await importText(
    store.db,
    'areas',
    `code,name,parent_code,level\n${county},County,,county\n${county}-T,Township,${county},township\n${county}-A,Village A,${county}-T,village\n${county}-B,Village B,${county}-T,village\n`,
  );
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size,group_since
${county},R,${county}-A,registered,Rao,3,
${county},G,${county}-A,general,Gao,2,
${county},L,${county}-B,non_high_standard_lifted,Liu,1,2017-06-01
${county},X,${county}-B,general,Xie,4,2016-12-31
${county},N,${county}-B,general,Nie,2,
`,
  );
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour
${county},R,1,Rao,,1970-01-01,male,head,,,
${county},R,2,Rao wife,,1972-01-01,female,spouse,,,
${county},R,3,Rao son,,1995-05-05,male,child,,,
${county},G,1,Gao,,1960-01-01,female,head,,,
${county},G,2,Gao girl,,1998-01-01,female,child,,,
${county},L,1,Liu,,1950-01-01,male,head,,,
${county},X,01,Xie,,1980-01-01,male,head,,,
${county},X,02,Xie wife,,1981-01-01,female,spouse,,,
`,
  );
});

const day = plainDate;
const read = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  store.db.transaction().execute(work);
const propose = (proposal: EventProposal, actor = 'Li'): Promise<EventRow> =>
  proposeEvent(store.db, { actor, countyCode: county, proposal });
const decide = (event: EventRow, verdict: 'approve' | 'refuse' = 'approve', actor = 'Wang') =>
  decideEvents(store.db, {
    actor,
    countyCode: county,
    verdict,
    eventNos: [BigInt(event.event_no)],
    ...(verdict === 'refuse' && { reason: 'no evidence' }),
  });
async function happen(proposal: EventProposal): Promise<EventRow> {
  const event = await propose(proposal);
  await decide(event);
  return event;
}
async function cancel(event: EventRow): Promise<void> {
  const row = await cancelEvent(store.db, {
    actor: 'Li',
    countyCode: county,
    eventNo: BigInt(event.event_no),
    reason: 'entered by mistake',
  });
  await decide(row);
}
const show = (no: string, on: PlainDate) => read((tx) => findHousehold(tx, county, no, on));
const membersOf = async (no: string, on: PlainDate) =>
  (await show(no, on))?.members.map(({ person_no }) => person_no);
const state = async (no: string, on: PlainDate) => {
  const found = await show(no, on);
  return found && [found.group, found.size, found.area_code.slice(-1)];
};
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) {
      expect(error.sentence.en).not.toMatch(/\{\w+\}|undefined|null/);
      expect(error.sentence.zh).not.toMatch(/\{\w+\}|undefined|null/);
      return error.code;
    }
    throw error;
  }
  return 'done';
};

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
      areaCode: `${county}-B`,
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
      areaCode: `${county}-A`,
      headName: 'Ma',
      persons: 3,
      group: 'registered',
    });
    expect(await state('M', day('2017-12-31'))).toBeUndefined();
    expect(await state('M', day('2018-01-01'))).toEqual(['registered', 3, 'A']);
    await happen({ type: 'move_out', date: day('2018-06-01'), householdNo: 'M', areaCode: `${county}-B` });
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
        select household_no, "group", size, area_code from ${groupsOn(county, on)} as h order by household_no`.execute(
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
      ...(areaCode && { areaCode: areaCode.startsWith('-') ? county + areaCode : areaCode }),
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
      (await read((tx) => listEvents(tx, county, { status: 'proposed' }))).map(({ event_no }) => event_no),
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

describe('two people, one decision', () => {
  const lift: EventProposal = { type: 'lift', date: day('2018-06-01'), householdNo: 'R', group: 'general' };

  test('whoever proposed does not decide, under no spelling of the name', async () => {
    const event = await propose(lift, 'Li Ming');
    for (const name of ['Li Ming', ' li  ming ', 'ＬＩ ＭＩＮＧ'])
      for (const verdict of ['approve', 'refuse'] as const)
        expect(await codeOf(decide(event, verdict, name))).toBe('event.sameActor');
    expect(await codeOf(decide(event, 'approve', 'Zhao'))).toBe('done');
    expect(await codeOf(decide(event, 'approve', 'Qian'))).toBe('event.decided');
    expect(await codeOf(propose(lift, 'unnamed'))).toBe('event.actorUnnamed');
  });

  test('a refused event does not count, and may be proposed again', async () => {
    await decide(await propose(lift), 'refuse');
    expect(await state('R', day('2019-01-01'))).toEqual(['registered', 3, 'A']);
    const again = await propose(lift);
    expect(await codeOf(propose(lift))).toBe('event.known');
    expect(again.status).toBe('proposed');
  });

  test('a refusal needs a reason', async () => {
    const { event_no } = await propose(lift);
    expect(
      await codeOf(
        decideEvents(store.db, {
          actor: 'Wang',
          countyCode: county,
          verdict: 'refuse',
          eventNos: [BigInt(event_no)],
        }),
      ),
    ).toBe('event.refusalReason');
  });

  test('a dry run keeps nothing', async () => {
    await proposeEvent(store.db, { actor: 'Li', countyCode: county, proposal: lift, dryRun: true });
    expect(await read((tx) => listEvents(tx, county, {}))).toEqual([]);
  });
});

describe('a mistake is cancelled, never edited', () => {
  test('a cancelled event leaves no trace in the state and all its traces in the timeline', async () => {
    const lift = await happen({ type: 'lift', date: day('2018-06-01'), householdNo: 'R', group: 'general' });
    await cancel(lift);
    expect(await state('R', day('2019-01-01'))).toEqual(['registered', 3, 'A']);
    const steps = await read((tx) => statusTimeline(tx, county, 'R'));
    expect(steps.map(({ kind, counts, group }) => [kind, counts, group])).toEqual([
      ['base', true, 'registered'],
      ['lift', false, 'registered'],
    ]);
    expect(
      await codeOf(happen({ type: 'lift', date: day('2018-06-01'), householdNo: 'R', group: 'general' })),
    ).toBe('done');
  });

  test('what later events rest on cannot be cancelled before them', async () => {
    const lift = await happen({ type: 'lift', date: day('2018-06-01'), householdNo: 'R', group: 'general' });
    const relapse = await happen({ type: 'relapse', date: day('2019-06-01'), householdNo: 'R' });
    expect(await codeOf(cancel(lift))).toBe('event.dependent');
    await cancel(relapse);
    await cancel(lift);
    expect(await state('R', day('2020-01-01'))).toEqual(['registered', 3, 'A']);
    expect(await codeOf(cancel(lift))).toBe('event.notApproved');
  });

  test('a cancelled split gives its number and its members free', async () => {
    const split: EventProposal = {
      type: 'split',
      date: day('2018-05-01'),
      householdNo: 'R',
      personNos: ['3'],
      newHouseholdNo: 'R2',
    };
    const first = await happen(split);
    await cancel(first);
    expect(await state('R2', day('2018-06-01'))).toBeUndefined();
    expect(await membersOf('R', day('2018-06-01'))).toEqual(['1', '2', '3']);
    await happen({ ...split, personNos: ['2'] });
    expect(await membersOf('R2', day('2018-06-01'))).toEqual(['2']);
    expect(await membersOf('R', day('2018-06-01'))).toEqual(['1', '3']);
  });

  test('a household that a file names stays when the event that founded it is cancelled', async () => {
    const split: EventProposal = {
      type: 'split',
      date: day('2018-05-01'),
      householdNo: 'R',
      personNos: ['3'],
      newHouseholdNo: 'R2',
    };
    const file = () =>
      importText(
        store.db,
        'households',
        `county_code,household_no,area_code,group,head_name,size\n${county},R2,${county}-B,general,Rao son,1\n`,
      );
    const first = await happen(split);
    expect((await file()).report).toMatchObject({ corrected: 1 });
    expect(await state('R2', day('2018-04-30'))).toBeUndefined();
    expect(await state('R2', day('2018-05-01'))).toEqual(['general', 1, 'B']);
    await cancel(first);
    expect(await state('R2', day('2018-04-30'))).toEqual(['general', 1, 'B']);
    expect(
      (await read((tx) => statusTimeline(tx, county, 'R2'))).map(({ kind, counts, exists }) => [
        kind,
        counts,
        exists,
      ]),
    ).toEqual([
      ['base', true, true],
      ['split', false, true],
    ]);
    expect(await codeOf(propose({ ...split, personNos: ['2'] }))).toBe('event.householdTaken');
  });

  test('who moved on twice is found again', async () => {
    await happen({
      type: 'move_out',
      date: day('2018-01-01'),
      householdNo: 'G',
      personNos: ['2'],
      otherHouseholdNo: 'N',
    });
    const [member] = (await show('N', day('2018-01-01')))!.members;
    await happen({
      type: 'marriage_out',
      date: day('2019-01-01'),
      householdNo: 'N',
      personNos: [member!.person_no],
      otherHouseholdNo: 'R',
    });
    expect((await show('R', day('2019-01-01')))!.members.at(-1)).toMatchObject({
      name: 'Gao girl',
      person_no: '4',
    });
    expect(await membersOf('N', day('2019-01-01'))).toEqual([]);
  });

  test('nothing but a cancel voids, and a cancel itself is not cancelled', async () => {
    const lift = await happen({ type: 'lift', date: day('2018-06-01'), householdNo: 'R', group: 'general' });
    const row = await cancelEvent(store.db, {
      actor: 'Li',
      countyCode: county,
      eventNo: BigInt(lift.event_no),
      reason: 'x',
    });
    expect(await codeOf(cancel(lift))).toBe('event.cancelOpen');
    expect(await codeOf(decide(row, 'approve', 'Li'))).toBe('event.sameActor');
    await decide(row);
    expect(await codeOf(cancel(row))).toBe('event.cancelOfCancel');
  });
});
