import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyStore } from '../../test/imports.ts';
import { fc } from '../../test/properties.ts';
import { testStore } from '../../test/store.ts';
import { sql, type Store } from '../platform/index.ts';
import { act, sealTrail, verifyTrail } from './index.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(() => emptyStore(store.db));

const run = (statement: string) => sql<Record<string, string>>`${sql.raw(statement)}`.execute(store.db);
const seal = () => sealTrail(store.db, { actor: 'Root' });
const verify = () => store.db.transaction().execute((tx) => verifyTrail(tx));
const did = (countyCode: string, n: number) =>
  act(store.db, { actor: `Li ${n}`, action: 'a.b', countyCode, input: n }, () =>
    Promise.resolve({ result: n, summary: { n } }),
  );
const read = (county: string, n: number) =>
  run(
    `insert into access.read_entry (county_code, account, what, subject, purpose) values ('${county}', 'Li', 'see.household', '${n}', 'visit')`,
  );

/** Three seals of county A and of B, each over two acts and a read; and what follows them. */
async function sealedTrail(): Promise<void> {
  for (let batch = 0; batch < 3; batch++) {
    for (const county of ['A', 'B']) {
      await did(county, 2 * batch);
      await did(county, 2 * batch + 1);
      await read(county, batch);
    }
    await seal();
  }
  await did('A', 99);
}

test('a trail nobody touched verifies; what was not sealed yet is counted', async () => {
  await sealedTrail();
  // The first act of sealing is sealed by the second.
  expect(await verify()).toMatchObject({ seals: 8, rows: 20n, unsealed: 2n, faults: [] });
  await seal();
  expect(await verify()).toMatchObject({ rows: 22n, unsealed: 1n, faults: [] });
});

test('a seal is the hash anybody can compute', async () => {
  await did('A', 1);
  const [first] = await seal();
  const { rows } = await run(
    `select entry_no, extract(epoch from at)::text as at, input_hash from access.audit_entry where county_code = 'A'`,
  );
  const { entry_no, at, input_hash } = rows[0]!;
  const entry = `["audit", "A", "${entry_no}", ${at}, "Li 1", "a.b", "${input_hash}", {"n": 1}]`;
  const until = (await run('select extract(epoch from until)::text as until from access.seal')).rows[0]![
    'until'
  ];
  const hash = createHash('sha256')
    .update(`/A/1/${until}/1/Root`)
    .update(createHash('sha256').update(entry).digest())
    .digest('hex');
  expect(first).toMatchObject({ county_code: 'A', seal_no: 1, row_count: 1n, previous_hash: '', hash });
});

const AT = (n: number) => `(select at from access.audit_entry where county_code = 'A' and actor = 'Li ${n}')`;
const ENTRY = (n: number) => `county_code = 'A' and actor = 'Li ${n}'`;

test.each([
  ['an actor changed', `update access.audit_entry set actor = 'Wang' where ${ENTRY(2)}`, 2, 'rows'],
  [
    'one letter of a hash changed',
    `update access.audit_entry set input_hash = overlay(input_hash placing 'x' from 5) where ${ENTRY(0)}`,
    1,
    'rows',
  ],
  ['a count changed', `update access.audit_entry set summary = '{"n": 7}' where ${ENTRY(5)}`, 3, 'rows'],
  [
    'an instant moved within its seal',
    `update access.audit_entry set at = at + interval '1 microsecond' where ${ENTRY(2)}`,
    2,
    'rows',
  ],
  [
    'an entry moved to another county',
    `update access.audit_entry set county_code = 'C' where ${ENTRY(3)}`,
    2,
    'rows',
  ],
  ['an entry deleted', `delete from access.audit_entry where ${ENTRY(1)}`, 1, 'rows'],
  [
    'all entries of a seal deleted',
    `delete from access.audit_entry where ${ENTRY(2)} or ${ENTRY(3)}`,
    2,
    'rows',
  ],
  [
    'an entry inserted among sealed ones',
    `insert into access.audit_entry (county_code, at, actor, action, input_hash, summary) values ('A', ${AT(3)}, 'x', 'y', 'z', '{}')`,
    2,
    'rows',
  ],
  [
    'an entry inserted before all',
    `insert into access.audit_entry (county_code, at, actor, action, input_hash, summary) values ('A', '2000-01-01', 'x', 'y', 'z', '{}')`,
    1,
    'rows',
  ],
  [
    'a purpose changed',
    `update access.read_entry set purpose = 'other' where county_code = 'A' and subject = '1'`,
    2,
    'rows',
  ],
  ['a read deleted', `delete from access.read_entry where county_code = 'A' and subject = '2'`, 3, 'rows'],
  [
    'a seal computed again over other rows',
    `update access.seal set hash = md5('x') where county_code = 'A' and seal_no = 1`,
    1,
    'rows',
  ],
  [
    'a seal in the middle deleted',
    `delete from access.seal where county_code = 'A' and seal_no = 2`,
    3,
    'seal',
  ],
  ['the first seal deleted', `delete from access.seal where county_code = 'A' and seal_no = 1`, 2, 'seal'],
  [
    'a seal cut off from the one before',
    `update access.seal set previous_hash = '' where county_code = 'A' and seal_no = 3`,
    3,
    'seal',
  ],
  [
    'a seal moved in time',
    `update access.seal set until = until + interval '1 hour' where county_code = 'A' and seal_no = 3`,
    3,
    'rows',
  ],
  [
    'another person named as the sealer',
    `update access.seal set sealed_by = 'x' where county_code = 'A' and seal_no = 2`,
    2,
    'rows',
  ],
])('%s: the seal tells', async (_, tampering, sealNo, fault) => {
  await sealedTrail();
  await run(tampering);
  expect((await verify()).faults).toEqual([{ county_code: 'A', seal_no: sealNo, fault }]);
});

test('one changed byte anywhere in a sealed row is found, in its county and seal', async () => {
  await sealedTrail();
  const TEXTS = {
    'access.audit_entry': ['actor', 'action', 'input_hash'],
    'access.read_entry': ['account', 'what', 'subject', 'purpose'],
  };
  const { rows } = await run(`
    select 'access.audit_entry' as table, county_code, entry_no, at from access.audit_entry where at <= (select max(until) from access.seal) and county_code in ('A', 'B')
    union all select 'access.read_entry', county_code, entry_no, at from access.read_entry order by 2, 4`);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...rows), fc.nat(), fc.nat(), async (row, column, place) => {
      const name = TEXTS[row['table'] as keyof typeof TEXTS];
      const field = name[column % name.length]!;
      const where = `where entry_no = '${row['entry_no']}'`;
      const { rows: before } = await run(`select ${field} as text from ${row['table']} ${where}`);
      const text = before[0]!['text']!;
      const at = place % text.length;
      const changed = text.slice(0, at) + (text[at] === '~' ? '!' : '~') + text.slice(at + 1);
      await run(`update ${row['table']} set ${field} = '${changed}' ${where}`);
      const { faults } = await verify();
      await run(`update ${row['table']} set ${field} = '${text}' ${where}`);
      const place_ = rows.filter(({ county_code }) => county_code === row['county_code']).indexOf(row);
      expect(faults).toEqual([
        { county_code: row['county_code'], seal_no: Math.floor(place_ / 3) + 1, fault: 'rows' },
      ]);
    }),
    { numRuns: 40 },
  );
  expect((await verify()).faults).toEqual([]);
});

test('what comes next lies a tick after the seal, however coarse the clock', async () => {
  const gaps: number[] = [];
  for (let n = 0; n < 20; n++) {
    await did('A', n);
    await seal();
    const { rows } = await run(`
      select extract(epoch from (select max(at) from access.audit_entry) - (select max(until) from access.seal)) * 1000 as gap`);
    gaps.push(Number(rows[0]!['gap']));
  }
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4);
  expect((await verify()).faults).toEqual([]);
});

test('a cut-off end shows only beside the head noted elsewhere', async () => {
  await sealedTrail();
  const noted = (await verify()).heads;
  await run(`delete from access.seal where county_code = 'A' and seal_no = 3`);
  const report = await verify();
  expect(report.faults).toEqual([]);
  expect(report.heads).not.toEqual(noted);
});

test('acts beside sealing, and a seal that is only tried, leave a trail that verifies', async () => {
  await did('A', 0);
  await Promise.all([...Array(8).keys()].flatMap((n) => [did('A', n), n % 2 ? seal() : did('B', n)]));
  await sealTrail(store.db, { actor: 'Root', dryRun: true });
  const { faults, rows, unsealed } = await verify();
  expect(faults).toEqual([]);
  // Nine acts of A, four of B, four of sealing.
  expect(rows + unsealed).toBe(17n);
});
