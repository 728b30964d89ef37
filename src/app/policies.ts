import { loadPolicies, type Policy, type PolicyBook, publishedBook } from '../policy/index.ts';
import type { Db } from '../platform/index.ts';

const FOLDER = new URL('../../policies/', import.meta.url).pathname;

/** The policies as the files give them. */
export const policyFiles = (): PolicyBook => loadPolicies(FOLDER);

let files: PolicyBook | undefined;

/**
 * The policy a county's screens speak of unless told: its own, else the first with warning lines; undefined where there is
 * none.
 */
export function policyOfCounty(book: PolicyBook, countyCode: string): Policy | undefined {
  const withLines = [...book.values()].filter(({ document }) => document.lines !== undefined);
  return withLines.find(({ document }) => document.area === countyCode) ?? withLines[0];
}

/** The policies with what was published in a store. The files are read once: they come with the program. */
export const policiesOf = (db: Db): Promise<PolicyBook> => publishedBook(db, (files ??= policyFiles()));
