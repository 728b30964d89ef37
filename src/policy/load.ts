import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findPlainDate, type PlainDate } from '../kernel/index.ts';
import { latestStart } from './dated.ts';
import { fail } from './errors.ts';
import type { PolicyFinding } from './finding.ts';
import { lint } from './lint.ts';
import type { PolicyDocument } from './model.ts';
import { parsePolicyText } from './validate.ts';
import { versionOn, type Policy, type PolicyVersion } from './version.ts';

/** All policies of a store, by id, each linked to the file of its national standard. Immutable. */
export type PolicyBook = ReadonlyMap<string, Policy>;

/** `wei-2017`, `wei-2017@2017-12-31`, or the full name of a version with its hash. */
export interface PolicyReference {
  readonly id: string;
  readonly pinnedOn?: PlainDate;
  /** First 12 digits of the hash that was stored with an amount. */
  readonly hashStart?: string;
}

/**
 * Reads every `*.yaml` of a directory, checks and lints it.
 * Throws `policy.unreadable`, or `policy.invalid_file` for the first file with an error.
 *
 * @example
 * const book = loadPolicies('policies');
 * resolvePolicy(book, 'wei-2017', plainDate('2017-09-05')).version; // 'wei-2017@2017-01-01#…'
 */
export function loadPolicies(directory: string): PolicyBook {
  const names = readable(directory, () => readdirSync(directory)).filter((name) => /\.ya?ml$/.test(name));
  return bookOf(
    names.sort().map((name) => {
      const file = join(directory, name);
      return readPolicy(
        readable(file, () => readFileSync(file, 'utf8')),
        file,
      );
    }),
  );
}

/**
 * One policy from YAML or JSON text, checked for its shape only; `bookOf` links and lints it.
 * Throws `policy.invalid_file`. `file` is the name used in messages.
 */
export function readPolicy(text: string, file: string): Policy {
  const { document, findings } = parsePolicyText(text);
  if (!document) throw invalidFile(file, findings);
  return policyOf(document, file);
}

/** A policy of a document of the right shape; a private, frozen copy. */
export function policyOf(document: PolicyDocument, file: string): Policy {
  // Through JSON, so that a YAML alias becomes two values: a change to one must not reach the other.
  const copy = deepFreeze(JSON.parse(JSON.stringify(document)) as PolicyDocument);
  return Object.freeze({ id: copy.id, title: copy.title, file, document: copy });
}

/** Links and lints policies. Throws `policy.invalid_file` for the first one with an error, or an id used twice. */
export const bookOf = (policies: Iterable<Policy>): PolicyBook => assemble(policies, new Map());

/**
 * The book with one policy added or replaced; the policies that read its national standard follow it.
 * Throws `policy.invalid_file` when it, or one of these, does not hold any more.
 */
export const withPolicy = (book: PolicyBook, policy: Policy): PolicyBook =>
  assemble([...[...book.values()].filter(({ id }) => id !== policy.id), policy], book);

/** What `linted` already holds with the same content is not linted again. */
function assemble(policies: Iterable<Policy>, linted: PolicyBook): PolicyBook {
  const byId = new Map<string, Policy>();
  for (const policy of policies) {
    const twin = byId.get(policy.id);
    if (twin) throw invalidFile(policy.file, [duplicate(policy, twin)]);
    byId.set(policy.id, policy);
  }
  const book = new Map<string, Policy>();
  for (const policy of byId.values()) book.set(policy.id, linked(policy, byId));
  for (const policy of book.values()) {
    const before = linted.get(policy.id);
    if (before?.document === policy.document && before.standard?.document === policy.standard?.document)
      continue;
    const errors = lint(policy).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw invalidFile(policy.file, errors);
  }
  return book;
}

function linked(policy: Policy, byId: ReadonlyMap<string, Policy>): Policy {
  const { standard: _, ...own } = policy;
  const id = policy.document.protection_line?.standard;
  const standard = id === undefined ? undefined : byId.get(id);
  return Object.freeze({ ...own, ...(standard && { standard }) });
}

/** The policy of an id. Throws `policy.unknown`, which lists the ids there are. */
export function getPolicy(book: PolicyBook, id: string): Policy {
  const policy = book.get(id);
  if (!policy) throw fail('policy.unknown', { id, known: [...book.keys()].sort().join(', ') || '—' });
  return policy;
}

/** Throws `policy.malformed_reference`. */
export function parsePolicyReference(reference: string): PolicyReference {
  const match = /^([a-z][a-z0-9-]*)(?:@(\d{4}-\d{2}-\d{2})(?:#([0-9a-f]{12}))?)?$/.exec(reference);
  const [, id, day, hashStart] = match ?? [];
  const pinnedOn = day === undefined ? undefined : findPlainDate(day);
  if (id === undefined || (day !== undefined && !pinnedOn))
    throw fail('policy.malformed_reference', { reference });
  return { id, ...(pinnedOn && { pinnedOn }), ...(hashStart !== undefined && { hashStart }) };
}

/**
 * The version a command asked for. `ID` is the version in force on the as-of day, and without one the latest;
 * `ID@DATE` pins that day's, whatever the as-of day; `ID@DATE#HASH` also demands the stored content.
 *
 * Throws `policy.malformed_reference`, `policy.unknown`, `policy.outside_period` or `policy.version_differs`.
 */
export function resolvePolicy(book: PolicyBook, reference: string, asOf?: PlainDate): PolicyVersion {
  const { id, pinnedOn, hashStart } = parsePolicyReference(reference);
  const policy = getPolicy(book, id);
  if (pinnedOn === undefined) return asOf === undefined ? latestVersion(policy) : policyAt(policy, asOf);
  const version = pinned(policy, pinnedOn);
  if (hashStart !== undefined && !version.hash.startsWith(hashStart))
    throw fail('policy.version_differs', { reference, version: version.version });
  return version;
}

/** What a policy says on a day. Throws `policy.outside_period`, which names the period. */
export const policyAt = (policy: Policy, day: PlainDate): PolicyVersion =>
  versionOn(policy, inForce(policy, day), false);

/** As `policyAt`, but also the protection line stays the pinned day's for every later question. */
export const pinned = (policy: Policy, day: PlainDate): PolicyVersion =>
  versionOn(policy, inForce(policy, day), true);

/** The version that the policy's own latest start date opens: what a quote without a date takes. */
export const latestVersion = (policy: Policy): PolicyVersion =>
  versionOn(policy, latestStart(policy.document), false);

function inForce(policy: Policy, day: PlainDate): PlainDate {
  const { from, until } = policy.document.in_force;
  if (day >= from && (until === undefined || day <= until)) return day;
  const period = until === undefined ? `${from} →` : `${from} → ${until}`;
  throw fail('policy.outside_period', { id: policy.id, period, day });
}

function duplicate(policy: Policy, twin: Policy): PolicyFinding {
  return {
    severity: 'error',
    code: 'policy.twice',
    path: 'id',
    message: {
      zh: `编号 ${policy.id} 已在 ${basename(twin.file)} 中使用`,
      en: `the id ${policy.id} is already used in ${basename(twin.file)}`,
    },
  };
}

function invalidFile(file: string, findings: readonly PolicyFinding[]): Error {
  const [first] = findings;
  return fail('policy.invalid_file', {
    file: basename(file),
    path: first?.path ?? '(file)',
    faultZh: first?.message.zh ?? '',
    faultEn: first?.message.en ?? '',
    count: findings.length,
  });
}

function readable<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch {
    throw fail('policy.unreadable', { file });
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
