import { loadPolicies, type PolicyBook, publishedBook } from '../policy/index.ts';
import type { Db } from '../platform/index.ts';

const FOLDER = new URL('../../policies/', import.meta.url).pathname;

/** The policies as the files give them. */
export const policyFiles = (): PolicyBook => loadPolicies(FOLDER);

let files: PolicyBook | undefined;

/** The policies with what was published in a store. The files are read once: they come with the program. */
export const policiesOf = (db: Db): Promise<PolicyBook> => publishedBook(db, (files ??= policyFiles()));
