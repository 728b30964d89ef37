import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { terrace } from '../../test/cli.ts';
import { AREAS, importText } from '../../test/imports.ts';
import { testStore } from '../../test/store.ts';
import { signIn } from '../access/index.ts';
import { sql, type Store } from '../platform/index.ts';

let store: Store;
const folder = mkdtempSync(join(tmpdir(), 'terrace-accounts-'));
const EXPENSES =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider\n';
beforeAll(async () => {
  store = await testStore();
  await importText(store.db, 'areas', AREAS);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size,phone
TC01,1,TC01-V1,non_poor_low_income,张三丰,2,13812345678
TC01,2,TC01-V2,general,李四,1,
TC02,1,TC02-V1,general,王五,1,
`,
  );
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour
TC01,1,1,张三丰,11010519491231002X,1949-12-31,female,head,,serious_illness,lost
`,
  );
  writeFileSync(join(folder, 'medical.csv'), `${EXPENSES}TC01,m1,1,,medical,2026-02-01,20000,0,20000,x\n`);
  writeFileSync(join(folder, 'school.csv'), `${EXPENSES}TC01,s1,1,,education,2026-02-01,20000,0,20000,x\n`);
  writeFileSync(join(folder, 'other.csv'), `${EXPENSES}TC02,o1,1,,medical,2026-02-01,20000,0,20000,x\n`);
  writeFileSync(
    join(folder, 'list.csv'),
    'county_code,household_no,kind,date,peril,self_paid_yuan,note\nTC01,2,visit,2026-02-01,,,\n',
  );
});
afterAll(() => store.close());

/** `~` stands for a space in a value. */
const run = (as: string, line: string, input?: string) =>
  terrace([...line.split(' ').map((word) => word.replaceAll('~', ' ')), '--as', as], {
    store,
    cwd: folder,
    ...(input !== undefined && { input }),
  });
const text = async (as: string, line: string): Promise<string> => {
  const { code, stdout, stderr } = await run(as, line);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};
const refused = async (as: string, line: string): Promise<string> => {
  const { code, stdout, stderr } = await run(as, line);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  return stderr.trim();
};
const SHOW = 'register show --county TC01 --household 1';
const DECLARE = 'finding declare --county TC01 --policy wei-2017@2017-12-31 --on 2017-12-31 --household';

test('until the first account exists, --as is any name and everybody sees all', async () => {
  expect(await text('anybody', SHOW)).toContain('张三丰');
  expect(await text('anybody', 'account list')).toMatch(/no accounts yet/);
  expect(await refused('Root', 'account add --name Root --person Sun --role county_office')).toMatch(
    /first account must be/,
  );
  expect(
    await refused('Root', 'account add --name Root --person Sun --role administrator --until 2027-01-01'),
  ).toMatch(/first account/);
  expect(await text('Root', 'account add --name Root --person Sun --role administrator --dry-run')).toMatch(
    /nothing was kept/,
  );
  expect(await text('anybody', 'account list')).toMatch(/no accounts yet/);
});

describe('with accounts', () => {
  beforeAll(async () => {
    await text('Root', 'account add --name Root --person Sun --role administrator --since 2026-11-01');
    await text('Root', 'account add --name Office --person Li --role county_office --county TC01');
    await text(
      'Root',
      'account add --name Village --person Wang --role village_committees --county TC01 --area TC01-V1 --since 2026-11-01',
    );
    await text('Root', 'account add --name Health --person Zhao --role health_insurance --county TC01');
    await text(
      'Root',
      'account add --name Audit --person Qian --role auditor --county TC01 --until 2026-12-31',
    );
  });

  test.each([
    ['Nobody', SHOW, /no account "Nobody"/],
    ['Village', SHOW, /say why with --purpose/],
    ['Root', `${SHOW} --purpose test`, /"Root" \(system administrator\) may not do "see.household"/],
    ['Office', 'register show --county TC02 --household 1 --purpose test', /not responsible for county TC02/],
    ['Village', 'register show --county TC01 --household 2 --purpose test', /household 2/i],
    [
      'Village',
      'screen --county TC01 --policy wei-2017@2017-12-31 --as-of 2017-12-31',
      /may not do "screening.run"/,
    ],
    ['Village', `${DECLARE} 2`, /outside the responsibility of the account "Village"/],
    ['Health', 'import expenses school.csv', /outside the responsibility/],
    ['Health', 'import expenses other.csv', /outside the responsibility/],
    ['Health', 'import households medical.csv', /may not do "import.households"/],
    ['Office', 'account list', /may not do "account.list"/],
    ['Office', 'audit list', /may not do "audit.list"/],
    ['Audit', 'audit seal', /may not do "audit.seal"/],
    ['Root', 'account add --name office --person Sun2 --role donor', /account "Office" already/],
    ['Root', 'account add --name Sun2 --person Sun --role donor', /Sun has the account "Root"/],
    ['Root', 'account add --name A --person A --role auditor --county TC01', /needs a last day/],
    ['Root', 'account add --name A --person A --role township --county TC01', /needs --area/],
    ['Root', 'account add --name A --person A --role township --county TC02 --area TC01-T1', /needs --area/],
    ['Root', 'account add --name A --person A --role township --county TC01 --area TC01', /needs --area/],
    ['Root', 'account add --name A --person A --role helper --county TC01', /needs --household/],
    ['Root', 'account add --name A --person A --role helper --county TC99 --household 1', /here TC99/],
    ['Root', 'account add --name A --person A --role insurer', /here 000000/],
    [
      'Root',
      'account add --name A --person A --role insurer --county TC01 --area TC01-V1',
      /without an area/,
    ],
    ['Root', 'account role --name Office --role donor --since 2026-02-01 --until 2026-01-01', /lies before/],
    ['Root', 'account role --name Nobody --role donor', /no account "Nobody"/],
    ['Root', 'account end-role --name Office --number 7 --reason x', /has no role 7/],
    ['Root', 'account end-role --name Root --number 1 --reason x', /last system administrator/],
    ['Root', 'account close --name Root --reason x', /last system administrator/],
    ['Root', 'account add --name A --person ~ --role donor', /cannot be the name/],
  ] as const)('%s: %s is refused', async (as, line, sentence) => {
    expect(await refused(as, line)).toMatch(sentence);
  });

  test('each sees the same household as its role allows, and the read is logged without content', async () => {
    expect(await text('Office', `${SHOW} --purpose case~17`)).toMatch(
      /non_poor_low_income.*张三丰[^]*1949-12-31/,
    );
    const village = JSON.parse(await text('Village', `${SHOW} --purpose visit --json`)) as {
      members: unknown[];
    };
    expect(village.members).toMatchObject([
      { name: '张三丰', id_number_masked: '1101**********002X', health: null },
    ]);
    const { rows } = await sql<Record<string, string>>`
      select account, what, county_code, subject, purpose from access.read_entry order by at`.execute(
      store.db,
    );
    // The first one is refused above: it looked for a household of another village and found none.
    expect(rows).toEqual([
      { account: 'Village', what: 'see.household', county_code: 'TC01', subject: '2', purpose: 'test' },
      { account: 'Office', what: 'see.household', county_code: 'TC01', subject: '1', purpose: 'case 17' },
      { account: 'Village', what: 'see.household', county_code: 'TC01', subject: '1', purpose: 'visit' },
    ]);
    const list = await text('Audit', 'audit list --county TC01');
    expect(list).toMatch(/Village +see.household +1: visit/);
    expect(list).not.toMatch(/张|illness|0105/);
  });

  test('a department delivers its own bills, the office screens, the village declares what it sees', async () => {
    expect(await text('Health', 'import expenses medical.csv')).toContain('1 new');
    expect(await text('Office', 'import expenses school.csv')).toContain('1 new');
    await text('Office', 'screen --county TC01 --policy wei-2017@2017-12-31 --as-of 2026-12-31 --dry-run');
    expect(await text('Village', `${DECLARE} 1 --peril medical --self-paid 25000`)).not.toBe('');
    const LIST = 'finding list --county TC01 --policy wei-2017@2017-12-31 --as-of 2017-12-31 --purpose list';
    expect(await text('Village', LIST)).toMatch(/1 findings[^]*self-paid 10000–100000/);
    expect(await text('Office', LIST)).toContain('self-paid 25000');
    expect(await text('Health', LIST)).toMatch(/1 findings[^]*25000/);
    const { stdout } = await run('Office', 'finding import list.csv --policy wei-2017@2017-12-31');
    expect(stdout).toContain('1 rows read');
  });

  test('a village founds its body and reads only its own', async () => {
    const FOUND =
      'body found --county TC01 --kind village_review_group --name Review --since 2026-11-01 --area';
    await text('Village', `${FOUND} TC01-V1`);
    expect(await refused('Village', `${FOUND} TC01-V2`)).toMatch(/outside the responsibility/);
    await text(
      'Root',
      'account add --name V2 --person Chen --role village_committees --county TC01 --area TC01-V2 --since 2026-11-01',
    );
    await text('V2', `${FOUND} TC01-V2`);
    expect(JSON.parse(await text('Village', 'body list --county TC01 --json'))).toMatchObject([
      { body_no: 1 },
    ]);
    expect(JSON.parse(await text('V2', 'body list --county TC01 --json'))).toMatchObject([{ body_no: 2 }]);
    expect(JSON.parse(await text('Office', 'body list --county TC01 --json'))).toHaveLength(2);
  });

  test('a password comes by standard input, from an administrator', async () => {
    const PASSWORD = 'account password --name Office';
    expect((await run('Root', PASSWORD, 'short\n')).stderr).toMatch(/12 to 128 characters/);
    expect((await run('Office', PASSWORD, 'stone bridge over water\n')).stderr).toMatch(/may not do/);
    const set = await run('Root', PASSWORD, 'stone bridge over water\n');
    expect(set).toEqual({ code: 0, stderr: '', stdout: 'The password of "Office" is set.\n' });
    const by = { name: 'Office', from: 'test', at: new Date() };
    await expect(signIn(store.db, { ...by, password: 'stone bridge over water\n' })).rejects.toThrow(
      'not right',
    );
    const { session } = await signIn(store.db, { ...by, password: 'stone bridge over water' });
    expect(session.roles).toMatchObject([{ role: 'county_office', countyCode: 'TC01' }]);
  });

  test('roles end and accounts close on their days; a second administrator lets the first one go', async () => {
    await text('Root', 'account end-role --name V2 --number 1 --last-day 2026-11-21 --reason moved');
    expect(await refused('V2', 'body list --county TC01')).toMatch(/may not do/);
    await text('Root', 'account close --name Village --last-day 2026-11-21 --reason retired');
    expect(await refused('Village', 'body list --county TC01')).toMatch(/was closed/);
    expect(await refused('Root', 'account close --name Village --reason again')).toMatch(/was closed/);
    await text('Root', 'account add --name Root2 --person Zhou --role administrator');
    await text('Root2', 'account close --name Root --last-day 2026-11-21 --reason left');
    expect(await refused('Root', 'account list')).toMatch(/was closed/);
    expect(await text('Root2', 'account list --lang zh')).toMatch(/系统管理员/);
  });

  test('the trail is sealed and verified', async () => {
    expect(await text('Root2', 'audit seal')).toMatch(/TC01 seal 1: \d+ rows, [0-9a-f]{64}/);
    expect(await text('Audit', 'audit verify')).toMatch(/0 chains broken/);
    await sql`update access.audit_entry set actor = 'x' where ctid = (select min(ctid) from access.audit_entry where county_code = 'TC01')`.execute(
      store.db,
    );
    const { code, stdout } = await run('Root2', 'audit verify');
    expect(code).toBe(1);
    expect(stdout).toMatch(/TC01 seal 1: a row it covers was changed, deleted or inserted/);
  });
});
