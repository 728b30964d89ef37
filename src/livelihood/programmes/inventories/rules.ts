import type { PlainDate } from '../../../kernel/pure.ts';

/** What an inventory comes to, against the books, the ledger and the inventory before (清产核资, domain.md M11). */

export const INVENTORY_CLASSES = {
  fund: { zh: '资金', en: 'funds' },
  asset: { zh: '资产', en: 'assets' },
  resource: { zh: '资源', en: 'resources' },
} as const;
export type InventoryClass = keyof typeof INVENTORY_CLASSES;

export const USES = {
  operative: { zh: '经营性', en: 'operative' },
  non_operative: { zh: '非经营性', en: 'non-operative' },
} as const;
export type Use = keyof typeof USES;

export const OWNER_LEVELS = {
  village: { zh: '村级', en: 'village' },
  group: { zh: '组级', en: 'group' },
} as const;
export type OwnerLevel = keyof typeof OWNER_LEVELS;

export interface InventoryLine {
  readonly class: InventoryClass;
  readonly use: Use;
  readonly item_name: string;
  readonly owner_level: OwnerLevel;
  readonly quantity_hundredths: bigint | null;
  readonly unit_name: string | null;
  readonly contract_name: string | null;
  readonly term_until: PlainDate | null;
  readonly book_fen: bigint;
  readonly found_fen: bigint;
  readonly is_off_book: boolean;
}

export interface InventoryTotals {
  readonly book_fen: bigint;
  readonly found_fen: bigint;
  /** Found and in no book. */
  readonly off_book_fen: bigint;
  readonly off_book_lines: number;
  readonly sums: readonly {
    readonly class: InventoryClass;
    readonly use: Use;
    readonly lines: number;
    readonly book_fen: bigint;
    readonly found_fen: bigint;
  }[];
  /** Funds found less what the ledger had in the purse. */
  readonly ledger_difference_fen: bigint;
}

const sum = (lines: readonly InventoryLine[], field: 'book_fen' | 'found_fen'): bigint =>
  lines.reduce((total, line) => total + line[field], 0n);

export function inventoryTotals(lines: readonly InventoryLine[], ledgerFen: bigint): InventoryTotals {
  const offBook = lines.filter(({ is_off_book }) => is_off_book);
  const groups = Map.groupBy(lines, (line) => `${line.class} ${line.use}`);
  return {
    book_fen: sum(lines, 'book_fen'),
    found_fen: sum(lines, 'found_fen'),
    off_book_fen: sum(offBook, 'found_fen'),
    off_book_lines: offBook.length,
    sums: [...groups.values()].map((own) => ({
      class: own[0]!.class,
      use: own[0]!.use,
      lines: own.length,
      book_fen: sum(own, 'book_fen'),
      found_fen: sum(own, 'found_fen'),
    })),
    ledger_difference_fen:
      sum(
        lines.filter((line) => line.class === 'fund'),
        'found_fen',
      ) - ledgerFen,
  };
}

export interface InventoryChange {
  readonly item_name: string;
  /** Null: new, or gone. */
  readonly before_fen: bigint | null;
  readonly after_fen: bigint | null;
}

/** What is not as in the inventory before, by name: new, gone, or of another value. */
export function changesBetween(
  before: readonly InventoryLine[],
  after: readonly InventoryLine[],
): InventoryChange[] {
  const valueIn = (lines: readonly InventoryLine[]) =>
    new Map(lines.map(({ item_name, found_fen }) => [item_name, found_fen]));
  const [old, now] = [valueIn(before), valueIn(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((item_name) => ({
      item_name,
      before_fen: old.get(item_name) ?? null,
      after_fen: now.get(item_name) ?? null,
    }))
    .filter(({ before_fen, after_fen }) => before_fen !== after_fen);
}

/** The first line, from 1, that cannot stand; undefined when all can. */
export function faultyLine(lines: readonly InventoryLine[]): number | undefined {
  const seen = new Set<string>();
  const at = lines.findIndex((line) => {
    const { book_fen, found_fen, is_off_book, quantity_hundredths, unit_name, item_name } = line;
    const isSound =
      book_fen >= 0n &&
      found_fen >= 0n &&
      !(is_off_book && book_fen > 0n) &&
      (quantity_hundredths === null) === (unit_name === null) &&
      (quantity_hundredths ?? 1n) > 0n &&
      item_name !== '' &&
      !seen.has(item_name);
    seen.add(item_name);
    return !isSound;
  });
  return at < 0 ? undefined : at + 1;
}
