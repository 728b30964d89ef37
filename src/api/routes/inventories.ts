import { Type } from 'typebox';
import { findFen, formatYuan } from '../../kernel/index.ts';
import {
  findHundredths,
  getInventory,
  hundredthsText,
  INVENTORY_CLASSES,
  type InventoryClass,
  type InventoryView,
  listInventories,
  OWNER_LEVELS,
  type OwnerLevel,
  recordInventory,
  type Use,
  USES,
} from '../../livelihood/programmes/index.ts';
import { type AddRoute, orderOf } from '../route.ts';
import { Body, Day, DryRun, GivenYuan, No, Nullable, ofCounty, SubjectName, Text, Yuan } from '../schemas.ts';
import { Files, GivenFiles, Hundredths, ofEntity } from './entities.ts';

const ofInventory = Type.Object({ ...ofCounty.properties, inventory: No });
const tag = 'programmes';
const Class = Type.Enum(Object.keys(INVENTORY_CLASSES) as InventoryClass[]);
const UseName = Type.Enum(Object.keys(USES) as Use[]);
const Owner = Type.Enum(Object.keys(OWNER_LEVELS) as OwnerLevel[]);

const Line = Type.Object({
  class: Class,
  use: UseName,
  item_name: Type.String(),
  owner_level: Owner,
  quantity: Nullable(Type.String()),
  unit_name: Nullable(Type.String()),
  contract_name: Nullable(Type.String()),
  term_until: Nullable(Day),
  book_yuan: Yuan,
  found_yuan: Yuan,
  is_off_book: Type.Boolean(),
});
const LineIn = Type.Object(
  {
    class: Class,
    use: UseName,
    item: Text,
    owner_level: Owner,
    quantity: Type.Optional(Hundredths),
    unit: Type.Optional(Text),
    contract: Type.Optional(Text),
    term_until: Type.Optional(Day),
    book_yuan: GivenYuan,
    found_yuan: GivenYuan,
    is_off_book: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const Head = Type.Object({
  inventory_no: Type.Integer(),
  entity_no: Type.Integer(),
  as_of: Day,
  work_force: Type.String(),
  ledger_yuan: Yuan,
  remark: Nullable(Type.String()),
  files: Files,
  recorded_by: Type.String(),
});
const Whole = Type.Object({
  ...Head.properties,
  subject: SubjectName,
  lines: Type.Array(Line),
  totals: Type.Object({
    book_yuan: Yuan,
    found_yuan: Yuan,
    off_book_yuan: Yuan,
    off_book_lines: Type.Integer(),
    ledger_difference_yuan: Yuan,
    sums: Type.Array(
      Type.Object({
        class: Class,
        use: UseName,
        lines: Type.Integer(),
        book_yuan: Yuan,
        found_yuan: Yuan,
      }),
    ),
  }),
  before_no: Nullable(Type.Integer()),
  changes: Type.Array(
    Type.Object({ item_name: Type.String(), before_yuan: Nullable(Yuan), after_yuan: Nullable(Yuan) }),
  ),
});

const yuanOrNull = (fen: bigint | null) => (fen === null ? null : formatYuan(fen));
const headOf = ({ ledger_fen, ...row }: Awaited<ReturnType<typeof listInventories>>[number]) => ({
  ...row,
  ledger_yuan: formatYuan(ledger_fen),
});

function documentOf({ lines, totals, changes, ...row }: InventoryView) {
  return {
    ...headOf(row),
    before_no: row.before_no,
    subject: { module: 'inventory', id: String(row.inventory_no) },
    lines: lines.map(({ quantity_hundredths, book_fen, found_fen, ...line }) => ({
      ...line,
      quantity: quantity_hundredths === null ? null : hundredthsText(quantity_hundredths),
      book_yuan: formatYuan(book_fen),
      found_yuan: formatYuan(found_fen),
    })),
    totals: {
      book_yuan: formatYuan(totals.book_fen),
      found_yuan: formatYuan(totals.found_fen),
      off_book_yuan: formatYuan(totals.off_book_fen),
      off_book_lines: totals.off_book_lines,
      ledger_difference_yuan: formatYuan(totals.ledger_difference_fen),
      sums: totals.sums.map(({ book_fen, found_fen, ...sum }) => ({
        ...sum,
        book_yuan: formatYuan(book_fen),
        found_yuan: formatYuan(found_fen),
      })),
    },
    changes: changes.map(({ item_name, before_fen, after_fen }) => ({
      item_name,
      before_yuan: yuanOrNull(before_fen),
      after_yuan: yuanOrNull(after_fen),
    })),
  };
}

export function inventoryRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity/inventories',
    tag,
    summary: 'Inventories of an entity, by day',
    params: ofEntity,
    reply: Type.Object({ rows: Type.Array(Head) }),
    handle: async (call) => {
      const { county, entity } = call.params;
      return {
        rows: (await call.read('see.entity', (tx) => listInventories(tx, county, entity))).map(headOf),
      };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/inventories/:inventory',
    tag,
    summary: 'An inventory, its totals against books and ledger, and what differs from the one before',
    params: ofInventory,
    reply: Whole,
    handle: async (call) => {
      const { county, inventory } = call.params;
      return documentOf(await call.read('see.entity', (tx) => getInventory(tx, county, inventory)));
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/inventories',
    tag,
    summary: 'Record an inventory as a whole; a notice of the kind inventory makes it public',
    params: ofEntity,
    body: Body({
      as_of: Day,
      work_force: Text,
      remark: Type.Optional(Text),
      lines: Type.Array(LineIn, { minItems: 1, maxItems: 1000 }),
      files: GivenFiles,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Whole,
    handle: async (call) => {
      const { as_of, work_force, remark, lines, files = [] } = call.body;
      const view = await recordInventory(call.db, {
        ...orderOf(call),
        entityNo: call.params.entity,
        asOf: call.day(as_of),
        workForce: work_force,
        lines: lines.map((line) => ({
          class: line.class,
          use: line.use,
          item_name: line.item,
          owner_level: line.owner_level,
          quantity_hundredths: line.quantity === undefined ? null : findHundredths(line.quantity)!,
          unit_name: line.unit ?? null,
          contract_name: line.contract ?? null,
          term_until: line.term_until === undefined ? null : call.day(line.term_until),
          book_fen: findFen(line.book_yuan)!,
          found_fen: findFen(line.found_yuan)!,
          is_off_book: line.is_off_book ?? false,
        })),
        files,
        today: call.today,
        ...(remark !== undefined && { remark }),
      });
      return documentOf(view);
    },
  });
}
