import { expect, test } from 'vitest';
import { COUNTY } from '../../../../test/imports.ts';
import {
  answer,
  approved,
  by,
  DAY,
  HOUSEHOLDS,
  LATER,
  reading,
  refusal,
  store,
  TODAY,
} from '../../../../test/payout.ts';
import { plainDate } from '../../../kernel/index.ts';
import {
  drawSample,
  getSample,
  makeList,
  recordVisit,
  releaseList,
  type SampleOrder,
  takeAnswer,
  type VisitOrder,
} from '../index.ts';

/** Eight paid lines in two townships, the last of which bounced. */
async function pay(): Promise<void> {
  for (let n = 1; n <= HOUSEHOLDS; n++) await approved(n);
  const { lines } = await makeList(store.db, { ...by('Maker'), year: 2017, on: DAY, today: TODAY });
  await releaseList(store.db, { ...by('Payer'), listNo: 1, on: DAY, today: TODAY });
  const rows = lines.map((line, i) => answer(line, i === HOUSEHOLDS - 1 ? 'bounced' : 'paid'));
  await takeAnswer(store.db, { ...by('Cashier'), listNo: 1, rows, today: TODAY });
}

const design = {
  confidence: 0.9,
  margin: 0.3,
  expectedShare: 0.5,
  from: DAY,
  to: TODAY,
  seed: 'lottery 42',
  today: LATER,
};
const drawn = (more: Partial<SampleOrder> = {}) =>
  drawSample(store.db, { ...by('Auditor'), ...design, ...more });
const visit = (lineNo: number, more: Partial<VisitOrder> = {}) =>
  recordVisit(store.db, {
    ...by('Visitor'),
    sampleNo: 1,
    listNo: 1,
    lineNo,
    finding: 'in_order',
    visitedOn: LATER,
    today: TODAY,
    ...more,
  });

test('drawn by township among payments that stand; the same seed draws the same, another one others', async () => {
  await pay();
  const first = await drawn();
  // 7 payments stand, 4 and 3 by township: n₀ = 1.645²·¼/0.3² = 7.5, n = 7.5/(1 + 6.5/7) → 4.
  expect(first.strata).toMatchObject([
    { township_code: 'T1', payments: 4, drawn: 2 },
    { township_code: 'T2', payments: 3, drawn: 2 },
  ]);
  expect(first.lines.map(({ line_no }) => line_no)).not.toContain(HOUSEHOLDS);
  const again = await drawn();
  expect(again.lines).toEqual(first.lines);
  const others = await Promise.all(['a', 'b', 'c', 'd'].map((seed) => drawn({ seed })));
  expect(
    others.some(
      ({ lines }) =>
        JSON.stringify(lines.map((one) => one.line_no)) !==
        JSON.stringify(first.lines.map((one) => one.line_no)),
    ),
  ).toBe(true);
});

test('refuses an odd design and a time without payments', async () => {
  for (const odd of [{ confidence: 1 }, { margin: 0 }, { expectedShare: Number.NaN }])
    await expect(drawn(odd)).rejects.toEqual(refusal('sample.design'));
  await expect(drawn()).rejects.toEqual(refusal('sample.nothingPaid'));
});

test('visits by other people give the share with its interval', async () => {
  await pay();
  const { lines } = await drawn();
  const [a, b, c, d] = lines.map(({ line_no }) => line_no);
  const outside = [1, 2, 3, 4, 5, 6, 7, 8].find((no) => !lines.some(({ line_no }) => line_no === no))!;
  await expect(visit(a!, { sampleNo: 2 })).rejects.toEqual(refusal('sample.unknown'));
  await expect(visit(outside)).rejects.toEqual(refusal('sample.notDrawn'));
  await expect(visit(a!, { visitedOn: DAY })).rejects.toEqual(refusal('sample.early'));
  await expect(visit(a!, { visitedOn: plainDate('2018-01-01') })).rejects.toEqual(refusal('sample.early'));
  for (const actor of ['Maker', 'Payer', 'Cashier'])
    await expect(visit(a!, { actor })).rejects.toEqual(refusal('sample.ownPayment'));
  expect((await reading((tx) => getSample(tx, COUNTY, 1))).result).toBeNull();
  await visit(a!);
  await expect(visit(a!)).rejects.toEqual(refusal('sample.visited'));
  await visit(b!);
  await visit(c!, { finding: 'not_received', note: 'nothing came' });
  const { result, strata } = await visit(d!);
  expect(strata).toMatchObject([
    { visited: 2, in_order: 2 },
    { visited: 2, in_order: 1 },
  ]);
  expect(result!.share).toBeCloseTo((4 * 1 + 3 * 0.5) / 7, 12);
  expect(result!.low).toBeLessThan(result!.share);
  expect(result!.high).toBeGreaterThan(result!.share);
});
