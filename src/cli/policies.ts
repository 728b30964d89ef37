import { loadPolicies, type PolicyBook, publishedBook } from '../policy/index.ts';
import type { Db } from '../platform/index.ts';
import type { Context } from './context.ts';

const FOLDER = new URL('../../policies/', import.meta.url).pathname;

/** The policies as the files give them. */
export const policyFiles = (): PolicyBook => loadPolicies(FOLDER);

/** The policies with what was published in a store. */
export const policiesOf = (db: Db): Promise<PolicyBook> => publishedBook(db, policyFiles());

/**
 * For commands that need no store: the files, or, when a store is named on the command line, what it published too.
 */
export function policiesFor(context: Context, command: string): Promise<PolicyBook> {
  const { data, database } = context.options;
  return data === undefined && database === undefined
    ? Promise.resolve(policyFiles())
    : context.withStore(command, ({ db }) => policiesOf(db));
}
