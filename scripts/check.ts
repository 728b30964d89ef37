/**
 * Every gate, in order, one line each. A gate is an error from the first commit on.
 *
 *     npm run check
 */
import { spawnSync } from 'node:child_process';

const GATES = [
  { name: 'types', command: 'tsc -p . && tsc -p web' },
  { name: 'types of the HTTP interface', command: 'node scripts/api-types.ts' },
  { name: 'lint', command: 'oxlint --deny-warnings --report-unused-disable-directives' },
  { name: 'format', command: 'prettier --check --cache --cache-location .cache/prettier --log-level warn .' },
  { name: 'module doors, ranks and graph', command: 'node scripts/modules.ts' },
  { name: 'unused code', command: 'knip' },
  { name: 'house rules', command: 'node scripts/tidy.ts' },
] as const;

const refused = GATES.filter(({ name, command }) => {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passes = status === 0;
  process.stdout.write(`${passes ? 'ok  ' : 'FAIL'} ${name} (${command}, ${seconds} s)\n`);
  if (!passes) process.stdout.write(`${stdout}${stderr}\n`);
  return !passes;
});

process.stdout.write(`${GATES.length - refused.length} of ${GATES.length} gates passed\n`);
process.exitCode = refused.length === 0 ? 0 : 1;
