import {
  answerFeedback,
  type FeedbackRow,
  giveFeedback,
  listFeedback,
  SPENDING_POLICY,
} from '../livelihood/programmes/index.ts';
import { today } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import { policiesOf } from '../app/policies.ts';
import { choiceArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { ENTITY, entityNo, ON } from './entity-commands.ts';
import { dayOr, orderOf } from './governance-options.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  integer,
  type Options,
  read,
  reading,
} from './register-options.ts';

const YES = ['yes', 'no'] as const;

export const feedbackCommands: Define = (program, begin) => {
  const add = adder(begin);
  const feedback = program
    .command('feedback')
    .description('what households and entities say, and the answers');
  add(
    feedback,
    'give',
    'take feedback down',
    [
      COUNTY,
      ENTITY,
      ['--household <number>', 'household that gives it; left away: the entity'],
      ['--topic <text>', '!what it is about'],
      ['--words <text>', '!what was said'],
      ['--policy <id[@day]>', `rules (default: ${SPENDING_POLICY})`],
      ON,
      DRY_RUN,
    ],
    runGive,
  );
  add(
    feedback,
    'answer',
    'answer it',
    [
      COUNTY,
      ['--feedback <number>', '!feedback'],
      ['--answer <text>', '!the answer'],
      ['--adjusted <yes|no>', '!whether something was changed'],
      ON,
      DRY_RUN,
    ],
    runAnswer,
  );
  add(feedback, 'list', 'feedback of an entity', [COUNTY, ENTITY], runFeedback);
};

async function runGive(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace feedback give', async ({ db }) =>
    giveFeedback(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      topic: options['topic']!,
      words: options['words']!,
      receivedOn: dayOr(options, 'on'),
      today: today(),
      policy: resolvePolicy(await policiesOf(db), options['policy'] ?? SPENDING_POLICY, today()),
      ...read('householdNo', options['household'], String),
    }),
  );
  context.answer(one, `${feedbackLine(one)}${dryRunNote(context, options)}`);
}

async function runAnswer(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace feedback answer', ({ db }) =>
    answerFeedback(db, {
      ...orderOf(context, options),
      feedbackNo: integer(options['feedback']!, '--feedback'),
      answer: options['answer']!,
      isAdjustment: choiceArgument(options['adjusted']!, '--adjusted', YES) === 'yes',
      answeredOn: dayOr(options, 'on'),
      today: today(),
    }),
  );
  context.answer(one, `${feedbackLine(one)}${dryRunNote(context, options)}`);
}

async function runFeedback(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace feedback list', (store) =>
    reading(
      store,
      (tx) => listFeedback(tx, options['county']!, { entityNo: entityNo(options) }),
      'see.entity',
    ),
  );
  context.answer(rows, [...rows.map(feedbackLine), `${rows.length} of them.`].join('\n'));
}

const feedbackLine = ({ feedback_no, topic, answer_by_day, answered_on }: FeedbackRow): string =>
  `${feedback_no}  ${topic}  answer by ${answer_by_day}${answered_on === null ? '' : `, answered ${answered_on}`}`;
