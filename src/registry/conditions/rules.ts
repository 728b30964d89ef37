import { failureOf, type Fault } from '../errors.ts';
import {
  type ChangeContent,
  type ChangeProposal,
  CONDITION_KINDS,
  type ConditionKind,
  MOST_CAUSES,
  type Stated,
  type StatedCause,
  type StatedHouse,
  type StatedLand,
} from './model.ts';

/** Land and floor space are counted in hundredths of their unit, so that they add up: 12.5 is 1250. Undefined for what is no such number. */
export function hundredthsOf(text: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

export const fromHundredths = (value: number | bigint): string => {
  const whole = BigInt(value);
  const rest = String(whole % 100n).padStart(2, '0');
  return `${whole / 100n}.${rest}`;
};

/** A statement as it is kept: rows in the columns of its table. */
export type KeptRow = Readonly<Record<string, string | number | null>>;

/** The one part a proposal is about, and its rows. Fails with the `condition.*` failures. */
export function rowsOf(proposal: ChangeProposal): {
  readonly kind: ConditionKind;
  readonly rows: readonly KeptRow[];
} {
  const given = CONDITION_KINDS.filter((kind) => proposal[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) throw failureOf({ code: 'condition.onePart', details: {} });
  const fault = FAULTS[kind](proposal);
  if (fault) throw failureOf(fault);
  return { kind, rows: ROWS[kind](proposal) };
}

const twice = <Key>(keys: readonly Key[]): Key | undefined => keys.find((key, i) => keys.indexOf(key) < i);

const FAULTS: Readonly<Record<ConditionKind, (content: ChangeContent) => Fault | undefined>> = {
  causes: ({ causes = [] }) => {
    if (causes.length === 0 || causes.length > MOST_CAUSES)
      return { code: 'condition.causes', details: { most: String(MOST_CAUSES) } };
    const cause = twice(causes);
    return cause === undefined ? undefined : { code: 'condition.twice', details: { what: cause } };
  },
  land: ({ land = [] }) =>
    listFault(
      land.map(({ land_kind }) => land_kind),
      land.map(({ mu }) => mu),
    ),
  houses: ({ houses = [] }) =>
    listFault(
      houses.map(({ house_no }) => house_no),
      houses.map(({ area_m2 }) => area_m2),
    ),
};

function listFault(keys: readonly string[], amounts: readonly string[]): Fault | undefined {
  if (keys.length === 0) return { code: 'condition.empty', details: {} };
  const key = twice(keys);
  if (key !== undefined) return { code: 'condition.twice', details: { what: key } };
  const wrong = amounts.find((text) => hundredthsOf(text) === undefined);
  return wrong === undefined ? undefined : { code: 'condition.amount', details: { value: wrong } };
}

const ROWS: Readonly<Record<ConditionKind, (content: ChangeContent) => readonly KeptRow[]>> = {
  causes: ({ causes = [] }) => causes.map((cause, i) => ({ rank: i + 1, cause })),
  land: ({ land = [] }) =>
    land.map(({ land_kind, mu }) => ({ land_kind, mu_hundredths: hundredthsOf(mu) ?? 0 })),
  houses: ({ houses = [] }) =>
    houses.map(({ house_no, house_type, area_m2, grade = null }) => ({
      house_no,
      house_type,
      m2_hundredths: hundredthsOf(area_m2) ?? 0,
      grade,
    })),
};

/** The later day goes before, on one day a change before a file, a later change before an earlier one. */
const laterFirst = (a: Stated, b: Stated): number =>
  a.since === b.since ? Number(b.change_no ?? 0) - Number(a.change_no ?? 0) : a.since < b.since ? 1 : -1;

/** What holds on a day, of the statements of one household. */
export function causesOn(stated: readonly StatedCause[], day: string): StatedCause[] {
  const [last] = stated.filter(({ since }) => since <= day).toSorted(laterFirst);
  if (!last) return [];
  // All causes named on one occasion stand together: they replace what was said before as a whole.
  return stated
    .filter((each) => each.cause !== null && each.since === last.since && each.change_no === last.change_no)
    .toSorted((a, b) => a.rank - b.rank);
}

export const landOn = (stated: readonly StatedLand[], day: string): StatedLand[] =>
  latestOfEach(stated, day, ({ land_kind }) => land_kind).filter(({ mu }) => Number(mu) > 0);

export const housesOn = (stated: readonly StatedHouse[], day: string): StatedHouse[] =>
  latestOfEach(stated, day, ({ house_no }) => house_no).filter(({ area_m2 }) => Number(area_m2) > 0);

function latestOfEach<Row extends Stated>(
  stated: readonly Row[],
  day: string,
  keyOf: (row: Row) => string,
): Row[] {
  const known = stated.filter(({ since }) => since <= day).toSorted(laterFirst);
  return [...Map.groupBy(known, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, [first]]) => first!);
}

/** Land or space of them all, and of each head; text with two decimals. */
export function totalOf(
  amounts: readonly string[],
  people: number,
): { readonly all: string; readonly perHead: string } {
  const sum = amounts.reduce((total, text) => total + (hundredthsOf(text) ?? 0), 0);
  return { all: fromHundredths(sum), perHead: fromHundredths(Math.round(sum / Math.max(1, people))) };
}
