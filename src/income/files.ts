import {
  choice,
  type FileColumn,
  type FileRow,
  integer,
  type KeySet,
  requiredText,
  text,
  today,
  yesNo,
  yuan,
} from '../platform/index.ts';
import { UNKNOWN_HOUSEHOLD } from '../registry/index.ts';

/** Columns of the incomes file (design.md, "Files"). */
export const INCOME_COLUMNS: readonly FileColumn[] = [
  { name: 'county_code', headers: ['县代码', '县区代码'], type: requiredText(64) },
  { name: 'household_no', headers: ['户编号', '户号', '家庭编号'], type: requiredText(64) },
  { name: 'year', headers: ['年度', '年份', '年'], type: integer(1900, 2200) },
  {
    name: 'class',
    headers: ['收入类别', '类别'],
    type: choice(
      {
        wage: ['工资性收入', '工资性'],
        business: ['生产经营性收入', '经营性收入', '生产经营性'],
        property: ['财产性收入', '财产性'],
        transfer: ['转移性收入', '转移性'],
        business_cost: ['生产经营性支出', '经营支出'],
      },
      { blank: 'unclassified' },
    ),
  },
  { name: 'stream', headers: ['收入来源', '来源', '项目'], type: text({ max: 100, blank: '' }) },
  { name: 'amount_yuan', headers: ['金额', '金额（元）'], type: yuan },
  { name: 'one_off', headers: ['是否一次性', '一次性'], type: yesNo },
  { name: 'month', headers: ['月份', '月'], optional: true, type: integer(1, 12, { blank: 0 }) },
];

/** 300,000 yuan of wages a year, as the registers' own checks have it (domain.md §3.6). */
const WAGE_FEN_HIGH = 30_000_000;

const FUTURE = { zh: '在今天之后', en: 'lies in the future' };

export function checkIncome(row: FileRow, knownHouseholds: KeySet): void {
  if (!row.isIn(knownHouseholds, 1)) row.reject(1, UNKNOWN_HOUSEHOLD);
  const [thisYear, thisMonth] = today().split('-').map(Number) as [number, number];
  const year = row.numbers[2]!;
  if (year > thisYear) row.reject(2, FUTURE);
  else if (year === thisYear && row.numbers[7]! > thisMonth) row.reject(7, FUTURE);
  const amount = row.numbers[5]!;
  if (row.codes[3] === 'wage' && amount > WAGE_FEN_HIGH)
    row.warn('wage_high', 5, { zh: '工资超过 300,000 元', en: 'more than 300,000 yuan of wages' });
  if (amount === 0) row.warn('income_zero', 5, { zh: '收入为 0', en: 'an income of 0' });
}
