import type { PlainDate } from '../../kernel/index.ts';
import type { Fault } from '../errors.ts';
import type { Group } from '../groups.ts';
import type { EventPerson, EventType, RegisterEvent } from './model.ts';

/** A household as the files gave it, or as an approved event founded it. */
export interface BaseHousehold {
  readonly householdNo: string;
  readonly areaCode: string;
  readonly group: Group;
  /** Null: for all time. Before it the household was general. */
  readonly groupSince: PlainDate | null;
  readonly size: number;
  readonly headName: string;
  /** Null: it came with a file. */
  readonly foundedBy: bigint | null;
}

export interface Member {
  readonly name: string;
  readonly birthDate: PlainDate;
}

/** What ended something, for the sentence that refuses. */
interface Cause {
  readonly type: EventType;
  readonly date: PlainDate;
  readonly eventNo: bigint;
}

/** A household on the day the register has been played to. */
export interface HouseholdState {
  readonly householdNo: string;
  readonly foundedBy: bigint | null;
  exists: boolean;
  ended: Cause | undefined;
  group: Group;
  wasRegistered: boolean;
  /** Was registered or lifted at some time, so that it can relapse. */
  hasHistory: boolean;
  size: number;
  areaCode: string;
  headName: string;
  readonly members: Map<string, Member>;
  readonly gone: Map<string, Cause>;
}

/** A plain register in memory that events are played on, one after the other. Knows no database. */
export class Register {
  readonly #households = new Map<string, HouseholdState>();

  addBase(base: BaseHousehold, members: Iterable<readonly [string, Member]>): void {
    const isForAllTime = base.groupSince === null;
    const state: HouseholdState = {
      householdNo: base.householdNo,
      foundedBy: base.foundedBy,
      exists: base.foundedBy === null,
      ended: undefined,
      group: 'general',
      wasRegistered: false,
      hasHistory: false,
      size: base.size,
      areaCode: base.areaCode,
      headName: base.headName,
      members: new Map(members),
      gone: new Map(),
    };
    if (isForAllTime) setGroup(state, base.group);
    this.#households.set(base.householdNo, state);
  }

  find(householdNo: string | null): HouseholdState | undefined {
    return householdNo === null ? undefined : this.#households.get(householdNo);
  }

  /** The day of `group_since` has come. A file's general household with such a day left another group on it. */
  startBaseGroup({ householdNo, group }: BaseHousehold): void {
    const state = this.#households.get(householdNo)!;
    setGroup(state, group);
    state.hasHistory ||= group === 'general';
  }

  /** Lets the event happen, whether or not it should: what is approved holds. */
  apply(event: RegisterEvent): void {
    const { type, people } = event;
    const subject = this.find(event.householdNo);
    const other = this.find(event.otherHouseholdNo);
    switch (type) {
      case 'classify':
      case 'lift':
      case 'relapse':
      case 'review_removal':
        if (subject && event.group) setGroup(subject, event.group);
        break;
      case 'birth':
      case 'marriage_in':
      case 'move_in':
        if (event.newHouseholdNo !== null) this.#found(event, undefined);
        else this.#transfer(event, other, subject);
        break;
      case 'death':
      case 'marriage_out':
        this.#transfer(event, subject, other);
        break;
      case 'move_out':
        if (people.length > 0) this.#transfer(event, subject, other);
        else if (subject && event.areaCode !== null) subject.areaCode = event.areaCode;
        else if (subject) end(subject, event);
        break;
      case 'split':
        this.#transfer(event, subject, this.#found(event, subject));
        break;
      case 'merge':
        this.#transfer(event, subject, other);
        if (subject) end(subject, event);
        break;
      case 'adjustment':
      case 'cancel':
        break;
    }
  }

  #found(event: RegisterEvent, parent: HouseholdState | undefined): HouseholdState {
    const householdNo = event.newHouseholdNo!;
    let state = this.#households.get(householdNo);
    if (!state) {
      const base: BaseHousehold = {
        householdNo,
        areaCode: event.areaCode ?? '',
        group: event.group ?? 'general',
        groupSince: null,
        size: event.persons,
        headName: event.headName ?? '',
        foundedBy: event.eventNo,
      };
      this.addBase(base, []);
      state = this.#households.get(householdNo)!;
    }
    state.exists = true;
    state.wasRegistered ||= parent?.wasRegistered ?? false;
    state.hasHistory ||= parent?.hasHistory ?? false;
    return state;
  }

  #transfer(event: RegisterEvent, from: HouseholdState | undefined, to: HouseholdState | undefined): void {
    for (const person of event.people) {
      const member = memberOf(person, from);
      if (from && person.personNo !== null) {
        from.members.delete(person.personNo);
        from.gone.set(person.personNo, event);
      }
      if (to && person.newPersonNo !== null) to.members.set(person.newPersonNo, member);
    }
    if (from && event.type !== 'merge') changeSize(from, -event.persons, event);
    // A founded household begins with its size.
    if (to && event.newHouseholdNo === null) changeSize(to, event.persons, event);
  }
}

function memberOf(person: EventPerson, from: HouseholdState | undefined): Member {
  const known = person.personNo === null ? undefined : from?.members.get(person.personNo);
  return known ?? { name: person.name ?? '', birthDate: person.birthDate ?? ('1800-01-01' as PlainDate) };
}

function setGroup(state: HouseholdState, group: Group): void {
  state.group = group;
  if (group === 'registered') state.wasRegistered = true;
  if (group === 'registered' || group === 'non_high_standard_lifted') state.hasHistory = true;
}

function changeSize(state: HouseholdState, delta: number, cause: Cause): void {
  state.size += delta;
  if (state.size <= 0 && state.exists) end(state, cause);
}

function end(state: HouseholdState, { type, date, eventNo }: Cause): void {
  state.exists = false;
  state.ended ??= { type, date, eventNo };
}

/** The household, or why no event can happen to it on that day. */
export function needHousehold(
  register: Register,
  householdNo: string | null,
  date: PlainDate,
): HouseholdState | Fault {
  const state = register.find(householdNo);
  const household = householdNo ?? '';
  if (!state) return { code: 'event.householdUnknown', details: { household } };
  if (state.exists) return state;
  if (!state.ended) return { code: 'event.householdNotYet', details: { household, date } };
  const { type, date: since, eventNo } = state.ended;
  return { code: 'event.householdEnded', details: { household, type, since, event: String(eventNo) } };
}
