import { describe, expect, test } from 'vitest';
import { fen, formatYuan } from '../../src/kernel/pure.ts';
import {
  explain,
  type ExplanationDocument,
  quote,
  type Schedule,
  writeExplanation,
} from '../../src/policy/pure.ts';
import {
  amountOf,
  billAtCap,
  checkAmount,
  type PolicyLine,
  readAmount,
  scheduleOf,
} from '../../web/src/ui/amount/amount.ts';

/** Illness of the group NH in wei-2017, and the disaster rule with its cap. */
const illness: Schedule = {
  group: 'non_high_standard_lifted',
  peril: 'medical',
  deductibleFen: fen(5_000_00),
  brackets: [
    { fromFen: fen(0), toFen: fen(10_000_00), rateBasisPoints: 7000n },
    { fromFen: fen(10_000_00), toFen: fen(30_000_00), rateBasisPoints: 6000n },
    { fromFen: fen(30_000_00), rateBasisPoints: 5000n },
  ],
};
const capped: Schedule = {
  ...illness,
  peril: 'disaster',
  brackets: [{ fromFen: fen(0), rateBasisPoints: 8000n }],
  cap: { id: 'disaster', capFen: fen(30_000_00), perils: ['disaster'] },
};
const policy = { id: 'wei-2017', version: 'wei-2017@2017-01-01#abc', hash: 'abc', title: { zh: '', en: '' } };
const explained = (schedule: Schedule, yuan: number, before = 0): ExplanationDocument =>
  writeExplanation(
    explain({ policy, schedule, quote: quote(schedule, fen(yuan * 100)), alreadyPaidFen: fen(before * 100) }),
  );
const LINE: PolicyLine = {
  group: 'non_high_standard_lifted',
  peril: 'medical',
  line_yuan: '5000.00',
  deductible_yuan: '5000.00',
  brackets: [
    { from_yuan: '0.00', to_yuan: '10000.00', rate_percent: 70 },
    { from_yuan: '10000.00', to_yuan: '30000.00', rate_percent: 60 },
    { from_yuan: '30000.00', to_yuan: null, rate_percent: 50 },
  ],
  cap_yuan: null,
};

describe('an amount in the browser', () => {
  test('E-W14: what the tree says is worked out anew from its inputs', () => {
    const amount = readAmount(explained(illness, 18_000));
    expect(amount.schedule).toEqual(illness);
    expect(amount.slices.map(({ sliceFen }) => formatYuan(sliceFen))).toEqual([
      '10000.00',
      '3000.00',
      '0.00',
    ]);
    expect([amount.dueFen, amount.ownFen]).toEqual([8_800_00n, 9_200_00n]);
  });

  test('paid before and owed back', () => {
    expect(readAmount(explained(illness, 18_000, 2100)).dueFen).toBe(6_700_00n);
    expect(readAmount(explained(illness, 8000, 8800)).dueFen).toBe(-6_700_00n);
  });

  test('a cap is reached at one bill, below it nothing is cut', () => {
    const at = billAtCap(capped, fen(0))!;
    expect(formatYuan(at)).toBe('42500.00');
    const before = { alreadyPaidFen: fen(0), usedElsewhereFen: fen(0) };
    expect(amountOf(capped, at, before).isCapped).toBe(false);
    const more = amountOf(capped, fen(at + 100n), before);
    expect([more.isCapped, more.entitledFen]).toEqual([true, 30_000_00n]);
    expect(billAtCap(illness, fen(0))).toBeUndefined();
  });

  test('the rule of another group comes from the policy', () => {
    expect(scheduleOf([LINE], 'non_high_standard_lifted', 'medical')).toEqual(illness);
    expect(scheduleOf([LINE], 'general', 'medical')).toBeUndefined();
  });

  test('all checks agree with what the server computed', () => {
    const checks = checkAmount(explained(illness, 18_000), {
      lines: [LINE],
      bills: ['12000.00', '6000.00'],
      stated: '8800.00',
    });
    expect(checks.map(({ name, isRight }) => [name, isRight])).toEqual([
      ['arithmetic', true],
      ['rule', true],
      ['bills', true],
      ['stated', true],
    ]);
  });

  test.each([
    ['arithmetic', (text: string) => text.replaceAll('8800.00', '9000.00'), {}],
    ['rule', (text: string) => text, { lines: [{ ...LINE, deductible_yuan: '4000.00' }] }],
    ['bills', (text: string) => text, { bills: ['17999.99'] }],
    ['stated', (text: string) => text, { stated: '8800.01' }],
  ])('a wrong %s is found', (name, forge, inputs) => {
    const forged = JSON.parse(forge(JSON.stringify(explained(illness, 18_000)))) as ExplanationDocument;
    const wrong = checkAmount(forged, inputs).filter(({ isRight }) => !isRight);
    expect(wrong.map((check) => check.name)).toEqual([name]);
  });
});
