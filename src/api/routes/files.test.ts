import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { open, useCountry } from '../../../test/access.ts';
import { callerOf } from '../../../test/api.ts';
import { exifSegment, hashOf, jpeg, pdf, png } from '../../../test/pictures.ts';
import { addEvidence } from '../../governance/index.ts';
import { sql } from '../../platform/index.ts';
import { attachFiles } from '../../evidence/index.ts';
import { act } from '../../access/index.ts';

/** Household 1 of the village A-T1-V1 has case 1; accounts are real ones. */
const country = useCountry();
let call: Awaited<ReturnType<typeof callerOf>>;
const WHY = 'purpose=look';

beforeAll(async () => {
  const { db } = country;
  call = await callerOf({ db, engine: 'embedded', label: '', announce: () => {}, close: async () => {} });
  const at = (role: Parameters<typeof open>[2]['role'], areaCode: string) => ({ role, areaCode });
  await open(db, 'Office', { role: 'county_office' });
  await open(db, 'Village', at('village_committees', 'A-T1-V1'));
  await open(db, 'Colleague', at('village_committees', 'A-T1-V1'));
  await open(db, 'Neighbour', at('village_committees', 'A-T1-V2'));
  await open(db, 'Representative', at('villager_representative', 'A-T1-V1'));
  await open(db, 'Helper', { role: 'helper', householdNo: '1' });
  await open(db, 'Home', { role: 'household', householdNo: '1' });
  await open(db, 'Other', { role: 'household', householdNo: '2' });
  await open(db, 'Auditor', { role: 'auditor' });
  await open(db, 'Finance', { role: 'county_finance' });
  await open(db, 'Elsewhere', { role: 'county_office', countyCode: 'B' });
});
afterAll(() => {});

const send = (viewer: string | undefined, bytes: Buffer, name = 'visit.jpg', type = 'image/jpeg') =>
  call(viewer, `POST /counties/A/files?name=${encodeURIComponent(name)}`, bytes, { 'content-type': type });
const fetch = (viewer: string | undefined, sha256: string, why = WHY) =>
  call<unknown>(viewer, `GET /counties/A/files/${sha256}?${why}`);
/** A visit to household 1, of which only the files matter here. */
const visited = (sha256: string, actor = 'Village') =>
  act(country.db, { actor, action: 'cases.visit', countyCode: 'A', input: sha256 }, async (tx) => ({
    result: await attachFiles(tx, 'A', [{ name: 'visit.jpg', sha256 }], {
      module: 'cases',
      id: '1',
      areaCode: 'A-T1-V1',
      householdNo: '1',
      actor,
    }),
    summary: {},
  }));

const EVERYBODY = [
  'Office',
  'Village',
  'Colleague',
  'Neighbour',
  'Representative',
  'Helper',
  'Home',
  'Other',
  'Auditor',
  'Finance',
  'Elsewhere',
];
const whoSees = async (sha256: string): Promise<string[]> => {
  const seen = [];
  for (const viewer of EVERYBODY) {
    const { status, body } = await fetch(viewer, sha256);
    if (status === 200) seen.push(viewer);
    else expect(body, viewer).toMatchObject({ code: expect.stringMatching(/^(evidence\.unknown|access\.)/) });
  }
  return seen;
};

describe('a file', () => {
  test('is kept without the notes of the camera; the hash is of what is kept', async () => {
    const taken = await send('Village', jpeg(1, { extra: [exifSegment()] }), '入户 1.jpg');
    expect(taken).toMatchObject({ status: 201, body: { name: '入户 1.jpg', media_type: 'image/jpeg' } });
    const { rows } = await sql<{
      content: Buffer;
    }>`select content from evidence.file where sha256 = ${String(taken.body['sha256'])}`.execute(country.db);
    expect(hashOf(rows[0]!.content)).toBe(taken.body['sha256']);
    expect(Buffer.from(rows[0]!.content).toString('latin1')).not.toContain('PLACE');
    expect(await send('Village', png(), 'a.jpg')).toMatchObject({
      status: 201,
      body: { media_type: 'image/png' },
    });
    const { rows: trail } = await sql<{
      text: string;
    }>`select to_jsonb(e)::text as text from access.audit_entry e where action = 'evidence.keep'`.execute(
      country.db,
    );
    expect(trail.map(({ text }) => text).join()).not.toMatch(/入户|PLACE/);
  });

  test('is opened by whoever brought it, and once a visit names it, by those who may see the visit', async () => {
    const bytes = jpeg(2);
    const sha256 = hashOf(bytes);
    await send('Village', bytes);
    expect(await whoSees(sha256)).toEqual(['Village']);
    await visited(sha256);
    expect(await whoSees(sha256)).toEqual(['Office', 'Village', 'Colleague', 'Helper', 'Home', 'Auditor']);
    expect(await fetch(undefined, sha256)).toMatchObject({ status: 401 });
  });

  test('may be named before it arrives', async () => {
    const bytes = jpeg(3);
    await visited(hashOf(bytes));
    expect(await whoSees(hashOf(bytes))).toEqual([]);
    const files = () => call('Office', `GET /counties/A/files?module=cases&id=1&${WHY}`);
    expect((await files()).body['rows']).toContainEqual({
      sha256: hashOf(bytes),
      name: 'visit.jpg',
      media_type: null,
      byte_count: null,
      brought_by: 'Village',
    });
    await send('Helper', bytes);
    expect(await whoSees(hashOf(bytes))).toContain('Colleague');
    expect((await files()).body['rows']).toContainEqual({
      sha256: hashOf(bytes),
      name: 'visit.jpg',
      media_type: 'image/jpeg',
      byte_count: bytes.length,
      brought_by: 'Village',
    });
    expect((await call('Neighbour', `GET /counties/A/files?module=cases&id=1&${WHY}`)).body).toEqual({
      rows: [],
    });
  });

  test('of a meeting is for those who read its minutes', async () => {
    const bytes = pdf('signatures');
    await sql`delete from governance.closing where county_code = 'A' and meeting_no = 3`.execute(country.db);
    const meeting = await sql<{
      area: string;
    }>`select area_code as area from governance.body where county_code = 'A' and body_no = 3`.execute(
      country.db,
    );
    expect(meeting.rows[0]!.area).toBe('A-T1-V1');
    await send('Village', bytes, 'list.pdf', 'application/pdf');
    await addEvidence(country.db, {
      actor: 'Village',
      countyCode: 'A',
      meetingNo: 3,
      kind: 'signatures',
      file: { name: 'list.pdf', sha256: hashOf(bytes) },
    });
    expect(await whoSees(hashOf(bytes))).toEqual([
      'Office',
      'Village',
      'Colleague',
      'Representative',
      'Auditor',
    ]);
  });

  test('comes as what it is, runs nothing and stays in no cache; opening it is logged with its purpose', async () => {
    const bytes = jpeg(4);
    await send('Village', bytes, 'a "b".jpg');
    const server = await call('Village', `GET /counties/A/files/${hashOf(bytes)}?${WHY}`);
    expect(server.type).toBe('image/jpeg');
    expect(await fetch('Village', hashOf(bytes), '')).toMatchObject({
      status: 422,
      body: { code: 'access.purpose_missing' },
    });
    const { rows } = await sql<{
      account: string;
    }>`select account from access.read_entry where what = 'see.file' and subject = ${hashOf(bytes)} and purpose = 'look'`.execute(
      country.db,
    );
    expect(rows).toEqual([{ account: 'Village' }]);
  });

  test.each([
    ['a page', Buffer.from('<html>'), 'a.jpg', 'image/jpeg', 422, 'evidence.kind'],
    ['half a picture', jpeg().subarray(0, -2), 'a.jpg', 'image/jpeg', 422, 'evidence.broken'],
    ['more than 5 MB', Buffer.alloc(5_000_001), 'a.jpg', 'image/jpeg', 413, 'request.large'],
    ['a name with a line break', jpeg(), 'a\nb', 'image/jpeg', 422, 'evidence.name'],
    ['a document instead of a file', Buffer.from('{}'), 'a', 'application/json', 400, 'request.file'],
  ])('is refused: %s', async (_, bytes, name, type, status, code) => {
    expect(await send('Village', bytes, name, type)).toMatchObject({ status, body: { code } });
  });

  test('is not kept for those who keep none, nor for another county', async () => {
    for (const viewer of ['Finance', 'Elsewhere'])
      expect(await send(viewer, jpeg(5))).toMatchObject({ status: 403 });
    expect(await send(undefined, jpeg(5))).toMatchObject({ status: 401 });
  });

  test('nobody sends on without using any', async () => {
    await sql`insert into evidence.attachment (county_code, sha256, subject_module, subject_id, file_name, recorded_by)
      select 'A', encode(sha256(n::text::bytea), 'hex'), 'account', 'Colleague', 'x', 'Colleague' from generate_series(1, 200) n`.execute(
      country.db,
    );
    expect(await send('Colleague', jpeg(6))).toMatchObject({
      status: 429,
      body: { code: 'evidence.unused' },
    });
  });
});
