/**
 * The demonstration county: synthetic files in the form of the real ones, the same bytes for the same seed.
 * See README.md; every number behind it is in `DEMO_ASSUMPTIONS`, for a page that shows what was assumed.
 */
import { DISASTER, EDUCATION, FAMILY, GROUPS, INCOME, MEDICAL, SIZE, TRAFFIC } from './assumptions.ts';

export type { Assumption } from './assumptions.ts';
export type { DemoGroup } from './cohorts.ts';
export { demoCounty, SYNTHETIC_NOTICE } from './generate.ts';
export type { DemoCounty, DemoCountyOptions, DemoSummary } from './generate.ts';
export type { DemoArea } from './population.ts';

/** All assumptions by topic, each with its value and its reason. */
export const DEMO_ASSUMPTIONS = {
  SIZE,
  GROUPS,
  FAMILY,
  MEDICAL,
  EDUCATION,
  DISASTER,
  TRAFFIC,
  INCOME,
} as const;
export { DEMO_ACCOUNTS, DEMO_PASSWORD, type DemoAccount } from './accounts.ts';
export { type DemoOrder, isDemonstrationStore, isEmptyStore, loadDemo } from './load.ts';
