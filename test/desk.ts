import { afterAll, beforeAll, expect } from 'vitest';
import { plainDate } from '../src/kernel/index.ts';
import { sql, type Store } from '../src/platform/index.ts';
import { resolvePolicy } from '../src/policy/index.ts';
import { screen } from '../src/prevention/screening/index.ts';
import { open } from './access.ts';
import { callerOf } from './api.ts';
import { BOOK } from './governance-words.ts';
import { AREAS, COUNTY, importText } from './imports.ts';
import { testStore } from './store.ts';

const LINES = { non_high_standard_lifted: 5000, non_poor_low_income: 20_000 } as const;
type Group = keyof typeof LINES;
const NAMES = ['张三', '李四', '单田芳', '欧阳修', '赵六', '王五'];

/** Two dozen households in two villages, every one over its line, by a sum of its own. */
export const HOUSEHOLDS = Array.from({ length: 24 }, (_, i) => {
  const group: Group = i % 3 === 0 ? 'non_poor_low_income' : 'non_high_standard_lifted';
  return {
    no: `H${String(i).padStart(2, '0')}`,
    village: `TC01-V${1 + (i % 2)}`,
    group,
    head: `${NAMES[i % NAMES.length]}${i < 6 ? '' : '甲'}`,
    peril: i % 4 === 1 ? 'education' : 'medical',
    yuan: (i % 4 === 1 ? 8000 : LINES[group]) + 100 * ((i * 7) % 24) + 1,
    date: `2026-0${1 + (i % 9)}-15`,
  };
});
/** Of these a case is opened; the second is withdrawn. */
const WITH_CASE = ['H00', 'H03', 'H07', 'H12'];

export interface Finding {
  readonly household_no: string;
  readonly head_name: string | null;
  readonly area_code: string;
  readonly group: string;
  readonly peril: string;
  readonly self_paid_yuan: string;
  readonly due: string | null;
  readonly is_overdue: boolean;
  readonly as_of: string;
  readonly case_no: number | null;
  readonly stage: string;
  readonly handler_name: string | null;
}
export interface List<Row> {
  readonly rows: Row[];
  readonly next: string | null;
  readonly total: number;
  readonly sum_yuan: string;
  readonly by_stage: Record<string, number>;
}

export let store: Store;
export let call: Awaited<ReturnType<typeof callerOf>>;
/** An office at work on them, with accounts of those who look and act. */
export function useDesk(): void {
  beforeAll(async () => {
    store = await testStore();
    await importText(store.db, 'areas', AREAS);
    await importText(
      store.db,
      'households',
      `county_code,household_no,area_code,group,head_name,size\n${HOUSEHOLDS.map((h) => `${COUNTY},${h.no},${h.village},${h.group},${h.head},2`).join('\n')}\n`,
    );
    await importText(
      store.db,
      'expenses',
      `county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider\n${HOUSEHOLDS.map((h) => `${COUNTY},R${h.no},${h.no},,${h.peril},${h.date},${h.yuan},0,${h.yuan},`).join('\n')}\n`,
    );
    // No file brings such a name, but a store may hold it.
    await sql`update registry.household set head_name = '=SUM(A1)' where household_no = 'H04'`.execute(
      store.db,
    );
    // Twice, so that the findings of the first half of the year are older than the others.
    for (const day of ['2026-05-31', '2026-11-20']) {
      const asOf = plainDate(day);
      await screen(store.db, {
        countyCode: COUNTY,
        policy: resolvePolicy(BOOK, 'wei-2017', asOf),
        asOf,
        actor: 'screener',
      });
    }
    call = await callerOf(store);
    await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
    for (const name of ['Office', 'Clerk'])
      await open(store.db, name, { role: 'county_office', countyCode: COUNTY });
    await open(store.db, 'Township', { role: 'township', countyCode: COUNTY, areaCode: 'TC01-T1' });
    await open(store.db, 'Village', { role: 'village_committees', countyCode: COUNTY, areaCode: 'TC01-V2' });
    await open(store.db, 'Health', { role: 'health_insurance', countyCode: COUNTY });
    await open(store.db, 'Money', { role: 'county_finance', countyCode: COUNTY });
    for (const household of WITH_CASE) {
      const { status } = await call('Office', `POST /counties/${COUNTY}/cases`, {
        household,
        policy: 'wei-2017',
        as_of: '2026-11-20',
      });
      expect(status).toBe(201);
    }
    await call('Office', `POST /counties/${COUNTY}/cases/1/actions`, { action: 'ask' });
    await call('Office', `POST /counties/${COUNTY}/cases/2/actions`, {
      action: 'withdraw',
      fields: { reason: 'moved' },
    });
  });
  afterAll(() => store.close());
}

export const get = async <Row>(what: string, query = '', viewer = 'Office') =>
  (
    await call<List<Row>>(
      viewer,
      `GET /counties/${COUNTY}/work/${what}?purpose=review&limit=500${query && `&${query}`}`,
    )
  ).body;
export const everything = async (query = '', viewer = 'Office') =>
  (await get<Finding>('findings', query, viewer)).rows;
export const numbers = (rows: readonly { readonly household_no: string }[]) =>
  rows.map((row) => row.household_no);
