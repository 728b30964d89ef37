import { expect, test } from 'vitest';
import {
  day,
  decideObjection,
  LINKS,
  object,
  open,
  policyOn,
  store,
  take,
  useCounty,
  view,
} from '../../../test/cases.ts';
import { COUNTY } from '../../../test/imports.ts';
import { addDays, type PlainDate } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';
import { Standings } from './standings.ts';

useCounty();

const on = day(25);
const of = (standings: Standings, when: PlainDate = on) => standings.of(store.db, policyOn, COUNTY, when);

/** Everything that may happen to a case: the chain, an objection that suspends its payment, and its answer. */
const HAPPENINGS: Readonly<Record<string, () => Promise<unknown>>> = {
  ...LINKS,
  object: () => object(day(12)),
  answer: () => decideObjection(1, 'dismissed', day(13)),
  measure: () => take('measure', 'Wen', day(14), { measure: 'a job' }),
  withdrawn: async () => {
    await sql`insert into screening.finding select county_code, household_no, policy_id, policy_year, kind, peril,
      revision + 1, as_of + 1, household_group, self_paid_fen + 1, line_fen, state, policy_version, note, actor
      from screening.finding`.execute(store.db);
    await open('Finder', day(20));
    await take('withdraw', 'Head', day(21), { reason: 'moved' }, { caseNo: 2 });
  },
};

test('what is kept is what is derived anew, after everything that may happen to a case', async () => {
  const kept = new Standings();
  expect(await of(kept)).toEqual([]);
  for (const [name, happen] of Object.entries(HAPPENINGS)) {
    await happen();
    const works = await of(kept);
    expect(works, name).toEqual(await of(new Standings()));
    const { status, stage, awaits } = await view(on);
    expect(works, name).toMatchObject([{ caseNo: 1, status, stage, awaits }]);
  }
});

test('nothing is read again when nothing was done; another day is another answer', async () => {
  await LINKS['open']!();
  const kept = new Standings();
  const [before] = await of(kept);
  const [again] = await of(kept);
  expect(again).toBe(before);
  const [late] = await of(kept, addDays(on, 60));
  expect([before!.isOverdue, late!.isOverdue]).toEqual([false, true]);
});

test('those who ask at once wait for one another, and a refusal holds nobody up', async () => {
  await LINKS['open']!();
  const kept = new Standings();
  const noPolicy = () => {
    throw new Error('no policy');
  };
  const asked = [kept.of(store.db, noPolicy, COUNTY, on), of(kept), of(kept)];
  const [refused, first, second] = await Promise.allSettled(asked);
  expect(refused).toMatchObject({ status: 'rejected', reason: { message: 'no policy' } });
  expect(first).toMatchObject({ status: 'fulfilled', value: [{ caseNo: 1 }] });
  expect(second).toEqual(first);
});
