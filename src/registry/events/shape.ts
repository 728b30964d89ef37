import { findIdNumberFault } from '../../kernel/index.ts';
import type { Fault } from '../errors.ts';
import type { EventProposal } from './model.ts';
import { type Field, type Shape, type ShapeName, SHAPES } from './shapes.ts';

/** What is wrong with the columns of a proposal, before anybody looks at the register. */
export function findShapeFault(proposal: EventProposal): Fault | undefined {
  const name = shapeOf(proposal);
  const { needs, may }: Shape = SHAPES[name];
  const given = fieldsOf(proposal);
  const missing = needs.find((field) => !given.has(field));
  if (missing) return { code: 'event.fieldMissing', details: { type: name, field: missing } };
  const unused = [...given].find((field) => !needs.includes(field) && !may.includes(field));
  if (unused) return { code: 'event.fieldUnused', details: { type: name, field: unused } };
  return findValueFault(proposal);
}

function shapeOf(proposal: EventProposal): ShapeName {
  const { type, otherHouseholdNo, newHouseholdNo, personNos = [] } = proposal;
  switch (type) {
    case 'marriage_in':
      return otherHouseholdNo === undefined
        ? 'marriage_in from outside'
        : 'marriage_in from other_household_no';
    case 'marriage_out':
      return otherHouseholdNo === undefined
        ? 'marriage_out to outside'
        : 'marriage_out to other_household_no';
    case 'move_in':
      if (newHouseholdNo !== undefined) return 'move_in of a household';
      return otherHouseholdNo === undefined ? 'move_in from outside' : 'move_in from other_household_no';
    case 'move_out':
      if (otherHouseholdNo !== undefined) return 'move_out to other_household_no';
      return personNos.length > 0 ? 'move_out of members' : 'move_out of a household';
    default:
      return type;
  }
}

function fieldsOf(proposal: EventProposal): Set<Field> {
  const values: Readonly<Record<Field, unknown>> = {
    household_no: proposal.householdNo,
    person_no: proposal.personNos?.length ? proposal.personNos : undefined,
    new_person_no: proposal.newPersonNos?.length ? proposal.newPersonNos : undefined,
    other_household_no: proposal.otherHouseholdNo,
    new_household_no: proposal.newHouseholdNo,
    group: proposal.group,
    area_code: proposal.areaCode,
    head_name: proposal.headName,
    name: proposal.name,
    id_number: proposal.idNumber,
    birth_date: proposal.birthDate,
    sex: proposal.sex,
    relation: proposal.relation,
    households: proposal.households,
    persons: proposal.persons,
    reason: proposal.reason,
  };
  return new Set((Object.keys(values) as Field[]).filter((field) => values[field] !== undefined));
}

const ONE_PERSON: ReadonlySet<string> = new Set(['birth', 'death', 'marriage_in', 'marriage_out']);

function findValueFault(proposal: EventProposal): Fault | undefined {
  const { type, date, group, households = 0, persons = 0, personNos = [], newPersonNos = [] } = proposal;
  const joining = personNos.length || 1;
  if (type === 'lift' && group !== 'general' && group !== 'non_high_standard_lifted')
    return { code: 'event.liftGroup', details: { group: group ?? '' } };
  if (type === 'relapse' && group !== undefined && group !== 'registered')
    return { code: 'event.relapseGroup', details: { group } };
  if (type === 'review_removal' && group !== undefined && group !== 'general')
    return { code: 'event.removalGroup', details: { group } };
  if (type === 'adjustment' && households === 0 && persons === 0)
    return { code: 'event.adjustsNothing', details: {} };
  if (type === 'move_in' && proposal.newHouseholdNo !== undefined && (persons < 1 || persons > 99))
    return { code: 'event.personsRange', details: { persons } };
  if (ONE_PERSON.has(type) && personNos.length > 1) return { code: 'event.onePerson', details: { type } };
  if (proposal.relation !== undefined && joining > 1) return { code: 'event.oneRelation', details: {} };
  if (newPersonNos.length > 0 && newPersonNos.length !== joining)
    return { code: 'event.numbersDiffer', details: { persons: joining, numbers: newPersonNos.length } };
  const twice = repeated(personNos) ?? repeated(newPersonNos);
  if (twice !== undefined) return { code: 'event.memberTwice', details: { person: twice } };
  if (proposal.birthDate !== undefined && proposal.birthDate > date)
    return { code: 'event.notBorn', details: { date, birth_date: proposal.birthDate } };
  const hasFault = proposal.idNumber !== undefined && findIdNumberFault(proposal.idNumber) !== undefined;
  return hasFault ? { code: 'event.idNumber', details: {} } : undefined;
}

const repeated = (numbers: readonly string[]): string | undefined =>
  numbers.find((each, i) => numbers.indexOf(each) !== i);
