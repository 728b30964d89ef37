import { workSources } from '../app/work.ts';
import { inbox, type InboxEntry } from '../responsibility/index.ts';
import { policyOnOf } from './case-commands.ts';
import type { Context, Define } from './context.ts';
import { dayOr } from './governance-options.ts';
import { adder, COUNTY, type Options, reading, word } from './register-options.ts';
import { LINES_MAX, more, ON } from './responsible-commands.ts';

export const inboxCommand: Define = (program, begin) =>
  adder(begin)(
    program,
    'inbox',
    'all that waits for a person: tasks, and due work of cases, notices, objections and grievances',
    [COUNTY, ['--person <name>', 'whose (default: who acts)'], ON],
    runInbox,
  );

async function runInbox(context: Context, options: Options): Promise<void> {
  const person = word('--person')(options['person'] ?? context.actor);
  const entries = await context.withStore('terrace inbox', async (store) => {
    const sources = workSources(await policyOnOf(store.db));
    return reading(store, (tx) => inbox(tx, options['county']!, person, dayOr(options, 'on'), sources));
  });
  const lines = entries.slice(0, LINES_MAX).map((entry) => entryText(context, entry));
  context.answer(entries, [...lines, context.words(more(entries.length))].join('\n'));
}

function entryText(
  context: Context,
  { subject, words, due, is_overdue, area_code, household_no, since }: InboxEntry,
): string {
  const until = due === null ? '–' : `≤ ${due}`;
  const late = is_overdue ? context.words({ zh: '超期', en: 'overdue' }) : undefined;
  const reached =
    since === null ? undefined : context.words({ zh: `${since} 上报`, en: `with you since ${since}` });
  const parts = [until, late, subject, context.words(words), area_code, household_no ?? undefined, reached];
  return parts.filter((part) => part !== undefined).join('  ');
}
