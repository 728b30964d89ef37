import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { terrace } from '../../test/cli.ts';
import { AREAS, emptyStore, importText, VILLAGE } from '../../test/imports.ts';
import { jpeg } from '../../test/pictures.ts';
import { testStore } from '../../test/store.ts';
import type { Store } from '../platform/index.ts';

let store: Store;
const folder = mkdtempSync(join(tmpdir(), 'terrace-governance-'));
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\nTC01,1,${VILLAGE},general,张三丰,2\n`,
  );
  writeFileSync(join(folder, 'members.csv'), 'name,role\nChen,chair\nWang,\nZhao,\n');
  writeFileSync(join(folder, 'photo.jpg'), jpeg());
});

/** A command of the county; `~` stands for a space in a value. */
const run = (line: string, ...more: string[]) =>
  terrace(
    [
      ...line.split(' ').map((word) => word.replaceAll('~', ' ')),
      '--county',
      'TC01',
      '--as',
      'Office',
      ...more,
    ],
    {
      store,
      cwd: folder,
    },
  );

async function done<Answer>(line: string, ...more: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await run(line, '--json', ...more);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Answer;
}

test('from the founding of a body to a confirmed decision, a printed notice and an answered objection', async () => {
  const CALL = 'meeting call --body 1 --day 2026-11-02 --place Hall --chair 1 --called 2026-11-01';
  await done(`body found --area ${VILLAGE} --kind village_review_group --name Review --since 2026-11-01`);
  expect(await done('body appoint --body 1 --since 2026-11-01 --members members.csv')).toMatchObject([
    { member_no: 1, role: 'chair', weight: '1' },
    { role: 'member' },
    { name: 'Zhao' },
  ]);
  await done(`${CALL} --subject cases:17 --title Case~17 --household 1`, '--decide', 'household_support');
  await done('meeting attend --meeting 1 --present 1,2 --proxy 3 --holder 2 --form phone --witness Qian');
  await done('meeting vote --meeting 1 --item 1 --for 1,3 --against 2');
  await done('meeting evidence photo.jpg --meeting 1 --kind signatures');
  const closed = await run('meeting close --meeting 1 --minutes Spoken', '--as', 'Chen');
  expect(closed.stdout).toContain(
    '1. Case 17 (cases:17, household_support): approved; 3 of 3 took part, for 2, against 1, abstained 0',
  );
  const DRAFT = `notice draft --area ${VILLAGE} --first-day 2026-11-03 --place Board --subject cases:17 --household 1`;
  const fields = ['--measure', '防贫保险金', '--measure-en', 'Insurance', '--amount', '6600'];
  await done(`${DRAFT} --out notice.html`, '--kind', 'household_support', ...fields);
  const page = readFileSync(join(folder, 'notice.html'), 'utf8');
  expect(page).toMatch(/张\*\*[^]*防贫保险金/);
  expect(page).not.toContain('三丰');
  await done('notice post --notice 1 --on 2026-11-03 --photo photo.jpg');
  expect((await run('notice list --on 2026-11-09')).stdout).toBe(
    '1  Public notice: support that was decided  complete, 5 of 5 days, last day 2026-11-08\n',
  );
  await done('objection receive --subject cases:17 --channel 12317 --words Why --on 2026-11-20');
  expect((await run('objection state --subject cases:17')).stdout).toContain('approved, not confirmed');
  expect(await run('objection dismiss --objection 1 --reason Seen', '--as', 'Wang')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Wang took part in the decision/),
  });
  await done('objection dismiss --objection 1 --reason Seen', '--as', 'Sun');
  expect(await done('objection state --subject cases:17')).toMatchObject({
    outcome: 'approved',
    isConfirmed: true,
  });
});

test('a file with a column nobody asked for is refused, and so is what is no subject', async () => {
  writeFileSync(join(folder, 'lines.csv'), 'subject,household_no,id_number\ncases:17,1,11010519491231002X\n');
  const draft = await run(
    `notice draft --area ${VILLAGE} --place Board --lines lines.csv`,
    '--kind',
    'points',
  );
  expect(draft).toMatchObject({ code: 1, stdout: '' });
  expect(draft.stderr).toBe(
    'The file lines.csv has columns that are not taken: id_number; remove them and try again.\n',
  );
  expect((await run(`objection state --subject 17`)).stderr).toMatch(/module:number/);
});

test('a notice that is not there is refused in words by every command that names one', async () => {
  for (const line of ['show --notice 99', 'print --notice 99 --out n.html']) {
    const { code, stderr } = await run(`notice ${line}`);
    expect(code).toBe(1);
    expect(stderr).toContain('no notice 99');
  }
});

test('a deadline through a year without a calendar says so', async () => {
  const line = `objection receive --subject x:1 --area ${VILLAGE} --channel web --words Why --on 2026-12-30`;
  const { TERRACE_TODAY } = process.env;
  process.env['TERRACE_TODAY'] = '2026-12-30';
  const { stdout } = await run(line);
  process.env['TERRACE_TODAY'] = TERRACE_TODAY;
  expect(stdout).toContain('answer by 2027-01-06');
  expect(stdout).toContain('Holidays of 2027 are not known');
});
