import { describe, expect, test } from 'vitest';
import { Failure, plainDate } from '../kernel/index.ts';
import {
  changeablePaths,
  getPolicy,
  lint,
  loadPolicies,
  policyAt,
  quote,
  readChange,
  withChange,
  withPolicy,
  type PolicyChange,
} from './index.ts';

const book = loadPolicies(new URL('../../policies/', import.meta.url).pathname);
const wei = getPolicy(book, 'wei-2017');

const change = (part: Partial<PolicyChange>): PolicyChange => ({
  path: 'lines.medical.non_poor_low_income',
  value: 15_000,
  from: '2019-01-01',
  source: { document: '县防贫办〔2018〕12号' },
  proposedBy: 'li',
  approvedBy: 'wang',
  ...part,
});

function failureOf(act: () => unknown): { code: string; en: string } {
  try {
    act();
  } catch (failure) {
    if (failure instanceof Failure) return { code: failure.code, en: failure.sentence.en };
    throw failure;
  }
  throw new Error('no failure was raised');
}

describe('a published line', () => {
  const changed = withChange(wei, change({}));

  test('holds from its day; the days before keep value, name and hash', () => {
    const line = (policy: typeof wei, day: string) =>
      policyAt(policy, plainDate(day)).line('non_poor_low_income', 'medical');
    expect([line(changed, '2018-12-31'), line(changed, '2019-01-01')]).toEqual([2_000_000n, 1_500_000n]);
    for (const day of ['2017-01-01', '2018-07-01', '2018-12-31'])
      expect(policyAt(changed, plainDate(day)).version).toBe(policyAt(wei, plainDate(day)).version);
    expect(policyAt(changed, plainDate('2019-01-01')).version).not.toBe(
      policyAt(wei, plainDate('2019-01-01')).version,
    );
    expect(policyAt(changed, plainDate('2019-03-01')).effectiveFrom).toBe('2019-01-01');
  });

  test('carries its people, its source and examples below, at and above', () => {
    const { values, examples } = changed.document.lines!['medical']!['non_poor_low_income']!;
    expect(values.at(-1)).toMatchObject({
      value: 15_000,
      proposed_by: 'li',
      approved_by: 'wang',
      unit: 'yuan_per_household_year',
    });
    expect(examples.filter(({ derived }) => derived)).toEqual([
      { on: '2019-01-01', derived: true, self_paid: 14_999.99, finding: false },
      { on: '2019-01-01', derived: true, self_paid: 15_000, finding: false },
      { on: '2019-01-01', derived: true, self_paid: 15_000.01, finding: true },
    ]);
    const codes = lint(changed).map(({ code }) => code);
    expect(codes).toContain('example.derived');
    // The deductible stayed at 20,000: households found from 15,000 on would get nothing, and the linter says so.
    expect(lint(changed).find(({ code }) => code === 'line.differs_from_deductible')?.message.en).toContain(
      '15000.00',
    );
  });

  test('does not touch the policy it came from, nor the other group behind the same alias', () => {
    const education = withChange(wei, change({ path: 'lines.education.non_poor_low_income', value: 9_000 }));
    const version = policyAt(education, plainDate('2019-02-01'));
    expect(version.line('non_poor_low_income', 'education')).toBe(900_000n);
    expect(version.line('non_high_standard_lifted', 'education')).toBe(800_000n);
    expect(wei.document.lines!['education']!['non_poor_low_income']!.values).toHaveLength(1);
  });

  test('examples worked by hand are kept and must be right', () => {
    const examples = [
      { on: '2019-05-01', self_paid: 14_000, finding: false },
      { on: '2019-05-01', self_paid: 15_000, finding: false },
      { on: '2019-05-01', self_paid: 16_000, finding: true },
    ];
    expect(lint(withChange(wei, change({ examples }))).map(({ code }) => code)).not.toContain(
      'example.derived',
    );
    const wrong = [{ on: '2019-05-01', self_paid: 16_000, finding: false }];
    expect(failureOf(() => withChange(wei, change({ examples: wrong })))).toEqual({
      code: 'policy.change_refused',
      en: 'With this change policy wei-2017 would be wrong: lines.medical.non_poor_low_income.examples.3: finding should be false, the rule gives true',
    });
  });
});

describe('other published numbers', () => {
  test('a staircase, its deductible, a cap, the factor, a parameter, the national standard', () => {
    let policy = withChange(
      wei,
      change({ path: 'schedules.medical.non_poor_low_income.deductible', value: 15_000 }),
    );
    policy = withChange(
      policy,
      change({
        path: 'schedules.medical.non_poor_low_income.brackets',
        value: [
          { from: 0, to: 50_000, rate: 0.4 },
          { from: 50_000, rate: 0.4 },
        ],
        from: '2020-01-01',
      }),
    );
    policy = withChange(policy, change({ path: 'caps.disaster', value: 40_000 }));
    policy = withChange(policy, change({ path: 'protection_line.factor', value: 1.6 }));
    policy = withChange(
      policy,
      change({ path: 'parameters.procedure.notice_days', value: 7, source: 'assumption', reason: 'trial' }),
    );
    const version = policyAt(policy, plainDate('2020-06-01'));
    const schedule = version.schedule('non_poor_low_income', 'medical')!;
    expect(quote(schedule, 3_500_000n as never).payoutFen).toBe(800_000n);
    expect(version.caps[0]?.capFen).toBe(4_000_000n);
    expect(version.protectionLine()?.lineFen).toBe(514_880n);
    expect(version.parameter('procedure.notice_days')?.value).toBe(7);
    expect(policyAt(policy, plainDate('2018-12-31')).version).toBe(
      policyAt(wei, plainDate('2018-12-31')).version,
    );
  });

  test('a new national standard reaches every policy that reads it', () => {
    const standard = withChange(
      getPolicy(book, 'national-standard'),
      change({ path: 'national_standard', value: 4_200, from: '2021-01-01' }),
    );
    const wider = withPolicy(book, standard);
    const line = (day: string) =>
      policyAt(getPolicy(wider, 'wei-2017'), plainDate(day)).protectionLine()?.lineFen;
    expect([line('2021-12-31'), line('2022-01-01')]).toEqual([600_000n, 630_000n]);
    // The relapse line hangs on the standard of 2020 for good.
    expect(
      policyAt(getPolicy(wider, 'national-2021'), plainDate('2023-01-01')).protectionLine()?.lineFen,
    ).toBe(600_000n);
  });

  test('changes follow one another', () => {
    const twice = withChange(withChange(wei, change({})), change({ value: 12_000, from: '2020-01-01' }));
    const lines = ['2018-06-01', '2019-06-01', '2020-06-01'].map((day) =>
      policyAt(twice, plainDate(day)).line('non_poor_low_income', 'medical'),
    );
    expect(lines).toEqual([2_000_000n, 1_500_000n, 1_200_000n]);
  });
});

describe('refusals', () => {
  test.each<[string, Partial<PolicyChange>, string]>([
    ['nobody approves their own change', { approvedBy: 'li' }, 'policy.change_same_person'],
    ['an unknown path', { path: 'lines.medical.general' }, 'policy.change_path'],
    ['a path that holds no dated value', { path: 'lines.medical' }, 'policy.change_path'],
    ['a path into the machinery', { path: '__proto__.values' }, 'policy.change_path'],
    ['a start on that of the value before', { from: '2017-01-01' }, 'policy.change_not_later'],
    ['a start before it', { from: '2016-01-01' }, 'policy.change_not_later'],
    ['no day', { from: '2019-02-30' }, 'policy.change_malformed'],
    ['a negative line', { value: -5 }, 'policy.change_refused'],
    ['half a fen', { value: 15_000.005 }, 'policy.change_refused'],
    ['a text for a number', { value: '15000' }, 'policy.change_refused'],
    ['a source that is not listed', { source: 'rumour' }, 'policy.change_refused'],
    ['an assumption without a reason', { source: 'assumption' }, 'policy.change_refused'],
    ['a unit that does not fit', { unit: 'kg' }, 'policy.change_refused'],
    [
      'a gap',
      {
        path: 'schedules.medical.non_poor_low_income.brackets',
        value: [
          { from: 0, to: 5, rate: 0.1 },
          { from: 6, rate: 0.2 },
        ],
      },
      'policy.change_refused',
    ],
    [
      'a rate above 1',
      { path: 'schedules.medical.non_poor_low_income.brackets', value: [{ from: 0, rate: 1.2 }] },
      'policy.change_refused',
    ],
  ])('%s', (_, part, code) => expect(failureOf(() => withChange(wei, change(part))).code).toBe(code));

  test('sentences say what was there', () => {
    expect(failureOf(() => withChange(wei, change({ from: '2016-05-01' }))).en).toBe(
      'lines.medical.non_poor_low_income already has a value from 2017-01-01; a change must start after it, not on 2016-05-01: what was in force is never rewritten.',
    );
    expect(failureOf(() => withChange(wei, change({ path: 'lines.nothing' }))).en).toContain(
      'lines.medical.non_poor_low_income',
    );
  });
});

describe('published changes as text', () => {
  test('YAML and JSON', () => {
    expect(readChange(JSON.stringify(change({})))).toEqual(change({}));
    expect(
      readChange(
        'path: caps.disaster\nvalue: 1\nfrom: 2019-01-01\nsource: seed_lines\nproposedBy: a\napprovedBy: b',
      ).path,
    ).toBe('caps.disaster');
  });
  test.each([
    '',
    '[]',
    '42',
    '{',
    'path: x',
    '{"path":"x","from":"2019-01-01","proposedBy":"a","approvedBy":"b","source":"s"}',
  ])('malformed: %s', (text) =>
    expect(failureOf(() => readChange(text)).code).toBe('policy.change_malformed'),
  );
});

test('what can change is every dated value', () => {
  const paths = changeablePaths(wei);
  expect(paths).toContain('schedules.disaster.non_high_standard_lifted.brackets');
  expect(paths).toContain('perils.medical.counted_items');
  expect(paths).toContain('protection_line.inclusive');
  expect(new Set(paths).size).toBe(paths.length);
});
