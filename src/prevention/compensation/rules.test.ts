import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen, plainDate, type Fen } from '../../kernel/index.ts';
import {
  getSchedule,
  loadPolicies,
  quote,
  resolvePolicy,
  type Peril,
  type Schedule,
} from '../../policy/index.ts';
import {
  assessEligibility,
  claim,
  dominantTrafficPeril,
  findDoubleBills,
  settleYear,
  type Bill,
} from './rules.ts';

const wei = resolvePolicy(loadPolicies(new URL('../../../policies/', import.meta.url).pathname), 'wei-2017');
const illness = getSchedule(wei, 'non_high_standard_lifted', 'medical');
const TABLES = [
  illness,
  getSchedule(wei, 'non_poor_low_income', 'medical'),
  getSchedule(wei, 'non_poor_low_income', 'education'),
  getSchedule(wei, 'non_high_standard_lifted', 'disaster'),
] as const;
const PERILS_OF_A_YEAR = ['medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss'] as const;
const ofYear = (peril: Peril): Schedule => getSchedule(wei, 'non_poor_low_income', peril);
const SEED = { seed: 7, numRuns: 300 };

describe('eligibility: under the protection line (domain.md M05)', () => {
  const line = fen(442_800);
  test.each([
    [442_799n, false, 'eligible'],
    [442_800n, false, 'refused'],
    [442_801n, false, 'refused'],
    [442_799n, true, 'eligible'],
    [442_800n, true, 'eligible'],
    [442_801n, true, 'refused'],
    [0n, false, 'eligible'],
    [-5_000n, false, 'eligible'],
  ] as const)('income %d, inclusive %s: %s', (income, inclusive, status) => {
    expect(
      assessEligibility({ householdIncomeFen: fen(income), size: 1, protectionLineFen: line, inclusive }),
    ).toEqual({
      status,
      perHeadFen: income,
      lineFen: 442_800n,
    });
  });

  test('a third of a fen below the line is below it, although it prints as the line', () => {
    const input = { householdIncomeFen: fen(1_328_399), size: 3, protectionLineFen: line, inclusive: false };
    expect(assessEligibility(input)).toEqual({ status: 'eligible', perHeadFen: 442_800n, lineFen: 442_800n });
  });

  test('what is not known is asked for, never guessed', () => {
    const unknown = (income: Fen | undefined, protection: Fen | undefined) =>
      assessEligibility({
        householdIncomeFen: income,
        size: 1,
        protectionLineFen: protection,
        inclusive: false,
      });
    expect(unknown(undefined, line)).toEqual({ status: 'unknown', missing: ['per_capita_income'] });
    expect(unknown(fen(1), undefined)).toEqual({ status: 'unknown', missing: ['protection_line'] });
    expect(unknown(undefined, undefined)).toEqual({
      status: 'unknown',
      missing: ['per_capita_income', 'protection_line'],
    });
  });
});

describe('claims of a year', () => {
  const claimOf = (cumulative: number, paid: number, schedule = illness, elsewhere = 0) =>
    claim({
      schedule,
      cumulativeSelfPaidFen: fen(cumulative * 100),
      alreadyPaidFen: fen(paid * 100),
      capUsedElsewhereFen: fen(elsewhere * 100),
    });

  test('a later bill pays the staircase of the sum, less what was paid (E-W11, E-W14)', () => {
    expect(claimOf(8_000, 0)).toMatchObject({ payableFen: 210_000n, receivableFen: 0n, isCapped: false });
    expect(claimOf(18_000, 2_100)).toMatchObject({ entitledFen: 880_000n, payableFen: 670_000n });
  });

  test('a correction downwards is a receivable', () => {
    expect(claimOf(8_000, 8_800)).toMatchObject({
      differenceFen: -670_000n,
      payableFen: 0n,
      receivableFen: 670_000n,
    });
  });

  test('the shared cap: what disaster used, traffic loss cannot have', () => {
    const loss = ofYear('traffic_loss');
    expect(claimOf(40_000, 0, loss, 14_000)).toMatchObject({ payableFen: 1_600_000n, isCapped: false });
    expect(claimOf(40_000, 0, loss, 14_001)).toMatchObject({ payableFen: 1_599_900n, isCapped: true });
    expect(claimOf(40_000, 0, loss, 30_000)).toMatchObject({ payableFen: 0n, isCapped: true });
    expect(claimOf(40_000, 0, loss, 31_000)).toMatchObject({ payableFen: 0n, receivableFen: 0n });
  });

  test('negative inputs are faults of the caller', () => {
    expect(() => claimOf(-1, 0)).toThrow(RangeError);
    expect(() => claimOf(1, -1)).toThrow(RangeError);
    expect(() => claimOf(1, 0, illness, -1)).toThrow(RangeError);
  });
});

interface Event {
  readonly peril: (typeof PERILS_OF_A_YEAR)[number];
  readonly amountFen: bigint;
}

const anyBills = fc.array(
  fc.record({ peril: fc.constantFrom(...PERILS_OF_A_YEAR), amountFen: fc.bigInt(0n, 5_000_000n) }),
  { maxLength: 14 },
);

/** What a year is worth in the end, from the definition: staircases of the sums, the cap over their total. */
function worthOfYear(events: readonly Event[]): bigint {
  const worth = (peril: Peril): bigint => {
    const sum = events
      .filter((event) => event.peril === peril)
      .reduce((total, { amountFen }) => total + amountFen, 0n);
    return quote(ofYear(peril), fen(sum)).beforeCapFen;
  };
  const capped = worth('disaster') + worth('traffic_loss');
  return (
    worth('medical') +
    worth('education') +
    worth('traffic_medical') +
    (capped < 3_000_000n ? capped : 3_000_000n)
  );
}

/** Pays bill by bill as they come in, with `claim` alone. */
function payOneByOne(events: readonly Event[]): bigint {
  const [sums, paid] = [new Map<Peril, bigint>(), new Map<Peril, bigint>()];
  for (const { peril, amountFen } of events) {
    sums.set(peril, (sums.get(peril) ?? 0n) + amountFen);
    const schedule = ofYear(peril);
    const others = (schedule.cap?.perils ?? []).filter((other) => other !== peril);
    const { differenceFen } = claim({
      schedule,
      cumulativeSelfPaidFen: fen(sums.get(peril) ?? 0n),
      alreadyPaidFen: fen(paid.get(peril) ?? 0n),
      capUsedElsewhereFen: fen(others.reduce((total, other) => total + (paid.get(other) ?? 0n), 0n)),
    });
    paid.set(peril, (paid.get(peril) ?? 0n) + differenceFen);
  }
  return [...paid.values()].reduce((total, amount) => total + amount, 0n);
}

/** Settles the whole year after every bill or correction, with `settleYear`. */
function settleEach(events: readonly Event[]): bigint {
  const [sums, paid] = [new Map<Peril, bigint>(), new Map<Peril, bigint>()];
  for (const { peril, amountFen } of events) {
    sums.set(peril, (sums.get(peril) ?? 0n) + amountFen);
    const perils = [...sums.keys()];
    const claims = settleYear(
      perils.map((each) => ({
        schedule: ofYear(each),
        cumulativeSelfPaidFen: fen(sums.get(each) ?? 0n),
        alreadyPaidFen: fen(paid.get(each) ?? 0n),
      })),
    );
    claims.forEach(({ differenceFen }, i) =>
      paid.set(perils[i]!, (paid.get(perils[i]!) ?? 0n) + differenceFen),
    );
  }
  return [...paid.values()].reduce((total, amount) => total + amount, 0n);
}

describe('splitting and reordering a year changes nothing', () => {
  test('bill by bill, in any order, with the shared cap', () => {
    fc.assert(
      fc.property(anyBills, fc.array(fc.nat()), (bills, order) => {
        const shuffled = bills
          .map((bill, i) => ({ bill, key: order[i % (order.length || 1)] ?? i }))
          .sort((a, b) => a.key - b.key)
          .map(({ bill }) => bill);
        const split = bills.flatMap(({ peril, amountFen }): Event[] => [
          { peril, amountFen: amountFen / 3n },
          { peril, amountFen: amountFen - amountFen / 3n },
        ]);
        const worth = worthOfYear(bills);
        expect([payOneByOne(bills), payOneByOne(shuffled), payOneByOne(split)]).toEqual([
          worth,
          worth,
          worth,
        ]);
        expect([settleEach(bills), settleEach(shuffled), settleEach(split)]).toEqual([worth, worth, worth]);
      }),
      SEED,
    );
  });

  test('with corrections downwards: the year settled together always ends at its worth', () => {
    fc.assert(
      fc.property(
        anyBills,
        fc.array(fc.tuple(fc.nat(), fc.bigInt(0n, 5_000_000n)), { maxLength: 8 }),
        (bills, corrections) => {
          const events: Event[] = [...bills];
          for (const [which, most] of corrections) {
            const bill = bills[which % (bills.length || 1)];
            if (!bill) continue;
            const sum = events
              .filter(({ peril }) => peril === bill.peril)
              .reduce((total, { amountFen }) => total + amountFen, 0n);
            events.push({ peril: bill.peril, amountFen: -(most < sum ? most : sum) });
          }
          expect(settleEach(events)).toBe(worthOfYear(events));
        },
      ),
      SEED,
    );
  });

  test('a correction frees the cap for the other peril: 25,000 + 5,000 becomes 10,000 + 20,000', () => {
    const entry = (peril: Peril, selfPaid: number, paid: number) => ({
      schedule: ofYear(peril),
      cumulativeSelfPaidFen: fen(selfPaid * 100),
      alreadyPaidFen: fen(paid * 100),
    });
    // Disaster falls from 51,250 to 30,000 of loss, worth 10,000; the cart, worth 20,000, had 5,000 only.
    const claims = settleYear([entry('disaster', 30_000, 25_000), entry('traffic_loss', 45_000, 5_000)]);
    expect(claims.map(({ differenceFen }) => differenceFen)).toEqual([-1_500_000n, 1_500_000n]);
  });

  test('nobody gives money back only because of the order of the list', () => {
    fc.assert(
      fc.property(anyBills, fc.boolean(), (bills, isReversed) => {
        const sums = new Map<Peril, bigint>();
        for (const { peril, amountFen } of bills) sums.set(peril, (sums.get(peril) ?? 0n) + amountFen);
        const perils = isReversed ? [...sums.keys()].reverse() : [...sums.keys()];
        const entries = (paid: readonly Fen[]) =>
          perils.map((peril, i) => ({
            schedule: ofYear(peril),
            cumulativeSelfPaidFen: fen(sums.get(peril) ?? 0n),
            alreadyPaidFen: paid[i] ?? fen(0),
          }));
        const entitled = settleYear(entries([])).map(({ entitledFen }) => entitledFen);
        const again = settleYear(entries(entitled).reverse()).reverse();
        expect(again.map(({ differenceFen }) => differenceFen)).toEqual(entitled.map(() => 0n));
      }),
      SEED,
    );
  });

  test('two entries of one peril are a fault of the caller', () => {
    const entry = { schedule: illness, cumulativeSelfPaidFen: fen(1), alreadyPaidFen: fen(0) };
    expect(() => settleYear([entry, entry])).toThrow(RangeError);
    expect(() => settleYear([{ ...entry, alreadyPaidFen: fen(-1) }])).toThrow(RangeError);
  });
});

test('no yuan is paid twice: a year never pays more than its bills, nor a peril more than its rest', () => {
  fc.assert(
    fc.property(anyBills, (bills) => {
      const total = bills.reduce((sum, { amountFen }) => sum + amountFen, 0n);
      expect(payOneByOne(bills) <= total).toBe(true);
      for (const table of TABLES)
        expect(
          quote(table, fen(total)).payoutFen <=
            (total > table.deductibleFen ? total - table.deductibleFen : 0n),
        ).toBe(true);
    }),
    SEED,
  );
});

test('payout and own cost grow with the year on all four tables, in steps of one yuan from 0 to 200,000', () => {
  for (const schedule of TABLES) {
    let [paid, own] = [0n, 0n];
    for (let yuan = 0; yuan <= 200_000; yuan++) {
      const bill = fen(yuan * 100);
      const { payableFen, receivableFen } = claim({
        schedule,
        cumulativeSelfPaidFen: bill,
        alreadyPaidFen: fen(paid),
        capUsedElsewhereFen: fen(0),
      });
      if (receivableFen !== 0n || payableFen > 100n || bill - paid - payableFen < own)
        expect.fail(`${schedule.peril} at ${yuan}`);
      paid += payableFen;
      own = bill - paid;
    }
    // The sum of two hundred thousand claims is the quote of the whole.
    expect(paid).toBe(quote(schedule, fen(20_000_000)).payoutFen);
  }
});

describe('traffic accidents: which rule pays (domain.md M07)', () => {
  const accident = (
    medical: number | undefined,
    loss: number | undefined,
    judicial: boolean | undefined,
    long: boolean | undefined,
    tie: 'medical' | 'loss' = 'medical',
  ) =>
    dominantTrafficPeril({
      medicalFen: medical === undefined ? undefined : fen(medical),
      lossFen: loss === undefined ? undefined : fen(loss),
      judicialCompensation: judicial,
      longTreatment: long,
      tie,
    });

  test('of two equal amounts the policy says which decides', () => {
    expect(accident(5, 5, false, undefined, 'loss')).toMatchObject({ peril: 'traffic_loss', because: 'tie' });
  });

  test.each([
    [[5, 4, false, false], { status: 'payable', peril: 'traffic_medical', because: 'larger' }],
    [[4, 5, false, false], { status: 'payable', peril: 'traffic_loss', because: 'larger' }],
    [[5, 5, false, undefined], { status: 'payable', peril: 'traffic_medical', because: 'tie' }],
    [[5, 4, true, true], { status: 'payable', peril: 'traffic_medical', because: 'larger' }],
    [[5, 4, undefined, true], { status: 'payable', peril: 'traffic_medical', because: 'larger' }],
    [[5, 4, true, false], { status: 'refused', because: 'judicially_compensated' }],
    [[undefined, undefined, true, false], { status: 'refused', because: 'judicially_compensated' }],
    [[0, 0, false, false], { status: 'refused', because: 'no_expense' }],
    [[0, 0, undefined, undefined], { status: 'refused', because: 'no_expense' }],
    [[5, 4, true, undefined], { status: 'unknown', ask: ['long_treatment'] }],
    [[5, 4, undefined, false], { status: 'unknown', ask: ['judicial_compensation'] }],
    [[5, 4, undefined, undefined], { status: 'unknown', ask: ['judicial_compensation', 'long_treatment'] }],
    [[undefined, 4, false, false], { status: 'unknown', ask: ['medical_amount'] }],
    [[5, undefined, undefined, true], { status: 'unknown', ask: ['loss_amount'] }],
    [
      [undefined, undefined, undefined, undefined],
      {
        status: 'unknown',
        ask: ['medical_amount', 'loss_amount', 'judicial_compensation', 'long_treatment'],
      },
    ],
  ] as const)('%j', ([medical, loss, judicial, long], expected) =>
    expect(accident(medical, loss, judicial, long)).toEqual(expected),
  );
});

describe('one bill under two perils', () => {
  const bill = (recordNo: string, part: Partial<Bill> = {}): Bill => ({
    recordNo,
    householdNo: 'H1',
    personNo: 'P1',
    peril: 'medical',
    date: plainDate('2017-05-01'),
    totalFen: fen(1_000),
    provider: '魏县人民医院',
    ...part,
  });

  test('the same person, day, total and provider', () => {
    const found = findDoubleBills([
      bill('1'),
      bill('2', { peril: 'traffic_medical', provider: ' 魏县 人民医院' }),
      bill('3'),
      bill('4', { peril: 'disaster', totalFen: fen(1_001) }),
      bill('5', { peril: 'disaster', personNo: 'P2' }),
      bill('6', { peril: 'disaster', date: plainDate('2017-05-02') }),
      bill('7', { peril: 'disaster', provider: '其他' }),
      bill('8', { peril: 'disaster', householdNo: 'H2' }),
    ]);
    expect(found).toEqual([{ recordNos: ['1', '2', '3'], perils: ['medical', 'traffic_medical'] }]);
  });

  test('the same peril twice is a matter of the import, and nothing is no bill', () => {
    expect(findDoubleBills([bill('1'), bill('2')])).toEqual([]);
    expect(
      findDoubleBills([bill('1', { totalFen: fen(0) }), bill('2', { totalFen: fen(0), peril: 'disaster' })]),
    ).toEqual([]);
    expect(findDoubleBills([])).toEqual([]);
  });

  test('letters of full and half width, large and small', () => {
    expect(
      findDoubleBills([
        bill('1', { provider: 'ＡＢ Clinic' }),
        bill('2', { provider: 'ab clinic', peril: 'disaster' }),
      ]),
    ).toHaveLength(1);
  });
});
