import type { Language } from '../../kernel/index.ts';
import {
  type CopyBlock,
  CopyBuffer,
  FileRow,
  KeySet,
  KeySieve,
  type Progress,
  type TableSource,
  type Tx,
} from '../../platform/index.ts';
import { fail } from './errors.ts';
import { type Header, readHeader } from './header.ts';
import type { Mapping } from './mapping.ts';
import type { FileKind, Reject, Remark, StoredColumn } from './model.ts';

/** What one reading of a file found, beside the rows it handed on. */
export class Reading {
  rows = 0;
  rejectedRows = 0;
  /** Sound rows whose key stood in the file before; known only where a sieve told. */
  repeatedRows = 0;
  readonly rejects: Reject[] = [];
  readonly remarks: Remark[] = [];
  /** Headers nobody here knows; their cells are not stored. */
  ignoredColumns: readonly string[] = [];
}

/** Where sound rows go. */
export interface Destination {
  /** Columns as stored, then the line, then the line the key first stood on (0: this one). */
  readonly staged: string;
  /** Columns as stored: rows the sieve has never seen go straight here. */
  readonly fresh?: { readonly target: string; readonly sieve: KeySieve };
}

export interface ReadOptions {
  readonly destination: Destination;
  readonly progress: Progress;
  /** Language of the reasons. */
  readonly language: Language;
  readonly mapping: Mapping;
}

const NOTHING_KNOWN = new KeySet([]);

/** Reads, checks and encodes a file, yielding blocks of sound rows. What it found collects in `reading`. */
export async function* readRows(
  tx: Tx,
  kind: FileKind,
  source: TableSource,
  reading: Reading,
  { destination, progress, language, mapping }: ReadOptions,
): AsyncGenerator<CopyBlock> {
  const reader = source.read();
  const sorter = new Sorter(kind, destination, reading);
  const counties = new Map<string, KeySet>();
  let header: Header | undefined;
  let row: FileRow | undefined;
  let currentCounty = NOTHING_KNOWN;
  let known = NOTHING_KNOWN;
  for await (const window of reader.windows()) {
    for (const csvRow of window) {
      if (!header || !row) {
        header = readHeader(kind.columns, source.name, csvRow, mapping);
        row = new FileRow(kind.columns, header.positions, language);
        reading.ignoredColumns = header.unknown;
        continue;
      }
      reading.rows += 1;
      if (row.read(csvRow, header.cells)) {
        if (kind.loadKnown && kind.countyColumn !== undefined) {
          if (!row.isIn(currentCounty, kind.countyColumn)) {
            const county = row.text(kind.countyColumn);
            currentCounty = new KeySet([county]);
            known = counties.get(county) ?? (await kind.loadKnown(tx, county));
            counties.set(county, known);
          }
        }
        kind.check?.(row, known);
      }
      note(reading, row, csvRow.line);
      if (row.problems.length > 0) continue;
      sorter.add(row);
      if (sorter.isFull) yield* sorter.takeFull();
    }
    progress.update(source.bytes === undefined ? reading.rows : reader.bytesRead, source.bytes);
  }
  if (reading.rows === 0) throw fail('import.noRows', { file: source.name });
  yield* sorter.takeAll();
}

/** Encodes sound rows, those with a new key apart from those that need a closer look. */
class Sorter {
  readonly #stored: readonly StoredColumn[];
  readonly #keyColumns: readonly StoredColumn[];
  readonly #destination: Destination;
  readonly #reading: Reading;
  readonly #key = new CopyBuffer();
  readonly #fresh = new CopyBuffer();
  readonly #staged = new CopyBuffer();

  constructor(kind: FileKind, destination: Destination, reading: Reading) {
    this.#stored = kind.stored;
    this.#keyColumns = kind.key.map((name) => kind.stored.find((column) => column.name === name)!);
    this.#destination = destination;
    this.#reading = reading;
  }

  get isFull(): boolean {
    return this.#fresh.isFull || this.#staged.isFull;
  }

  add(row: FileRow): void {
    const before = this.#firstSeen(row);
    const out = before === 0 ? this.#fresh : this.#staged;
    for (const column of this.#stored) column.write(row, out);
    if (before !== 0) {
      out.integer(row.line);
      out.integer(Math.max(0, before));
    }
    out.endRow();
  }

  *takeFull(): Generator<CopyBlock> {
    if (this.#fresh.isFull) yield this.#takeFresh();
    if (this.#staged.isFull) yield this.#takeStaged();
  }

  *takeAll(): Generator<CopyBlock> {
    if (!this.#fresh.isEmpty) yield this.#takeFresh();
    if (!this.#staged.isEmpty) yield this.#takeStaged();
  }

  #firstSeen(row: FileRow): number {
    const { fresh } = this.#destination;
    if (!fresh) return -1;
    this.#key.clear();
    for (const column of this.#keyColumns) column.write(row, this.#key);
    const before = fresh.sieve.note(this.#key.written, 0, this.#key.length, row.line);
    if (before > 0) this.#reading.repeatedRows += 1;
    return before;
  }

  #takeFresh(): CopyBlock {
    return { target: this.#destination.fresh!.target, rows: this.#fresh.takeBlock() };
  }

  #takeStaged(): CopyBlock {
    return { target: this.#destination.staged, rows: this.#staged.takeBlock() };
  }
}

function note(reading: Reading, row: FileRow, line: number): void {
  if (row.problems.length > 0) reading.rejectedRows += 1;
  for (const { column, reason } of row.problems)
    reading.rejects.push({ line, column: columnName(row, column), value: cellValue(row, column), reason });
  if (row.problems.length > 0) return;
  for (const { rule, column, reason } of row.warnings)
    reading.remarks.push({
      rule,
      line,
      column: columnName(row, column),
      value: cellValue(row, column),
      reason,
    });
}

const columnName = (row: FileRow, column: number): string => row.columns[column]?.name ?? '';

/** Long enough to recognise the cell, short enough for a list. */
const cellValue = (row: FileRow, column: number): string =>
  column < 0 ? '' : row.text(column).slice(0, 200);
