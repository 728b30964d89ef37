import { fen, plainDate, type Fen, type PlainDate } from '../kernel/index.ts';
import { findInForce } from './dated.ts';
import { dayOfExample } from './examples.ts';
import type { DatedValue, PolicyDocument } from './model.ts';
import { fenOf } from './numbers.ts';
import { RATE_DENOMINATOR, type Schedule } from './rules.ts';
import { versionOn, type Policy } from './version.ts';
import type { Group, Peril } from './vocabulary.ts';

/** A place that an example must cover and none does: `amountFen` is a witness that would. */
export interface Gap {
  readonly kind: 'line' | 'schedule' | 'cap' | 'protection_line';
  readonly path: string;
  readonly keys: readonly string[];
  /** First day of the values that nobody has worked an example for. */
  readonly on: PlainDate;
  readonly thresholdFen: Fen;
  readonly side: 'below' | 'at' | 'above';
  readonly amountFen: Fen;
}

interface Amounted {
  readonly on?: string;
  readonly amount: number;
}

/**
 * Every threshold of every period of a policy that lacks an example below, at or above it (style.md, rule 9).
 * A period runs from one start date of the values to the next; an example belongs to the period of its day.
 */
export function findExampleGaps(policy: Policy): Gap[] {
  const { document } = policy;
  const gaps: Gap[] = [];
  for (const [peril, byGroup] of Object.entries(document.lines ?? {}))
    for (const [group, line] of Object.entries(byGroup))
      for (const [from, until] of periods(startsOf(line.values))) {
        const thresholds = [fenOf(findInForce(line.values, from)?.value ?? 0)];
        const examples = within(document, from, until, amounts(line.examples));
        const place = {
          kind: 'line',
          path: `lines.${peril}.${group}`,
          keys: [peril, group],
          on: from,
        } as const;
        gaps.push(...uncovered(place, thresholds, examples));
      }
  gaps.push(...scheduleGaps(policy), ...capGaps(document), ...protectionGaps(policy));
  return gaps;
}

function scheduleGaps(policy: Policy): Gap[] {
  const { document } = policy;
  const gaps: Gap[] = [];
  for (const [peril, byGroup] of Object.entries(document.schedules ?? {}))
    for (const [group, entry] of Object.entries(byGroup)) {
      const cap = entry.cap === undefined ? [] : (document.caps?.[entry.cap]?.values ?? []);
      const starts = startsOf([...entry.deductible, ...entry.brackets, ...cap]);
      for (const [from, until] of periods(starts)) {
        const schedule = versionOn(policy, from, false).schedule(group as Group, peril as Peril);
        if (!schedule) continue;
        const examples = within(document, from, until, amounts(entry.examples));
        const place = {
          kind: 'schedule',
          path: `schedules.${peril}.${group}`,
          keys: [peril, group],
          on: from,
        } as const;
        gaps.push(...uncovered(place, thresholdsOf(schedule), examples));
      }
    }
  return gaps;
}

function capGaps(document: PolicyDocument): Gap[] {
  return Object.entries(document.caps ?? {}).flatMap(([id, cap]) =>
    periods(startsOf(cap.values))
      .filter(([from, until]) => within(document, from, until, cap.examples).length === 0)
      .map(([from]) => {
        const capFen = fenOf(findInForce(cap.values, from)?.value ?? 0);
        return {
          kind: 'cap' as const,
          path: `caps.${id}`,
          keys: [id],
          on: from,
          thresholdFen: capFen,
          side: 'at' as const,
          amountFen: capFen,
        };
      }),
  );
}

function protectionGaps(policy: Policy): Gap[] {
  const { document } = policy;
  const rule = document.protection_line;
  if (!rule) return [];
  return periods(startsOf([...rule.factor, ...rule.inclusive])).flatMap(([from, until]) => {
    // Each year has its own line; one worked year with an income below, at and above it proves the comparison.
    const incomes = within(document, from, until, rule.examples).filter(({ income }) => income !== undefined);
    const worked =
      incomes[0] && versionOn(policy, dayOfExample(document, incomes[0]), false).protectionLine();
    const line = worked ?? versionOn(policy, from, false).protectionLine();
    if (!line) return [];
    const place = { kind: 'protection_line', path: 'protection_line', keys: [], on: from } as const;
    return uncovered(
      place,
      [line.lineFen],
      incomes.map(({ income = 0 }) => fenOf(income)),
    );
  });
}

/** Self-paid amounts where a staircase changes its slope: deductible, bracket edges, and where the cap is reached. */
export function thresholdsOf(schedule: Schedule): Fen[] {
  const edges = schedule.brackets.slice(1).map(({ fromFen }) => fromFen);
  const reached = schedule.cap && restReaching(schedule, schedule.cap.capFen);
  const rests = [fen(0), ...edges, ...(reached === undefined ? [] : [reached])];
  const bills = rests.map((rest) => schedule.deductibleFen + rest);
  return [...new Set(bills)].sort((a, b) => (a < b ? -1 : 1)).map(fen);
}

/** The first remainder whose exact marginal payout is at least `amountFen`; undefined when none is. */
function restReaching(schedule: Schedule, amountFen: Fen): Fen | undefined {
  let missing = amountFen * RATE_DENOMINATOR;
  for (const { fromFen, toFen, rateBasisPoints } of schedule.brackets) {
    if (missing <= 0n) return fromFen;
    const width = toFen === undefined ? undefined : toFen - fromFen;
    if (rateBasisPoints > 0n && (width === undefined || width * rateBasisPoints >= missing))
      return fen(fromFen + (missing + rateBasisPoints - 1n) / rateBasisPoints);
    missing -= (width ?? 0n) * rateBasisPoints;
  }
  return undefined;
}

function uncovered(
  place: Pick<Gap, 'kind' | 'path' | 'keys' | 'on'>,
  thresholds: readonly Fen[],
  examples: readonly Fen[],
): Gap[] {
  return thresholds.flatMap((thresholdFen, index) => {
    const low = thresholds[index - 1] ?? fen(-1);
    const high = thresholds[index + 1];
    const gap = (side: Gap['side'], amountFen: Fen): Gap => ({ ...place, thresholdFen, side, amountFen });
    const gaps: Gap[] = [];
    if (thresholdFen > low + 1n && !examples.some((amount) => amount > low && amount < thresholdFen))
      gaps.push(gap('below', fen(thresholdFen - 1n)));
    if (!examples.includes(thresholdFen)) gaps.push(gap('at', thresholdFen));
    const hasRoom = high === undefined || high > thresholdFen + 1n;
    if (hasRoom && !examples.some((amount) => amount > thresholdFen && (high === undefined || amount < high)))
      gaps.push(gap('above', fen(thresholdFen + 1n)));
    return gaps;
  });
}

const startsOf = (values: readonly DatedValue[]): PlainDate[] =>
  [...new Set(values.map(({ from }) => from))].sort().map(plainDate);

const periods = (starts: readonly PlainDate[]): (readonly [PlainDate, PlainDate | undefined])[] =>
  starts.map((from, index) => [from, starts[index + 1]]);

const amounts = (examples: readonly { readonly on?: string; readonly self_paid: number }[]): Amounted[] =>
  examples.map(({ on, self_paid: amount }) => ({ amount, ...(on !== undefined && { on }) }));

function within(
  document: PolicyDocument,
  from: PlainDate,
  until: PlainDate | undefined,
  examples: readonly Amounted[],
): Fen[];
function within<Example extends { readonly on?: string }>(
  document: PolicyDocument,
  from: PlainDate,
  until: PlainDate | undefined,
  examples: readonly Example[],
): Example[];
function within(
  document: PolicyDocument,
  from: PlainDate,
  until: PlainDate | undefined,
  examples: readonly ({ readonly on?: string } | Amounted)[],
): unknown[] {
  const inside = examples.filter((example) => {
    const day = dayOfExample(document, example);
    return day >= from && (until === undefined || day < until);
  });
  return inside.map((example) => ('amount' in example ? fenOf(example.amount) : example));
}
