import { expect, test } from 'vitest';
import { plainDate } from '../../kernel/index.ts';
import { contestOn, type ObjectionFacts, type Verdict } from './rules.ts';

/** `1u` upheld, `2d>1` dismissed appeal against 1, `3?>2` an open one; received on day n, answered on day n + 10. */
function objections(line: string): ObjectionFacts[] {
  return line.split(' ').map((word) => {
    const [, no, answer, appeals] = /^(\d)([ud?])(?:>(\d))?$/.exec(word)!;
    const verdict = ({ u: 'upheld', d: 'dismissed', '?': null } as const)[answer!] as Verdict | null;
    return {
      objection_no: Number(no),
      appeals_no: appeals ? Number(appeals) : null,
      meeting_no: 1,
      item_no: 1,
      received_on: plainDate(`2026-11-0${no}`),
      verdict,
      answered_on: verdict && plainDate(`2026-11-1${no}`),
    };
  });
}

test.each([
  ['1?', [1], []],
  ['1d', [], []],
  ['1u', [], [1]],
  ['1d 2u', [], [2]],
  ['1u 2?', [2], [1]],
  ['1d 2d>1', [], []],
  ['1d 2u>1', [], [1]],
  ['1u 2u>1', [], []],
  ['1u 2d>1', [], [1]],
  ['1u 2?>1', [2], []],
  ['1d 2?>1', [2], []],
  ['1d 2u>1 3u>2', [], []],
  ['1d 2u>1 3d>2', [], [1]],
  ['1d 2d>1 3u>2', [], [1]],
  ['1u 2u>1 3u>2', [], [1]],
  ['1u 2u>1 3?>2', [3], []],
] as const)('%s: open %j, upheld %j', (line, open, upheld) => {
  const contest = contestOn(objections(line), plainDate('2026-11-30'));
  expect(contest.open).toEqual(open);
  expect(contest.upheld.map(({ objection_no }) => objection_no)).toEqual(upheld);
});

test('as of a day: what came later is not there, what was answered later is open', () => {
  const both = objections('1u 2d');
  const on = (day: string) => contestOn(both, plainDate(day));
  expect(on('2026-10-31')).toEqual({ open: [], upheld: [] });
  expect(on('2026-11-01').open).toEqual([1]);
  expect(on('2026-11-10').open).toEqual([1, 2]);
  expect(on('2026-11-11')).toMatchObject({ open: [2], upheld: [{ objection_no: 1 }] });
});
