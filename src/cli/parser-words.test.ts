import { Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { terrace } from '../../test/cli.ts';
import { parserSentence, speakHelp } from './parser-words.ts';

/** Every kind of line that the parser refuses, as somebody types it. */
// prettier-ignore
const LINES: readonly (readonly [line: string, zh: string, en: string])[] = [
  ['import expenses', '命令缺少参数 <file>；用法见 --help。', 'The argument <file> is missing; --help shows the usage.'],
  ['import bills a.csv', '没有命令“bills”；用 --help 查看有哪些。', 'There is no command "bills"; --help shows what there is.'],
  ['import expenses a.csv --colour red', '没有选项 --colour；用 --help 查看有哪些。', 'There is no option --colour; --help shows what there is.'],
  ['import expenses a.csv --reject x', '没有选项 --reject；您要的也许是 --rejects。', 'There is no option --reject; perhaps you mean --rejects.'],
  ['import expenses a.csv b.csv', '参数过多：应为 1 个，给出了 2 个（a.csv, b.csv）；含空格的值请加引号。', 'Too many arguments: 1 expected, 2 given (a.csv, b.csv); put a value with spaces in quotes.'],
  ['import expenses a.csv --rejects', '选项 --rejects <file> 后面缺少取值。', 'A value is missing after the option --rejects <file>.'],
  ['import expenses a.csv --as', '选项 --as <name> 后面缺少取值。', 'A value is missing after the option --as <name>.'],
  ['screen', '请给出选项 --county <code>。', 'The option --county <code> is needed.'],
  ['evaporate', '没有命令“evaporate”；用 --help 查看有哪些。', 'There is no command "evaporate"; --help shows what there is.'],
  ['ledgr verify', '没有命令“ledgr”；您要的也许是 ledger。', 'There is no command "ledgr"; perhaps you mean ledger.'],
  ['ledger verfy', '没有命令“verfy”；您要的也许是 verify。', 'There is no command "verfy"; perhaps you mean verify.'],
];

describe('a line the parser refuses: one sentence in the language of whoever asks, exit 1', () => {
  test.each(LINES)('terrace %s', async (line, zh, en) => {
    const argv = line.split(' ');
    const refused = (stderr: string) => ({ code: 1, stdout: '', stderr: `${stderr}\n` });
    expect(await terrace(argv, { env: { LANG: 'zh_CN.UTF-8' } })).toEqual(refused(zh));
    expect(await terrace(['--lang', 'zh', '--json', ...argv])).toEqual(refused(zh));
    expect(await terrace(argv, { env: { LANG: 'en_GB.UTF-8' } })).toEqual(refused(en));
    expect(await terrace(['--lang=en', ...argv], { env: { LC_ALL: 'zh_CN' } })).toEqual(refused(en));
  });

  test('a choice that is none', async () => {
    expect((await terrace(['--lang', 'fr', 'ledger', 'verify'], { env: { LANG: 'zh' } })).stderr).toBe(
      '“fr”不能用于选项 --lang <language>；可选：zh, en。\n',
    );
  });
});

/** What no command of ours has today, from the parser itself. */
describe('kinds that no command meets', () => {
  async function saidOf(command: Command, argv: readonly string[]): Promise<string> {
    let said = '';
    command.exitOverride().configureOutput({ outputError: (text) => (said = text), writeErr: () => {} });
    await expect(command.parseAsync([...argv], { from: 'user' })).rejects.toThrow(/^error: /);
    return said;
  }
  test('options that exclude each other', async () => {
    const command = new Command('x')
      .addOption(new Option('--one <a>').conflicts('two'))
      .option('--two <b>')
      .action(() => {});
    const said = await saidOf(command, ['--one', '1', '--two', '2']);
    expect(parserSentence(said, 'zh')).toBe('选项 --one <a> 与 --two <b> 不能同时使用。\n');
    expect(parserSentence(said, 'en')).toBe('The options --one <a> and --two <b> exclude each other.\n');
  });
  test('an argument that is none of its choices; two that are near', async () => {
    const command = new Command('x');
    command.addArgument(command.createArgument('<kind>').choices(['red', 'blue'])).action(() => {});
    expect(parserSentence(await saidOf(command, ['green']), 'zh')).toBe(
      '“green”不能用作参数 <kind>；可选：red, blue。\n',
    );
    const two = new Command('y')
      .option('--cold')
      .option('--bold')
      .action(() => {});
    expect(parserSentence(await saidOf(two, ['--told']), 'zh')).toBe(
      '没有选项 --told；您要的也许是 --bold, --cold。\n',
    );
  });
});

test('help has its headings in Chinese, on every level', async () => {
  const { code, stdout, stderr } = await terrace(['import', '--help'], { env: { LANG: 'zh_CN.UTF-8' } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^用法： terrace import/);
  for (const heading of ['选项：', '通用选项：', '命令：', '显示帮助']) expect(stdout).toContain(heading);
  expect(stdout).not.toMatch(/Usage:|Options:|Commands:|display help/);
  const command = new Command('x').argument('<kind>', 'what it is');
  speakHelp(command, 'zh');
  expect(command.helpInformation()).toContain('参数：');
  expect((await terrace(['import', '--help'])).stdout).toContain('Global Options:');
});
