import { describe, expect, test } from 'vitest';
import { importText } from '../../../test/imports.ts';
import { useRegister } from '../../../test/register.ts';
import { plainDate } from '../../kernel/index.ts';
import {
  cancelEvent,
  decideEvents,
  type EventProposal,
  listEvents,
  proposeEvent,
  statusTimeline,
} from '../index.ts';

const register = useRegister('DC');
const { cancel, codeOf, county, decide, happen, membersOf, propose, read, show, state } = register;
const day = plainDate;

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

  test('of two decisions at the same moment one holds, and proposals of one moment get their own numbers', async () => {
    const event = await propose(lift);
    const outcomes = await Promise.all(
      ['Wang', 'Zhao', 'Qian'].map((name) => codeOf(decide(event, 'approve', name))),
    );
    expect(outcomes.sort()).toEqual(['done', 'event.decided', 'event.decided']);
    const babies = ['a', 'b', 'c'].map((name) =>
      propose({ type: 'birth', date: day('2018-06-01'), householdNo: 'G', name, sex: 'male' }),
    );
    const rows = await Promise.all(babies);
    expect(new Set(rows.map(({ event_no }) => event_no)).size).toBe(3);
    expect(rows.map(({ person_no }) => person_no).sort()).toEqual(['3', '4', '5']);
  });

  test('a refusal needs a reason', async () => {
    const { event_no } = await propose(lift);
    expect(
      await codeOf(
        decideEvents(register.store.db, {
          actor: 'Wang',
          countyCode: county(),
          verdict: 'refuse',
          eventNos: [BigInt(event_no)],
        }),
      ),
    ).toBe('event.refusalReason');
  });

  test('a dry run keeps nothing', async () => {
    await proposeEvent(register.store.db, {
      actor: 'Li',
      countyCode: county(),
      proposal: lift,
      dryRun: true,
    });
    expect(await read((tx) => listEvents(tx, county(), {}))).toEqual([]);
  });
});

describe('a mistake is cancelled, never edited', () => {
  test('a cancelled event leaves no trace in the state and all its traces in the timeline', async () => {
    const lift = await happen({ type: 'lift', date: day('2018-06-01'), householdNo: 'R', group: 'general' });
    await cancel(lift);
    expect(await state('R', day('2019-01-01'))).toEqual(['registered', 3, 'A']);
    const steps = await read((tx) => statusTimeline(tx, county(), 'R'));
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
        register.store.db,
        'households',
        `county_code,household_no,area_code,group,head_name,size\n${county()},R2,${county()}-B,general,Rao son,1\n`,
      );
    const first = await happen(split);
    expect((await file()).report).toMatchObject({ corrected: 1 });
    expect(await state('R2', day('2018-04-30'))).toBeUndefined();
    expect(await state('R2', day('2018-05-01'))).toEqual(['general', 1, 'B']);
    await cancel(first);
    expect(await state('R2', day('2018-04-30'))).toEqual(['general', 1, 'B']);
    expect(
      (await read((tx) => statusTimeline(tx, county(), 'R2'))).map(({ kind, counts, exists }) => [
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
    const row = await cancelEvent(register.store.db, {
      actor: 'Li',
      countyCode: county(),
      eventNo: BigInt(lift.event_no),
      reason: 'x',
    });
    expect(await codeOf(cancel(lift))).toBe('event.cancelOpen');
    expect(await codeOf(decide(row, 'approve', 'Li'))).toBe('event.sameActor');
    await decide(row);
    expect(await codeOf(cancel(row))).toBe('event.cancelOfCancel');
  });
});
