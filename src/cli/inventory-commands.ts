import { formatYuan } from '../kernel/index.ts';
import {
  getInventory,
  INVENTORY_CLASSES,
  type InventoryClass,
  type InventoryLine,
  listInventories,
  OWNER_LEVELS,
  type OwnerLevel,
  recordInventory,
  type Use,
  USES,
} from '../livelihood/programmes/index.ts';
import { today } from '../platform/index.ts';
import type { TableColumn } from '../prevention/feeds/index.ts';
import { choiceArgument, dayArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { ENTITY, entityNo, FILES, filesOf, namesOf } from './entity-commands.ts';
import { keepFiles, orderOf } from './governance-options.ts';
import { adder, COUNTY, DRY_RUN, dryRunNote, integer, type Options, reading } from './register-options.ts';
import { readTable } from './table-file.ts';
import { textTable } from './text-table.ts';

export const inventoryCommands: Define = (program, begin) => {
  const add = adder(begin);
  const inventory = program.command('inventory').description('inventories of funds, assets and resources');
  add(
    inventory,
    'record <file>',
    `record an inventory from a CSV file with the columns ${FILE_COLUMNS.map(({ name }) => name).join(', ')}`,
    [
      COUNTY,
      ENTITY,
      ['--as-of <day>', '!day it was counted for'],
      ['--work-force <names>', '!who counted'],
      FILES,
      DRY_RUN,
    ],
    runInventory,
  );
  add(inventory, 'list', 'inventories of an entity', [COUNTY, ENTITY], runInventories);
  add(
    inventory,
    'show',
    'totals against books and ledger',
    [COUNTY, ['--inventory <number>', '!inventory']],
    runShow,
  );
};

const FILE_COLUMNS: readonly TableColumn[] = [
  { name: 'class', headers: ['class', '类别'] },
  { name: 'use', headers: ['use', '经营性'] },
  { name: 'item', headers: ['item', '名称'] },
  { name: 'owner_level', headers: ['owner_level', '权属'], optional: true },
  { name: 'quantity', headers: ['quantity', '数量'], optional: true },
  { name: 'unit', headers: ['unit', '单位'], optional: true },
  { name: 'contract', headers: ['contract', '承包或租赁'], optional: true },
  { name: 'term_until', headers: ['term_until', '到期日'], optional: true },
  { name: 'book_yuan', headers: ['book_yuan', '账面值'] },
  { name: 'found_yuan', headers: ['found_yuan', '核实值'] },
  { name: 'off_book', headers: ['off_book', '账外'], optional: true },
];

async function runInventory(context: Context, options: Options, file: string): Promise<void> {
  const rows = await readTable(context.path(file), FILE_COLUMNS);
  const view = await context.withStore('terrace inventory record', async ({ db }) =>
    recordInventory(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      asOf: dayArgument(options['asOf']!, '--as-of'),
      workForce: options['workForce']!,
      lines: rows.map(({ cells }) => lineOf(cells)),
      files: await keepFiles(db, context, options, filesOf(options)),
      today: today(),
    }),
  );
  context.answer(inventoryDocument(view), `${inventoryText(view)}${dryRunNote(context, options)}`);
}

function lineOf(cells: Readonly<Record<string, string>>): InventoryLine {
  const given = (name: string): string | null => (cells[name] ?? '').trim() || null;
  const quantity = given('quantity');
  const until = given('term_until');
  return {
    class: choiceArgument<InventoryClass>(given('class') ?? '', 'class', namesOf(INVENTORY_CLASSES)),
    use: choiceArgument<Use>(given('use') ?? '', 'use', namesOf(USES)),
    item_name: given('item') ?? '',
    owner_level: choiceArgument<OwnerLevel>(
      given('owner_level') ?? 'village',
      'owner_level',
      namesOf(OWNER_LEVELS),
    ),
    quantity_hundredths: quantity === null ? null : yuanArgument(quantity, 'quantity'),
    unit_name: given('unit'),
    contract_name: given('contract'),
    term_until: until === null ? null : dayArgument(until, 'term_until'),
    book_fen: yuanArgument(given('book_yuan') ?? '0', 'book_yuan'),
    found_fen: yuanArgument(given('found_yuan') ?? '0', 'found_yuan'),
    is_off_book: given('off_book') === 'yes',
  };
}

type View = Awaited<ReturnType<typeof getInventory>>;
const inventoryDocument = ({ totals, lines, ledger_fen, changes, ...row }: View) => ({
  ...row,
  lines: lines.length,
  ledger_yuan: formatYuan(ledger_fen),
  book_yuan: formatYuan(totals.book_fen),
  found_yuan: formatYuan(totals.found_fen),
  off_book_yuan: formatYuan(totals.off_book_fen),
  ledger_difference_yuan: formatYuan(totals.ledger_difference_fen),
  changes: changes.length,
});

function inventoryText(view: View): string {
  const { totals, inventory_no, as_of } = view;
  const rows = totals.sums.map(({ book_fen, found_fen, ...sum }) => ({
    ...sum,
    book_yuan: formatYuan(book_fen),
    found_yuan: formatYuan(found_fen),
  }));
  return [
    ...textTable(
      ['class', 'use', 'lines', 'book_yuan', 'found_yuan'],
      rows,
      new Set(['lines', 'book_yuan', 'found_yuan']),
    ),
    `Inventory ${inventory_no} as of ${as_of}: ${formatYuan(totals.found_fen)} yuan found, of it ${formatYuan(totals.off_book_fen)} off the books; funds differ from the ledger by ${formatYuan(totals.ledger_difference_fen)}.`,
    ...view.changes.map(({ item_name }) => `Changed since inventory ${view.before_no}: ${item_name}`),
  ].join('\n');
}

async function runInventories(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace inventory list', (store) =>
    reading(store, (tx) => listInventories(tx, options['county']!, entityNo(options)), 'see.entity'),
  );
  const cells = rows.map(({ ledger_fen, ...row }) => ({ ...row, ledger_yuan: formatYuan(ledger_fen) }));
  context.answer(
    cells,
    [
      ...cells.map((row) => `${row.inventory_no}  ${row.as_of}  ${row.work_force}`),
      `${rows.length} inventories.`,
    ].join('\n'),
  );
}

async function runShow(context: Context, options: Options): Promise<void> {
  const no = integer(options['inventory']!, '--inventory');
  const view = await context.withStore('terrace inventory show', (store) =>
    reading(store, (tx) => getInventory(tx, options['county']!, no), 'see.entity'),
  );
  context.answer(inventoryDocument(view), inventoryText(view));
}
