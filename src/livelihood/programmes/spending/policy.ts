import type { DayKind, Fen } from '../../../kernel/index.ts';
import { findFen } from '../../../kernel/index.ts';
import type { PolicyVersion } from '../../../policy/index.ts';
import { fail } from './errors.ts';
import type { Tier } from './tier.ts';

/** The policy that gives tiers, veto and answers, unless another one is named. */
export const SPENDING_POLICY = 'collective-spending';

/** The tiers of a policy, the smallest amounts first. Fails with `spending.policy`. */
export function tiersOf(policy: PolicyVersion): Tier[] {
  const tiers: Tier[] = [];
  for (let no = 1; no === 1 || policy.parameter(`tier_${no}.bodies`) !== undefined; no++) {
    const upTo = policy.parameter(`tier_${no}.up_to`);
    const veto = needed(policy, 'veto.days');
    tiers.push({
      no,
      upToYuan: upTo === undefined ? null : String(upTo.value),
      bodies: listOf(needed(policy, `tier_${no}.bodies`).value),
      noticeDays: Number(needed(policy, `tier_${no}.notice_days`).value),
      isFourDiscussions: needed(policy, `tier_${no}.is_four_discussions`).value === true,
      vetoDays: Number(veto.value),
      vetoDayKind: dayKindOf(veto.unit),
      vetoBody: String(needed(policy, 'veto.body').value),
      validDays: Number(needed(policy, 'authorisation.valid_days').value),
    });
  }
  return tiers;
}

/** Within how many days feedback is answered (domain.md M14). Fails with `spending.policy`. */
export function answerPeriodOf(policy: PolicyVersion): { readonly days: number; readonly dayKind: DayKind } {
  const { value, unit } = needed(policy, 'feedback.answer_days');
  return { days: Number(value), dayKind: dayKindOf(unit) };
}

/** The tier of an amount: the first whose bound it does not pass. Fails with `spending.noTier`. */
export function tierFor(tiers: readonly Tier[], amount: bigint): Tier {
  const tier = tiers.find(({ upToYuan }) => upToYuan === null || amount <= boundOf(upToYuan));
  if (!tier) throw fail('spending.noTier');
  return tier;
}

const boundOf = (yuan: string): Fen => findFen(yuan)!;
const dayKindOf = (unit: string): DayKind => (unit === 'working_day' ? 'working_day' : 'calendar_day');
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

function needed(policy: PolicyVersion, path: string) {
  const found = policy.parameter(path);
  if (!found) throw fail('spending.policy', { version: policy.version, path });
  return found;
}
