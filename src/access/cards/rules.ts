import type { Bilingual } from '../../kernel/index.ts';

/** Decisions on cards. Instants are milliseconds. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A household's session ends after this long without use, and after this long at the latest: its phone is often shared. */
export const CARD_IDLE_MS = 15 * MINUTE;
export const CARD_LONGEST_MS = 2 * HOUR;

/** So many wrong PINs are without a wait; from then on each makes the next wait longer. */
export const FREE_TRIES = 3;
const WAITS_MS = [5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR] as const;
/** Failures of this long ago no longer count. */
export const REMEMBERED_MS = 30 * 24 * HOUR;

/** Seconds until a code may be tried again; 0: now. */
export function waitSeconds(failedAt: readonly number[], now: number): number {
  const beyond = failedAt.length - FREE_TRIES;
  if (beyond < 0) return 0;
  const wait = WAITS_MS[Math.min(beyond, WAITS_MS.length - 1)]!;
  return Math.max(0, Math.ceil((Math.max(...failedAt) + wait - now) / 1000));
}

/** A wait as people say it. */
export function waitWords(seconds: number): Bilingual {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60)
    return { zh: `${minutes} 分钟`, en: `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}` };
  const hours = Math.ceil(minutes / 60);
  return { zh: `${hours} 小时`, en: `${hours} ${hours === 1 ? 'hour' : 'hours'}` };
}

const CODE_DIGITS = 10;
const PIN_DIGITS = 6;

/** Digits as people type them: full width, with spaces or hyphens. */
export const plainDigits = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '');

/** The check digit of Luhn finds one wrong digit and nearly every swapped pair, before anything is asked or counted. */
export function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, i) => total + luhn(Number(digit), i % 2 === 0), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
const luhn = (digit: number, isDoubled: boolean): number => {
  const value = isDoubled ? 2 * digit : digit;
  return value > 9 ? value - 9 : value;
};

export const isCode = (digits: string): boolean =>
  new RegExp(`^\\d{${CODE_DIGITS}}$`).test(digits) && withCheckDigit(digits.slice(0, -1)) === digits;
export const isPin = (digits: string): boolean => new RegExp(`^\\d{${PIN_DIGITS}}$`).test(digits);

/** Not one digit over and over, not a straight run: what a stranger tries first. */
export function isGuessable(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10));
  return steps.size === 1 && [0, 1, 9].includes([...steps][0]!);
}

/** `4821 0937 51`: how a code is printed. */
export const codeText = (code: string): string => code.replace(/(\d{4})(\d{4})(\d{2})/, '$1 $2 $3');

/** The name under which a household acts and looks; no account may be called so. */
export const holderName = (countyCode: string, householdNo: string): string =>
  `household/${countyCode}/${householdNo}`;
export const isHolderName = (name: string): boolean => name.startsWith('household/');
export function holderOf(
  name: string,
): { readonly countyCode: string; readonly householdNo: string } | undefined {
  const [, countyCode, householdNo] = /^household\/([^/]+)\/(.+)$/.exec(name) ?? [];
  return countyCode === undefined || householdNo === undefined ? undefined : { countyCode, householdNo };
}
