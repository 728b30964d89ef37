import type { Bilingual, Language } from '../../kernel/index.ts';
import type { CsvRow } from './csv-reader.ts';
import type { CopyBuffer } from './copy-buffer.ts';
import type { KeySet } from './key-set.ts';

/** How one kind of cell is checked and stored. `check` answers what is wrong, as the rejects file says it. */
export interface CellType {
  readonly check: (row: FileRow, cell: number) => Bilingual | undefined;
  readonly write: (row: FileRow, cell: number, out: CopyBuffer) => void;
}

/** A column of an import file: its name in both languages and what may stand in it. */
export interface FileColumn {
  readonly name: string;
  /** Headers the departments use for it. */
  readonly headers: readonly string[];
  /** The column may be missing from the file; its cells are then blank. */
  readonly optional?: boolean;
  readonly type: CellType;
}

export interface Problem {
  readonly column: number;
  readonly reason: string;
}

export interface Warning {
  readonly rule: string;
  readonly column: number;
  readonly reason: string;
}

/** A row seen through the columns of its kind of file, in the columns' order. Reused for every row. */
export class FileRow {
  readonly columns: readonly FileColumn[];
  readonly numbers: Float64Array;
  readonly codes: (string | undefined)[];
  readonly problems: Problem[] = [];
  readonly warnings: Warning[] = [];
  readonly #positions: Int32Array;
  readonly #language: Language;
  #row!: CsvRow;

  /**
   * `positions[i]` is the place of column i in the file, −1 when the file lacks it; problems and warnings are told in
   * `language`.
   */
  constructor(columns: readonly FileColumn[], positions: readonly number[], language: Language = 'en') {
    this.columns = columns;
    this.#language = language;
    this.#positions = Int32Array.from(positions);
    this.numbers = new Float64Array(columns.length);
    this.codes = Array.from({ length: columns.length });
  }

  get bytes(): Buffer {
    return this.#row.bytes;
  }

  get line(): number {
    return this.#row.line;
  }

  start(cell: number): number {
    const position = this.#positions[cell]!;
    return position < 0 ? 0 : this.#row.starts[position]!;
  }

  end(cell: number): number {
    const position = this.#positions[cell]!;
    return position < 0 ? 0 : this.#row.ends[position]!;
  }

  isBlank(cell: number): boolean {
    return this.start(cell) === this.end(cell);
  }

  /** Number of the cell's text in the set, −1 when it is not there. */
  indexIn(keys: KeySet, cell: number): number {
    return keys.indexOf(this.bytes, this.start(cell), this.end(cell));
  }

  isIn(keys: KeySet, cell: number): boolean {
    return this.indexIn(keys, cell) >= 0;
  }

  text(cell: number): string {
    return this.bytes.toString('utf8', this.start(cell), this.end(cell));
  }

  /** Takes the next row and checks every cell; answers whether all are sound. */
  read(row: CsvRow, cellsExpected: number): boolean {
    this.#row = row;
    this.problems.length = 0;
    this.warnings.length = 0;
    if (row.count !== cellsExpected) {
      this.reject(-1, {
        zh: `这一行有 ${row.count} 格，表头有 ${cellsExpected} 列`,
        en: `has ${row.count} cells where the header names ${cellsExpected}`,
      });
      return false;
    }
    for (let i = 0; i < this.columns.length; i++) {
      const reason = this.columns[i]!.type.check(this, i);
      if (reason !== undefined) this.reject(i, reason);
    }
    return this.problems.length === 0;
  }

  reject(column: number, reason: Bilingual): void {
    this.problems.push({ column, reason: reason[this.#language] });
  }

  /** Notes a data-quality rule (domain.md §3.6); a warning never changes acceptance. */
  warn(rule: string, column: number, reason: Bilingual): void {
    this.warnings.push({ rule, column, reason: reason[this.#language] });
  }

  write(cell: number, out: CopyBuffer): void {
    this.columns[cell]!.type.write(this, cell, out);
  }
}
