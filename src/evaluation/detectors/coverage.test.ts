import { expect, test } from 'vitest';
import {
  add,
  BY,
  entity,
  found,
  grant,
  HOMES,
  move,
  posting,
  question,
  settle,
  statusOf,
  store,
  thresholds,
  VILLAGES,
} from '../../../test/detectors.ts';
import { COUNTY } from '../../../test/imports.ts';
import { fc } from '../../../test/properties.ts';
import { sql } from '../../platform/index.ts';
import { listFirings } from '../index.ts';

test('F05: the same kind of grant from two purses, and the same invoice twice', async () => {
  await grant('W1', 100, 'fund:a');
  await grant('W1', 100, 'fund:a');
  await grant('W1', 100, 'fund:b', 'subsidy');
  await move('dividend', 'household:W1', 'cooperative:1', 5);
  await move('dividend', 'household:W1', 'cooperative:2', 5);
  expect(await statusOf('F05')).toBe('quiet');
  const back = posting('grant', 'household:W1', 'fund:b', 7);
  await add('ledger.posting', back);
  expect(await found('F05')).toEqual({ 'household W1': { kinds: 2, repeated: 1, support_fen: 307 } });
  await move('grant', 'fund:b', 'household:W1', 7, { reversal_of: back['posting_no'] as number });
  expect(await statusOf('F05')).toBe('quiet');
  const sha256 = 'ab'.repeat(32);
  const e = await entity();
  const files = JSON.stringify([
    { name: 'invoice.jpg', sha256 },
    { name: 'other.jpg', sha256: 'cd'.repeat(32) },
  ]);
  const spend = (no: number) => ({
    expenditure_no: no,
    entity_no: e,
    kind: 'collective_expense',
    payee_account: 'supplier:x',
    amount_fen: 1,
    purpose_text: 'p',
    requested_on: '2017-06-01',
    tier_no: 1,
    tier: '{}',
    policy_version: 'p',
    files,
    ...BY,
  });
  await add('programmes.expenditure', spend(1));
  expect(await statusOf('F05')).toBe('quiet');
  await add('programmes.expenditure', spend(2));
  expect(await found('F05')).toEqual({
    [`paper ${sha256.slice(0, 12)}`]: { uses: 2 },
    [`paper ${'cd'.repeat(6)}`]: { uses: 2 },
  });
  await add('programmes.expenditure_step', {
    expenditure_no: 2,
    step_no: 1,
    step: 'withdrawn',
    day: '2017-06-02',
    remark: 'r',
    files: '[]',
    ...BY,
  });
  expect(await statusOf('F05')).toBe('quiet');
});

const cents = fc.integer({ min: 0, max: 9 });
test('F05, F06 and F07 say of any support what its list says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(fc.nat(11), cents, fc.constantFrom('fund:a', 'fund:b'), fc.constantFrom('grant', 'subsidy')),
        { maxLength: 14 },
      ),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }),
      async (moves, isPoor, sizes) => {
        await sql`delete from ledger.posting`.execute(store.db);
        await settle(
          (i) => (isPoor[i] ? 'registered' : 'general'),
          (i) => sizes[i]!,
        );
        const paid = moves.filter(([, fen]) => fen > 0);
        for (const [i, fen, purse, kind] of paid) await grant(`W${i + 1}`, fen, purse, kind);
        const of = (i: number) => paid.filter(([j]) => i === j);
        const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
        const got = HOMES.map((_, i) => sum(of(i).map(([, fen]) => fen)));

        const twice = HOMES.filter((_, i) =>
          ['grant', 'subsidy'].some(
            (kind) => new Set(of(i).flatMap(([, , p, k]) => (k === kind ? [p] : []))).size > 1,
          ),
        );
        expect(Object.keys(await found('F05')).sort()).toEqual(
          twice.map(({ no }) => `household ${no}`).sort(),
        );

        const villages = VILLAGES.map((village) => {
          const at = HOMES.flatMap((home, i) => (home.village === village && isPoor[i] ? [i] : []));
          return { village, people: sum(at.map((i) => sizes[i]!)), fen: sum(at.map((i) => got[i]!)) };
        }).filter(({ people }) => people > 0);
        const gini = (code: string): number | undefined => {
          const within = villages.filter(({ village }) => code === COUNTY || village.startsWith(code));
          const per = within.map(({ fen, people }) => fen / people);
          if (per.length < 2 || sum(per) === 0) return undefined;
          const pairs = per.flatMap((a) => per.map((b) => Math.abs(a - b)));
          return sum(pairs) / (2 * per.length * sum(per));
        };
        const uneven = await found('F06');
        for (const code of [COUNTY, 'T1', 'T2']) {
          const value = gini(code);
          const facts = uneven[`area ${code}`];
          if (value === undefined || value < 0.35 - 1e-9) expect(facts).toBeUndefined();
          else if (value > 0.35 + 1e-9)
            expect(Math.abs(Number(facts!['gini']) - 10_000 * value)).toBeLessThanOrEqual(0.51);
        }

        // Six households a township at most: they are compared only where a county asks for it.
        const asked = { ...question, thresholds: { ...thresholds, least_eligible: 1 } };
        const rows = await store.db.transaction().execute((tx) => listFirings(tx, asked, 'F07'));
        const coverage = (within: (village: string) => boolean) => {
          const poor = HOMES.flatMap((home, i) => (isPoor[i] && within(home.village) ? [i] : []));
          return { eligible: poor.length, reached: poor.filter((i) => got[i]! > 0).length };
        };
        const county = coverage(() => true);
        const odd = ['T1', 'T2'].filter((code) => {
          const { eligible, reached } = coverage((village) => village.startsWith(code));
          if (eligible === 0 || county.reached === 0) return false;
          const deviation = Math.abs((reached * county.eligible) / (eligible * county.reached) - 1);
          return deviation > 0.2 + 1e-9;
        });
        expect(rows.map(({ subject_no }) => subject_no)).toEqual(odd);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

test('F06: a poor household without a measure while the others have two', async () => {
  for (const { no } of HOMES.slice(1)) {
    await grant(no, 1);
    await grant(no, 1, 'fund:b', 'subsidy');
  }
  expect((await found('F06'))['household W1']).toEqual({ measures: 0, median: 200 });
  await grant('W1', 1);
  expect((await found('F06'))['household W1']).toBeUndefined();
});
