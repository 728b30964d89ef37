import { describe, expect, test } from 'vitest';
import { fc } from '../../test/properties.ts';
import { birthDateOf, findIdNumberFault, idCheckCharacter, maskIdNumber, sexOf } from './id-number.ts';

/** ISO 7064 MOD 11-2 as the standard states it: a running product, no table of weights. */
function oracleCheckCharacter(seventeenDigits: string): string {
  let product = 0;
  for (const digit of seventeenDigits) product = ((product + Number(digit)) * 2) % 11;
  const check = (12 - product) % 11;
  return check === 10 ? 'X' : String(check);
}

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((n) => String(n).padStart(count, '0'));
const bodies = fc.tuple(digits(6), days, digits(3)).map((parts) => parts.join(''));
const numbers = bodies.map((body) => body + oracleCheckCharacter(body));

describe('ID numbers (GB 11643)', () => {
  test('the check character is that of the standard', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        expect(idCheckCharacter(body)).toBe(oracleCheckCharacter(body));
      }),
    );
  });

  test('the example of the standard', () => {
    // Printed in GB 11643-1999 and in every handbook since.
    expect(findIdNumberFault('11010519491231002X')).toBeUndefined();
    expect(findIdNumberFault('11010519491231002x')).toBeUndefined();
    expect(findIdNumberFault('440524188001010014')).toBeUndefined();
  });

  test('every change of one character is found', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(findIdNumberFault(number)).toBeUndefined();
        for (let place = 0; place < 18; place++)
          for (const other of place === 17 ? '0123456789X' : '0123456789') {
            if (other === number[place]) continue;
            const changed = number.slice(0, place) + other + number.slice(place + 1);
            expect(findIdNumberFault(changed), `${number} → ${changed}`).toBeDefined();
          }
      }),
      { numRuns: 50 },
    );
  });

  test('every exchange of two neighbouring characters is found', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 15 }), (number, place) => {
        fc.pre(number[place] !== number[place + 1]);
        const changed =
          number.slice(0, place) + number[place + 1]! + number[place]! + number.slice(place + 2);
        expect(findIdNumberFault(changed)).toBeDefined();
      }),
    );
  });

  test.each([
    '',
    '1101051949123100',
    '11010519491231002XX',
    '11010519491331002X',
    '１1010519491231002X',
    '11010519491231002 ',
    'X1010519491231002X',
  ])('%j is refused without being repeated', (number) => {
    const fault = findIdNumberFault(number);
    expect(fault).toBeDefined();
    if (number.length > 8) expect(fault).not.toContain(number);
  });

  test('birth date, sex and mask', () => {
    expect(birthDateOf('11010519491231002X')).toBe('1949-12-31');
    expect(birthDateOf('11010519491331002X')).toBeUndefined();
    expect([sexOf('11010519491231002X'), sexOf('11010519491231001X')]).toEqual(['female', 'male']);
    expect(maskIdNumber('11010519491231002X')).toBe('1101**********002X');
    expect(maskIdNumber('')).toBe('');
  });
});
