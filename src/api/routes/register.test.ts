import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAll, type Ask, signedIn } from '../../../test/api.ts';
import { AREAS, COUNTY, countOf, emptyStore, importText } from '../../../test/imports.ts';
import { testStore } from '../../../test/store.ts';
import type { Store } from '../../platform/index.ts';

let store: Store;
let ask: Ask;
beforeAll(async () => {
  store = await testStore();
  ask = await signedIn(store);
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
  const households = Array.from({ length: 7 }, (_, i) => `${COUNTY},H${i},TC01-V1,registered,Head,2`);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${households.join('\n')}\n`,
  );
});

const lift = (household: string) => ({
  type: 'lift',
  date: '2026-03-01',
  household_no: household,
  group: 'non_high_standard_lifted',
});
const at = `/counties/${COUNTY}` as const;

test('an event goes from proposal to a decision by somebody else, and a cancellation takes it back', async () => {
  const proposed = await ask('Li', `POST ${at}/events`, lift('H1'));
  expect(proposed).toMatchObject({ status: 201, body: { status: 'proposed', household_no: 'H1' } });
  const events = [proposed.body.event_no];
  const decision = { verdict: 'approve', events };
  expect(await ask('Li', `POST ${at}/event-decisions`, decision)).toMatchObject({
    status: 403,
    body: { code: 'event.sameActor', message: { zh: expect.any(String), en: expect.any(String) } },
  });
  const decided = await ask('Wang', `POST ${at}/event-decisions`, decision);
  expect(decided).toMatchObject({ status: 200, body: { decided: [{ status: 'approved' }], left: [] } });
  const cancelled = await ask('Li', `POST ${at}/events/${events[0]}/cancellation`, {
    reason: 'wrong household',
  });
  expect(cancelled).toMatchObject({ status: 201, body: { type: 'cancel', cancels_event_no: events[0] } });
});

test('a misspelt field is refused and nothing is kept; a dry run keeps nothing either', async () => {
  const misspelt = await ask('Li', `POST ${at}/events`, { ...lift('H1'), houshold_no: 'H1' });
  expect(misspelt).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  expect(misspelt.body.message.en).toContain('houshold_no');
  expect(await ask('Li', `POST ${at}/events`, { ...lift('H1'), dry_run: true })).toMatchObject({
    status: 201,
  });
  expect(await countOf(store.db, 'registry.event')).toBe(0);
});

test('the same request with its key writes once and answers the same, also for decisions that leave some events', async () => {
  const once = await ask('Li', `POST ${at}/events`, lift('H1'), 'key-of-lift-1');
  expect(await ask('Li', `POST ${at}/events`, lift('H1'), 'key-of-lift-1')).toEqual(once);
  const own = await ask('Wang', `POST ${at}/events`, lift('H2'));
  expect(await countOf(store.db, 'registry.event')).toBe(2);
  const decision = { verdict: 'approve', events: [once.body.event_no, own.body.event_no] };
  const first = await ask('Wang', `POST ${at}/event-decisions`, decision, 'key-of-decision');
  expect(first).toMatchObject({ status: 200, body: { left: [{ code: 'event.sameActor' }] } });
  expect(await ask('Wang', `POST ${at}/event-decisions`, decision, 'key-of-decision')).toEqual(first);
  expect(await ask('Li', `POST ${at}/events`, lift('H3'), 'key-of-lift-1')).toMatchObject({
    status: 409,
    body: { code: 'access.key_reused' },
  });
});

test('a file of events is a job that answers counts and the refused rows', async () => {
  const file = `county_code,type,date,household_no,group
${COUNTY},lift,2026-03-01,H1,non_high_standard_lifted
${COUNTY},lift,2026-03-01,H9,non_high_standard_lifted
`;
  const { status, body } = await ask('Li', 'POST /event-imports', file);
  expect(status).toBe(202);
  await expect
    .poll(async () => (await ask('Li', `GET /jobs/${body.id}`)).body, { timeout: 20_000 })
    .toMatchObject({ state: 'done', result: { rows: 2, proposed: 1, rejected: 1 } });
  const { rejects } = (await ask('Li', `GET /jobs/${body.id}`)).body.result;
  expect(rejects).toMatch(/^\ufeff?line,column,value,reason\r?\n3,household_no,H9,/);
  expect(await ask('Wang', `GET /jobs/${body.id}`)).toMatchObject({
    status: 404,
    body: { code: 'job.unknown' },
  });
});

test('every list is read to its end page by page, without gap or repeat', async () => {
  for (const no of ['H0', 'H1', 'H2', 'H3', 'H4']) await ask('Li', `POST ${at}/events`, lift(no));
  const events = (await listAll(ask, 'Li', `${at}/events`, 2)) as { household_no: string }[];
  expect(events.map(({ household_no }) => household_no)).toEqual(['H0', 'H1', 'H2', 'H3', 'H4']);
  const areas = (await listAll(ask, 'Li', `${at}/areas`, 1)) as { code: string }[];
  expect(areas.map(({ code }) => code)).toEqual(['TC01', 'TC01-T1', 'TC01-V1', 'TC01-V2']);
  const pairs = await ask('Li', `POST ${at}/duplicate-searches`, {});
  const found = (await listAll(ask, 'Li', `${at}/duplicates?purpose=review`, 4)) as { pair: string }[];
  expect(new Set(found.map(({ pair }) => pair)).size).toBe(pairs.body.open);
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour
${COUNTY},H5,1,甲,,1990-01-01,male,head,,,
${COUNTY},H6,1,乙,,1990-01-01,male,child,,,
`,
  );
  const unchecked = await ask('Li', `GET ${at}/quality-findings`);
  expect(unchecked.body).toEqual({ check: null, rows: [], next: null });
  const checked = await ask('Li', `POST ${at}/quality-checks`, {});
  expect(checked).toMatchObject({ status: 201, body: { day: '2026-11-22', counts: { no_head: 1 } } });
  const quality = (await ask('Li', `GET ${at}/quality-findings?limit=500`)).body;
  expect(quality.check).toEqual(checked.body);
  expect(await listAll(ask, 'Li', `${at}/quality-findings`, 3)).toEqual(quality.rows);
  const rule = 'no_head';
  const ofRule = (await ask('Li', `GET ${at}/quality-findings?limit=500&rule=${rule}`)).body;
  expect(ofRule.rows).toMatchObject([{ rule, household_no: 'H6' }]);
  expect(quality.rows).toHaveLength(4);
  expect(ofRule.check).toEqual(quality.check);
  const accounts = await listAll(
    ask,
    'Li',
    `${at}/cohort-accounts?from=2026-01-01&to=2026-12-31&by=village`,
    1,
  );
  expect(accounts).toMatchObject([
    { area_code: 'TC01-V1', measure: 'households', opening: 7, closes: true },
    { area_code: 'TC01-V1', measure: 'persons', opening: 14, closes: true },
    { area_code: 'TC01-V2', measure: 'households', opening: 0 },
    { area_code: 'TC01-V2', measure: 'persons', opening: 0 },
  ]);
});

test('households are found within an area and those below it, and nowhere else', async () => {
  const of = async (area: string): Promise<number> =>
    (await ask('Li', `GET ${at}/households?area=${area}&purpose=check`)).body.rows.length;
  expect([await of(COUNTY), await of('TC01-T1'), await of('TC01-V1'), await of('TC01-V2')]).toEqual([
    7, 7, 7, 0,
  ]);
});
