import { type Migration, readMigrations } from '../platform/index.ts';

const FOLDERS = [
  'access',
  'ledger',
  'policy',
  'registry',
  'evidence',
  'governance',
  'responsibility',
  'income',
  'prevention/feeds',
  'prevention/screening',
  'prevention/compensation',
  'prevention/studies',
  'prevention/cases',
  'prevention/payout',
  'livelihood/programmes',
  'prevention/drafts',
  'livelihood/shares',
  'evaluation',
  'app',
] as const;

/** The schema's steps of all modules, in order. */
export const MIGRATIONS: readonly Migration[] = readMigrations(
  FOLDERS.map((folder) => new URL(`../${folder}/migrations/`, import.meta.url)),
);
