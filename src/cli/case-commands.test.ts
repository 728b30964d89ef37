import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { day, LINKS, store, useCounty, walk } from '../../test/cases.ts';
import { terrace } from '../../test/cli.ts';
import { COUNTY, VILLAGE } from '../../test/imports.ts';
import { jpeg } from '../../test/pictures.ts';

useCounty();
const folder = mkdtempSync(join(tmpdir(), 'terrace-cases-'));
writeFileSync(join(folder, 'form.jpg'), jpeg());

/** A command of the county; `~` stands for a space in a value. */
const run = (actor: string, line: string, ...more: string[]) =>
  terrace(
    [...line.split(' ').map((word) => word.replaceAll('~', ' ')), '--county', COUNTY, '--as', actor, ...more],
    { store, cwd: folder },
  );

async function done<Answer>(actor: string, line: string): Promise<Answer> {
  const { code, stdout, stderr } = await run(actor, line, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Answer;
}

test('from the finding to the payment, with what is possible on the way, in both languages', async () => {
  const OPEN = `case open --household 1 --policy wei-2017 --on ${day(0)}`;
  expect(await done('Finder', `${OPEN} --dry-run`)).toMatchObject({ case_no: 1, status: 'DETECTED' });
  expect(await done('Finder', 'case list')).toEqual({ rows: [], next: null });
  await done('Finder', OPEN);
  const act = (actor: string, action: string, on: number, more = '') =>
    done(actor, `case act ${action} --case 1 --on ${day(on)}${more}`);
  await act('Clerk', 'ask', 0);
  for (const department of ['land_resources', 'traffic_police'])
    await act('Lin', 'answer', 1, ` --department ${department} --result clear`);
  await act('Ma', 'answer', 1, ' --department market_regulation --result hit --note a~shop');
  await act('Clerk', 'overrule', 1, ' --department market_regulation --reason closed~in~2024');
  await act('Clerk', 'assign', 1);
  expect(await act('Wen', 'visit', 2, ' --companion Qiu --evidence form.jpg')).toMatchObject({
    status: 'HOUSEHOLD_VISIT',
    steps: expect.arrayContaining([
      expect.objectContaining({
        evidence: [{ name: 'form.jpg', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      }),
    ]),
  });
  const possible = await run('Wen', `case possible --case 1 --on ${day(2)}`);
  expect(possible.stdout).toMatch(
    /^\+ review {2}let the village decide.*2026-03-09 {2}terrace meeting\n {4}not by .*Finder \(discoverer\)/m,
  );
  expect(possible.stdout).toMatch(
    /^- pay .*\n {4}Case 1 stands at "household visited"; before you pay, it needs: /m,
  );
  const inChinese = await run('Wen', `case possible --case 1 --on ${day(2)}`, '--lang', 'zh');
  expect(inChinese.stdout).toMatch(/^\+ review {2}村级评议/m);
  expect(inChinese.stdout).toMatch(
    /1 号案件现为“已入户核查”；“支付”之前还须：村级评议、公示、村级确认、乡镇上报、县级审核备案、签发支付令。/,
  );

  for (const link of ['review', 'notice', 'confirm', 'report', 'record', 'order']) await LINKS[link]!();
  await done(
    'Office',
    `objection receive --subject cases:1 --channel 12317 --words they~own~a~shop --on ${day(11)}`,
  );
  const refused = await run('Kong', `case act pay --case 1 --on ${day(11)}`);
  expect(refused).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Objections to case 1 wait/),
  });
  await done('Sun', `objection dismiss --objection 1 --reason none~found --on ${day(12)}`);
  expect(await act('Kong', 'pay', 12)).toMatchObject({ status: 'PAID', paid_yuan: '6000.00' });
  const shown = await run('Kong', `case show --case 1 --on ${day(12)}`);
  expect(shown.stdout).toMatch(
    /recorded 6000.00 yuan, paid 6000.00 yuan\n[^]*visit the household {2}Wen {2}companion Qiu, form.jpg/,
  );
});

test('lists: filters, pages, what is overdue, what was missed', async () => {
  expect((await run('Li', `case missed --policy wei-2017 --on ${day(10)}`)).stdout).toMatch(
    /^1 {2}2026 {2}line medical/,
  );
  await walk('assign');
  expect((await run('Li', `case list --overdue --area ${VILLAGE} --on ${day(9)}`)).stdout).toMatch(
    /^1 {2}1 {2}TC01-V1 {2}2026-03-02 {2}assigned to the township {2}→ visit the household ≤ 2026-03-06 \(overdue\); /,
  );
  expect(await done('Li', `case list --status PAID --limit 1 --after 0 --on ${day(9)}`)).toEqual({
    rows: [],
    next: null,
  });
  expect((await run('Li', 'case list --status PAYED')).stderr).toMatch(/PAID/);
});

test.each([
  ['fly --case 1', /^There is no action "fly"; there are ask, answer/],
  ['review --case 1', /^To let the village decide, use terrace meeting with the subject cases:1\.$/m],
  ['ask --case 1 --reason why', /^There is nothing called reason to give when you question the departments/],
  ['visit --case 1 --companion Qiu', /^To visit the household, add files that show it/],
  ['ask --case 1 --evidence form.jpg', /^No files are added/],
  ['visit --case 1 --evidence form.jpg', /^To visit the household, give companion \(name\)\.$/m],
  [
    'answer --case 1 --department land_resources --result maybe',
    /^"maybe" does not fit result, which is hit\|clear\.$/m,
  ],
  [
    'answer --case 1 --department navy --result hit',
    /^navy is none of the departments this is about: land_resources/,
  ],
  ['ask --case 7', /^County TC01 has no case 7/],
  [`ask --case 1 --on ${day(500)}`, /lies after today/],
  [`assign --case 1 --on ${day(-3)}`, /^The last action of case 1 was on 2026-03-02/],
])('refused in one sentence: %s', async (line, sentence) => {
  await walk('ask');
  const { code, stdout, stderr } = await run('Clerk', `case act ${line}`);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(stderr).toMatch(/^[^\n]+\n$/);
});

test('who visits brings somebody else, who did not find the household', async () => {
  await walk('assign');
  for (const companion of ['Wen', 'Finder'])
    expect(
      (await run('Wen', `case act visit --case 1 --companion ${companion} --evidence form.jpg`)).stderr,
    ).toMatch(/^Two people visit/);
});
