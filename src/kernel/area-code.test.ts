import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fc } from '../../test/properties.ts';
import { type AreaLevel, findAreaCodeFault } from './area-code.ts';

const areas = readFileSync(new URL('../../reference/areas.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [code = '', , parent = '', level = ''] = line.split(',');
    return { code, parent, level: level as AreaLevel };
  });

describe('area codes', () => {
  test('every official code of the reference passes', () => {
    expect(areas.length).toBeGreaterThan(1500);
    expect(
      areas.filter(({ code, level, parent }) => findAreaCodeFault(code, level, parent) !== undefined),
    ).toEqual([]);
  });

  test('a digit more, a digit less, another level or another parent’s digits are found', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...areas),
        fc.constantFrom('0', '5', '9'),
        ({ code, level, parent }, digit) => {
          expect(findAreaCodeFault(code + digit, level, parent)).toBeDefined();
          expect(findAreaCodeFault(code.slice(0, -1), level, parent)).toBeDefined();
          if (parent === '') return;
          const place = parent.endsWith('0000') ? 0 : parent.endsWith('00') ? 3 : parent.length - 1;
          const other = code[place] === '1' ? '2' : '1';
          const moved = code.slice(0, place) + other + code.slice(place + 1);
          expect(findAreaCodeFault(moved, level, parent), `${moved} in ${parent}`).toBeDefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  test('every official code is refused at every other level of its length', () => {
    const levels: readonly AreaLevel[] = ['province', 'prefecture', 'county', 'township', 'village'];
    for (const { code, level, parent } of areas)
      for (const other of levels.filter((candidate) => candidate !== level))
        expect(findAreaCodeFault(code, other, parent), `${code} as ${other}`).toBeDefined();
  });

  test.each<[string, AreaLevel, string]>([
    ['930000', 'province', ''],
    ['030000', 'province', ''],
    ['130001', 'province', ''],
    ['130000', 'prefecture', '130000'],
    ['130400', 'county', '130400'],
  ])('%s is no %s', (code, level, parent) => expect(findAreaCodeFault(code, level, parent)).toBeDefined());

  test.each<[string, AreaLevel, string]>([
    ['VN1997', 'county', ''],
    ['VN1997-001', 'village', 'VN1997'],
    ['县甲', 'county', ''],
    ['130434', 'county', 'HEBEI'],
  ])('the opaque code or parent of %s passes', (code, level, parent) => {
    expect(findAreaCodeFault(code, level, parent)).toBeUndefined();
  });
});
