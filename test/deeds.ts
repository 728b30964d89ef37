import { plainDate, type PlainDate } from '../src/kernel/index.ts';
import type { EventProposal, Group } from '../src/registry/index.ts';
import { fc } from './properties.ts';

/** What may happen in a small county: drawn at random, and as the register is told of it. */

export type Deed =
  | {
      readonly kind: 'classify' | 'lift';
      readonly day: PlainDate;
      readonly no: string;
      readonly group: Group;
    }
  | {
      readonly kind: 'relapse' | 'review_removal' | 'birth' | 'leave';
      readonly day: PlainDate;
      readonly no: string;
    }
  | { readonly kind: 'death'; readonly day: PlainDate; readonly no: string; readonly person: string }
  | {
      readonly kind: 'marriage_out' | 'move_out';
      readonly day: PlainDate;
      readonly no: string;
      readonly person: string;
      readonly to: string | undefined;
    }
  | {
      readonly kind: 'marriage_in' | 'move_in';
      readonly day: PlainDate;
      readonly no: string;
      readonly from: { readonly no: string; readonly person: string } | undefined;
    }
  | {
      readonly kind: 'settle';
      readonly day: PlainDate;
      readonly no: string;
      readonly village: number;
      readonly size: number;
      readonly group: Group;
    }
  | { readonly kind: 'relocate'; readonly day: PlainDate; readonly no: string; readonly village: number }
  | {
      readonly kind: 'split';
      readonly day: PlainDate;
      readonly no: string;
      readonly person: string;
      readonly newNo: string;
      readonly village: number;
    }
  | { readonly kind: 'merge'; readonly day: PlainDate; readonly no: string; readonly into: string }
  | {
      readonly kind: 'adjust';
      readonly day: PlainDate;
      readonly area: string;
      readonly households: number;
      readonly persons: number;
      readonly group: Group;
    }
  | { readonly kind: 'cancel'; readonly day: PlainDate; readonly which: number };

export const dayArbitrary = (first: Date, count: number): fc.Arbitrary<PlainDate> =>
  fc
    .integer({ min: 0, max: count })
    .map((n) => plainDate(new Date(first.getTime() + n * 86_400_000).toISOString().slice(0, 10)));

const number = fc.constantFrom('A', 'B', 'C', 'E', 'N1');
const free = fc.constantFrom('N1', 'N2', 'N3', 'A');
const person = fc.constantFrom('1', '2', '3');
const group = fc.constantFrom<Group>(
  'registered',
  'non_high_standard_lifted',
  'non_poor_low_income',
  'general',
);

export const deedArbitrary = (days: fc.Arbitrary<PlainDate>): fc.Arbitrary<Deed> =>
  fc.oneof(
    fc.record({ kind: fc.constant('classify' as const), day: days, no: number, group }),
    fc.record({
      kind: fc.constant('lift' as const),
      day: days,
      no: number,
      group: fc.constantFrom<Group>('general', 'non_high_standard_lifted'),
    }),
    fc.record({ kind: fc.constant('relapse' as const), day: days, no: number }),
    fc.record({ kind: fc.constant('review_removal' as const), day: days, no: number }),
    fc.record({ kind: fc.constant('birth' as const), day: days, no: number }),
    fc.record({ kind: fc.constant('death' as const), day: days, no: number, person }),
    fc.record({
      kind: fc.constantFrom('marriage_out' as const, 'move_out' as const),
      day: days,
      no: number,
      person,
      to: fc.option(number, { nil: undefined }),
    }),
    fc.record({
      kind: fc.constantFrom('marriage_in' as const, 'move_in' as const),
      day: days,
      no: number,
      from: fc.option(fc.record({ no: number, person }), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('settle' as const),
      day: days,
      no: free,
      village: fc.integer({ min: 1, max: 4 }),
      size: fc.integer({ min: 1, max: 4 }),
      group,
    }),
    fc.record({ kind: fc.constant('leave' as const), day: days, no: number }),
    fc.record({
      kind: fc.constant('relocate' as const),
      day: days,
      no: number,
      village: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({
      kind: fc.constant('split' as const),
      day: days,
      no: number,
      person,
      newNo: free,
      village: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ kind: fc.constant('merge' as const), day: days, no: number, into: number }),
    fc.record({
      kind: fc.constant('adjust' as const),
      day: days,
      area: fc.constantFrom('1', '3', 'T1', ''),
      households: fc.integer({ min: 0, max: 5 }),
      persons: fc.integer({ min: 1, max: 9 }),
      group,
    }),
    fc.record({ kind: fc.constant('cancel' as const), day: days, which: fc.nat({ max: 9 }) }),
  );

export function proposalOf(c: string, given: Exclude<Deed, { kind: 'cancel' }>, turn: number): EventProposal {
  const { kind, day: date } = given;
  const village = 'village' in given ? { areaCode: `${c}-${given.village}` } : {};
  switch (kind) {
    case 'classify':
    case 'lift':
      return { type: kind, date, householdNo: given.no, group: given.group };
    case 'relapse':
      return { type: kind, date, householdNo: given.no };
    case 'review_removal':
      return { type: kind, date, householdNo: given.no, reason: 'review' };
    case 'birth':
      return { type: kind, date, householdNo: given.no, name: `Baby ${turn}`, sex: 'female' };
    case 'death':
      return { type: kind, date, householdNo: given.no, personNos: [given.person] };
    case 'marriage_out':
    case 'move_out':
      return {
        type: kind,
        date,
        householdNo: given.no,
        personNos: [given.person],
        ...(given.to !== undefined && { otherHouseholdNo: given.to }),
      };
    case 'marriage_in':
    case 'move_in':
      return given.from
        ? {
            type: kind,
            date,
            householdNo: given.no,
            otherHouseholdNo: given.from.no,
            personNos: [given.from.person],
          }
        : {
            type: kind,
            date,
            householdNo: given.no,
            name: `Guest ${turn}`,
            sex: 'male',
            birthDate: plainDate('1980-01-01'),
          };
    case 'settle':
      return {
        type: 'move_in',
        date,
        newHouseholdNo: given.no,
        headName: 'Settler',
        persons: given.size,
        group: given.group,
        ...village,
      };
    case 'leave':
      return { type: 'move_out', date, householdNo: given.no };
    case 'relocate':
      return { type: 'move_out', date, householdNo: given.no, ...village };
    case 'split':
      return {
        type: 'split',
        date,
        householdNo: given.no,
        personNos: [given.person],
        newHouseholdNo: given.newNo,
        ...village,
      };
    case 'merge':
      return { type: 'merge', date, householdNo: given.no, otherHouseholdNo: given.into };
    case 'adjust':
      return {
        type: 'adjustment',
        date,
        areaCode: given.area === '' ? c : `${c}-${given.area}`,
        group: given.group,
        households: given.households,
        persons: given.persons,
        reason: `review ${turn}`,
      };
  }
}
