import { findIdNumberFault, plainDate } from '../../kernel/index.ts';
import {
  choice,
  day,
  type FileColumn,
  type FileRow,
  requiredText,
  text,
  today,
} from '../../platform/index.ts';
import { type Group, GROUP_NAMES } from '../groups.ts';
import { signedInteger } from '../table.ts';
import {
  EVENT_TYPE_NAMES,
  EVENT_TYPES,
  type EventProposal,
  type ProposableType,
  type Relation,
  type Sex,
} from './model.ts';

/** Columns of the file of events; those in brackets in the manual may be missing. */

const optional = { optional: true } as const;
const TYPES = Object.fromEntries(
  EVENT_TYPES.filter((type) => type !== 'cancel').map((type) => [type, EVENT_TYPE_NAMES[type]]),
);

export const EVENT_FILE_COLUMNS: readonly FileColumn[] = [
  { name: 'county_code', headers: ['县代码', '县区代码'], type: requiredText(64) },
  { name: 'type', headers: ['事件类型', '变动类型', '类型'], type: choice(TYPES) },
  { name: 'date', headers: ['日期', '生效日期', '变动日期'], type: day({ notAfter: today }) },
  { name: 'household_no', headers: ['户编号', '户号', '家庭编号'], type: text({ max: 64 }) },
  { name: 'person_no', headers: ['人员编号', '成员编号'], type: text(), ...optional },
  {
    name: 'group',
    headers: ['户类型', '户类别', '类别', '农户属性'],
    type: choice(GROUP_NAMES, { blank: null }),
    ...optional,
  },
  { name: 'other_household_no', headers: ['对方户编号', '另一户编号'], type: text({ max: 64 }), ...optional },
  { name: 'new_household_no', headers: ['新户编号'], type: text({ max: 64 }), ...optional },
  { name: 'new_person_no', headers: ['新人员编号', '新成员编号'], type: text(), ...optional },
  {
    name: 'area_code',
    headers: ['地区代码', '村代码', '行政区划代码'],
    type: text({ max: 64 }),
    ...optional,
  },
  { name: 'head_name', headers: ['户主姓名', '户主'], type: text({ max: 100 }), ...optional },
  { name: 'name', headers: ['姓名'], type: text({ max: 100 }), ...optional },
  {
    name: 'id_number',
    headers: ['身份证号', '证件号码', '公民身份号码'],
    type: {
      ...text({ max: 18 }),
      check: (row, cell) => (row.isBlank(cell) ? undefined : findIdNumberFault(row.text(cell))),
    },
    ...optional,
  },
  {
    name: 'birth_date',
    headers: ['出生日期', '出生年月日'],
    type: day({ required: false, notAfter: today }),
    ...optional,
  },
  {
    name: 'sex',
    headers: ['性别'],
    type: choice({ male: ['男', 'M'], female: ['女', 'F'] }, { blank: null }),
    ...optional,
  },
  {
    name: 'relation',
    headers: ['与户主关系', '关系'],
    type: choice(
      {
        head: ['户主', '本人'],
        spouse: ['配偶', '妻子', '丈夫'],
        child: ['子女', '儿子', '女儿', '子', '女'],
        parent: ['父母', '父亲', '母亲', '父', '母'],
        other: ['其他'],
      },
      { blank: null },
    ),
    ...optional,
  },
  { name: 'households', headers: ['户数'], type: signedInteger(9_999_999), ...optional },
  { name: 'persons', headers: ['人数'], type: signedInteger(9_999_999), ...optional },
  { name: 'document', headers: ['文件', '文号', '依据'], type: text({ max: 500 }), ...optional },
  { name: 'reason', headers: ['原因', '事由', '理由'], type: text({ max: 500 }), ...optional },
  { name: 'ref', headers: ['来源编号', '记录号', '流水号'], type: text({ max: 64 }), ...optional },
];

const PLACE = new Map(EVENT_FILE_COLUMNS.map(({ name }, i) => [name, i]));

/** Place of a column among the columns; −1 for none. */
export const columnPlace = (name: string): number => PLACE.get(name) ?? -1;

/** The proposal a sound row makes. */
export function proposalOf(row: FileRow): EventProposal {
  const has = (name: string): boolean => !row.isBlank(columnPlace(name));
  const word = (name: string): string => row.text(columnPlace(name));
  const code = (name: string): string => row.codes[columnPlace(name)]!;
  return {
    type: code('type') as ProposableType,
    date: plainDate(word('date')),
    ...(has('household_no') && { householdNo: word('household_no') }),
    ...(has('person_no') && { personNos: numberList(word('person_no')) }),
    ...(has('new_person_no') && { newPersonNos: numberList(word('new_person_no')) }),
    ...(has('group') && { group: code('group') as Group }),
    ...(has('other_household_no') && { otherHouseholdNo: word('other_household_no') }),
    ...(has('new_household_no') && { newHouseholdNo: word('new_household_no') }),
    ...(has('area_code') && { areaCode: word('area_code') }),
    ...(has('head_name') && { headName: word('head_name') }),
    ...(has('name') && { name: word('name') }),
    ...(has('id_number') && { idNumber: word('id_number').toUpperCase() }),
    ...(has('birth_date') && { birthDate: plainDate(word('birth_date')) }),
    ...(has('sex') && { sex: code('sex') as Sex }),
    ...(has('relation') && { relation: code('relation') as Relation }),
    ...(has('households') && { households: row.numbers[columnPlace('households')]! }),
    ...(has('persons') && { persons: row.numbers[columnPlace('persons')]! }),
    ...(has('document') && { document: word('document') }),
    ...(has('reason') && { reason: word('reason') }),
    ...(has('ref') && { ref: word('ref') }),
  };
}

/** `2;3;4`, also with the full-width signs. */
const numberList = (text: string): string[] =>
  text
    .split(/[;；、]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
