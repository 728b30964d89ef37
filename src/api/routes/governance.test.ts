import { describe, expect, test } from 'vitest';
import { allPages, type Answer, callerOf } from '../../../test/api.ts';
import { FILE, store } from '../../../test/governance.ts';
import { COUNTY, VILLAGE } from '../../../test/imports.ts';

/** Today is 22 November 2026, in the tests. */
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}`;
const IN = `/counties/${COUNTY}`;
const SUBJECT = { module: 'cases', id: '17' };
const BODY = { area: VILLAGE, kind: 'village_review_group', name: 'Review', since: day(1) };
const MEMBERS = [
  { name: 'Chen', role: 'chair' },
  { name: '李四', household: '2' },
  { name: 'Wang' },
  { name: 'Zhao' },
  { name: '张小丰' },
];
const MEETING = {
  body: 1,
  day: day(2),
  place: 'Hall',
  chair: 1,
  called_on: day(1),
  agenda: [{ subject: SUBJECT, decision: 'household_support', title: 'case 17', household: '1' }],
};
const NOTICE = {
  kind: 'household_support',
  area: VILLAGE,
  first_day: day(3),
  places: ['Board'],
  lines: [
    {
      subject: SUBJECT,
      household: '1',
      amount_yuan: '6600.00',
      measure: { zh: '防贫保险金', en: 'insurance' },
    },
  ],
};

type Caller = Awaited<ReturnType<typeof callerOf>>;

/** What the village office posts, one after the other; every one of them is taken. */
async function posted(
  call: Caller,
  requests: readonly (readonly [path: string, body: object, as?: string])[],
) {
  let last: Answer<Record<string, unknown>> | undefined;
  for (const [path, body, as = 'Office'] of requests) {
    last = await call(as, `POST ${IN}${path}`, body);
    expect(last, path).toMatchObject({ status: 201 });
  }
  return last!.body;
}

const UP_TO_VOTE = [
  ['/bodies', BODY],
  ['/bodies/1/members', { since: day(1), members: MEMBERS }],
  ['/meetings', MEETING],
  ['/meetings/1/attendance', { present: [1, 2, 3, 4], absent: [5] }],
] as const;
const BALLOTS = ['for', 'for', 'for', 'against'].map((choice, i) => ({ member: i + 1, choice }));
const DECIDED = [
  ...UP_TO_VOTE,
  ['/meetings/1/items/1/ballots', { ballots: BALLOTS }],
  ['/meetings/1/evidence', { kind: 'signatures', file: FILE }],
  ['/meetings/1/close', { minutes: 'spoken and voted' }, 'Chen'],
] as const;

describe('what a village decides', () => {
  test('a decision is voted, made public, contested and confirmed', async () => {
    const call = await callerOf(store);
    const closed = await posted(call, DECIDED);
    expect(closed).toMatchObject({
      meeting: { closed_by: 'Chen' },
      items: [{ result: { outcome: 'approved', votes: { for: '3', against: '1', abstain: '0' } } }],
    });
    await posted(call, [
      ['/notices', NOTICE],
      ['/notices/1/places/1/postings', { photo: FILE, on: day(3) }],
      ['/objections', { subject: SUBJECT, channel: '12317', words: 'they own a shop', on: day(4) }],
    ]);
    expect((await call('Office', `GET ${IN}/objections?notice=1`)).body['rows']).toMatchObject([
      { objection_no: 1 },
    ]);
    expect((await call('Office', `GET ${IN}/objections?notice=2`)).body['rows']).toEqual([]);
    expect((await call('Office', `GET ${IN}/objections/1`)).body).toMatchObject({ channel: '12317' });
    const state = () => call('Office', `GET ${IN}/decisions/cases/17`);
    expect((await state()).body).toMatchObject({ openObjections: [1], isConfirmed: false });
    const answer = { verdict: 'dismissed', reason: 'looked again', on: day(5) };
    expect(await call('Chen', `POST ${IN}/objections/1/answers`, answer)).toMatchObject({
      status: 403,
      body: { code: 'objection.tookPart' },
    });
    await posted(call, [['/objections/1/answers', answer, 'Sun']]);
    expect((await state()).body).toMatchObject({
      outcome: 'approved',
      notice: { noticeNo: 1, status: 'complete' },
      isConfirmed: true,
    });
    await posted(call, [['/objections/1/appeals', { channel: 'village', words: 'still', on: day(6) }]]);
    expect((await state()).body).toMatchObject({ openObjections: [2], isConfirmed: false });
  });

  test('a meeting tells how everybody voted, a notice where it hangs; a decision waits until a notice has it', async () => {
    const call = await callerOf(store);
    await posted(call, DECIDED);
    const meeting = (await call('Office', `GET ${IN}/meetings/1`)).body;
    expect(meeting).toMatchObject({
      meeting: { items: 1, proxy_forms: 'written,phone', required_evidence: 'signatures' },
      items: [{ quorum: 'at least 2/3', majority: 'more than 1/2' }],
      minutes: 'spoken and voted',
    });
    expect(meeting['ballots']).toEqual(
      BALLOTS.map(({ member, choice }) => ({ item_no: 1, member_no: member, choice })),
    );
    const waiting = async () => (await call('Office', `GET ${IN}/decisions/unpublished`)).body['rows'];
    expect(await waiting()).toMatchObject([
      { subject: SUBJECT, meetingNo: 1, itemNo: 1, decisionKind: 'household_support', householdNo: '1' },
    ]);
    await posted(call, [['/notices', NOTICE]]);
    expect(await waiting()).toEqual([]);
    await posted(call, [['/notices/1/places/1/postings', { photo: FILE, on: day(3) }]]);
    expect((await call('Office', `GET ${IN}/notices/1`)).body).toMatchObject({
      places: [
        { place: 'Board', hangings: [{ putUpOn: day(3), takenDownOn: null, by: 'Office', photo: FILE }] },
      ],
      lines: [{ subject_module: 'cases', subject_id: '17', meeting_no: 1, item_no: 1 }],
    });
  });

  test('a secret count names who counted', async () => {
    const call = await callerOf(store);
    const agenda = [{ ...MEETING.agenda[0], is_secret: true }];
    await posted(call, [...UP_TO_VOTE.slice(0, 2), ['/meetings', { ...MEETING, agenda }], UP_TO_VOTE[3]]);
    const counted = await posted(call, [
      ['/meetings/1/items/1/counts', { for: '3', against: '1', witness: 'Wang' }],
    ]);
    expect(counted).toMatchObject({
      tallies: [{ item_no: 1, for: '3', against: '1', abstain: '0', witness: 'Wang', recorded_by: 'Office' }],
      ballots: [],
      minutes: null,
    });
  });

  test('the rules of a day say what a body decides and what a notice asks for', async () => {
    const call = await callerOf(store);
    const { body } = await call<{ bodies: { kind: string }[]; notices: { kind: string }[] }>(
      'Office',
      'GET /procedure',
    );
    expect(body.bodies.find(({ kind }) => kind === 'village_review_group')).toMatchObject({
      decides: ['household_support', 'risk_removal', 'other'],
      proxyForms: ['written', 'phone'],
      evidence: ['signatures'],
    });
    expect(body.notices.find(({ kind }) => kind === 'household_support')).toMatchObject({
      days: 5,
      needsDecision: true,
      needsHousehold: true,
      given: ['measure', 'amountFen'],
    });
  });

  test('refusals have the codes of the catalogue, and a misspelt field is refused', async () => {
    const call = await callerOf(store);
    await posted(call, UP_TO_VOTE);
    const refusals = [
      ['POST', '/bodies', { ...BODY, area: 'TC02-V1' }, 422, 'body.area'],
      ['POST', '/bodies', { ...BODY, colour: 'red' }, 400, 'request.invalid'],
      ['GET', '/bodies/9', undefined, 404, 'body.unknown'],
      ['GET', '/meetings/9', undefined, 404, 'meeting.unknown'],
      [
        'POST',
        '/meetings/1/items/1/ballots',
        { ballots: [{ member: 5, choice: 'for' }] },
        422,
        'vote.recused',
      ],
      ['POST', '/meetings/1/items/1/recusals', { member: 9, reason: 'kin' }, 422, 'meeting.notMember'],
      ['POST', '/notices', NOTICE, 409, 'notice.undecided'],
      ['POST', '/objections/9/answers', { verdict: 'upheld', reason: 'x' }, 404, 'objection.unknown'],
    ] as const;
    const got = [];
    for (const [method, path, body] of refusals) {
      const { status, body: reply } = await call('Office', `${method} ${IN}${path}`, body);
      got.push([method, path, body, status, reply['code']]);
    }
    expect(got).toEqual(refusals.map((each) => [...each]));
    expect(await call(undefined, `GET ${IN}/meetings`)).toMatchObject({
      status: 401,
      body: { code: 'request.signed_out' },
    });
  });

  test('a request with a key writes once and answers the same; a dry run writes nothing', async () => {
    const call = await callerOf(store);
    const key = { 'idempotency-key': 'founding-1' };
    const first = await call('Office', `POST ${IN}/bodies`, BODY, key);
    const second = await call('Office', `POST ${IN}/bodies`, BODY, key);
    expect(first).toMatchObject({ status: 201, body: { body_no: 1 } });
    expect(second).toEqual(first);
    expect(await call('Office', `POST ${IN}/bodies`, { ...BODY, dry_run: true })).toMatchObject({
      status: 201,
    });
    expect((await call('Office', `GET ${IN}/bodies`)).body['rows']).toHaveLength(1);
  });

  test('lists are read page by page without gap or repeat', async () => {
    const call = await callerOf(store);
    await posted(call, DECIDED);
    await posted(call, [
      ['/bodies', { ...BODY, name: 'Second' }],
      ['/bodies', { ...BODY, name: 'Third' }],
      ['/meetings', { ...MEETING, day: day(20) }],
      ['/meetings', { ...MEETING, day: day(10) }],
      ...[1, 2, 3].map(() => ['/notices', NOTICE] as const),
      ...[7, 6, 8].map(
        (on) => ['/objections', { subject: SUBJECT, channel: 'web', words: 'no', on: day(on) }] as const,
      ),
    ]);
    for (const [list, no] of Object.entries({
      bodies: 'body_no',
      meetings: 'meeting_no',
      notices: 'notice_no',
      objections: 'objection_no',
    })) {
      const rows = await allPages<Record<string, number>>(
        (query) => call('Office', `GET ${IN}/${list}?${query}`),
        2,
      );
      expect(
        rows.map((row) => row[no]),
        list,
      ).toEqual([1, 2, 3]);
    }
    for (const [list, no] of Object.entries({
      meetings: 'meeting_no',
      notices: 'notice_no',
      objections: 'objection_no',
    })) {
      const rows = await allPages<Record<string, number>>(
        (query) => call('Office', `GET ${IN}/${list}?newest=true&${query}`),
        2,
      );
      expect(
        rows.map((row) => row[no]),
        list,
      ).toEqual([3, 2, 1]);
    }
    for (const [open, nos] of [
      [true, [2, 3]],
      [false, [1]],
    ] as const) {
      const { body } = await call<{ rows: { meeting_no: number }[] }>(
        'Office',
        `GET ${IN}/meetings?open=${open}`,
      );
      expect(body.rows.map(({ meeting_no }) => meeting_no)).toEqual(nos);
    }
  });
});

describe('what everybody may read', () => {
  test('is what hangs today, in whitelisted fields; nothing drafted, over or taken down', async () => {
    const call = await callerOf(store);
    await posted(call, DECIDED);
    const hung = (no: number, on: number) =>
      [`/notices/${no}/places/1/postings`, { photo: FILE, on: day(on) }] as const;
    await posted(call, [
      ...[3, 20, 20, 21].map((first) => ['/notices', { ...NOTICE, first_day: day(first) }] as const),
      hung(1, 3),
      hung(2, 20),
      hung(4, 21),
      ['/notices/4/places/1/takedowns', { reason: 'torn', on: day(22) }],
    ]);
    const everybody = (path: string) => call(undefined, `GET /public${IN}/notices${path}`);
    const pages = await allPages<{ notice_no: number }>(
      (query) => call(undefined, `GET /public${IN}/notices?${query}`),
      1,
    );
    expect(pages.map(({ notice_no }) => notice_no)).toEqual([2]);
    expect(Object.keys((await everybody('/2')).body).sort()).toEqual(
      ['area_code', 'content', 'first_day', 'kind', 'last_day', 'notice_no', 'sha256'].sort(),
    );
    for (const no of [1, 3, 4, 5])
      expect(await everybody(`/${no}`)).toMatchObject({ status: 404, body: { code: 'notice.unknown' } });
    const body = JSON.stringify((await everybody('/2')).body);
    expect(body).toContain('公示期');
    expect(body).toContain('On display');
    for (const secret of ['张三丰', '13812345678', '6,600', '6600.00']) expect(body).not.toContain(secret);
  });
});
