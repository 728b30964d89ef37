import type { FileKindName } from '../src/prevention/feeds/index.ts';

/** One sound row of a kind, its headers in both languages, and rows that differ from it in a cell or two. */
export interface Sheet {
  readonly english: string;
  readonly chinese: string;
  readonly sound: Readonly<Record<string, string>>;
  readonly table: string;
  /** Column that makes every case a row of its own. */
  readonly key: string;
  readonly cases: readonly Case[];
}

/** What the row has instead, and the column that is refused; undefined when the row is accepted. */
export type Case = readonly [
  cells: Readonly<Record<string, string>>,
  refused: string | undefined,
  reason?: RegExp,
];

export const UNKNOWN = /import the households first/;
export const AMOUNT_CASES = (column: string): Case[] =>
  [
    '',
    '-1',
    '+1',
    '1,000.00',
    '12.345',
    '1e3',
    'abc',
    '.5',
    '5.',
    '１２',
    '12 元',
    '1000000000000.00',
    'NaN',
    '0x1F',
  ].map((value): Case => [{ [column]: value }, column]);
export const DAY_CASES = (column: string): Case[] => [
  [{ [column]: '2026-11-22' }, undefined],
  [{ [column]: '2024-02-29' }, undefined],
  [{ [column]: '2026-11-23' }, column, /future/],
  [{ [column]: '2025-02-29' }, column, /does not exist/],
  [{ [column]: '43100' }, column, /spreadsheet day number/],
  [{ [column]: '2017/12/31' }, column, /written as 2017-12-31/],
  [{ [column]: '31-12-2017' }, column],
  [{ [column]: '2017-13-01' }, column],
  [{ [column]: '2017-00-10' }, column],
  [{ [column]: '1799-12-31' }, column],
  [{ [column]: '2017-12-31T00:00' }, column],
];

/** The files of causes, land and houses. Each sound case is of a day or a kind of its own: that is what tells them apart (conditions.test.ts has the rest). */
export const CONDITION_SHEETS: Readonly<Record<Extract<FileKindName, 'causes' | 'land' | 'houses'>, Sheet>> =
  {
    causes: {
      english: 'county_code,household_no,since,rank,cause,reported_by',
      chinese: '县代码,户编号,起始日期,顺序,致贫原因,填报单位',
      sound: {
        county_code: 'TC01',
        household_no: 'H1',
        since: '2016-01-01',
        rank: '1',
        cause: 'illness',
        reported_by: '',
      },
      table: 'registry.cause',
      key: 'reported_by',
      cases: [
        [{}, undefined],
        [{ household_no: 'H9' }, 'household_no', UNKNOWN],
        [{ since: '' }, 'since'],
        [{ since: '2999-01-01' }, 'since', /future/],
        [{ rank: '5' }, 'rank', /from 1 to 4/],
        [{ rank: '0' }, 'rank'],
        [{ rank: '' }, 'rank'],
        [{ since: '2016-02-01', cause: '缺劳动力' }, undefined],
        [{ cause: 'fate' }, 'cause', /is not one of/],
        [{ cause: '' }, 'cause', /main cause/],
        [{ since: '2016-03-01', rank: '2' }, 'rank', /no main cause/],
      ],
    },
    land: {
      english: 'county_code,household_no,since,land_kind,mu,reported_by',
      chinese: '县代码,户编号,起始日期,土地类型,面积（亩）,填报单位',
      sound: {
        county_code: 'TC01',
        household_no: 'H1',
        since: '2016-01-01',
        land_kind: 'dry',
        mu: '1',
        reported_by: '',
      },
      table: 'registry.land',
      key: 'reported_by',
      cases: [
        [{}, undefined],
        [{ household_no: 'H9' }, 'household_no', UNKNOWN],
        [{ land_kind: '水田' }, undefined],
        [{ land_kind: 'roof' }, 'land_kind'],
        [{ land_kind: 'water', mu: '0' }, undefined],
        [{ land_kind: 'forest', mu: '99999.99' }, undefined],
        ...['', '-1', '1.234', '1,5', '100000', '.5', '5.', '三'].map((mu): Case => [
          { mu },
          'mu',
          /at most two decimals/,
        ]),
        ...DAY_CASES('since').filter(([, column]) => column !== undefined),
      ],
    },
    houses: {
      english: 'county_code,household_no,house_no,since,house_type,area_m2,grade,reported_by',
      chinese: '县代码,户编号,房屋编号,起始日期,房屋结构,住房面积,危房等级,填报单位',
      sound: {
        county_code: 'TC01',
        household_no: 'H1',
        house_no: '',
        since: '2016-01-01',
        house_type: 'brick',
        area_m2: '80',
        grade: 'A',
        reported_by: '',
      },
      table: 'registry.house',
      key: 'house_no',
      cases: [
        [{}, undefined],
        [{ household_no: 'H9' }, 'household_no', UNKNOWN],
        [{ house_no: '' }, 'house_no'],
        [{ house_type: '土坯' }, undefined],
        [{ house_type: '石头房' }, 'house_type'],
        [{ area_m2: '85.555' }, 'area_m2', /square metres/],
        [{ area_m2: '85.5' }, undefined],
        [{ grade: '' }, undefined],
        [{ grade: '危房' }, 'grade'],
        [{ grade: '局部危房' }, undefined],
        ...DAY_CASES('since'),
      ],
    },
  };
