import { createHash } from 'node:crypto';
import { fen, firstDayOf, formatYuan, plainDate, yearOf } from '../kernel/index.ts';
import type { Bilingual, Fen, PlainDate } from '../kernel/index.ts';
import { findInForce, latestStart } from './dated.ts';
import { fail } from './errors.ts';
import type { BracketEntry, DatedValue, ParameterValue, PolicyDocument, SourceReference } from './model.ts';
import { fenOf, findBasisPoints, findFraction, scaleFen, type Fraction } from './numbers.ts';
import type { Bracket, Cap, Schedule } from './rules.ts';
import { GROUPS, PERILS, type Group, type Item, type Peril, type Unit } from './vocabulary.ts';

/** A policy as loaded and linted; immutable. `standard` is the file its protection line reads. */
export interface Policy {
  readonly id: string;
  readonly title: Bilingual;
  readonly file: string;
  readonly document: PolicyDocument;
  readonly standard?: Policy;
}

export interface ProtectionLine {
  readonly standardFen: Fen;
  /** The year whose national standard this is. */
  readonly year: number;
  readonly factor: Fraction;
  readonly lineFen: Fen;
  /** Whether an income exactly at the line still qualifies (seed: no). */
  readonly inclusive: boolean;
  /** False where no document confirms the year's standard (domain.md §3.3). */
  readonly confirmed: boolean;
}

export interface IncomeRules {
  readonly windowMonths: number;
  readonly annualRows: string;
  readonly countsOneOff: boolean;
  readonly excludedStreams: readonly string[];
}

export interface ParameterInForce {
  readonly value: ParameterValue;
  readonly unit: Unit;
  readonly from: PlainDate;
  readonly source: SourceReference;
}

/** Everything a policy says on one day, with a name that stays the same as long as the content does. */
export interface PolicyVersion {
  readonly id: string;
  readonly title: Bilingual;
  readonly day: PlainDate;
  readonly isPinned: boolean;
  /** The latest start among the values in force. */
  readonly effectiveFrom: PlainDate;
  /** `wei-2017@2017-01-01#` and the first 12 digits of `hash`. */
  readonly version: string;
  /** SHA-256 of the canonical JSON of the resolved numbers; wording and sources are not part of it. */
  readonly hash: string;
  readonly groups: readonly PolicyGroup[];
  readonly caps: readonly Cap[];
  readonly hasLines: boolean;
  line(group: Group, peril: Peril): Fen | undefined;
  largestLine(group: Group): Fen | undefined;
  schedule(group: Group, peril: Peril): Schedule | undefined;
  /** The items of a bill that count; undefined when every item does. A blank item always counts. */
  countedItems(peril: Peril): readonly Item[] | undefined;
  protectionLine(day?: PlainDate): ProtectionLine | undefined;
  readonly incomeRules: IncomeRules | undefined;
  /** A parameter by `section.name`, such as `pool.premium_per_person`. */
  parameter(path: string): ParameterInForce | undefined;
}

/** A group of the policy and the group of the import files it stands for. */
export interface PolicyGroup {
  readonly code: string;
  readonly label: Bilingual;
  readonly fileGroup: Group;
}

/** The numbers of one day, in plain JSON: this is what the hash is taken of. */
interface Resolved {
  id: string;
  groups: Record<string, string>;
  perils: Record<string, { rule: string; items: readonly string[] | null }>;
  lines: Record<string, number>;
  schedules: Record<string, { deductible: number; brackets: readonly BracketEntry[]; cap: string | null }>;
  caps: Record<string, number>;
  protection: { standard: string; year: number; factor: string; inclusive: boolean } | null;
  parameters: Record<string, { value: ParameterValue; unit: Unit }>;
}

const VERSIONS_KEPT = 1000;
const kept = new WeakMap<Policy, Map<string, PolicyVersion>>();

/**
 * Resolves every dated value of a policy on a day. The caller has checked that the policy is in force. Versions cannot
 * change and are asked for with every request, so that they are kept as long as the policy is.
 */
export function versionOn(policy: Policy, day: PlainDate, isPinned: boolean): PolicyVersion {
  const versions = kept.get(policy) ?? new Map<string, PolicyVersion>();
  const key = `${day} ${isPinned}`;
  const version = versions.get(key) ?? makeVersion(policy, day, isPinned);
  if (versions.size >= VERSIONS_KEPT) versions.clear();
  kept.set(policy, versions.set(key, version));
  return version;
}

function makeVersion(policy: Policy, day: PlainDate, isPinned: boolean): PolicyVersion {
  const { document } = policy;
  const protection = findProtectionLine(policy, day);
  const resolved = resolve(document, day, protection);
  const hash = createHash('sha256').update(canonicalJson(resolved)).digest('hex');
  const effectiveFrom = effectiveStart(document, day, protection);
  const caps = capsOf(document, resolved);
  const schedules = schedulesOf(resolved, caps);
  const lines = linesOf(resolved);
  const cell = (group: Group, peril: Peril) => `${resolved.perils[peril]?.rule ?? peril}.${group}`;
  return Object.freeze<PolicyVersion>({
    id: policy.id,
    title: policy.title,
    day,
    isPinned,
    effectiveFrom,
    version: `${policy.id}@${effectiveFrom}#${hash.slice(0, 12)}`,
    hash,
    groups: groupsOf(document),
    caps: [...caps.values()],
    hasLines: lines.size > 0,
    line: (group, peril) => lines.get(cell(group, peril)),
    largestLine: (group) => largest(PERILS.map((peril) => lines.get(cell(group, peril)))),
    schedule: (group, peril) => schedules.get(`${peril}.${group}`),
    countedItems: (peril) =>
      (resolved.perils[peril]?.items as readonly Item[] | null | undefined) ?? undefined,
    protectionLine: (asked = day) =>
      isPinned || asked === day ? protection : findProtectionLine(policy, asked),
    incomeRules: incomeRulesOf(resolved),
    parameter: (path) => findParameter(document, path, day),
  });
}

function resolve(document: PolicyDocument, day: PlainDate, protection: ProtectionLine | undefined): Resolved {
  const value = <Value>(values: readonly DatedValue<Value>[]): Value | undefined =>
    findInForce(values, day)?.value;
  const resolved: Resolved = {
    id: document.id,
    groups: mapValues(document.groups ?? {}, (group) => group.file_group),
    perils: mapValues(document.perils ?? {}, (entry, peril) => ({
      rule: entry.uses ?? peril,
      items: (entry.counted_items && value(entry.counted_items)) ?? null,
    })),
    lines: {},
    schedules: {},
    caps: {},
    protection: protection ? resolvedProtection(protection) : null,
    parameters: {},
  };
  for (const [cell, line] of cells(document.lines)) define(resolved.lines, cell, value(line.values));
  for (const [id, cap] of Object.entries(document.caps ?? {})) define(resolved.caps, id, value(cap.values));
  for (const [cell, entry] of cells(document.schedules)) {
    const [deductible, brackets] = [value(entry.deductible), value(entry.brackets)];
    if (deductible !== undefined && brackets !== undefined)
      resolved.schedules[cell] = { deductible, brackets, cap: entry.cap ?? null };
  }
  for (const [path, parameter] of cells(document.parameters)) {
    const entry = findInForce(parameter.values, day);
    if (entry) resolved.parameters[path] = { value: entry.value, unit: entry.unit };
  }
  return resolved;
}

const resolvedProtection = ({ standardFen, year, factor, inclusive }: ProtectionLine) => ({
  standard: formatYuan(standardFen),
  year,
  factor: `${factor.numerator}/${factor.denominator}`,
  inclusive,
});

/** The protection line of a day (domain.md M05): factor × the standard of last year, or of a fixed year. */
function findProtectionLine(policy: Policy, day: PlainDate): ProtectionLine | undefined {
  const rule = policy.document.protection_line;
  const standards = policy.standard?.document.national_standard;
  if (!rule || !standards) return undefined;
  const wanted = rule.standard_year === 'previous' ? yearOf(day) - 1 : rule.standard_year;
  // A year without a standard of its own keeps the last one: 4,000 of 2020 stays as floor (R-G1).
  const standard = findInForce(standards.values, firstDayOf(wanted));
  const factor = findInForce(rule.factor, day);
  const inclusive = findInForce(rule.inclusive, day);
  if (!standard || !factor || !inclusive) return undefined;
  const standardFen = fenOf(standard.value);
  const fraction = getFraction(factor.value);
  return {
    standardFen,
    year: yearOf(plainDate(standard.from)),
    factor: fraction,
    lineFen: scaleFen(standardFen, fraction),
    inclusive: inclusive.value,
    confirmed: standard.confirmed !== false,
  };
}

function effectiveStart(
  document: PolicyDocument,
  day: PlainDate,
  protection: ProtectionLine | undefined,
): PlainDate {
  const own = latestStart(document, day);
  if (!protection || document.protection_line?.standard_year !== 'previous') return own;
  const standardFrom = firstDayOf(protection.year + 1);
  return standardFrom > own ? standardFrom : own;
}

function linesOf(resolved: Resolved): Map<string, Fen> {
  return new Map(Object.entries(resolved.lines).map(([cell, yuan]) => [cell, fenOf(yuan)]));
}

function capsOf(document: PolicyDocument, resolved: Resolved): Map<string, Cap> {
  const caps = new Map<string, Cap>();
  for (const [id, yuan] of Object.entries(resolved.caps)) {
    const rules = Object.entries(document.schedules ?? {})
      .filter(([, byGroup]) => Object.values(byGroup).some((entry) => entry.cap === id))
      .map(([peril]) => peril);
    const perils = PERILS.filter((peril) => rules.includes(resolved.perils[peril]?.rule ?? peril));
    caps.set(id, Object.freeze({ id, capFen: fenOf(yuan), perils }));
  }
  return caps;
}

function schedulesOf(resolved: Resolved, caps: ReadonlyMap<string, Cap>): Map<string, Schedule> {
  const schedules = new Map<string, Schedule>();
  for (const peril of PERILS)
    for (const group of GROUPS) {
      const entry = resolved.schedules[`${resolved.perils[peril]?.rule ?? peril}.${group}`];
      if (!entry) continue;
      const cap = entry.cap === null ? undefined : caps.get(entry.cap);
      schedules.set(
        `${peril}.${group}`,
        Object.freeze({
          peril,
          group,
          deductibleFen: fenOf(entry.deductible),
          brackets: Object.freeze(entry.brackets.map(bracketOf)),
          ...(cap && { cap }),
        }),
      );
    }
  return schedules;
}

function bracketOf({ from, to, rate }: BracketEntry): Bracket {
  const rateBasisPoints = findBasisPoints(rate);
  if (rateBasisPoints === undefined) throw new RangeError(`Not a rate with four decimals: ${rate}`);
  return Object.freeze({
    fromFen: fenOf(from),
    ...(to !== undefined && { toFen: fenOf(to) }),
    rateBasisPoints,
  });
}

function groupsOf(document: PolicyDocument): PolicyGroup[] {
  return Object.entries(document.groups ?? {}).map(([code, group]) => ({
    code,
    label: group.label,
    fileGroup: group.file_group as Group,
  }));
}

function incomeRulesOf(resolved: Resolved): IncomeRules | undefined {
  const value = (name: string) => resolved.parameters[`income.${name}`]?.value;
  const windowMonths = value('window_months');
  if (typeof windowMonths !== 'number') return undefined;
  const excluded = value('excluded_streams');
  return Object.freeze({
    windowMonths,
    annualRows: String(value('annual_rows') ?? 'most_months_tie_earlier'),
    countsOneOff: value('counts_one_off') === true,
    excludedStreams: Array.isArray(excluded) ? excluded : [],
  });
}

function findParameter(document: PolicyDocument, path: string, day: PlainDate): ParameterInForce | undefined {
  const [section = '', name = ''] = path.split('.');
  const entry = findInForce(document.parameters?.[section]?.[name]?.values ?? [], day);
  return entry && { value: entry.value, unit: entry.unit, from: plainDate(entry.from), source: entry.source };
}

/**
 * As `version.schedule`, for a caller that needs one.
 * Throws `policy.no_schedule`, which lists the groups that have one for this peril.
 */
export function getSchedule(version: PolicyVersion, group: Group, peril: Peril): Schedule {
  const schedule = version.schedule(group, peril);
  if (schedule) return schedule;
  const groups = GROUPS.filter((other) => version.schedule(other, peril));
  throw fail('policy.no_schedule', {
    version: version.version,
    group,
    peril,
    groups: groups.join(', ') || '—',
  });
}

/** As `version.protectionLine`, for a caller that needs one. Throws `policy.no_protection_line`. */
export function getProtectionLine(version: PolicyVersion, day?: PlainDate): ProtectionLine {
  const line = version.protectionLine(day);
  if (!line) throw fail('policy.no_protection_line', { version: version.version });
  return line;
}

/** Throws `policy.no_lines` for a policy that cannot screen. */
export function assertHasLines(version: PolicyVersion): void {
  if (!version.hasLines) throw fail('policy.no_lines', { version: version.version });
}

function getFraction(value: number): Fraction {
  const fraction = findFraction(value);
  if (!fraction) throw new RangeError(`Not a decimal: ${value}`);
  return fraction;
}

const largest = (amounts: readonly (Fen | undefined)[]): Fen | undefined =>
  amounts.reduce(
    (best, amount) => (amount === undefined || (best ?? fen(-1)) >= amount ? best : amount),
    undefined,
  );

function* cells<Value>(
  table: Record<string, Record<string, Value>> | undefined,
): Generator<readonly [string, Value]> {
  for (const [outer, row] of Object.entries(table ?? {}))
    for (const [inner, value] of Object.entries(row)) yield [`${outer}.${inner}`, value] as const;
}

function define<Value>(target: Record<string, Value>, key: string, value: Value | undefined): void {
  if (value !== undefined) target[key] = value;
}

const mapValues = <In, Out>(
  source: Record<string, In>,
  to: (value: In, key: string) => Out,
): Record<string, Out> =>
  Object.fromEntries(Object.entries(source).map(([key, value]) => [key, to(value, key)]));

/** JSON with sorted keys, so that the order of a file's lines never changes a hash. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`).join(',')}}`;
}
