import { describe, expect, test } from 'vitest';
import {
  call,
  everything,
  type Finding,
  get,
  HOUSEHOLDS,
  type List,
  numbers,
  store,
  useDesk,
} from '../../../test/desk.ts';
import { COUNTY } from '../../../test/imports.ts';
import { fc } from '../../../test/properties.ts';
import { sql } from '../../platform/index.ts';

useDesk();

describe('findings', () => {
  test('every household over its line is there, with what became of it', async () => {
    const { rows, total, sum_yuan, by_stage, next } = await get<Finding>('findings', 'sort=household');
    expect(
      rows.map((row) => [row.household_no, row.group, row.peril, row.self_paid_yuan, row.area_code]),
    ).toEqual(HOUSEHOLDS.map((h) => [h.no, h.group, h.peril, `${h.yuan}.00`, h.village]));
    expect([total, next]).toEqual([24, null]);
    expect(sum_yuan).toBe(`${HOUSEHOLDS.reduce((sum, { yuan }) => sum + yuan, 0)}.00`);
    expect(by_stage).toEqual({ NONE: 20, CROSS_CHECK: 1, WITHDRAWN: 1, DETECTED: 2 });
    const cases = rows
      .filter(({ case_no }) => case_no !== null)
      .map((row) => [row.household_no, row.case_no, row.stage]);
    expect(cases).toEqual([
      ['H00', 1, 'CROSS_CHECK'],
      ['H03', 2, 'WITHDRAWN'],
      ['H07', 3, 'DETECTED'],
      ['H12', 4, 'DETECTED'],
    ]);
  });

  test('one without a case is late when the policy’s days are over, one with a case when its step is', async () => {
    const rows = await everything();
    const find = (no: string) => rows.find(({ household_no }) => household_no === no)!;
    // 10 days after 31 May, and after 20 November.
    expect([find('H02').due, find('H02').is_overdue]).toEqual(['2026-06-10', true]);
    expect([find('H08').due, find('H08').is_overdue]).toEqual(['2026-11-30', false]);
    // Opened and questioned on Sunday the 22nd: the township has it by Tuesday.
    expect([find('H00').due, find('H00').is_overdue]).toEqual(['2026-11-24', false]);
    expect(find('H03').due).toBe(null);
  });

  const option = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const query = fc.record({
    group: option(fc.constantFrom('non_poor_low_income', 'non_high_standard_lifted')),
    peril: option(fc.constantFrom('medical', 'education')),
    area: option(fc.constantFrom('TC01-V1', 'TC01-V2', 'TC01-T1', 'TC01')),
    stage: option(fc.constantFrom('NONE', 'DETECTED', 'WITHDRAWN')),
    overdue: option(fc.constant(true)),
    min_yuan: option(fc.constantFrom(5500, 6800, 20_500)),
    max_yuan: option(fc.constantFrom(6000, 21_000)),
    sort: option(fc.constantFrom('deadline', 'amount', 'day', 'household')),
    reverse: option(fc.constant(true)),
  });

  test('filters and sorts as one would by hand, page by page, with the number and the sum of all', async () => {
    const all = await everything();
    await fc.assert(
      fc.asyncProperty(query, fc.integer({ min: 1, max: 9 }), async (wanted, limit) => {
        const expected = byHand(all, wanted);
        const text = new URLSearchParams(
          Object.entries(wanted).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, String(value)]],
          ),
        ).toString();
        const seen: Finding[] = [];
        for (let after = ''; ;) {
          const { body } = await call<List<Finding>>(
            'Office',
            `GET /counties/${COUNTY}/work/findings?purpose=review&limit=${limit}&${text}${after}`,
          );
          expect(body.total).toBe(expected.length);
          expect(body.sum_yuan).toBe(
            (expected.reduce((sum, row) => sum + Number(row.self_paid_yuan) * 100, 0) / 100).toFixed(2),
          );
          expect(body.rows.length).toBeLessThanOrEqual(limit);
          seen.push(...body.rows);
          if (body.next === null) break;
          after = `&after=${body.next}`;
        }
        expect(numbers(seen)).toEqual(numbers(expected));
      }),
      { numRuns: 40 },
    );
  });

  interface Wanted {
    readonly group?: string | undefined;
    readonly peril?: string | undefined;
    readonly area?: string | undefined;
    readonly stage?: string | undefined;
    readonly overdue?: boolean | undefined;
    readonly min_yuan?: number | undefined;
    readonly max_yuan?: number | undefined;
    readonly sort?: string | undefined;
    readonly reverse?: boolean | undefined;
  }
  function byHand(all: readonly Finding[], wanted: Wanted): Finding[] {
    const { group, peril, area, stage, overdue, min_yuan = 0, max_yuan = Infinity, sort, reverse } = wanted;
    const isIn = (code: string) =>
      area === undefined || area.length < 'TC01-V1'.length || area === 'TC01-T1' || code === area;
    const kept = all.filter(
      (row) =>
        (group === undefined || row.group === group) &&
        (peril === undefined || row.peril === peril) &&
        (stage === undefined || row.stage === stage) &&
        (!overdue || row.is_overdue) &&
        isIn(row.area_code) &&
        Number(row.self_paid_yuan) >= min_yuan &&
        Number(row.self_paid_yuan) <= max_yuan,
    );
    const sign = reverse ? -1 : 1;
    const key = (row: Finding): number => {
      // What has no last day comes last, whichever way the others stand.
      if (sort === 'amount') return -sign * Number(row.self_paid_yuan);
      if (sort === 'day') return -sign * Date.parse(row.as_of);
      if (sort === 'household') return sign * Number(row.household_no.slice(1));
      return row.due === null ? Infinity : sign * Date.parse(row.due);
    };
    return kept.toSorted((a, b) =>
      key(a) === key(b) ? (a.household_no < b.household_no ? -1 : 1) : key(a) - key(b),
    );
  }

  test.each([
    ['a number', 'H1', ['H10', 'H11', 'H12', 'H13', 'H14', 'H15', 'H16', 'H17', 'H18', 'H19']],
    ['part of a name', '田芳', ['H02', 'H08', 'H14', 'H20']],
    ['pinyin, with capitals and a space', 'Shan Tian', ['H02', 'H08', 'H14', 'H20']],
    ['initials', 'oyx', ['H03', 'H09', 'H15', 'H21']],
    ['nobody', 'zzz', []],
  ])('are found by %s', async (_, text, expected) => {
    expect(numbers(await everything(`sort=household&text=${encodeURIComponent(text)}`))).toEqual(expected);
  });

  test('a place that is no place of this list is the beginning', async () => {
    const { rows } = await get<Finding>('findings', 'sort=household&after=bm9uc2Vuc2U');
    expect(rows.length).toBe(24);
  });
});

describe('who sees what', () => {
  test('a village sees its own households, the health insurance the bills of its peril without names', async () => {
    const village = await everything('sort=household', 'Village');
    expect(numbers(village)).toEqual(HOUSEHOLDS.filter((h) => h.village === 'TC01-V2').map(({ no }) => no));
    expect(village[0]!.head_name).toBe(HOUSEHOLDS[1]!.head);
    // Of amounts it sees the class.
    expect(village[0]!.self_paid_yuan).toBe('1000–10000');
    const health = await everything('sort=household', 'Health');
    expect(numbers(health)).toEqual(HOUSEHOLDS.filter((h) => h.peril === 'medical').map(({ no }) => no));
    expect(new Set(health.map(({ head_name }) => head_name))).toEqual(new Set([null]));
  });

  test('without a purpose nothing is shown, and every look is in the log', async () => {
    const path = `GET /counties/${COUNTY}/work/cases` as const;
    expect(await call('Office', path)).toMatchObject({
      status: 422,
      body: { code: 'access.purpose_missing' },
    });
    await call('Clerk', `${path}?purpose=monthly%20report`);
    const { rows } = await sql<{ what: string; purpose: string }>`
      select what, purpose from access.read_entry where account = 'Clerk'`.execute(store.db);
    expect(rows).toEqual([{ what: 'see.case', purpose: 'monthly report' }]);
  });
});

describe('cases', () => {
  interface Case {
    readonly case_no: number;
    readonly household_no: string;
    readonly stage: string;
    readonly next: string | null;
    readonly peril: string;
    readonly self_paid_yuan: string;
    readonly is_overdue: boolean;
  }

  test('those that run, and the others when asked for', async () => {
    const running = await get<Case>('cases', 'sort=case');
    expect(
      running.rows.map((row) => [row.case_no, row.household_no, row.stage, row.next, row.peril]),
    ).toEqual([
      [1, 'H00', 'CROSS_CHECK', 'assign', 'medical'],
      [3, 'H07', 'DETECTED', 'ask', 'medical'],
      [4, 'H12', 'DETECTED', 'ask', 'medical'],
    ]);
    expect(running.by_stage).toEqual({ CROSS_CHECK: 1, DETECTED: 2 });
    expect(running.sum_yuan).toBe(
      `${HOUSEHOLDS.filter(({ no }) => ['H00', 'H07', 'H12'].includes(no)).reduce((sum, { yuan }) => sum + yuan, 0)}.00`,
    );
    const all = await get<Case>('cases', 'sort=case&closed=true&reverse=true');
    expect(all.rows.map((row) => [row.case_no, row.stage])).toEqual([
      [4, 'DETECTED'],
      [3, 'DETECTED'],
      [2, 'WITHDRAWN'],
      [1, 'CROSS_CHECK'],
    ]);
  });

  test('a step shows at once, for the next who looks', async () => {
    const before = await get<Case>('cases', 'stage=CROSS_CHECK');
    expect(before.total).toBe(1);
    await call('Office', `POST /counties/${COUNTY}/cases/3/actions`, { action: 'ask' });
    const after = await get<Case>('cases', 'stage=CROSS_CHECK');
    expect(after.rows.map(({ case_no }) => case_no).toSorted()).toEqual([1, 3]);
  });

  test('page by page, whatever the order', async () => {
    for (const sort of ['deadline', 'amount', 'day', 'household', 'case']) {
      const whole = (await get<Case>('cases', `closed=true&sort=${sort}`)).rows.map(({ case_no }) => case_no);
      const seen: number[] = [];
      for (let after = ''; ;) {
        const { body } = await call<List<Case>>(
          'Office',
          `GET /counties/${COUNTY}/work/cases?purpose=x&closed=true&limit=1&sort=${sort}${after}`,
        );
        seen.push(...body.rows.map(({ case_no }) => case_no));
        if (body.next === null) break;
        after = `&after=${body.next}`;
      }
      expect(seen, sort).toEqual(whole);
    }
  });
});

describe('households', () => {
  test('the register’s own list goes by area, too', async () => {
    const { body } = await call<{ rows: { household_no: string }[] }>(
      'Office',
      `GET /counties/${COUNTY}/households?area=TC01-T1&limit=2&purpose=x`,
    );
    expect(numbers(body.rows)).toEqual(['H00', 'H01']);
  });

  test('by group, area, risk and name, with the number of all', async () => {
    const list = async (query: string) => {
      const { rows, total } = await get<{ household_no: string; peril: string }>('households', query);
      expect(rows.length).toBe(total);
      return numbers(rows);
    };
    const of = (condition: (h: (typeof HOUSEHOLDS)[number]) => boolean) =>
      HOUSEHOLDS.filter(condition).map(({ no }) => no);
    expect(await list('')).toEqual(of(() => true));
    expect(await list('reverse=true')).toEqual(of(() => true).toReversed());
    expect(await list('group=non_poor_low_income&area=TC01-V1')).toEqual(
      of((h) => h.group === 'non_poor_low_income' && h.village === 'TC01-V1'),
    );
    expect(await list('peril=education')).toEqual(of((h) => h.peril === 'education'));
    expect(await list('text=wangwu')).toEqual(['H05', 'H11', 'H17', 'H23']);
    expect(await list('sort=size&text=wangwu&reverse=true')).toEqual(['H05', 'H11', 'H17', 'H23']);
  });
});
