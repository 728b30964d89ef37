import type { Params, Reply } from '../../api/client.ts';

export type Job = Reply<'GET /jobs/:job'>;
export type ImportReport = NonNullable<Extract<Job, { kind: 'import' }>['result']>;
export type FileKind = Params<'POST /imports/:kind'>['kind'];
/** What a file may hold: rows of the register or of a department, or events of the register. */
export type FeedKind = FileKind | 'events';
export const FEED_KINDS = [
  'areas',
  'households',
  'persons',
  'expenses',
  'incomes',
  'causes',
  'land',
  'houses',
  'events',
] as const;

/** The act that takes such a file in. */
export const actionOf = (kind: FeedKind): string =>
  kind === 'events' ? 'register.event.import' : `import.${kind}`;

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The file as the server takes it: what browsers call a CSV depends on the programs installed. */
export const asSent = (file: File): Blob =>
  new Blob([file], { type: file.name.toLowerCase().endsWith('.xlsx') ? WORKBOOK : 'text/csv' });

/** Rows of a CSV file (RFC 4180), without its header. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows.slice(1);
}
