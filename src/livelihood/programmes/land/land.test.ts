import { beforeEach, expect, test } from 'vitest';
import { COUNTY } from '../../../../test/imports.ts';
import { by, expectSoundBooks, reading, refusal, store } from '../../../../test/payout.ts';
import { body, decideOn, earn, FILE, foundEntity, on, SPENDING, TODAY } from '../../../../test/programmes.ts';
import { fc } from '../../../../test/properties.ts';
import { balanceOn } from '../../../ledger/index.ts';
import {
  authoriseExpenditure,
  endLand,
  letLand,
  letLands,
  type LandOrder,
  listContracts,
  listPlantings,
  payExpenditure,
  recordPlanting,
  recordStep,
  recordSubsidy,
  rentLines,
  requestRents,
} from '../index.ts';
import { arrearsOf, dueDayIn, isWithoutYield, plantedLand, rentOf, rentsDue } from './rules.ts';

beforeEach(async () => {
  await foundEntity('Land Company');
  await earn(20_000_000n);
});

const let_ = (more: Partial<LandOrder> = {}) =>
  letLand(store.db, {
    ...by('Clerk'),
    entityNo: 1,
    householdNo: 'W1',
    plot: 'east of the canal',
    muHundredths: 1_250n,
    rentPerMuFen: 22_455n,
    since: on('2016-05-01'),
    until: on('2026-04-30'),
    dueMonthDay: '11-30',
    signedOn: on('2016-04-20'),
    files: [FILE],
    today: TODAY,
    ...more,
  });
const rents = (year: number, day: string) =>
  requestRents(store.db, {
    ...by('Clerk'),
    entityNo: 1,
    year,
    on: on(day),
    purpose: `rents of ${year}`,
    policy: SPENDING,
    today: TODAY,
  });
const contracts = () => reading((tx) => listContracts(tx, COUNTY, { entityNo: 1 }, TODAY));

test('rents come due each year, are asked for once, decided and posted to the households of the book', async () => {
  await let_();
  await let_({ householdNo: 'W3', muHundredths: 300n });
  // 12.5 mu × 224.55 = 2,806.875, half up to a fen.
  expect((await contracts()).map(({ arrears_fen }) => arrears_fen)).toEqual([561_376n, 134_730n]);
  const round = await rents(2016, '2016-12-01');
  expect(round).toMatchObject({ kind: 'land_rent', amount_fen: 280_688n + 67_365n, payee_account: null });
  await expect(rents(2016, '2016-12-02')).rejects.toEqual(refusal('land.nothingDue'));
  await expect(rents(2015, '2016-12-02')).rejects.toEqual(refusal('land.nothingDue'));
  const committee = await body('village_committee', ['Chair', 'Head', 'Clerk']);
  await decideOn(1, committee, on('2016-12-10'));
  const at = (actor: string) => ({ ...by(actor), expenditureNo: 1, on: on('2017-01-20'), today: TODAY });
  await authoriseExpenditure(store.db, at('Secretary'));
  expect((await payExpenditure(store.db, at('Cashier'))).status).toBe('paid');
  const received = (no: string) => reading((tx) => balanceOn(tx, COUNTY, `household:${no}`, TODAY));
  expect([await received('W1'), await received('W3')]).toEqual([280_688n, 67_365n]);
  expect((await contracts()).map(({ arrears_fen }) => arrears_fen)).toEqual([280_688n, 67_365n]);
  expect(await reading((tx) => rentLines(tx, COUNTY, 1))).toHaveLength(2);
  await expectSoundBooks();
});

test('rents of a request that is withdrawn are asked for again', async () => {
  await let_();
  await rents(2016, '2016-12-01');
  const order = { ...by('Clerk'), expenditureNo: 1, on: on('2016-12-02'), today: TODAY };
  await recordStep(store.db, { ...order, step: 'withdrawn', remark: 'wrong year' });
  expect((await rents(2016, '2016-12-03')).expenditure_no).toBe(2);
});

test('no land without a signature, and a contract that ended owes nothing more', async () => {
  await expect(let_({ files: [] })).rejects.toEqual(refusal('land.unsigned'));
  await expect(let_({ dueMonthDay: '13-01' })).rejects.toEqual(refusal('land.term'));
  await expect(let_({ signedOn: on('2016-05-02') })).rejects.toEqual(refusal('land.term'));
  await expect(let_({ muHundredths: 0n })).rejects.toEqual(refusal('programmes.quantity'));
  await expect(let_({ householdNo: 'W99' })).rejects.toEqual(refusal('programmes.household'));
  await let_();
  const end = { ...by('Clerk'), contractNo: 1, lastDay: on('2017-06-30'), reason: 'sold', today: TODAY };
  expect((await endLand(store.db, end)).dues.map(({ year }) => year)).toEqual([2016]);
  await expect(endLand(store.db, end)).rejects.toEqual(refusal('land.ended'));
});

test('the subsidy stays with the household of the book (F33), once a year', async () => {
  await let_();
  const subsidy = (householdNo: string) =>
    recordSubsidy(store.db, {
      ...by('Clerk'),
      contractNo: 1,
      year: 2017,
      householdNo,
      amountFen: 240_300n,
      paidOn: on('2017-08-01'),
      today: TODAY,
    });
  await expect(subsidy('W2')).rejects.toEqual(refusal('land.subsidyDiverted'));
  await subsidy('W1');
  await expect(subsidy('W1')).rejects.toEqual(refusal('land.subsidyTwice'));
});

test('loquats, cherries, and peonies beneath them: 200 mu of land, not 400 (E-J10)', async () => {
  for (const [crop, mu, layer, year] of [
    ['loquat', 15_000n, 'main', 2019],
    ['cherry', 5_000n, 'main', 2019],
    ['peony', 20_000n, 'under', 2017],
  ] as const)
    await recordPlanting(store.db, {
      ...by('Clerk'),
      entityNo: 1,
      crop,
      muHundredths: mu,
      layer,
      plantedOn: on('2017-03-01'),
      firstYieldYear: year,
      today: TODAY,
    });
  const plantings = await reading((tx) => listPlantings(tx, COUNTY, 1));
  expect(plantedLand(plantings)).toBe(20_000n);
  expect(isWithoutYield(plantings, 2017)).toBe(false);
  expect(
    isWithoutYield(
      plantings.filter(({ layer }) => layer === 'main'),
      2018,
    ),
  ).toBe(true);
});

test('rents: each year on its day within the contract, arrears what is not paid of them', () => {
  const day = fc
    .integer({ min: 0, max: 3_000 })
    .map((n) => new Date(Date.UTC(2012, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const terms = fc
    .record({
      mu_hundredths: fc.bigInt({ min: 1n, max: 10n ** 7n }),
      rent_per_mu_fen: fc.bigInt({ min: 1n, max: 10n ** 6n }),
      days: fc.tuple(day, day).map((pair) => pair.toSorted()),
      due_month_day: fc.constantFrom('01-01', '02-29', '06-15', '12-31'),
    })
    .map(({ days, ...rest }) => ({ ...rest, since: on(days[0]!), until: on(days[1]!) }));
  fc.assert(
    fc.property(terms, day, fc.bigInt({ min: 0n, max: 10n ** 12n }), (contract, today, paid) => {
      const dues = rentsDue(contract, new Map([[2015, paid]]), on(today));
      const rent = rentOf(contract);
      // By hand: twice the exact amount in ten-thousandths of a yuan, rounded half up.
      expect(rent).toBe((contract.mu_hundredths * contract.rent_per_mu_fen * 2n + 100n) / 200n);
      const years = Array.from({ length: 12 }, (_, i) => 2011 + i).filter((year) => {
        const leap = year % 4 === 0;
        const dueOn =
          contract.due_month_day === '02-29' && !leap ? `${year}-02-28` : `${year}-${contract.due_month_day}`;
        return contract.since <= dueOn && dueOn <= contract.until && dueOn <= today;
      });
      expect(dues.map(({ year }) => year)).toEqual(years);
      for (const { year, due_on } of dues) expect(dueDayIn(contract, year)).toBe(due_on);
      const paidInTime = years.includes(2015) ? (paid < rent ? paid : rent) : 0n;
      expect(arrearsOf(dues)).toBe(rent * BigInt(years.length) - paidInTime);
    }),
  );
});

test('a village’s plots are recorded all or none', async () => {
  const plot = (householdNo: string, muHundredths = 100n) => ({
    householdNo,
    plot: 'north',
    muHundredths,
    rentPerMuFen: 22_455n,
  });
  const enter = (...plots: ReturnType<typeof plot>[]) =>
    letLands(store.db, {
      ...by('Clerk'),
      entityNo: 1,
      plots,
      since: on('2017-01-01'),
      until: on('2026-12-31'),
      dueMonthDay: '11-30',
      signedOn: on('2016-12-20'),
      files: [FILE],
      today: TODAY,
    });
  await expect(enter()).rejects.toEqual(refusal('land.none'));
  await expect(enter(plot('W1'), plot('W99'))).rejects.toEqual(refusal('programmes.household'));
  await expect(enter(plot('W1'), plot('W2', 0n))).rejects.toEqual(refusal('programmes.quantity'));
  expect(await contracts()).toEqual([]);
  expect(await enter(plot('W1'), plot('W2', 250n))).toEqual({ first_no: 1, contracts: 2 });
  expect((await contracts()).map(({ mu_hundredths }) => mu_hundredths)).toEqual([100n, 250n]);
});
