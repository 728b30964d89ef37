import { Type } from 'typebox';
import {
  adoptCharter,
  type BookRow,
  capitalOn,
  charterOf,
  CLASS_CODES,
  ENTRY_KINDS,
  freezeRoll,
  getBook,
  holdingsOn,
  listBooks,
  listEntries,
  listRolls,
  openBook,
  receiveIncome,
  setCapital,
  STEP_NAMES,
} from '../../livelihood/shares/index.ts';
import { certificateOf } from '../../app/certificates.ts';
import { findFen, formatYuan, yearOf } from '../../kernel/index.ts';
import { type AddRoute, type Call, pageOf, Purpose } from '../route.ts';
import {
  AfterNo,
  Big,
  Body,
  County,
  Day,
  DryRun,
  GivenYuan,
  HouseholdNo,
  Limit,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  pageAt,
  Personal,
  Position,
  Text,
  Words,
  Yuan,
} from '../schemas.ts';
import { charterOnOf } from './rounds.ts';
import { entityOrder, ofEntity, type OfEntity, Units } from './share-entries.ts';

const tag = 'shares';
const Class = Type.Enum([...CLASS_CODES]);

const Book = Type.Object({
  entity_no: Type.Integer(),
  area_code: Type.String(),
  entity_name: Type.String(),
  purse: Type.String(),
  opened_on: Day,
  charter_id: Type.String(),
  adopted_on: Day,
  charter_document: Type.String(),
});
const Charter = Type.Object({
  version: Type.String(),
  title: Words,
  amounts: Type.Enum(['household', 'classes']),
  steps: Type.Array(Type.Object({ step: Type.String(), name: Words, percent: Nullable(Type.Number()) })),
  classes: Type.Array(
    Type.Object({
      code: Class,
      percent: Nullable(Type.Number()),
      holders: Type.Array(Type.String()),
      transfer: Type.String(),
      inherits: Type.Boolean(),
      largest_percent: Nullable(Type.Number()),
      follows_poverty: Type.Boolean(),
    }),
  ),
});
const Roll = Type.Object({
  roll_no: Type.Integer(),
  day: Day,
  year: Type.Integer(),
  line_count: Type.Integer(),
  roll_hash: Type.String(),
  recorded_by: Type.String(),
});
const Holding = Type.Object({
  share_kind: Class,
  holder_kind: Type.Enum(['household', 'collective', 'party']),
  holder_ref: Personal(Type.String()),
  head_name: Personal(Type.String()),
  units: Personal(Units),
});
const Entry = Type.Object({
  entry_no: Type.Integer(),
  day: Day,
  kind: Type.Enum([...ENTRY_KINDS]),
  share_kind: Class,
  units: Units,
  giver_ref: Nullable(Type.String()),
  taker_ref: Nullable(Type.String()),
  into_kind: Nullable(Class),
  into_units: Nullable(Units),
  contribution_no: Nullable(Type.Integer()),
  document: Type.String(),
  recorded_by: Type.String(),
});

export function shareRoutes(add: AddRoute): void {
  readRoutes(add);
  bookRoutes(add);
}

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/share-books',
    tag,
    summary: 'Entities with a share book',
    params: ofCounty,
    query: Type.Object({ on: On }),
    reply: Type.Object({
      rows: Type.Array(Type.Object({ ...Book.properties, charter_title: Words })),
    }),
    handle: async (call) => {
      const { county } = call.params;
      const day = call.day(call.query.on);
      const charterOn = await charterOnOf(call);
      const books = await call.read('see.shares', (tx) => listBooks(tx, county, day), county);
      return {
        rows: books.map((book) => ({ ...book, charter_title: charterOn(book.charter_id, day).title })),
      };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/share-books/:entity',
    tag,
    summary: 'A share book: its charter, the sums of its classes, capital and rolls',
    params: ofEntity,
    query: Type.Object({ on: On }),
    reply: Type.Object({
      book: Book,
      charter: Charter,
      sums: Type.Array(Type.Object({ share_kind: Class, holders: Type.Integer(), units: Units })),
      capital: Type.Array(
        Type.Object({ share_kind: Class, capital_yuan: Yuan, day: Day, document: Type.String() }),
      ),
      rolls: Type.Array(Roll),
    }),
    handle: async (call) => bookOf(call, call.day(call.query.on)),
  });
  add({
    method: 'GET',
    url: '/counties/:county/share-books/:entity/holdings',
    tag,
    summary: 'Who holds what on a day; who held once stays in with 0',
    params: ofEntity,
    query: Type.Object({ on: On, purpose: Purpose, after: Position, limit: Limit }),
    reply: Page(Holding, Type.Integer()),
    handle: (call) => {
      const { county, entity } = call.params;
      return call.readPersonal(
        { action: 'see.shares', countyCode: county, subject: `book ${entity}` },
        async (tx, eyes) => {
          const held = await holdingsOn(tx, county, entity, call.day(call.query.on));
          const { rows, next } = pageAt(held, call.query);
          return {
            rows: rows.map(({ share_kind, holder_kind, units, ...one }) => ({
              share_kind,
              holder_kind,
              ...eyes({ ...one, units: formatYuan(units) }),
            })),
            next,
          };
        },
      );
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/share-books/:entity/entries',
    tag,
    summary: 'What was issued, passed on, converted and ended',
    params: ofEntity,
    query: Type.Object({ household: Type.Optional(HouseholdNo), after: AfterNo, limit: Limit }),
    reply: Page(Entry, Type.Integer()),
    handle: async (call) => {
      const { county, entity } = call.params;
      const { household, after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.read(
            'see.shares',
            (tx) =>
              listEntries(tx, county, entity, {
                ...(household !== undefined && { householdNo: household }),
                after,
                limit: rows,
              }),
            county,
          ),
        ({ entry_no }) => entry_no,
      );
      return { rows: page.rows.map(entryDocument), next: page.next };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/share-books/:entity/certificates/:household',
    tag,
    summary: "A household's certificate to print, A4, with the register's hash",
    params: Type.Object({ county: County, entity: No, household: HouseholdNo }),
    query: Type.Object({ on: On, purpose: Purpose }),
    produces: 'text/html',
    reply: Type.String(),
    handle: async (call) => {
      const { county, entity, household } = call.params;
      const charterOn = await charterOnOf(call);
      return call.readPersonal({ action: 'see.shares', countyCode: county, subject: household }, (tx) =>
        certificateOf(tx, {
          countyCode: county,
          entityNo: entity,
          householdNo: household,
          day: call.day(call.query.on),
          charterOn,
          address: call.origin,
        }),
      );
    },
  });
}

const entryDocument = (entry: Awaited<ReturnType<typeof listEntries>>[number]) => ({
  entry_no: entry.entry_no,
  day: entry.day,
  kind: entry.kind,
  share_kind: entry.share_kind,
  units: formatYuan(entry.units),
  giver_ref: entry.giver_ref,
  taker_ref: entry.taker_ref,
  into_kind: entry.into_kind,
  into_units: entry.into_units === null ? null : formatYuan(entry.into_units),
  contribution_no: entry.contribution_no,
  document: entry.document,
  recorded_by: entry.recorded_by,
});

async function bookOf(call: Call<OfEntity>, day = call.today) {
  const { county, entity } = call.params;
  const charterOn = await charterOnOf(call);
  return call.read(
    'see.shares',
    async (tx) => {
      const book = await getBook(tx, county, entity, day);
      const held = await holdingsOn(tx, county, entity, day);
      return {
        book,
        charter: charterDocument(charterOf(charterOn(book.charter_id, day))),
        sums: CLASS_CODES.flatMap((code) => {
          const own = held.filter(({ share_kind, units }) => share_kind === code && units > 0n);
          const units = own.reduce((sum, one) => sum + one.units, 0n);
          return own.length === 0
            ? []
            : [{ share_kind: code, holders: own.length, units: formatYuan(units) }];
        }),
        capital: (await capitalOn(tx, county, entity, day)).map(({ capital_fen, ...one }) => ({
          ...one,
          capital_yuan: formatYuan(capital_fen),
        })),
        rolls: await listRolls(tx, county, entity),
      };
    },
    county,
  );
}

const percent = (bp: number | null): number | null => (bp === null ? null : bp / 100);

const charterDocument = ({ version, title, rules, classes }: ReturnType<typeof charterOf>) => ({
  version,
  title,
  amounts: rules.amounts,
  steps: rules.steps.map((step) => ({
    step,
    name: STEP_NAMES[step],
    percent: percent(rules.rates_bp[step] ?? null),
  })),
  classes: classes.map(({ code, fractionBp, holders, transfer, inherits, largestBp, passesTo }) => ({
    code,
    percent: percent(fractionBp),
    holders: [...holders],
    transfer,
    inherits,
    largest_percent: percent(largestBp),
    follows_poverty: passesTo !== null,
  })),
});

function bookRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity',
    tag,
    summary: 'Open the share book of a registered entity under a charter',
    params: ofEntity,
    body: Body({ charter: Type.String({ maxLength: 100 }), document: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: Book,
    handle: async (call): Promise<BookRow> => {
      const { charter, document } = call.body;
      return openBook(call.db, { ...(await entityOrder(call)), charterId: charter, document });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity/charters',
    tag,
    summary: 'Another charter from a day on',
    params: ofEntity,
    body: Body({ charter: Type.String({ maxLength: 100 }), document: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: Book,
    handle: async (call) =>
      adoptCharter(call.db, {
        ...(await entityOrder(call)),
        charterId: call.body.charter,
        document: call.body.document,
      }),
  });
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity/capital',
    tag,
    summary: 'The capital behind a class from a day on, for its guaranteed income',
    params: ofEntity,
    body: Body({ class: Class, amount_yuan: GivenYuan, document: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: Type.Object({ capital_no: Type.Integer() }),
    handle: async (call) =>
      setCapital(call.db, {
        ...(await entityOrder(call)),
        share: call.body.class,
        amountFen: findFen(call.body.amount_yuan)!,
        document: call.body.document,
      }),
  });
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity/income',
    tag,
    summary: 'Income that has come into the purse',
    params: ofEntity,
    body: Body({
      from: Type.String({ minLength: 1, maxLength: 100 }),
      amount_yuan: GivenYuan,
      document: Type.String({ minLength: 1, maxLength: 100 }),
      on: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Object({ posting_no: Big }),
    handle: async (call) =>
      receiveIncome(call.db, {
        ...(await entityOrder(call)),
        party: call.body.from,
        amountFen: findFen(call.body.amount_yuan)!,
        document: call.body.document,
      }),
  });
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity/rolls',
    tag,
    summary: 'Freeze the register at a day, before the total is known',
    params: ofEntity,
    body: Body({
      year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 9999 })),
      on: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Roll,
    handle: async (call) => {
      const order = await entityOrder(call);
      return freezeRoll(call.db, { ...order, year: call.body.year ?? yearOf(order.day) });
    },
  });
}
