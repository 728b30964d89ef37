/**
 * House rules that no other tool holds; one function each in scripts/tidy/.
 *
 *     node scripts/tidy.ts            check
 *     node scripts/tidy.ts --write    add new migrations to the lock, write docs/errors.md again
 */
import { catalogueFaults, writeCatalogue } from './tidy/catalogue.ts';
import { lockMigrations, migrationFaults } from './tidy/migrations.ts';
import { moduleFaults } from './tidy/modules.ts';
import { readSources } from './tidy/sources.ts';
import { wordFaults } from './tidy/words.ts';

if (process.argv.includes('--write')) {
  lockMigrations();
  await writeCatalogue();
}
const sources = readSources();
const faults = [
  ...wordFaults(sources),
  ...moduleFaults(sources),
  ...migrationFaults(),
  ...(await catalogueFaults()),
];
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
