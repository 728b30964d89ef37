import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import {
  codeText,
  holderName,
  holderOf,
  isCode,
  isGuessable,
  isPin,
  plainDigits,
  waitSeconds,
  waitWords,
  withCheckDigit,
} from './rules.ts';

const MINUTE = 60_000;

describe('the wait after wrong PINs', () => {
  test.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 5],
    [4, 15],
    [5, 60],
    [6, 360],
    [7, 1440],
    [12, 1440],
  ])('after %i of them is %i minutes from the last one', (failures, minutes) => {
    const failed = Array.from({ length: failures }, (_, i) => (i + 1) * MINUTE);
    const last = failures * MINUTE;
    expect(waitSeconds(failed, last)).toBe(minutes * 60);
    expect(waitSeconds([...failed].reverse(), last + minutes * MINUTE)).toBe(0);
    if (minutes > 0) expect(waitSeconds(failed, last + minutes * MINUTE - 1)).toBe(1);
  });

  test.each([
    [1, '1 minute'],
    [61, '2 minutes'],
    [3540, '59 minutes'],
    [3541, '1 hour'],
    [86_400, '24 hours'],
  ])('%i seconds are %s', (seconds, words) => expect(waitWords(seconds).en).toBe(words));
});

describe('a code', () => {
  const anyCode = fc
    .integer({ min: 0, max: 999_999_999 })
    .map((n) => withCheckDigit(String(n).padStart(9, '0')));

  test('has ten digits, the last of Luhn', () => {
    // The example of ISO/IEC 7812-1, annex B: 7992739871 has the check digit 3.
    expect(withCheckDigit('7992739871')).toBe('79927398713');
    expect(codeText('4821093751')).toBe('4821 0937 51');
  });

  test('with one wrong digit is none', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(9), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        expect(isCode(code)).toBe(true);
        const wrong = [...code];
        wrong[at] = String((Number(wrong[at]) + by) % 10);
        expect(isCode(wrong.join(''))).toBe(false);
      }),
    );
  });

  test.each(['', '482109375', '48210937511', '482109375x'])('%j is none', (text) =>
    expect(isCode(text)).toBe(false),
  );
  test('is read as people type it', () => expect(plainDigits(' ４８２１ 0937-51 ')).toBe('4821093751'));
});

test.each([
  ['000000', true],
  ['777777', true],
  ['123456', true],
  ['987654', true],
  ['789012', true],
  ['135791', false],
  ['482093', false],
])('the PIN %s is easy to guess: %s', (pin, expected) => {
  expect(isPin(pin)).toBe(true);
  expect(isGuessable(pin)).toBe(expected);
});

test('a household acts under its number', () => {
  expect(holderOf(holderName('TC01', 'a/b'))).toEqual({ countyCode: 'TC01', householdNo: 'a/b' });
  for (const name of ['Li', 'household', 'household/', 'household/TC01/'])
    expect(holderOf(name)).toBeUndefined();
});
