import {
  hundredthsText,
  listOutputs,
  OUTPUT_KINDS,
  type OutputKind,
  type OutputRow,
  recordOutput,
} from '../livelihood/programmes/index.ts';
import { today } from '../platform/index.ts';
import { choiceArgument, dayArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { ENTITY, entityNo, FILES, filesOf, namesOf } from './entity-commands.ts';
import { keepFiles, orderOf } from './governance-options.ts';
import { adder, COUNTY, DRY_RUN, dryRunNote, type Options, reading } from './register-options.ts';

export const outputCommands: Define = (program, begin) => {
  const add = adder(begin);
  const output = program.command('output').description('what entities were to bring and brought, by period');
  add(
    output,
    'record',
    'report a period; puts an earlier report of the same first day right',
    [
      COUNTY,
      ENTITY,
      ['--kind <kind>', `!${namesOf(OUTPUT_KINDS).join(', ')}`],
      ['--since <day>', '!first day'],
      ['--until <day>', '!last day'],
      ['--planned <number>', '!kWh, posts or yuan expected; 0 for sales nobody planned'],
      ['--actual <number>', '!kWh, posts or yuan brought'],
      FILES,
      DRY_RUN,
    ],
    runRecord,
  );
  add(output, 'list', 'reports of an entity', [COUNTY, ENTITY], runList);
};

async function runRecord(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace output record', async ({ db }) =>
    recordOutput(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      kind: choiceArgument<OutputKind>(options['kind']!, '--kind', namesOf(OUTPUT_KINDS)),
      since: dayArgument(options['since']!, '--since'),
      until: dayArgument(options['until']!, '--until'),
      plannedHundredths: yuanArgument(options['planned']!, '--planned'),
      actualHundredths: yuanArgument(options['actual']!, '--actual'),
      files: await keepFiles(db, context, options, filesOf(options)),
      today: today(),
    }),
  );
  tell(context, rows, dryRunNote(context, options));
}

async function runList(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace output list', (store) =>
    reading(store, (tx) => listOutputs(tx, options['county']!, entityNo(options)), 'see.entity'),
  );
  tell(context, rows, '');
}

const tell = (context: Context, rows: readonly OutputRow[], note: string): void =>
  context.answer(
    rows,
    `${rows
      .map(
        ({ kind, since, until, planned_hundredths, actual_hundredths }) =>
          `${since} to ${until}  ${kind}: ${hundredthsText(actual_hundredths)} of ${hundredthsText(planned_hundredths)}`,
      )
      .join('\n')}${note}`,
  );
