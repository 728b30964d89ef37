import { parse } from 'yaml';
import type { PolicyDocument } from './model.ts';
import { bookOf, readPolicy, type PolicyBook } from './load.ts';

/**
 * A county and a policy that do not exist, for tests: whatever the engine knows of a real place would show here.
 * Two versions of a line and of a staircase, a cap over two perils, and numbers that no real file has.
 */
export const INVENTED_STANDARD = `
id: lantern-standard
title: { zh: 灯笼标准, en: Lantern standard }
in_force: { from: 1900-01-01, still_valid_on: 1905-01-01, source: gazette }
sources: { gazette: { document: Lantern Gazette, where: page 7 } }
national_standard:
  values:
    - { from: 1900-01-01, value: 100, unit: yuan_per_person_year, source: gazette }
    - { from: 1903-01-01, value: 120.01, unit: yuan_per_person_year, source: gazette, confirmed: false }
  examples:
    - { year: 1900, standard: 100, factor: 2, line: 200 }
`;

export const INVENTED_POLICY = `
id: lantern-1901
title: { zh: 灯笼县防贫, en: Lantern County }
in_force: { from: 1901-01-01, until: 1909-12-31, still_valid_on: 1905-01-01, source: gazette }
sources: { gazette: { document: Lantern Gazette, where: page 9 } }
groups:
  low: { label: { zh: 低, en: low }, file_group: general, source: gazette }
perils:
  medical:
    label: { zh: 病, en: illness }
    counted_items: [{ from: 1901-01-01, value: [outpatient], unit: item, source: gazette }]
  disaster: { label: { zh: 火, en: fire } }
  traffic_loss: { label: { zh: 车, en: cart }, uses: disaster }
lines:
  medical:
    general:
      values:
        - { from: 1901-01-01, value: 10, unit: yuan_per_household_year, source: gazette }
        - { from: 1903-01-01, value: 20, unit: yuan_per_household_year, source: gazette }
      examples:
        - { self_paid: 9, finding: false }
        - { self_paid: 10, finding: false }
        - { self_paid: 11, finding: true }
        - { on: 1904-05-06, self_paid: 19, finding: false }
        - { on: 1904-05-06, self_paid: 20, finding: false }
        - { on: 1904-05-06, self_paid: 21, finding: true }
  disaster:
    general:
      values: [{ from: 1901-01-01, value: 50, unit: yuan_per_household_year, source: gazette }]
      examples: [{ self_paid: 49, finding: false }, { self_paid: 50, finding: false }, { self_paid: 51, finding: true }]
caps:
  fire:
    label: { zh: 火灾封顶, en: fire cap }
    per: household_and_policy_year
    values: [{ from: 1901-01-01, value: 40, unit: yuan_per_household_year, source: gazette }]
    examples: [{ peril: disaster, group: general, self_paid: 150, used_elsewhere: 15, payout: 25 }]
schedules:
  medical:
    general:
      deductible:
        - { from: 1901-01-01, value: 10, unit: yuan_per_household_year, source: gazette }
        - { from: 1903-01-01, value: 20, unit: yuan_per_household_year, source: gazette }
      brackets:
        - from: 1901-01-01
          value: [{ from: 0, to: 30, rate: 0.9 }, { from: 30, rate: 0.3333 }]
          unit: yuan
          source: gazette
      examples:
        - { self_paid: 9, payout: 0 }
        - { self_paid: 10, payout: 0 }
        - { self_paid: 20, payout: 9, whole_amount: 9 }
        - { self_paid: 40, payout: 27, whole_amount: 10 }
        - { self_paid: 41, payout: 27.33 }
        - { on: 1903-01-01, self_paid: 19, payout: 0 }
        - { on: 1903-01-01, self_paid: 20, payout: 0 }
        - { on: 1903-01-01, self_paid: 30, payout: 9 }
        - { on: 1903-01-01, self_paid: 50, payout: 27 }
        - { on: 1903-01-01, self_paid: 51, payout: 27.33 }
  disaster:
    general:
      deductible: [{ from: 1901-01-01, value: 50, unit: yuan_per_household_year, source: gazette }]
      brackets: [{ from: 1901-01-01, value: [{ from: 0, rate: 0.5 }], unit: yuan, source: gazette }]
      cap: fire
      examples:
        - { self_paid: 49, payout: 0 }
        - { self_paid: 50, payout: 0 }
        - { self_paid: 51, payout: 0.50 }
        - { self_paid: 130, payout: 40 }
        - { self_paid: 131, payout: 40, before_cap: 40.50 }
protection_line:
  standard: lantern-standard
  standard_year: previous
  factor: [{ from: 1901-01-01, value: 2, unit: ratio, source: gazette }]
  inclusive: [{ from: 1901-01-01, value: true, unit: flag, source: gazette }]
  examples:
    - { on: 1901-06-01, line: 200, income: 199, eligible: true }
    - { on: 1901-06-01, line: 200, income: 200, eligible: true }
    - { on: 1901-06-01, line: 200, income: 201, eligible: false }
parameters:
  income:
    window_months: { values: [{ from: 1901-01-01, value: 6, unit: month, source: gazette }] }
    excluded_streams: { values: [{ from: 1901-01-01, value: [gifts], unit: stream, source: gazette }] }
`;

/** A fresh document of the invented policy, for a test to spoil. */
export const inventedDocument = (): PolicyDocument =>
  JSON.parse(JSON.stringify(parse(INVENTED_POLICY))) as PolicyDocument;

export const inventedBook = (): PolicyBook =>
  bookOf([
    readPolicy(INVENTED_STANDARD, 'lantern-standard.yaml'),
    readPolicy(INVENTED_POLICY, 'lantern-1901.yaml'),
  ]);
