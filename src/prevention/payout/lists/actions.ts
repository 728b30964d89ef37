import { formatYuan, isSamePerson, type PlainDate } from '../../../kernel/index.ts';
import {
  type Authorisation,
  balanceOn,
  listAuthorisations,
  openSuspensions,
  type Reference,
  suspend,
} from '../../../ledger/index.ts';
import { csvText, type Db, insertRows, nextNo, type Tx } from '../../../platform/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { poolOf } from '../pool/rules.ts';
import { enact, isByOneOf, sha256, usableAuthorisations } from '../store.ts';
import { fail } from './errors.ts';
import { LIST_COLUMNS, type PaymentLine, type PaymentList } from './model.ts';
import { cellsOf, statusOf } from './rules.ts';
import {
  accountRecorders,
  awaitingAnswer,
  getPaymentList,
  linesOfList,
  payeesOf,
  peopleOf,
  triesOf,
} from './store.ts';

export interface AccountOrder extends CountyOrder {
  readonly householdNo: string;
  readonly holder: string;
  readonly reference: string;
}

/** Records the account a household's benefits go to from now on; lists already made keep theirs. */
export async function recordAccount(db: Db, order: AccountOrder): Promise<number> {
  const { countyCode, householdNo, holder, reference } = order;
  return enact(db, order, 'payment.account', async (tx, actor) => {
    const payees = await payeesOf(tx, countyCode, [householdNo]);
    if (!payees.has(householdNo))
      throw fail('payment.household', { county: countyCode, household: householdNo, authorisation: '–' });
    const no = await nextNo(tx, 'payout.payee_account', 'account_no', { county_code: countyCode });
    await insertRows(tx, 'payout.payee_account', [
      {
        county_code: countyCode,
        account_no: no,
        household_no: householdNo,
        holder,
        reference,
        recorded_by: actor,
      },
    ]);
    return { result: no, summary: { account_no: no } };
  });
}

export interface MakeOrder extends CountyOrder {
  readonly year: number;
  readonly on: PlainDate;
  readonly today: PlainDate;
}

export interface ListWithLines {
  readonly list: PaymentList;
  readonly lines: readonly PaymentLine[];
}

/**
 * Makes a list of everything that can be paid from a pool on a day: case authorisations with something left, not
 * suspended, revoked or out of their days, and on no list that is still open. The list is frozen.
 *
 * Refused in this order: `payment.day`, `payment.nothing`, `payment.tookPart`, `payment.ownHousehold`, `payment.household`.
 */
export async function makeList(db: Db, order: MakeOrder): Promise<ListWithLines> {
  const { countyCode, year, on } = order;
  return enact(db, order, 'payment.make', async (tx, actor) => {
    assertDay(order, on);
    const tries = await triesOf(tx, countyCode, year);
    const payable = (await usableAuthorisations(tx, countyCode, poolOf(year), on)).filter(
      ({ kind, authorisationNo }) => kind === 'benefit' && !tries.get(authorisationNo)?.isOpen,
    );
    if (payable.length === 0) throw fail('payment.nothing', { year, day: on });
    await refuseInvolved(tx, countyCode, actor, payable);
    const listNo = await nextNo(tx, 'payout.payment_list', 'list_no', { county_code: countyCode });
    const due = await linesFor(tx, countyCode, listNo, payable, (no) => (tries.get(no)?.tries ?? 0) + 1);
    const lines = due.map((line): PaymentLine => ({ ...line, outcomes: [] }));
    const total = lines.reduce((sum, { amount_fen }) => sum + amount_fen, 0n);
    await insertRows(tx, 'payout.payment_list', [
      {
        county_code: countyCode,
        list_no: listNo,
        policy_year: year,
        made_on: on,
        line_count: lines.length,
        total_fen: total,
        sha256: sha256(listText(lines, year)),
        recorded_by: actor,
      },
    ]);
    await insertRows(
      tx,
      'payout.payment_line',
      due.map((line) => ({ county_code: countyCode, ...line })),
    );
    const list = await getPaymentList(tx, countyCode, listNo);
    const summary = { list_no: listNo, lines: lines.length, total_yuan: formatYuan(total) };
    return { result: { list, lines }, summary };
  });
}

async function linesFor(
  tx: Tx,
  countyCode: string,
  listNo: number,
  payable: readonly Authorisation[],
  attemptOf: (authorisationNo: bigint) => number,
): Promise<Omit<PaymentLine, 'outcomes'>[]> {
  const payees = await payeesOf(tx, countyCode, payable.map(householdOf));
  return payable.map((authorisation, i) => {
    const { authorisationNo, left } = authorisation;
    const household = householdOf(authorisation);
    const payee = payees.get(household);
    if (!payee)
      throw fail('payment.household', {
        county: countyCode,
        household,
        authorisation: String(authorisationNo),
      });
    return {
      list_no: listNo,
      line_no: i + 1,
      authorisation_no: authorisationNo,
      attempt: attemptOf(authorisationNo),
      household_no: household,
      township_code: payee.township_code,
      payee: payee.payee,
      account: payee.account,
      amount_fen: left,
    };
  });
}

/** `household:W1` → `W1`. A benefit's authorisation always names its payee. */
const householdOf = ({ payee }: Authorisation): string => payee!.slice('household:'.length);

/** The file the bank gets; its SHA-256 stands on the list. */
const listText = (lines: readonly PaymentLine[], policyYear: number): string => {
  const header = LIST_COLUMNS.map(({ name }) => name);
  return csvText(
    header,
    lines.map((line) => {
      const cells = cellsOf(line, policyYear);
      return header.map((name) => cells[name]);
    }),
  );
};

/** The file of a list that was released. Fails with `payment.notReleased`. */
export function releasedText({ list, lines }: ListWithLines): string {
  if (list.step !== 'released')
    throw fail('payment.notReleased', { list: list.list_no, status: statusOf(list) });
  return listText(lines, list.policy_year);
}

/**
 * Who found, visited, decided or approved a case does not pay it, nor somebody of the household (domain.md §5).
 * Fails with `payment.tookPart` or `payment.ownHousehold`.
 */
export async function refuseInvolved(
  tx: Tx,
  countyCode: string,
  actor: string,
  authorisations: readonly Authorisation[],
): Promise<void> {
  const decided = authorisations.find((one) => isByOneOf(actor, [one.actor, ...(one.apart ?? [])]));
  if (decided) throw fail('payment.tookPart', { actor, authorisation: String(decided.authorisationNo) });
  const people = await peopleOf(tx, countyCode, authorisations.map(householdOf));
  const own = people.find(({ name }) => isSamePerson(name, actor));
  if (own) throw fail('payment.ownHousehold', { actor, household: own.household_no });
}

export interface ListOrder extends CountyOrder {
  readonly listNo: number;
  readonly on: PlainDate;
  readonly today: PlainDate;
}

/**
 * Releases a list to the bank, by a second person. Everything is looked at again: an objection may have come. From then on
 * its payments are under way, and nobody makes them in another way until the bank has answered.
 *
 * Refused in this order: `payment.listUnknown`, `payment.closed`, `payment.day`, `payment.samePerson`,
 * `payment.tookPart`, `payment.ownHousehold`, `payment.ownAccount`, `payment.notPayable`, `payment.poolShort`.
 */
export async function releaseList(db: Db, order: ListOrder): Promise<ListWithLines> {
  const { countyCode, listNo, on } = order;
  return enact(db, order, 'payment.release', async (tx, actor) => {
    const list = await getOpenList(tx, order);
    if (isByOneOf(actor, [list.made_by])) throw fail('payment.samePerson', { actor, list: listNo });
    const lines = await linesOfList(tx, countyCode, listNo);
    const authorisations = await authorisationsOf(tx, countyCode, lines);
    await refuseInvolved(tx, countyCode, actor, [...authorisations.values()]);
    await refuseOwnAccount(tx, countyCode, actor, listNo);
    refuseUnpayable(lines, (line) => obstacleOf(line, authorisations.get(line.authorisation_no)!, on));
    await refuseShortPool(tx, countyCode, list, on);
    await endList(tx, order, 'released', null, actor);
    const authorisationNos = [...authorisations.keys()];
    await suspend(tx, { countyCode, authorisationNos, because: underWay(listNo), actor });
    const result = { list: await getPaymentList(tx, countyCode, listNo), lines };
    const summary = { list_no: listNo, lines: lines.length, total_yuan: formatYuan(list.total_fen) };
    return { result, summary };
  });
}

/** Takes a list back before it went to the bank. Refused in this order: `payment.listUnknown`, `payment.closed`, `payment.day`. */
export async function cancelList(
  db: Db,
  order: ListOrder & { readonly reason: string },
): Promise<PaymentList> {
  const { countyCode, listNo, reason } = order;
  return enact(db, order, 'payment.cancel', async (tx, actor) => {
    await getOpenList(tx, order);
    await endList(tx, order, 'cancelled', reason, actor);
    return { result: await getPaymentList(tx, countyCode, listNo), summary: { list_no: listNo } };
  });
}

async function getOpenList(tx: Tx, order: ListOrder): Promise<PaymentList> {
  const { countyCode, listNo } = order;
  const list = await getPaymentList(tx, countyCode, listNo);
  if (list.step !== null) throw fail('payment.closed', { list: listNo, status: statusOf(list) });
  assertDay(order, list.made_on);
  return list;
}

function assertDay({ on, today }: Pick<ListOrder, 'on' | 'today'>, from: PlainDate): void {
  if (on < from || on > today) throw fail('payment.day', { day: on, today });
}

const endList = (
  tx: Tx,
  { countyCode, listNo, on }: ListOrder,
  step: 'released' | 'cancelled',
  reason: string | null,
  actor: string,
): Promise<void> =>
  insertRows(tx, 'payout.list_end', [
    { county_code: countyCode, list_no: listNo, step, day: on, reason, recorded_by: actor },
  ]);

/** The authorisations of some lines, by number. */
export async function authorisationsOf(
  tx: Tx,
  countyCode: string,
  lines: readonly PaymentLine[],
): Promise<Map<bigint, Authorisation>> {
  const authorisationNos = lines.map(({ authorisation_no }) => authorisation_no);
  const found = await listAuthorisations(tx, countyCode, { authorisationNos });
  return new Map(found.map((one) => [one.authorisationNo, one]));
}

/** Why an authorisation is suspended while its payment is with the bank. */
export const underWay = (listNo: number): Reference => `payout/list/${listNo}`;

/** Why the ledger would not post a line under its authorisation on a day, once its list's own suspension ends. */
export function obstacleOf(
  { list_no, amount_fen }: Pick<PaymentLine, 'list_no' | 'amount_fen'>,
  { status, steps, left, validFrom, validTo, authorisationNo }: Authorisation,
  day: PlainDate,
): { readonly zh: string; readonly en: string } | undefined {
  if (status === 'revoked') return { zh: '已撤销', en: 'revoked' };
  const because = openSuspensions(steps)
    .filter((reason) => reason !== underWay(list_no))
    .join(', ');
  if (because !== '') return { zh: `暂停：${because}`, en: `suspended because of ${because}` };
  if (left < amount_fen) return { zh: '已另行支付', en: 'paid in another way' };
  if (day < validFrom || day > validTo)
    return {
      zh: `授权 ${authorisationNo} 只在 ${validFrom} 至 ${validTo} 有效`,
      en: `valid from ${validFrom} to ${validTo} only`,
    };
  return undefined;
}

function refuseUnpayable(
  lines: readonly PaymentLine[],
  why: (line: PaymentLine) => ReturnType<typeof obstacleOf>,
): void {
  const unpayable = lines.filter((line) => why(line) !== undefined);
  const [first] = unpayable;
  if (!first) return;
  const { zh, en } = why(first)!;
  throw fail('payment.notPayable', {
    list: first.list_no,
    count: unpayable.length,
    line: first.line_no,
    authorisation: String(first.authorisation_no),
    whyZh: zh,
    whyEn: en,
  });
}

/** Who may record an account and release the list that pays to it could pay himself. */
async function refuseOwnAccount(tx: Tx, countyCode: string, actor: string, listNo: number): Promise<void> {
  const recorders = await accountRecorders(tx, countyCode, listNo);
  const own = recorders.find(({ recorded_by }) => isSamePerson(recorded_by, actor));
  if (own) throw fail('payment.ownAccount', { actor, list: listNo, line: own.line_no });
}

async function refuseShortPool(tx: Tx, countyCode: string, list: PaymentList, on: PlainDate): Promise<void> {
  const held = await balanceOn(tx, countyCode, poolOf(list.policy_year), on);
  const available = held - (await awaitingAnswer(tx, countyCode, list.policy_year));
  if (list.total_fen > available)
    throw fail('payment.poolShort', {
      list: list.list_no,
      total: formatYuan(list.total_fen),
      available: formatYuan(available),
    });
}
