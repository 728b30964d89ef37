import type { PolicyVersion } from '../../policy/index.ts';
import { fail } from '../errors.ts';

/** The policy that gives the thresholds, unless another one is named. */
export const DETECTOR_POLICY = 'detectors';

const NUMBERS = {
  months: 'period.months',
  passive_share: 'waiting.passive_share',
  capture_factor: 'capture.factor',
  attendance: 'deciding.attendance',
  few: 'deciding.few',
  few_share: 'deciding.share',
  gini: 'coverage.gini',
  median: 'coverage.median',
  deviation: 'coverage.deviation',
  least_eligible: 'coverage.least_eligible',
  linkage_months: 'linkage.months',
  relief_share: 'relief.share',
  electricity: 'capacity.electricity',
  posts: 'capacity.posts',
  days_without_sale: 'capacity.days_without_sale',
} as const;
const LISTS = {
  poor_groups: 'people.poor_groups',
  cadre_bodies: 'people.cadre_bodies',
  financing_words: 'money.financing_words',
  subsidy_words: 'money.subsidy_words',
} as const;

export type Thresholds = Readonly<Record<keyof typeof NUMBERS, number>> &
  Readonly<Record<keyof typeof LISTS, readonly string[]>> & { readonly version: string };

/** The thresholds of a policy. Fails with `detector.policy`. */
export function thresholdsOf(policy: PolicyVersion): Thresholds {
  const needed = (path: string) => {
    const found = policy.parameter(path);
    if (!found) throw fail('detector.policy', { version: policy.version, path });
    return found.value;
  };
  const each = <Read>(paths: Readonly<Record<string, string>>, as: (value: unknown) => Read) =>
    Object.entries(paths).map(([name, path]) => [name, as(needed(path))] as const);
  return Object.fromEntries([
    ['version', policy.version],
    ...each(NUMBERS, Number),
    ...each(LISTS, (value) => [...(value as readonly string[])]),
  ]) as Thresholds;
}
