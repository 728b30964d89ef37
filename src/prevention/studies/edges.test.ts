import { expect, test } from 'vitest';
import { plainDate } from '../../kernel/index.ts';
import {
  compilePolicy,
  distributions,
  edgesOf,
  getPolicy,
  GROUPS,
  loadPolicies,
  PERILS,
  prepareColumns,
  resolvePolicy,
  withPolicy,
  withChange,
} from '../../policy/index.ts';
import { fc } from '../../../test/properties.ts';
import { candidateOf } from './index.ts';

const book = loadPolicies(new URL('../../../policies/', import.meta.url).pathname);
const policy = getPolicy(book, 'wei-2017');
const base = resolvePolicy(book, 'wei-2017', plainDate('2019-12-31'));
const LINE = 'lines.medical.non_high_standard_lifted';
const CELL = { group: 'non_high_standard_lifted', peril: 'medical' } as const;

/** Sums of one group and peril, a household each, in two years. */
const columnsOf = (sums: readonly number[]) => {
  const all = <T>(value: (i: number) => T) => sums.map((_, i) => value(i));
  return prepareColumns({
    household: Int32Array.from(all((i) => i)),
    year: Uint16Array.from(all((i) => 2018 + (i % 2))),
    peril: Uint8Array.from(all(() => PERILS.indexOf('medical'))),
    group: Uint8Array.from(all(() => GROUPS.indexOf(CELL.group))),
    township: Uint16Array.from(all(() => 0)),
    selfPaidFen: Float64Array.from(sums),
    eligible: Uint8Array.from(all((i) => (i % 3 === 0 ? 0 : 1))),
  });
};

test('lines that move gain, lose and stand close to as many sums as one counts by hand', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1_200_000 }), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(3000, 4500, 5000, 8000),
      (sums, yuan) => {
        const { version } = candidateOf(policy, base, [{ path: LINE, value: yuan }]);
        const edges = edgesOf(columnsOf(sums), compilePolicy(base), compilePolicy(version), 0.1);
        const line = yuan * 100;
        const count = (when: (sum: number) => boolean) => sums.filter(when).length;
        const expected = {
          ...CELL,
          baseLineFen: 500_000,
          candidateLineFen: line,
          gained: count((sum) => sum > line && sum <= 500_000),
          lost: count((sum) => sum > 500_000 && sum <= line),
          nearBelow: count((sum) => sum <= line && sum >= line * 0.9),
          nearAbove: count((sum) => sum > line && sum <= line * 1.1),
        };
        // A traffic accident's medical bills stand under the same line.
        const own = edges.filter(({ peril }) => peril === 'medical');
        expect(own).toEqual(yuan === 5000 ? [] : [expected]);
        const [spread] = distributions(columnsOf(sums));
        const sorted = sums.toSorted((a, b) => a - b);
        expect(spread).toMatchObject({
          ...CELL,
          sums: sums.length,
          max: sorted.at(-1),
          p50: sorted[sorted.length >> 1],
        });
      },
    ),
  );
});

test('what is published for later days is not tried along with a number of today', () => {
  const later = withChange(policy, {
    path: 'lines.education.non_high_standard_lifted',
    value: 9000,
    from: '2027-01-01',
    source: { document: 'Budget' },
    proposedBy: 'Li',
    approvedBy: 'Wang',
  });
  const published = getPolicy(withPolicy(book, later), 'wei-2017');
  const { version } = candidateOf(published, base, [{ path: LINE, value: 4000 }]);
  expect(version.line('non_high_standard_lifted', 'medical')).toBe(400_000n);
  expect(version.line('non_high_standard_lifted', 'traffic_medical')).toBe(400_000n);
  expect(version.line('non_high_standard_lifted', 'education')).toBe(800_000n);
  expect(candidateOf(published, base, []).version.line('non_high_standard_lifted', 'education')).toBe(
    800_000n,
  );
});

test('staircases and caps are tried, income is not; a rate that rewards a larger bill is told', () => {
  const path = 'schedules.medical.non_high_standard_lifted.brackets';
  const rising = [
    { from: 0, to: 10_000, rate: 0.5 },
    { from: 10_000, rate: 0.9 },
  ];
  const { version, lint } = candidateOf(policy, base, [{ path, value: rising }]);
  expect(version.schedule('non_high_standard_lifted', 'medical')!.brackets.length).toBe(2);
  expect(version.schedule('non_poor_low_income', 'medical')).toEqual(
    base.schedule('non_poor_low_income', 'medical'),
  );
  expect(lint.map(({ code }) => code)).toContain('rate.rewards_larger_bill');
  expect(candidateOf(policy, base, [{ path: LINE, value: 4000 }]).lint.map(({ code }) => code)).toEqual([
    'line.differs_from_deductible',
  ]);
  const cap = candidateOf(policy, base, [{ path: `caps.${base.caps[0]!.id}`, value: 1000 }]);
  expect(cap.version.schedule('non_high_standard_lifted', 'disaster')!.cap!.capFen).toBe(100_000n);
  expect(() => candidateOf(policy, base, [{ path: 'protection_line.factor', value: 2 }])).toThrow(
    /cannot be tried/,
  );
});
