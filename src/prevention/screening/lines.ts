import type { Fen } from '../../kernel/index.ts';
import { type Peril, PERILS, type PolicyVersion } from '../../policy/index.ts';
import { sql } from '../../platform/index.ts';
import { GROUPS } from '../../registry/index.ts';

/** The lines of all groups, as rows `(group, peril, line_fen)`. */
export const lineRows = (policy: PolicyVersion) =>
  sql.join(
    GROUPS.flatMap((group) =>
      PERILS.flatMap((peril) => {
        const line = policy.line(group, peril);
        return line === undefined ? [] : [sql`(${group}::text, ${peril}::text, ${line}::bigint)`];
      }),
    ),
  );

/** Line of the group that a household poor by income but on no list belongs to (domain.md §6, gap 4). */
function unlistedLine(policy: PolicyVersion, peril: Peril): Fen | undefined {
  const group = GROUPS.find((name) => name === policy.parameter('findings.unlisted_as')?.value);
  return group && policy.line(group, peril);
}

export function unlistedLineOf(peril: string, policy: PolicyVersion) {
  const cases = PERILS.flatMap((name) => {
    const line = unlistedLine(policy, name);
    return line === undefined ? [] : [sql`when ${name} then ${line}::bigint`];
  });
  return cases.length > 0 ? sql`case ${sql.ref(peril)} ${sql.join(cases, sql` `)} end` : sql`null::bigint`;
}

/** The lines the unlisted would have, were they listed, as `unlisted (peril, line_fen)`; none when there are none. */
export function unlistedLines(policy: PolicyVersion) {
  const lines = PERILS.flatMap((peril) => {
    const line = unlistedLine(policy, peril);
    return line === undefined ? [] : [sql`(${peril}::text, ${line}::bigint)`];
  });
  return lines.length > 0
    ? sql`unlisted (peril, line_fen) as (values ${sql.join(lines)})`
    : sql`unlisted (peril, line_fen) as (select '', 0::bigint where false)`;
}

/** Which bills count: a blank item always does, a named one when the policy counts it for its peril. */
export function countedItems(policy: PolicyVersion) {
  const restricted = PERILS.flatMap((peril) => {
    const items = policy.countedItems(peril);
    return items === undefined ? [] : [sql`when ${peril} then e.item = any(${[...items]})`];
  });
  if (restricted.length === 0) return sql`true`;
  return sql`(e.item is null or case e.peril ${sql.join(restricted, sql` `)} else true end)`;
}
