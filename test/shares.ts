import { BOOK, by, council, D, decide, drafted, reading, store, TODAY } from './governance.ts';
import { COUNTY, VILLAGE } from './imports.ts';
import { postNotice } from '../src/governance/index.ts';
import { type Fen, fen, plainDate } from '../src/kernel/index.ts';
import { accountKey, balanceOn, postAll } from '../src/ledger/index.ts';
import { resolvePolicy } from '../src/policy/index.ts';
import {
  addEntries,
  authoriseRound,
  type CharterOn,
  COLLECTIVE,
  freezeRoll,
  issueByRegister,
  openBook,
  payRound,
  proposeRound,
  type RoundState,
  type SourceItem,
} from '../src/livelihood/shares/index.ts';
import { registerEntity } from '../src/livelihood/programmes/index.ts';
import { FILE } from './governance-words.ts';

/** A village company over the village of test/governance.ts: short words for what its keepers do. */

export const charterOn: CharterOn = (id, day) => resolvePolicy(BOOK, id, day);
export const PURSE = accountKey('cooperative', '1');
export const entity = (actor: string) => ({
  ...by(actor),
  entityNo: 1,
  day: D(2),
  today: TODAY,
  charterOn,
  document: 'Resolution 1',
});

/** An entity of the village, the first of the county: its account is `PURSE`. */
export const registered = (name: string) =>
  registerEntity(store.db, {
    ...entity('Keeper'),
    kind: 'company',
    name,
    areaCode: VILLAGE,
    foundedOn: D(1),
  });

/** The company with 20 % of the shares, members by their people, and a roll of 1 November. */
export async function company(): Promise<void> {
  await registered('Village company');
  await openBook(store.db, { ...entity('Keeper'), day: D(1), charterId: 'charter-village-company' });
  await addEntries(store.db, {
    ...entity('Keeper'),
    entries: [
      {
        kind: 'issue',
        share: 'collective',
        units: 100n,
        to: COLLECTIVE,
        day: D(1),
        document: 'Resolution 1',
      },
    ],
  });
}

export const issueMembers = () =>
  issueByRegister(store.db, { ...entity('Keeper'), day: D(1), share: 'member', by: 'persons' });
export const freeze = (day = D(1)) => freezeRoll(store.db, { ...entity('Keeper'), day, year: 2026 });

const inFen = (yuan: number): Fen => fen(Math.round(yuan * 100));
export const income = (yuan: number): SourceItem => ({
  kind: 'income',
  label: { zh: '牧场租金', en: 'rent of the farm' },
  amount_fen: inFen(yuan),
  document: 'Contract 3',
});
export const propose = (yuan: number, more: object = {}): Promise<RoundState> =>
  proposeRound(store.db, {
    ...entity('Keeper'),
    rollNo: 1,
    sources: [income(yuan)],
    audit: { by: 'Auditor', on: D(2), document: 'Report 1' },
    ...more,
  });

/** The representatives approve it, and its notice hangs for ten days. */
export async function approve(roundNo = 1, votes = '++++'): Promise<void> {
  const subject = { module: 'livelihood/shares', id: String(roundNo) };
  const bodyNo = await council('villager_representatives');
  await decide(bodyNo, 3, votes, { agenda: [{ subject, decisionKind: 'dividend_plan', title: 'Round' }] });
  if (votes !== '++++') return;
  const text = { zh: '集体收益', en: 'income of the collective' };
  const given = { source: text, purpose: text, unit: text, beneficiaries: 3, amountFen: fen(100) };
  const { notice_no: noticeNo } = await drafted({
    kind: 'dividend_plan',
    firstDay: D(4),
    lines: [{ subject, given }],
  });
  await postNotice(store.db, {
    ...by('Office'),
    noticeNo,
    placeNo: 1,
    day: D(4),
    today: TODAY,
    photo: FILE,
  });
}

export const earn = (yuan: number): Promise<void> =>
  reading(async (tx) => {
    await postAll(tx, [
      {
        countyCode: COUNTY,
        kind: 'collective_income',
        debit: PURSE,
        credit: accountKey('partner', 'dairy'),
        amount: inFen(yuan),
        day: D(1),
        source: `test/income/${yuan}`,
        actor: 'Dairy',
      },
    ]);
  });

export const moves = (actor: string, roundNo = 1) => ({
  ...by(actor),
  roundNo,
  on: TODAY,
  today: TODAY,
  charterOn,
});
export const authorised = () => authoriseRound(store.db, moves('Township'));
export const paid = () => payRound(store.db, moves('Agent'));
export const balance = (account: Parameters<typeof balanceOn>[2]): Promise<Fen> =>
  reading(async (tx) => fen(await balanceOn(tx, COUNTY, account, plainDate('2026-12-31'))));
export const inHouse = (no: string): Promise<Fen> => balance(accountKey('household', no));
export { D, reading, store };
