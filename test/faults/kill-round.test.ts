import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addEvidence,
  appointMembers,
  callMeeting,
  castBallots,
  closeMeeting,
  draftNotice,
  foundBody,
  postNotice,
  recordAttendance,
} from '../../src/governance/index.ts';
import { fen, plainDate } from '../../src/kernel/index.ts';
import { verifyLedger } from '../../src/ledger/index.ts';
import {
  authoriseRound,
  freezeRoll,
  issueByRegister,
  openBook,
  proposeRound,
  receiveIncome,
} from '../../src/livelihood/shares/index.ts';
import { registerEntity } from '../../src/livelihood/programmes/index.ts';
import { type Db, sql } from '../../src/platform/index.ts';
import { resolvePolicy } from '../../src/policy/index.ts';
import { BOOK, FILE, PROCEDURE } from '../governance-words.ts';
import { AREAS, COUNTY, importText, VILLAGE } from '../imports.ts';
import { type StorePlace, testStorePlace } from '../store.ts';
import { inspect, Killer, must } from './killing.ts';

const HOUSEHOLDS = 40;
const on = (day: number) => plainDate(`2026-03-${String(day).padStart(2, '0')}`);
const TODAY = on(20);

let place: StorePlace;
const folder = mkdtempSync(join(tmpdir(), 'terrace-round-'));
beforeAll(async () => {
  place = await testStorePlace();
  await inspect(place, authorisedRound);
}, 600_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await place.remove();
});

/** A land company with a round that only waits for its payment. */
async function authorisedRound(db: Db): Promise<void> {
  await importText(db, 'areas', AREAS);
  const rows = Array.from(
    { length: HOUSEHOLDS },
    (_, i) => `${COUNTY},${i + 1},${VILLAGE},general,户主${i + 1},2`,
  );
  const head = 'county_code,household_no,area_code,group,head_name,size';
  await importText(db, 'households', `${head}\n${rows.join('\n')}\n`);
  const by = { countyCode: COUNTY, actor: 'Keeper' };
  const order = {
    ...by,
    entityNo: 1,
    day: on(1),
    today: TODAY,
    document: 'Contract 1',
    charterOn: (id: string, day: typeof TODAY) => resolvePolicy(BOOK, id, day),
  };
  const charterId = 'charter-land-company';
  await registerEntity(db, {
    ...order,
    kind: 'company',
    name: 'Land company',
    areaCode: VILLAGE,
    foundedOn: on(1),
  });
  await openBook(db, { ...order, charterId });
  await issueByRegister(db, { ...order, share: 'land', by: 'households' });
  await freezeRoll(db, { ...order, year: 2026 });
  await receiveIncome(db, { ...order, party: 'Farm', amountFen: 100_001n });
  const label = { zh: '租金', en: 'rent' };
  await proposeRound(db, {
    ...order,
    rollNo: 1,
    sources: [{ kind: 'income', label, amount_fen: fen(100_001), document: 'Contract 1' }],
    audit: { by: 'Auditor', on: on(1), document: 'Report' },
  });
  await decide(db);
  await authoriseRound(db, { ...order, actor: 'Township', roundNo: 1, on: on(19) });
}

async function decide(db: Db): Promise<void> {
  const by = { countyCode: COUNTY, actor: 'Office' };
  const subject = { module: 'livelihood/shares', id: '1' };
  const kind = 'villager_representatives' as const;
  await foundBody(db, PROCEDURE, { ...by, areaCode: VILLAGE, kind, name: 'Assembly', since: on(1) });
  const appointments = ['Chen', 'Wang', 'Zhao'].map((name, i) => ({
    name,
    role: i === 0 ? ('chair' as const) : ('member' as const),
    weight: 1n,
  }));
  await appointMembers(db, PROCEDURE, { ...by, bodyNo: 1, since: on(1), appointments });
  const agenda = [{ subject, decisionKind: 'dividend_plan', title: 'Rent' }];
  const called = { ...by, bodyNo: 1, day: on(2), place: 'Hall', chairNo: 1, calledOn: on(1), agenda };
  await callMeeting(db, PROCEDURE, called);
  const at = { ...by, meetingNo: 1, today: TODAY };
  await recordAttendance(db, { ...at, present: [1, 2, 3] });
  const ballots = [1, 2, 3].map((memberNo) => ({ memberNo, choice: 'for' as const }));
  await castBallots(db, { ...at, itemNo: 1, ballots });
  await addEvidence(db, { ...at, kind: 'signatures', file: FILE });
  await closeMeeting(db, { ...at, actor: 'Chen', minutes: 'spoken and voted' });
  const text = { zh: '租金', en: 'rent' };
  const given = { source: text, purpose: text, unit: text, beneficiaries: 3, amountFen: fen(100_001) };
  const drafted = { ...by, kind: 'dividend_plan' as const, areaCode: VILLAGE, firstDay: on(3) };
  await draftNotice(db, PROCEDURE, { ...drafted, places: ['Board'], lines: [{ subject, given }] });
  await postNotice(db, { ...by, noticeNo: 1, placeNo: 1, photo: FILE, day: on(3), today: TODAY });
}

const posted = () =>
  inspect(place, async (db) => {
    const { rows } = await sql<{ n: bigint; fen: bigint }>`
      select count(*) as n, coalesce(sum(amount), 0)::bigint as fen from ledger.posting
      where county_code = ${COUNTY} and kind = 'land_rent'`.execute(db);
    const { faults } = await db.transaction().execute((tx) => verifyLedger(tx, COUNTY));
    expect(faults).toEqual([]);
    return `${rows[0]!.n} lines, ${rows[0]!.fen} fen`;
  });

test('a round is paid whole or not at all, whenever its payment is killed, and paying again pays the rest once', async () => {
  const pay = [
    'round',
    'pay',
    '--county',
    COUNTY,
    '--round',
    '1',
    '--on',
    on(20),
    '--as',
    'Agent',
    ...place.options,
  ];
  const killer = new Killer(folder);
  await killer.rehearse([...pay, '--dry-run']);
  const [none, all] = ['0 lines, 0 fen', `${HOUSEHOLDS} lines, 100001 fen`];
  expect(await posted()).toBe(none);
  for (const before of [8, 4, 2, 1]) {
    await killer.kill(pay, { request: Math.max(1, killer.requests - before) });
    expect([none, all]).toContain(await posted());
  }
  await must(pay);
  await must(pay);
  expect(await posted()).toBe(all);
}, 600_000);
