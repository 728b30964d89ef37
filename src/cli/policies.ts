import { policiesOf, policyFiles } from '../app/policies.ts';
import type { PolicyBook } from '../policy/index.ts';
import type { Context } from './context.ts';

export { policiesOf, policyFiles };

/**
 * For commands that need no store: the files, or, when a store is named on the command line, what it published too.
 */
export function policiesFor(context: Context, command: string): Promise<PolicyBook> {
  const { data, database } = context.options;
  return data === undefined && database === undefined
    ? Promise.resolve(policyFiles())
    : context.withStore(command, ({ db }) => policiesOf(db));
}
