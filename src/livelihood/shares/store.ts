import { lastDayOf, type PlainDate, yearOf } from '../../kernel/index.ts';
import type { AccountKey } from '../../ledger/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import { enactor } from '../../registry/index.ts';
import { type Charter, charterOf } from './charter.ts';
import { fail } from './errors.ts';

/** What register, rolls and rounds share. */

/** Writes through the funnel. The ledger is locked after it, never before. */
export const enact = enactor('shares');

/** Chooses the version of a charter on a day, with what was published in the store. */
export type CharterOn = (charterId: string, day: PlainDate) => PolicyVersion;

export interface BookRow {
  readonly entity_no: number;
  readonly area_code: string;
  readonly entity_name: string;
  readonly purse: AccountKey;
  readonly opened_on: PlainDate;
  readonly charter_id: string;
  readonly adopted_on: PlainDate;
  readonly charter_document: string;
}

/** Books with the charter in force on a day; of one entity where its number is given. */
export async function listBooks(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  entityNo?: number,
): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`
    select b.entity_no, e.area_code, e.name as entity_name, e.purse, b.opened_on, a.charter_id, a.day as adopted_on,
      a.document as charter_document
    from shares.book b
    join programmes.entity e using (county_code, entity_no)
    cross join lateral (select * from shares.adoption a where a.county_code = b.county_code and a.entity_no = b.entity_no
      order by a.day > ${day}::date, abs(a.day - ${day}::date), a.adoption_no desc limit 1) a
    where b.county_code = ${countyCode} ${entityNo === undefined ? sql`` : sql`and b.entity_no = ${entityNo}`}
    order by b.entity_no`.execute(tx);
  return rows;
}

/** Fails with `shares.unknown`. */
export async function getBook(
  tx: Tx,
  countyCode: string,
  entityNo: number,
  day: PlainDate,
): Promise<BookRow> {
  const [book] = await listBooks(tx, countyCode, day, entityNo);
  if (!book) throw fail('shares.unknown', { county: countyCode, entity: entityNo });
  return book;
}

/** The charter of a book as it stands on a day. */
export const charterOfBook = (book: BookRow, charterOn: CharterOn, day: PlainDate): Charter =>
  charterOf(charterOn(book.charter_id, day));

/** Authorisations last to the end of the next year. */
export const lastDayToPay = (day: PlainDate): PlainDate => lastDayOf(yearOf(day) + 1);

type Cell = string | bigint | number;

/** Adds many rows in one statement: what all share goes over once, the rest as arrays. */
export async function insertMany(
  tx: Tx,
  table: string,
  common: Readonly<Record<string, Cell>>,
  columns: Readonly<Record<string, readonly ['text' | 'bigint' | 'integer', readonly Cell[]]>>,
): Promise<void> {
  const names = [...Object.keys(common), ...Object.keys(columns)].map((name) => sql.ref(name));
  const shared = Object.values(common).map((value) => sql`${value}`);
  const arrays = Object.values(columns).map(
    ([type, values]) => sql`${arrayText(values)}::${sql.raw(type)}[]`,
  );
  await sql`insert into ${sql.table(table)} (${sql.join(names)})
    select ${sql.join([...shared.map((value, i) => castOf(value, Object.values(common)[i]!)), sql`u.*`])}
    from unnest(${sql.join(arrays)}) as u`.execute(tx);
}

const castOf = (value: ReturnType<typeof sql>, cell: Cell) =>
  typeof cell === 'string' ? sql`${value}::text` : sql`${value}::integer`;

/** PostgreSQL's array text; the drivers' own writers take seconds for a round. */
const arrayText = (values: readonly Cell[]): string =>
  `{${values.map((value) => (typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value))).join(',')}}`;
