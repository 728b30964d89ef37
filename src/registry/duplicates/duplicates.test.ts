import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importText } from '../../../test/imports.ts';
import { fc } from '../../../test/properties.ts';
import { testStore } from '../../../test/store.ts';
import { idCheckCharacter } from '../../kernel/index.ts';
import type { Store, Tx } from '../../platform/index.ts';
import { decideDuplicate, type DuplicateRow, findDuplicates, listDuplicates } from '../index.ts';
import { scoreSimilarName } from './likeness.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

let county = '';
let counties = 0;
beforeEach(() => {
  county = `DU${String(++counties).padStart(3, '0')}`;
});
const read = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  store.db.transaction().execute(work);
const idOf = (serial: number, birth = '19700101'): string => {
  const digits = `990101${birth}${String(serial).padStart(3, '0')}`;
  return digits + idCheckCharacter(digits);
};

type Person = readonly [
  household: string,
  no: string,
  name: string,
  birth: string,
  id?: string,
  village?: string,
];
async function found(people: readonly Person[]): Promise<void> {
  await importText(
    store.db,
    'areas',
    `code,name,parent_code,level\n${county},County,,county\n${county}-A,A,${county},village\n${county}-B,B,${county},village\n`,
  );
  const homes = new Map(
    people.map(([no, , name, , , village = 'A']) => [
      no,
      `${county},${no},${county}-${village},general,${name},3`,
    ]),
  );
  for (const [no, person, name, , , village = 'A'] of people)
    if (person === '1') homes.set(no, `${county},${no},${county}-${village},general,${name},3`);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${[...homes.values()].join('\n')}\n`,
  );
  const rows = people.map(
    ([no, person, name, birth, id = '']) =>
      `${county},${no},${person},${name},${id},${birth},male,${person === '1' ? 'head' : 'other'},,,`,
  );
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\n${rows.join('\n')}\n`,
  );
}
const find = () => findDuplicates(store.db, { actor: 'Li', countyCode: county });
const list = (decided = false) => read((tx) => listDuplicates(tx, county, { decided }));
const keys = (rows: readonly DuplicateRow[], kind = 'person') =>
  rows
    .filter((row) => row.kind === kind)
    .map((row) => [row.household_no, row.other_household_no, row.reason, row.score]);

describe('people', () => {
  test('the same ID number, with the same and with another name', async () => {
    await found([
      ['1', '1', '张三', '1970-01-01', idOf(11)],
      ['2', '1', '张三', '1970-01-01', idOf(11), 'B'],
      ['3', '1', '李四', '1970-01-01', idOf(12)],
      ['4', '1', '李肆', '1970-01-01', idOf(12), 'B'],
    ]);
    expect(await find()).toMatchObject({ persons: 2, households: 2, open: 4, new: 4 });
    expect(keys(await list())).toEqual([
      ['1', '2', 'same_id_number', 100],
      ['3', '4', 'same_id_number', 95],
    ]);
  });

  test('a lower-case check letter is the same number', async () => {
    const withX = Array.from({ length: 200 }, (_, i) => idOf(i)).find((id) => id.endsWith('X'))!;
    await found([
      ['1', '1', '张三', '1970-01-01', withX],
      ['2', '1', '张三', '1970-01-01', withX.toLowerCase()],
    ]);
    expect(keys(await (await find(), list()))).toEqual([['1', '2', 'same_id_number', 100]]);
  });

  test('name, birth date and village without a number; never across two full numbers', async () => {
    await found([
      ['1', '1', '欧阳小明', '1970-01-01'],
      ['2', '1', '欧阳小明', '1970-01-01', idOf(11)],
      ['3', '1', '欧阳小名', '1970-01-01'],
      ['4', '1', '欧阳小明', '1970-01-01', idOf(12)],
      ['5', '1', '欧阳小明', '1970-01-02'],
      ['6', '1', '欧阳小明', '1970-01-01', '', 'B'],
      ['7', '1', '欧阳大名', '1970-01-01'],
    ]);
    await find();
    expect(keys(await list())).toEqual([
      ['1', '2', 'same_name_birth_village', 90],
      ['1', '4', 'same_name_birth_village', 90],
      ['1', '3', 'similar_name_birth_village', 75],
      ['2', '3', 'similar_name_birth_village', 75],
      ['3', '4', 'similar_name_birth_village', 75],
      ['3', '7', 'similar_name_birth_village', 75],
    ]);
  });

  test('spaces and dots in names do not hide anybody', async () => {
    await found([
      ['1', '1', '买买提·艾力', '1970-01-01'],
      ['2', '1', '买买提 艾力', '1970-01-01'],
    ]);
    await find();
    expect(keys(await list())).toEqual([['1', '2', 'same_name_birth_village', 90]]);
  });

  test('who died or moved away is nobody’s duplicate, and ID numbers come out masked', async () => {
    await found([
      ['1', '1', '张三', '1970-01-01', idOf(11)],
      ['2', '1', '张三', '1970-01-01', idOf(11)],
    ]);
    await find();
    const text = JSON.stringify(await list());
    expect(text).toMatch(/9901\*{10}/);
    expect(text).not.toMatch(/\d{12}/);
  });

  test.each([
    ['王小明', '王小名', 75],
    ['王小明', '王小', 70],
    ['王小明', '王明小', undefined],
    ['王芳', '王方', 60],
    ['王芳', '黄芳', undefined],
    ['王', '黄', undefined],
    ['王芳', '王', undefined],
    ['Head 00001', 'Head 00002', undefined],
    ['Zhang Wei', 'Zhang Wie', undefined],
    ['𠮷田一郎', '吉田一郎', 75],
    ['𠮷田', '𠮷山', 60],
  ])('%s and %s: %s', (a, b, score) => {
    expect([scoreSimilarName(a, b), scoreSimilarName(b, a)]).toEqual([score, score]);
  });

  test('all pairs of a random village are those a double loop finds', async () => {
    const name = fc.constantFrom('王小明', '王小名', '王明', '李芳', '李方', '王小');
    const person = fc.record({
      name,
      birth: fc.constantFrom('1970-01-01', '1971-01-01'),
      id: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
      village: fc.constantFrom('A', 'B'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 2, maxLength: 25 }), async (people) => {
        county = `DU${String(++counties).padStart(3, '0')}`;
        const numberOf = (id: number): string => idOf(id, '19690101');
        await found(
          people.map(({ name, birth, id, village }, i) => [
            String(100 + i),
            '1',
            name,
            birth,
            id === undefined ? '' : numberOf(id),
            village,
          ]),
        );
        await find();
        const expected: string[] = [];
        people.forEach((a, i) =>
          people.slice(i + 1).forEach((b, j) => {
            const isSameId = a.id !== undefined && a.id === b.id;
            const isApart = a.id !== undefined && b.id !== undefined && a.id !== b.id;
            const isNear =
              a.village === b.village &&
              a.birth === b.birth &&
              (a.name === b.name || scoreSimilarName(a.name, b.name) !== undefined);
            if (isSameId || (isNear && !isApart)) expected.push(`${100 + i} ${101 + i + j}`);
          }),
        );
        const rows = (await list()).filter(({ kind }) => kind === 'person');
        expect(rows.map((row) => `${row.household_no} ${row.other_household_no}`).sort()).toEqual(
          expected.sort(),
        );
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});

describe('households', () => {
  test('the same head, or the same head’s name and members in common', async () => {
    await found([
      ['1', '1', '张三', '1970-01-01', idOf(11)],
      ['2', '1', '张三', '1970-01-01', idOf(11), 'B'],
      ['3', '1', '赵六', '1960-01-01'],
      ['3', '2', '赵小', '1990-01-01'],
      ['4', '1', '赵六', '1961-01-01'],
      ['4', '2', '赵小', '1990-01-01'],
      ['5', '1', '赵六', '1975-01-01'],
    ]);
    await find();
    expect(keys(await list(), 'household')).toEqual([
      ['1', '2', 'same_head_id_number', 100],
      ['3', '4', 'same_head_name_village_members', 75],
    ]);
  });
});

describe('decisions', () => {
  test('a decided pair does not come back, can be decided anew, and nothing is merged', async () => {
    await found([
      ['1', '1', '张三丰', '1970-01-01'],
      ['2', '1', '张三丰', '1970-01-01'],
    ]);
    await find();
    const { pair } = (await list()).find(({ kind }) => kind === 'person')!;
    const decide = (verdict: 'same' | 'different', reason = 'seen both') =>
      decideDuplicate(store.db, { actor: 'Wang', countyCode: county, pair, verdict, reason });
    await expect(decide('different', ' ')).rejects.toMatchObject({ code: 'duplicate.reason' });
    expect(await decide('different')).toMatchObject({ pair, verdict: 'different', decided_by: 'Wang' });
    await expect(decide('different')).rejects.toMatchObject({ code: 'duplicate.decided' });
    expect(await find()).toMatchObject({ persons: 1, decided: 1, new: 0 });
    expect((await list()).filter(({ kind }) => kind === 'person')).toEqual([]);
    expect(await decide('same', 'family book')).toMatchObject({ verdict: 'same' });
    expect((await list(true)).map((row) => [row.pair, row.verdict])).toEqual([[pair, 'same']]);
    // A correction of the file takes the pair away; the decision stays on record.
    await importText(
      store.db,
      'persons',
      `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\n${county},2,1,李四光,,1980-01-01,male,head,,,\n`,
    );
    await find();
    expect((await list(true)).map((row) => [row.pair, row.score])).toEqual([[pair, null]]);
    await expect(
      decideDuplicate(store.db, {
        actor: 'W',
        countyCode: county,
        pair: 'P-0',
        verdict: 'same',
        reason: 'x',
      }),
    ).rejects.toMatchObject({ code: 'duplicate.unknown' });
  });
});
