import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { terrace } from '../../test/cli.ts';
import { testStore } from '../../test/store.ts';
import { listAccounts, ROLE_NAMES, signIn, verifyTrail } from '../access/index.ts';
import { policyFiles } from '../app/policies.ts';
import { isWorkingDay, plainDate } from '../kernel/index.ts';
import { verifyLedger } from '../ledger/index.ts';
import { silentProgress, sql, type Store, today, type Tx } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import { type CaseSummary, listCases, STATUSES } from '../prevention/cases/index.ts';
import { verifyClaims } from '../prevention/compensation/index.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, loadDemo } from './index.ts';

/** The demonstration as a first start leaves it: who may act, and what they have done until today. */

const COUNTY = '130434';
/** A load is some ten seconds on a calm machine. */
const LONG = 600_000;
const policies = policyFiles();
const load = (store: Store, actor = 'test') =>
  loadDemo(store.db, { scale: 0.004, actor, policies, progress: silentProgress });

/** Everything that was done in cases, in order. */
async function storyOf({ db }: Store): Promise<string> {
  const { rows } = await sql`select f.household_no, a.case_no, a.action, a.day, a.actor, a.fields
    from cases.action a join cases.case_file f using (county_code, case_no) order by a.case_no, a.action_no`.execute(
    db,
  );
  return JSON.stringify(rows);
}

let store: Store;
let story: string;
beforeAll(async () => {
  store = await testStore();
  await load(store);
  story = await storyOf(store);
}, LONG);
afterAll(() => store.close());

const reading = <Result>(work: (tx: Tx) => Promise<Result>) => store.db.transaction().execute(work);
const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(store.db)).rows;
const accounts = () => reading(listAccounts);
const run = async (as: string, line: string) => {
  const { code, stdout, stderr } = await terrace([...line.split(' '), '--as', as], { store });
  return code === 0 ? stdout : stderr;
};
const cases = async (): Promise<readonly CaseSummary[]> => {
  const policyOn = (reference: string, day: ReturnType<typeof today>) =>
    resolvePolicy(policies, reference, day);
  const page = await reading((tx) =>
    listCases(tx, policyOn, { countyCode: COUNTY, day: today(), limit: 1000 }),
  );
  return page.rows;
};

describe('accounts', () => {
  test('every actor has one, all with one password, and none is called after somebody', async () => {
    const opened = await accounts();
    expect(new Set(opened.flatMap(({ roles }) => roles.map(({ role }) => role)))).toEqual(
      new Set(ROLE_NAMES),
    );
    expect(opened.map(({ name }) => name).slice(0, DEMO_ACCOUNTS.length)).toEqual(
      DEMO_ACCOUNTS.map(({ name }) => name),
    );
    for (const { person } of opened) expect(person).toMatch(/^合成·/);
    for (const name of ['admin', 'household', 'village-2'])
      await signIn(store.db, { name, password: DEMO_PASSWORD, from: 'test', at: new Date() });
  });

  test('a case goes on under them, and others are refused', async () => {
    const { case_no } = (await cases()).find(({ status }) => status === 'DETECTED')!;
    const CASE = `--county ${COUNTY} --case ${case_no} --on ${today()}`;
    expect(await run('Somebody', 'account list')).toMatch(/no account "Somebody"/);
    expect(await run('village', `case act ask ${CASE}`)).toMatch(/may not do "cases.ask"/);
    await run('office', `case act ask ${CASE}`);
    const answer = `case act answer --department land_resources --result clear ${CASE} --json`;
    expect(JSON.parse(await run('land', answer))).toMatchObject({ inputs: null, amount_yuan: null });
    expect(await run('village', `case show ${CASE} --purpose visit`)).toContain('land');
  });
});

describe('cases', () => {
  test('the first village has one at every stage; other villages have some', async () => {
    const { areaCode } = (await accounts()).find(({ name }) => name === 'village')!.roles[0]!;
    const all = await cases();
    const here = new Set(all.filter(({ area_code }) => area_code === areaCode).map(({ status }) => status));
    expect(STATUSES.filter((status) => !here.has(status))).toEqual([]);
    expect(new Set(all.map(({ area_code }) => area_code)).size).toBeGreaterThanOrEqual(4);
    expect(all.length).toBeGreaterThanOrEqual(45);
  });

  test('some work is overdue, some is due later', async () => {
    const due = (await cases()).flatMap(({ awaits }) => awaits.map(({ is_overdue }) => is_overdue));
    expect(due.filter(Boolean).length).toBeGreaterThan(3);
    expect(due.filter((isOverdue) => !isOverdue).length).toBeGreaterThan(20);
  });

  test('on working days up to today', async () => {
    const days = await rowsOf(
      sql<{ day: string }>`select day from cases.action union select day from governance.meeting`,
    );
    expect(days.length).toBeGreaterThan(20);
    const past = days.filter(({ day }) => day !== today());
    expect(past.filter(({ day }) => day > today() || !isWorkingDay(plainDate(day)))).toEqual([]);
  });

  test('nobody is two of finder, visitor, chair, approver and payer of one case', async () => {
    const parts = await rowsOf(sql<{ case_no: number; part: string; name: string }>`
      select case_no, case action when 'open' then 'finder' when 'visit' then 'visitor' else 'approver' end as part,
        unnest(array[actor, fields ->> 'companion']) as name
      from cases.action where action in ('open', 'visit', 'record')
      union select i.subject_id::int, 'chair', c.recorded_by from governance.agenda_item i
        join governance.closing c using (county_code, meeting_no) where i.decision_kind = 'household_support'
      union select c.case_no, 'payer', o.recorded_by from payout.outcome o
        join payout.payment_line l using (county_code, list_no, line_no)
        join cases.case_file c using (county_code, household_no)`);
    const named = parts.filter(({ name }) => name !== null);
    const partsByPerson = Map.groupBy(named, ({ case_no, name }) => `${case_no} ${name}`);
    const twice = [...partsByPerson.values()].filter((own) => new Set(own.map(({ part }) => part)).size > 1);
    expect(twice).toEqual([]);
    expect(new Set(named.map(({ part }) => part)).size).toBe(5);
  });
});

test('everybody acted within their own area', async () => {
  const { rows: strange } = await sql`
    with done (actor, what, area_code, household_no) as (
      select a.actor, a.action, c.area_code, c.household_no from cases.action a join cases.case_file c using (county_code, case_no)
        where a.action <> 'answer'
      union all select recorded_by, 'body', area_code, null from governance.body
      union all select m.recorded_by, 'meeting', b.area_code, null from governance.meeting m
        join governance.body b using (county_code, body_no)
      union all select c.recorded_by, 'closing', b.area_code, null from governance.closing c
        join governance.meeting m using (county_code, meeting_no) join governance.body b using (county_code, body_no)
      union all select recorded_by, 'notice', area_code, null from governance.notice
      union all select a.recorded_by, 'answer', o.area_code, null from governance.answer a
        join governance.objection o using (county_code, objection_no)
      union all select actor, kind, h.area_code, h.household_no from screening.finding f
        join registry.household h using (county_code, household_no) where kind in ('declared', 'visit')),
    reach as (
      select a.name, r.household_no, coalesce(inside.code, r.area_code) as area_code,
        r.area_code is null and r.household_no is null as is_whole
      from access.account a join access.role r using (account_no)
      left join registry.area inside on r.area_code in (inside.code, inside.parent_code))
    select done.* from done where not exists (select from reach where reach.name = done.actor
      and (is_whole or reach.area_code = done.area_code or reach.household_no = done.household_no))`.execute(
    store.db,
  );
  expect(strange).toEqual([]);
});

describe('books', () => {
  test('ledger, claims and trail verify', async () => {
    await reading(async (tx) => {
      expect(await verifyLedger(tx, COUNTY)).toMatchObject({ isAppendOnly: true, faults: [] });
      const { claims, faults } = await verifyClaims(tx, COUNTY);
      expect(faults).toEqual([]);
      expect(claims).toBeGreaterThan(8);
      const trail = await verifyTrail(tx);
      expect(trail.faults).toEqual([]);
      expect(trail.seals).toBeGreaterThan(0);
    });
  });

  test('every kind of finding is there for this policy year', async () => {
    const kinds = await rowsOf(sql<{ kind: string }>`select distinct kind from screening.finding
      where state = 'open' and policy_year = ${Number(today().slice(0, 4))} order by kind`);
    expect(kinds.map(({ kind }) => kind)).toEqual(['declared', 'line', 'missed', 'sum', 'visit']);
  });

  test('a list is released with a failed and a bounced line, and one is in draft', async () => {
    const outcomes = await rowsOf(
      sql<{ status: string }>`select distinct status from payout.outcome order by 1`,
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['bounced', 'failed', 'paid']);
    const drafts = await rowsOf(sql`select from payout.payment_list l where not exists (
      select from payout.list_end e where e.county_code = l.county_code and e.list_no = l.list_no)`);
    expect(drafts).toHaveLength(1);
  });
});

test('the village company is under escrow, and one payment waits for the agent', async () => {
  expect(await run('escrow', `spend list --county ${COUNTY}`)).toContain('awaiting_agent');
  expect(await run('village', `spend cosign --county ${COUNTY} --request 1`)).toMatch(/may not do/);
  expect(await run('escrow', `spend cosign --county ${COUNTY} --request 1 --json`)).toContain('"payable"');
  expect(await run('township', `spend pay --county ${COUNTY} --request 1 --json`)).toContain('"paid"');
  const mine = await run('enterprise', `link mine --county ${COUNTY} --purpose orders --json`);
  expect(JSON.parse(mine)).toMatchObject([{ links: [{ contract_kind: 'order' }] }]);
  await reading(async (tx) => expect((await verifyLedger(tx, COUNTY)).faults).toEqual([]));
});

test('a second load is refused', async () => {
  await expect(load(store, 'admin')).rejects.toThrow(expect.objectContaining({ code: 'demo.storeNotEmpty' }));
});

test(
  'the same seed on the same day tells the same story',
  async () => {
    const again = await testStore();
    try {
      await load(again);
      expect(await storyOf(again)).toBe(story);
    } finally {
      await again.close();
    }
  },
  LONG,
);
