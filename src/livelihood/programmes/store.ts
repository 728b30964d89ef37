import { attachFiles, type FileReference } from '../../evidence/index.ts';
import { isSamePerson, type PlainDate } from '../../kernel/index.ts';
import type { Tx } from '../../platform/index.ts';
import { enactor, findHousehold } from '../../registry/index.ts';
import { fail } from './errors.ts';
import type { EntityRow } from './model.ts';

/** What all parts of the module share. */

/** Writes through the funnel. The ledger is locked after it, never before. */
export const enact = enactor('programmes');

export const isByOneOf = (actor: string, people: readonly string[]): boolean =>
  people.some((name) => isSamePerson(name, actor));

/** Fails with `programmes.future`: the module records what has happened. */
export function needPast(day: PlainDate, today: PlainDate): void {
  if (day > today) throw fail('programmes.future', { day, today });
}

const TEXT_LENGTH_MAX = 500;

/** A text without blanks around it. Fails with `programmes.text`. */
export function properText(field: string, given: string): string {
  const text = given.trim();
  if (text === '' || text.length > TEXT_LENGTH_MAX || /\p{Cc}/u.test(text))
    throw fail('programmes.text', { field, value: text.slice(0, 40).replace(/\p{Cc}/gu, ' ') });
  return text;
}

/** Papers of an act: kept with the row, and opened by whoever sees the entity's area. */
export async function keepPapers(
  tx: Tx,
  countyCode: string,
  { entity_no, area_code }: Pick<EntityRow, 'entity_no' | 'area_code'>,
  files: readonly FileReference[],
  actor: string,
): Promise<string> {
  const subject = { module: 'entity', id: String(entity_no), areaCode: area_code, actor } as const;
  await attachFiles(tx, countyCode, files, subject);
  return JSON.stringify(files);
}

/** Fails with `programmes.household` unless the household is in the register on the day. */
export async function needHousehold(
  tx: Tx,
  countyCode: string,
  householdNo: string,
  day: PlainDate,
): Promise<void> {
  if (!(await findHousehold(tx, countyCode, householdNo, day)))
    throw fail('programmes.household', { county: countyCode, household: householdNo, day });
}
