import { beforeEach, describe, expect, test } from 'vitest';
import {
  answer,
  approved,
  by,
  DAY,
  expectSoundBooks,
  FUNDS,
  heldInPool,
  LATER,
  reading,
  refusal,
  store,
  TODAY,
} from '../../../../test/payout.ts';
import { COUNTY } from '../../../../test/imports.ts';
import { plainDate } from '../../../kernel/index.ts';
import { listPostings, resume, revoke, suspend } from '../../../ledger/index.ts';
import { runScript } from '../../../platform/index.ts';
import {
  type AnswerRow,
  cancelList,
  getPaymentList,
  linesOfList,
  listPaymentLists,
  listStatusOf,
  makeList,
  recordAccount,
  releasedText,
  releaseList,
  takeAnswer,
} from '../index.ts';

const make = (actor = 'Maker') => makeList(store.db, { ...by(actor), year: 2017, on: DAY, today: TODAY });
const release = (listNo = 1, actor = 'Payer') =>
  releaseList(store.db, { ...by(actor), listNo, on: DAY, today: TODAY });
const cancel = (listNo = 1) =>
  cancelList(store.db, { ...by('Maker'), listNo, on: DAY, today: TODAY, reason: 'made too early' });
const take = (rows: readonly AnswerRow[], listNo = 1, actor = 'Payer') =>
  takeAnswer(store.db, { ...by(actor), listNo, rows, today: TODAY });
const lines = (listNo = 1) => reading((tx) => linesOfList(tx, COUNTY, listNo));

async function released(...amounts: bigint[]) {
  for (const [i, amount] of amounts.entries()) await approved(i + 1, amount);
  await make();
  return (await release()).lines;
}

describe('a list', () => {
  test('holds what can be paid, frozen, and its file has the hash that stands on it', async () => {
    await approved(1, 880_000n);
    await approved(2, 620_850n);
    await recordAccount(store.db, {
      ...by('Clerk'),
      householdNo: 'W2',
      holder: '=李四',
      reference: '6222-01',
    });
    const { list } = await make();
    expect(list).toMatchObject({ line_count: 2, total_fen: 1_500_850n, step: null });
    await recordAccount(store.db, { ...by('Clerk'), householdNo: 'W2', holder: '王五', reference: '9' });
    await expect(async () => releasedText({ list, lines: await lines() })).rejects.toEqual(
      refusal('payment.notReleased'),
    );
    const text = releasedText({ ...(await release()), lines: await lines() });
    expect(text).toBe(`list_no,line_no,household_no,payee,account,amount_yuan,purpose
1,1,W1,户主1,,8800.00,防贫保险金 2017/3
1,2,W2,'=李四,6222-01,6208.50,防贫保险金 2017/4
`);
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    expect(list.sha256).toBe(Buffer.from(bytes).toString('hex'));
  });

  test('leaves out what is suspended, revoked, out of its days or on an open list', async () => {
    const all = [await approved(1), await approved(2), await approved(3), await approved(4)];
    const because = { countyCode: COUNTY, because: 'governance/objection/1', actor: 'officer' } as const;
    await reading((tx) => suspend(tx, { ...because, authorisationNos: [all[0]!.authorisationNo] }));
    await reading((tx) => revoke(tx, { ...because, authorisationNos: [all[1]!.authorisationNo] }));
    expect((await make()).lines.map(({ household_no }) => household_no)).toEqual(['W3', 'W4']);
    await expect(make()).rejects.toEqual(refusal('payment.nothing'));
    await reading((tx) => resume(tx, { ...because, authorisationNos: [all[0]!.authorisationNo] }));
    expect((await make()).lines.map(({ household_no }) => household_no)).toEqual(['W1']);
    await approved(5);
    await expect(
      makeList(store.db, {
        ...by('Maker'),
        year: 2017,
        on: plainDate('2018-01-01'),
        today: plainDate('2018-01-01'),
      }),
    ).rejects.toEqual(refusal('payment.nothing'));
  });

  test('cancelled gives its lines free; what is closed stays closed', async () => {
    await approved(1);
    await make();
    await cancel();
    for (const step of [cancel(), release()]) await expect(step).rejects.toEqual(refusal('payment.closed'));
    expect((await make()).lines).toMatchObject([{ list_no: 2, attempt: 2 }]);
    await release(2);
    await expect(cancel(2)).rejects.toEqual(refusal('payment.closed'));
    await expect(release(9)).rejects.toEqual(refusal('payment.listUnknown'));
  });

  test('is made and released today or before, never before it was made', async () => {
    await approved(1);
    const order = { ...by('Payer'), listNo: 1, year: 2017, today: LATER };
    await expect(makeList(store.db, { ...order, on: TODAY })).rejects.toEqual(refusal('payment.day'));
    await make();
    for (const on of [plainDate('2017-11-05'), TODAY])
      await expect(releaseList(store.db, { ...order, on })).rejects.toEqual(refusal('payment.day'));
  });

  test('is made, approved and released by different people', async () => {
    await approved(1);
    await recordAccount(store.db, { ...by('Clerk'), householdNo: 'W1', holder: 'x', reference: '1' });
    await expect(make(' OFFICER')).rejects.toEqual(refusal('payment.tookPart'));
    await expect(make('户主1')).rejects.toEqual(refusal('payment.ownHousehold'));
    await make();
    await expect(release(1, 'maker')).rejects.toEqual(refusal('payment.samePerson'));
    await expect(release(1, 'officer')).rejects.toEqual(refusal('payment.tookPart'));
    // The account on the list counts, not one recorded since.
    await recordAccount(store.db, { ...by('Other'), householdNo: 'W1', holder: 'x', reference: '2' });
    await expect(release(1, 'Clerk')).rejects.toEqual(refusal('payment.ownAccount'));
    await expect(take([answer((await lines())[0]!, 'paid')])).rejects.toEqual(refusal('payment.notReleased'));
    await release();
    await expect(take([answer((await lines())[0]!, 'paid')], 1, 'officer')).rejects.toEqual(
      refusal('payment.tookPart'),
    );
  });

  test('is not released when an objection came, or beyond what the pool holds beside other lists', async () => {
    const { authorisationNo } = await approved(1, FUNDS - 1n);
    await make();
    const because = {
      countyCode: COUNTY,
      because: 'governance/objection/1',
      actor: 'x',
      authorisationNos: [authorisationNo],
    } as const;
    await reading((tx) => suspend(tx, because));
    await expect(release()).rejects.toEqual(refusal('payment.notPayable'));
    await reading((tx) => resume(tx, because));
    await release();
    await approved(2, 2n);
    await make();
    await expect(release(2)).rejects.toMatchObject({
      code: 'payment.poolShort',
      details: { available: '0.01' },
    });
  });

  test('an empty pool pays nobody: three at the cap of 30,000 yuan fit into 100,000, a fourth does not', async () => {
    for (let n = 1; n <= 3; n++) await approved(n, 3_000_000n);
    await make();
    await approved(4, 3_000_000n);
    await make();
    await expect(release(2)).resolves.toBeDefined();
    await expect(release(1)).rejects.toMatchObject({
      code: 'payment.poolShort',
      details: { total: '90000.00', available: '70000.00' },
    });
  });
});

describe('the answer of the bank', () => {
  test('posts what was paid, leaves what failed, takes back what bounced, and pays both again', async () => {
    const [a, b, c, d] = await released(100n, 200n, 400n, 800n);
    const first = [answer(a!, 'paid'), answer(b!, 'failed'), answer(c!, 'paid'), answer(d!, 'bounced')];
    expect(await take(first)).toMatchObject({ paid: 2, failed: 1, bounced: 1, unchanged: 0, rejects: [] });
    expect(await heldInPool()).toBe(FUNDS - 500n);
    expect(await take([answer(c!, 'bounced')])).toMatchObject({ bounced: 1 });
    expect(await heldInPool()).toBe(FUNDS - 100n);
    const [list] = await reading((tx) => listPaymentLists(tx, COUNTY));
    expect(list).toMatchObject({ paid: 1, failed: 1, bounced: 2 });
    expect(listStatusOf(list!)).toBe('settled');

    const again = await make();
    expect(again.lines).toMatchObject([
      { household_no: 'W2', attempt: 2, amount_fen: 200n },
      { household_no: 'W3', attempt: 2 },
      { household_no: 'W4', attempt: 2 },
    ]);
    await release(2);
    await take(
      again.lines.map((line) => answer(line, 'paid', { day: LATER })),
      2,
    );
    expect(await heldInPool()).toBe(FUNDS - 1500n);
    const postings = await reading((tx) =>
      listPostings(tx, COUNTY, { authorisationNo: c!.authorisation_no }),
    );
    expect(postings.map(({ reissueOf, reversalOf }) => [reissueOf, reversalOf])).toEqual([
      [undefined, undefined],
      [undefined, postings[0]!.postingNo],
      [postings[0]!.postingNo, undefined],
    ]);
    await expect(make()).rejects.toEqual(refusal('payment.nothing'));
    await expectSoundBooks();
  });

  test('the same file again changes nothing, also after what it says was taken back', async () => {
    const rows = (await released(100n, 200n)).map((line, i) => answer(line, i === 0 ? 'paid' : 'failed'));
    await take(rows);
    expect(await take(rows)).toMatchObject({ paid: 0, failed: 0, unchanged: 2, rejects: [] });
    await take([answer((await lines())[0]!, 'bounced')]);
    expect(await take(rows)).toMatchObject({ paid: 0, unchanged: 2, rejects: [] });
    expect(await heldInPool()).toBe(FUNDS);
  });

  test('a fault between posting and mark keeps neither', async () => {
    const rows = (await released(100n, 200n)).map((line) => answer(line, 'paid'));
    await reading((tx) =>
      runScript(tx, 'alter table payout.outcome add constraint fault check (line_no < 2)'),
    );
    await expect(take(rows)).rejects.toThrow('fault');
    await reading((tx) => runScript(tx, 'alter table payout.outcome drop constraint fault'));
    expect(await heldInPool()).toBe(FUNDS);
    expect((await lines()).flatMap(({ outcomes }) => outcomes)).toEqual([]);
    expect(await take(rows)).toMatchObject({ paid: 2 });
    expect(await heldInPool()).toBe(FUNDS - 300n);
  });

  test('a payment under an objection refuses its row; the others may come alone', async () => {
    const [a, b] = await released(100n, 200n);
    const because = {
      countyCode: COUNTY,
      because: 'governance/objection/1',
      actor: 'x',
      authorisationNos: [a!.authorisation_no],
    } as const;
    await reading((tx) => suspend(tx, because));
    const report = await take([answer(a!, 'paid'), answer(b!, 'paid')]);
    expect(report).toMatchObject({ paid: 0, rejects: [{ line: 2, column: 'status' }] });
    expect(report.rejects[0]!.reason).toContain('suspended because of governance/objection/1');
    expect(await heldInPool()).toBe(FUNDS);
    expect(await take([answer(b!, 'paid')])).toMatchObject({ paid: 1 });
    await reading((tx) => resume(tx, because));
    expect(await take([answer(a!, 'paid'), answer(b!, 'paid')])).toMatchObject({ paid: 1, unchanged: 1 });
  });

  test('no rows', async () => {
    await expect(take([])).rejects.toEqual(refusal('payment.noRows'));
  });
});

describe('at the same time', () => {
  const codes = (results: readonly PromiseSettledResult<unknown>[]) =>
    results
      .map((result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : 'done'))
      .sort();

  beforeEach(async () => {
    for (let n = 1; n <= 8; n++) await approved(n, BigInt(n));
  });

  test('one list, one release, every payment once, whoever comes first', async () => {
    const made = await Promise.allSettled([1, 2, 3, 4].map(() => make()));
    expect(codes(made)).toEqual(['done', 'payment.nothing', 'payment.nothing', 'payment.nothing']);
    const gone = await Promise.allSettled([1, 2, 3].map((n) => release(1, `Payer ${n}`)));
    expect(codes(gone)).toEqual(['done', 'payment.closed', 'payment.closed']);
    const rows = (await lines()).map((line) => answer(line, 'paid'));
    const reports = await Promise.all([1, 2, 3, 4].map(() => take(rows)));
    expect(reports.reduce((sum, { paid }) => sum + paid, 0)).toBe(8);
    expect(await heldInPool()).toBe(FUNDS - 36n);
    expect(await reading((tx) => getPaymentList(tx, COUNTY, 1))).toMatchObject({ paid: 8 });
    await expectSoundBooks();
  });

  test('the database itself refuses the same try on two lists, and two postings or marks of one line', async () => {
    await make();
    await release();
    await take((await lines()).map((line) => answer(line, 'paid')));
    const copies = [
      `insert into payout.payment_line select county_code, list_no, line_no + 100, authorisation_no, attempt, household_no,
        township_code, payee, account, amount_fen from payout.payment_line`,
      `insert into payout.outcome select * from payout.outcome`,
      `insert into ledger.posting (county_code, posting_no, kind, debit, credit, amount, asset, day, source, authorisation_no, actor)
        select county_code, posting_no + 1000, kind, debit, credit, amount, asset, day, source, authorisation_no, actor
        from ledger.posting where kind = 'benefit'`,
    ];
    for (const copy of copies)
      await expect(reading((tx) => runScript(tx, copy))).rejects.toMatchObject({ code: '23505' });
  });
});
