import type { AreaLevel } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { openSpeller, type Speller, typed } from '../registry/index.ts';

/** An area that has a board, as people look for it. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly parent_code: string | null;
  readonly county_code: string;
}

/** Counties with households; the register may know the areas of others. Most stores hold one. */
export async function countiesOnBoard(tx: Tx): Promise<Place[]> {
  const { rows } = await sql<Place>`select code, name, level, parent_code, county_code from registry.area
    where level = 'county' and exists (select from registry.household h where h.county_code = code) order by code`.execute(
    tx,
  );
  return rows;
}

/** The areas of a county by code, itself first. */
export async function placesOf(tx: Tx, countyCode: string): Promise<Place[]> {
  const { rows } = await sql<Place>`select code, name, level, parent_code, county_code from registry.area
    where county_code = ${countyCode} order by code <> ${countyCode}, code`.execute(tx);
  return rows;
}

let speller: Promise<Speller> | undefined;

/** Places whose name holds what was typed, or whose pinyin or initials begin so: `双井`, `shuangjing`, `sj`. */
export async function findPlaces(places: readonly Place[], text: string): Promise<Place[]> {
  const wanted = typed(text);
  if (wanted === '') return [];
  const { spellWord } = await (speller ??= openSpeller()).then((one) => ({
    spellWord: (name: string) => one.spellWord(name),
  }));
  return places.filter(({ name }) => {
    const { spelling, initials } = spellWord(name);
    return typed(name).includes(wanted) || spelling.startsWith(wanted) || initials.startsWith(wanted);
  });
}
