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

/** What a policy chooses from: flags, and what charters and procedures say in one word. */
const CHOICES: Readonly<Record<string, Bilingual>> = {
  all: word('全部', 'all'),
  boarding: word('住宿费', 'boarding'),
  calendar_year: word('公历年', 'calendar year'),
  classes: word('按档公开', 'in classes'),
  dividend: word('分红', 'dividend'),
  false: word('否', 'no'),
  free: word('自由转让', 'free'),
  half_up_to_fen_once: word('最后一次四舍五入到分', 'rounded half up to the fen, once'),
  household: word('农户', 'household'),
  inpatient: word('住院费', 'inpatient'),
  land_rent: word('土地流转费', 'land rent'),
  masked: word('隐去部分', 'masked'),
  medical: word('因病', 'illness'),
  none: word('无', 'none'),
  preferential: word('优先股', 'preferential shares'),
  present: word('到会的人', 'those present'),
  supervisory_board: word('监督委员会', 'supervisory board'),
  textbook: word('书本费', 'textbooks'),
  true: word('是', 'yes'),
  tuition: word('学费', 'tuition'),
  within: word('限集体内部', 'within the collective'),
};
export const valueIn = (lang: 'zh' | 'en', value: string): string => CHOICES[value]?.[lang] ?? value;
