import { policiesOf } from '../app/policies.ts';
import {
  answerFiring,
  DETECTOR_POLICY,
  detectorBoard,
  DETECTORS,
  type Firing,
  getDetector,
  listFirings,
  numbersOf,
  type Question,
  thresholdsOf,
  type Verdict,
  VERDICTS,
  wordsOf,
} from '../evaluation/index.ts';
import { today } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import { choiceArgument } from './arguments.ts';
import type { Context, Define, ViewedStore } from './context.ts';
import { namesOf, ON } from './entity-commands.ts';
import { dayOr, orderOf } from './governance-options.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  type OptionLine,
  type Options,
  OUT,
  readingPersonal,
  writeOut,
} from './register-options.ts';
import { see } from '../access/index.ts';

const DETECTOR: OptionLine = ['--detector <number>', '!for example F06'];
const POLICY: OptionLine = ['--policy <id[@day]>', `thresholds (default: ${DETECTOR_POLICY})`];
const LOOK = 'detector.board';

export const detectorCommands: Define = (program, begin) => {
  const add = adder(begin);
  const detector = program
    .command('detector')
    .description('failure modes that the books show: which fire, for what, and what was answered');
  add(detector, 'board', 'all detectors', [COUNTY, POLICY, ON], runBoard);
  add(detector, 'list', 'what one fires for', [COUNTY, DETECTOR, POLICY, ON, OUT], runList);
  add(
    detector,
    'answer',
    'answer what one found, as its numbers stand today',
    [
      COUNTY,
      DETECTOR,
      ['--found <hash>', '!which finding: the hash that `detector list` shows'],
      ['--verdict <verdict>', `!${namesOf(VERDICTS).join(', ')}`],
      ['--answer <text>', '!what was done, or why it is in order'],
      POLICY,
      DRY_RUN,
    ],
    runAnswer,
  );
};

async function questionOf({ db }: ViewedStore, options: Options): Promise<Question> {
  const day = dayOr(options, 'on');
  const policy = resolvePolicy(await policiesOf(db), options['policy'] ?? DETECTOR_POLICY, day);
  return { countyCode: options['county']!, day, thresholds: thresholdsOf(policy) };
}

async function runBoard(context: Context, options: Options): Promise<void> {
  const states = await context.withStore('terrace detector board', async (store) => {
    const question = await questionOf(store, options);
    const { countyCode } = question;
    return see(store.db, { viewer: store.viewer, action: LOOK, countyCode }, (tx) =>
      detectorBoard(tx, question),
    );
  });
  context.answer(
    states,
    states
      .map(({ id, status, judged, fired, open }) => {
        const state =
          status === 'fires' ? `${fired} of ${judged}, ${open} to answer` : status.replaceAll('_', ' ');
        return `${id}  ${context.words(DETECTORS[id])}: ${state}`;
      })
      .join('\n'),
  );
}

async function runList(context: Context, options: Options): Promise<void> {
  const detector = getDetector(options['detector']!);
  const { found, sentence } = await context.withStore('terrace detector list', async (store) => {
    const question = await questionOf(store, options);
    const look = { action: LOOK, countyCode: question.countyCode };
    return {
      sentence: wordsOf(detector, question.thresholds).condition,
      found: await readingPersonal(
        { ...store, purpose: store.purpose ?? detector.id },
        look,
        async (tx, eyes) => (await listFirings(tx, question, detector.id)).map((row) => eyes(row) as Firing),
      ),
    };
  });
  const rows = found.map(({ facts, answered, ...row }) => ({
    subject_kind: row.subject_kind,
    subject_no: row.subject_no,
    area_code: row.area_code,
    ...Object.fromEntries(numbersOf(detector, facts).map(({ name, value }) => [name, value])),
    verdict: answered?.verdict ?? '',
    found: row.facts_hash,
  }));
  const columns = [
    'subject_kind',
    'subject_no',
    'area_code',
    ...Object.keys(detector.numbers),
    'verdict',
    'found',
  ];
  await writeOut(context, options['out'], columns, rows);
  context.answer(
    rows,
    [context.words(sentence), ...found.map((one) => line(context, one, detector.id))].join('\n'),
  );
}

async function runAnswer(context: Context, options: Options): Promise<void> {
  const detector = getDetector(options['detector']!).id;
  const firing = await context.withStore('terrace detector answer', async (store) =>
    answerFiring(store.db, {
      ...orderOf(context, options),
      detector,
      factsHash: options['found']!,
      verdict: choiceArgument<Verdict>(options['verdict']!, '--verdict', namesOf(VERDICTS)),
      answer: options['answer']!,
      thresholds: (await questionOf(store, options)).thresholds,
      today: today(),
    }),
  );
  context.answer(firing, `${line(context, firing, detector)}${dryRunNote(context, options)}`);
}

const line = (
  context: Context,
  { subject_kind, subject_no, facts, facts_hash, answered }: Firing,
  id: keyof typeof DETECTORS,
): string => {
  const numbers = numbersOf(DETECTORS[id], facts).map((one) => `${context.words(one)} ${one.value}`);
  const answer = answered ? `, ${context.words(VERDICTS[answered.verdict])}: ${answered.answer}` : '';
  return `${subject_kind} ${subject_no}: ${numbers.join(', ')}${answer}  [${facts_hash}]`;
};
