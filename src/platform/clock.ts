import { dayInShanghai, type PlainDate, plainDate } from '../kernel/index.ts';

/** Today in China. `TERRACE_TODAY` fixes the day for tests and replays. */
export function today(): PlainDate {
  const fixed = process.env['TERRACE_TODAY'];
  return fixed === undefined ? dayInShanghai(new Date()) : plainDate(fixed);
}
