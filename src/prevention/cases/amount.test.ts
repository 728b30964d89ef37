import { describe, expect, test } from 'vitest';
import {
  day,
  importBill,
  importIncome,
  policyOn,
  screenOn,
  store,
  take,
  useCounty,
  walk,
} from '../../../test/cases.ts';
import { COUNTY } from '../../../test/imports.ts';
import { within } from '../../../test/ledger.ts';
import { findExplanationFault, readExplanation } from '../../policy/index.ts';
import { explainAmount } from './index.ts';

useCounty();

const amountOn = (after: number, caseNo = 1) =>
  within(store.db, (tx) => explainAmount(tx, policyOn, { countyCode: COUNTY, caseNo, day: day(after) }));

describe('why an amount', () => {
  test('a draft before the county approves, the claim afterwards: the same number, recomputable', async () => {
    await walk('open');
    const draft = await amountOn(0);
    await walk('record', ['open']);
    const approved = await amountOn(10);
    expect([draft.is_draft, approved.is_draft]).toEqual([true, false]);
    expect([draft.amount_yuan, approved.amount_yuan]).toEqual(['6000.00', '6000.00']);
    expect(approved.claims).toEqual([{ ...draft.claims[0]!, claim_no: '1' }]);
    expect(findExplanationFault(readExplanation(approved.claims[0]!.explanation))).toBeUndefined();
    expect(draft.lines.find(({ peril }) => peril === 'medical')).toEqual({
      peril: 'medical',
      warning_line_yuan: '20000.00',
    });
    expect([draft.per_capita_income_yuan, approved.per_capita_income_yuan]).toEqual(['3000.00', '3000.00']);
  });

  test('later edits of the register change nothing, a return freezes anew', async () => {
    await walk('visit');
    await importBill('B2', 10_000, '2026-02-25');
    await screenOn(day(2));
    expect((await amountOn(2)).amount_yuan).toBe('6000.00');
    await take('return', 'Tang', day(3), { reason: 'look again' });
    expect((await amountOn(3)).claims[0]!.self_paid_yuan).toBe('50000.00');
  });

  test('inputs that are worth nothing say why', async () => {
    await importIncome(60_000);
    await walk('open');
    const { amount_yuan, refusal, claims } = await amountOn(0);
    expect([amount_yuan, claims]).toEqual([null, []]);
    expect(refusal!.en).toContain('30000.00');
  });

  test('what a returned case was once approved for is a draft again', async () => {
    await walk('report');
    await take('return', 'Tang', day(9), { reason: 'look again' });
    expect((await amountOn(9)).is_draft).toBe(true);
  });
});
