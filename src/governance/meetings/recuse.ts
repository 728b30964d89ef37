import { isSamePerson, type PlainDate } from '../../kernel/index.ts';
import type { Tx } from '../../platform/index.ts';
import { peopleOfHousehold } from '../../registry/index.ts';
import { type KinshipRow, listKinship } from '../bodies/store.ts';
import { insertRows } from '../store.ts';
import {
  type ItemRow,
  listItems,
  listRecusals,
  listSeats,
  type MeetingRow,
  type RecusalRow,
  type SeatRow,
} from './store.ts';

/**
 * Writes down who may not decide what, as the register and the declarations stand now: members of the household an
 * item concerns, members without a household in the books whose name stands in that household, declared relatives.
 * Called with the agenda and again at the closing, and frozen: a later edit of the register changes no decision.
 */
export async function freezeRecusals(
  tx: Tx,
  countyCode: string,
  { meeting_no, body_no, day }: MeetingRow,
  actor: string,
): Promise<void> {
  const [items, seats, known] = [
    await listItems(tx, countyCode, [meeting_no]),
    await listSeats(tx, countyCode, [meeting_no]),
    await listRecusals(tx, countyCode, [meeting_no]),
  ];
  const kin = await listKinship(tx, countyCode, body_no);
  for (const item of items) {
    if (item.household_no === null) continue;
    const names = await namesIn(tx, countyCode, item.household_no, day);
    const fresh = seats
      .map((seat) => ({ seat, ground: groundOf(seat, item, names, kin) }))
      .filter(
        ({ seat, ground }) =>
          ground !== undefined &&
          !known.some((one) => one.item_no === item.item_no && one.member_no === seat.member_no),
      );
    await insertRows(
      tx,
      'recusal',
      fresh.map(({ seat, ground }) => ({
        county_code: countyCode,
        meeting_no,
        item_no: item.item_no,
        member_no: seat.member_no,
        ground: ground!,
        recorded_by: actor,
      })),
    );
  }
}

function groundOf(
  { member_no, name, household_no }: SeatRow,
  item: ItemRow,
  names: readonly string[],
  kin: readonly KinshipRow[],
): RecusalRow['ground'] | undefined {
  if (household_no === item.household_no) return 'same_household';
  if (kin.some((one) => one.member_no === member_no && one.household_no === item.household_no))
    return 'kinship';
  const hasNamesake = household_no === null && names.some((other) => isSamePerson(other, name));
  return hasNamesake ? 'same_name' : undefined;
}

/** Everybody the register knows in a household on a day. */
async function namesIn(tx: Tx, countyCode: string, householdNo: string, day: PlainDate): Promise<string[]> {
  return (await peopleOfHousehold(tx, countyCode, householdNo, day)).map(({ name }) => name);
}
