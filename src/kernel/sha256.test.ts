import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fc } from '../../test/properties.ts';
import { sha256Hex } from './sha256.ts';

const oracle = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

test('is what Node’s own hash gives, for texts of every length around its blocks', () => {
  for (let length = 0; length <= 200; length++)
    expect(sha256Hex('字a'.repeat(length))).toBe(oracle('字a'.repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256Hex(text)).toBe(oracle(text));
    }),
  );
});
