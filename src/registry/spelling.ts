import type { RawBuilder } from 'kysely';
import type { pinyin as Pinyin } from 'pinyin-pro';
import { surnameOf } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';

/** A name as people type it. */
export interface Spelling {
  readonly spelling: string;
  readonly initials: string;
}

/**
 * Spells names: the surname as a surname (单 shan, 仇 qiu), the given name as words. Both come back again and again, so that
 * each is looked up once.
 *
 * @example
 * const speller = await openSpeller();
 * speller.spell('单田芳'); // { spelling: 'shantianfang', initials: 'stf' }
 */
export class Speller {
  readonly #pinyin: typeof Pinyin;
  readonly #surnames = new Map<string, Spelling>();
  readonly #givenNames = new Map<string, Spelling>();

  constructor(pinyin: typeof Pinyin) {
    this.#pinyin = pinyin;
  }

  spell(name: string): Spelling {
    const letters = name.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
    const surname = /^\p{Script=Han}/u.test(letters) ? surnameOf(letters) : '';
    const first = this.#part(this.#surnames, surname, 'head');
    const second = this.#part(this.#givenNames, letters.slice(surname.length), 'off');
    return { spelling: first.spelling + second.spelling, initials: first.initials + second.initials };
  }

  /** What is no person's name: a village. */
  spellWord(word: string): Spelling {
    return this.#part(this.#givenNames, word.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, ''), 'off');
  }

  #part(known: Map<string, Spelling>, part: string, surname: 'head' | 'off'): Spelling {
    const before = known.get(part);
    if (before) return before;
    // Letters that are no Chinese characters stay together as a word.
    const syllables = [...part.matchAll(/\p{Script=Han}+|\P{Script=Han}+/gu)].flatMap(([run]) =>
      /\p{Script=Han}/u.test(run)
        ? this.#pinyin(run, { toneType: 'none', type: 'array', v: true, surname })
        : [run.toLowerCase()],
    );
    const spelling = { spelling: syllables.join(''), initials: syllables.map(([letter]) => letter).join('') };
    known.set(part, spelling);
    return spelling;
  }
}

/** The dictionary is loaded when a name is to be spelt: most commands never do. */
export const openSpeller = async (): Promise<Speller> => new Speller((await import('pinyin-pro')).pinyin);

const CHUNK = 20_000;

/** Spells the heads' names that have no spelling yet, of all households or of some. Answers how many. */
export async function spellNames(
  tx: Tx,
  households: RawBuilder<unknown> = sql`registry.household`,
): Promise<number> {
  const { rows } = await sql<{ name: string }>`
    select distinct h.head_name as name from ${households} h
    where not exists (select from registry.name_spelling s where s.name = h.head_name collate "C")`.execute(
    tx,
  );
  if (rows.length === 0) return 0;
  const speller = await openSpeller();
  for (let first = 0; first < rows.length; first += CHUNK) {
    const spelt = rows.slice(first, first + CHUNK).map(({ name }) => ({ name, ...speller.spell(name) }));
    await sql`insert into registry.name_spelling (name, spelling, initials)
      select name, spelling, initials
      from jsonb_to_recordset(${JSON.stringify(spelt)}::jsonb) as s (name text, spelling text, initials text)
      on conflict (name) do nothing`.execute(tx);
  }
  return rows.length;
}

/** Capitals, spaces and apostrophes do not count: `Zhang San`, `xi'an`. */
export const typed = (text: string): string => text.toLowerCase().replaceAll(/[\s'’]/g, '');

/**
 * Whether a row (with `household_no` and `head_name`) is meant by what somebody typed: the beginning of its number, part of
 * its head's name, or the beginning of that name's pinyin or of its initials.
 */
export function householdMatches(alias: string, text: string): RawBuilder<boolean> {
  const column = (name: string) => sql.raw(`${alias}.${name}`);
  const wanted = text.trim();
  return sql<boolean>`(starts_with(${column('household_no')}, ${wanted}) or position(${wanted} in ${column('head_name')}) > 0
    or ${column('head_name')} in (${namesTyped(wanted)}))`;
}

/** A query for the names whose pinyin or initials begin as typed. */
export const namesTyped = (text: string): RawBuilder<{ name: string }> => sql`
  select name from registry.name_spelling where starts_with(spelling, ${typed(text)})
  union all
  select name from registry.name_spelling where starts_with(initials, ${typed(text)})`;
