import type { FileReference } from '../../../evidence/index.ts';
import type { PlainDate } from '../../../kernel/index.ts';
import { type Db, insertRows, nextNo, sql, type Tx } from '../../../platform/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { getEntity } from '../entities/store.ts';
import { fail } from '../errors.ts';
import type { OutputKind } from '../names.ts';
import { enact, keepPapers, needPast } from '../store.ts';

export interface OutputOrder extends CountyOrder {
  readonly entityNo: number;
  readonly kind: OutputKind;
  readonly since: PlainDate;
  readonly until: PlainDate;
  /** Hundredths of kWh, posts or yuan; 0 only for sales. */
  readonly plannedHundredths: bigint;
  readonly actualHundredths: bigint;
  readonly files?: readonly FileReference[];
  readonly today: PlainDate;
}

export interface OutputRow {
  readonly output_no: number;
  readonly entity_no: number;
  readonly kind: OutputKind;
  readonly since: PlainDate;
  readonly until: PlainDate;
  readonly planned_hundredths: bigint;
  readonly actual_hundredths: bigint;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
}

/**
 * Records what an entity was to bring in a period and what it brought (domain.md F38). A report of the same kind and
 * first day puts an earlier one right. Fails, in this order, with `entity.unknown`, `programmes.future`, `output.terms`.
 */
export async function recordOutput(db: Db, order: OutputOrder): Promise<OutputRow[]> {
  return enact(db, order, 'entity.output', async (tx, actor) => {
    const { countyCode, entityNo, kind, since, until, plannedHundredths, actualHundredths } = order;
    const entity = await getEntity(tx, countyCode, entityNo);
    needPast(until, order.today);
    const isSound =
      until >= since && actualHundredths >= 0n && plannedHundredths >= (kind === 'sales' ? 0n : 1n);
    if (!isSound) throw fail('output.terms');
    const no = await nextNo(tx, 'programmes.output', 'output_no', { county_code: countyCode });
    await insertRows(tx, 'programmes.output', [
      {
        county_code: countyCode,
        output_no: no,
        entity_no: entityNo,
        kind,
        since,
        until,
        planned_hundredths: plannedHundredths,
        actual_hundredths: actualHundredths,
        files: await keepPapers(tx, countyCode, entity, order.files ?? [], actor),
        recorded_by: actor,
      },
    ]);
    const result = await listOutputs(tx, countyCode, entityNo);
    return { result, summary: { output_no: no, entity_no: entityNo, kind } };
  });
}

/** Reports in force of an entity, the latest period first. */
export async function listOutputs(tx: Tx, countyCode: string, entityNo: number): Promise<OutputRow[]> {
  const { rows } = await sql<OutputRow>`select * from (
      select distinct on (kind, since) output_no, entity_no, kind, since, until, planned_hundredths, actual_hundredths,
        files, recorded_by
      from programmes.output where county_code = ${countyCode} and entity_no = ${entityNo}
      order by kind, since, output_no desc) o
    order by since desc, kind`.execute(tx);
  return rows;
}
