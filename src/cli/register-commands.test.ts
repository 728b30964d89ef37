import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { terrace } from '../../test/cli.ts';
import { emptyStore, importText } from '../../test/imports.ts';
import { testStore } from '../../test/store.ts';
import type { Store } from '../platform/index.ts';

let store: Store;
const folder = mkdtempSync(join(tmpdir(), 'terrace-register-'));
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(
    store.db,
    'areas',
    'code,name,parent_code,level\nRC,Red County,,county\nRC-V,Village,RC,village\n',
  );
  await importText(
    store.db,
    'households',
    'county_code,household_no,area_code,group,head_name,size\nRC,1,RC-V,registered,张三,2\nRC,2,RC-V,general,李四,1\n',
  );
  await importText(
    store.db,
    'persons',
    'county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\nRC,1,1,张三,11010519491231002X,1949-12-31,female,head,,,\nRC,1,2,张小,,1990-01-01,male,child,,,\nRC,2,1,李四,,1990-01-01,male,head,,,\n',
  );
});

const register = (line: string, ...more: string[]) =>
  terrace(['register', ...line.split(' '), ...more], { store, cwd: folder });
/** Lines of a file that quotes nothing. */
const linesOf = (file: string): string[][] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
const LIFT = 'event propose --county RC --type lift --date 2018-12-31 --household 1 --group general';

async function json<Answer>(line: string, ...more: string[]): Promise<Answer> {
  const { stdout, stderr } = await register(line, '--json', ...more);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Answer;
}

describe('events on the command line', () => {
  test('propose, refuse oneself, approve by another, show, timeline, account', async () => {
    expect(await json(LIFT, '--as', 'Li')).toMatchObject({
      event_no: '1',
      status: 'proposed',
      proposed_by: 'Li',
      dry_run: false,
    });
    expect(await register('event approve --county RC --event 1 --as Li')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'Event 1 was proposed by Li; somebody else must decide it (--as).\n',
    });
    expect((await register('event approve --county RC --event 1 --as Li --lang zh')).stderr).toMatch(
      /^事件 1 由 Li 提出.*。\n$/,
    );
    expect(await register('event approve --county RC --event 1 --as Wang')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await json('show --county RC --household 1 --on 2018-12-30')).toMatchObject({
      group: 'registered',
      size: 2,
      members: [{ id_number_masked: '1101**********002X' }, {}],
    });
    expect(await json('show --county RC --household 1')).toMatchObject({ group: 'general' });
    expect(await json<{ steps: unknown[] }>('timeline --county RC --household 1')).toMatchObject({
      steps: [{ kind: 'base' }, { kind: 'lift', event_no: '1' }],
    });
    expect(await json('cohort --county RC --from 2018-01-01 --to 2018-12-31')).toMatchObject([
      { measure: 'households', opening: 1, lifted: 1, closing: 0, closes: true },
      { measure: 'persons', opening: 2, lifted: 2, closing: 0, closes: true },
    ]);
  });

  test('several at once: what cannot be approved stays, and the exit code says so', async () => {
    await register(LIFT, '--as', 'Li');
    await register(
      'event propose --county RC --type review_removal --date 2019-01-01 --household 1 --reason car --as Li',
    );
    const { code, stdout } = await register('event approve --county RC --event 1,2 --as Wang --json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      decided: [{ event_no: '1' }],
      left: [{ event_no: '2', code: 'event.notListed' }],
    });
    expect(await register('event refuse --county RC --event 2 --as Wang')).toMatchObject({ code: 1 });
    expect(await register('event refuse --county RC --event 2 --as Wang --reason no')).toMatchObject({
      code: 0,
    });
  });

  test('a dry run and a cancellation', async () => {
    expect(await json(LIFT, '--as', 'Li', '--dry-run')).toMatchObject({ dry_run: true });
    expect(await json('event list --county RC')).toEqual([]);
    await register(LIFT, '--as', 'Li');
    await register('event approve --county RC --event 1 --as Wang');
    expect(await json('event cancel --county RC --event 1 --reason mistake --as Wang')).toMatchObject({
      type: 'cancel',
      cancels_event_no: '1',
    });
    await register('event approve --county RC --event 2 --as Li');
    expect(await json('event list --county RC --status cancelled')).toMatchObject([{ event_no: '1' }]);
    expect(await json('show --county RC --household 1')).toMatchObject({ group: 'registered' });
  });

  test('a file: batch, rejects, exit code 2, approval of the batch', async () => {
    writeFileSync(
      join(folder, 'events.csv'),
      'county_code,type,date,household_no,person_no,group\nRC,death,2018-01-01,1,2,\nRC,death,2018-01-01,1,3,\n',
    );
    const { code, stdout } = await register('event import events.csv --as Li --json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ batch_no: '1', proposed: 1, rejected: 1 });
    expect(linesOf('events.csv.rejects.csv')[1]).toEqual([
      '3',
      'person_no',
      '3',
      'Household 1 has no member 3 on 2018-01-01.',
    ]);
    expect(await register('event approve --county RC --batch 1 --as Wang')).toMatchObject({ code: 0 });
    expect(await register('event approve --county RC --batch 1 --as Wang')).toMatchObject({
      code: 1,
      stdout: '',
    });
    await register('event list --county RC --out list.csv');
    expect(linesOf('list.csv').map((row) => row.slice(1, 5))).toEqual([
      ['event_no', 'type', 'date', 'status'],
      ['1', 'death', '2018-01-01', 'approved'],
    ]);
  });

  test.each([
    [`${LIFT} --as Li --type fly`, /--type/],
    ['event propose --county RC --type lift --date 2018-2-1 --household 1 --group general --as Li', /--date/],
    ['event propose --county XX --type lift --date 2018-12-31 --household 1 --group general --as Li', /XX/],
    ['event propose --county RC --type lift --date 2018-12-31 --group general --as Li', /household_no/],
    [
      'event propose --county RC --type adjustment --date 2018-12-31 --area RC --group registered --households 1.5 --reason x --as Li',
      /1\.5/,
    ],
    ['event approve --county RC --as Li', /--event or --batch/],
    ['event approve --county RC --event x --as Li', /--event/],
    ['event approve --county RC --event 9 --as Li', /9/],
    ['event list --county XX', /XX/],
    ['show --county RC --household 9', /9/],
    ['timeline --county RC --household 9', /9/],
    ['cohort --county RC --from 2019-01-01 --to 2018-01-01', /2019-01-01/],
    ['cohort --county RC --from 2018-01-01 --to 2018-12-31 --by planet', /--by/],
    ['cohort --county RC --from 2018-01-01 --to 2018-12-31 --group rich', /--group/],
    ['cohort-check nothing.csv', /nothing\.csv/],
    ['duplicates decide P-1 --county RC --verdict same --reason x --as Li', /P-1/],
    ['duplicates list --county XX', /XX/],
    ['quality --county XX', /XX/],
  ])('%s is one sentence and nothing done', async (line, word) => {
    const { code, stdout, stderr } = await register(line, '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+[.。]\n$/);
    expect(stderr).toMatch(word);
    expect(stderr).not.toMatch(/Please report|undefined|\{\w+\}/);
  });
});

describe('accounts, duplicates and quality on the command line', () => {
  test('published figures', async () => {
    const { code, stdout } = await register(
      `cohort-check ${new URL('../../examples/cohorts/reported.csv', import.meta.url).pathname} --out check.csv`,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Wei County.*households: closes\n.*persons: closes\nTongyu.*\+3556\n.*\+5930\nJinpo.*cannot be told.*\n.*-7\n/,
    );
    expect(linesOf('check.csv')).toHaveLength(7);
    writeFileSync(
      join(folder, 'bad.csv'),
      'area,period,opening_households,opening_persons,closing_households,closing_persons\nX,1,a,2,1,2\nY,1,1,2,1,2\n',
    );
    expect(await register('cohort-check bad.csv')).toMatchObject({ code: 2 });
    expect(existsSync(join(folder, 'bad.csv.rejects.csv'))).toBe(true);
  });

  test('duplicates are found, listed masked, decided', async () => {
    await importText(
      store.db,
      'persons',
      'county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\nRC,2,2,张三,11010519491231002X,1949-12-31,female,parent,,,\n',
    );
    expect(await json('duplicates find --county RC --as Li')).toMatchObject({ persons: 1, open: 1, new: 1 });
    const [row] = await json<{ pair: string }[]>('duplicates list --county RC');
    expect(row).toMatchObject({ score: 100, reason: 'same_id_number', id_number: '1101**********002X' });
    expect(
      await json(`duplicates decide ${row!.pair} --county RC --verdict different --reason seen --as Li`),
    ).toMatchObject({ verdict: 'different' });
    expect(await json('duplicates list --county RC')).toEqual([]);
    expect(await json('duplicates list --county RC --decided')).toHaveLength(1);
    expect((await register('quality --county RC --out quality.csv')).stdout).toMatch(
      /duplicate_id_number: 2/,
    );
    const text = readFileSync(join(folder, 'quality.csv'), 'utf8');
    expect(text).toMatch(/^county_code,rule,household_no,person_no,sentence\n/);
    expect(text).not.toMatch(/\d{15}/);
  });
});
