import type { FileReference } from '../../../evidence/index.ts';
import { formatYuan, type PlainDate } from '../../../kernel/index.ts';
import { balanceOn } from '../../../ledger/index.ts';
import { type Db, insertRows, nextNo, type Row, sql, type Tx } from '../../../platform/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { getEntity } from '../entities/store.ts';
import { enact, keepPapers, needPast, properText } from '../store.ts';
import { fail } from './errors.ts';
import {
  changesBetween,
  faultyLine,
  type InventoryChange,
  type InventoryLine,
  type InventoryTotals,
  inventoryTotals,
} from './rules.ts';

export interface InventoryOrder extends CountyOrder {
  readonly entityNo: number;
  readonly asOf: PlainDate;
  /** Names of those who counted. */
  readonly workForce: string;
  readonly remark?: string;
  readonly lines: readonly InventoryLine[];
  readonly files?: readonly FileReference[];
  readonly today: PlainDate;
}

export interface InventoryRow {
  readonly inventory_no: number;
  readonly entity_no: number;
  readonly as_of: PlainDate;
  readonly work_force: string;
  readonly ledger_fen: bigint;
  readonly remark: string | null;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
}

export interface InventoryView extends InventoryRow {
  readonly lines: readonly InventoryLine[];
  readonly totals: InventoryTotals;
  /** The inventory before, and what differs. */
  readonly before_no: number | null;
  readonly changes: readonly InventoryChange[];
}

/**
 * Records an inventory as a whole; the ledger's balance of the day is frozen beside it. A notice of the kind `inventory`
 * about `inventory:<number>` makes it public.
 *
 * Fails, in this order, with `entity.unknown`, `programmes.future`, `programmes.text`, `inventory.twice`,
 * `inventory.noLines`, `inventory.line`.
 */
export async function recordInventory(db: Db, order: InventoryOrder): Promise<InventoryView> {
  const { countyCode, entityNo, asOf, lines, files = [], today } = order;
  return enact(db, order, 'inventory.record', async (tx, actor) => {
    const entity = await getEntity(tx, countyCode, entityNo);
    needPast(asOf, today);
    const workForce = properText('work_force', order.workForce);
    const earlier = (await listInventories(tx, countyCode, entityNo)).find(({ as_of }) => as_of === asOf);
    if (earlier)
      throw fail('inventory.twice', { entity: entityNo, day: asOf, inventory: earlier.inventory_no });
    if (lines.length === 0) throw fail('inventory.noLines');
    const line = faultyLine(lines);
    if (line !== undefined) throw fail('inventory.line', { line });
    const no = await nextNo(tx, 'programmes.inventory', 'inventory_no', { county_code: countyCode });
    const key = { county_code: countyCode, inventory_no: no };
    await insertRows(tx, 'programmes.inventory', [
      {
        ...key,
        entity_no: entityNo,
        as_of: asOf,
        work_force: workForce,
        ledger_fen: await balanceOn(tx, countyCode, entity.purse, asOf),
        remark: order.remark === undefined ? null : properText('remark', order.remark),
        files: await keepPapers(tx, countyCode, entity, files, actor),
        recorded_by: actor,
      },
    ]);
    await insertRows(
      tx,
      'programmes.inventory_line',
      lines.map((each, i): Row => ({ ...key, line_no: i + 1, ...each })),
    );
    const result = await getInventory(tx, countyCode, no);
    const summary = {
      inventory_no: no,
      lines: lines.length,
      found_yuan: formatYuan(result.totals.found_fen),
    };
    return { result, summary };
  });
}

/** Inventories of an entity, by day. */
export async function listInventories(tx: Tx, countyCode: string, entityNo: number): Promise<InventoryRow[]> {
  const { rows } =
    await sql<InventoryRow>`select inventory_no, entity_no, as_of, work_force, ledger_fen, remark, files,
      recorded_by
    from programmes.inventory where county_code = ${countyCode} and entity_no = ${entityNo}
    order by as_of`.execute(tx);
  return rows;
}

/** An inventory with its totals and what differs from the one before. Fails with `inventory.unknown`. */
export async function getInventory(tx: Tx, countyCode: string, no: number): Promise<InventoryView> {
  const { rows } = await sql<{ entity_no: number }>`select entity_no from programmes.inventory
    where county_code = ${countyCode} and inventory_no = ${no}`.execute(tx);
  if (!rows[0]) throw fail('inventory.unknown', { county: countyCode, inventory: no });
  const all = await listInventories(tx, countyCode, rows[0].entity_no);
  const at = all.findIndex(({ inventory_no }) => inventory_no === no);
  const [inventory, before] = [all[at]!, all[at - 1]];
  const lines = await linesOf(tx, countyCode, no);
  return {
    ...inventory,
    lines,
    totals: inventoryTotals(lines, inventory.ledger_fen),
    before_no: before?.inventory_no ?? null,
    changes: before ? changesBetween(await linesOf(tx, countyCode, before.inventory_no), lines) : [],
  };
}

async function linesOf(tx: Tx, countyCode: string, no: number): Promise<InventoryLine[]> {
  const { rows } =
    await sql<InventoryLine>`select class, use, item_name, owner_level, quantity_hundredths, unit_name,
      contract_name, term_until, book_fen, found_fen, is_off_book
    from programmes.inventory_line where county_code = ${countyCode} and inventory_no = ${no} order by line_no`.execute(
      tx,
    );
  return rows;
}
