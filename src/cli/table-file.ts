import { fileSource } from '../platform/index.ts';
import { readTable as readTableOf, type TableColumn, type TableRow } from '../prevention/feeds/index.ts';

/** A short CSV or XLSX file as rows of text; fails as `readTable` of the feeds does. */
export const readTable = async (path: string, columns: readonly TableColumn[]): Promise<TableRow[]> =>
  readTableOf(await fileSource(path), columns);
