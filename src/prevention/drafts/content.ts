import { type Fen, findFen } from '../../kernel/index.ts';
import { isPeril, type Peril } from '../../policy/index.ts';
import { type Consent, CONSENT_FORMS } from '../screening/index.ts';
import { fail } from './errors.ts';
import { photoOf } from './model.ts';

type Values = ReadonlyMap<string, string | null>;

/** The fields of a case's visit, as the case checks them. */
export function visitOf(values: Values): { readonly fields: Readonly<Record<string, string>> } {
  const given = [...values].filter(
    (entry): entry is [string, string] =>
      entry[1] !== null && entry[1] !== '' && entry[0] !== 'day' && photoOf(entry[0]) === undefined,
  );
  return { fields: Object.fromEntries(given) };
}

interface Given {
  /** Reference of the policy, by its id. */
  readonly policy: string;
  readonly peril?: Peril;
  readonly selfPaidFen?: Fen;
  readonly note?: string;
  readonly consent?: Consent;
}

/** What a declaration or a visit says. Fails with `draft.value`, `draft.consent`. */
export function declarationOf(kind: 'declared' | 'visit', values: Values): Given {
  const text = (field: string): string | undefined => values.get(field)?.trim() || undefined;
  const wrong = (field: string) => fail('draft.value', { field, value: text(field) ?? '' });
  const policy = text('policy');
  if (policy === undefined) throw wrong('policy');
  const peril = text('peril');
  if (peril !== undefined && !isPeril(peril)) throw wrong('peril');
  const paid = text('self_paid_yuan');
  const selfPaidFen = paid === undefined ? undefined : findFen(paid);
  if (paid !== undefined && (selfPaidFen === undefined || selfPaidFen < 0n)) throw wrong('self_paid_yuan');
  const note = text('note');
  if (note !== undefined && note.length > 500) throw wrong('note');
  return {
    policy,
    ...(peril !== undefined && { peril }),
    ...(selfPaidFen !== undefined && { selfPaidFen }),
    ...(note !== undefined && { note }),
    ...(kind === 'declared' && { consent: consentOf(text('consent_by'), text('consent_form')) }),
  };
}

function consentOf(by: string | undefined, form: string | undefined): Consent {
  const known = CONSENT_FORMS.find((each) => each === form);
  if (by === undefined || known === undefined) throw fail('draft.consent');
  return { by, form: known };
}
