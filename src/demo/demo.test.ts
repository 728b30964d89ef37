import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { birthDateOf, Failure, findFen, findIdNumberFault, findPlainDate, sexOf } from '../kernel/index.ts';
import { DEMO_ASSUMPTIONS, demoCounty, type DemoArea, type DemoCounty } from './index.ts';

type FileName = 'households' | 'persons' | 'expenses' | 'incomes';
type Row = Readonly<Record<string, string>>;

const areas: readonly DemoArea[] = readFileSync(new URL('../../reference/areas.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [code = '', , parentCode = '', level = ''] = line.split(',');
    return { code, parentCode, level };
  });

const HEADERS: Readonly<Record<FileName, string>> = {
  households: 'county_code,household_no,area_code,group,head_name,size,group_since',
  persons:
    'county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour',
  expenses:
    'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider,item',
  incomes: 'county_code,household_no,year,class,stream,amount_yuan,one_off,month',
};

const hashOf = (county: DemoCounty, file: FileName): string => {
  const hash = createHash('sha256');
  for (const chunk of county[file]()) hash.update(chunk);
  return hash.digest('hex');
};

function rowsOf(county: DemoCounty, file: FileName): readonly Row[] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat([...county[file]()]));
  expect(text.endsWith('\n')).toBe(true);
  const [header = '', ...lines] = text.slice(0, -1).split('\n');
  expect(header).toBe(HEADERS[file]);
  const columns = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    if (values.length !== columns.length) throw new Error(`${file}: ${line}`);
    return Object.fromEntries(columns.map((column, i) => [column, values[i] ?? '']));
  });
}

const grouped = (rows: readonly Row[], column: string): Map<string, Row[]> => {
  const result = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    const rows = result.get(key);
    if (rows) rows.push(row);
    else result.set(key, [row]);
  }
  return result;
};

const fenOf = (row: Row, column: string): bigint => {
  const amount = findFen(row[column] ?? '');
  if (amount === undefined) throw new Error(`${column} is no amount: ${row[column]}`);
  return amount;
};

const distinct = (rows: readonly Row[], column: string): number =>
  new Set(rows.map((row) => row[column])).size;

const small = demoCounty({ scale: 0.01, areas });
const households = rowsOf(small, 'households');
const persons = rowsOf(small, 'persons');
const expenses = rowsOf(small, 'expenses');
const incomes = rowsOf(small, 'incomes');
const householdOf = new Map(households.map((row) => [row.household_no, row]));

describe('reproducibility', () => {
  const files: readonly FileName[] = ['households', 'persons', 'expenses', 'incomes'];

  test.each(files)('%s: same seed, same bytes; another seed, others', (file) => {
    const again = demoCounty({ scale: 0.002, seed: 11, areas });
    const first = hashOf(demoCounty({ scale: 0.002, seed: 11, areas }), file);
    // The other files first: no file may depend on which were written before it.
    for (const other of files.filter((each) => each !== file)) hashOf(again, other);
    expect(hashOf(again, file)).toBe(first);
    expect(hashOf(again, file)).toBe(first);
    expect(hashOf(demoCounty({ scale: 0.002, seed: 12, areas }), file)).not.toBe(first);
  });

  test('the order of the areas does not matter', () => {
    const shuffled = demoCounty({ scale: 0.002, areas: areas.toReversed() });
    expect(hashOf(shuffled, 'households')).toBe(hashOf(demoCounty({ scale: 0.002, areas }), 'households'));
  });

  test('chunks end at a row and are about a megabyte', () => {
    const chunks = [...small.incomes()];
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) expect(chunk[chunk.length - 1]).toBe(10);
    for (const chunk of chunks.slice(0, -1)) expect(Math.abs(chunk.length - 2 ** 20)).toBeLessThan(2_048);
  });
});

describe('counts', () => {
  test('within 3 % of the target at scale 0.01, and the summary counts what the files hold', () => {
    const { people, households: homes, bills } = DEMO_ASSUMPTIONS.SIZE.full.value;
    for (const [found, target] of [
      [persons, people],
      [households, homes],
      [expenses, bills],
    ] as const) {
      expect(Math.abs(found.length / (target * 0.01) - 1)).toBeLessThan(0.03);
    }
    const dates = expenses.map((row) => row.date);
    expect(small.summary).toMatchObject({
      people: persons.length,
      households: households.length,
      bills: expenses.length,
      firstBill: dates[0],
      lastBill: dates.at(-1),
    });
    for (const [group, rows] of grouped(households, 'group')) {
      expect(small.summary.householdsByGroup).toHaveProperty(group, rows.length);
    }
  });

  test('groups in proportion to Wei County at the end of 2017 (domain.md §2.3, base 800,000)', () => {
    const county = demoCounty({ scale: 0.1, areas });
    const rows = rowsOf(county, 'households');
    const of = (test: (row: Row) => boolean) => rows.filter(test).length;
    const isLifted = (row: Row) => row.group_since !== '' && row.group !== 'sudden_hardship';
    // 1,824 and 22,446 households of 800,000 people, for 100,000 people.
    expect(of((row) => row.group === 'registered')).toBe(228);
    expect(Math.abs(of(isLifted) - 22_446 / 8)).toBeLessThanOrEqual(1);
    const twoNon = new Set(
      rows.filter((row) => row.group?.startsWith('non_')).map((row) => row.household_no),
    );
    const covered = rowsOf(county, 'persons').filter((row) => twoNon.has(row.household_no));
    expect(covered.length / county.summary.people).toBeGreaterThan(0.097);
    expect(covered.length / county.summary.people).toBeLessThan(0.103);
  });
});

describe('register', () => {
  test('every household lies in a village of the county; the lifted have a date of 2014 to 2017', () => {
    const villages = new Set(areas.filter((area) => area.level === 'village').map((area) => area.code));
    expect(distinct(households, 'household_no')).toBe(households.length);
    for (const row of households) {
      expect(villages.has(row.area_code ?? '') && row.area_code?.startsWith('130434')).toBe(true);
      if (row.group_since !== '') expect(findPlainDate(row.group_since ?? '')).toBeDefined();
      if (row.group === 'non_high_standard_lifted') expect(row.group_since).toMatch(/^201[4-7]-/);
      if (row.group === 'registered' || row.group === 'non_poor_low_income') expect(row.group_since).toBe('');
    }
    // A county of 3,000 households lives in as many villages as they fill, two in a township.
    expect(distinct(households, 'area_code')).toBe(10);
    expect(new Set(households.map(({ area_code: code = '' }) => code.slice(0, 9))).size).toBe(5);
  });

  test('one head per household, named as in the households file; sizes agree; spouses differ in sex', () => {
    const members = grouped(persons, 'household_no');
    expect(members.size).toBe(households.length);
    for (const [household, rows] of members) {
      const heads = rows.filter((row) => row.relation === 'head');
      expect(heads).toHaveLength(1);
      expect(heads[0]?.name).toBe(householdOf.get(household)?.head_name);
      expect(String(rows.length)).toBe(householdOf.get(household)?.size);
      const spouse = rows.find((row) => row.relation === 'spouse');
      if (spouse) expect(spouse.sex).not.toBe(heads[0]?.sex);
    }
  });

  test('ID numbers pass GB 11643, agree with birth and sex, are unique, and belong to no real place', () => {
    const withId = persons.filter((row) => row.id_number !== '');
    expect(withId.length).toBeGreaterThan(persons.length * 0.99);
    expect(distinct(withId, 'id_number')).toBe(withId.length);
    for (const { id_number: id = '', birth_date: birth, sex } of withId) {
      expect(findIdNumberFault(id)).toBeUndefined();
      expect(birthDateOf(id)).toBe(birth);
      expect(sexOf(id)).toBe(sex);
      // GB/T 2260 gives no place the prefecture digits 91 to 99.
      expect(id.slice(2, 4)).toMatch(/^9[1-9]$/);
    }
    expect(distinct(persons, 'person_no')).toBe(persons.length);
  });

  test('words come from the lists of the contract', () => {
    const words = (column: string) => [...new Set(persons.map((row) => row[column]))].toSorted();
    expect(words('relation')).toEqual(['child', 'head', 'other', 'parent', 'spouse']);
    expect(words('health')).toEqual(['chronic', 'disabled', 'healthy', 'serious_illness']);
    expect(words('labour')).toEqual(['lost', 'none', 'ordinary', 'skilled']);
  });
});

describe('expenses', () => {
  test('self-paid is total less reimbursed, to the fen, and never negative', () => {
    const unsound = expenses.filter((row) => {
      const [total, reimbursed, selfPaid] = [
        fenOf(row, 'total_yuan'),
        fenOf(row, 'reimbursed_yuan'),
        fenOf(row, 'self_paid_yuan'),
      ];
      return total - reimbursed !== selfPaid || reimbursed < 0n || selfPaid < 0n;
    });
    expect(unsound).toEqual([]);
  });

  test('real days of 2017 to 2019 in order, record numbers unique', () => {
    let last = '2017-01-01';
    for (const { date = '' } of expenses) {
      if (date < last || findPlainDate(date) === undefined) throw new Error(date);
      last = date;
    }
    expect(last <= '2019-12-31').toBe(true);
    expect(distinct(expenses, 'record_no')).toBe(expenses.length);
  });

  test('persons and households exist; a household’s loss names no person; nobody is billed before birth', () => {
    const personOf = new Map(persons.map((row) => [row.person_no, row]));
    for (const row of expenses) {
      expect(householdOf.has(row.household_no)).toBe(true);
      const isOfHousehold = row.peril === 'disaster' || row.peril === 'traffic_loss';
      expect(row.person_no === '').toBe(isOfHousehold);
      if (isOfHousehold) continue;
      const person = personOf.get(row.person_no);
      expect(person?.household_no).toBe(row.household_no);
      expect((person?.birth_date ?? '9') <= (row.date ?? '')).toBe(true);
    }
  });

  test('most bills are medical; school bills fall in March and September, disasters in summer', () => {
    const perils = grouped(expenses, 'peril');
    expect([...perils.keys()].toSorted()).toEqual([
      'disaster',
      'education',
      'medical',
      'traffic_loss',
      'traffic_medical',
    ]);
    expect(perils.get('medical')?.length ?? 0).toBeGreaterThan(expenses.length / 2);
    for (const row of perils.get('education') ?? []) expect(row.date).toMatch(/-0[39]-/);
    for (const row of perils.get('disaster') ?? []) expect(row.date).toMatch(/-0[678]-/);
  });

  test('disasters are clustered: the worst three township-months of a year hold much of its losses', () => {
    const year = expenses.filter((row) => row.peril === 'disaster' && row.date?.startsWith('2018'));
    const clusters = new Map<string, number>();
    for (const row of year) {
      const key = `${householdOf.get(row.household_no)?.area_code?.slice(0, 9)} ${row.date?.slice(0, 7)}`;
      clusters.set(key, (clusters.get(key) ?? 0) + 1);
    }
    const worst = [...clusters.values()].toSorted((a, b) => b - a).slice(0, 3);
    // Spread evenly over 21 townships and 3 months the worst three would hold about 5 %.
    expect(worst.reduce((sum, each) => sum + each, 0) / year.length).toBeGreaterThan(0.15);
  });
});

test('each year 1 % to 15 % of the two-non-groups cross a line of wei-2017 (domain.md M07)', () => {
  const county = demoCounty({ scale: 0.05, areas });
  const groups = new Map(
    rowsOf(county, 'households')
      .filter((row) => row.group?.startsWith('non_'))
      .map((row) => [row.household_no, row.group]),
  );
  const sums = new Map<string, bigint>();
  for (const row of rowsOf(county, 'expenses')) {
    if (!groups.has(row.household_no) || row.item === 'outpatient') continue;
    const key = `${row.household_no} ${row.date?.slice(0, 4)} ${row.peril}`;
    sums.set(key, (sums.get(key) ?? 0n) + fenOf(row, 'self_paid_yuan'));
  }
  const lineFen = (peril: string, group: string | undefined): bigint => {
    if (peril === 'education') return 800_000n;
    if (peril === 'disaster' || peril === 'traffic_loss') return 1_000_000n;
    return group === 'non_poor_low_income' ? 2_000_000n : 500_000n;
  };
  const crossed = new Map<string, Set<string>>();
  for (const [key, sum] of sums) {
    const [household = '', year = '', peril = ''] = key.split(' ');
    if (sum <= lineFen(peril, groups.get(household))) continue;
    crossed.set(year, (crossed.get(year) ?? new Set()).add(household));
  }
  expect([...crossed.keys()].toSorted()).toEqual(['2017', '2018', '2019']);
  for (const found of crossed.values()) {
    expect(found.size / groups.size).toBeGreaterThan(0.01);
    expect(found.size / groups.size).toBeLessThan(0.15);
  }
});

describe('incomes', () => {
  /** Yearly income per head in yuan without one-off rows, costs deducted. */
  const perCapita = new Map<string, number>();
  for (const row of incomes) {
    if (row.one_off === 'true') continue;
    const key = `${row.household_no} ${row.year}`;
    const sign = row.class === 'business_cost' ? -1 : 1;
    const size = Number(householdOf.get(row.household_no)?.size);
    perCapita.set(key, (perCapita.get(key) ?? 0) + (sign * Number(fenOf(row, 'amount_yuan'))) / 100 / size);
  }
  const of2017 = (group: string) =>
    households
      .filter((row) => row.group === group)
      .map((row) => perCapita.get(`${row.household_no} 2017`) ?? 0);

  test('every household has an income in each of the four years, classes and months as in the contract', () => {
    expect(perCapita.size).toBe(households.length * 4);
    for (const row of incomes) {
      expect(row.class).toMatch(/^(wage|business|property|transfer|business_cost)$/);
      expect(row.year).toMatch(/^201[6-9]$/);
      expect(row.month).toMatch(row.one_off === 'true' ? /^([1-9]|1[0-2])$/ : /^$/);
      expect(fenOf(row, 'amount_yuan')).toBeGreaterThan(0n);
    }
    expect(incomes.some((row) => row.one_off === 'true')).toBe(true);
  });

  test('registered below the standard of 2,952, the two-non-groups on both sides of the line 4,428, others above', () => {
    expect(Math.max(...of2017('registered'))).toBeLessThan(2_952);
    for (const group of ['non_high_standard_lifted', 'non_poor_low_income']) {
      const below = of2017(group).filter((yuan) => yuan < 4_428).length / of2017(group).length;
      expect(below).toBeGreaterThan(0.4);
      expect(below).toBeLessThan(0.95);
    }
    const general = of2017('general').toSorted((a, b) => a - b);
    expect(general[Math.floor(general.length / 2)]).toBeGreaterThan(2 * 4_428 * 0.8);
  });
});

describe('options', () => {
  test.each([
    [{ scale: 0 }, 'demo.scale'],
    [{ scale: Number.NaN }, 'demo.scale'],
    [{ seed: 1.5 }, 'demo.seed'],
    [{ county: '999999' }, 'demo.county-without-villages'],
  ])('%j is refused as %s', (options, code) => {
    const attempt = () => demoCounty({ areas, ...options });
    expect(attempt).toThrow(Failure);
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  test('every county of the reference areas can be drawn', () => {
    for (const county of ['220822', '610981', '140122', '130624']) {
      expect(rowsOf(demoCounty({ county, scale: 0.002, areas }), 'households')[0]?.county_code).toBe(county);
    }
  });

  test('every assumption gives its reason', () => {
    for (const topic of Object.values(DEMO_ASSUMPTIONS)) {
      for (const assumption of Object.values(topic)) expect(assumption.because.length).toBeGreaterThan(15);
    }
  });
});
