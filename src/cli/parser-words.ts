import type { Command } from 'commander';
import type { Bilingual, Language } from '../kernel/index.ts';

/** What the parser of the command line says, in the sentences of this program: one line, what is wrong, what to do. */

/** Before the options are read: what the line asks for, else what the environment speaks. */
export function languageOf(
  argv: readonly string[],
  { LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = argv
    .flatMap((word, i) =>
      word === '--lang' ? [argv[i + 1]] : word.startsWith('--lang=') ? [word.slice(7)] : [],
    )
    .findLast((language) => language === 'zh' || language === 'en');
  return asked ?? ((LC_ALL ?? LC_MESSAGES ?? LANG ?? '').startsWith('zh') ? 'zh' : 'en');
}

/** The parser's own sentence, and ours with its parts. */
const SENTENCES: readonly (readonly [said: RegExp, ours: Bilingual])[] = [
  [
    /^missing required argument '(?<name>[^]*)'$/,
    {
      zh: '命令缺少参数 <{name}>；用法见 --help。',
      en: 'The argument <{name}> is missing; --help shows the usage.',
    },
  ],
  [
    /^option '(?<flags>[^]*)' argument missing$/,
    { zh: '选项 {flags} 后面缺少取值。', en: 'A value is missing after the option {flags}.' },
  ],
  [
    /^required option '(?<flags>[^]*)' not specified$/,
    { zh: '请给出选项 {flags}。', en: 'The option {flags} is needed.' },
  ],
  [
    /^option '(?<flags>[^]*)' cannot be used with option '(?<other>[^]*)'$/,
    {
      zh: '选项 {flags} 与 {other} 不能同时使用。',
      en: 'The options {flags} and {other} exclude each other.',
    },
  ],
  [
    /^option '(?<flags>[^]*)' argument '(?<value>[^]*)' is invalid\. Allowed choices are (?<choices>[^]*)\.$/,
    {
      zh: '“{value}”不能用于选项 {flags}；可选：{choices}。',
      en: '"{value}" is no value of the option {flags}; choose from: {choices}.',
    },
  ],
  [
    /^command-argument value '(?<value>[^]*)' is invalid for argument '(?<name>[^]*)'\. Allowed choices are (?<choices>[^]*)\.$/,
    {
      zh: '“{value}”不能用作参数 <{name}>；可选：{choices}。',
      en: '"{value}" is no value of the argument <{name}>; choose from: {choices}.',
    },
  ],
  [
    /^too many arguments(?: for '(?<command>[^']*)')?\. Expected (?<expected>\d+) arguments? but got (?<got>\d+): (?<given>[^]*)\.$/,
    {
      zh: '参数过多：应为 {expected} 个，给出了 {got} 个（{given}）；含空格的值请加引号。',
      en: 'Too many arguments: {expected} expected, {got} given ({given}); put a value with spaces in quotes.',
    },
  ],
  [
    /^unknown option '(?<flag>[^]*?)'(?:\n\(Did you mean (?<near>[^]*)\?\))?$/,
    { zh: '没有选项 {flag}{near}。', en: 'There is no option {flag}{near}.' },
  ],
  [
    /^unknown command '(?<command>[^]*?)'(?:\n\(Did you mean (?<near>[^]*)\?\))?$/,
    { zh: '没有命令“{command}”{near}。', en: 'There is no command "{command}"{near}.' },
  ],
];
const NEAR: Bilingual = { zh: '；您要的也许是 {near}', en: '; perhaps you mean {near}' };
const NO_NEAR: Bilingual = { zh: '；用 --help 查看有哪些', en: '; --help shows what there is' };

/** A sentence that is not known here stays as the parser said it: a test goes through all its kinds. */
export function parserSentence(said: string, language: Language): string {
  const bare = said.replace(/^error: /, '').trimEnd();
  for (const [pattern, ours] of SENTENCES) {
    const parts = pattern.exec(bare)?.groups;
    if (!parts) continue;
    const near = parts['near']?.replace(/^one of /, '');
    const hint = near === undefined ? NO_NEAR[language] : filled(NEAR[language], { near });
    return `${filled(ours[language], { ...parts, near: hint })}\n`;
  }
  return `${bare}\n`;
}

const filled = (sentence: string, parts: Readonly<Record<string, string | undefined>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => (parts[name] ?? '').replace(/\s+/g, ' '));

const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};
const HELP: Bilingual = { zh: '显示帮助', en: 'display help for command' };

/** Headings of the help, and the words about help itself. */
export function speakHelp(command: Command, language: Language): void {
  command.helpOption('-h, --help', HELP[language]);
  if (command.commands.length > 0) command.helpCommand('help [command]', HELP[language]);
  command.configureHelp({
    showGlobalOptions: command.parent !== null,
    styleTitle: (title) => (language === 'zh' ? (HEADINGS[title] ?? title) : title),
  });
}
