import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lint, loadPolicies, policySchemaText, runExamples } from './index.ts';

const DIRECTORY = new URL('../../policies/', import.meta.url).pathname;
const book = loadPolicies(DIRECTORY);

describe('every example of every policy file, exactly', () => {
  for (const policy of book.values())
    test.each(
      runExamples(policy).map(
        (result) => [`${result.id ?? '·'} ${result.path} ${result.what}`, result] as const,
      ),
    )(`${policy.id} %s`, (_, { expected, actual }) => expect(actual).toBe(expected));
});

test('the worked examples of domain.md §2.1, §2.3 E-W1–5 and §2.4 all stand in a policy file', () => {
  const ids = new Set([...book.values()].flatMap((policy) => runExamples(policy).map(({ id }) => id)));
  const range = (prefix: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`);
  const wanted = [...range('E-N', 1, 9), ...range('E-W', 1, 5), ...range('E-W', 10, 41)];
  expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
});

test('policy.schema.json is the one generated from the types', () => {
  expect(readFileSync(`${DIRECTORY}policy.schema.json`, 'utf8')).toBe(policySchemaText());
});

test('no file has errors; what is assumed or unconfirmed is said', () => {
  const findings = [...book.values()].flatMap((policy) =>
    lint(policy).map((finding) => ({ policy: policy.id, ...finding })),
  );
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(
    findings
      .filter(({ code }) => code === 'value.unconfirmed')
      .map(({ policy, path }) => `${policy} ${path}`),
  ).toEqual([
    'lujia-2016 parameters.settlement.poor_contribution_limit.0',
    'national-standard national_standard.8',
    'national-standard national_standard.9',
    ...['quorum', 'majority', 'majority_of', 'call_days', 'is_weighted', 'proxy_forms', 'decides'].map(
      (name) => `village-governance parameters.collective_assembly.${name}.0`,
    ),
  ]);
  expect(
    findings.filter(({ policy, code }) => policy === 'wei-2017' && code === 'source.assumption').length,
  ).toBeGreaterThan(0);
});

test('the files are there, and only wei-2017 can screen', () => {
  expect([...book.keys()]).toEqual([
    'charter-asset-income',
    'charter-cooperative',
    'charter-land-company',
    'charter-photovoltaic',
    'charter-village-company',
    'collective-spending',
    'detectors',
    'jinpo-2017',
    'lujia-2016',
    'malan',
    'national-2021',
    'national-standard',
    'p-village-2019',
    'responsibility',
    'village-governance',
    'wei-2017',
  ]);
  expect([...book.values()].filter(({ document }) => document.lines).map(({ id }) => id)).toEqual([
    'wei-2017',
  ]);
});
