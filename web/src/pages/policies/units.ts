import type { Bilingual } from '../../i18n/language.ts';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** Of what policies count in: `yuan_per_person_year` is read as 元/人·年. */
const UNITS: Readonly<Record<string, Bilingual>> = {
  age: word('岁', 'years of age'),
  calendar_day: word('天', 'days'),
  choice: word('', ''),
  correlation: word('（相关系数）', '(correlation)'),
  entity: word('家', 'entities'),
  flag: word('', ''),
  household: word('户', 'households'),
  item: word('项', 'items'),
  kg: word('千克', 'kg'),
  loan: word('笔贷款', 'loans'),
  m: word('米', 'm'),
  month: word('个月', 'months'),
  mu: word('亩', 'mu'),
  package: word('份', 'package'),
  percent: word('%', '%'),
  person: word('人', 'people'),
  piece: word('个', 'pieces'),
  point: word('积分', 'point'),
  post: word('个岗位', 'posts'),
  ratio: word('', ''),
  score: word('分', 'points'),
  stream: word('类', 'streams'),
  threshold: word('', ''),
  times: word('次', 'times'),
  working_day: word('个工作日', 'working days'),
  year: word('年', 'years'),
  yuan: word('元', 'yuan'),
};
const ONE: Readonly<Record<string, string>> = {
  household: 'household',
  person: 'person',
  piece: 'piece',
  year: 'year',
};

/** A unit in words; one without words as the policy's file has it. */
export function unitIn(lang: 'zh' | 'en', unit: string): string {
  const [what = '', per] = unit.split('_per_');
  const counted = UNITS[what]?.[lang] ?? what;
  if (per === undefined) return counted;
  const whose = per.split('_').map((each) => (lang === 'en' && ONE[each]) || (UNITS[each]?.[lang] ?? each));
  return `${counted}/${whose.join(lang === 'zh' ? '·' : ' and ')}`;
}

const YES_NO: Readonly<Record<string, Bilingual>> = { true: word('是', 'yes'), false: word('否', 'no') };
export const valueIn = (lang: 'zh' | 'en', value: string): string => YES_NO[value]?.[lang] ?? value;
