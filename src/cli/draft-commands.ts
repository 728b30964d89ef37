import { discardDraft, type DraftView, getDraft, showDrafts } from '../prevention/drafts/index.ts';
import type { Context, Define } from './context.ts';
import { adder, COUNTY, integer, type Options, read, readingPersonal } from './register-options.ts';

export const draftCommands: Define = (program, begin) => {
  const group = program
    .command('draft')
    .description('visits and declarations written on phones that are no act yet');
  const add = adder(begin);
  add(
    group,
    'list',
    'drafts that are open, of those one may write',
    [COUNTY, ['--household <no>', 'of this household'], ['--case <number>', 'of this case']],
    runList,
  );
  add(group, 'show <id>', 'a draft with its contradictions', [COUNTY], runShow);
  add(group, 'discard <id>', 'throw a draft away', [COUNTY], runDiscard);
};

async function runList(context: Context, options: Options): Promise<void> {
  const countyCode = options['county']!;
  const filter = {
    isOpen: true,
    ...read('householdNo', options['household'], String),
    ...read('caseNo', options['case'], (value) => integer(value, '--case')),
  };
  const drafts = await context.withStore('terrace draft list', (store) =>
    readingPersonal(store, { action: 'draft.read', countyCode }, (tx) => showDrafts(tx, countyCode, filter)),
  );
  const none = context.words({ zh: '没有未提交的草稿。', en: 'No draft is open.' });
  context.answer(drafts.map(documentOf), drafts.map(headOf).join('\n') || none);
}

async function runShow(context: Context, options: Options, id: string): Promise<void> {
  const countyCode = options['county']!;
  const draft = await context.withStore('terrace draft show', (store) =>
    readingPersonal(store, { action: 'draft.read', countyCode, subject: id }, (tx) =>
      getDraft(tx, countyCode, id),
    ),
  );
  context.answer(documentOf(draft), textOf(draft));
}

async function runDiscard(context: Context, options: Options, id: string): Promise<void> {
  const order = { actor: context.actor, countyCode: options['county']!, draftId: id };
  const draft = await context.withStore('terrace draft discard', ({ db }) => discardDraft(db, order));
  context.answer(documentOf(draft), textOf(draft));
}

const documentOf = ({ fields, ...draft }: DraftView) => ({ ...draft, fields: Object.fromEntries(fields) });

const headOf = ({ draft_id, kind, household_no, case_no, begun_by, begun_at, ended_as }: DraftView): string =>
  [draft_id, kind, household_no, case_no ?? '', begun_by, begun_at, ended_as ?? ''].join('  ').trimEnd();

function textOf(draft: DraftView): string {
  const lines = [...draft.fields].flatMap(([field, { current, conflicts }]) =>
    [current, ...conflicts].map(
      ({ value, by }, i) => `${i === 0 ? ' ' : '≠'} ${field}: ${value ?? '–'} (${by})`,
    ),
  );
  return [headOf(draft), ...lines].join('\n');
}
