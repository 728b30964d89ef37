import { findPlainDate } from '../kernel/index.ts';
import { error, type PolicyFinding } from './finding.ts';
import { datedLists } from './dated.ts';
import type { BracketEntry, PolicyDocument } from './model.ts';
import { findBasisPoints, findFenOf, findFraction, findThreshold } from './numbers.ts';
import type { Unit } from './vocabulary.ts';

/** Units that a section's values must carry; parameters may carry any known one. */
const UNIT_OF: readonly (readonly [RegExp, Unit])[] = [
  [/^lines\./, 'yuan_per_household_year'],
  [/^schedules\..*\.deductible$/, 'yuan_per_household_year'],
  [/^schedules\..*\.brackets$/, 'yuan'],
  [/^caps\./, 'yuan_per_household_year'],
  [/^protection_line\.factor$/, 'ratio'],
  [/^protection_line\.inclusive$/, 'flag'],
  [/^perils\..*\.counted_items$/, 'item'],
  [/^national_standard$/, 'yuan_per_person_year'],
];

/** Units, precision of amounts, and the brackets of every staircase. */
export function lintNumbers(document: PolicyDocument): PolicyFinding[] {
  return [...lintValues(document), ...lintExampleAmounts(document)];
}

function lintValues(document: PolicyDocument): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  for (const { path, values } of datedLists(document))
    values.forEach(({ value, unit }, index) => {
      const at = `${path}.${index}`;
      const expected = UNIT_OF.find(([pattern]) => pattern.test(path))?.[1];
      if (expected !== undefined && unit !== expected)
        findings.push(
          error('unit.wrong', `${at}.unit`, `单位应为 ${expected}`, `the unit here is ${expected}`),
        );
      if (path.endsWith('.brackets')) findings.push(...lintBrackets(`${at}.value`, value as BracketEntry[]));
      else findings.push(...lintValue(`${at}.value`, value, unit));
    });
  return findings;
}

function lintValue(path: string, value: unknown, unit: Unit): PolicyFinding[] {
  const kind =
    { flag: 'boolean', choice: 'string', threshold: 'string', item: 'list', stream: 'list' }[
      unit as string
    ] ?? 'number';
  const actual = Array.isArray(value) ? 'list' : typeof value;
  if (kind !== actual)
    return [
      error(
        'unit.value',
        path,
        `单位 ${unit} 不能配这样的值`,
        `a value of unit ${unit} is a ${kind}, not a ${actual}`,
      ),
    ];
  if (unit === 'threshold' && !findThreshold(String(value)))
    return [
      error(
        'threshold.form',
        path,
        '应写作“more than 1/2”（过半数）或“at least 2/3”（三分之二以上）',
        'is "more than 1/2" or "at least 2/3"',
      ),
    ];
  if (typeof value !== 'number') return [];
  if (!findFraction(value))
    return [error('number.form', path, '不是十进制数', 'is not a plain decimal number')];
  return unit.startsWith('yuan') && findFenOf(value) === undefined
    ? [error('amount.precision', path, '金额最多两位小数', 'an amount of yuan has at most two decimals')]
    : [];
}

function lintBrackets(path: string, brackets: readonly BracketEntry[]): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  let reached: number | undefined = 0;
  brackets.forEach(({ from, to, rate }, index) => {
    const at = `${path}.${index}`;
    findings.push(...lintRate(`${at}.rate`, rate));
    for (const [key, amount] of [
      ['from', from],
      ['to', to],
    ] as const)
      if (amount !== undefined && findFenOf(amount) === undefined)
        findings.push(
          error(
            'amount.precision',
            `${at}.${key}`,
            '金额最多两位小数',
            'an amount of yuan has at most two decimals',
          ),
        );
    if (reached === undefined || from < reached)
      findings.push(
        error(
          'bracket.overlap',
          `${at}.from`,
          `与上一档重叠`,
          `overlaps the bracket before, which ends at ${reached ?? 'no amount'}`,
        ),
      );
    else if (from > reached)
      findings.push(
        error(
          'bracket.gap',
          `${at}.from`,
          `${reached} 至 ${from} 元之间没有比例`,
          `between ${reached} and ${from} yuan there is no rate`,
        ),
      );
    if (to !== undefined && to <= from)
      findings.push(
        error('bracket.empty', `${at}.to`, '上限不高于下限', 'the end is not above the beginning'),
      );
    reached = to;
  });
  if (reached !== undefined)
    findings.push(
      error(
        'bracket.end',
        `${path}.${brackets.length - 1}.to`,
        `${reached} 元以上没有比例`,
        `above ${reached} yuan there is no rate; the last bracket has no end`,
      ),
    );
  return findings;
}

function lintRate(path: string, rate: number): PolicyFinding[] {
  if (!(rate >= 0 && rate <= 1))
    return [
      error('rate.range', path, `比例 ${rate} 不在 0 到 1 之间`, `the rate ${rate} is not between 0 and 1`),
    ];
  return findBasisPoints(rate) === undefined
    ? [error('rate.precision', path, '比例最多四位小数', 'a rate has at most four decimals')]
    : [];
}

const AMOUNTS = [
  'self_paid',
  'rest',
  'payout',
  'before_cap',
  'whole_amount',
  'whole_amount_before_cap',
  'used_elsewhere',
  'line',
  'income',
  'standard',
] as const;

/** Amounts of examples are compared fen for fen, so they must be whole fen; their days must be days of the policy. */
function lintExampleAmounts(document: PolicyDocument): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const { from, until } = document.in_force;
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const isExample = /(^|\.)examples\.\d+$/.test(path);
    for (const [key, child] of Object.entries(node)) {
      const at = path === '' ? key : `${path}.${key}`;
      if (!isExample) visit(child, at);
      else if ((AMOUNTS as readonly string[]).includes(key) && findFenOf(child as number) === undefined)
        findings.push(
          error('amount.precision', at, '金额最多两位小数', 'an amount of yuan has at most two decimals'),
        );
      else if (
        key === 'on' &&
        (!findPlainDate(child) || child < from || (until !== undefined && child > until))
      )
        findings.push(
          error(
            'example.day',
            at,
            `${child} 不在政策有效期内`,
            `${child} is not a day the policy is in force`,
          ),
        );
    }
  };
  visit(document, '');
  return findings;
}
