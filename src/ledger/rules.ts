import { isSamePerson, type PlainDate } from '../kernel/index.ts';
import { formatAmount, inWords } from './amounts.ts';
import { type AccountKey, type ChartCode, chartCodeOf, codeOf, growsOnDebit, isGuarded } from './chart.ts';
import { fail } from './errors.ts';
import { findKind, type Kind } from './kinds.ts';
import type {
  Authorisation,
  AuthorisationOrder,
  AuthorisationStatus,
  AuthorisationStep,
  Entry,
  Posting,
  PostingOrder,
} from './model.ts';
import { assetOf, isEscrowReference } from './model.ts';

/** What may be posted, decided on plain values. Everything here throws the failures of `errors.ts`, in their order. */

/** Ten trillion yuan: far above a county's budget, so that no sum of postings leaves a bigint column. */
const MOST = 10n ** 15n;

export function assertSoundOrder(order: PostingOrder): void {
  const kind = getKind(order.kind);
  assertReference('source', order.source);
  assertText('actor', order.actor);
  assertAmount(order.amount, order.kind);
  assertFits(order.debit, 'debit', order.kind, kind.debit);
  assertFits(order.credit, 'credit', order.kind, kind.credit);
  if (order.debit === order.credit) throw unfit(order.credit, 'credit', order.kind, kind.credit);
  if (kind.needs !== 'none' && order.authorisationNo === undefined)
    throw fail('ledger.authorisation_missing', { kind: order.kind, source: order.source });
}

export function assertSoundAuthorisation(order: AuthorisationOrder): void {
  const { payer, payee, validFrom, validTo } = order;
  const kind = getKind(order.kind);
  if (kind.needs === 'none') throw fail('ledger.kind_needs_none', { kind: order.kind });
  assertReference('decision', order.decision);
  assertText('actor', order.actor);
  assertAmount(order.limit, order.kind);
  assertFits(payer, 'credit', order.kind, kind.credit);
  if (payee !== undefined) assertFits(payee, 'debit', order.kind, kind.debit);
  if (kind.needs === 'case' && payee === undefined) throw fail('ledger.payee_needed', { kind: order.kind });
  if (validFrom > validTo) throw fail('ledger.authorisation_days', { from: validFrom, to: validTo });
}

function getKind(name: string): Kind {
  const kind = findKind(name);
  if (!kind) throw fail('ledger.kind_unknown', { kind: name });
  return kind;
}

const CONTROL = /\p{Cc}/u;
const TEXT_LENGTH_MAX = 200;
const REFERENCE = /^[^\s/].*\/.*[^\s/]$/;

export function assertText(field: string, value: string): void {
  if (value.trim() === '' || value.length > TEXT_LENGTH_MAX || CONTROL.test(value))
    throw fail('ledger.text', { field, value: value.slice(0, 40).replace(/\p{Cc}/gu, ' ') });
}

export function assertReference(field: string, value: string): void {
  assertText(field, value);
  if (!REFERENCE.test(value)) throw fail('ledger.text', { field, value });
}

function assertAmount(amount: bigint, kind: string): void {
  if (amount > 0n && amount <= MOST) return;
  const asset = assetOf(`${findKind(kind)!.debit[0]!}:`);
  throw fail('ledger.amount', {
    kind,
    amount: formatAmount(amount, asset),
    most: formatAmount(MOST, asset),
  });
}

type Side = 'debit' | 'credit';

function assertFits(account: string, side: Side, kind: string, expected: readonly ChartCode[]): void {
  const code = chartCodeOf(account);
  if (!code || !expected.includes(code)) throw unfit(account, side, kind, expected);
}

const unfit = (account: string, side: Side, kind: string, expected: readonly ChartCode[]) =>
  fail('ledger.account_unfit', {
    account: account.slice(0, 60),
    kind,
    sideZh: side === 'debit' ? '收方（借方）' : '付方（贷方）',
    sideEn: side === 'debit' ? 'receiver (debit)' : 'giver (credit)',
    expected: expected.join(', '),
  });

/**
 * What may stand in the ledger once only, and so recognises an order that comes again: the reversal of a posting, or
 * a source in a kind, and again as the reissue of a posting.
 */
const purposeOf = ({ countyCode, kind, source, reissueOf, reversalOf }: Entry): string =>
  reversalOf === undefined
    ? `${countyCode} ${kind} ${reissueOf ?? ''} ${source}`
    : `${countyCode} ${reversalOf}`;

const CONTENT = ['debit', 'credit', 'amount', 'day', 'source', 'authorisationNo'] as const;

/**
 * Tells the entries that are not in the ledger yet from those that come again. Throws `ledger.source_taken` or `ledger.reversed_already` for one whose
 * purpose was served with other content, or was reversed since: that takes a reissue.
 */
export function sift(entries: readonly Entry[], known: readonly Posting[]): Sifted {
  const served = new Map<string, Entry & Partial<Posting>>();
  for (const posting of known) served.set(purposeOf(posting), posting);
  const fresh: Entry[] = [];
  const repeats = new Map<Entry, Entry & Partial<Posting>>();
  for (const entry of entries) {
    const purpose = purposeOf(entry);
    const earlier = served.get(purpose);
    if (earlier) {
      assertSame(earlier, entry);
      repeats.set(entry, earlier);
    } else {
      served.set(purpose, entry);
      fresh.push(entry);
    }
  }
  return { fresh, repeats };
}

export interface Sifted {
  readonly fresh: readonly Entry[];
  /** Orders that come again, each with the posting, or with the first of its kind in the batch. */
  readonly repeats: ReadonlyMap<Entry, Entry & Partial<Posting>>;
}

function assertSame(earlier: Entry & Partial<Posting>, entry: Entry): void {
  const isSame = CONTENT.every((field) => earlier[field] === entry[field]);
  if (isSame && earlier.reversedBy === undefined) return;
  const { source, kind, reversalOf } = entry;
  throw reversalOf === undefined
    ? fail('ledger.source_taken', { source, kind, posting: String(earlier.postingNo ?? '–') })
    : fail('ledger.reversed_already', { posting: String(reversalOf) });
}

/** A reissue repeats a posting that was taken back. */
export function assertReissues(entries: readonly Entry[], originals: ReadonlyMap<bigint, Posting>): void {
  for (const { reissueOf, kind, source } of entries) {
    if (reissueOf === undefined) continue;
    const original = originals.get(reissueOf);
    const fits = original?.reversedBy !== undefined && original.kind === kind && original.source === source;
    if (!fits) throw fail('ledger.reissue_unfit', { source, posting: String(reissueOf) });
  }
}

/** The status that the steps taken so far give: every suspension needs its own resumption, a revocation is final. */
export function statusOf(steps: readonly Step[]): AuthorisationStatus {
  if (steps.some(({ step }) => step === 'revoked')) return 'revoked';
  return openSuspensions(steps).length > 0 ? 'suspended' : 'granted';
}

type Step = Pick<AuthorisationStep, 'step' | 'because'>;

export function openSuspensions(steps: readonly Step[]): string[] {
  const open = new Set<string>();
  for (const { step, because } of steps)
    switch (step) {
      case 'suspended':
        open.add(because);
        break;
      case 'resumed':
        open.delete(because);
        break;
      case 'revoked':
        break;
    }
  return [...open];
}

/** Each entry against its authorisation, and all of them together against what is left. */
export function assertAuthorised(
  entries: readonly Entry[],
  authorisations: ReadonlyMap<bigint, Authorisation>,
): void {
  const left = new Map([...authorisations].map(([no, authorisation]) => [no, authorisation.left]));
  for (const entry of entries) {
    if (entry.authorisationNo === undefined || entry.reversalOf !== undefined) continue;
    const no = entry.authorisationNo;
    const authorisation = authorisations.get(no);
    if (!authorisation)
      throw fail('ledger.authorisation_unknown', { county: entry.countyCode, no: String(no) });
    assertCovers(authorisation, entry);
    const rest = left.get(no)! - entry.amount;
    if (rest < 0n)
      throw fail('ledger.authorisation_exhausted', {
        no: String(no),
        ...inWords('left', left.get(no)!, assetOf(entry.debit)),
        ...inWords('amount', entry.amount, assetOf(entry.debit)),
      });
    left.set(no, rest);
  }
}

function assertCovers(authorisation: Authorisation, { kind, debit, credit, day, actor }: Entry): void {
  const { payer, payee, validFrom, validTo, apart = [], status, steps } = authorisation;
  const no = String(authorisation.authorisationNo);
  if (authorisation.kind !== kind)
    throw fail('ledger.authorisation_other_kind', { no, authorised: authorisation.kind, kind });
  if (payer !== credit)
    throw fail('ledger.authorisation_other_payer', { no, authorised: payer, payer: credit });
  if (payee !== undefined && payee !== debit)
    throw fail('ledger.authorisation_other_payee', { no, authorised: payee, payee: debit });
  if (day < validFrom) throw fail('ledger.authorisation_not_yet', { no, from: validFrom, day });
  if (day > validTo) throw fail('ledger.authorisation_expired', { no, to: validTo, day });
  if (status === 'revoked') throw fail('ledger.authorisation_revoked', { no });
  if (status === 'suspended')
    throw fail('ledger.authorisation_suspended', { no, because: openSuspensions(steps).join(', ') });
  if (apart.some((name) => isSamePerson(name, actor)))
    throw fail('ledger.authorisation_apart', { no, actor });
  if (cosignersOf(steps).some((name) => isSamePerson(name, actor)))
    throw fail('ledger.escrow_poster', { no, actor });
}

/** Who co-signed for an escrow. */
const cosignersOf = (steps: readonly AuthorisationStep[]): string[] =>
  steps
    .filter(({ step, because }) => step === 'resumed' && isEscrowReference(because))
    .map(({ actor }) => actor);

/** What a batch does to one account that may not be overdrawn. */
export interface Moves {
  /** Sum of each day, on the side that makes the account grow. */
  readonly days: Map<PlainDate, bigint>;
  total: bigint;
  lastDay: PlainDate;
}

export function movesOf(entries: readonly Entry[]): Map<AccountKey, Moves> {
  const all = new Map<AccountKey, Moves>();
  for (const { debit, credit, amount, day } of entries)
    for (const [account, debited] of [
      [debit, amount],
      [credit, -amount],
    ] as const) {
      const code = codeOf(account);
      if (!isGuarded(code)) continue;
      const change = growsOnDebit(code) ? debited : -debited;
      const moves = all.get(account) ?? { days: new Map(), total: 0n, lastDay: day };
      moves.days.set(day, (moves.days.get(day) ?? 0n) + change);
      moves.total += change;
      if (day > moves.lastDay) moves.lastDay = day;
      all.set(account, moves);
    }
  return all;
}

/** An account as it stands: nothing before its first posting. */
export interface Standing {
  readonly amount: bigint;
  readonly lastDay?: PlainDate;
}

/**
 * The first day from which an account's days must be looked at: something leaves on a day after which other
 * postings stand already. Undefined when the balance alone decides.
 */
export function backdatedFrom({ days, lastDay }: Moves, standing: Standing): PlainDate | undefined {
  const leaving = [...days].filter(([, change]) => change < 0n).map(([day]) => day);
  if (leaving.length === 0) return undefined;
  const first = leaving.reduce((a, b) => (a < b ? a : b));
  return first < lastDay || (standing.lastDay !== undefined && first < standing.lastDay) ? first : undefined;
}

/**
 * Throws `ledger.overdrawn` when the account would be below 0 at the end of any day. `since` holds what was posted
 * on and after `backdatedFrom`, by day, and is empty where the balance alone decides.
 */
export function assertNotOverdrawn(
  account: AccountKey,
  moves: Moves,
  standing: Standing,
  since: ReadonlyMap<PlainDate, bigint>,
): void {
  let held = [...since.values()].reduce((rest, change) => rest - change, standing.amount);
  let moved = 0n;
  const days = [...new Set([...since.keys(), ...moves.days.keys()])].sort();
  for (const day of days) {
    held += since.get(day) ?? 0n;
    moved += moves.days.get(day) ?? 0n;
    if (held + moved >= 0n) continue;
    const asset = assetOf(account);
    const words = { ...inWords('available', held, asset), ...inWords('amount', -moved, asset) };
    throw fail('ledger.overdrawn', { account, day, ...words });
  }
}

/** A suspension for an escrow ends by the agent's co-signature alone. */
export function assertNotEscrow(because: string): void {
  if (isEscrowReference(because)) throw fail('ledger.escrow_because', { because });
}

/** Which posting may be taken back, and on which day. */
export function assertReversible(posting: Posting, day: PlainDate): void {
  const no = String(posting.postingNo);
  if (posting.reversalOf !== undefined) throw fail('ledger.reversal_of_reversal', { posting: no });
  if (day < posting.day) throw fail('ledger.reversal_too_early', { posting: no, day: posting.day });
}
