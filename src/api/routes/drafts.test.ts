import { beforeEach, describe, expect, test } from 'vitest';
import { open as openAccountOf } from '../../../test/access.ts';
import { type Answer, callerOf } from '../../../test/api.ts';
import { day, store, useCounty, view, walk } from '../../../test/cases.ts';
import { COUNTY, VILLAGE } from '../../../test/imports.ts';
import { hashOf, jpeg } from '../../../test/pictures.ts';
import { sql } from '../../platform/index.ts';

/** Case 1 of household 1 waits for its visit; everybody has an account. */
useCounty();
let call: Awaited<ReturnType<typeof callerOf>>;
beforeEach(async () => {
  call = await callerOf(store);
  await openAccountOf(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  const inArea = (role: 'village_committees' | 'grid_member', areaCode = VILLAGE) => ({
    role,
    countyCode: COUNTY,
    areaCode,
  });
  await openAccountOf(store.db, 'Finder', inArea('village_committees'));
  await openAccountOf(store.db, 'Zhang', inArea('village_committees'));
  await openAccountOf(store.db, 'Wen', { role: 'helper', countyCode: COUNTY, householdNo: '1' });
  await openAccountOf(store.db, 'Neighbour', inArea('village_committees', 'TC01-V2'));
  await openAccountOf(store.db, 'Grid', inArea('grid_member'));
  await openAccountOf(store.db, 'Clerk', { role: 'county_office', countyCode: COUNTY });
  for (const name of ['Lin', 'Ma', 'Che'])
    await openAccountOf(store.db, name, { role: 'check_department', countyCode: COUNTY });
  await walk('assign');
});

const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';
type Fields = Record<string, { value: string | null; base: number; resolves?: number[] }>;
interface Draft {
  readonly draft_id: string;
  readonly last_version: number;
  readonly ended_as: string | null;
  readonly fields: Record<
    string,
    {
      value: string | null;
      version: number;
      by: string;
      conflicts: { value: string; version: number; by: string }[];
    }
  >;
}
const put = (viewer: string, id: string, fields: Fields, more: object = {}): Promise<Answer<Draft>> =>
  call<Draft>(viewer, `PUT /counties/${COUNTY}/drafts/${id}`, {
    kind: 'case_visit',
    case: 1,
    device: `phone-of-${viewer}`,
    fields,
    ...more,
  });
const read = (viewer: string, id: string) =>
  call<Draft>(viewer, `GET /counties/${COUNTY}/drafts/${id}?purpose=visit`);
const submit = (viewer: string, id: string, seen: number) =>
  call<{ case_status: string; draft: Draft }>(viewer, `POST /counties/${COUNTY}/drafts/${id}/submission`, {
    seen,
  });
const values = ({ body }: Answer<Draft>) =>
  Object.fromEntries(Object.entries(body.fields).map(([field, { value }]) => [field, value]));

describe('two phones without signal visit the same household', () => {
  test('what only one changed merges, what both changed is kept twice and decided, and the visit happens once', async () => {
    const photos = [jpeg(1), jpeg(2)];
    const [a, b] = photos.map((bytes) => `photo.${hashOf(bytes)}`) as [string, string];
    const first = await put('Zhang', ONE, {
      companion: { value: 'Wen', base: 0 },
      note: { value: 'the roof leaks', base: 0 },
      [a]: { value: 'roof.jpg', base: 0 },
    });
    expect(first).toMatchObject({ status: 200, body: { draft_id: ONE, last_version: 3 } });
    // The other phone began a draft of its own; it comes into range later.
    const second = await put('Wen', TWO, {
      day: { value: day(2), base: 0 },
      note: { value: 'the roof is new', base: 0 },
      [b]: { value: 'bed.jpg', base: 0 },
    });
    expect(second.body.draft_id).toBe(ONE);
    expect(values(second)).toEqual({
      companion: 'Wen',
      note: 'the roof leaks',
      day: day(2),
      [a]: 'roof.jpg',
      [b]: 'bed.jpg',
    });
    const { note } = second.body.fields;
    expect(note).toMatchObject({ by: 'Zhang', conflicts: [{ value: 'the roof is new', by: 'Wen' }] });
    // Sent again, because the answer got lost.
    expect((await put('Wen', TWO, { note: { value: 'the roof is new', base: 0 } })).body).toEqual(
      second.body,
    );

    expect(await submit('Zhang', ONE, second.body.last_version)).toMatchObject({
      status: 409,
      body: { code: 'draft.conflict', message: { en: expect.stringContaining('"note"') } },
    });
    const decided = await put('Zhang', ONE, {
      note: {
        value: 'new roof, leaks at the chimney',
        base: note!.version,
        resolves: [note!.conflicts[0]!.version],
      },
    });
    expect(decided.body.fields['note']).toMatchObject({
      value: 'new roof, leaks at the chimney',
      conflicts: [],
    });

    // Who has not seen the last change does not submit it.
    expect(await submit('Zhang', ONE, second.body.last_version)).toMatchObject({
      status: 409,
      body: { code: 'draft.moved' },
    });
    const seen = decided.body.last_version;
    const [one, two] = await Promise.all([submit('Zhang', ONE, seen), submit('Zhang', TWO, seen)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect([one.body.case_status, two.body.case_status]).toContain('HOUSEHOLD_VISIT');
    const { steps } = await view(day(2));
    expect(steps.filter(({ action }) => action === 'visit')).toEqual([
      expect.objectContaining({
        actor: 'Zhang',
        day: day(2),
        fields: { companion: 'Wen', note: 'new roof, leaks at the chimney' },
        evidence: expect.arrayContaining([
          { name: 'roof.jpg', sha256: hashOf(photos[0]!) },
          { name: 'bed.jpg', sha256: hashOf(photos[1]!) },
        ]),
      }),
    ]);
    // What comes after stays on the phone, with who submitted.
    expect(await put('Wen', TWO, { note: { value: 'one more thing', base: note!.version } })).toMatchObject({
      status: 409,
      body: { code: 'draft.ended', message: { en: expect.stringContaining('submitted by Zhang') } },
    });
    expect((await put('Wen', TWO, { note: { value: 'the roof is new', base: 0 } })).status).toBe(409);
    expect((await put('Wen', TWO, { companion: { value: 'Wen', base: 0 } })).body.ended_as).toBe('submitted');
  });

  test('at the same moment, nothing is lost', async () => {
    const answers = await Promise.all(
      ['Zhang', 'Wen', 'Grid'].flatMap((viewer) =>
        viewer === 'Grid'
          ? []
          : [put(viewer, viewer === 'Zhang' ? ONE : TWO, { note: { value: `seen by ${viewer}`, base: 0 } })],
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await read('Wen', TWO);
    const { value, conflicts } = body.fields['note']!;
    expect([value, ...conflicts.map((each) => each.value)].sort()).toEqual(['seen by Wen', 'seen by Zhang']);
  });
});

describe('a draft', () => {
  test('is seen and written by those who may visit there, and by nobody else', async () => {
    await put('Zhang', ONE, { note: { value: 'x', base: 0 } });
    for (const viewer of ['Zhang', 'Wen', 'Finder'])
      expect((await read(viewer, ONE)).status, viewer).toBe(200);
    expect(await read('Neighbour', ONE)).toMatchObject({ status: 404, body: { code: 'draft.unknown' } });
    expect(await read('Clerk', ONE)).toMatchObject({ status: 403, body: { code: 'access.action_refused' } });
    expect(await call(undefined, `GET /counties/${COUNTY}/drafts/${ONE}`)).toMatchObject({ status: 401 });
    for (const id of [ONE, TWO])
      expect(
        (await put('Neighbour', id, { note: { value: 'y', base: 0 } })).status,
        id,
      ).toBeGreaterThanOrEqual(403);
    // Knowing the number of a draft does not show it.
    expect(await put('Neighbour', ONE, {})).toMatchObject({ status: 404, body: { code: 'draft.unknown' } });
    expect(await submit('Neighbour', ONE, 1)).toMatchObject({ status: 404 });
    const listed = (viewer: string) =>
      call<{ rows: Draft[] }>(viewer, `GET /counties/${COUNTY}/drafts?case=1&purpose=visit`);
    expect((await listed('Wen')).body.rows.map(({ draft_id }) => draft_id)).toEqual([ONE]);
    expect((await listed('Neighbour')).body.rows).toEqual([]);
  });

  test('shows its photos to both phones before it is submitted', async () => {
    const bytes = jpeg(9);
    await call('Zhang', `POST /counties/${COUNTY}/files?name=a.jpg`, bytes, { 'content-type': 'image/jpeg' });
    await put('Zhang', ONE, { [`photo.${hashOf(bytes)}`]: { value: 'a.jpg', base: 0 } });
    const shown = (viewer: string) =>
      call(viewer, `GET /counties/${COUNTY}/files/${hashOf(bytes)}?purpose=visit`);
    expect([(await shown('Wen')).status, (await shown('Neighbour')).status]).toEqual([200, 404]);
  });

  test('does not become what its act refuses, and stays open', async () => {
    const { body } = await put('Finder', ONE, { companion: { value: 'Qiu', base: 0 } });
    expect(await submit('Finder', ONE, body.last_version)).toMatchObject({
      body: { code: 'cases.evidenceMissing' },
    });
    const whole = await put('Finder', ONE, {
      [`photo.${'a'.repeat(64)}`]: { value: 'a.jpg', base: 0 },
      day: { value: day(2), base: 0 },
    });
    // Who found the household does not visit it.
    expect(await submit('Finder', ONE, whole.body.last_version)).toMatchObject({
      status: 403,
      body: { code: 'cases.apart' },
    });
    expect((await read('Finder', ONE)).body.ended_as).toBeNull();
    expect(await submit('Wen', ONE, whole.body.last_version)).toMatchObject({
      status: 201,
      body: { case_status: 'HOUSEHOLD_VISIT' },
    });
  });

  test.each([
    [
      'a field that the act does not have',
      { fields: { colour: { value: 'x', base: 0 } } },
      422,
      'draft.field',
    ],
    ['a base there is not', { fields: { note: { value: 'x', base: 7 } } }, 422, 'draft.base'],
    ['no case', { case: 99 }, 422, 'draft.subject'],
    ['no household', { kind: 'declared' }, 422, 'draft.subject'],
    ['something else under the same number', { kind: 'visit', household: '1' }, 409, 'draft.other'],
    ['a misspelt field', { colour: 'red' }, 400, 'request.invalid'],
  ])('is refused: %s', async (_, more, status, code) => {
    await put('Zhang', ONE, {});
    expect(await put('Zhang', code === 'draft.other' ? ONE : TWO, {}, more)).toMatchObject({
      status,
      body: { code },
    });
  });

  test('is thrown away, and is no more', async () => {
    await put('Zhang', ONE, { note: { value: 'x', base: 0 } });
    const gone = await call<Draft>('Wen', `DELETE /counties/${COUNTY}/drafts/${ONE}`);
    expect(gone).toMatchObject({ status: 200, body: { ended_as: 'discarded' } });
    expect(await submit('Zhang', ONE, 1)).toMatchObject({ status: 409, body: { code: 'draft.ended' } });
    // The next one is new.
    expect((await put('Zhang', TWO, {})).body.draft_id).toBe(TWO);
  });
});

describe('a declaration', () => {
  const DECLARED = { kind: 'declared', case: undefined, household: '1' };
  const WORDS: Fields = {
    policy: { value: 'wei-2017', base: 0 },
    peril: { value: 'medical', base: 0 },
    self_paid_yuan: { value: '26000', base: 0 },
    day: { value: day(5), base: 0 },
  };

  test('needs consent, and is on the list of findings with it', async () => {
    const { body } = await put('Zhang', ONE, WORDS, DECLARED);
    expect(await submit('Zhang', ONE, body.last_version)).toMatchObject({
      status: 422,
      body: { code: 'draft.consent' },
    });
    const agreed = await put(
      'Zhang',
      ONE,
      { consent_by: { value: '张三丰', base: 0 }, consent_form: { value: 'read_back', base: 0 } },
      DECLARED,
    );
    expect((await submit('Zhang', ONE, agreed.body.last_version)).status).toBe(201);
    expect((await submit('Zhang', ONE, agreed.body.last_version)).status).toBe(201);
    const { rows } = await sql`select f.kind, f.self_paid_fen, c.given_by, c.consent_form, c.recorded_by
      from screening.finding f join screening.consent c using (county_code, household_no, policy_id, policy_year, kind, peril, revision)`.execute(
      store.db,
    );
    expect(rows).toEqual([
      {
        kind: 'declared',
        self_paid_fen: 2_600_000n,
        given_by: '张三丰',
        consent_form: 'read_back',
        recorded_by: 'Zhang',
      },
    ]);
    expect((await call(undefined, 'GET /public/consent')).body).toMatchObject({
      zh: expect.stringContaining('我同意'),
    });
  });

  test.each([
    ['peril', 'thirst'],
    ['self_paid_yuan', 'much'],
    ['day', '2027-01-01'],
    ['policy', ''],
  ])('is refused for %s "%s"', async (field, value) => {
    const { body } = await put('Zhang', ONE, { ...WORDS, [field]: { value, base: 0 } }, DECLARED);
    expect(await submit('Zhang', ONE, body.last_version)).toMatchObject({
      status: 422,
      body: { code: 'draft.value' },
    });
  });

  test('a grid member notes a visit, and declares for nobody', async () => {
    const seen = await put('Grid', ONE, WORDS, { ...DECLARED, kind: 'visit' });
    expect((await submit('Grid', ONE, seen.body.last_version)).status).toBe(201);
    const declared = await put('Grid', TWO, WORDS, DECLARED);
    expect(await submit('Grid', TWO, declared.body.last_version)).toMatchObject({
      status: 403,
      body: { code: 'access.action_refused' },
    });
  });
});
