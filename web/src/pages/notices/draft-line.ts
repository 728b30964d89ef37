import type { Args, Reply } from '../../api/client.ts';
import { newId } from '../../api/id.ts';

export type Terms = Reply<'GET /procedure'>['notices'][number];
type Line = NonNullable<Args<'POST /counties/:county/notices'>['body']>['lines'][number];

/** A line that is being written: a decision, or something of its own; what is given stands as it was typed. */
export interface DraftLine {
  readonly key: string;
  readonly isChosen: boolean;
  readonly subject: { readonly module: string; readonly id: string };
  readonly title: string | undefined;
  readonly household: string | undefined;
  /** By field; words by field and language, `measure.zh`. */
  readonly given: Readonly<Record<string, string>>;
}

export const lineOf = ({
  subject,
  title,
  householdNo,
}: {
  readonly subject: DraftLine['subject'];
  readonly title: string;
  readonly householdNo: string | null;
}): DraftLine => ({
  key: `${subject.module}:${subject.id}`,
  isChosen: true,
  subject,
  title,
  household: householdNo ?? undefined,
  given: {},
});

/** What is the same in every line of a notice about households; whoever drafts it may write something else. */
export const USUAL: Readonly<Record<string, DraftLine['given']>> = {
  household_support: { 'measure.zh': '防贫保险金', 'measure.en': 'prevention insurance' },
  risk_removal: { 'measure.zh': '风险消除', 'measure.en': 'risk removed' },
};

export function freeLine(): DraftLine {
  const key = newId();
  return {
    key,
    isChosen: true,
    subject: { module: 'village', id: key },
    title: undefined,
    household: undefined,
    given: {},
  };
}

export const WORDY = new Set(['measure', 'source', 'purpose', 'unit']);

/** A notice about households says the same of all of them but the amount. */
export const isShared = ({ needsHousehold }: Terms, field: string): boolean =>
  needsHousehold && WORDY.has(field);

/** Whether everything that the kind of notice asks for is there. */
export function isWhole({ household, given }: DraftLine, terms: Terms): boolean {
  const has = (name: string): boolean => (given[name]?.trim() ?? '') !== '';
  return (
    (!terms.needsHousehold || household !== undefined) &&
    terms.given.every((field) => has(WORDY.has(field) ? `${field}.zh` : field))
  );
}

/** The line as the server takes it: only what the kind of notice asks for. */
export function bodyOf({ subject, household, given }: DraftLine, terms: Terms): Line {
  const body: Record<string, unknown> = { subject };
  if (household !== undefined && terms.needsHousehold) body['household'] = household;
  for (const field of terms.given) {
    const text = given[field]?.trim() ?? '';
    if (WORDY.has(field)) {
      const zh = given[`${field}.zh`]?.trim() ?? '';
      const en = given[`${field}.en`]?.trim() ?? '';
      if (zh !== '') body[field] = en === '' ? { zh } : { zh, en };
    } else if (text !== '') {
      if (field === 'amountFen') body['amount_yuan'] = text;
      else body[field] = Number(text);
    }
  }
  return body as unknown as Line;
}
