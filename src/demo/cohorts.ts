import { GROUPS, SIZE } from './assumptions.ts';

/** The five groups of the households file (design.md, Contracts at the edge). */
export type DemoGroup =
  'registered' | 'non_high_standard_lifted' | 'non_poor_low_income' | 'sudden_hardship' | 'general';

type CohortName =
  'registered' | 'nonHighStandard' | 'highStandard' | 'lowIncome' | 'suddenHardship' | 'general';

/** Households that are drawn alike. The well-lifted are general in the file but were registered once. */
export interface Cohort {
  readonly name: CohortName;
  readonly group: DemoGroup;
  readonly households: number;
  readonly meanSize: number;
  readonly wasRegistered: boolean;
  /** Which of the assumptions’ subsidy rates apply. */
  readonly support: 'registered' | 'lifted' | 'lowIncome' | 'other';
}

/** Households and mean sizes per cohort at a scale, exact quotas that add up to the county. */
export function cohortsAt(scale: number): readonly Cohort[] {
  const full = SIZE.full.value;
  const people = full.people * scale;
  const households = Math.round(full.households * scale);
  const { remaining, lifted } = GROUPS.registered.value;
  const perRuralPerson = people / GROUPS.ruralPopulation.value;
  const weak = GROUPS.nonHighStandardShareOfLifted.value;
  const liftedSize = lifted.people / lifted.households;
  const lowIncomePeople = people * GROUPS.insuredShare.value - lifted.people * perRuralPerson * weak;
  const suddenPeople = people * GROUPS.suddenHardshipShare.value;

  const special = [
    cohort(
      'registered',
      'registered',
      'registered',
      remaining.people * perRuralPerson,
      remaining.people / remaining.households,
    ),
    cohort(
      'nonHighStandard',
      'non_high_standard_lifted',
      'lifted',
      lifted.people * perRuralPerson * weak,
      liftedSize,
    ),
    cohort('highStandard', 'general', 'lifted', lifted.people * perRuralPerson * (1 - weak), liftedSize),
    cohort('lowIncome', 'non_poor_low_income', 'lowIncome', lowIncomePeople, GROUPS.lowIncomeSize.value),
    cohort('suddenHardship', 'sudden_hardship', 'other', suddenPeople, GROUPS.suddenHardshipSize.value),
  ];
  const restHouseholds = households - sum(special.map((each) => each.households));
  const restPeople = people - sum(special.map((each) => each.households * each.meanSize));
  return [...special, cohort('general', 'general', 'other', restPeople, restPeople / restHouseholds)];
}

function cohort(
  name: CohortName,
  group: DemoGroup,
  support: Cohort['support'],
  people: number,
  meanSize: number,
): Cohort {
  const wasRegistered = support === 'registered' || support === 'lifted';
  return { name, group, support, meanSize, wasRegistered, households: Math.round(people / meanSize) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
