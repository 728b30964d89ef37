import { codeText } from '../access/index.ts';
import { endHouseholdCard, householdCards, issueHouseholdCard } from '../app/cards.ts';
import { writeWhole } from '../platform/index.ts';
import type { Context, Define } from './context.ts';
import { adder, COUNTY, type OptionLine, type Options, word } from './register-options.ts';
import { ADDRESS_OPTION, addressOf } from './server-address.ts';

const HOUSEHOLD: OptionLine = ['--household <no>', '!household'];

export const cardCommands: Define = (program, begin) => {
  const group = program.command('card').description('cards with which households see their own file');
  const add = adder(begin);
  add(
    group,
    'issue',
    'issue a card; the one before ends, and the PIN is told this once',
    [COUNTY, HOUSEHOLD, ADDRESS_OPTION, ['--out <file>', '!page to print (HTML, A4)']],
    runIssue,
  );
  add(group, 'end', 'end a card without a new one', [COUNTY, HOUSEHOLD, ['--reason <text>', '!why']], runEnd);
  add(group, 'list', 'the cards a household has had', [COUNTY, HOUSEHOLD], runList);
};

const orderOf = (context: Context, options: Options) => ({
  actor: context.actor,
  countyCode: options['county']!,
  householdNo: options['household']!,
});

async function runIssue(context: Context, options: Options): Promise<void> {
  const address = addressOf(options);
  const { cardNo, code, page } = await context.withStore('terrace card issue', ({ db }) =>
    issueHouseholdCard(db, orderOf(context, options), { address }),
  );
  writeWhole(context.path(options['out']!), page);
  // The PIN stands on the page only: a terminal keeps what it showed.
  context.answer(
    { card_no: cardNo, code, out: options['out'] },
    context.words({
      zh: `${cardNo} 号卡，卡号 ${codeText(code)}，密码印在 ${options['out']}`,
      en: `card ${cardNo}, number ${codeText(code)}, the PIN is on ${options['out']}`,
    }),
  );
}

async function runEnd(context: Context, options: Options): Promise<void> {
  const order = { ...orderOf(context, options), reason: word('--reason')(options['reason']!) };
  const cards = await context.withStore('terrace card end', ({ db }) => endHouseholdCard(db, order));
  answer(context, cards);
}

async function runList(context: Context, options: Options): Promise<void> {
  const cards = await context.withStore('terrace card list', ({ db }) =>
    householdCards(db, orderOf(context, options)),
  );
  answer(context, cards);
}

function answer(context: Context, cards: Awaited<ReturnType<typeof householdCards>>): void {
  const rows = cards.map(({ card_no, issued_on, issued_by, is_ended }) => ({
    card_no,
    issued_on,
    issued_by,
    is_ended,
  }));
  const ended = context.words({ zh: '已失效', en: 'ended' });
  const lines = rows.map(
    (row) => `${row.card_no}  ${row.issued_on}  ${row.issued_by}${row.is_ended ? `  ${ended}` : ''}`,
  );
  context.answer(rows, lines.join('\n') || context.words({ zh: '没有发过卡。', en: 'No card yet.' }));
}
