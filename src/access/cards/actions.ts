import { randomInt } from 'node:crypto';
import { type Db, today, type Tx } from '../../platform/index.ts';
import { fail } from '../errors.ts';
import { act, note, see } from '../funnel.ts';
import type { Session } from '../sessions/actions.ts';
import { hashPassword, hashToken, isPassword, newToken, NO_PASSWORD } from '../sessions/hash.ts';
import { isLive, NOTED_MS } from '../sessions/rules.ts';
import { hashName } from '../sessions/store.ts';
import { findHolder } from './account.ts';
import {
  CARD_IDLE_MS,
  CARD_LONGEST_MS,
  FREE_TRIES,
  holderName,
  isCode,
  isGuessable,
  isPin,
  plainDigits,
  waitSeconds,
  waitWords,
  withCheckDigit,
} from './rules.ts';
import {
  cardFailures,
  type CardRow,
  deleteCardAttempts,
  deleteCardSession,
  deleteCardSessions,
  findCardByCode,
  findCardSession,
  insertCard,
  insertCardAttempt,
  insertCardEnd,
  insertCardSession,
  listCards,
  noteCardUse,
} from './store.ts';

interface Order {
  readonly actor: string;
  readonly countyCode: string;
  readonly householdNo: string;
}

/** Finds the household as the actor may see it; undefined when they may not, or it is none. */
export type Find<Household> = (tx: Tx) => Promise<Household | undefined>;

/** A new card with the PIN, which is told this once. */
export interface IssuedCard<Household> {
  readonly card: CardRow;
  readonly pin: string;
  readonly household: Household;
}

/**
 * Issues a card to a household; the one before ends with its sessions. The PIN is answered once and kept nowhere.
 *
 * Fails with `card.household`, also outside the actor's areas, `card.told`, and as `act` does.
 */
export async function issueCard<Household>(
  db: Db,
  order: Order,
  find: Find<Household>,
): Promise<IssuedCard<Household>> {
  const { actor, countyCode, householdNo } = order;
  const household = await needHousehold(db, order, find);
  const pin = newPin();
  // Costly on purpose, so not while a transaction waits for it.
  const pinHash = await hashPassword(pin);
  const said = { actor, action: 'card.issue', countyCode, input: { householdNo } };
  const issued = await act(db, said, async (tx) => {
    let cardNo: number | undefined;
    while (cardNo === undefined) {
      const code = withCheckDigit(randomDigits(9));
      cardNo = await insertCard(tx, order, { code, pinHash, day: today(), by: actor });
    }
    await deleteCardSessions(tx, order);
    const [card] = await listCards(tx, order);
    return { result: { card: card!, pinHash }, summary: { household_no: householdNo, card_no: cardNo } };
  });
  // A request that is sent again gets the card it made, whose PIN nobody knows any more.
  if (issued.pinHash !== pinHash) throw fail('card.told', { household: householdNo });
  return { card: issued.card, pin, household };
}

/** Ends a household's card without a new one, for a lost one. Fails with `card.household`, `card.none`. */
export async function endCard(
  db: Db,
  order: Order & { readonly reason: string },
  find: Find<unknown>,
): Promise<CardRow[]> {
  const { actor, countyCode, householdNo, reason } = order;
  await needHousehold(db, order, find);
  return act(db, { actor, action: 'card.end', countyCode, input: { householdNo } }, async (tx) => {
    const [card] = await listCards(tx, order);
    if (!card || card.is_ended) throw fail('card.none', { household: householdNo });
    await insertCardEnd(tx, order, card.card_no, { reason, by: actor });
    await deleteCardSessions(tx, order);
    return {
      result: await listCards(tx, order),
      summary: { household_no: householdNo, card_no: card.card_no },
    };
  });
}

/** The cards a household has had, the latest first. Fails with `card.household`. */
export async function cardsOf(db: Db, order: Order, find: Find<unknown>): Promise<CardRow[]> {
  await needHousehold(db, order, find);
  const { actor: viewer, countyCode } = order;
  return see(db, { viewer, action: 'card.list', countyCode }, (tx) => listCards(tx, order));
}

/** Cards are nobody's rows: whose household it is, row-level security of the register says. */
async function needHousehold<Household>(
  db: Db,
  { actor, countyCode, householdNo }: Order,
  find: Find<Household>,
): Promise<Household> {
  const household = await see(db, { viewer: actor, action: 'card.household', countyCode }, find);
  if (household === undefined) throw fail('card.household', { county: countyCode, household: householdNo });
  return household;
}

const randomDigits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

function newPin(): string {
  for (;;) {
    const pin = randomDigits(6);
    if (!isGuessable(pin)) return pin;
  }
}

export interface CardCredentials {
  readonly code: string;
  readonly pin: string;
  readonly from: string;
  readonly at: Date;
}

/**
 * Opens a session of a household. A wrong code, a wrong PIN and an ended card get the same answer in the same time;
 * after three wrong PINs each further one makes the wait longer.
 *
 * Fails with `card.code`, `card.pin` (nothing was tried), `card.locked`, `card.refused`.
 */
export async function signInWithCard(
  db: Db,
  credentials: CardCredentials,
): Promise<{ readonly token: string; readonly session: Session }> {
  const [code, pin] = [plainDigits(credentials.code), plainDigits(credentials.pin)];
  if (!isCode(code)) throw fail('card.code');
  if (!isPin(pin)) throw fail('card.pin');
  const at = credentials.at.getTime();
  const { card, codeHash, failed } = await db.transaction().execute((tx) => beginAttempt(tx, code, at));
  const isRight = await isPassword(pin, card?.pin_hash ?? NO_PASSWORD);
  if (!card || !isRight || card.is_ended) {
    const actor = card ? holderName(card.county_code, card.household_no) : 'unknown';
    await db.transaction().execute((tx) => note(tx, { actor, action: 'session.refuse', summary: {} }));
    throw refusalAfter([...failed, at], at);
  }
  const token = `${CARD_TOKEN}${newToken()}`;
  const until = at + CARD_LONGEST_MS;
  return db.transaction().execute(async (tx) => {
    await deleteCardAttempts(tx, codeHash);
    await insertCardSession(tx, card, { tokenHash: hashToken(token), from: credentials.from, at, until });
    const actor = holderName(card.county_code, card.household_no);
    await note(tx, { actor, action: 'session.open', summary: { card_no: card.card_no } });
    const { name, person, roles } = (await findHolder(tx, actor))!;
    return { token, session: { name, person, roles, until: new Date(until) } };
  });
}

/** An attempt counts as failed before the PIN is looked at, so that many at once are no more than many one after another. */
async function beginAttempt(tx: Tx, code: string, at: number) {
  const codeHash = await hashName(tx, `card/${code}`);
  const failed = await cardFailures(tx, codeHash, at);
  if (waitSeconds(failed, at) > 0) throw refusalAfter(failed, at);
  await insertCardAttempt(tx, codeHash, at);
  return { codeHash, failed, card: await findCardByCode(tx, code) };
}

function refusalAfter(failed: readonly number[], at: number) {
  const seconds = waitSeconds(failed, at);
  if (seconds === 0) return fail('card.refused', { left: FREE_TRIES - failed.length });
  const { zh, en } = waitWords(seconds);
  return fail('card.locked', { seconds, waitZh: zh, waitEn: en });
}

/** Tells a household's token from an account's, which is shorter. */
const CARD_TOKEN = 'household-';
export const isCardToken = (token: string): boolean => token.startsWith(CARD_TOKEN);

/** The household that is signed in with a token. */
export async function cardSessionOf(db: Db, token: string, now: Date): Promise<Session | undefined> {
  const [tokenHash, at] = [hashToken(token), now.getTime()];
  return db.transaction().execute(async (tx) => {
    const found = await findCardSession(tx, tokenHash);
    if (!found || !isLive(found, at, CARD_IDLE_MS)) return undefined;
    const holder = await findHolder(tx, holderName(found.countyCode, found.householdNo));
    if (!holder) return undefined;
    if (at - found.seenAt >= NOTED_MS) await noteCardUse(tx, tokenHash, at);
    const { name, person, roles } = holder;
    return { name, person, roles, until: new Date(found.endsAt) };
  });
}

export async function signOutCard(db: Db, token: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const holder = await deleteCardSession(tx, hashToken(token));
    if (!holder) return;
    const actor = holderName(holder.countyCode, holder.householdNo);
    await note(tx, { actor, action: 'session.close', summary: {} });
  });
}
