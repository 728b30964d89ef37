import { AREA_LEVELS } from '../../kernel/index.ts';
import {
  choice,
  day,
  type FileColumn,
  type FileRow,
  type KeySet,
  requiredText,
  sql,
  text,
  today,
  type Tx,
  yuan,
} from '../../platform/index.ts';
import { checkIncome, INCOME_COLUMNS } from '../../income/index.ts';
import {
  AREA_COLUMNS,
  CAUSE_COLUMNS,
  checkArea,
  checkCause,
  checkHouse,
  checkHousehold,
  checkLand,
  checkPerson,
  CONDITION_TITLES,
  HOUSE_COLUMNS,
  HOUSEHOLD_COLUMNS,
  knownAreas,
  knownHouseholds,
  LAND_COLUMNS,
  PERSON_COLUMNS,
  refuseUnfinishedCauses,
  spellNames,
  UNKNOWN_HOUSEHOLD,
} from '../../registry/index.ts';
import type { Peril } from '../../policy/index.ts';
import type { Conflict, FileKind, FileKindName, StoredColumn } from './model.ts';

/** Stored columns in the order of the file's, under the same or another name. */
function storedAs(
  columns: readonly FileColumn[],
  renamed: Readonly<Record<string, string>> = {},
): StoredColumn[] {
  return columns.map(({ name }, i) => ({
    name: renamed[name] ?? name,
    write: (row, out) => row.write(i, out),
  }));
}

const areas: FileKind = {
  name: 'areas',
  title: { zh: '地区', en: 'areas' },
  columns: AREA_COLUMNS,
  target: 'registry.area',
  stored: storedAs(AREA_COLUMNS),
  key: ['code'],
  check: checkArea,
  settle: refuseMisplaced,
  complete: deriveCounties,
};

/** Refuses areas whose parent is unknown or no larger area; so none can lie in itself by a detour either. */
async function refuseMisplaced(tx: Tx): Promise<Conflict[]> {
  // A refused parent orphans what lies in it, so the wave goes down until nothing changes.
  const { rows } = await sql<{ line: number; value: string; misplaced: boolean }>`
    with recursive parent as (
      select code, level from staged
      union all
      select code, level from registry.area a where not exists (select 1 from staged s where s.code = a.code)),
    orphan as (
      select s.code, s.line, s.parent_code, p.code is not null as misplaced
      from staged s left join parent p on p.code = s.parent_code
      where s.parent_code is not null and (p.code is null
        or array_position(${AREA_LEVELS}::text[], p.level) >= array_position(${AREA_LEVELS}::text[], s.level))
      union
      select s.code, s.line, s.parent_code, false from staged s join orphan o on s.parent_code = o.code
        and not exists (select 1 from registry.area a where a.code = s.parent_code))
    select line, min(parent_code) as value, bool_or(misplaced) as misplaced from orphan group by line order by line`.execute(
    tx,
  );
  return rows.map(({ line, value, misplaced }) => ({
    line,
    column: 'parent_code',
    value,
    reason: misplaced
      ? { zh: '不是更高一级的地区', en: 'is not an area of a higher level' }
      : { zh: '不是本文件或库中的地区', en: 'is not an area of this file or of the store' },
  }));
}

async function deriveCounties(tx: Tx): Promise<void> {
  await sql`with recursive inside as (
      select code, code as county_code from registry.area where level = 'county'
      union
      select a.code, i.county_code from registry.area a join inside i on a.parent_code = i.code)
    update registry.area a set county_code = i.county_code from inside i
    where a.code = i.code and a.county_code is distinct from i.county_code`.execute(tx);
}

const households: FileKind = {
  name: 'households',
  title: { zh: '农户', en: 'households' },
  columns: HOUSEHOLD_COLUMNS,
  target: 'registry.household',
  stored: storedAs(HOUSEHOLD_COLUMNS, { group: 'base_group' }),
  key: ['county_code', 'household_no'],
  countyColumn: 0,
  loadKnown: knownAreas,
  check: checkHousehold,
  complete: async (tx) => {
    await spellNames(tx);
  },
};

const persons: FileKind = {
  name: 'persons',
  title: { zh: '人员', en: 'persons' },
  columns: PERSON_COLUMNS,
  target: 'registry.person',
  stored: storedAs(PERSON_COLUMNS),
  key: ['county_code', 'household_no', 'person_no'],
  countyColumn: 0,
  loadKnown: knownHouseholds,
  check: checkPerson,
};

/** The perils under the names the departments' files give them (domain.md §4). */
export const PERIL_NAMES: Readonly<Record<Peril, readonly string[]>> = {
  medical: ['医疗', '因病'],
  education: ['教育', '因学'],
  disaster: ['自然灾害', '因灾'],
  traffic_medical: ['交通事故医疗'],
  traffic_loss: ['交通事故损失'],
};

const EXPENSE_COLUMNS: readonly FileColumn[] = [
  { name: 'county_code', headers: ['县代码', '县区代码'], type: requiredText(64) },
  { name: 'record_no', headers: ['单据号', '票据号', '记录号', '流水号'], type: requiredText(64) },
  { name: 'household_no', headers: ['户编号', '户号', '家庭编号'], type: requiredText(64) },
  { name: 'person_no', headers: ['人员编号', '成员编号'], type: text({ max: 64 }) },
  {
    name: 'peril',
    headers: ['风险类别', '类别', '支出类别', '险种'],
    type: choice(PERIL_NAMES),
  },
  { name: 'date', headers: ['日期', '发生日期', '费用日期'], type: day({ notAfter: today }) },
  { name: 'total_yuan', headers: ['总费用', '总金额', '费用总额'], type: yuan },
  { name: 'reimbursed_yuan', headers: ['报销金额', '已报销', '报销费用'], type: yuan },
  { name: 'self_paid_yuan', headers: ['自付金额', '自付费用', '个人自付'], type: yuan },
  { name: 'provider', headers: ['机构', '医疗机构', '单位', '提供方'], type: text() },
  {
    name: 'item',
    headers: ['费用项目', '项目'],
    optional: true,
    type: choice(
      {
        inpatient: ['住院'],
        outpatient: ['门诊'],
        tuition: ['学费'],
        boarding: ['住宿费'],
        textbook: ['书本费', '教材费'],
        other: ['其他'],
      },
      { blank: null },
    ),
  },
];

const E = Object.fromEntries(EXPENSE_COLUMNS.map(({ name }, i) => [name, i])) as Record<string, number>;
const [RECORD, HOUSEHOLD, PERSON, PERIL, DATE, TOTAL, REIMBURSED, SELF_PAID, PROVIDER, ITEM] = [
  'record_no',
  'household_no',
  'person_no',
  'peril',
  'date',
  'total_yuan',
  'reimbursed_yuan',
  'self_paid_yuan',
  'provider',
  'item',
].map((name) => E[name]!) as [number, number, number, number, number, number, number, number, number, number];

function checkExpense(row: FileRow, known: KeySet): void {
  if (!row.isIn(known, HOUSEHOLD)) row.reject(HOUSEHOLD, UNKNOWN_HOUSEHOLD);
  const [total, reimbursed, selfPaid] = [
    row.numbers[TOTAL]!,
    row.numbers[REIMBURSED]!,
    row.numbers[SELF_PAID]!,
  ];
  if (reimbursed > total) row.reject(REIMBURSED, { zh: '大于总费用', en: 'is more than the total' });
  else if (selfPaid !== total - reimbursed)
    row.reject(SELF_PAID, { zh: '不等于总费用减去报销', en: 'is not total less reimbursed' });
}

const copy =
  (column: number): StoredColumn['write'] =>
  (row, out) =>
    row.write(column, out);

const expenses: FileKind = {
  name: 'expenses',
  title: { zh: '支出', en: 'expenses' },
  columns: EXPENSE_COLUMNS,
  target: 'feeds.expense',
  stored: [
    { name: 'date', write: copy(DATE) },
    { name: 'total_fen', write: copy(TOTAL) },
    { name: 'reimbursed_fen', write: copy(REIMBURSED) },
    { name: 'county_code', write: copy(0) },
    { name: 'household_no', write: copy(HOUSEHOLD) },
    { name: 'peril', write: copy(PERIL) },
    { name: 'item', write: copy(ITEM) },
    { name: 'record_no', write: copy(RECORD) },
    { name: 'person_no', write: copy(PERSON) },
    { name: 'provider', write: copy(PROVIDER) },
  ],
  key: ['county_code', 'record_no'],
  countyColumn: 0,
  loadKnown: knownHouseholds,
  check: checkExpense,
};

const incomes: FileKind = {
  name: 'incomes',
  title: { zh: '收入', en: 'incomes' },
  columns: INCOME_COLUMNS,
  target: 'income.item',
  stored: storedAs(INCOME_COLUMNS, { amount_yuan: 'amount_fen' }),
  key: ['county_code', 'household_no', 'year', 'month', 'class', 'stream'],
  countyColumn: 0,
  loadKnown: knownHouseholds,
  check: checkIncome,
};

const causes: FileKind = {
  name: 'causes',
  title: CONDITION_TITLES.causes,
  columns: CAUSE_COLUMNS,
  target: 'registry.cause',
  stored: storedAs(CAUSE_COLUMNS),
  key: ['county_code', 'household_no', 'since', 'rank'],
  countyColumn: 0,
  loadKnown: knownHouseholds,
  check: checkCause,
  settle: refuseUnfinishedCauses,
};

const land: FileKind = {
  name: 'land',
  title: CONDITION_TITLES.land,
  columns: LAND_COLUMNS,
  target: 'registry.land',
  stored: storedAs(LAND_COLUMNS, { mu: 'mu_hundredths' }),
  key: ['county_code', 'household_no', 'since', 'land_kind'],
  countyColumn: 0,
  loadKnown: knownHouseholds,
  check: checkLand,
};

const houses: FileKind = {
  name: 'houses',
  title: CONDITION_TITLES.houses,
  columns: HOUSE_COLUMNS,
  target: 'registry.house',
  stored: storedAs(HOUSE_COLUMNS, { area_m2: 'm2_hundredths' }),
  key: ['county_code', 'household_no', 'house_no', 'since'],
  countyColumn: 0,
  loadKnown: knownHouseholds,
  check: checkHouse,
};

/** The files of the contract (docs/files.md). */
export const KINDS: Readonly<Record<FileKindName, FileKind>> = {
  areas,
  households,
  persons,
  expenses,
  incomes,
  causes,
  land,
  houses,
};
