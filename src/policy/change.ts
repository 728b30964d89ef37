import { fen, findPlainDate, formatYuan, minFen, type Fen } from '../kernel/index.ts';
import { findExampleGaps, thresholdsOf, type Gap } from './coverage.ts';
import { datedLists } from './dated.ts';
import { fail } from './errors.ts';
import type { PolicyFinding } from './finding.ts';
import { lint } from './lint.ts';
import { policyOf } from './load.ts';
import type { DatedValue, PolicyDocument, SourceReference } from './model.ts';
import { fenOf, findFraction, scaleFen } from './numbers.ts';
import { quote } from './rules.ts';
import { checkShape, parsePolicyValue } from './validate.ts';
import { versionOn, type Policy } from './version.ts';
import type { Group, Peril, Unit } from './vocabulary.ts';

/** One number of a policy from a day on, proposed by one person and approved by another. */
export interface PolicyChange {
  /** `lines.medical.non_poor_low_income`, `schedules.medical.non_poor_low_income.deductible`, `caps.…` */
  readonly path: string;
  /** In the form of the file: yuan, a ratio, a list of brackets … */
  readonly value: unknown;
  readonly from: string;
  readonly source: SourceReference;
  readonly reason?: string;
  readonly proposedBy: string;
  readonly approvedBy: string;
  /** The unit, where it changes; otherwise that of the value before. */
  readonly unit?: Unit;
  /** Examples worked by hand, in the form of the file; what they leave open is computed and marked `derived`. */
  readonly examples?: readonly unknown[];
}

/** Reads a published change from YAML or JSON text. Throws `policy.change_malformed`. */
export function readChange(text: string): PolicyChange {
  const value = parsePolicyValue(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed('text', '应是一个对象', 'it must be an object');
  const change = value as Record<string, unknown>;
  for (const key of ['path', 'from', 'proposedBy', 'approvedBy'])
    if (typeof change[key] !== 'string' || change[key] === '')
      throw malformed(key, '不能为空', 'it must be a text');
  for (const key of ['value', 'source'])
    if (change[key] === undefined) throw malformed(key, '不能为空', 'it is missing');
  return value as unknown as PolicyChange;
}

/** The paths a change may name: every dated value of the policy. */
export const changeablePaths = (policy: Policy): string[] =>
  datedLists(policy.document).map(({ path }) => path);

/**
 * The policy with one more dated value. What is in force before `from` never changes: every earlier version keeps
 * its name and hash. Each new threshold gets examples below, at and above; those not given are computed, frozen
 * into the policy and marked, so that a later program must pay the same.
 *
 * Throws `policy.change_same_person`, `policy.change_path`, `policy.change_malformed`, `policy.change_not_later`,
 * or `policy.change_refused` with what the linter says.
 *
 * @example
 * withChange(wei, {
 *   path: 'lines.medical.non_poor_low_income', value: 15000, from: '2019-01-01',
 *   source: { document: '县防贫办〔2018〕12号' }, proposedBy: 'li', approvedBy: 'wang',
 * });
 */
export function withChange(policy: Policy, change: PolicyChange): Policy {
  if (change.proposedBy === change.approvedBy)
    throw fail('policy.change_same_person', { person: change.proposedBy });
  const existing = datedLists(policy.document).find(({ path }) => path === change.path);
  if (!existing)
    throw fail('policy.change_path', {
      id: policy.id,
      path: change.path,
      paths: changeablePaths(policy).join(', '),
    });
  const last = existing.values.at(-1);
  assertStart(policy, change, last);
  const document = structuredClone(policy.document);
  const entry: DatedValue = {
    from: change.from,
    value: change.value,
    unit: change.unit ?? last?.unit ?? 'yuan',
    source: change.source,
    ...(change.reason !== undefined && { reason: change.reason }),
    proposed_by: change.proposedBy,
    approved_by: change.approvedBy,
  };
  listAt(document, change.path).push(entry);
  if (change.examples) examplesAt(document, change.path)?.push(...structuredClone(change.examples));
  const shape = checkShape(document);
  if (!shape.document) throw refused(policy, shape.findings);
  return accepted(policy, withDerivedExamples(relinked(policy, shape.document), change));
}

function assertStart(policy: Policy, change: PolicyChange, last: DatedValue | undefined): void {
  const day = findPlainDate(change.from);
  if (!day)
    throw malformed('from', `${change.from} 不是日历上的日子`, `${change.from} is not a day of the calendar`);
  if (last && change.from <= last.from)
    throw fail('policy.change_not_later', { path: change.path, latest: last.from, from: change.from });
  const { from, until } = policy.document.in_force;
  if (day < from || (until !== undefined && day > until))
    throw fail('policy.outside_period', { id: policy.id, period: `${from} → ${until ?? ''}`.trim(), day });
}

function accepted(policy: Policy, changed: Policy): Policy {
  const errors = lint(changed).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw refused(policy, errors);
  return changed;
}

function refused(policy: Policy, findings: readonly PolicyFinding[]): Error {
  const [first] = findings;
  return fail('policy.change_refused', {
    id: policy.id,
    path: first?.path ?? '',
    faultZh: first?.message.zh ?? '',
    faultEn: first?.message.en ?? '',
  });
}

function relinked(policy: Policy, document: PolicyDocument): Policy {
  const own = policyOf(document, policy.file);
  return policy.standard ? Object.freeze({ ...own, standard: policy.standard }) : own;
}

/** Only where the numbers themselves are sound: an unsound change, or a wrong example, is for the linter to refuse. */
function withDerivedExamples(changed: Policy, change: PolicyChange): Policy {
  const isBroken = lint(changed).some(
    ({ severity, code }) => severity === 'error' && code !== 'example.missing' && code !== 'example.wrong',
  );
  if (isBroken) return changed;
  const document = structuredClone(changed.document);
  for (const gap of findExampleGaps(changed)) examplesAt(document, gap.path)?.push(exampleFor(changed, gap));
  if (change.path === 'national_standard') addStandardExample(document, change);
  return relinked(changed, document);
}

function exampleFor(policy: Policy, gap: Gap): Record<string, unknown> {
  const version = versionOn(policy, gap.on, false);
  const [outer, inner] = gap.keys as [Peril, Group];
  const head = { on: gap.on, derived: true };
  switch (gap.kind) {
    case 'line':
      return {
        ...head,
        self_paid: yuan(gap.amountFen),
        finding: gap.amountFen > (version.line(inner, outer) ?? 0n),
      };
    case 'schedule': {
      const schedule = version.schedule(inner, outer);
      if (!schedule) throw new RangeError(`No staircase for ${gap.path}`);
      return {
        ...head,
        self_paid: yuan(gap.amountFen),
        payout: yuan(quote(schedule, gap.amountFen).payoutFen),
      };
    }
    case 'cap':
      return { ...head, ...capExample(policy, gap) };
    case 'protection_line': {
      const line = version.protectionLine();
      if (!line) throw new RangeError('No protection line');
      const isEligible = line.inclusive ? gap.amountFen <= line.lineFen : gap.amountFen < line.lineFen;
      return { ...head, line: yuan(line.lineFen), income: yuan(gap.amountFen), eligible: isEligible };
    }
  }
}

/** The first staircase under the cap, with half of the cap used by another peril. */
function capExample(policy: Policy, gap: Gap): Record<string, unknown> {
  const version = versionOn(policy, gap.on, false);
  for (const [peril, byGroup] of Object.entries(policy.document.schedules ?? {}))
    for (const [group, entry] of Object.entries(byGroup)) {
      const schedule = version.schedule(group as Group, peril as Peril);
      if (entry.cap !== gap.keys[0] || !schedule) continue;
      const bill = thresholdsOf(schedule).at(-1) ?? schedule.deductibleFen;
      const used = fen(gap.amountFen / 2n);
      const payout = minFen(quote(schedule, bill).beforeCapFen, fen(gap.amountFen - used));
      return { peril, group, self_paid: yuan(bill), used_elsewhere: yuan(used), payout: yuan(payout) };
    }
  throw new RangeError(`No staircase uses the cap ${gap.path}`);
}

function addStandardExample(document: PolicyDocument, change: PolicyChange): void {
  const standardFen = fenOf(Number(change.value));
  const factor = findFraction(1.5);
  if (!factor) return;
  document.national_standard?.examples.push({
    derived: true,
    year: Number(change.from.slice(0, 4)),
    standard: yuan(standardFen),
    factor: 1.5,
    line: yuan(scaleFen(standardFen, factor)),
  });
}

/** The mutable list of dated values at a path; the path is one of `datedLists`. */
function listAt(document: PolicyDocument, path: string): DatedValue[] {
  const node = nodeAt(document, path);
  return (Array.isArray(node) ? node : (node as { values: DatedValue[] }).values) as DatedValue[];
}

/** The examples that stand beside a value: at its own node or at the one above. */
function examplesAt(document: PolicyDocument, path: string): unknown[] | undefined {
  for (const at of [path, path.split('.').slice(0, -1).join('.')]) {
    const node = nodeAt(document, at) as { examples?: unknown[] } | undefined;
    if (node && !Array.isArray(node) && node.examples) return node.examples;
  }
  return undefined;
}

const nodeAt = (document: PolicyDocument, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);

const yuan = (amountFen: Fen): number => Number(formatYuan(amountFen));

const malformed = (field: string, faultZh: string, faultEn: string): Error =>
  fail('policy.change_malformed', { field, faultZh, faultEn });
