import type { Fault } from '../errors.ts';
import type { EventPerson, RegisterEvent } from './model.ts';
import { type HouseholdState, needHousehold, type Register } from './register.ts';

/**
 * Why an event cannot happen to the register as it stands on its day, or undefined (domain.md M25).
 * `isTaken` tells whether a member number is in use for a reason the register in memory cannot see.
 */
export function findEventFault(
  register: Register,
  event: RegisterEvent,
  isTaken: (householdNo: string, personNo: string) => boolean = () => false,
): Fault | undefined {
  if (event.type === 'adjustment' || event.type === 'cancel') return undefined;
  if (event.householdNo === null) return findTakenHousehold(register, event);
  const subject = needHousehold(register, event.householdNo, event.date);
  if (isFault(subject)) return subject;
  const other =
    event.otherHouseholdNo === null ? undefined : needHousehold(register, event.otherHouseholdNo, event.date);
  if (other && isFault(other)) return other;
  if (other === subject) return { code: 'event.sameHousehold', details: { household: subject.householdNo } };
  return ruleFor(event, register, subject, other) ?? findNumberFault(register, event, isTaken);
}

const isFault = (value: HouseholdState | Fault): value is Fault => 'code' in value;

function ruleFor(
  event: RegisterEvent,
  register: Register,
  subject: HouseholdState,
  other: HouseholdState | undefined,
): Fault | undefined {
  switch (event.type) {
    case 'classify':
    case 'lift':
    case 'relapse':
    case 'review_removal':
      return findGroupFault(event, subject);
    case 'birth':
      return findNewcomerFault(event);
    case 'marriage_in':
    case 'move_in':
      return other ? findLeaverFault(event, other) : findNewcomerFault(event);
    case 'death':
    case 'marriage_out':
      return findLeaverFault(event, subject);
    case 'move_out':
      return event.people.length > 0 ? findLeaverFault(event, subject) : findMoveFault(event, subject);
    case 'split':
      return findSplitFault(event, register, subject);
    default:
      return findMergeFault(event, subject);
  }
}

/** The group only moves along its own roads: in by classify, out by lift or removal, back by relapse. */
function findGroupFault({ type, group }: RegisterEvent, subject: HouseholdState): Fault | undefined {
  const details = { household: subject.householdNo, group: subject.group };
  switch (type) {
    case 'classify':
      if (subject.group === group) return { code: 'event.groupSame', details };
      if (subject.group === 'registered') return { code: 'event.leavesByLift', details };
      return group === 'registered' && subject.hasHistory
        ? { code: 'event.relapseInstead', details }
        : undefined;
    case 'lift':
      return subject.group === 'registered' ? undefined : { code: 'event.notRegistered', details };
    case 'relapse':
      if (subject.group === 'registered') return { code: 'event.groupSame', details };
      return subject.hasHistory ? undefined : { code: 'event.neverLifted', details };
    default:
      return subject.group === 'general' ? { code: 'event.notListed', details } : undefined;
  }
}

function findNewcomerFault({ people, date }: RegisterEvent): Fault | undefined {
  const unborn = people.find(({ birthDate }) => birthDate !== null && birthDate > date);
  return unborn && { code: 'event.notBorn', details: { date, birth_date: unborn.birthDate! } };
}

function findLeaverFault({ people, date, persons }: RegisterEvent, from: HouseholdState): Fault | undefined {
  const fault = people
    .map((person) => findMemberFault(person, date, from))
    .find((each) => each !== undefined);
  if (fault) return fault;
  return persons > from.size
    ? { code: 'event.sizeShort', details: { household: from.householdNo, size: from.size, persons } }
    : undefined;
}

function findMemberFault({ personNo }: EventPerson, date: string, from: HouseholdState): Fault | undefined {
  const details = { household: from.householdNo, person: personNo ?? '' };
  const member = personNo === null ? undefined : from.members.get(personNo);
  if (member && member.birthDate > date)
    return { code: 'event.memberNotBorn', details: { ...details, date, birth_date: member.birthDate } };
  if (member) return undefined;
  const gone = personNo === null ? undefined : from.gone.get(personNo);
  return gone
    ? {
        code: 'event.memberGone',
        details: { ...details, type: gone.type, since: gone.date, event: String(gone.eventNo) },
      }
    : { code: 'event.memberUnknown', details: { ...details, date } };
}

function findMoveFault({ areaCode, persons }: RegisterEvent, subject: HouseholdState): Fault | undefined {
  if (areaCode !== null && areaCode === subject.areaCode)
    return { code: 'event.areaSame', details: { household: subject.householdNo, area: areaCode } };
  return findCountFault(persons, subject);
}

function findCountFault(persons: number, subject: HouseholdState): Fault | undefined {
  return persons === subject.size
    ? undefined
    : {
        code: 'event.personsDiffer',
        details: { household: subject.householdNo, size: subject.size, persons },
      };
}

function findSplitFault(
  event: RegisterEvent,
  register: Register,
  subject: HouseholdState,
): Fault | undefined {
  const leaver = findLeaverFault(event, subject);
  if (leaver) return leaver;
  if (event.persons === subject.size)
    return { code: 'event.splitAll', details: { household: subject.householdNo } };
  if (event.group !== subject.group)
    return {
      code: 'event.splitGroup',
      details: { household: subject.householdNo, group: subject.group, given: event.group ?? '' },
    };
  return findTakenHousehold(register, event);
}

function findTakenHousehold(
  register: Register,
  { newHouseholdNo, eventNo }: RegisterEvent,
): Fault | undefined {
  const state = register.find(newHouseholdNo);
  // An approved founding meets the household it founded itself.
  return state && !(state.foundedBy === eventNo && !state.exists && !state.ended)
    ? { code: 'event.householdTaken', details: { household: newHouseholdNo ?? '' } }
    : undefined;
}

function findMergeFault({ people, persons }: RegisterEvent, subject: HouseholdState): Fault | undefined {
  const named = new Set(people.map(({ personNo }) => personNo));
  const missing = [...subject.members.keys()].find((personNo) => !named.has(personNo));
  const stranger = people.find(({ personNo }) => personNo !== null && !subject.members.has(personNo));
  if (missing !== undefined || stranger)
    return {
      code: 'event.mergeMembers',
      details: { household: subject.householdNo, person: missing ?? stranger?.personNo ?? '' },
    };
  return findCountFault(persons, subject);
}

function findNumberFault(
  register: Register,
  event: RegisterEvent,
  isTaken: (householdNo: string, personNo: string) => boolean,
): Fault | undefined {
  const householdNo = joinedBy(event);
  const household = register.find(householdNo);
  const clash = event.people.find(
    ({ newPersonNo }) =>
      newPersonNo !== null &&
      householdNo !== null &&
      (household?.members.has(newPersonNo) ||
        household?.gone.has(newPersonNo) ||
        isTaken(householdNo, newPersonNo)),
  );
  return (
    clash && {
      code: 'event.memberTaken',
      details: { household: householdNo ?? '', person: clash.newPersonNo! },
    }
  );
}

/** The household the persons of an event join; null when they join none. */
function joinedBy(event: RegisterEvent): string | null {
  switch (event.type) {
    case 'birth':
    case 'marriage_in':
    case 'move_in':
      return event.householdNo;
    case 'split':
      return event.newHouseholdNo;
    default:
      return event.otherHouseholdNo;
  }
}
