import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen, Failure, plainDate, type PlainDate } from '../kernel/index.ts';
import * as policy from './index.ts';
import { INVENTED_POLICY, INVENTED_STANDARD, inventedBook } from './invented-county.ts';

const day = (text: string): PlainDate => plainDate(text);
const lantern = inventedBook();
const real = policy.loadPolicies(new URL('../../policies/', import.meta.url).pathname);

/** Code and English sentence of the failure that `act` must raise. */
function failureOf(act: () => unknown): { code: string; en: string } {
  try {
    act();
  } catch (failure) {
    if (failure instanceof Failure) return { code: failure.code, en: failure.sentence.en };
    throw failure;
  }
  throw new Error('no failure was raised');
}

describe('references', () => {
  test.each([
    ['wei-2017', { id: 'wei-2017' }],
    ['wei-2017@2017-12-31', { id: 'wei-2017', pinnedOn: '2017-12-31' }],
    [
      'wei-2017@2017-01-01#0123456789ab',
      { id: 'wei-2017', pinnedOn: '2017-01-01', hashStart: '0123456789ab' },
    ],
  ])('%s', (text, expected) => expect(policy.parsePolicyReference(text)).toEqual(expected));

  test.each([
    '',
    'Wei-2017',
    'wei-2017@',
    'wei-2017@2017',
    'wei-2017@2017-02-29',
    'wei-2017@2017-1-1',
    '../x',
    'wei 2017',
    'wei-2017#0123456789ab',
  ])('malformed: "%s"', (text) =>
    expect(failureOf(() => policy.parsePolicyReference(text)).code).toBe('policy.malformed_reference'),
  );

  test('an unknown policy is told which there are', () => {
    expect(failureOf(() => policy.resolvePolicy(lantern, 'wei-2017'))).toEqual({
      code: 'policy.unknown',
      en: 'There is no policy "wei-2017"; the policies are: lantern-1901, lantern-standard.',
    });
  });
});

describe('versions by date', () => {
  const at = (text: string) => policy.resolvePolicy(lantern, 'lantern-1901', day(text));

  test('the value in force on the day, the day before and after a change', () => {
    expect(
      ['1901-01-01', '1902-12-31', '1903-01-01', '1909-12-31'].map((on) => at(on).line('general', 'medical')),
    ).toEqual([1_000n, 1_000n, 2_000n, 2_000n]);
    expect(at('1903-01-01').schedule('general', 'medical')?.deductibleFen).toBe(2_000n);
  });

  test('effective from the latest start, the national standard of last year included', () => {
    const days = ['1901-06-01', '1902-06-01', '1903-06-01', '1904-06-01', '1909-06-01'];
    expect(days.map((on) => at(on).effectiveFrom)).toEqual([
      '1901-01-01',
      '1901-01-01',
      '1903-01-01',
      '1904-01-01',
      '1904-01-01',
    ]);
    const lines = days.map((on) => at(on).protectionLine());
    expect(lines.map((line) => [line?.year, line?.lineFen, line?.confirmed])).toEqual([
      [1900, 20_000n, true],
      [1900, 20_000n, true],
      [1900, 20_000n, true],
      [1903, 24_002n, false],
      [1903, 24_002n, false],
    ]);
  });

  test('a day outside is refused, and the period is named; a pin outside too', () => {
    const refusal = {
      code: 'policy.outside_period',
      en: 'Policy lantern-1901 is in force 1901-01-01 → 1909-12-31, and 1900-12-31 lies outside; take another day, or pin a version with lantern-1901@DATE.',
    };
    expect(failureOf(() => at('1900-12-31'))).toEqual(refusal);
    expect(
      failureOf(() => policy.resolvePolicy(lantern, 'lantern-1901@1900-12-31', day('1905-01-01'))),
    ).toEqual(refusal);
    expect(failureOf(() => at('1910-01-01')).code).toBe('policy.outside_period');
  });

  test('a quote without a date takes the latest own values', () => {
    expect(policy.resolvePolicy(lantern, 'lantern-1901').line('general', 'medical')).toBe(2_000n);
    const latest = policy.latestVersion(policy.getPolicy(lantern, 'lantern-1901'));
    expect([latest.day, latest.isPinned]).toEqual(['1903-01-01', false]);
    expect(policy.pinned(policy.getPolicy(lantern, 'lantern-1901'), day('1903-01-01')).version).toBe(
      latest.version,
    );
  });

  test('a pin keeps every value, the protection line too, whatever day is asked', () => {
    const pinned = policy.resolvePolicy(lantern, 'lantern-1901@1902-12-31', day('1909-01-01'));
    expect(pinned.isPinned).toBe(true);
    expect(pinned.line('general', 'medical')).toBe(1_000n);
    expect(pinned.protectionLine(day('1909-01-01'))?.lineFen).toBe(20_000n);
    expect(at('1902-12-31').protectionLine(day('1909-01-01'))?.lineFen).toBe(24_002n);
  });

  test('the full name of a version resolves to the same content on every later day (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1901, max: 1909 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const version = at(`${year}-${String(month).padStart(2, '0')}-15`);
        const again = policy.resolvePolicy(lantern, version.version);
        expect([again.version, again.hash]).toEqual([version.version, version.hash]);
        expect(again.protectionLine()).toEqual(version.protectionLine());
      }),
      { seed: 1901, numRuns: 100 },
    );
  });

  test('a hash that no longer fits is refused', () => {
    expect(failureOf(() => policy.resolvePolicy(lantern, 'lantern-1901@1901-01-01#000000000000')).code).toBe(
      'policy.version_differs',
    );
  });

  test('wording, sources and order of the file do not change a hash; numbers do', () => {
    const hashOf = (text: string) =>
      policy.policyAt(
        policy
          .bookOf([policy.readPolicy(INVENTED_STANDARD, 's'), policy.readPolicy(text, 'p')])
          .get('lantern-1901')!,
        day('1901-05-05'),
      ).hash;
    const hash = at('1901-05-05').hash;
    expect(hashOf(INVENTED_POLICY.replace('灯笼县防贫', '灯笼县').replace('page 9', 'page 10'))).toBe(hash);
    const parameters = INVENTED_POLICY.slice(INVENTED_POLICY.indexOf('parameters:'));
    expect(hashOf(`${parameters}${INVENTED_POLICY.replace(parameters, '')}`)).toBe(hash);
    expect(hashOf(INVENTED_POLICY.replace('value: 6, unit: month', 'value: 7, unit: month'))).not.toBe(hash);
  });
});

describe('what a version answers', () => {
  const version = policy.resolvePolicy(lantern, 'lantern-1901', day('1904-01-01'));

  test('lines, caps, items, income rules, parameters', () => {
    expect(version.largestLine('general')).toBe(5_000n);
    expect(version.largestLine('registered')).toBeUndefined();
    expect(version.line('general', 'traffic_loss')).toBe(5_000n);
    expect(version.line('general', 'education')).toBeUndefined();
    expect(version.caps).toEqual([{ id: 'fire', capFen: 4_000n, perils: ['disaster', 'traffic_loss'] }]);
    expect(version.schedule('general', 'traffic_loss')).toMatchObject({
      peril: 'traffic_loss',
      deductibleFen: 5_000n,
    });
    expect(version.countedItems('medical')).toEqual(['outpatient']);
    expect(version.countedItems('disaster')).toBeUndefined();
    expect(version.incomeRules).toEqual({
      windowMonths: 6,
      annualRows: 'most_months_tie_earlier',
      countsOneOff: false,
      excludedStreams: ['gifts'],
    });
    expect(version.parameter('income.window_months')).toMatchObject({
      value: 6,
      unit: 'month',
      from: '1901-01-01',
    });
    expect(version.parameter('income.nothing')).toBeUndefined();
    expect(version.groups).toEqual([{ code: 'low', label: { zh: '低', en: 'low' }, fileGroup: 'general' }]);
  });

  test('a missing schedule names the groups that have one', () => {
    expect(failureOf(() => policy.getSchedule(version, 'registered', 'medical')).en).toMatch(
      /^Policy lantern-1901@1904-01-01#[0-9a-f]{12} has no payout schedule for group "registered" and peril "medical"; groups with one: general\.$/,
    );
  });

  test('a policy without lines or protection line says so', () => {
    const standard = policy.resolvePolicy(lantern, 'lantern-standard', day('1904-01-01'));
    expect(failureOf(() => policy.assertHasLines(standard)).code).toBe('policy.no_lines');
    expect(failureOf(() => policy.getProtectionLine(standard)).code).toBe('policy.no_protection_line');
    expect(
      failureOf(() => policy.assertHasLines(policy.resolvePolicy(real, 'national-2021', day('2022-01-01'))))
        .code,
    ).toBe('policy.no_lines');
  });
});

describe('wei-2017', () => {
  test('versions of 2017 are one, named as in design.md', () => {
    expect(policy.resolvePolicy(real, 'wei-2017', day('2017-09-05')).version).toMatch(
      /^wei-2017@2017-01-01#[0-9a-f]{12}$/,
    );
    expect(policy.resolvePolicy(real, 'wei-2017').effectiveFrom).toBe('2017-01-01');
  });

  test('lines of the two groups and of nobody else (domain.md M05)', () => {
    const version = policy.resolvePolicy(real, 'wei-2017', day('2017-09-05'));
    const lines = policy.GROUPS.map((group) => policy.PERILS.map((peril) => version.line(group, peril)));
    expect(lines).toEqual([
      [undefined, undefined, undefined, undefined, undefined],
      [500_000n, 800_000n, 1_000_000n, 500_000n, 1_000_000n],
      [2_000_000n, 800_000n, 1_000_000n, 2_000_000n, 1_000_000n],
      [undefined, undefined, undefined, undefined, undefined],
      [undefined, undefined, undefined, undefined, undefined],
    ]);
    expect(policy.GROUPS.map((group) => version.largestLine(group))).toEqual([
      undefined,
      1_000_000n,
      2_000_000n,
      undefined,
      undefined,
    ]);
  });

  test('pinned on 2017-12-31 the protection line is 4,428 for 1997 data', () => {
    const pinned = policy.resolvePolicy(real, 'wei-2017@2017-12-31', day('1997-12-31'));
    expect(pinned.protectionLine(day('1997-12-31'))).toMatchObject({
      lineFen: 442_800n,
      standardFen: 295_200n,
      year: 2016,
    });
    expect(failureOf(() => policy.resolvePolicy(real, 'wei-2017', day('1997-12-31'))).en).toContain(
      'is in force 2017-01-01 →',
    );
  });

  test('the standard of 2020 stays the floor of later years (R-G1)', () => {
    const lines = ['2017-01-01', '2020-12-31', '2021-01-01', '2026-11-22'].map(
      (on) => policy.resolvePolicy(real, 'wei-2017', day(on)).protectionLine()?.lineFen,
    );
    expect(lines).toEqual([442_800n, 482_700n, 600_000n, 600_000n]);
  });

  test('E-N6: 1.5 times, never 2.5 times', () => {
    expect(policy.resolvePolicy(real, 'wei-2017', day('2017-06-01')).protectionLine()?.lineFen).not.toBe(
      738_000n,
    );
  });

  test('one cap over disaster and traffic loss (C23)', () => {
    expect(policy.resolvePolicy(real, 'wei-2017').caps).toEqual([
      { id: 'disaster', capFen: fen(3_000_000), perils: ['disaster', 'traffic_loss'] },
    ]);
  });
});

describe('directories', () => {
  const directoryWith = (files: Record<string, string>): string => {
    const directory = mkdtempSync(join(tmpdir(), 'policies-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    return directory;
  };

  test('a directory that is not there', () => {
    expect(failureOf(() => policy.loadPolicies('/nowhere/at/all')).code).toBe('policy.unreadable');
  });

  test('the first fault of a file, with its path, and how many', () => {
    const broken = INVENTED_POLICY.replace('rate: 0.9 ', 'rate: 9 ').replace('unit: month', 'unit: moon');
    expect(
      failureOf(() => policy.loadPolicies(directoryWith({ 'a.yaml': INVENTED_STANDARD, 'b.yaml': broken }))),
    ).toEqual({
      code: 'policy.invalid_file',
      en: 'Policy file b.yaml cannot be used; faults: 1; the first: parameters.income.window_months.values.0.unit: this unit is unknown',
    });
  });

  test('one id in two files', () => {
    expect(
      failureOf(() =>
        policy.loadPolicies(directoryWith({ 'a.yaml': INVENTED_STANDARD, 'b.yml': INVENTED_STANDARD })),
      ).en,
    ).toBe(
      'Policy file b.yml cannot be used; faults: 1; the first: the id lantern-standard is already used in a.yaml',
    );
  });

  test('nothing of a loaded policy can be changed', () => {
    const { document } = lantern.get('lantern-1901')!;
    expect(() => Object.assign(document.in_force, { from: '1800-01-01' })).toThrow(TypeError);
    expect(() => (document.lines!['medical']!['general']!.values as unknown[]).push(1)).toThrow(TypeError);
    const version = policy.resolvePolicy(lantern, 'lantern-1901');
    expect(() => Object.assign(version, { id: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(version.schedule('general', 'medical')!.brackets, [])).not.toThrow();
    expect(() => (version.schedule('general', 'medical')!.brackets as unknown[]).push(1)).toThrow(TypeError);
  });
});
