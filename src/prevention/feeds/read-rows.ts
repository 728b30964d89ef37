import {
  CopyBuffer,
  FileRow,
  KeySet,
  type Progress,
  type TableSource,
  type Tx,
} from '../../platform/index.ts';
import { fail } from './errors.ts';
import { type Header, readHeader } from './header.ts';
import type { FileKind, Reject, Remark } from './model.ts';

/** What one reading of a file found, beside the rows it handed on. */
export class Reading {
  rows = 0;
  rejectedRows = 0;
  readonly rejects: Reject[] = [];
  readonly remarks: Remark[] = [];
  /** Headers nobody here knows; their cells are not stored. */
  ignoredColumns: readonly string[] = [];
}

const NOTHING_KNOWN = new KeySet([]);

/**
 * Reads, checks and encodes a file, yielding blocks of sound rows in COPY format.
 * With `withLine` every row ends with the line it stands on. Findings collect in `reading`.
 */
export async function* readRows(
  tx: Tx,
  kind: FileKind,
  source: TableSource,
  reading: Reading,
  { withLine, progress }: { readonly withLine: boolean; readonly progress: Progress },
): AsyncGenerator<Uint8Array> {
  const reader = source.read();
  const out = new CopyBuffer();
  const counties = new Map<string, KeySet>();
  let header: Header | undefined;
  let row: FileRow | undefined;
  let currentCounty = NOTHING_KNOWN;
  let known = NOTHING_KNOWN;
  for await (const window of reader.windows()) {
    for (const csvRow of window) {
      if (!header || !row) {
        header = readHeader(kind.columns, source.name, csvRow);
        row = new FileRow(kind.columns, header.positions);
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
      if (row.problems.length === 0) encode(kind, row, out, withLine);
      if (out.isFull) yield out.takeBlock();
    }
    progress.update(source.bytes === undefined ? reading.rows : reader.bytesRead, source.bytes);
  }
  if (reading.rows === 0) throw fail('import.noRows', { file: source.name });
  if (!out.isEmpty) yield out.takeBlock();
}

function encode(kind: FileKind, row: FileRow, out: CopyBuffer, withLine: boolean): void {
  for (const column of kind.stored) column.write(row, out);
  if (withLine) out.integer(row.line);
  out.endRow();
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
