import type { Follow } from '../governance/index.ts';
import type { PlainDate } from '../kernel/index.ts';
import { spendingFollowerIn } from '../livelihood/programmes/index.ts';
import { roundFollowerIn } from '../livelihood/shares/index.ts';
import { followerIn as caseFollowerIn } from '../prevention/cases/index.ts';

/** What follows from a decision or an objection, for the module whose subject it is; each leaves the others' alone. */
export function followerIn(countyCode: string, today: PlainDate): Follow {
  const followers = [
    caseFollowerIn(countyCode, today),
    spendingFollowerIn(countyCode, today),
    roundFollowerIn(countyCode, today),
  ];
  return async (tx, change) => {
    for (const follow of followers) await follow(tx, change);
  };
}
