import { findPlainDate, type PlainDate } from './plain-date.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** The 18th character that GB 11643 (ISO 7064 MOD 11-2) demands for the first seventeen digits. */
export function idCheckCharacter(seventeenDigits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(seventeenDigits[i]), 0);
  return CHECK_CHARACTERS[sum % 11] ?? '';
}

/** What is wrong with a citizen's ID number (GB 11643-1999), or undefined. Never repeats the number. */
export function findIdNumberFault(idNumber: string): string | undefined {
  if (!/^\d{17}[\dXx]$/.test(idNumber)) return 'an ID number has 17 digits and a digit or X (GB 11643)';
  if (birthDateOf(idNumber) === undefined) return 'digits 7 to 14 of the ID number are not a date (GB 11643)';
  const expected = idCheckCharacter(idNumber);
  return idNumber.slice(17).toUpperCase() === expected
    ? undefined
    : 'the check digit of the ID number is wrong (GB 11643)';
}

/** The day of birth an ID number carries, undefined when those digits are no day. */
export function birthDateOf(idNumber: string): PlainDate | undefined {
  return findPlainDate(`${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`);
}

/** Digit 17 is odd for men and even for women. */
export const sexOf = (idNumber: string): 'male' | 'female' =>
  Number(idNumber[16]) % 2 === 1 ? 'male' : 'female';

/** For screens and lists: `130434********1234` → `1304**********1234`. */
export const maskIdNumber = (idNumber: string): string =>
  idNumber === '' ? '' : `${idNumber.slice(0, 4)}${'*'.repeat(10)}${idNumber.slice(-4)}`;
