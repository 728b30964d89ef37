import { defineConfig } from 'vitest/config';

const isLong = process.env['TERRACE_FAULTS'] === 'long';

/**
 * One suite, two engines: embedded by default, PostgreSQL when TERRACE_TEST_DATABASE names a server.
 * TERRACE_FAULTS=long runs only the tests that kill processes, many more times.
 */
export default defineConfig({
  test: {
    include: isLong ? ['test/faults/**/*.test.ts'] : ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    // A fixed day in the process, the same for every command a test starts.
    env: { TERRACE_TODAY: '2026-11-22', TZ: 'Asia/Shanghai' },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: isLong ? 1_800_000 : 180_000,
    hookTimeout: 180_000,
  },
});
