import type { Bilingual } from './failure.ts';
import { findPlainDate, type PlainDate } from './plain-date.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** The 18th character that GB 11643 (ISO 7064 MOD 11-2) demands for the first seventeen digits. */
export function idCheckCharacter(seventeenDigits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(seventeenDigits[i]), 0);
  return CHECK_CHARACTERS[sum % 11] ?? '';
}

const NO_FORM: Bilingual = {
  zh: '身份证号应为 17 位数字加一位数字或 X（GB 11643）',
  en: 'an ID number has 17 digits and a digit or X (GB 11643)',
};
const NO_DATE: Bilingual = {
  zh: '身份证号第 7 至 14 位不是日期（GB 11643）',
  en: 'digits 7 to 14 of the ID number are not a date (GB 11643)',
};
const WRONG_CHECK_DIGIT: Bilingual = {
  zh: '身份证号校验码错误（GB 11643）',
  en: 'the check digit of the ID number is wrong (GB 11643)',
};

/** What is wrong with a citizen's ID number (GB 11643-1999), or undefined. Never repeats the number. */
export function findIdNumberFault(idNumber: string): Bilingual | undefined {
  if (!/^\d{17}[\dXx]$/.test(idNumber)) return NO_FORM;
  if (birthDateOf(idNumber) === undefined) return NO_DATE;
  const expected = idCheckCharacter(idNumber);
  return idNumber.slice(17).toUpperCase() === expected ? undefined : WRONG_CHECK_DIGIT;
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
