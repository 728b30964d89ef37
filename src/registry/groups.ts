import { type Group, GROUPS } from '../policy/index.ts';

export { type Group, GROUPS };

/** The groups of the register under the names the departments' files give them (domain.md §4). */
export const GROUP_NAMES: Readonly<Record<Group, readonly string[]>> = {
  registered: ['建档立卡贫困户', '建档立卡', '贫困户'],
  non_high_standard_lifted: ['非高标准脱贫户', '脱贫不稳定户'],
  non_poor_low_income: ['非贫低收入户', '边缘易致贫户'],
  sudden_hardship: ['突发严重困难户'],
  general: ['一般户', '一般农户'],
};
