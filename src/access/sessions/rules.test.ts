import { expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { isAcceptable, isLive, lockedSeconds } from './rules.ts';

const MINUTE = 60_000;

test.each([
  ['twelve different', 'abcdefghijkl', true],
  ['eleven', 'abcdefghijk', false],
  ['twelve Chinese characters', '春眠不觉晓处处闻啼鸟夜来', true],
  ['one letter over and over', 'aaaaaaaaaaaaaaaa', false],
  ['five different', 'abcdeabcdeabcde', false],
  ['six different', 'abcdefabcdef', true],
  ['the name in it', 'xx-LiNaLiNa-2026', false],
  ['the person in it', '我是欧阳锋我的密码很长', false],
  ['128', 'abcdefgh'.repeat(16), true],
  ['129', `${'abcdefgh'.repeat(16)}i`, false],
  ['spaces count', 'correct horse', true],
])('a password with %s', (_, password, expected) => {
  expect(isAcceptable(password, { name: 'linalina', person: '欧阳锋' })).toBe(expected);
});

test('names of one or two characters forbid nothing', () => {
  expect(isAcceptable('mountain-water-li', { name: 'li', person: '李四' })).toBe(true);
});

test('the fifth failure locks a quarter of an hour from the first of the last five', () => {
  const at = (...minutes: number[]) => minutes.map((minute) => minute * MINUTE);
  expect(lockedSeconds(at(0, 1, 2, 3), 4 * MINUTE)).toBe(0);
  expect(lockedSeconds(at(0, 1, 2, 3, 4), 5 * MINUTE)).toBe(600);
  expect(lockedSeconds(at(0, 1, 2, 3, 4), 15 * MINUTE - 1)).toBe(1);
  expect(lockedSeconds(at(0, 1, 2, 3, 4), 15 * MINUTE)).toBe(0);
});

test('however attempts are timed, no quarter of an hour holds more than five failures', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 60 }), (pauses) => {
      let now = 0;
      const failed: number[] = [];
      for (const pause of pauses) {
        now += pause;
        if (lockedSeconds(failed, now) === 0) failed.push(now);
      }
      for (const start of failed)
        expect(failed.filter((at) => at >= start && at < start + 15 * MINUTE).length).toBeLessThanOrEqual(5);
    }),
  );
});

test.each([
  ['just used', 0, 10, true],
  ['unused for half an hour less a moment', 30 * MINUTE - 1, 1_000_000_000, true],
  ['unused for half an hour', 30 * MINUTE, 1_000_000_000, false],
  ['at its last moment', 10, 10, false],
])('a session %s', (_, unused, left, expected) => {
  const now = 5_000_000;
  expect(isLive({ seenAt: now - unused, endsAt: _ === 'at its last moment' ? now : now + left }, now)).toBe(
    expected,
  );
});
