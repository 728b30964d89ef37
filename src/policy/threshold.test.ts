import { describe, expect, test } from 'vitest';
import { findThreshold, reaches } from './index.ts';

describe('thresholds', () => {
  test.each([
    [
      'more than 1/2',
      [
        [50n, 100n, false],
        [51n, 100n, true],
        [1n, 1n, true],
        [0n, 0n, false],
      ],
    ],
    [
      'at least 2/3',
      [
        [2n, 3n, true],
        [66n, 100n, false],
        [67n, 100n, true],
        [0n, 0n, false],
      ],
    ],
    [
      'at least 1/1',
      [
        [99n, 100n, false],
        [100n, 100n, true],
      ],
    ],
  ] as const)('%s', (words, cases) => {
    for (const [part, whole, isReached] of cases)
      expect(reaches(findThreshold(words)!, part, whole), `${part} of ${whole}`).toBe(isReached);
  });

  test.each(['half', 'more than 3/2', 'at least 2/0', 'at least 0/3', 'more than 1/2 of all', '2/3'])(
    '"%s" is none',
    (words) => expect(findThreshold(words)).toBeUndefined(),
  );
});
