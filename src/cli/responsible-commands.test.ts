import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { terrace } from '../../test/cli.ts';
import { COUNTY } from '../../test/imports.ts';
import { store } from '../../test/responsibility.ts';

const folder = mkdtempSync(join(tmpdir(), 'terrace-responsible-'));

/** A command of the county by somebody; `~` stands for a space in a value. */
const run = (actor: string, line: string, ...more: string[]) =>
  terrace(
    [...line.split(' ').map((word) => word.replaceAll('~', ' ')), '--county', COUNTY, '--as', actor, ...more],
    { store, cwd: folder },
  );

async function done<Answer = Record<string, unknown>>(actor: string, line: string): Promise<Answer> {
  const { code, stdout, stderr } = await run(actor, line, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Answer;
}
const told = async (line: string, ...more: string[]) => (await run('Clerk', line, ...more)).stdout;

test('naming, by file too, gaps, and ending', async () => {
  const name = 'responsible name --area V --post secretary --name 魏来 --since 2026-11-01';
  expect(await done('Clerk', `${name} --dry-run`)).toMatchObject([{ naming_no: 1, last_day: null }]);
  await done('Clerk', name);
  expect((await run('Clerk', name.replace('魏来', '吴'))).stderr).toBe(
    '魏来 answers for V since 2026-11-01 (number 1); end that with terrace responsible end before naming the next.\n',
  );
  expect((await run('Clerk', name.replace('--area V', '--household 1'), '--lang', 'zh')).stderr).toBe(
    '“党组织书记”不能设在户；此职务适用于：村级、乡级、县级、市级、省级。\n',
  );
  writeFileSync(
    join(folder, 'people.csv'),
    `地区代码,户编号,职务,姓名,起始日期
T,,secretary,Tan,2026-11-01
${COUNTY},,secretary,Xie,2026-11-01
,1,帮扶责任人,Bang,2026-11-02
`,
  );
  expect(await done('Clerk', 'responsible import people.csv')).toHaveLength(3);
  expect((await run('Clerk', 'responsible import people.csv')).stderr).toContain('Tan answers for T');
  writeFileSync(join(folder, 'wrong.csv'), 'area_code,post,name,since\nV,boss,Tan,2026-11-01\n');
  expect((await run('Clerk', 'responsible import wrong.csv')).stderr).toContain('post (wrong.csv:2)');

  expect(await told('responsible list --area V', '--lang', 'zh')).toContain('帮扶责任人');
  expect(await done('Clerk', 'responsible list --name 魏来 --on 2026-10-31')).toEqual([]);
  const gaps = await told('responsible gaps --out gaps.csv');
  expect(gaps).toContain('area without a lead (M26): 3\n');
  expect(gaps).toContain('household without a helper (M26, §3.6): 1\n');
  expect(readFileSync(join(folder, 'gaps.csv'), 'utf8')).toContain('no_helper,household,U,2,,\n');
  await done('Clerk', 'responsible end --number 1 --last-day 2026-11-20 --reason moved');
  expect(await told('responsible gaps', '--lang', 'zh')).toContain('无负责人的地区: 4\n');
  expect(await told('responsible gaps --on 2026-11-20')).toContain('(M26): 3\n');
});

test('a task from giving to doing, and whose inbox it is in', async () => {
  for (const line of ['--area V --post secretary --name Wei', '--area T --post secretary --name Tan'])
    await done('Clerk', `responsible name ${line} --since 2026-11-01`);
  const add = 'task add --title 修水管 --title-en mend~the~pipe --area V --level village --on 2026-11-02';
  expect((await run('Clerk', `${add} --due 2026-11-05 --days 3`)).stderr).toContain(
    'Give either --due or --days',
  );
  expect((await run('Clerk', `${add} --days 3 --to Wei`)).stderr).toContain('Give either --to');
  expect(await done('Clerk', `${add} --days 3 --subject cases:17`)).toMatchObject({
    task_no: 1,
    subject: 'cases:17',
    due_on: '2026-11-05',
    owner: 'Wei',
  });
  expect(await done('Clerk', `${add} --days 30 --day-kind calendar_day`)).toMatchObject({
    due_on: '2026-12-02',
    status: 'open',
  });
  const late = '1  mend the pipe  cases:17  V  Wei  ≤ 2026-11-05  overdue\n    ↑ 2026-11-11  township  Tan\n';
  expect(await told('task list --overdue --on 2026-11-11')).toBe(`${late}1 in all.\n`);
  expect(await told('inbox --person Tan --on 2026-11-11')).toBe(
    '≤ 2026-11-05  overdue  task:1  mend the pipe  V  with you since 2026-11-11\n1 in all.\n',
  );
  expect(await told('inbox --person Wei --on 2026-11-03', '--lang', 'zh')).toBe(
    '≤ 2026-11-05  task:1  修水管  V\n≤ 2026-12-02  task:2  修水管  V\n共 2 条。\n',
  );
  expect(await done('Tan', 'inbox --on 2026-11-10')).toEqual([]);
  await done('Wei', 'task hand-over --task 1 --to Fu --words on~leave --on 2026-11-04');
  expect((await run('Wei', 'task done --task 1 --words done --on 2026-11-05')).stderr).toContain(
    'Task 1 is with Fu',
  );
  await done('Fu', 'task done --task 1 --words new~pipe --on 2026-11-05');
  await done('Clerk', 'task cancel --task 2 --words no~need --on 2026-11-06');
  expect(await told('task list', '--lang', 'zh')).toBe('共 0 条。\n');
  expect(await done('Clerk', 'task list --all')).toMatchObject([{ status: 'done' }, { status: 'cancelled' }]);
  expect(await told('task show --task 1')).toBe(
    [
      '1  mend the pipe  cases:17  V  Fu  ≤ 2026-11-05  done',
      '    2026-11-04  handed over → Fu  Wei  on leave',
      '    2026-11-05  done  Fu  new pipe\n',
    ].join('\n'),
  );
});
