import { readFileSync } from 'node:fs';
import { checkSheet, type Sheet, statedRules, yearSheet } from '../board/index.ts';
import { policiesOf } from '../app/policies.ts';
import { fewestDisclosed } from '../governance/index.ts';
import { yearOf } from '../kernel/index.ts';
import { today, writeWhole } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import { type Context, type Define, EXIT_NOTHING_DONE } from './context.ts';
import { fail } from './errors.ts';
import { policiesFor } from './policies.ts';
import { adder, COUNTY, integer, type Options } from './register-options.ts';

export const boardCommands: Define = (program, begin) => {
  const group = program.command('board').description('what is public: sheets of amounts to work out again');
  const add = adder(begin);
  add(
    group,
    'sheet',
    'the approved amounts of a year, added up by rule and step, as the public board shows them',
    [COUNTY, ['--year <year>', 'policy year (default: this one)'], ['--out <file>', '!sheet (JSON)']],
    runSheet,
  );
  add(
    group,
    'check <file>',
    'work a sheet out again from the rules of the policies; needs no store',
    [],
    runCheck,
  );
};

async function runSheet(context: Context, options: Options): Promise<void> {
  const day = today();
  const year = options['year'] === undefined ? yearOf(day) : integer(options['year'], '--year');
  const sheet = await context.withStore('terrace board sheet', async ({ db }) => {
    const book = await policiesOf(db);
    const policyOn = (reference: string, on = day) => resolvePolicy(book, reference, on);
    const fewest = fewestDisclosed(policyOn('village-governance'));
    const order = { countyCode: options['county']!, year, day, fewest };
    return db.transaction().execute((tx) => yearSheet(tx, policyOn, order));
  });
  writeWhole(context.path(options['out']!), `${JSON.stringify(sheet, null, 2)}\n`);
  context.answer(
    sheet,
    context.words({
      zh: `${sheet.amounts} 笔，共 ${sheet.total_yuan} 元 → ${options['out']}`,
      en: `${sheet.amounts} amounts, ${sheet.total_yuan} yuan → ${options['out']}`,
    }),
  );
}

async function runCheck(context: Context, _: Options, file: string): Promise<void> {
  const sheet = readSheet(context.path(file));
  const book = await policiesFor(context, 'terrace board check');
  const { lines, firstDifference } = checkSheet(sheet, (name) => {
    const version = resolvePolicy(book, name.split('#')[0]!, today());
    return version.version === name ? statedRules(version) : undefined;
  });
  if (firstDifference) context.exitCode = EXIT_NOTHING_DONE;
  context.answer(
    { lines: lines.length, first_difference: firstDifference ?? null },
    firstDifference
      ? context.words({
          zh: `✕ ${firstDifference.what.zh} 不同：公布 ${firstDifference.stated}，算出 ${firstDifference.found}`,
          en: `✕ ${firstDifference.what.en} differs: published ${firstDifference.stated}, worked out ${firstDifference.found}`,
        })
      : context.words({
          zh: `✓ ${lines.length} 行全部一致，合计 ${sheet.total_yuan} 元`,
          en: `✓ all ${lines.length} lines agree, ${sheet.total_yuan} yuan in all`,
        }),
  );
}

function readSheet(path: string): Sheet {
  try {
    const sheet = JSON.parse(readFileSync(path, 'utf8')) as Sheet;
    if (!Array.isArray(sheet.rules)) throw new TypeError('no rules');
    return sheet;
  } catch {
    throw fail('board.sheet', { path });
  }
}
