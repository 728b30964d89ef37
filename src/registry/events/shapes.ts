/** Which columns an event of each kind needs and which it may have; named as in the file of events. */

export type Field =
  | 'household_no'
  | 'person_no'
  | 'new_person_no'
  | 'other_household_no'
  | 'new_household_no'
  | 'group'
  | 'area_code'
  | 'head_name'
  | 'name'
  | 'id_number'
  | 'birth_date'
  | 'sex'
  | 'relation'
  | 'households'
  | 'persons'
  | 'reason';

export interface Shape {
  readonly needs: readonly Field[];
  readonly may: readonly Field[];
}

const NEWCOMER: Shape = {
  needs: ['household_no', 'name', 'sex', 'birth_date'],
  may: ['new_person_no', 'id_number', 'relation', 'reason'],
};
const FROM_OTHER: Shape = {
  needs: ['household_no', 'other_household_no', 'person_no'],
  may: ['new_person_no', 'relation', 'reason'],
};
const LEAVES: Shape = { needs: ['household_no', 'person_no'], may: ['reason'] };

export const SHAPES = {
  classify: { needs: ['household_no', 'group'], may: ['reason'] },
  lift: { needs: ['household_no', 'group'], may: ['reason'] },
  relapse: { needs: ['household_no'], may: ['group', 'reason'] },
  review_removal: { needs: ['household_no', 'reason'], may: ['group'] },
  birth: {
    needs: ['household_no', 'name', 'sex'],
    may: ['new_person_no', 'id_number', 'birth_date', 'relation', 'reason'],
  },
  death: LEAVES,
  'marriage_in from outside': NEWCOMER,
  'marriage_in from other_household_no': FROM_OTHER,
  'marriage_out to outside': LEAVES,
  'marriage_out to other_household_no': FROM_OTHER,
  'move_in from outside': NEWCOMER,
  'move_in from other_household_no': FROM_OTHER,
  'move_in of a household': {
    needs: ['new_household_no', 'area_code', 'head_name', 'persons'],
    may: ['group', 'reason'],
  },
  'move_out of members': LEAVES,
  'move_out to other_household_no': FROM_OTHER,
  'move_out of a household': { needs: ['household_no'], may: ['area_code', 'reason'] },
  split: {
    needs: ['household_no', 'person_no', 'new_household_no'],
    may: ['new_person_no', 'area_code', 'head_name', 'reason'],
  },
  merge: { needs: ['household_no', 'other_household_no'], may: ['reason'] },
  adjustment: { needs: ['area_code', 'group', 'reason'], may: ['households', 'persons'] },
} as const satisfies Readonly<Record<string, Shape>>;
export type ShapeName = keyof typeof SHAPES;
