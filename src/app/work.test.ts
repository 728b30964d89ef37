import { expect, test } from 'vitest';
import {
  day,
  decideObjection,
  LINKS,
  object,
  policyOn,
  store,
  take,
  useCounty,
  walk,
} from '../../test/cases.ts';
import { FILE, PROCEDURE } from '../../test/governance-words.ts';
import { COUNTY, VILLAGE } from '../../test/imports.ts';
import { within } from '../../test/ledger.ts';
import type { PlainDate } from '../kernel/index.ts';
import { postNotice, takeDownNotice } from '../governance/index.ts';
import { answerGrievance, receiveGrievance } from '../prevention/payout/index.ts';
import { inbox, nameResponsible } from '../responsibility/index.ts';
import { decideChange, proposeChange } from '../registry/index.ts';
import { workSources } from './work.ts';

useCounty();

const PEOPLE = [
  ['TC01', 'secretary', 'Xie'],
  ['TC01-T1', 'secretary', 'Tan'],
  [VILLAGE, 'secretary', 'Wei'],
] as const;
const by = (actor: string) => ({ actor, countyCode: COUNTY });
const name = (...more: readonly { householdNo: string; name: string }[]) =>
  nameResponsible(store.db, {
    ...by('Clerk'),
    namings: [
      ...PEOPLE.map(([areaCode, post, person]) => ({ areaCode, post, name: person, since: day(-30) })),
      ...more.map((each) => ({ ...each, post: 'helper' as const, since: day(-30) })),
    ],
  });
const waits = async (person: string, on: PlainDate) =>
  (await within(store.db, (tx) => inbox(tx, COUNTY, person, on, workSources(policyOn)))).map(
    ({ kind, subject, words, due }) => `${kind} ${subject} ${words.en} ${due}`,
  );
/** Everybody's, each with a name before it. */
const all = async (on: PlainDate) =>
  (
    await Promise.all(['Bang', 'Wei', 'Tan', 'Xie'].map(async (who) => [who, await waits(who, on)] as const))
  ).flatMap(([who, entries]) => entries.map((entry) => `${who}: ${entry}`));

test('a case asks on every link those whose turn it is', async () => {
  await name({ householdNo: '1', name: 'Bang' });
  expect(await all(day(0))).toEqual([]);
  const seen: Record<string, string[]> = {};
  let on = day(4);
  for (const [link, act] of Object.entries(LINKS)) {
    await act();
    seen[link] = await all(on);
    if (link === 'notice') on = day(12);
  }
  const county = (what: string) => `Xie: case cases:1 ${what}`;
  const assign = county('assign it to the township 2026-03-04');
  const NAMES = {
    land: 'Land resources (houses)',
    market: 'Market regulation (businesses)',
    traffic: 'Traffic police (vehicles)',
  };
  const answer = (...departments: (keyof typeof NAMES)[]) =>
    county(`give a department's answer: ${departments.map((one) => NAMES[one]).join(', ')} 2026-03-07`);
  expect(seen).toEqual({
    open: [county('question the departments null')],
    ask: [assign, answer('land', 'market', 'traffic')],
    land: [assign, answer('market', 'traffic')],
    market: [assign, answer('traffic')],
    traffic: [assign],
    overrule: [assign],
    assign: ['Bang: case cases:1 visit the household 2026-03-06'],
    visit: ['Wei: case cases:1 let the village decide 2026-03-09'],
    review: ['Wei: case cases:1 make the decision public null'],
    notice: [
      'Wei: notice notice:1 the notice ends 2026-03-10',
      'Wei: case cases:1 confirm the decision null',
    ],
    confirm: ['Tan: case cases:1 report it to the county null'],
    report: [county('approve and record it 2026-03-30')],
    record: [county('order the payment null')],
    order: [county('pay 2026-06-10')],
    pay: ['Bang: case cases:1 follow up 2026-06-11'],
  });
});

test('without a helper the village visits; a case that is settled waits for nobody', async () => {
  await name();
  await walk('assign');
  expect(await waits('Wei', day(4))).toEqual(['case cases:1 visit the household 2026-03-06']);
  // The whole procedure is over on 30 March.
  expect(await waits('Xie', day(28))).toEqual([]);
  expect(await waits('Xie', day(29))).toEqual(['case cases:1 approve and record it 2026-03-30']);
  await take('withdraw', 'Head', day(30), { reason: 'moved away' });
  expect(await all(day(30))).toEqual([]);
});

test('a change of conditions asks those of the county who did not propose it', async () => {
  await name();
  const proposal = { householdNo: '1', since: day(-1), reason: 'visit', causes: ['illness'] } as const;
  const waiting = 'condition condition:1 decide a change of the register: causes of poverty null';
  await proposeChange(store.db, { ...by('Wei'), proposal });
  expect(await waits('Wei', day(0))).toEqual([]);
  expect(await waits('Xie', day(0))).toEqual([waiting]);
  await proposeChange(store.db, { ...by('Xie'), proposal });
  expect(await waits('Xie', day(0))).toEqual([waiting]);
  await decideChange(store.db, { ...by('Xie'), changeNo: 1n, verdict: 'refuse', reason: 'no paper' });
  expect(await waits('Xie', day(0))).toEqual([]);
});

test('objections, notices that came down early, and grievances', async () => {
  await name();
  await walk('notice');
  const at = { ...by('Office'), noticeNo: 1, placeNo: 1, today: day(12) };
  await takeDownNotice(store.db, { ...at, day: day(5), reason: 'rain' });
  expect(await waits('Wei', day(5))).toContain('notice notice:1 put the notice up again null');
  await postNotice(store.db, { ...at, day: day(6), photo: FILE });
  expect(await waits('Wei', day(6))).toContain('notice notice:1 the notice ends 2026-03-12');
  await object(day(7));
  const answer = 'objection objection:1 answer objection 1 2026-03-16';
  expect(await waits('Wei', day(6))).not.toContain(answer);
  expect(await waits('Wei', day(7))).toContain(answer);
  expect(await waits('Tan', day(7))).toEqual([]);
  await decideObjection(1, 'dismissed', day(8));
  expect(await waits('Wei', day(7))).toContain(answer);
  expect(await waits('Wei', day(8))).not.toContain(answer);

  await receiveGrievance(store.db, {
    ...by('Office'),
    channel: 'web',
    category: 'delay',
    areaCode: VILLAGE,
    words: 'three months',
    owner: 'Gu',
    receivedOn: day(7),
    today: day(12),
    policy: PROCEDURE(day(7)),
  });
  expect(await waits('Gu', day(6))).toEqual([]);
  expect(await waits(' gu', day(7))).toEqual([
    'grievance grievance:1 answer the grievance (delay) 2026-03-16',
  ]);
  const verdict = { verdict: 'unfounded', answer: 'paid', on: day(8), today: day(12) } as const;
  await answerGrievance(store.db, { ...by('Gu'), grievanceNo: 1, ...verdict });
  expect(await waits('Gu', day(8))).toEqual([]);
});
