import { plainDate, type PlainDate } from '../kernel/index.ts';
import { today, type Db } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import { policiesOf } from '../app/policies.ts';
import { type BookRow, type CharterOn, COLLECTIVE, type Holder } from '../livelihood/shares/index.ts';
import type { Context } from './context.ts';
import { dayOr, orderOf } from './governance-options.ts';
import { integer, type OptionLine, type Options } from './register-options.ts';

/** What the commands of shares, rolls and rounds share. */

export const ENTITY: OptionLine = ['--entity <number>', '!entity'];
export const ON: OptionLine = ['--on <day>', 'day (default: today)'];
export const DOCUMENT: OptionLine = ['--document <text>', '!resolution, contract or statement that shows it'];

export async function charterOnOf(db: Db): Promise<CharterOn> {
  const book = await policiesOf(db);
  return (charterId, day) => resolvePolicy(book, charterId, day);
}

export const entityOf = (options: Options): number => integer(options['entity']!, '--entity');

/** Who orders what of which entity, on which day. */
export const entityOrder = async (db: Db, context: Context, options: Options) => ({
  ...orderOf(context, options),
  entityNo: entityOf(options),
  day: dayOr(options, 'on'),
  today: today(),
  charterOn: await charterOnOf(db),
});

/** A holder as files write it: a household's number, `collective`, or `party:` and a name; blank: none. */
export function holderOf(text: string): Holder | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed === COLLECTIVE.ref) return COLLECTIVE;
  return trimmed.startsWith('party:')
    ? { kind: 'party', ref: trimmed.slice('party:'.length).trim() }
    : { kind: 'household', ref: trimmed };
}

export const dayOf = (text: string, otherwise: PlainDate): PlainDate =>
  text.trim() === '' ? otherwise : plainDate(text.trim());

export const bookLine = ({
  entity_no,
  entity_name,
  area_code,
  purse,
  charter_id,
  adopted_on,
}: BookRow): string =>
  `${entity_no}  ${entity_name}  ${area_code}  ${purse}  ${charter_id} from ${adopted_on}`;
