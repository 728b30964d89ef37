import { readFileSync } from 'node:fs';
import { type Fen, formatYuan } from '../kernel/index.ts';
import type { BracketEntry, ParameterValue } from './model.ts';
import { changeablePaths } from './change.ts';
import { writeExplanation } from './explain-document.ts';
import { explain } from './explain.ts';
import type { PolicyFinding } from './finding.ts';
import { lintText } from './lint.ts';
import { getPolicy, type PolicyBook, resolvePolicy } from './load.ts';
import type { Proposal } from './publish.ts';
import { quote } from './rules.ts';
import { getSchedule, type PolicyVersion } from './version.ts';
import { type Group, GROUPS, type Peril, PERILS, type Reading } from './vocabulary.ts';

/** Policies as JSON: what the command line and the HTTP interface answer alike. Money in decimal yuan. */

export const policyRows = (book: PolicyBook) =>
  [...book.values()].map(({ id, title, document: { in_force, area, lines } }) => ({
    id,
    title,
    from: in_force.from,
    until: in_force.until ?? null,
    still_valid_on: in_force.still_valid_on,
    area: area ?? null,
    has_lines: lines !== undefined,
  }));

/** What a policy says, ID or ID@DAY. Fails as `resolvePolicy`. */
export function policyDocument(book: PolicyBook, reference: string) {
  const version = resolvePolicy(book, reference);
  const policy = getPolicy(book, version.id);
  const protection = version.protectionLine();
  return {
    policy_version: version.version,
    hash: version.hash,
    title: version.title,
    protection_line_yuan: protection ? formatYuan(protection.lineFen) : null,
    lines: GROUPS.flatMap((group) => PERILS.flatMap((peril) => lineRow(version, group, peril))),
    changeable_paths: changeablePaths(policy),
    document: policy.document,
  };
}

function lineRow(version: PolicyVersion, group: Group, peril: Peril) {
  const line = version.line(group, peril);
  const schedule = version.schedule(group, peril);
  if (line === undefined && !schedule) return [];
  return [
    {
      group,
      peril,
      line_yuan: line === undefined ? null : formatYuan(line),
      deductible_yuan: schedule ? formatYuan(schedule.deductibleFen) : null,
      brackets:
        schedule?.brackets.map(({ fromFen, toFen, rateBasisPoints }) => ({
          from_yuan: formatYuan(fromFen),
          to_yuan: toFen === undefined ? null : formatYuan(toFen),
          rate_percent: Number(rateBasisPoints) / 100,
        })) ?? [],
      cap_yuan: schedule?.cap ? formatYuan(schedule.cap.capFen) : null,
    },
  ];
}

/** What a year's self-paid sum is worth, with its explanation; arithmetic only. Fails as `getSchedule`. */
export function quoteDocument(
  policy: PolicyVersion,
  { group, peril, selfPaidFen, reading }: { group: Group; peril: Peril; selfPaidFen: Fen; reading: Reading },
) {
  const schedule = getSchedule(policy, group, peril);
  const worth = quote(schedule, selfPaidFen, reading);
  return {
    group,
    peril,
    self_paid_yuan: formatYuan(selfPaidFen),
    deductible_yuan: formatYuan(worth.deductibleFen),
    rest_yuan: formatYuan(worth.restFen),
    payout_yuan: formatYuan(worth.payoutFen),
    policy_version: policy.version,
    explanation: writeExplanation(explain({ policy, schedule, quote: worth })),
  };
}

/** What the linter says of a policy's file. Fails with `policy.unknown`. */
export function lintPolicy(book: PolicyBook, id: string, reading: Reading): PolicyFinding[] {
  const { file, standard } = getPolicy(book, id);
  return lintText(readFileSync(file, 'utf8'), standard, { reading });
}

/** What the linter let through: a number, a word, words, or brackets. */
type ChangedValue = ParameterValue | readonly BracketEntry[];

export const proposalDocument = ({ proposalNo, policyId, change, proposedAt, decision }: Proposal) => ({
  proposal_no: proposalNo,
  policy_id: policyId,
  path: change.path,
  value: change.value as ChangedValue,
  from: change.from,
  source: change.source,
  reason: change.reason ?? null,
  proposed_by: change.proposedBy,
  proposed_at: proposedAt,
  is_approved: decision?.isApproved ?? null,
  decided_by: decision?.decidedBy ?? null,
});
