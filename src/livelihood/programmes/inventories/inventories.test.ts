import { beforeEach, expect, test } from 'vitest';
import { COUNTY } from '../../../../test/imports.ts';
import { by, reading, refusal, store } from '../../../../test/payout.ts';
import { earn, foundEntity, on, TODAY } from '../../../../test/programmes.ts';
import { fc } from '../../../../test/properties.ts';
import { getInventory, type InventoryLine, recordInventory } from '../index.ts';
import { changesBetween, faultyLine, inventoryTotals } from './rules.ts';

beforeEach(async () => {
  await foundEntity('Assets Company');
  await earn(1_000_000n);
});

const line = (item_name: string, more: Partial<InventoryLine> = {}): InventoryLine => ({
  class: 'asset',
  use: 'operative',
  item_name,
  owner_level: 'village',
  quantity_hundredths: null,
  unit_name: null,
  contract_name: null,
  term_until: null,
  book_fen: 100n,
  found_fen: 100n,
  is_off_book: false,
  ...more,
});
const count = (day: string, lines: readonly InventoryLine[]) =>
  recordInventory(store.db, {
    ...by('Clerk'),
    entityNo: 1,
    asOf: on(day),
    workForce: 'Zhao, Qian, Sun',
    lines,
    today: TODAY,
  });

test('an inventory against books, ledger, and the one before', async () => {
  const before = await count('2016-12-31', [line('hall'), line('well', { found_fen: 40n })]);
  expect(before).toMatchObject({ ledger_fen: 0n, before_no: null, changes: [] });
  const now = await count('2017-06-30', [
    line('hall', { found_fen: 90n }),
    line('orchard', {
      class: 'resource',
      quantity_hundredths: 5_000n,
      unit_name: 'mu',
      contract_name: 'lease to W1',
      term_until: on('2020-12-31'),
      book_fen: 0n,
      found_fen: 7_000n,
      is_off_book: true,
    }),
    line('cash', { class: 'fund', book_fen: 1_000_000n, found_fen: 999_000n }),
  ]);
  expect(now).toMatchObject({ ledger_fen: 1_000_000n, before_no: before.inventory_no });
  expect(now.totals).toMatchObject({
    book_fen: 1_000_100n,
    found_fen: 1_006_090n,
    off_book_fen: 7_000n,
    off_book_lines: 1,
    ledger_difference_fen: -1_000n,
  });
  expect(now.changes).toEqual([
    { item_name: 'hall', before_fen: 100n, after_fen: 90n },
    { item_name: 'well', before_fen: 40n, after_fen: null },
    { item_name: 'orchard', before_fen: null, after_fen: 7_000n },
    { item_name: 'cash', before_fen: null, after_fen: 999_000n },
  ]);
});

test('refusals', async () => {
  await count('2016-12-31', [line('hall')]);
  await expect(count('2016-12-31', [line('hall')])).rejects.toEqual(refusal('inventory.twice'));
  await expect(count('2018-01-01', [line('hall')])).rejects.toEqual(refusal('programmes.future'));
  await expect(count('2017-01-01', [])).rejects.toEqual(refusal('inventory.noLines'));
  for (const wrong of [
    [line('a'), line('a')],
    [line('a', { book_fen: 1n, is_off_book: true })],
    [line('a', { found_fen: -1n })],
    [line('a', { unit_name: 'mu' })],
    [line('')],
  ])
    await expect(count('2017-01-01', wrong)).rejects.toEqual(refusal('inventory.line'));
  await expect(reading((tx) => getInventory(tx, COUNTY, 9))).rejects.toEqual(refusal('inventory.unknown'));
});

test('totals are sums of the lines; what changed leads from the one to the other', () => {
  const lines = fc
    .uniqueArray(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        kind: fc.constantFrom('fund' as const, 'asset' as const, 'resource' as const),
        use: fc.constantFrom('operative' as const, 'non_operative' as const),
        book: fc.bigInt({ min: 0n, max: 10n ** 9n }),
        found: fc.bigInt({ min: 0n, max: 10n ** 9n }),
        off: fc.boolean(),
      }),
      { selector: ({ name }) => name, maxLength: 6 },
    )
    .map((all) =>
      all.map(({ name, kind, use, book, found, off }) =>
        line(name, { class: kind, use, book_fen: off ? 0n : book, found_fen: found, is_off_book: off }),
      ),
    );
  fc.assert(
    fc.property(lines, lines, fc.bigInt({ min: 0n, max: 10n ** 9n }), (before, after, ledger) => {
      expect(faultyLine(after)).toBeUndefined();
      const totals = inventoryTotals(after, ledger);
      let [book, found, funds] = [0n, 0n, 0n];
      for (const each of after) {
        book += each.book_fen;
        found += each.found_fen;
        if (each.class === 'fund') funds += each.found_fen;
      }
      expect([totals.book_fen, totals.found_fen, totals.ledger_difference_fen]).toEqual([
        book,
        found,
        funds - ledger,
      ]);
      expect(totals.sums.reduce((sum, each) => sum + each.found_fen, 0n)).toBe(found);
      const values = new Map(before.map((each) => [each.item_name, each.found_fen]));
      for (const { item_name, before_fen, after_fen } of changesBetween(before, after)) {
        expect(values.get(item_name) ?? null).toBe(before_fen);
        if (after_fen === null) values.delete(item_name);
        else values.set(item_name, after_fen);
      }
      expect(values).toEqual(new Map(after.map((each) => [each.item_name, each.found_fen])));
    }),
  );
});
