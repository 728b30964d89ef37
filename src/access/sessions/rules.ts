import type { Account } from '../model.ts';

/** Decisions on passwords and sessions. Instants are milliseconds. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A session ends after this long without use, and after this long at the latest: a working day. */
const IDLE_MS = 30 * MINUTE;
export const LONGEST_MS = 12 * HOUR;
/** Use is noted no more often than this, so that reading pages does not write. */
export const NOTED_MS = MINUTE;

/** So many attempts may fail within the time; the next has to wait until the first of them is as old. */
export const FAILURES_MAX = 5;
export const LOCK_MS = 15 * MINUTE;

/** Seconds until a name may be tried again; 0: now. */
export function lockedSeconds(failedAt: readonly number[], now: number): number {
  const recent = failedAt.filter((at) => now - at < LOCK_MS).sort((a, b) => b - a);
  const oldest = recent[FAILURES_MAX - 1];
  return oldest === undefined ? 0 : Math.ceil((oldest + LOCK_MS - now) / 1000);
}

export const isLive = (
  session: { readonly seenAt: number; readonly endsAt: number },
  now: number,
  idleMs = IDLE_MS,
): boolean => now < session.endsAt && now < session.seenAt + idleMs;

const LENGTH_MIN = 12;
const LENGTH_MAX = 128;
const DIFFERENT_MIN = 6;

/** One text, however a keyboard composed it. */
export const plainPassword = (typed: string): string => typed.normalize('NFKC');

/**
 * Whether a password will do: long, not a repetition, not made of the account's own names. As NIST SP 800-63B advises,
 * nothing is asked of its characters and none expires by age.
 */
export function isAcceptable(password: string, { name, person }: Pick<Account, 'name' | 'person'>): boolean {
  const characters = [...password];
  const lower = password.toLowerCase();
  const holds = (word: string): boolean => [...word].length > 2 && lower.includes(word.toLowerCase());
  return (
    characters.length >= LENGTH_MIN &&
    characters.length <= LENGTH_MAX &&
    new Set(characters).size >= DIFFERENT_MIN &&
    !holds(name) &&
    !holds(person)
  );
}
