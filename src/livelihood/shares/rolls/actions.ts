import { createHash, randomBytes } from 'node:crypto';
import { maskName, type PlainDate } from '../../../kernel/index.ts';
import { type Db, insertRows, nextNo, sql, type Tx } from '../../../platform/index.ts';
import { stateOn } from '../../../registry/index.ts';
import type { EntityOrder } from '../register/actions.ts';
import { holdingsOn } from '../register/store.ts';
import { fail } from '../errors.ts';
import { type Column, type HolderKind, type StepName, type TallyKind } from '../rounds/model.ts';
import { rollHashOf, sealOf } from '../rounds/sheet.ts';
import { charterOfBook, type CharterOn, enact, getBook, insertMany } from '../store.ts';
import { getRoll, type RollRow } from './store.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface FreezeOrder extends EntityOrder {
  readonly day: PlainDate;
  /** Year whose volume and labour count; that of the day unless told. */
  readonly year: number;
  readonly today: PlainDate;
  readonly charterOn: CharterOn;
}

interface Weighted {
  readonly column: Column;
  readonly kind: HolderKind;
  readonly ref: string;
  readonly weight: bigint;
}

/**
 * Freezes the register at a day, with the year's volume and labour where the charter shares by them: line ids, weights
 * and a hash that is public from now on, before any total is known. Who held once and holds no more stays in with 0.
 *
 * Fails with `shares.future`, `shares.unknown` and `shares.empty`.
 */
export async function freezeRoll(db: Db, order: FreezeOrder): Promise<RollRow> {
  const { charterOn, ...said } = order;
  return enact(db, said, 'roll.freeze', async (tx, actor) => {
    const { countyCode, entityNo, day, year, today } = order;
    if (day > today) throw fail('shares.future', { day, today });
    const book = await getBook(tx, countyCode, entityNo, day);
    const charter = charterOfBook(book, charterOn, day);
    const weighted = [
      ...(await sharesOn(
        tx,
        order,
        charter.rules.classes.map(({ code }) => code),
      )),
      ...(await talliesOf(tx, order, charter.rules.steps)),
    ];
    if (weighted.every(({ weight }) => weight === 0n)) throw fail('shares.empty', { entity: entityNo, day });
    const key = { county_code: countyCode, entity_no: entityNo };
    const rollNo = await nextNo(tx, 'shares.roll', 'roll_no', key);
    const names = await namesOn(tx, countyCode, day, weighted);
    const lines = numbered(weighted, names, book.entity_name);
    const seals = lines.map(({ line_id, weight, nonce }) => ({
      id: line_id,
      seal: sealOf({ id: line_id, weight, nonce }, sha256),
    }));
    await insertRows(tx, 'shares.roll', [
      {
        ...key,
        roll_no: rollNo,
        day,
        year,
        charter_id: book.charter_id,
        line_count: lines.length,
        roll_hash: rollHashOf(seals, sha256),
        recorded_by: actor,
      },
    ]);
    await insertMany(
      tx,
      'shares.roll_line',
      { ...key, roll_no: rollNo },
      {
        line_no: ['integer', lines.map((_, i) => i + 1)],
        line_id: ['text', lines.map(({ line_id }) => line_id)],
        column_kind: ['text', lines.map(({ column }) => column)],
        holder_kind: ['text', lines.map(({ kind }) => kind)],
        holder_ref: ['text', lines.map(({ ref }) => ref)],
        masked_name: ['text', lines.map(({ masked_name }) => masked_name)],
        weight: ['bigint', lines.map(({ weight }) => weight)],
        nonce: ['text', lines.map(({ nonce }) => nonce)],
      },
    );
    const result = await getRoll(tx, countyCode, entityNo, rollNo);
    return { result, summary: { entity_no: entityNo, roll_no: rollNo, lines: lines.length } };
  });
}

async function sharesOn(
  tx: Tx,
  { countyCode, entityNo, day }: FreezeOrder,
  classes: readonly string[],
): Promise<Weighted[]> {
  const held = await holdingsOn(tx, countyCode, entityNo, day);
  return classes.flatMap((code) =>
    held
      .filter(({ share_kind }) => share_kind === code)
      .map(({ holder_kind, holder_ref, units }) => ({
        column: code as Column,
        kind: holder_kind,
        ref: holder_ref,
        weight: units,
      })),
  );
}

async function talliesOf(
  tx: Tx,
  { countyCode, entityNo, year }: FreezeOrder,
  steps: readonly StepName[],
): Promise<Weighted[]> {
  const wanted = (['volume', 'labour'] as const).filter((kind) => steps.includes(kind));
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ tally_kind: TallyKind; household_no: string; units: bigint }>`
    select distinct on (tally_kind, household_no) tally_kind, household_no, units from shares.tally
    where county_code = ${countyCode} and entity_no = ${entityNo} and year = ${year}
      and tally_kind = any(${wanted}::text[])
    order by tally_kind desc, household_no, tally_no desc`.execute(tx);
  return rows.map(({ tally_kind, household_no, units }) => ({
    column: tally_kind,
    kind: 'household',
    ref: household_no,
    weight: units,
  }));
}

async function namesOn(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  lines: readonly Weighted[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = [...new Set(lines.filter(({ kind }) => kind === 'household').map(({ ref }) => ref))];
  const { rows } = await sql<{ household_no: string; head_name: string }>`
    select household_no, head_name from ${stateOn(countyCode, day, numbers)} as h`.execute(tx);
  return new Map(rows.map(({ household_no, head_name }) => [household_no, maskName(head_name)]));
}

function numbered(lines: readonly Weighted[], names: ReadonlyMap<string, string>, entityName: string) {
  const counts = new Map<Column, number>();
  return lines.map((line) => {
    const place = (counts.get(line.column) ?? 0) + 1;
    counts.set(line.column, place);
    return {
      ...line,
      line_id: `${line.column}/${place}`,
      masked_name: maskedNameOf(line, names, entityName),
      nonce: randomBytes(12).toString('hex'),
    };
  });
}

function maskedNameOf(
  { kind, ref }: Weighted,
  names: ReadonlyMap<string, string>,
  entityName: string,
): string {
  switch (kind) {
    case 'household':
      return names.get(ref) ?? '';
    case 'collective':
      return entityName;
    case 'party':
      return maskName(ref);
  }
}
