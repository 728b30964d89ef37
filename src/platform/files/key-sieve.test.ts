import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { KeySieve } from './key-sieve.ts';

const note = (sieve: KeySieve, key: string, line: number): number => {
  const bytes = Buffer.from(`..${key}..`);
  return sieve.note(bytes, 2, bytes.length - 2, line);
};

describe('a sieve of keys', () => {
  test('answers as a map of first lines would, whatever the store holds', () => {
    const key = fc.string({ maxLength: 4, unit: 'grapheme' }).filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(fc.uniqueArray(key), fc.array(key, { maxLength: 60 }), (stored, file) => {
        const sieve = new KeySieve(Buffer.from(stored.map((text) => `${text}\n`).join('')));
        const lines = new Map<string, number>(stored.map((text) => [text, -1]));
        for (const [i, text] of file.entries()) {
          const before = lines.get(text) ?? 0;
          expect(note(sieve, text, i + 2)).toBe(before);
          if (before <= 0) lines.set(text, i + 2);
        }
      }),
    );
  });

  test('a hundred thousand keys in sequence are all told apart, through growing', () => {
    const sieve = new KeySieve();
    const lines = Array.from({ length: 100_000 }, (_, i) => i + 2);
    const noteAll = () => lines.map((line) => note(sieve, `130434\tB${line}`, line));
    expect(noteAll().every((before) => before === 0)).toBe(true);
    expect(noteAll()).toEqual(lines);
  });
});
