import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { BOOK } from './governance-words.ts';
import { COUNTY, emptyStore, importText } from './imports.ts';
import { testStore } from './store.ts';
import { plainDate } from '../src/kernel/index.ts';
import type { Store, Tx } from '../src/platform/index.ts';
import { resolvePolicy } from '../src/policy/index.ts';
import {
  addTask,
  type AddOrder,
  endResponsible,
  listTasks,
  nameResponsible,
  type Naming,
  type Post,
  type TaskView,
} from '../src/responsibility/index.ts';

/** November 2026: the 2nd is a Monday; the tests' today is Sunday the 22nd. */
export const D = (day: number) => plainDate(`2026-11-${String(day).padStart(2, '0')}`);
export const TODAY = D(22);
export const POLICY = resolvePolicy(BOOK, 'responsibility', TODAY);
export const TOWNSHIP = 'T';
const VILLAGE = 'V';

/**
 * Five levels: a province, a prefecture, the county, a township and two villages, and three households. A store emptied
 * before every test; importing it is enough.
 */
export let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(begin);

async function begin(): Promise<void> {
  await emptyStore(store.db);
  await importText(
    store.db,
    'areas',
    `code,name,parent_code,level
P,Province,,province
M,City,P,prefecture
${COUNTY},Test County,M,county
${TOWNSHIP},Township,${COUNTY},township
${VILLAGE},Village,${TOWNSHIP},village
U,Other Village,${TOWNSHIP},village
Z,Foreign County,,county
Z-V,Foreign Village,Z,village
`,
  );
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size
${COUNTY},1,${VILLAGE},registered,张三,2
${COUNTY},2,U,non_poor_low_income,李四,1
${COUNTY},3,U,general,王五,1
`,
  );
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour
${COUNTY},1,2,张小丰,,1990-01-01,male,child,,,
`,
  );
}

export const reading = <Result>(work: (tx: Tx) => Promise<Result>) => store.db.transaction().execute(work);
export const by = (actor: string) => ({ actor, countyCode: COUNTY });
export const refusal = (code: string) => expect.objectContaining({ code });

/** `V secretary Wei 1`: place (a number is a household), post, name, first day of November. */
export const named = (...lines: readonly string[]) =>
  nameResponsible(store.db, { ...by('Clerk'), namings: lines.map(namingOf) });

function namingOf(line: string): Naming {
  const [place = '', post, name = '', since = '1'] = line.split(' ');
  return {
    ...(/^\d/.test(place) ? { householdNo: place } : { areaCode: place }),
    post: post as Post,
    name,
    since: D(Number(since)),
  };
}

export const ended = (namingNo: number, last: number) =>
  endResponsible(store.db, { ...by('Clerk'), namingNo, lastDay: D(last), reason: 'moved' });

/** Somebody on every level: Wei and Fu in the village, Tan above, then Xie, Shi and Sheng; Bang helps household 1. */
export const everybody = () =>
  named(
    'V secretary Wei',
    'V first_secretary Fu',
    'T secretary Tan',
    `${COUNTY} secretary Xie`,
    'M secretary Shi',
    'P secretary Sheng',
    '1 helper Bang',
  );

/** A task for the village's lead, given on the 2nd; three working days end on the 5th. */
export const given = (more: Partial<AddOrder> = {}) =>
  addTask(store.db, {
    ...by('Clerk'),
    title: { zh: '修水管', en: 'mend the pipe' },
    ...(more.householdNo === undefined && { areaCode: VILLAGE }),
    ...(more.ownerName === undefined && { ownerLevel: 'village' as const }),
    ...(more.dueOn === undefined && { days: 3 }),
    givenOn: D(2),
    today: TODAY,
    policy: POLICY,
    ...more,
  });

export const tasksOn = (day: number, more: object = {}): Promise<TaskView[]> =>
  reading((tx) => listTasks(tx, COUNTY, { day: D(day), ...more }));
