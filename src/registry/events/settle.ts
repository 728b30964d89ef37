import type { EventPerson, EventProposal, RegisterEvent, Relation } from './model.ts';
import type { HouseholdState, Register } from './register.ts';

/** Member numbers of a household that may not be given again. */
export type UsedNumbers = (householdNo: string) => ReadonlySet<string>;

/**
 * Fills in what follows from the register on the event's day: groups, counts, the members of a merged household
 * and the numbers of those who join. A household that is not there leaves gaps, which the rules then refuse.
 */
export function settle(
  register: Register,
  proposal: EventProposal,
  eventNo: bigint,
  used: UsedNumbers,
): RegisterEvent {
  const { type, date, document = null, reason = null } = proposal;
  const subject = register.find(proposal.householdNo ?? null);
  const people = peopleOf(register, proposal, used);
  return {
    eventNo,
    type,
    date,
    householdNo: proposal.householdNo ?? null,
    otherHouseholdNo: proposal.otherHouseholdNo ?? null,
    newHouseholdNo: proposal.newHouseholdNo ?? null,
    group: groupOf(proposal, subject),
    areaCode: proposal.areaCode ?? (type === 'split' ? (subject?.areaCode ?? null) : null),
    headName: proposal.headName ?? (type === 'split' ? (nameOf(proposal, subject) ?? null) : null),
    households: householdsOf(proposal),
    persons: personsOf(proposal, people, subject),
    document,
    reason,
    cancels: null,
    people,
  };
}

function groupOf({ type, group, newHouseholdNo }: EventProposal, subject: HouseholdState | undefined) {
  if (type === 'relapse') return 'registered';
  if (type === 'review_removal') return 'general';
  if (type === 'split') return subject?.group ?? null;
  return group ?? (type === 'move_in' && newHouseholdNo !== undefined ? 'general' : null);
}

const nameOf = ({ personNos = [] }: EventProposal, subject: HouseholdState | undefined): string | undefined =>
  subject?.members.get(personNos[0] ?? '')?.name;

const movesWhole = ({ type, personNos = [], newHouseholdNo }: EventProposal): boolean =>
  type === 'merge' ||
  (type === 'move_out' && personNos.length === 0) ||
  (type === 'move_in' && newHouseholdNo !== undefined);

function householdsOf(proposal: EventProposal): number {
  if (proposal.type === 'adjustment') return proposal.households ?? 0;
  return movesWhole(proposal) || proposal.type === 'split' ? 1 : 0;
}

function personsOf(
  proposal: EventProposal,
  people: readonly EventPerson[],
  subject: HouseholdState | undefined,
) {
  if (proposal.type === 'adjustment' || proposal.newHouseholdNo !== undefined)
    return proposal.persons ?? people.length;
  return movesWhole(proposal) ? (subject?.size ?? 0) : people.length;
}

function peopleOf(register: Register, proposal: EventProposal, used: UsedNumbers): EventPerson[] {
  const { type, householdNo, otherHouseholdNo, newHouseholdNo, personNos = [] } = proposal;
  switch (type) {
    case 'birth':
      return [newcomer(register, proposal, used)];
    case 'marriage_in':
    case 'move_in':
      if (newHouseholdNo !== undefined) return [];
      return otherHouseholdNo === undefined
        ? [newcomer(register, proposal, used)]
        : movers(register, proposal, personNos, householdNo!, used);
    case 'marriage_out':
    case 'move_out':
      return otherHouseholdNo === undefined
        ? personNos.map((personNo) => mover(personNo, null, null))
        : movers(register, proposal, personNos, otherHouseholdNo, used);
    case 'death':
      return personNos.map((personNo) => mover(personNo, null, null));
    case 'split':
      return movers(register, proposal, personNos, newHouseholdNo!, used);
    case 'merge': {
      const members = [...(register.find(householdNo!)?.members.keys() ?? [])];
      return movers(register, proposal, members, otherHouseholdNo!, used);
    }
    default:
      return [];
  }
}

const mover = (personNo: string, newPersonNo: string | null, relation: Relation | null): EventPerson => ({
  personNo,
  newPersonNo,
  name: null,
  idNumber: null,
  birthDate: null,
  sex: null,
  relation,
});

function movers(
  register: Register,
  { type, newPersonNos = [], relation = 'other' }: EventProposal,
  personNos: readonly string[],
  toHousehold: string,
  used: UsedNumbers,
): EventPerson[] {
  const taken = takenIn(register, toHousehold, used);
  return personNos.map((personNo, i) => {
    const wanted =
      newPersonNos[i] ?? (type === 'split' && !taken.has(personNo) ? personNo : nextNumber(taken));
    taken.add(wanted);
    // Whoever is named first heads the household a split founds.
    return mover(personNo, wanted, type !== 'split' ? relation : i === 0 ? 'head' : 'other');
  });
}

function newcomer(register: Register, proposal: EventProposal, used: UsedNumbers): EventPerson {
  const { type, date, householdNo, newPersonNos = [], name = null, idNumber = null, sex = null } = proposal;
  return {
    personNo: null,
    newPersonNo: newPersonNos[0] ?? nextNumber(takenIn(register, householdNo!, used)),
    name,
    idNumber,
    birthDate: proposal.birthDate ?? (type === 'birth' ? date : null),
    sex,
    relation: proposal.relation ?? (type === 'birth' ? 'child' : 'other'),
  };
}

function takenIn(register: Register, householdNo: string, used: UsedNumbers): Set<string> {
  const state = register.find(householdNo);
  return new Set([...used(householdNo), ...(state?.members.keys() ?? []), ...(state?.gone.keys() ?? [])]);
}

/** One more than the largest number in use, as wide as those with leading zeros. */
function nextNumber(taken: ReadonlySet<string>): string {
  const numbers = [...taken].filter((each) => /^\d{1,9}$/.test(each));
  const largest = Math.max(0, ...numbers.map(Number));
  const width = Math.max(1, ...numbers.filter((each) => each.startsWith('0')).map((each) => each.length));
  return String(largest + 1).padStart(width, '0');
}
