import { type Fen, findFen, findPlainDate, type PlainDate } from '../kernel/index.ts';
import { fail } from './errors.ts';

/** Reads option values; each fails with one sentence that names the option. */

export function dayArgument(value: string, option: string): PlainDate {
  const day = findPlainDate(value);
  if (day === undefined) throw fail('command.day', { value, option });
  return day;
}

export function yuanArgument(value: string, option: string): Fen {
  const amount = findFen(value);
  if (amount === undefined || amount < 0n) throw fail('command.yuan', { value, option });
  return amount;
}

export function numberArgument(value: string, option: string): number {
  const number = value.trim() === '' ? NaN : Number(value);
  if (!Number.isFinite(number)) throw fail('command.number', { value, option });
  return number;
}

export function choiceArgument<Choice extends string>(
  value: string,
  option: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw fail('command.choice', { value, option, choices: choices.join(', ') });
  return found;
}
