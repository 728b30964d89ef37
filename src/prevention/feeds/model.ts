import type { CopyBuffer, FileColumn, FileRow, KeySet, Tx } from '../../platform/index.ts';
import type { Bilingual } from '../../kernel/index.ts';

export const FILE_KINDS = [
  'areas',
  'households',
  'persons',
  'expenses',
  'incomes',
  'causes',
  'land',
  'houses',
] as const;
export type FileKindName = (typeof FILE_KINDS)[number];

/** A column of the table a file ends in, and how a sound row writes it. */
export interface StoredColumn {
  readonly name: string;
  readonly write: (row: FileRow, out: CopyBuffer) => void;
}

/** All the importer must know of one kind of file. The module that owns the table defines it. */
export interface FileKind {
  readonly name: FileKindName;
  readonly title: Bilingual;
  readonly columns: readonly FileColumn[];
  /** Table with schema. */
  readonly target: string;
  readonly stored: readonly StoredColumn[];
  /** Stored columns that identify a row; the first is the county, where there is one. */
  readonly key: readonly string[];
  /** Which file column holds the county; areas have none. */
  readonly countyColumn?: number;
  /** What rows of a county may refer to: its household numbers, or its area codes. */
  readonly loadKnown?: (tx: Tx, countyCode: string) => Promise<KeySet>;
  /** Rules across cells: `row.reject` refuses, `row.warn` only tells. Called for rows whose cells are sound. */
  readonly check?: (row: FileRow, known: KeySet) => void;
  /** Rules across rows, on the temporary table `staged` (stored columns and `line`). Answers what to refuse. */
  readonly settle?: (tx: Tx) => Promise<readonly Conflict[]>;
  /** Derived columns, once the rows are in. */
  readonly complete?: (tx: Tx, importNo: bigint) => Promise<void>;
}

/** A refused cell or row, as the rejects file shows it. */
export interface Reject {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A row that is refused for what stands in others. */
export interface Conflict extends Omit<Reject, 'reason'> {
  readonly reason: Bilingual;
}

/** A data-quality remark (domain.md §3.6). */
export interface Remark extends Reject {
  readonly rule: string;
}

/** A row as people read one: column and content, amounts in yuan. */
export type ExampleRow = Readonly<Record<string, string>>;

/** Some rows of each sort, to look at before a file is taken in. */
export interface Examples {
  readonly new: readonly ExampleRow[];
  readonly corrected: readonly { readonly before: ExampleRow; readonly after: ExampleRow }[];
  readonly unchanged: readonly ExampleRow[];
  readonly rejected: readonly Reject[];
}

/** A finding that rests on a row the import corrected; the next screening revises it. */
export interface AffectedFinding {
  readonly county_code: string;
  readonly household_no: string;
  readonly policy: string;
  readonly policy_year: number;
  readonly kind: string;
  readonly peril: string;
}

export interface ImportReport {
  readonly import_no: string;
  readonly kind: FileKindName;
  readonly source: string;
  readonly file: string;
  readonly dry_run: boolean;
  readonly rows: number;
  readonly accepted: number;
  readonly new: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejects_file: string | null;
  /** Columns of the file that nobody here knows; a misspelt optional column shows here. */
  readonly ignored_columns: readonly string[];
  readonly affected_findings: readonly AffectedFinding[];
  /** Remarks by rule. */
  readonly warnings: Readonly<Record<string, number>>;
  readonly warnings_file: string | null;
  /** Some rows of each sort, where they were asked for. */
  readonly examples?: Examples;
}
