/** One sentence in the two languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

/** An entry of the error catalogue: what happened and what to do, with `{name}` places for the particulars. */
export interface FailureKind {
  /** HTTP status; the command line always exits 1. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503;
  readonly message: Bilingual;
}

/** The particulars of a failure; one that is itself in words has both languages. */
export type FailureDetails = Readonly<Record<string, string | number | Bilingual>>;

/** Something a user can mend. Everything else that is thrown is a fault of the program. */
export class Failure extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: FailureDetails;
  readonly sentence: Bilingual;

  constructor(code: string, kind: FailureKind, details: FailureDetails) {
    const sentence = { zh: fill(kind.message, details, 'zh'), en: fill(kind.message, details, 'en') };
    super(sentence.en);
    this.name = 'Failure';
    this.code = code;
    this.status = kind.status;
    this.details = details;
    this.sentence = sentence;
  }
}

function fill(message: Bilingual, details: FailureDetails, language: Language): string {
  return message[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const detail = details[name] ?? `{${name}}`;
    return String(typeof detail === 'object' ? detail[language] : detail);
  });
}

/**
 * Declares a module's part of the catalogue and returns the function that raises its failures.
 *
 * @example
 * export const failures = { 'area.unknown': { status: 422, message: { zh: '…{code}', en: 'No area {code}.' } } };
 * const fail = failer(failures);
 * throw fail('area.unknown', { code: '130434' });
 */
export function failer<Code extends string>(catalogue: Readonly<Record<Code, FailureKind>>) {
  return (code: Code, details: FailureDetails = {}): Failure => new Failure(code, catalogue[code], details);
}
