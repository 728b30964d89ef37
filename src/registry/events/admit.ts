import type { PlainDate } from '../../kernel/index.ts';
import type { Fault } from '../errors.ts';
import type { RegisterEvent } from './model.ts';
import { type BaseHousehold, type Member, Register } from './register.ts';
import { findEventFault } from './rules.ts';

/** The households some events concern, with all that was approved for them. */
export interface World {
  readonly households: readonly BaseHousehold[];
  readonly members: ReadonlyMap<string, readonly (readonly [string, Member])[]>;
  readonly events: readonly RegisterEvent[];
  /** Member numbers in use beside those of members on the day: of later members and of open proposals. */
  readonly usedNumbers: (householdNo: string) => ReadonlySet<string>;
  /** Household numbers that open proposals want to found. */
  readonly wantedHouseholds: ReadonlySet<string>;
}

/** An event somebody wants in: settled once the register stands where it happens. */
export interface Candidate {
  readonly eventNo: bigint;
  readonly date: PlainDate;
  readonly households: readonly string[];
  readonly settle: (register: Register) => RegisterEvent;
}

export interface Admission {
  readonly admitted: readonly RegisterEvent[];
  readonly refused: ReadonlyMap<bigint, Fault>;
}

/**
 * Plays the approved events and the candidates in the order of their days, and answers which candidates can
 * happen: those the rules allow on their day and that leave every later approved event possible.
 */
export function admit(world: World, candidates: readonly Candidate[]): Admission {
  const admitted: RegisterEvent[] = [];
  const refused = new Map<bigint, Fault>();
  for (const part of partsOf(world, candidates)) {
    if (part.candidates.length === 0) continue;
    const outcome = admitPart(part);
    admitted.push(...outcome.admitted);
    for (const [eventNo, fault] of outcome.refused) refused.set(eventNo, fault);
  }
  return { admitted: admitted.sort((a, b) => (a.eventNo < b.eventNo ? -1 : 1)), refused };
}

/** The approved event that could not have happened without the given one, or undefined. */
export function findDependent(world: World, without: bigint): RegisterEvent | undefined {
  const part: Part = { ...world, candidates: [] };
  const before = play(part, new Map()).faults;
  const after = play(
    { ...part, events: world.events.filter(({ eventNo }) => eventNo !== without) },
    new Map(),
  ).faults;
  return world.events.find(({ eventNo }) => after.has(eventNo) && !before.has(eventNo));
}

/** Approved events that contradict the register, which a later correction of a file can bring about. */
export const findContradictions = (world: World): ReadonlyMap<bigint, Fault> =>
  play({ ...world, candidates: [] }, new Map()).faults;

interface Part extends World {
  readonly candidates: readonly Candidate[];
}

function admitPart(part: Part): Admission {
  const known = play({ ...part, candidates: [] }, new Map()).faults;
  const refused = new Map<bigint, Fault>();
  for (;;) {
    const played = play(part, refused, known);
    if (played.blamed === undefined)
      return { admitted: played.admitted, refused: new Map([...refused, ...played.turnedDown]) };
    refused.set(played.blamed.eventNo, played.blamed.fault);
  }
}

interface Played {
  /** Approved events that could not happen. */
  readonly faults: Map<bigint, Fault>;
  readonly admitted: RegisterEvent[];
  readonly turnedDown: Map<bigint, Fault>;
  blamed: { readonly eventNo: bigint; readonly fault: Fault } | undefined;
}

/** With `known` faults the play stops at the first new one and blames the candidate that brought it about. */
function play(part: Part, without: ReadonlyMap<bigint, Fault>, known?: ReadonlyMap<bigint, Fault>): Played {
  const register = new Register();
  for (const base of part.households) register.addBase(base, part.members.get(base.householdNo) ?? []);
  const played: Played = { faults: new Map(), admitted: [], turnedDown: new Map(), blamed: undefined };
  const isTaken = (householdNo: string, personNo: string): boolean =>
    part.usedNumbers(householdNo).has(personNo);
  for (const item of itemsOf(part, without)) {
    if ('base' in item) register.startBaseGroup(item.base);
    else if ('candidate' in item) {
      const event = item.candidate.settle(register);
      const fault = wantedFault(part, event) ?? findEventFault(register, event, isTaken);
      if (fault) played.turnedDown.set(event.eventNo, fault);
      else {
        register.apply(event);
        played.admitted.push(event);
      }
    } else {
      const { event } = item;
      const fault = findEventFault(register, event);
      if (fault) played.faults.set(event.eventNo, fault);
      if (fault && known && !known.has(event.eventNo)) {
        played.blamed = blame(played.admitted, event);
        if (played.blamed) return played;
      }
      register.apply(event);
    }
  }
  return played;
}

function wantedFault(part: Part, { newHouseholdNo }: RegisterEvent): Fault | undefined {
  return newHouseholdNo !== null && part.wantedHouseholds.has(newHouseholdNo)
    ? { code: 'event.householdWanted', details: { household: newHouseholdNo } }
    : undefined;
}

function blame(admitted: readonly RegisterEvent[], event: RegisterEvent): Played['blamed'] {
  const touched = new Set(householdsOf(event));
  const culprit =
    admitted.findLast((each) => householdsOf(each).some((no) => touched.has(no))) ?? admitted.at(-1);
  const { eventNo, type, date } = event;
  return (
    culprit && {
      eventNo: culprit.eventNo,
      fault: { code: 'event.contradicts', details: { event: String(eventNo), type, date } },
    }
  );
}

type Item =
  | { readonly date: string; readonly order: bigint; readonly base: BaseHousehold }
  | { readonly date: string; readonly order: bigint; readonly event: RegisterEvent }
  | { readonly date: string; readonly order: bigint; readonly candidate: Candidate };

function itemsOf(part: Part, without: ReadonlyMap<bigint, Fault>): Item[] {
  const items: Item[] = [];
  for (const base of part.households)
    if (base.groupSince !== null) items.push({ date: base.groupSince, order: 0n, base });
  for (const event of part.events) items.push({ date: event.date, order: event.eventNo, event });
  for (const candidate of part.candidates)
    if (!without.has(candidate.eventNo))
      items.push({ date: candidate.date, order: candidate.eventNo, candidate });
  return items.sort((a, b) => (a.date === b.date ? Number(a.order - b.order) : a.date < b.date ? -1 : 1));
}

export const householdsOf = (event: {
  readonly householdNo?: string | null;
  readonly otherHouseholdNo?: string | null;
  readonly newHouseholdNo?: string | null;
}): string[] =>
  [event.householdNo, event.otherHouseholdNo, event.newHouseholdNo].filter((no): no is string => no != null);

/** Households that share no event can be judged apart; so a county's worth of events stays cheap. */
function partsOf(world: World, candidates: readonly Candidate[]): Part[] {
  const root = new Map<string, string>();
  const find = (no: string): string => {
    let top = no;
    while ((root.get(top) ?? top) !== top) top = root.get(top)!;
    for (let at = no; at !== top;) {
      const next = root.get(at) ?? at;
      root.set(at, top);
      at = next;
    }
    return top;
  };
  const join = (numbers: readonly string[]): void => {
    for (const no of numbers) root.set(find(no), find(numbers[0]!));
  };
  for (const event of world.events) join(householdsOf(event));
  for (const { households } of candidates) join(households);
  const parts = new Map<
    string,
    { households: BaseHousehold[]; events: RegisterEvent[]; candidates: Candidate[] }
  >();
  const partOf = (no: string) => {
    const key = find(no);
    let part = parts.get(key);
    if (!part) parts.set(key, (part = { households: [], events: [], candidates: [] }));
    return part;
  };
  for (const base of world.households) partOf(base.householdNo).households.push(base);
  for (const event of world.events) partOf(householdsOf(event)[0] ?? '').events.push(event);
  for (const candidate of candidates) partOf(candidate.households[0] ?? '').candidates.push(candidate);
  return [...parts.values()].map((part) => ({ ...world, ...part }));
}
