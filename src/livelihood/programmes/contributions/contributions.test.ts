import { beforeEach, expect, test } from 'vitest';
import { looking, open, seen } from '../../../../test/access.ts';
import { COUNTY } from '../../../../test/imports.ts';
import { by, expectSoundBooks, reading, refusal, store } from '../../../../test/payout.ts';
import { fc } from '../../../../test/properties.ts';
import { fen, plainDate } from '../../../kernel/index.ts';
import { balanceOn, reverse } from '../../../ledger/index.ts';
import {
  appointAgent,
  contribute,
  type ContributionOrder,
  contributionTotals,
  getEntity,
  listContributions,
  listEntities,
  listFacts,
  recordFact,
  registerEntity,
} from '../index.ts';
import { totalsOf } from './rules.ts';

const TODAY = plainDate('2017-12-31');
const FOUNDED = plainDate('2016-03-01');
const DAY = plainDate('2016-06-01');

const found = (name: string, more: object = {}) =>
  registerEntity(store.db, {
    ...by('Clerk'),
    kind: 'company',
    name,
    areaCode: 'T1-V',
    foundedOn: FOUNDED,
    today: TODAY,
    ...more,
  });
const give = (more: Partial<ContributionOrder> = {}) =>
  contribute(store.db, {
    ...by('Clerk'),
    entityNo: 1,
    kind: 'cash',
    contributor: 'household',
    householdNo: 'W1',
    what: 'cash',
    valueFen: 100_000n,
    method: 'paid',
    valuer: 'Clerk',
    day: DAY,
    today: TODAY,
    ...more,
  });
/** What an organisation brings. */
const from = (contributor: ContributionOrder['contributor'], contributorName: string) =>
  ({ contributor, contributorName, householdNo: undefined }) as unknown as Partial<ContributionOrder>;

beforeEach(() => found('Assets Company'));

test('an entity has its purse; a subsidiary has one of its own, a village one collective', async () => {
  const collective = { kind: 'village_collective' };
  expect((await found('Collective', collective)).purse).toBe('village:T1-V');
  await expect(found('Second collective', collective)).rejects.toEqual(refusal('entity.purseTaken'));
  expect(await found('Machinery', { kind: 'cooperative', parentNo: 1 })).toMatchObject({
    purse: 'cooperative:3',
    parent_no: 1,
    parent_name: 'Assets Company',
  });
  await expect(found('Machinery')).rejects.toEqual(refusal('entity.nameTaken'));
  await expect(found('Nowhere', { areaCode: 'X' })).rejects.toEqual(refusal('entity.area'));
  await expect(found('Orphan', { parentNo: 9 })).rejects.toEqual(refusal('entity.unknown'));
  await expect(found('Future', { foundedOn: plainDate('2018-01-01') })).rejects.toEqual(
    refusal('programmes.future'),
  );
  await expect(found('  ')).rejects.toEqual(refusal('programmes.text'));
  const names = await reading(async (tx) => (await listEntities(tx, COUNTY)).map(({ name }) => name));
  expect(names).toEqual(['Assets Company', 'Collective', 'Machinery']);
});

test('facts are dated, and none lies before the founding', async () => {
  const fact = (since: string, words: string) =>
    recordFact(store.db, {
      ...by('Clerk'),
      entityNo: 1,
      topic: 'leader',
      fact: words,
      since: plainDate(since),
      today: TODAY,
    });
  await fact('2017-05-01', 'Second leader');
  await fact('2016-03-01', 'First leader');
  await expect(fact('2016-02-29', 'Nobody')).rejects.toEqual(refusal('entity.notFounded'));
  const facts = await reading((tx) => listFacts(tx, COUNTY, 1));
  expect(facts.map(({ fact: words }) => words)).toEqual(['First leader', 'Second leader']);
});

test('money of households, donors and enterprises is posted with the contribution and counts until it goes back', async () => {
  await give();
  const gift = await give({
    ...from('donor', 'Welfare Foundation'),
    valueFen: 68_000_000n,
    isQuantified: true,
  });
  await give({ ...from('enterprise', 'Dairy'), valueFen: 5_000n });
  await give({ kind: 'land', quantityHundredths: 1250n, valueFen: 300_000n, method: 'agreed' });
  await give({
    kind: 'labour',
    householdNo: 'W2',
    quantityHundredths: 150n,
    valueFen: 20_000n,
    method: 'market_price',
  });
  const { purse } = await reading((tx) => getEntity(tx, COUNTY, 1));
  const held = () => reading((tx) => balanceOn(tx, COUNTY, purse, TODAY));
  expect(await held()).toBe(68_105_000n);
  const totals = () => reading((tx) => contributionTotals(tx, COUNTY, 1));
  expect(await totals()).toMatchObject({ count: 5, value_fen: 68_425_000n, quantified_fen: 68_000_000n });
  expect((await totals()).sums).toContainEqual({
    kind: 'land',
    contributor_class: 'household',
    count: 1,
    value_fen: 300_000n,
    quantity_hundredths: 1250n,
  });
  await reading((tx) =>
    reverse(tx, {
      countyCode: COUNTY,
      postingNo: gift.posting_no!,
      day: TODAY,
      source: 'bank/slip/1',
      actor: 'Cashier',
    }),
  );
  expect(await totals()).toMatchObject({ count: 4, value_fen: 425_000n, quantified_fen: 0n });
  expect(await held()).toBe(105_000n);
  await expectSoundBooks();
});

test('money that came by a decision names its posting, once', async () => {
  const gift = await give({ ...from('donor', 'Welfare Foundation') });
  const village = { ...from('village', 'First Village') };
  await expect(give(village)).rejects.toEqual(refusal('contribution.posting'));
  await expect(give({ ...village, postingNo: gift.posting_no! })).rejects.toEqual(
    refusal('contribution.posting'),
  );
  await expect(give({ ...village, postingNo: 999n })).rejects.toEqual(refusal('contribution.posting'));
});

test('refusals come in the documented order', async () => {
  const wrong = {
    entityNo: 9,
    day: plainDate('2018-01-01'),
    kind: 'public_fund',
    householdNo: 'W99',
    what: ' ',
    quantityHundredths: 1n,
    valueFen: fen(0),
  } satisfies Partial<ContributionOrder>;
  const steps = [
    ['entity.unknown', { entityNo: 1 }],
    ['programmes.future', { day: plainDate('2016-01-01') }],
    ['entity.notFounded', { day: DAY }],
    ['contribution.class', { kind: 'cash', contributorName: 'and a name' }],
    ['contribution.who', { contributorName: undefined }],
    ['programmes.text', { what: 'cash' }],
    ['programmes.household', { householdNo: 'W1' }],
    ['contribution.quantity', { quantityHundredths: undefined }],
    ['contribution.value', {}],
  ] as const;
  let order: object = wrong;
  for (const [code, mend] of steps) {
    await expect(give(order), code).rejects.toEqual(refusal(code));
    order = { ...order, ...mend };
  }
});

test('totals are those of the parts, in whatever order they come', () => {
  const kinds = ['cash', 'land', 'labour', 'asset'] as const;
  const one = fc.record({
    kind: fc.constantFrom(...kinds),
    contributor_class: fc.constantFrom('household' as const, 'donor' as const),
    value_fen: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    quantity_hundredths: fc.option(fc.bigInt({ min: 1n, max: 10_000n })),
    is_quantified: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 30 }), (all) => {
      const totals = totalsOf(all);
      const byHand = (of: readonly { readonly value_fen: bigint }[]) =>
        of.reduce((sum, { value_fen }) => sum + value_fen, 0n);
      expect(totals.value_fen).toBe(byHand(all));
      expect(byHand(totals.sums)).toBe(totals.value_fen);
      expect(totals.sums.reduce((count, each) => count + each.count, 0)).toBe(all.length);
      expect(totals.quantified_fen <= totals.value_fen).toBe(true);
      const keyed = (sums: typeof totals.sums) =>
        new Map(sums.map((each) => [`${each.kind} ${each.contributor_class}`, each]));
      expect(keyed(totalsOf(all.toReversed()).sums)).toEqual(keyed(totals.sums));
    }),
  );
});

test('a village sees and posts for its own entities only; an enterprise sees the entity it acts for', async () => {
  await found('Other Company', { areaCode: 'T2-V' });
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  await open(store.db, 'Office', { role: 'county_office', countyCode: COUNTY });
  await open(store.db, 'Village', { role: 'village_committees', countyCode: COUNTY, areaCode: 'T1-V' });
  await open(store.db, 'Dairy', { role: 'enterprise', countyCode: COUNTY, householdNo: 'W8' });
  const now = { since: plainDate('2026-01-01') };
  expect(await seen(store.db, 'Dairy', 'name', 'programmes.entity')).toEqual([]);
  await appointAgent(store.db, { ...by('Office'), entityNo: 2, account: 'Dairy', ...now });
  await expect(
    appointAgent(store.db, { ...by('Office'), entityNo: 2, account: 'Dairy', ...now }),
  ).rejects.toEqual(refusal('entity.agentTwice'));
  await expect(
    appointAgent(store.db, { ...by('Village'), entityNo: 1, account: 'Dairy', ...now }),
  ).rejects.toEqual(refusal('access.action_refused'));
  expect(await seen(store.db, 'Dairy', 'name', 'programmes.entity')).toEqual(['Other Company']);
  expect(await seen(store.db, 'Village', 'name', 'programmes.entity')).toEqual(['Assets Company']);

  await give({ ...by('Village') });
  await give({ ...by('Village'), ...from('donor', 'Foundation') });
  await expect(give({ ...by('Village'), ...from('donor', 'Foundation'), entityNo: 2 })).rejects.toEqual(
    refusal('access.outside_area'),
  );
  const mine = await looking(store.db, 'Village', (tx) => listContributions(tx, COUNTY, { entityNo: 1 }));
  expect(mine).toHaveLength(2);
  expect(await seen(store.db, 'Village', 'account', 'ledger.balance')).toContain('cooperative:1');
  await expectSoundBooks();
});
