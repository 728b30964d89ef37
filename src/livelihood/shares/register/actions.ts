import { formatYuan, type PlainDate } from '../../../kernel/index.ts';
import { type Db, insertRows, nextNo, sql, type Tx } from '../../../platform/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { getEntity } from '../../programmes/index.ts';
import { charterOf } from '../charter.ts';
import { fail } from '../errors.ts';
import { type ClassCode, CLASS_NAMES, type TallyKind } from '../rounds/model.ts';
import { type BookRow, charterOfBook, type CharterOn, enact, getBook } from '../store.ts';
import { needContributions } from './contributed.ts';
import type { EntryKind, EntryOrder, Holder } from './model.ts';
import { assertAllowed, assertSpread, classOf, passingOn } from './rules.ts';
import { holdingsOn, type HouseholdThen, householdsOf, leastFrom } from './store.ts';

export interface EntityOrder extends CountyOrder {
  readonly entityNo: number;
}

export interface OpenOrder extends EntityOrder {
  readonly charterId: string;
  readonly document: string;
  readonly day: PlainDate;
  readonly charterOn: CharterOn;
}

/**
 * Opens the share book of a registered entity under a charter; its account in the ledger pays the rounds.
 *
 * Fails with `entity.unknown`, `shares.noCharter` and `shares.opened`.
 */
export async function openBook(db: Db, order: OpenOrder): Promise<BookRow> {
  const { charterOn, ...said } = order;
  return enact(db, said, 'book.open', async (tx, actor) => {
    const { countyCode, entityNo, charterId, day, document } = order;
    charterOf(charterOn(charterId, day));
    const { area_code } = await getEntity(tx, countyCode, entityNo);
    const { rows } =
      await sql`select from shares.book where county_code = ${countyCode} and entity_no = ${entityNo}`.execute(
        tx,
      );
    if (rows.length > 0) throw fail('shares.opened', { entity: entityNo });
    const key = { county_code: countyCode, entity_no: entityNo, recorded_by: actor };
    await insertRows(tx, 'shares.book', [{ ...key, area_code, opened_on: day }]);
    await insertRows(tx, 'shares.adoption', [
      { ...key, adoption_no: 1, charter_id: charterId, day, document },
    ]);
    const result = await getBook(tx, countyCode, entityNo, day);
    return { result, summary: { entity_no: entityNo, charter: charterId } };
  });
}

export interface AdoptOrder extends EntityOrder {
  readonly charterId: string;
  readonly document: string;
  readonly day: PlainDate;
  readonly charterOn: CharterOn;
}

/** Another charter from a day on. Fails with `shares.unknown` and `shares.noCharter`. */
export async function adoptCharter(db: Db, order: AdoptOrder): Promise<BookRow> {
  const { charterOn, ...said } = order;
  return enact(db, said, 'charter.adopt', async (tx, actor) => {
    const { countyCode, entityNo, charterId, day, document } = order;
    await getBook(tx, countyCode, entityNo, day);
    charterOf(charterOn(charterId, day));
    const key = { county_code: countyCode, entity_no: entityNo };
    const adoptionNo = await nextNo(tx, 'shares.adoption', 'adoption_no', key);
    await insertRows(tx, 'shares.adoption', [
      { ...key, adoption_no: adoptionNo, charter_id: charterId, day, document, recorded_by: actor },
    ]);
    const result = await getBook(tx, countyCode, entityNo, day);
    return { result, summary: { entity_no: entityNo, charter: charterId } };
  });
}

export interface CapitalOrder extends EntityOrder {
  readonly share: ClassCode;
  readonly amountFen: bigint;
  readonly day: PlainDate;
  readonly document: string;
  readonly charterOn: CharterOn;
}

/** The capital behind a class from a day on. Fails with `shares.unknown`, `shares.class` and `shares.amount`. */
export async function setCapital(db: Db, order: CapitalOrder): Promise<{ readonly capital_no: number }> {
  const { charterOn, ...said } = order;
  return enact(db, said, 'capital.set', async (tx, actor) => {
    const { countyCode, entityNo, share, amountFen, day, document } = order;
    const book = await getBook(tx, countyCode, entityNo, day);
    classOf(charterOfBook(book, charterOn, day), share);
    if (amountFen < 0n) throw fail('shares.amount');
    const key = { county_code: countyCode, entity_no: entityNo };
    const capitalNo = await nextNo(tx, 'shares.capital', 'capital_no', key);
    await insertRows(tx, 'shares.capital', [
      {
        ...key,
        capital_no: capitalNo,
        share_kind: share,
        day,
        capital_fen: amountFen,
        document,
        recorded_by: actor,
      },
    ]);
    return { result: { capital_no: capitalNo }, summary: { entity_no: entityNo, capital_no: capitalNo } };
  });
}

export interface EntriesOrder extends EntityOrder {
  readonly entries: readonly EntryOrder[];
  readonly charterOn: CharterOn;
}

export interface EntriesReport {
  readonly first_no: number;
  readonly entries: number;
}

/**
 * Adds entries to the register, all or none.
 *
 * Refused in this order, the first entry at fault first: `shares.unknown`, those of `needContributions`, `shares.class`, `shares.entry`,
 * `shares.notTransferable`, `shares.notInheritable`, `shares.holder`, `shares.household`, `shares.outside`, `shares.tooFew`;
 * then for all together `shares.tooMuch`.
 *
 * @example
 * await addEntries(db, { actor, countyCode, entityNo: 1, charterOn, entries: [{ kind: 'issue', share: 'member', units: 300n,
 *   to: { kind: 'household', ref: 'W1' }, day, document: 'Roll of members 2016' }] });
 */
export async function addEntries(db: Db, order: EntriesOrder): Promise<EntriesReport> {
  const { charterOn: _, ...said } = order;
  return enact(db, said, 'entry.add', async (tx, actor) => {
    const result = await enter(tx, actor, order);
    return { result, summary: { entity_no: order.entityNo, entries: result.entries } };
  });
}

async function enter(tx: Tx, actor: string, order: EntriesOrder): Promise<EntriesReport> {
  const { countyCode, entityNo, entries, charterOn } = order;
  if (entries.length === 0) throw fail('shares.nothing');
  const days = entries.map(({ day }) => day).sort();
  const lastDay = days.at(-1)!;
  const book = await getBook(tx, countyCode, entityNo, lastDay);
  const charter = charterOfBook(book, charterOn, lastDay);
  await needContributions(tx, countyCode, entityNo, entries);
  const before = await holdingsOn(tx, countyCode, entityNo, lastDay);
  const here = new Set(
    (await householdsOf(tx, countyCode, book.area_code, lastDay)).map((one) => one.household_no),
  );
  let entryNo = await nextNo(tx, 'shares.entry', 'entry_no', {
    county_code: countyCode,
    entity_no: entityNo,
  });
  const first = entryNo;
  let waiting: Parameters<typeof insertRows>[2][number][] = [];
  const flush = async (): Promise<void> => {
    await insertRows(tx, 'shares.entry', waiting);
    waiting = [];
  };
  for (const entry of entries) {
    assertAllowed(entry, charter);
    await needTaker(tx, countyCode, entry, book, classOf(charter, entry.share).transfer, here);
    if (entry.from) {
      await flush();
      const held = await leastFrom(tx, countyCode, entityNo, { ...entry, holder: entry.from });
      if (held < entry.units)
        throw fail('shares.tooFew', {
          holder: entry.from.ref,
          share: CLASS_NAMES[entry.share],
          held: formatYuan(held),
          units: formatYuan(entry.units),
        });
    }
    waiting.push({
      county_code: countyCode,
      entity_no: entityNo,
      entry_no: entryNo++,
      ...rowOf(entry),
      recorded_by: actor,
    });
  }
  await flush();
  const after = await holdingsOn(tx, countyCode, entityNo, lastDay);
  assertSpread(
    charter,
    before,
    after,
    entries.flatMap(({ kind, to }) => (to && GATHERS.has(kind) ? [to] : [])),
  );
  return { first_no: first, entries: entries.length };
}

/** What is issued is the assembly's to decide, and what is inherited the family's; the rest is gathered. */
const GATHERS: ReadonlySet<EntryKind> = new Set(['transfer', 'conversion']);

const rowOf = ({ kind, share, units, from, to, into, day, document, contributionNo }: EntryOrder) => ({
  day,
  kind,
  share_kind: share,
  units,
  giver_kind: from?.kind ?? null,
  giver_ref: from?.ref ?? null,
  taker_kind: to?.kind ?? null,
  taker_ref: to?.ref ?? null,
  into_kind: into?.share ?? null,
  into_units: into?.units ?? null,
  document,
  contribution_no: contributionNo ?? null,
});

/** A household that receives shares is in the register; by transfer or issue also in the entity's area, unless they are free. */
async function needTaker(
  tx: Tx,
  countyCode: string,
  { kind, to }: EntryOrder,
  book: BookRow,
  transfer: string,
  here: ReadonlySet<string>,
): Promise<void> {
  if (to?.kind !== 'household' || here.has(to.ref)) return;
  const { rows } = await sql`select from registry.household
    where county_code = ${countyCode} and household_no = ${to.ref}`.execute(tx);
  if (rows.length === 0) throw fail('shares.household', { household: to.ref });
  if (transfer !== 'free' && kind !== 'inheritance')
    throw fail('shares.outside', { household: to.ref, area: book.area_code });
}

/** What each household of the register is given units by. */
export const ISSUE_BASES = ['persons', 'households'] as const;
export type IssueBasis = (typeof ISSUE_BASES)[number];

export interface IssueOrder extends EntityOrder {
  readonly share: ClassCode;
  readonly by: IssueBasis;
  readonly day: PlainDate;
  readonly document: string;
  /** What was put in and becomes these shares. */
  readonly contributionNo?: number;
  readonly charterOn: CharterOn;
}

/** Issues a class to the households of the entity's area as the register stands on a day: one share a person, or a household. */
export async function issueByRegister(db: Db, order: IssueOrder): Promise<EntriesReport> {
  const { charterOn, ...said } = order;
  return enact(db, said, 'entry.issue', async (tx, actor) => {
    const { countyCode, entityNo, share, by, day, document, contributionNo } = order;
    const book = await getBook(tx, countyCode, entityNo, day);
    const own = classOf(charterOfBook(book, charterOn, day), share);
    const households = (await householdsOf(tx, countyCode, book.area_code, day)).filter((one) =>
      isAmong(own.passesTo, one),
    );
    const entries = households.map(({ household_no, size }): EntryOrder => ({
      kind: 'issue',
      share,
      units: by === 'persons' ? BigInt(size) * 100n : 100n,
      to: { kind: 'household', ref: household_no },
      day,
      document,
      ...(contributionNo !== undefined && { contributionNo }),
    }));
    const result = await enter(tx, actor, { ...order, entries });
    return { result, summary: { entity_no: entityNo, entries: result.entries } };
  });
}

const isAmong = (groups: readonly string[] | null, { group }: HouseholdThen): boolean =>
  groups === null || groups.includes(group);

export interface PassOnOrder extends EntityOrder {
  readonly share: ClassCode;
  readonly day: PlainDate;
  readonly document: string;
  readonly charterOn: CharterOn;
}

/**
 * Passes a class that follows poverty from households that have left the groups of the charter to those that came in,
 * by their people (domain.md §3.8: who is poor, enjoys).
 *
 * Fails with `shares.unknown`, `shares.class`, `shares.notPassing` and `shares.nothing`.
 */
export async function passOn(db: Db, order: PassOnOrder): Promise<EntriesReport> {
  const { charterOn, ...said } = order;
  return enact(db, said, 'entry.pass_on', async (tx, actor) => {
    const { countyCode, entityNo, share, day, document } = order;
    const book = await getBook(tx, countyCode, entityNo, day);
    const charter = charterOfBook(book, charterOn, day);
    const own = classOf(charter, share);
    if (own.passesTo === null)
      throw fail('shares.notPassing', { share: CLASS_NAMES[share], charter: charter.version });
    const poor = (await householdsOf(tx, countyCode, book.area_code, day)).filter((one) =>
      isAmong(own.passesTo, one),
    );
    const entitled = new Set(poor.map(({ household_no }) => household_no));
    const held = (await holdingsOn(tx, countyCode, entityNo, day)).filter(
      (one) => one.share_kind === share && one.units > 0n,
    );
    const holding = new Set(held.map(({ holder_ref }) => holder_ref));
    const leavers = held
      .filter(({ holder_kind, holder_ref }) => holder_kind !== 'household' || !entitled.has(holder_ref))
      .map(({ holder_kind, holder_ref, units }) => ({
        holder: { kind: holder_kind, ref: holder_ref },
        units,
      }));
    const moves = passingOn(
      leavers,
      poor.filter(({ household_no }) => !holding.has(household_no)),
    );
    if (moves.length === 0) throw fail('shares.nothing');
    const result = await insertMoves(tx, actor, order, moves, { share, day, document });
    return { result, summary: { entity_no: entityNo, entries: result.entries } };
  });
}

/** The charter itself moves these: what forbids a holder to sell them does not forbid this. */
async function insertMoves(
  tx: Tx,
  actor: string,
  { countyCode, entityNo }: EntityOrder,
  moves: readonly { readonly from: Holder; readonly to: Holder; readonly units: bigint }[],
  common: { readonly share: ClassCode; readonly day: PlainDate; readonly document: string },
): Promise<EntriesReport> {
  const key = { county_code: countyCode, entity_no: entityNo };
  const first = await nextNo(tx, 'shares.entry', 'entry_no', key);
  const rows = moves.map((move, i) => ({
    ...key,
    entry_no: first + i,
    ...rowOf({ kind: 'transfer', ...common, ...move }),
    recorded_by: actor,
  }));
  await insertRows(tx, 'shares.entry', rows);
  return { first_no: first, entries: rows.length };
}

export interface TallyLine {
  readonly householdNo: string;
  readonly units: bigint;
}

export interface TallyOrder extends EntityOrder {
  readonly year: number;
  readonly kind: TallyKind;
  readonly lines: readonly TallyLine[];
  readonly document: string;
  readonly today: PlainDate;
}

/** What households sold or worked in a year; a later number of a household replaces the earlier. Fails with `shares.household`. */
export async function addTallies(db: Db, order: TallyOrder): Promise<{ readonly lines: number }> {
  return enact(db, order, 'tally.add', async (tx, actor) => {
    const { countyCode, entityNo, year, kind, lines, document, today } = order;
    await getBook(tx, countyCode, entityNo, today);
    const key = { county_code: countyCode, entity_no: entityNo };
    const first = await nextNo(tx, 'shares.tally', 'tally_no', key);
    const numbers = lines.map(({ householdNo }) => householdNo);
    const { rows: known } = await sql<{ household_no: string }>`select household_no from registry.household
      where county_code = ${countyCode} and household_no = any(${numbers}::text[])`.execute(tx);
    const here = new Set(known.map(({ household_no }) => household_no));
    const unknown = numbers.find((no) => !here.has(no));
    if (unknown !== undefined) throw fail('shares.household', { household: unknown });
    await insertRows(
      tx,
      'shares.tally',
      lines.map(({ householdNo, units }, i) => ({
        ...key,
        tally_no: first + i,
        year,
        tally_kind: kind,
        household_no: householdNo,
        units,
        document,
        recorded_by: actor,
      })),
    );
    return { result: { lines: lines.length }, summary: { entity_no: entityNo, year, lines: lines.length } };
  });
}
