import type { PlainDate } from '../../kernel/index.ts';
import type { Group } from '../groups.ts';

/** What can happen to the register; `cancel` voids another event. */
export const EVENT_TYPES = [
  'classify',
  'birth',
  'death',
  'marriage_in',
  'marriage_out',
  'move_in',
  'move_out',
  'split',
  'merge',
  'lift',
  'relapse',
  'review_removal',
  'adjustment',
  'cancel',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
/** Types a person may propose directly; a cancel is made by cancelling. */
export type ProposableType = Exclude<EventType, 'cancel'>;

export const EVENT_TYPE_NAMES: Readonly<Record<EventType, readonly [string, ...string[]]>> = {
  classify: ['认定', '分类认定'],
  birth: ['出生'],
  death: ['死亡'],
  marriage_in: ['婚入'],
  marriage_out: ['婚出'],
  move_in: ['迁入'],
  move_out: ['迁出'],
  split: ['分户'],
  merge: ['并户'],
  lift: ['脱贫'],
  relapse: ['返贫'],
  review_removal: ['核查剔除', '剔除'],
  adjustment: ['动态调整'],
  cancel: ['撤销'],
};

export type Sex = 'male' | 'female';
export type Relation = 'head' | 'spouse' | 'child' | 'parent' | 'other';

/** One person of an event. Either number may be missing: newcomers leave nothing, the dead join nothing. */
export interface EventPerson {
  readonly personNo: string | null;
  readonly newPersonNo: string | null;
  readonly name: string | null;
  readonly idNumber: string | null;
  readonly birthDate: PlainDate | null;
  readonly sex: Sex | null;
  readonly relation: Relation | null;
}

/** An event with everything settled: the row of `registry.event` and its persons. */
export interface RegisterEvent {
  readonly eventNo: bigint;
  readonly type: EventType;
  readonly date: PlainDate;
  readonly householdNo: string | null;
  readonly otherHouseholdNo: string | null;
  readonly newHouseholdNo: string | null;
  readonly group: Group | null;
  readonly areaCode: string | null;
  readonly headName: string | null;
  readonly households: number;
  readonly persons: number;
  readonly document: string | null;
  readonly reason: string | null;
  readonly cancels: bigint | null;
  readonly people: readonly EventPerson[];
}

/** What a person hands in. Everything that follows from the register may be left out. */
export interface EventProposal {
  readonly type: ProposableType;
  readonly date: PlainDate;
  readonly householdNo?: string;
  /** Members in the household they leave. */
  readonly personNos?: readonly string[];
  /** Their numbers (or the newcomer's) in the household they join; the next free ones when left out. */
  readonly newPersonNos?: readonly string[];
  readonly otherHouseholdNo?: string;
  readonly newHouseholdNo?: string;
  readonly group?: Group;
  readonly areaCode?: string;
  readonly headName?: string;
  readonly name?: string;
  readonly idNumber?: string;
  readonly birthDate?: PlainDate;
  readonly sex?: Sex;
  readonly relation?: Relation;
  /** Adjustment: signed. A move_in that founds a household: how many persons. */
  readonly households?: number;
  readonly persons?: number;
  readonly document?: string;
  readonly reason?: string;
  /** The source's own number of the event. */
  readonly ref?: string;
}

export type EventStatus = 'proposed' | 'approved' | 'refused' | 'cancelled';

/** An event as lists show it. Never holds an ID number. */
export interface EventRow {
  readonly county_code: string;
  readonly event_no: string;
  readonly type: EventType;
  readonly date: string;
  readonly status: EventStatus;
  readonly household_no: string | null;
  /** Members concerned, `2;3`, as numbered in the household left, else in the household joined. */
  readonly person_no: string | null;
  readonly group: Group | null;
  readonly other_household_no: string | null;
  readonly new_household_no: string | null;
  readonly area_code: string | null;
  readonly households: number;
  readonly persons: number;
  readonly document: string | null;
  readonly reason: string | null;
  readonly cancels_event_no: string | null;
  readonly ref: string | null;
  readonly batch_no: string | null;
  readonly proposed_by: string;
  readonly proposed_at: string;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly decision_reason: string | null;
}
