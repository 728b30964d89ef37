import { describe, expect, test } from 'vitest';
import { answered, by, objected, TODAY } from '../../../test/governance.ts';
import { COUNTY, importText, VILLAGE } from '../../../test/imports.ts';
import {
  approve,
  authorised,
  balance,
  charterOn,
  company,
  D,
  earn,
  entity,
  freeze,
  income,
  inHouse,
  issueMembers,
  moves,
  paid,
  propose,
  PURSE,
  reading,
  store,
  registered,
} from '../../../test/shares.ts';
import { plainDate, sha256Hex } from '../../kernel/index.ts';
import { accountKey, listAuthorisations, listPostings, reverse, verifyLedger } from '../../ledger/index.ts';
import {
  addEntries,
  freezeRoll,
  holdingsOn,
  openBook,
  payRound,
  passOn,
  publicSheet,
  replay,
  reverseRound,
  setCapital,
  issueByRegister,
  statesOf,
  listRounds,
  withdrawRound,
  roundFollowerIn,
} from './index.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const held = async (day: number) =>
  (await reading((tx) => holdingsOn(tx, COUNTY, 1, D(day)))).map(
    ({ share_kind, holder_ref, units }) => `${share_kind} ${holder_ref} ${Number(units) / 100}`,
  );
const enter = (entry: object, day = 5) =>
  addEntries(store.db, {
    ...entity('Keeper'),
    entries: [{ day: D(day), document: 'Contract', share: 'member', units: 100n, ...entry } as never],
  });
const house = (ref: string) => ({ kind: 'household' as const, ref });

describe('a share register', () => {
  test('stands as of any day, through transfer, inheritance and end', async () => {
    await company();
    await issueMembers();
    await enter({ kind: 'end', from: house('3') }, 7);
    await enter({ kind: 'inheritance', from: house('1'), to: house('2') }, 5);
    expect(await held(4)).toEqual(['collective collective 1', 'member 1 2', 'member 2 1', 'member 3 1']);
    expect(await held(5)).toEqual(['collective collective 1', 'member 1 1', 'member 2 2', 'member 3 1']);
    expect(await held(7)).toEqual(['collective collective 1', 'member 1 1', 'member 2 2', 'member 3 0']);
  });

  test('lets nobody give what he has not, on that day or later, nor gather more than the charter allows', async () => {
    await company();
    await issueMembers();
    await enter({ kind: 'end', from: house('3') }, 7);
    await expect(enter({ kind: 'inheritance', from: house('3'), to: house('2') }, 5)).rejects.toEqual(
      refusal('shares.tooFew'),
    );
    await expect(enter({ kind: 'transfer', from: house('1'), to: house('2') })).rejects.toEqual(
      refusal('shares.tooMuch'),
    );
    await expect(
      enter({ kind: 'transfer', share: 'collective', from: house('1'), to: house('2') }),
    ).rejects.toEqual(refusal('shares.notTransferable'));
    await expect(
      enter({ kind: 'transfer', from: house('1'), to: { kind: 'party', ref: 'Trader' } }),
    ).rejects.toEqual(refusal('shares.holder'));
    await expect(enter({ kind: 'issue', to: house('99') })).rejects.toEqual(refusal('shares.household'));
    await expect(enter({ kind: 'issue', share: 'land', to: house('1') })).rejects.toEqual(
      refusal('shares.class'),
    );
    await expect(enter({ kind: 'issue', from: house('1'), to: house('1') })).rejects.toEqual(
      refusal('shares.entry'),
    );
  });
});

test('a preferential share follows poverty: from who has left the groups to who came in, and the whole stays the whole', async () => {
  const open = { ...entity('Keeper'), day: D(1), charterId: 'charter-asset-income' };
  await expect(openBook(store.db, open)).rejects.toEqual(refusal('entity.unknown'));
  await registered('Alpaca base');
  const book = await openBook(store.db, open);
  expect(book).toMatchObject({ entity_name: 'Alpaca base', area_code: VILLAGE, purse: PURSE });
  const share = 'preferential' as const;
  await setCapital(store.db, { ...entity('Keeper'), day: D(1), share, amountFen: 100_000_000n });
  await issueByRegister(store.db, { ...entity('Keeper'), day: D(1), share, by: 'persons' });
  expect(await held(1)).toEqual(['preferential 1 2']);
  await expect(passOn(store.db, { ...entity('Keeper'), day: D(2), share })).rejects.toEqual(
    refusal('shares.nothing'),
  );
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size,phone
${COUNTY},1,${VILLAGE},general,张三丰,2,
${COUNTY},2,${VILLAGE},registered,李四,1,
${COUNTY},3,${VILLAGE},sudden_hardship,王五,2,
`,
  );
  await passOn(store.db, { ...entity('Keeper'), day: D(3), share });
  expect(await held(3)).toEqual(['preferential 1 0', 'preferential 2 0.67', 'preferential 3 1.33']);
});

describe('a round', () => {
  async function proposed(yuan = 1000.01): Promise<void> {
    await company();
    await issueMembers();
    await freeze();
    await earn(yuan);
    await propose(yuan);
  }
  const status = async () =>
    (await reading(async (tx) => statesOf(tx, COUNTY, await listRounds(tx, COUNTY), TODAY))).map(
      ({ status: each, posted }) => `${each} ${posted.posted}/${posted.of}`,
    );

  test('goes from the roll to households’ money, and its public sheet replays', async () => {
    await proposed();
    expect(await status()).toEqual(['proposed 0/3']);
    expect(await reading((tx) => publicSheet(tx, COUNTY, 1, TODAY))).toBeUndefined();
    await expect(authorised()).rejects.toEqual(refusal('decision.none'));
    await expect(paid()).rejects.toEqual(refusal('round.notAuthorised'));
    await approve();
    expect(await status()).toEqual(['confirmed 0/3']);
    await authorised();
    expect(await status()).toEqual(['authorised 0/3']);
    await expect(payRound(store.db, moves('Keeper'))).rejects.toEqual(refusal('ledger.authorisation_apart'));
    await paid();
    expect(await status()).toEqual(['paid 3/3']);
    // 1000.01 − 100.00 reserve − 90.00 welfare = 810.01, of which a fifth stays with the collective.
    expect(await balance(PURSE)).toBe(162_00n);
    expect(await balance(accountKey('reserve', '1'))).toBe(190_00n);
    expect((await inHouse('1')) + (await inHouse('2')) + (await inHouse('3'))).toBe(648_01n);
    const { sheet } = (await reading((tx) => publicSheet(tx, COUNTY, 1, TODAY)))!;
    expect(replay(sheet, sha256Hex)).toMatchObject({ faults: [], difference_yuan: '0.00', lines: 4 });
    expect(JSON.stringify(sheet)).not.toMatch(/张三丰|李四|王五/);
    const [round] = await reading((tx) => listRounds(tx, COUNTY));
    expect(sheet.hash).toBe(round!.sheet_hash);
    expect((await reading((tx) => verifyLedger(tx, COUNTY))).faults).toEqual([]);
  });

  test('paid again changes nothing; what a bank returned is paid again; reversed as a whole, every balance is as before', async () => {
    await proposed();
    const before = await balance(PURSE);
    await approve();
    await authorised();
    await paid();
    const after = await balance(PURSE);
    await paid();
    expect(await balance(PURSE)).toBe(after);
    const [authorisation] = await reading((tx) =>
      listAuthorisations(tx, COUNTY, { decision: 'shares/round/1' }),
    );
    const [first] = await reading((tx) =>
      listPostings(tx, COUNTY, { authorisationNo: authorisation!.authorisationNo }),
    );
    await reading((tx) =>
      reverse(tx, {
        countyCode: COUNTY,
        postingNo: first!.postingNo,
        day: TODAY,
        source: 'bank/returned',
        actor: 'Bank',
      }),
    );
    expect(await status()).toEqual(['partly 2/3']);
    await paid();
    expect(await status()).toEqual(['paid 3/3']);
    expect(await balance(PURSE)).toBe(after);
    await expect(reverseRound(store.db, { ...moves('Agent'), reason: 'wrong list' })).rejects.toEqual(
      refusal('round.ownRound'),
    );
    await reverseRound(store.db, { ...moves('Township'), reason: 'wrong list' });
    expect(await status()).toEqual(['reversed 0/3']);
    expect(await balance(PURSE)).toBe(before);
    expect(await balance(accountKey('reserve', '1'))).toBe(0n);
    for (const no of ['1', '2', '3']) expect(await inHouse(no)).toBe(0n);
    await expect(paid()).rejects.toEqual(refusal('round.ended'));
    expect((await reading((tx) => verifyLedger(tx, COUNTY))).faults).toEqual([]);
  });

  test('waits while an objection is open, and is not paid from an empty purse', async () => {
    await proposed();
    await approve();
    await authorised();
    const subject = { module: 'livelihood/shares', id: '1' };
    const follow = roundFollowerIn(COUNTY, TODAY);
    const { objection_no: objection } = await objected(20, { subject, follow });
    expect(await status()).toEqual(['contested 0/3']);
    await expect(paid()).rejects.toEqual(refusal('ledger.authorisation_suspended'));
    await answered(objection, 'dismissed', 21);
    await reading((tx) =>
      follow(tx, { subject, because: `governance/objection/${objection}`, actor: 'Sun' }),
    );
    await paid();
    expect(await status()).toEqual(['paid 3/3']);
  });

  test('refuses what is no audited profit', async () => {
    await company();
    await issueMembers();
    await expect(propose(1000)).rejects.toEqual(refusal('shares.rollUnknown'));
    await freeze();
    const label = { zh: '过桥贷款', en: 'bridge loan' };
    const loan = { kind: 'financing', label, amount_fen: 100n, document: 'Loan 1' };
    await expect(propose(1000, { sources: [income(1000), loan] })).rejects.toEqual(
      refusal('round.financing'),
    );
    await expect(propose(1000, { sources: [{ ...income(1000), document: '' }] })).rejects.toEqual(
      refusal('round.document'),
    );
    await expect(propose(1000, { audit: undefined })).rejects.toEqual(refusal('round.notAudited'));
    await expect(propose(1000, { audit: { by: 'Keeper', on: D(2), document: 'R' } })).rejects.toEqual(
      refusal('round.ownAudit'),
    );
    const cost = { ...income(1000), kind: 'cost' };
    await expect(propose(1000, { sources: [income(1000), cost] })).rejects.toEqual(
      refusal('round.noSurplus'),
    );
    await expect(propose(1000, { volumeBp: 7000 })).rejects.toEqual(refusal('round.volumeFloor'));
    await propose(1000);
    await expect(propose(1000)).rejects.toEqual(refusal('round.another'));
    await withdrawRound(store.db, { ...by('Keeper'), roundNo: 1, reason: 'a source was missing', day: D(3) });
    await propose(1000);
    await approve(2, '----');
    expect(await status()).toEqual(['withdrawn 0/3', 'refused 0/3']);
  });

  test('is frozen: what the register says later changes neither roll nor sheet', async () => {
    await proposed();
    await approve();
    const before = await reading((tx) => publicSheet(tx, COUNTY, 1, TODAY));
    await enter({ kind: 'end', from: house('3') }, 6);
    await importText(
      store.db,
      'households',
      `county_code,household_no,area_code,group,head_name,size,phone\n${COUNTY},1,${VILLAGE},general,赵六,2,\n`,
    );
    expect((await reading((tx) => publicSheet(tx, COUNTY, 1, TODAY)))!.sheet).toEqual(before!.sheet);
    await freezeRoll(store.db, { ...entity('Keeper'), day: D(6), year: 2026 });
    await expect(
      freezeRoll(store.db, { ...entity('Keeper'), day: plainDate('2027-01-01'), year: 2027, charterOn }),
    ).rejects.toEqual(refusal('shares.future'));
  });
});
