import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CsvReader, day, FileRow, today } from './index.ts';

beforeEach(() => {
  vi.stubEnv('TERRACE_TODAY', undefined);
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test('today is China’s, and goes on at its midnight', () => {
  vi.setSystemTime(new Date('2026-12-31T15:59:59.999Z'));
  expect(today()).toBe('2026-12-31');
  vi.setSystemTime(new Date('2026-12-31T16:00:00Z'));
  expect(today()).toBe('2027-01-01');
});

test('TERRACE_TODAY fixes the day', () => {
  vi.stubEnv('TERRACE_TODAY', '2017-12-31');
  expect(today()).toBe('2017-12-31');
});

test('what lies in the future is judged by the day of the import, also in a server that runs for weeks', async () => {
  const type = day({ notAfter: today });
  const faultOf = async (text: string): Promise<string | undefined> => {
    const chunks = async function* () {
      yield Buffer.from(text);
    };
    for await (const window of new CsvReader('a.csv', chunks()).windows())
      for (const csvRow of window) {
        const row = new FileRow([{ name: 'date', headers: [], type }], [0]);
        row.read(csvRow, 1);
        return row.problems[0]?.reason;
      }
    return 'no row';
  };
  vi.setSystemTime(new Date('2026-11-22T04:00:00Z'));
  expect(await faultOf('2026-11-23')).toBe('lies in the future');
  vi.setSystemTime(new Date('2026-11-23T04:00:00Z'));
  expect(await faultOf('2026-11-23')).toBeUndefined();
});
