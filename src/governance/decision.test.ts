import { describe, expect, test } from 'vitest';
import {
  PROCEDURE,
  D,
  TODAY,
  FILE,
  CASE,
  by,
  reading,
  state,
  refusal,
  council,
  ITEM,
  called,
  decide,
  drafted,
  place,
  objected,
  answered,
  store,
} from '../../test/governance.ts';
import { COUNTY } from '../../test/imports.ts';
import {
  declareKinship,
  endMember,
  isContested,
  needConfirmed,
  postNotice,
  receiveAppeal,
  showMeeting,
  subjectDecisions,
} from './index.ts';

describe('from the meeting to the confirmed decision', () => {
  test('nothing, approved, on display, contested, confirmed', async () => {
    expect(await state(22)).toMatchObject({ outcome: 'none', isConfirmed: false, openObjections: [] });
    const meetingNo = await decide(await council(), 2, '++--');
    // 张小丰 is found in household 1: recused, so that two of four votes are no majority.
    expect(await state(22)).toMatchObject({ outcome: 'refused', decision: { result: { entitled: 4 } } });
    await decide(1, 3, '+++-', { correctsMeetingNo: meetingNo });
    expect(await state(22)).toMatchObject({
      outcome: 'approved',
      decision: { meetingNo: 2, decisionKind: 'household_support', bodyKind: 'village_review_group' },
      isConfirmed: false,
    });
    expect(await state(2)).toMatchObject({ outcome: 'refused' });
    const { notice_no } = await drafted();
    expect((await state(22)).notice).toEqual({
      noticeNo: 1,
      status: 'planned',
      daysHung: 0,
      lastDay: undefined,
    });
    await postNotice(store.db, { ...place(notice_no, 3), photo: FILE });
    expect(await state(8)).toMatchObject({
      isConfirmed: false,
      notice: { status: 'hanging', lastDay: D(8) },
    });
    expect(await state(9)).toMatchObject({ isConfirmed: true, notice: { status: 'complete' } });
    await objected(20);
    expect(await reading((tx) => isContested(tx, COUNTY, CASE, D(19)))).toBe(false);
    expect(await reading((tx) => isContested(tx, COUNTY, CASE, D(20)))).toBe(true);
    expect(await state(22)).toMatchObject({ isConfirmed: false, openObjections: [1], outcome: 'approved' });
    await answered(1, 'dismissed', 21);
    expect(await state(22)).toMatchObject({ isConfirmed: true });
    const both = [CASE, { module: 'cases', id: '18' }];
    expect(await reading((tx) => subjectDecisions(tx, COUNTY, both, TODAY))).toMatchObject([
      { isConfirmed: true },
      { outcome: 'none' },
    ]);
  });

  test('an upheld objection sets the decision aside, an upheld appeal restores it, a new notice is for a new decision', async () => {
    const bodyNo = await council();
    await decide(bodyNo, 2, '++++');
    await postNotice(store.db, { ...place((await drafted()).notice_no, 3), photo: FILE });
    await objected(4);
    await answered(1, 'upheld', 5);
    expect(await state(22)).toMatchObject({ outcome: 'none', setAsideBy: 1, isConfirmed: false });
    const appeal = await receiveAppeal(store.db, PROCEDURE, {
      ...by('Office'),
      objectionNo: 1,
      channel: 'village',
      words: 'the shop is my cousin’s',
      receivedOn: D(6),
      today: TODAY,
    });
    expect(appeal).toMatchObject({ appeals_no: 1, area_code: 'TC01-T1', answer_by: D(13) });
    await answered(2, 'upheld', 7, 'Township');
    expect(await state(22)).toMatchObject({ outcome: 'approved', isConfirmed: true });
    await decide(bodyNo, 10, '+++-');
    expect(await state(22)).toMatchObject({ outcome: 'approved', isConfirmed: false });
    expect((await state(22)).notice).toBeUndefined();
  });

  test('the gate refuses in its order', async () => {
    const gate = () => reading((tx) => needConfirmed(tx, COUNTY, CASE, TODAY));
    await expect(gate()).rejects.toEqual(refusal('decision.none'));
    const bodyNo = await council();
    await decide(bodyNo, 2, '+---');
    await expect(gate()).rejects.toEqual(refusal('decision.refused'));
    await decide(bodyNo, 3, '++++');
    await expect(gate()).rejects.toEqual(refusal('decision.noNotice'));
    const { notice_no } = await drafted();
    await expect(gate()).rejects.toEqual(refusal('decision.noticeRunning'));
    await objected(4);
    await expect(gate()).rejects.toEqual(refusal('decision.contested'));
    await answered(1, 'upheld', 5);
    await expect(gate()).rejects.toEqual(refusal('decision.setAside'));
    await decide(bodyNo, 6, '++++');
    await expect(gate()).rejects.toEqual(refusal('decision.noNotice'));
    await drafted({ firstDay: D(7) });
    await postNotice(store.db, { ...place(notice_no + 1, 7), photo: FILE });
    await expect(gate()).resolves.toMatchObject({ isConfirmed: true });
  });

  test('what is edited later changes no decision', async () => {
    const bodyNo = await council();
    await decide(bodyNo, 2, '+++-');
    const before = await state(22);
    const end = { ...by('Office'), bodyNo, lastDay: D(1), reason: 'never sat' };
    await endMember(store.db, { ...end, memberNo: 2 });
    await endMember(store.db, { ...end, memberNo: 3 });
    await declareKinship(store.db, {
      ...by('Office'),
      bodyNo,
      memberNo: 1,
      householdNo: '1',
      relation: 'aunt',
    });
    expect(await state(22)).toEqual(before);
    const { meeting_no } = await called(bodyNo, D(4));
    const { seats, recusals } = await reading((tx) => showMeeting(tx, COUNTY, meeting_no));
    expect(seats.map(({ member_no }) => member_no)).toEqual([1, 4, 5]);
    expect(recusals).toMatchObject([
      { member_no: 1, ground: 'kinship' },
      { member_no: 5, ground: 'same_name' },
    ]);
  });

  test('who lives in the household decides on others only', async () => {
    const bodyNo = await council();
    const agenda = [ITEM, { ...ITEM, subject: { module: 'cases', id: '18' }, householdNo: '2' }];
    const { meeting_no } = await called(bodyNo, D(2), { agenda });
    const { recusals } = await reading((tx) => showMeeting(tx, COUNTY, meeting_no));
    expect(recusals.map(({ item_no, member_no, ground }) => [item_no, member_no, ground])).toEqual([
      [1, 5, 'same_name'],
      [2, 2, 'same_household'],
    ]);
  });
});
