import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { Failure, type PlainDate } from '../src/kernel/index.ts';
import type { Db, Store, Tx } from '../src/platform/index.ts';
import {
  cancelEvent,
  decideEvents,
  type EventProposal,
  type EventRow,
  findHousehold,
  type HouseholdWithMembers,
  proposeEvent,
} from '../src/registry/index.ts';
import { importText } from './imports.ts';
import { testStore } from './store.ts';

/** Five households of two villages: registered, general, lifted, lifted long ago, and one without members. */
async function foundCounty(db: Db, county: string): Promise<void> {
  await importText(
    db,
    'areas',
    `code,name,parent_code,level\n${county},County,,county\n${county}-T,Township,${county},township\n${county}-A,Village A,${county}-T,village\n${county}-B,Village B,${county}-T,village\n`,
  );
  await importText(
    db,
    'households',
    `county_code,household_no,area_code,group,head_name,size,group_since
${county},R,${county}-A,registered,Rao,3,
${county},G,${county}-A,general,Gao,2,
${county},L,${county}-B,non_high_standard_lifted,Liu,1,2017-06-01
${county},X,${county}-B,general,Xie,4,2016-12-31
${county},N,${county}-B,general,Nie,2,
`,
  );
  await importText(
    db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour
${county},R,1,Rao,,1970-01-01,male,head,,,
${county},R,2,Rao wife,,1972-01-01,female,spouse,,,
${county},R,3,Rao son,,1995-05-05,male,child,,,
${county},G,1,Gao,,1960-01-01,female,head,,,
${county},G,2,Gao girl,,1998-01-01,female,child,,,
${county},L,1,Liu,,1950-01-01,male,head,,,
${county},X,01,Xie,,1980-01-01,male,head,,,
${county},X,02,Xie wife,,1981-01-01,female,spouse,,,
`,
  );
}

/**
 * A register for the tests of a file: every test has a county of its own, where Li proposes and Wang decides.
 * `prefix` begins the counties' codes.
 */
export function useRegister(prefix: string) {
  let store: Store;
  let county = '';
  let counties = 0;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    county = `${prefix}${String(++counties).padStart(3, '0')}`;
    await foundCounty(store.db, county);
  });

  const read = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    store.db.transaction().execute(work);
  const propose = (proposal: EventProposal, actor = 'Li'): Promise<EventRow> =>
    proposeEvent(store.db, { actor, countyCode: county, proposal });
  const decide = (event: EventRow, verdict: 'approve' | 'refuse' = 'approve', actor = 'Wang') =>
    decideEvents(store.db, {
      actor,
      countyCode: county,
      verdict,
      eventNos: [BigInt(event.event_no)],
      ...(verdict === 'refuse' && { reason: 'no evidence' }),
    });
  const happen = async (proposal: EventProposal): Promise<EventRow> => {
    const event = await propose(proposal);
    await decide(event);
    return event;
  };
  const cancel = async (event: EventRow): Promise<void> => {
    const eventNo = BigInt(event.event_no);
    await decide(
      await cancelEvent(store.db, { actor: 'Li', countyCode: county, eventNo, reason: 'mistake' }),
    );
  };
  const show = (no: string, on: PlainDate): Promise<HouseholdWithMembers | undefined> =>
    read((tx) => findHousehold(tx, county, no, on));
  return {
    get store() {
      return store;
    },
    county: () => county,
    read,
    propose,
    decide,
    /** Proposed and approved. */
    happen,
    /** Cancelled, and that approved. */
    cancel,
    show,
    membersOf: async (no: string, on: PlainDate) =>
      (await show(no, on))?.members.map(({ person_no }) => person_no),
    /** Group, size and the last letter of the village. */
    state: async (no: string, on: PlainDate) => {
      const found = await show(no, on);
      return found && [found.group, found.size, found.area_code.slice(-1)];
    },
    codeOf,
  };
}

/** The code of the failure, whose sentences must be whole; `done` when there is none. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.sentence.en).not.toMatch(/\{\w+\}|undefined|null/);
    expect(error.sentence.zh).not.toMatch(/\{\w+\}|undefined|null/);
    return error.code;
  }
  return 'done';
}
