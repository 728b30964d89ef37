import type { Bilingual } from '../../kernel/index.ts';
import {
  type CellType,
  choice,
  day,
  type FileColumn,
  type FileRow,
  integer,
  type KeySet,
  requiredText,
  sql,
  text,
  today,
  type Tx,
} from '../../platform/index.ts';
import { UNKNOWN_HOUSEHOLD } from '../files.ts';
import { CAUSES, HOUSE_GRADES, HOUSE_TYPES, LAND_KINDS, MOST_CAUSES } from './model.ts';
import { hundredthsOf } from './rules.ts';

/** Columns of the files of causes, land and houses (docs/files.md), and the rules across the cells of a row. */

/** A size with at most two decimals; the row keeps its hundredths, which are stored. */
const size = (unit: Bilingual): CellType => ({
  check: (row, cell) => {
    const hundredths = hundredthsOf(row.text(cell));
    row.numbers[cell] = hundredths ?? NaN;
    return hundredths === undefined
      ? {
          zh: `不是以${unit.zh}为单位的数，例如 12.50（最多两位小数，小于 100,000）`,
          en: `is not a number of ${unit.en} such as 12.50 (at most two decimals, less than 100,000)`,
        }
      : undefined;
  },
  write: (row, cell, out) => out.integer(row.numbers[cell]!),
});

const COUNTY: FileColumn = { name: 'county_code', headers: ['县代码', '县区代码'], type: requiredText(64) };
const HOUSEHOLD: FileColumn = {
  name: 'household_no',
  headers: ['户编号', '户号', '家庭编号'],
  type: requiredText(64),
};
const SINCE: FileColumn = {
  name: 'since',
  headers: ['起始日期', '认定日期', '日期'],
  type: day({ notAfter: today }),
};
const REPORTED_BY: FileColumn = {
  name: 'reported_by',
  headers: ['填报人', '填报单位', '来源'],
  optional: true,
  type: text({ max: 100 }),
};

export const CAUSE_COLUMNS: readonly FileColumn[] = [
  COUNTY,
  HOUSEHOLD,
  SINCE,
  { name: 'rank', headers: ['顺序', '次序', '主次'], type: integer(1, MOST_CAUSES) },
  { name: 'cause', headers: ['致贫原因', '原因'], type: choice(CAUSES, { blank: null }) },
  REPORTED_BY,
];

export const LAND_COLUMNS: readonly FileColumn[] = [
  COUNTY,
  HOUSEHOLD,
  SINCE,
  { name: 'land_kind', headers: ['土地类型', '地类'], type: choice(LAND_KINDS) },
  { name: 'mu', headers: ['面积（亩）', '面积', '亩数'], type: size({ zh: '亩', en: 'mu' }) },
  REPORTED_BY,
];

export const HOUSE_COLUMNS: readonly FileColumn[] = [
  COUNTY,
  HOUSEHOLD,
  { name: 'house_no', headers: ['房屋编号', '房号'], type: requiredText(64) },
  SINCE,
  { name: 'house_type', headers: ['房屋结构', '结构'], type: choice(HOUSE_TYPES) },
  {
    name: 'area_m2',
    headers: ['住房面积', '面积（平方米）', '面积'],
    type: size({ zh: '平方米', en: 'square metres' }),
  },
  { name: 'grade', headers: ['危房等级', '安全等级', '等级'], type: choice(HOUSE_GRADES, { blank: null }) },
  REPORTED_BY,
];

const [RANK, CAUSE] = [3, 4];

export function checkCause(row: FileRow, knownHouseholds: KeySet): void {
  checkStatement(row, knownHouseholds);
  if (row.numbers[RANK] === 1 && row.isBlank(CAUSE))
    row.reject(CAUSE, { zh: '主要原因不能为空', en: 'is blank, and a household has a main cause' });
}

function checkStatement(row: FileRow, knownHouseholds: KeySet): void {
  if (!row.isIn(knownHouseholds, 1)) row.reject(1, UNKNOWN_HOUSEHOLD);
}

/** 50 mu a head is what the registers' own checks call doubtful; nobody farms 1,000 (domain.md §3.6). */
const MU_HUNDREDTHS_HIGH = 100_000;

export function checkLand(row: FileRow, knownHouseholds: KeySet): void {
  checkStatement(row, knownHouseholds);
  if (row.numbers[4]! > MU_HUNDREDTHS_HIGH)
    row.warn('land_large', 4, { zh: '超过 1,000 亩', en: 'more than 1,000 mu' });
}

export function checkHouse(row: FileRow, knownHouseholds: KeySet): void {
  checkStatement(row, knownHouseholds);
  if (row.numbers[5] === 0)
    row.warn('house_area_zero', 5, {
      zh: '面积为 0：表示房屋已不存在',
      en: 'an area of 0 says that the house is gone',
    });
  if (row.isBlank(6)) row.warn('house_not_assessed', 6, { zh: '没有安全等级', en: 'no safety grade' });
}

interface Refused {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: Bilingual;
}

/** Refuses causes that stand without a main one on their day, or that the day names twice. For the table `staged`. */
export async function refuseUnfinishedCauses(tx: Tx): Promise<Refused[]> {
  const { rows } = await sql<{ line: number; rank: number; cause: string; twice: boolean }>`
    with occasion as (
      select county_code, household_no, since, rank, cause, line from staged
      union all
      select c.county_code, c.household_no, c.since, c.rank, c.cause, null from registry.cause c
      where (c.county_code, c.household_no, c.since) in (select county_code, household_no, since from staged)
        and (c.county_code, c.household_no, c.since, c.rank) not in (select county_code, household_no, since, rank from staged)),
    judged as (
      select line, rank, cause, min(rank) over (partition by county_code, household_no, since) > 1 as headless,
        cause is not null and rank > min(rank) over (partition by county_code, household_no, since, cause) as twice
      from occasion)
    select line, rank, coalesce(cause, '') as cause, twice from judged
    where line is not null and (headless or twice) order by line`.execute(tx);
  return rows.map(({ line, rank, cause, twice }) =>
    twice
      ? {
          line,
          column: 'cause',
          value: cause,
          reason: {
            zh: '与这一天的另一个原因相同',
            en: 'is a cause that the household already has on this day',
          },
        }
      : {
          line,
          column: 'rank',
          value: String(rank),
          reason: {
            zh: '这一天没有主要原因（顺序 1）',
            en: 'has no main cause (rank 1) of the same day beside it',
          },
        },
  );
}
