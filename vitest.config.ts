import { defineConfig } from 'vitest/config';
import { testFiles } from './test/files.ts';

const isLong = process.env['TERRACE_FAULTS'] === 'long';
/** What does not open a store gives the same answer on any engine. */
const isSecondRun = process.env['TERRACE_TEST_DATABASE'] !== undefined;

const { withStore, pure, others } = testFiles();
const settings = {
  // A fixed day in the process, the same for every command a test starts.
  env: { TERRACE_TODAY: '2026-11-22', TZ: 'Asia/Shanghai' },
  pool: 'forks',
  testTimeout: isLong ? 1_800_000 : 180_000,
  hookTimeout: 180_000,
} as const;

/**
 * One suite, two engines: embedded by default, PostgreSQL when TERRACE_TEST_DATABASE names a server.
 * TERRACE_FAULTS=long runs only the tests that kill processes, many more times.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...settings,
          name: 'store',
          globalSetup: ['test/global-setup.ts'],
          include: isLong
            ? ['test/faults/**/*.test.ts']
            : isSecondRun
              ? withStore
              : [...withStore, ...others],
        },
      },
      // Rules take values and give values: their files share a process and what it has loaded.
      ...(isLong || isSecondRun
        ? []
        : [{ test: { ...settings, name: 'rules', include: pure, isolate: false } }]),
    ],
  },
});
