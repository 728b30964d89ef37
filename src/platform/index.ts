/** Database, transactions, migrations, clock, progress and files. Knows nothing of poverty. */
export { sql } from 'kysely';
export { connect, type CopyBlock, copyBlocks, copyOut, type Db, runScript, type Tx } from './database.ts';
export { joined } from './joined.ts';
export { EmbeddedEngine } from './embedded-engine.ts';
export { PostgresEngine } from './postgres-engine.ts';
export { findHolder, type Holder, lockStore, type StoreLock } from './lock.ts';
export { migrate, type Migration, migrationHash, readMigrations } from './migrations.ts';
export { isFreshDirectory, openStore, type Store, type StoreLocation } from './store.ts';
export { today } from './clock.ts';
export { insertRows, nextNo, type Part, type Row } from './rows.ts';
export { type Progress, type ProgressFactory, silentProgress, terminalProgress } from './progress.ts';
export * from './files/index.ts';
