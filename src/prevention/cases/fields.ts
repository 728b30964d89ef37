import { isSamePerson } from '../../kernel/index.ts';
import type { FileReference } from '../../evidence/index.ts';
import { type ActionName, ACTIONS } from './chain.ts';
import { fail } from './errors.ts';
import type { CaseFacts } from './model.ts';
import { inBoth, unexplainedHits } from './needs.ts';

export type Fields = Readonly<Record<string, string>>;

/**
 * Checks what is given with an action against the table.
 *
 * Fails, in this order, with `cases.evidenceUnasked`, `.evidenceMissing`, `.fieldUnknown`, `.fieldMissing`, `.fieldValue`.
 */
export function checkFields(action: ActionName, fields: Fields, evidence: readonly FileReference[]): Fields {
  const { fields: wanted = {}, needsEvidence = false } = ACTIONS[action];
  const named = inBoth('action', ACTIONS[action]);
  if (evidence.length > 0 && !needsEvidence) throw fail('cases.evidenceUnasked', named);
  if (evidence.length === 0 && needsEvidence) throw fail('cases.evidenceMissing', named);
  for (const field of Object.keys(fields))
    if (!Object.hasOwn(wanted, field))
      throw fail('cases.fieldUnknown', { ...named, field, known: Object.keys(wanted).join(', ') || '–' });
  const given: Record<string, string> = {};
  for (const [field, kind] of Object.entries(wanted)) {
    const values = kind.replace(/\?$/, '');
    const value = fields[field]?.trim();
    if (value === undefined || value === '') {
      if (!kind.endsWith('?')) throw fail('cases.fieldMissing', { ...named, field, values });
      continue;
    }
    if (!fits(value, values))
      throw fail('cases.fieldValue', { field, value: value.slice(0, 40).replace(/\p{Cc}/gu, ' '), values });
    given[field] = value;
  }
  return given;
}

/** Longer texts belong into the files of the evidence. */
const LENGTHS_MAX: Readonly<Record<string, number>> = { name: 60, text: 500 };

function fits(value: string, values: string): boolean {
  const most = LENGTHS_MAX[values];
  return most === undefined
    ? values.split('|').includes(value)
    : value.length <= most && !/\p{Cc}/u.test(value);
}

/** What the fields say must fit the case. Fails with `cases.department` or `cases.companion`. */
export function checkAgainstCase(
  facts: CaseFacts,
  action: ActionName,
  fields: Fields,
  { actor, discoverers }: { readonly actor: string; readonly discoverers: readonly string[] },
): void {
  const { department, companion } = fields;
  if (department !== undefined) {
    const known = action === 'overrule' ? unexplainedHits(facts) : facts.procedure.departments;
    if (!known.includes(department)) throw fail('cases.department', { department, known: known.join(', ') });
  }
  if (companion !== undefined && [actor, ...discoverers].some((name) => isSamePerson(name, companion)))
    throw fail('cases.companion', { companion });
}
