import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  lintText,
  type Policy,
  type PolicyBook,
  policyDocument,
  type PolicyFinding,
  policyRows,
  READINGS,
} from '../policy/index.ts';
import { choiceArgument } from './arguments.ts';
import { type Context, type Define, EXIT_NOTHING_DONE } from './context.ts';
import { fail } from './errors.ts';
import { groupName, perilName } from './names.ts';
import { policyFiles } from '../app/policies.ts';
import { policiesFor } from './policies.ts';

export const policyCommands: Define = (program, begin) => {
  const group = program
    .command('policy')
    .description('policies: what they say, whether they are sound, what would change');
  group
    .command('list')
    .description('all policies')
    .action(async (_: unknown, command: Command) => {
      const context = begin(command.optsWithGlobals());
      const book = await policiesFor(context, 'terrace policy list');
      const rows = policyRows(book);
      context.answer(
        rows,
        rows
          .map(
            ({ id, title, from }) =>
              `${id}  ${context.words(title)}  ${context.words({ zh: `自 ${from}`, en: `from ${from}` })}`,
          )
          .join('\n'),
      );
    });
  group
    .command('show <policy>')
    .description('what a policy says, ID or ID@DAY')
    .action(async (reference: string, _: unknown, command: Command) => {
      const context = begin(command.optsWithGlobals());
      showPolicy(context, await policiesFor(context, 'terrace policy show'), reference);
    });
  group
    .command('lint [policy-or-file]')
    .description('errors and warnings of one policy, of a file, or of all')
    .option('--reading <reading>', 'marginal, or whole_amount to see its cliffs', 'marginal')
    .action((target: string | undefined, options: { reading: string }, command: Command) =>
      lintPolicies(begin(command.optsWithGlobals()), target, options.reading),
    );
};

function showPolicy(context: Context, book: PolicyBook, reference: string): void {
  const document = policyDocument(book, reference);
  const lines = document.lines.map(({ group, peril, line_yuan, brackets, cap_yuan }) =>
    context.words({
      zh: `${perilName(context, peril)}  ${groupName(context, group)}  预警线 ${line_yuan ?? '–'}  ${brackets.map(({ from_yuan, rate_percent }) => `${from_yuan} 起 ${rate_percent} %`).join('，')}${cap_yuan ? `  封顶 ${cap_yuan}` : ''}`,
      en: `${peril.padEnd(16)}${group.padEnd(26)}line ${line_yuan ?? '–'}  ${brackets.map(({ from_yuan, rate_percent }) => `from ${from_yuan}: ${rate_percent} %`).join(', ')}${cap_yuan ? `  cap ${cap_yuan}` : ''}`,
    }),
  );
  const head = `${document.policy_version}\n${context.words(document.title)}\n${context.words({
    zh: `防贫保障线：人均 ${document.protection_line_yuan ?? '–'} 元`,
    en: `Protection line: ${document.protection_line_yuan ?? '–'} yuan per head`,
  })}`;
  context.answer(document, [head, ...lines].join('\n'));
}

const SEVERITIES = { error: { zh: '错误', en: 'error' }, warning: { zh: '警告', en: 'warning' } } as const;

function lintPolicies(context: Context, target: string | undefined, readingName: string): void {
  const reading = choiceArgument(readingName, '--reading', READINGS);
  const results = textsToLint(context, target).map(({ name, text, standard }) => ({
    policy: name,
    findings: lintText(text, standard, { reading }),
  }));
  const errors = results
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'error').length;
  const sentence = ({ severity, message }: PolicyFinding): string =>
    `  ${context.words(SEVERITIES[severity])}: ${context.words(message)}`;
  const lines = results.map(({ policy, findings }) =>
    [
      `${policy}: ${context.words(findings.length === 0 ? { zh: '没有问题', en: 'sound' } : { zh: `${findings.length} 条`, en: `${findings.length} findings` })}`,
      ...findings.map(sentence),
    ].join('\n'),
  );
  context.answer({ errors, policies: results }, lines.join('\n'));
  if (errors > 0) context.exitCode = EXIT_NOTHING_DONE;
}

/** A known id, a file, or nothing for all policies. */
function textsToLint(
  context: Context,
  target: string | undefined,
): { name: string; text: string; standard?: Policy }[] {
  const book = policyFiles();
  const of = (policy: Policy) => ({
    name: policy.id,
    text: readFileSync(policy.file, 'utf8'),
    ...(policy.standard && { standard: policy.standard }),
  });
  if (target === undefined) return [...book.values()].map(of);
  const known = book.get(target);
  if (known) return [of(known)];
  try {
    const standard = book.get('national-standard');
    return [
      { name: target, text: readFileSync(context.path(target), 'utf8'), ...(standard && { standard }) },
    ];
  } catch {
    throw fail('lint.unknown', { target, known: [...book.keys()].join(', ') });
  }
}
