import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { looking, open } from '../../../test/access.ts';
import { importText } from '../../../test/imports.ts';
import { testStore } from '../../../test/store.ts';
import { idCheckCharacter, plainDate } from '../../kernel/index.ts';
import { sql, type Store } from '../../platform/index.ts';
import { checkQuality, decideEvents, keepQuality, pageOfQuality, proposeEvent } from '../index.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

const DAY = plainDate('2020-06-30');
const id = (digits: string): string => digits + idCheckCharacter(digits);
const A = id('99010119700101002');
const check = (county: string) => store.db.transaction().execute((tx) => checkQuality(tx, county, DAY));
const found = async (
  c: string,
  households: readonly string[],
  persons: readonly string[],
  villages: readonly string[] = [`${c}-A`],
): Promise<void> => {
  await importText(
    store.db,
    'areas',
    `code,name,parent_code,level\n${c},County,,county\n${villages.map((code) => `${code},A,${c},village\n`).join('')}`,
  );
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size,phone\n${households.map((row) => `${c},${row}`).join('\n')}\n`,
  );
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\n${persons.map((row) => `${c},${row}`).join('\n')}\n`,
  );
};

test('each rule finds its case and nothing else', async () => {
  const C = 'QU001';
  await found(
    C,
    [
      `sound,${C}-A,registered,A,2,0310-1`,
      `nohead,${C}-A,general,B,1,`,
      `heads,${C}-A,general,C1,2,`,
      `size,${C}-A,general,D,3,`,
      `spouse,${C}-A,general,E,3,`,
      `kin,${C}-A,general,F,3,`,
      `crowd,${C}-A,general,G,21,`,
      `labour,${C}-A,general,H,3,`,
      `ids,${C}-A,general,I,2,`,
      `alone,${C}-A,general,J,1,`,
      `silent,${C}-A,non_poor_low_income,K,1,`,
      `unlisted,${C}-A,general,L,5,`,
      `old,${C}-A,general,M,3,`,
    ],
    [
      `sound,1,A,${A},1970-01-01,female,head,primary,healthy,ordinary`,
      `sound,2,A2,${id('99010119690101001')},1969-01-01,male,spouse,senior,disabled,lost`,
      'nohead,1,B,,1970-01-01,male,spouse,,,',
      'heads,1,C1,,1970-01-01,male,head,,,',
      'heads,2,C2,,1971-01-01,male,head,,,',
      'size,1,D,,1970-01-01,male,head,,,',
      'spouse,1,E,,1970-01-01,male,head,,,',
      'spouse,2,E2,,1970-01-01,male,spouse,,,',
      'spouse,3,E3,,2003-07-01,female,spouse,,,',
      'kin,1,Someone else,,1970-01-01,male,head,,,',
      'kin,2,F2,,1969-01-01,male,child,,,',
      'kin,3,F3,,1971-01-01,male,parent,,,',
      'labour,1,H,,1970-01-01,male,head,,healthy,none',
      'labour,2,H2,,2010-01-01,male,child,senior,healthy,ordinary',
      'labour,3,H3,,1950-01-01,male,parent,,healthy,none',
      `ids,1,I,${A},1970-01-02,male,head,,,`,
      `ids,2,I2,${id('99010119800101004')},1980-01-01,female,other,,,`,
      'alone,1,J,,1940-01-01,female,head,,,lost',
      'silent,1,K,,1940-01-01,female,head,,,',
      'old,1,M,,1890-01-01,male,head,,,',
      'old,2,M2,,2020-07-01,male,other,,,',
      'old,3,M3,,2004-06-30,male,other,college,,skilled',
    ],
  );
  const { counts, findings } = await check(C);
  expect(
    findings.map(({ rule, household_no, person_no }) => `${household_no} ${person_no ?? '-'} ${rule}`).sort(),
  ).toEqual(
    [
      'nohead - no_head',
      'heads - several_heads',
      'size - size_differs',
      'spouse - several_spouses',
      'spouse 2 spouse_same_sex',
      'spouse 3 spouse_under_18',
      'kin - head_name_differs',
      'kin 2 child_older_than_head',
      'kin 3 parent_younger_than_head',
      'crowd - size_over_20',
      'labour 1 healthy_without_labour',
      'labour 2 child_with_labour',
      'labour 2 schooling_age',
      'ids 1 duplicate_id_number',
      'sound 1 duplicate_id_number',
      'ids 1 id_birth_differs',
      'ids 1 id_sex_differs',
      'alone - without_labour_not_protected',
      'silent - no_contact',
      'silent 1 no_id_number',
      'old 1 age_over_120',
      'old 2 born_later',
    ].sort(),
  );
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(findings.length);
  const text = JSON.stringify(findings);
  expect(text).not.toMatch(/\d{15}/);
  expect(text).not.toMatch(/\{\w\}|undefined/);
});

test('causes, land and houses are held against the members', async () => {
  const C = 'QU004';
  await found(
    C,
    ['ill', 'well', 'able', 'weak', 'none', 'wide', 'gone', 'bad'].map(
      (no) => `${no},${C}-A,${no === 'none' ? 'registered' : 'general'},A,1,1`,
    ),
    [
      'ill,1,A,,1970-01-01,male,head,,healthy,ordinary',
      'well,1,A,,1970-01-01,male,head,,chronic,ordinary',
      'able,1,A,,1970-01-01,male,head,,healthy,skilled',
      'weak,1,A,,1970-01-01,male,head,,,',
      'none,1,A,,1970-01-01,male,head,,,',
      'wide,1,A,,1970-01-01,male,head,,,',
      'gone,1,A,,1970-01-01,male,head,,,',
      'bad,1,A,,1970-01-01,male,head,,,',
    ],
  );
  const take = (kind: 'causes' | 'land' | 'houses', header: string, rows: readonly string[]) =>
    importText(
      store.db,
      kind,
      `county_code,household_no,since,${header}\n${rows.map((row) => `${C},${row}\n`).join('')}`,
    );
  await take('causes', 'rank,cause', [
    'ill,2019-01-01,1,illness',
    'well,2019-01-01,1,illness',
    'well,2019-01-01,2,disability',
    'able,2018-01-01,1,illness',
    'able,2019-01-01,1,labour',
    'weak,2019-01-01,1,disability',
    'weak,2020-07-01,1,illness',
  ]);
  await take('land', 'land_kind,mu', [
    'wide,2019-01-01,dry,50',
    'wide,2019-01-01,paddy,0.01',
    'ill,2019-01-01,dry,50',
    'well,2018-01-01,dry,900',
    'well,2019-01-01,dry,1',
  ]);
  await take('houses', 'house_no,house_type,area_m2,grade', [
    'gone,2019-01-01,1,soil,0,D',
    'bad,2019-01-01,1,soil,40,C',
    'bad,2019-01-01,2,soil,20,D',
    'ill,2018-01-01,1,soil,40,D',
    'ill,2019-01-01,1,brick,40,A',
  ]);
  const { findings } = await check(C);
  expect(
    findings
      .map(({ rule, household_no }) => `${household_no} ${rule}`)
      .filter((each) => !each.endsWith('no_id_number'))
      .sort(),
  ).toEqual(
    [
      'ill illness_without_ill',
      'well disability_without_disabled',
      'able lack_of_labour_with_labour',
      'none no_cause',
      'wide land_per_head_over_50_mu',
      'gone house_area_zero',
      'bad unsafe_house',
    ].sort(),
  );
});

test('an approved event that a corrected file contradicts is told, and the caches agree with the events', async () => {
  const C = 'QU002';
  await found(C, [`1,${C}-A,registered,A,1,`], ['1,1,A,,1970-01-01,female,head,,,']);
  const { event_no } = await proposeEvent(store.db, {
    actor: 'Li',
    countyCode: C,
    proposal: { type: 'lift', date: plainDate('2018-01-01'), householdNo: '1', group: 'general' },
  });
  await decideEvents(store.db, {
    actor: 'Wang',
    countyCode: C,
    verdict: 'approve',
    eventNos: [BigInt(event_no)],
  });
  expect((await check(C)).counts).toMatchObject({ event_contradicts_register: 0, event_cache_differs: 0 });
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${C},1,${C}-A,general,A,1\n`,
  );
  expect((await check(C)).counts).toMatchObject({ event_contradicts_register: 1, event_cache_differs: 0 });
  await store.db
    .transaction()
    .execute((tx) => sql`update registry.effect set size_delta = 5 where county_code = ${C}`.execute(tx));
  expect((await check(C)).counts).toMatchObject({ event_cache_differs: 2 });
});

test('an unknown county is refused', async () => {
  await expect(check('none')).rejects.toMatchObject({ code: 'register.countyUnknown' });
});

describe('a kept check', () => {
  const C = 'QU003';
  const keep = (dryRun = false) => keepQuality(store.db, { actor: 'Li', countyCode: C, day: DAY, dryRun });
  const page = (rule?: string, after = 0, limit = 500) =>
    store.db
      .transaction()
      .execute((tx) => pageOfQuality(tx, C, { after, limit, ...(rule !== undefined && { rule }) }));

  test('is what checking anew finds, until the next one', async () => {
    await found(
      C,
      [`1,${C}-A,general,A,3,`, `2,${C}-B,general,B,1,`, `3,${C}-A,general,C,1,`],
      [
        '1,1,A,,1970-01-01,male,head,,healthy,none',
        '1,2,A2,,1971-01-01,male,spouse,,,',
        '2,1,B,,1970-01-01,male,spouse,,,',
      ],
      [`${C}-A`, `${C}-B`],
    );
    expect(await page()).toEqual({ check: undefined, rows: [], next: null });
    await keep(true);
    expect((await page()).check).toBeUndefined();
    const { counts, findings } = await check(C);
    expect(findings.length).toBeGreaterThan(3);
    expect(await keep()).toMatchObject({ day: DAY, counts });
    expect(await page()).toMatchObject({ check: { day: DAY, counts }, rows: findings, next: null });
    await found(C, [`1,${C}-A,general,A,2,`], ['1,1,A,,1970-01-01,male,head,,healthy,none'], [`${C}-A`]);
    expect((await page()).rows).toEqual(findings);
    const { findings: fewer } = await check(C);
    expect(fewer.length).toBeLessThan(findings.length);
    await keep();
    expect((await page()).rows).toEqual(fewer);
  });

  test('is read page by page and by rule, without gap or repeat', async () => {
    const { rows } = await page();
    const pages: unknown[] = [];
    for (let after: number | null = 0; after !== null;) {
      const part: Awaited<ReturnType<typeof page>> = await page(undefined, after, 1);
      pages.push(...part.rows);
      after = part.next;
    }
    expect(pages).toEqual(rows);
    expect((await page('no_head')).rows).toEqual(rows.filter(({ rule }) => rule === 'no_head'));
  });

  test('shows a village its own households, and counts no others', async () => {
    await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
    await open(store.db, 'Village', { role: 'village_committees', countyCode: C, areaCode: `${C}-B` });
    const { check: seen, rows } = await looking(store.db, 'Village', (tx) =>
      pageOfQuality(tx, C, { after: 0, limit: 500 }),
    );
    expect(rows.map(({ household_no, rule }) => `${household_no} ${rule}`)).toEqual(['2 no_head']);
    expect(Object.entries(seen!.counts).filter(([, n]) => n > 0)).toEqual([['no_head', 1]]);
  });
});
