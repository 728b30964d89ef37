import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { terrace } from '../../test/cli.ts';
import { approved, store } from '../../test/payout.ts';

const folder = mkdtempSync(join(tmpdir(), 'terrace-payout-'));

/** A command of the county by somebody; `~` stands for a space in a value. */
const run = (actor: string, line: string, ...more: string[]) =>
  terrace(
    [...line.split(' ').map((word) => word.replaceAll('~', ' ')), '--county', 'TC01', '--as', actor, ...more],
    { store, cwd: folder },
  );

async function done<Answer = Record<string, unknown>>(actor: string, line: string): Promise<Answer> {
  const { code, stdout, stderr } = await run(actor, line, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Answer;
}
const told = async (actor: string, line: string) => (await run(actor, line)).stdout;

test('from the premium to the visit', async () => {
  const year = '--year 2019 --policy wei-2017';
  await done('Council', 'pool authorise --year 2019 --kind premium --document Budget~2019 --amount 5000000');
  const premium = `pool fund ${year} --population 800000 --on 2019-01-02`;
  expect(await told('Finance', `${premium} --dry-run`)).toContain('4000000.00 = 80000 people × 50.00');
  expect(await done('Finance', premium)).toMatchObject({ amount_yuan: '4000000.00', people: '80000' });
  expect((await run('Finance', premium)).stderr).toContain('The premium of 2019 is paid');
  expect(await told('Finance', `pool show ${year} --on 2019-06-30`)).toContain(
    'No warning: 0.0000 of the pool',
  );

  for (let n = 1; n <= 4; n++) await approved(n, 600_000n);
  await done('Clerk', 'payment account --household W1 --holder 李四 --account 6222021234567890123');
  const list = await done('Maker', 'payment make --year 2017 --on 2017-11-06');
  expect(list).toMatchObject({ lines: 4, total_yuan: '24000.00', status: 'made' });
  expect(JSON.stringify(list)).not.toContain('6222');
  expect((await run('Payer', 'payment show --list 1 --out early.csv')).stderr).toContain('List 1 is made');
  await done('Payer', 'payment release --list 1 --on 2017-11-06 --out bank.csv');
  expect(await told('Payer', 'payment show --list 1 --out again.csv')).toContain(String(list['sha256']));
  const sent = readFileSync(join(folder, 'bank.csv'), 'utf8');
  expect(readFileSync(join(folder, 'again.csv'), 'utf8')).toBe(sent);

  const [header, ...lines] = sent.trimEnd().split('\n');
  const said = ['paid,,2017-11-07', 'failed,no account,2017-11-07', '成功,,2017-11-07', 'paid,,2017-11-08'];
  const answered = lines.map((line, i) => `${line},${said[i]}`);
  writeFileSync(
    join(folder, 'wrong.csv'),
    [`${header},status,reason,day`, ...answered, answered[0]!.replace('1,1,', '1,7,')].join('\n'),
  );
  const wrong = await run('Cashier', 'payment result wrong.csv --list 1');
  expect(wrong).toMatchObject({ code: 2, stdout: expect.stringContaining('Nothing taken: 1 rows rejected') });
  expect(readFileSync(join(folder, 'wrong.csv.rejects.csv'), 'utf8')).toBe(
    'line,column,value,reason\n6,line_no,7,list 1 has no line 7\n',
  );
  writeFileSync(join(folder, 'result.csv'), [`${header},状态,原因,日期`, ...answered].join('\n'));
  expect(await done('Cashier', 'payment result result.csv --list 1')).toMatchObject({
    taken: { paid: 3, failed: 1, bounced: 0 },
    status: 'settled',
  });
  expect(await done('Cashier', 'payment result result.csv --list 1')).toMatchObject({ unchanged: 4 });
  expect(await done('Maker', 'payment make --year 2017 --on 2017-11-10')).toMatchObject({ lines: 1 });
  expect((await run('Maker', 'payment cancel --list 2 --reason wrong~day')).code).toBe(0);
  expect(await done('Maker', 'payment list')).toMatchObject([{ status: 'settled' }, { status: 'cancelled' }]);
  expect(await done('Maker', 'pool show --year 2017 --policy wei-2017 --on 2017-11-30')).toMatchObject({
    sums: { benefits: { yuan: '18000.00', parts: 3 }, reserved: { yuan: '6000.00', parts: 1 } },
    figures: { used: { yuan: '24000.00', formula: 'paid + fees + reserved' } },
  });
  expect(
    await told('Maker', 'pool show --year 2017 --policy wei-2017 --on 2017-11-30 --explain reserved'),
  ).toContain('cases/case/2');

  const sample = await done<{ lines: { list_no: number; line_no: number }[] }>(
    'Auditor',
    'payment sample --from 2017-01-01 --to 2017-12-31 --confidence 0.95 --margin 0.05 --seed 42',
  );
  expect(sample.lines).toHaveLength(3);
  for (const { line_no } of sample.lines)
    await done('Visitor', `payment sample-visit --sample 1 --list 1 --line ${line_no} --finding in_order`);
  expect(await told('Auditor', 'payment sample-result --sample 1')).toContain(
    'In order: 100.0 %, 95.0 % interval 100.0 % to 100.0 %.',
  );
});

test('a grievance from the hotline to its answer', async () => {
  const received = await done(
    'Operator',
    'grievance receive --channel 12317 --category delay --area T1-V --words three~months~late --by 张三 --about 王五 --owner 赵六 --on 2026-11-02',
  );
  expect(received).toMatchObject({ owner: '赵六', answer_by: '2026-11-09' });
  expect(JSON.stringify(received)).not.toMatch(/张三|王五|months/);
  expect(await told('Operator', 'grievance list --overdue')).toContain('1 grievances.');
  await done('Operator', 'grievance escalate --grievance 1 --owner 孙七 --reason overdue --on 2026-11-20');
  expect(await told('Operator', 'grievance list --overdue')).toContain('0 grievances.');
  await done('孙七', 'grievance answer --grievance 1 --verdict justified --answer paid~now');
  expect(await told('Operator', 'grievance show --grievance 1')).toContain('three months late');
  expect(await done('Operator', 'grievance counts')).toMatchObject([
    { received: 1, open: 0, escalated: 1, justified: 1 },
  ]);
});
