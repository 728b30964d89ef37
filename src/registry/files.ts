import {
  type AreaLevel,
  type Bilingual,
  birthDateOf,
  findAreaCodeFault,
  findIdNumberFault,
  sexOf,
} from '../kernel/index.ts';
import {
  type CellType,
  choice,
  day,
  type FileColumn,
  type FileRow,
  integer,
  KeySet,
  requiredText,
  sql,
  text,
  today,
  type Tx,
} from '../platform/index.ts';
import { GROUP_NAMES } from './groups.ts';

/** Columns of the register's files (design.md, "Files"), and the rules across the cells of a row. */

const codeText = requiredText(64);

export const AREA_COLUMNS: readonly FileColumn[] = [
  { name: 'code', headers: ['地区代码', '区划代码', '代码'], type: codeText },
  { name: 'name', headers: ['名称', '地区名称'], type: requiredText() },
  { name: 'parent_code', headers: ['上级代码', '上级区划代码'], type: text({ max: 64 }) },
  {
    name: 'level',
    headers: ['级别', '层级'],
    type: choice({
      province: ['省', '省级'],
      prefecture: ['市', '地级'],
      county: ['县', '县级'],
      township: ['乡', '乡镇', '乡级'],
      village: ['村', '村级'],
    }),
  },
];

export function checkArea(row: FileRow): void {
  const level = row.codes[3] as AreaLevel;
  const fault = findAreaCodeFault(row.text(0), level, row.text(2));
  if (fault) row.reject(0, fault);
  if (row.text(0) === row.text(2))
    row.reject(2, { zh: '地区不能是自己的上级', en: 'an area cannot lie in itself' });
}

export const HOUSEHOLD_COLUMNS: readonly FileColumn[] = [
  { name: 'county_code', headers: ['县代码', '县区代码'], type: codeText },
  { name: 'household_no', headers: ['户编号', '户号', '家庭编号'], type: codeText },
  { name: 'area_code', headers: ['地区代码', '村代码', '行政区划代码'], type: codeText },
  { name: 'group', headers: ['户类型', '户类别', '类别', '农户属性'], type: choice(GROUP_NAMES) },
  { name: 'head_name', headers: ['户主姓名', '户主'], type: requiredText(100) },
  { name: 'size', headers: ['家庭人口', '人口数', '人数'], type: integer(1, 99) },
  {
    name: 'group_since',
    headers: ['认定日期', '类别起始日期'],
    optional: true,
    type: day({ required: false, notAfter: today }),
  },
  { name: 'phone', headers: ['联系电话', '电话'], optional: true, type: text({ max: 30 }) },
];

export function checkHousehold(row: FileRow, knownAreas: KeySet): void {
  if (knownAreas.size === 0)
    row.reject(0, {
      zh: '不是已导入地区中的县；请先导入地区',
      en: 'is not a county among the imported areas; import the areas first',
    });
  else if (!row.isIn(knownAreas, 2))
    row.reject(2, { zh: '不是本县的地区', en: 'is not an area of this county' });
  if (row.numbers[5]! > 20)
    row.warn('household_size_large', 5, {
      zh: '一户超过 20 人',
      en: 'more than 20 people share one household',
    });
}

/** Codes of the registers in use (domain.md §3.5); others are kept and remarked upon, not refused. */
const KNOWN_HEALTH = new Set([
  '',
  'healthy',
  'chronic',
  'serious_illness',
  'disabled',
  '健康',
  '长期慢性病',
  '大病',
  '残疾',
]);
const KNOWN_LABOUR = new Set([
  '',
  'ordinary',
  'skilled',
  'lost',
  'none',
  '普通劳动力',
  '技能劳动力',
  '丧失劳动力',
  '无劳动力',
]);

const idNumber: CellType = {
  ...text({ max: 18 }),
  check: (row, cell) => (row.isBlank(cell) ? undefined : findIdNumberFault(row.text(cell))),
};

export const PERSON_COLUMNS: readonly FileColumn[] = [
  { name: 'county_code', headers: ['县代码', '县区代码'], type: codeText },
  { name: 'household_no', headers: ['户编号', '户号', '家庭编号'], type: codeText },
  { name: 'person_no', headers: ['人员编号', '成员编号', '序号'], type: codeText },
  { name: 'name', headers: ['姓名'], type: requiredText(100) },
  { name: 'id_number', headers: ['身份证号', '证件号码', '公民身份号码'], type: idNumber },
  { name: 'birth_date', headers: ['出生日期', '出生年月日'], type: day({ notAfter: today }) },
  { name: 'sex', headers: ['性别'], type: choice({ male: ['男', 'M'], female: ['女', 'F'] }) },
  {
    name: 'relation',
    headers: ['与户主关系', '关系'],
    type: choice({
      head: ['户主', '本人'],
      spouse: ['配偶', '妻子', '丈夫'],
      child: ['子女', '儿子', '女儿', '子', '女'],
      parent: ['父母', '父亲', '母亲', '父', '母'],
      other: ['其他'],
    }),
  },
  { name: 'education', headers: ['文化程度', '学历'], type: text({ max: 60 }) },
  { name: 'health', headers: ['健康状况', '健康'], type: text({ max: 60 }) },
  { name: 'labour', headers: ['劳动技能', '劳动能力', '劳动力'], type: text({ max: 60 }) },
];

export function checkPerson(row: FileRow, knownHouseholds: KeySet): void {
  if (!row.isIn(knownHouseholds, 1)) row.reject(1, UNKNOWN_HOUSEHOLD);
  if (!row.isBlank(4)) {
    const id = row.text(4);
    if (birthDateOf(id) !== row.text(5))
      row.warn('id_birth_differs', 5, {
        zh: '与身份证号中的出生日期不一致',
        en: 'differs from the birth date in the ID number',
      });
    if (sexOf(id) !== row.codes[6])
      row.warn('id_sex_differs', 6, {
        zh: '与身份证号中的性别不一致',
        en: 'differs from the sex in the ID number',
      });
  }
  const age = Math.floor((Number(today().replaceAll('-', '')) - row.numbers[5]!) / 10_000);
  const labour = row.text(10);
  if (!KNOWN_HEALTH.has(row.text(9)))
    row.warn('health_unknown_code', 9, {
      zh: '不是登记系统的健康状况代码',
      en: 'is not a health code of the register',
    });
  if (!KNOWN_LABOUR.has(labour))
    row.warn('labour_unknown_code', 10, {
      zh: '不是登记系统的劳动技能代码',
      en: 'is not a labour code of the register',
    });
  if (
    age >= 16 &&
    age < 60 &&
    isAny(row.text(9), 'healthy', '健康') &&
    isAny(labour, 'lost', 'none', '丧失劳动力', '无劳动力')
  )
    row.warn('healthy_without_labour', 10, {
      zh: '健康且处于劳动年龄，却登记为无劳动能力',
      en: 'healthy, of working age, yet recorded without labour capacity',
    });
  if (age < 16 && isAny(labour, 'ordinary', 'skilled', '普通劳动力', '技能劳动力'))
    row.warn('child_with_labour', 10, {
      zh: '未满 16 岁，却登记为劳动力',
      en: 'younger than 16, yet recorded as labour',
    });
  if (age < 18 && isAny(row.codes[7] ?? '', 'spouse'))
    row.warn('spouse_under_age', 7, { zh: '配偶未满 18 岁', en: 'a spouse younger than 18' });
}

const isAny = (value: string, ...codes: readonly string[]): boolean => codes.includes(value);

export const UNKNOWN_HOUSEHOLD: Bilingual = {
  zh: '不是本县的户；请先导入农户',
  en: 'is not a household of this county; import the households first',
};

/** Household numbers of a county's register. */
export async function knownHouseholds(tx: Tx, countyCode: string): Promise<KeySet> {
  // One text instead of a row object per household: a county has hundreds of thousands.
  const { rows } = await sql<{ list: string | null }>`select string_agg(household_no, chr(10)) as list
    from registry.household where county_code = ${countyCode}`.execute(tx);
  return new KeySet(rows[0]?.list?.split('\n') ?? []);
}

/** Codes of a county and of the areas in it; empty when there is no such county. */
export async function knownAreas(tx: Tx, countyCode: string): Promise<KeySet> {
  const { rows } = await sql<{ code: string }>`
    select code from registry.area where county_code = ${countyCode}`.execute(tx);
  return new KeySet(rows.map(({ code }) => code));
}
