import { describe, expect, test } from 'vitest';
import {
  PROCEDURE,
  D,
  TODAY,
  FILE,
  by,
  state,
  reading,
  refusal,
  council,
  ITEM,
  called,
  at,
  decide,
  objected,
  answered,
  store,
} from '../../test/governance.ts';
import { COUNTY, VILLAGE } from '../../test/imports.ts';
import { plainDate } from '../kernel/index.ts';
import {
  addEvidence,
  type AgendaItem,
  appointMembers,
  castBallots,
  closeMeeting,
  countVotes,
  foundBody,
  peopleOfMeeting,
  receiveAppeal,
  recordAttendance,
  recuseMember,
} from './index.ts';

describe('refusals in their order', () => {
  test('a meeting', async () => {
    const bodyNo = await council();
    const call = (more: object) => called(bodyNo, D(2), more);
    const all = { chairNo: 9, calledOn: D(3), correctsMeetingNo: 7, agenda: [] as AgendaItem[] };
    await expect(called(8)).rejects.toEqual(refusal('body.unknown'));
    await expect(call(all)).rejects.toEqual(refusal('meeting.chair'));
    await expect(call({ ...all, chairNo: 1 })).rejects.toEqual(refusal('meeting.shortCall'));
    await expect(call({ correctsMeetingNo: 7, agenda: [] })).rejects.toEqual(refusal('meeting.unknown'));
    const { meeting_no: open } = await called(bodyNo);
    await expect(call({ correctsMeetingNo: open, agenda: [] })).rejects.toEqual(refusal('meeting.corrects'));
    await expect(call({ agenda: [] })).rejects.toEqual(refusal('meeting.noItems'));
    const bad = { ...ITEM, decisionKind: 'loan', householdNo: '99' };
    await expect(call({ agenda: [bad] })).rejects.toEqual(refusal('meeting.notCompetent'));
    await expect(call({ agenda: [{ ...ITEM, householdNo: '99' }] })).rejects.toEqual(
      refusal('member.household'),
    );
    await expect(call({ agenda: [ITEM, ITEM] })).rejects.toEqual(refusal('meeting.itemTwice'));
  });

  test('attendance, proxies and votes', async () => {
    const bodyNo = await council();
    const { meeting_no: meetingNo } = await called(bodyNo);
    const attend = (more: object) => recordAttendance(store.db, { ...at(meetingNo), ...more });
    const vote = (memberNo: number, itemNo = 1) =>
      castBallots(store.db, { ...at(meetingNo), itemNo, ballots: [{ memberNo, choice: 'for' }] });
    const proxy = { memberNo: 3, holder: 4, form: 'phone', witness: 'Qian' };
    await expect(attend({ today: D(1), present: [9] })).rejects.toEqual(refusal('meeting.future'));
    await expect(attend({ present: [9] })).rejects.toEqual(refusal('meeting.notMember'));
    await expect(attend({ proxy: { ...proxy, form: 'wish', witness: 'office' } })).rejects.toEqual(
      refusal('proxy.form'),
    );
    for (const witness of ['office', 'WANG', ' zhao '])
      await expect(attend({ proxy: { ...proxy, witness } })).rejects.toEqual(refusal('proxy.witness'));
    await expect(attend({ proxy })).rejects.toEqual(refusal('proxy.holder'));
    await attend({ present: [1, 4], proxy });
    await expect(attend({ proxy: { ...proxy, memberNo: 2 } })).rejects.toEqual(refusal('proxy.tooMany'));
    await attend({ proxy: { ...proxy, memberNo: 2, holder: 'Daughter', form: 'written' } });
    await expect(vote(1, 2)).rejects.toEqual(refusal('meeting.itemUnknown'));
    await expect(vote(9)).rejects.toEqual(refusal('meeting.notMember'));
    await expect(vote(5)).rejects.toEqual(refusal('vote.recused'));
    await vote(3);
    await attend({ absent: [4] });
    await expect(vote(3)).rejects.toEqual(refusal('vote.absent'));
    const recuse = { ...at(meetingNo), itemNo: 1, memberNo: 4, reason: 'my brother builds it' };
    await recuseMember(store.db, recuse);
    await expect(recuseMember(store.db, recuse)).rejects.toEqual(refusal('recusal.known'));
    const count = {
      ...at(meetingNo),
      itemNo: 1,
      votes: { for: 9n, against: 0n, abstain: 0n },
      witness: 'Qian',
    };
    await expect(countVotes(store.db, count)).rejects.toEqual(refusal('vote.isByName'));
  });

  test('a secret vote and the closing', async () => {
    const bodyNo = await council();
    const { meeting_no: meetingNo } = await called(bodyNo, D(2), { agenda: [{ ...ITEM, isSecret: true }] });
    const count = (votes: bigint, witness = 'Qian') =>
      countVotes(store.db, {
        ...at(meetingNo),
        itemNo: 1,
        votes: { for: votes, against: 0n, abstain: 0n },
        witness,
      });
    const close = (actor = 'Chen', today = TODAY) =>
      closeMeeting(store.db, { ...at(meetingNo, actor), today, minutes: 'm' });
    await expect(count(9n, 'OFFICE')).rejects.toEqual(refusal('vote.witness'));
    await expect(count(1n)).rejects.toEqual(refusal('vote.tally'));
    await expect(close('Zhao', D(1))).rejects.toEqual(refusal('meeting.notChair'));
    await expect(close('Chen', D(1))).rejects.toEqual(refusal('meeting.future'));
    await expect(close()).rejects.toEqual(refusal('meeting.chairAbsent'));
    await recordAttendance(store.db, { ...at(meetingNo), present: [1, 2, 3] });
    await expect(close()).rejects.toEqual(refusal('meeting.evidence'));
    await addEvidence(store.db, { ...at(meetingNo), kind: 'signatures', file: FILE });
    await count(3n);
    await recuseMember(store.db, { ...at(meetingNo), itemNo: 1, memberNo: 3, reason: 'neighbour' });
    await expect(close()).rejects.toEqual(refusal('vote.tally'));
    await count(2n);
    await recordAttendance(store.db, { ...at(meetingNo), present: [4] });
    await close();
    await expect(close()).rejects.toEqual(refusal('meeting.closed'));
    await expect(count(1n)).rejects.toEqual(refusal('meeting.closed'));
    expect(await state(22)).toMatchObject({
      outcome: 'approved',
      decision: { result: { votesPresent: 3n } },
    });
  });

  test('bodies and members', async () => {
    const bodyNo = await council();
    const appoint = (more: object, since = D(2)) =>
      appointMembers(store.db, PROCEDURE, {
        ...by('Office'),
        bodyNo,
        since,
        appointments: [{ name: 'Wang', role: 'member', weight: 2n, householdNo: '9', ...more }],
      });
    await expect(appoint({}, plainDate('2026-10-01'))).rejects.toEqual(refusal('member.period'));
    await expect(appoint({})).rejects.toEqual(refusal('member.household'));
    await expect(appoint({ householdNo: undefined })).rejects.toEqual(refusal('member.weight'));
    await expect(appoint({ householdNo: undefined, weight: 1n })).rejects.toEqual(refusal('member.twice'));
    const founded = { ...by('Office'), areaCode: VILLAGE, kind: 'collective_assembly', name: 'C' } as const;
    await expect(
      foundBody(store.db, PROCEDURE, { ...founded, since: plainDate('2024-01-01') }),
    ).rejects.toEqual(refusal('procedure.missing'));
    await expect(
      foundBody(store.db, PROCEDURE, { ...founded, areaCode: 'TC02-V1', since: D(1) }),
    ).rejects.toEqual(refusal('body.area'));
    await expect(
      foundBody(store.db, PROCEDURE, { ...founded, actor: 'unnamed', since: D(1) }),
    ).rejects.toEqual(refusal('event.actorUnnamed'));
  });

  test('objections: by other people, one level up, no higher than the county', async () => {
    await expect(objected(23, { subject: { module: 'x', id: '1' } })).rejects.toEqual(
      refusal('objection.future'),
    );
    await expect(objected(20, { subject: { module: 'x', id: '1' } })).rejects.toEqual(
      refusal('objection.area'),
    );
    await decide(await council(), 2, '++++');
    expect(new Set(await reading((tx) => peopleOfMeeting(tx, COUNTY, 1)))).toEqual(
      new Set(['Chen', '李四', 'Wang', 'Zhao']),
    );
    expect(await objected(20, { objector: 'Zhou' })).toMatchObject({
      area_code: VILLAGE,
      meeting_no: 1,
      answer_by: D(27),
      yearsWithoutHolidays: [],
    });
    await expect(answered(1, 'upheld', 19, 'Chen')).rejects.toEqual(refusal('objection.early'));
    for (const actor of ['Chen', 'ZHAO', '李四', ' zhou'])
      await expect(answered(1, 'upheld', 21, actor)).rejects.toEqual(refusal('objection.tookPart'));
    const appeal = (objectionNo: number, day = 22) =>
      receiveAppeal(store.db, PROCEDURE, {
        ...by('Office'),
        objectionNo,
        channel: 'web',
        words: 'no',
        receivedOn: D(day),
        today: TODAY,
      });
    await expect(appeal(9)).rejects.toEqual(refusal('objection.unknown'));
    await expect(appeal(1)).rejects.toEqual(refusal('objection.notAnswered'));
    // 张小丰 was absent and may answer.
    await answered(1, 'dismissed', 22, '张小丰');
    await expect(answered(1, 'upheld', 22)).rejects.toEqual(refusal('objection.answered'));
    await appeal(1);
    await expect(appeal(1)).rejects.toEqual(refusal('objection.appealed'));
    await expect(answered(2, 'upheld', 22, '张小丰')).rejects.toEqual(refusal('objection.tookPart'));
    await answered(2, 'dismissed', 22);
    expect(await appeal(2)).toMatchObject({ area_code: COUNTY });
    await answered(3, 'dismissed', 22, 'County');
    await expect(appeal(3)).rejects.toEqual(refusal('objection.noHigherLevel'));
  });
});
