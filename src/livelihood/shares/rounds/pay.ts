import { see } from '../../../access/index.ts';
import { formatYuan, isSamePerson, type PlainDate } from '../../../kernel/index.ts';
import { type Follow, listObjections, needConfirmed, subjectDecision } from '../../../governance/index.ts';
import {
  accountKey,
  type AccountKey,
  authorise,
  cosign,
  getAuthorisation,
  isEscrowReference,
  listPostings,
  openSuspensions,
  post,
  postAll,
  type Posting,
  type PostingKind,
  type PostingOrder,
  type Reference,
  resume,
  reverseAll,
  revoke,
  suspend,
} from '../../../ledger/index.ts';
import { type Db, type Progress, silentProgress, type Tx } from '../../../platform/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { charterOf } from '../charter.ts';
import { fail } from '../errors.ts';
import { type CharterOn, enact, getBook, lastDayToPay } from '../store.ts';
import { addStep } from './actions.ts';
import { type RoundState, statesOf, SUBJECT_MODULE, subjectOf } from './status.ts';
import { getRound, linesOfRound, listRounds, type RoundRow } from './store.ts';

/** From a confirmed decision to the households' money, and all of it back. */

export interface RoundOrder extends CountyOrder {
  readonly roundNo: number;
  readonly on: PlainDate;
  readonly today: PlainDate;
  readonly charterOn: CharterOn;
}

const decisionOf = (roundNo: number): Reference => `shares/round/${roundNo}`;
const reserveOf = ({ entity_no }: RoundRow): AccountKey => accountKey('reserve', String(entity_no));

/** Money moves with the owner's rights, so that whose round it is is asked before, with the actor's own. */
const lookFirst = (db: Db, { actor, countyCode, roundNo }: RoundOrder): Promise<unknown> =>
  see(db, { viewer: actor, action: 'see.shares', countyCode }, (tx) => getRound(tx, countyCode, roundNo));

/** The kind of posting a round's charter pays by. */
async function kindOf(tx: Tx, { countyCode, charterOn }: RoundOrder, round: RoundRow): Promise<PostingKind> {
  const book = await getBook(tx, countyCode, round.entity_no, round.day);
  return charterOf(charterOn(book.charter_id, round.day)).posting;
}

/**
 * Records in the ledger what a confirmed round allows: the households' money, and what reserve and welfare keep.
 *
 * Fails with `round.unknown`, `round.ended`, `round.ownRound`, as `needConfirmed` of governance does, and as `authorise` of the ledger.
 */
export async function authoriseRound(db: Db, order: RoundOrder): Promise<RoundState> {
  const { charterOn: _, ...said } = order;
  await lookFirst(db, order);
  return enact(db, said, 'round.authorise', async (tx, actor) => {
    const { countyCode, roundNo, on, today } = order;
    const round = await getRound(tx, countyCode, roundNo);
    assertOpen(round);
    if (isSamePerson(round.recorded_by, actor)) throw fail('round.ownRound', { actor });
    await needConfirmed(tx, countyCode, subjectOf(roundNo), today);
    if (!round.steps.some(({ step }) => step === 'authorised')) {
      const payer = round.purse as AccountKey;
      const common = {
        countyCode,
        decision: decisionOf(roundNo),
        payer,
        validFrom: on,
        validTo: lastDayToPay(on),
        apart: [round.recorded_by],
        actor,
      };
      const kind = await kindOf(tx, order, round);
      const { paid_fen: paid, kept_fen: kept } = round;
      const own = paid > 0n ? await authorise(tx, { ...common, kind, limit: paid }) : undefined;
      const keep =
        kept > 0n
          ? await authorise(tx, {
              ...common,
              kind: 'collective_transfer',
              payee: reserveOf(round),
              limit: kept,
            })
          : undefined;
      await addStep(tx, countyCode, round, {
        step: 'authorised',
        day: on,
        authorisation_no: own?.authorisationNo ?? null,
        reserve_authorisation_no: keep?.authorisationNo ?? null,
        recorded_by: actor,
      });
    }
    return {
      result: await stateOf(tx, order),
      summary: { round_no: roundNo, paid_yuan: formatYuan(round.paid_fen) },
    };
  });
}

function assertOpen({ round_no, steps }: RoundRow): void {
  const ended = steps.find(({ step }) => step === 'reversed' || step === 'withdrawn');
  if (ended) throw fail('round.ended', { round: round_no, step: ended.step });
}

async function stateOf(tx: Tx, { countyCode, roundNo, today }: RoundOrder): Promise<RoundState> {
  const [state] = await statesOf(tx, countyCode, await listRounds(tx, countyCode, { roundNo }), today);
  return state!;
}

/**
 * The agent of a purse under escrow co-signs what a round may pay (domain.md M11, F32); without escrow nothing waits for it.
 *
 * Fails with `round.unknown`, `round.ended`, `round.notAuthorised`, and as `cosign` of the ledger does.
 */
export async function cosignRound(db: Db, order: RoundOrder): Promise<RoundState> {
  const { charterOn: _, ...said } = order;
  await lookFirst(db, order);
  return enact(db, said, 'round.cosign', async (tx, actor) => {
    const { countyCode, roundNo } = order;
    const round = await getRound(tx, countyCode, roundNo);
    assertOpen(round);
    if (!round.steps.some(({ step }) => step === 'authorised'))
      throw fail('round.notAuthorised', { round: roundNo });
    for (const authorisationNo of authorisationsOf(round)) {
      const { steps } = await getAuthorisation(tx, countyCode, authorisationNo);
      if (openSuspensions(steps).some(isEscrowReference))
        await cosign(tx, { countyCode, authorisationNo, actor });
    }
    return { result: await stateOf(tx, order), summary: { round_no: roundNo } };
  });
}

export interface PayOrder extends RoundOrder {
  readonly progress?: Progress;
}

/** Postings of one statement; between two of them the page is told how far it has come. */
const CHUNK = 10_000;

/**
 * Pays a round: every household's line that has something is one posting, what is kept another; all in one transaction, so
 * that a round is paid whole or not at all. Ended on the way (a killed process), nothing stands, and paying again pays. Lines
 * already paid are left; what the bank returned since is paid again.
 *
 * Fails with `round.unknown`, `round.ended`, `round.notAuthorised`, and as the ledger refuses a posting.
 */
export async function payRound(db: Db, order: PayOrder): Promise<RoundState> {
  const { progress = silentProgress('', ''), charterOn: _, ...said } = order;
  await lookFirst(db, order);
  return enact(db, said, 'round.pay', async (tx, actor) => {
    const { countyCode, roundNo, on, today } = order;
    if (on > today) throw fail('round.future', { day: on, today });
    const round = await getRound(tx, countyCode, roundNo);
    assertOpen(round);
    const authorised = round.steps.findLast(({ step }) => step === 'authorised');
    if (!authorised) throw fail('round.notAuthorised', { round: roundNo });
    const orders = await dueOrders(tx, order, round, BigInt(authorised.authorisation_no ?? 0), actor);
    for (let start = 0; start < orders.length; start += CHUNK) {
      await postAll(tx, orders.slice(start, start + CHUNK));
      progress.update(Math.min(start + CHUNK, orders.length), orders.length);
    }
    if (round.kept_fen > 0n)
      await postKept(tx, order, round, BigInt(authorised.reserve_authorisation_no!), actor);
    if (!round.steps.some(({ step }) => step === 'paid'))
      await addStep(tx, countyCode, round, { step: 'paid', day: on, recorded_by: actor });
    return {
      result: await stateOf(tx, order),
      summary: { round_no: roundNo, postings: orders.length, paid_yuan: formatYuan(round.paid_fen) },
    };
  });
}

/** The postings a round still lacks. */
async function dueOrders(
  tx: Tx,
  order: RoundOrder,
  round: RoundRow,
  authorisationNo: bigint,
  actor: string,
): Promise<PostingOrder[]> {
  const { countyCode, roundNo, on } = order;
  const kind = await kindOf(tx, order, round);
  const standing = new Map<string, Posting>();
  if (round.steps.some(({ step }) => step === 'paid'))
    for (const posting of await listPostings(tx, countyCode, { authorisationNo }))
      if (posting.reversalOf === undefined) standing.set(posting.source, posting);
  return (await linesOfRound(tx, countyCode, roundNo)).flatMap((line) => {
    if (line.holder_kind !== 'household' || line.dividend_fen === 0n) return [];
    const source: Reference = `shares/round/${roundNo}/${line.line_no}`;
    const earlier = standing.get(source);
    if (earlier && earlier.reversedBy === undefined) return [];
    return [
      {
        countyCode,
        kind,
        debit: accountKey('household', line.holder_ref),
        credit: round.purse as AccountKey,
        amount: line.dividend_fen,
        day: on,
        source,
        authorisationNo,
        ...(earlier && { reissueOf: earlier.postingNo }),
        actor,
      },
    ];
  });
}

async function postKept(
  tx: Tx,
  { countyCode, roundNo, on }: RoundOrder,
  round: RoundRow,
  authorisationNo: bigint,
  actor: string,
): Promise<void> {
  const source: Reference = `shares/round/${roundNo}/reserve`;
  const [earlier] = await listPostings(tx, countyCode, { source });
  if (earlier) return;
  await post(tx, {
    countyCode,
    kind: 'collective_transfer',
    debit: reserveOf(round),
    credit: round.purse as AccountKey,
    amount: round.kept_fen,
    day: on,
    source,
    authorisationNo,
    actor,
  });
}

export interface ReverseOrder extends RoundOrder {
  readonly reason: string;
}

/**
 * Takes a paid round back as a whole: every posting that stands is reversed, all or none, and the authorisation ends.
 *
 * Fails with `round.unknown`, `round.ended`, `round.notPaid`, `round.ownRound`, and as the ledger refuses a reversal.
 */
export async function reverseRound(db: Db, order: ReverseOrder): Promise<RoundState> {
  const { charterOn: _, ...said } = order;
  await lookFirst(db, order);
  return enact(db, said, 'round.reverse', async (tx, actor) => {
    const { countyCode, roundNo, on, reason } = order;
    const round = await getRound(tx, countyCode, roundNo);
    assertOpen(round);
    const paid = round.steps.find(({ step }) => step === 'paid');
    if (!paid) throw fail('round.notPaid', { round: roundNo });
    if (isSamePerson(paid.recorded_by, actor)) throw fail('round.ownRound', { actor });
    const authorisationNos = authorisationsOf(round);
    const standing: Posting[] = [];
    for (const authorisationNo of authorisationNos)
      for (const posting of await listPostings(tx, countyCode, { authorisationNo }))
        if (posting.reversalOf === undefined && posting.reversedBy === undefined) standing.push(posting);
    await reverseAll(
      tx,
      standing.map(({ postingNo }) => ({
        countyCode,
        postingNo,
        day: on,
        source: `${decisionOf(roundNo)}/reversal`,
        actor,
      })),
    );
    await revoke(tx, { countyCode, authorisationNos, because: `${decisionOf(roundNo)}/reversal`, actor });
    await addStep(tx, countyCode, round, { step: 'reversed', day: on, reason, recorded_by: actor });
    return { result: await stateOf(tx, order), summary: { round_no: roundNo, postings: standing.length } };
  });
}

const authorisationsOf = ({ steps }: RoundRow): bigint[] =>
  steps.flatMap(({ authorisation_no, reserve_authorisation_no }) =>
    [authorisation_no, reserve_authorisation_no].flatMap((no) => (no === null ? [] : [BigInt(no)])),
  );

/**
 * What follows for a round's authorisations when the meeting decides anew, or an objection comes or is answered: suspended
 * while an objection is open, resumed when it is answered, revoked once the decision they rest on does not hold any more.
 */
export const roundFollowerIn =
  (countyCode: string, today: PlainDate): Follow =>
  async (tx, { subject, because, actor }) => {
    const roundNo =
      subject.module === SUBJECT_MODULE && /^\d{1,9}$/.test(subject.id) ? Number(subject.id) : 0;
    const [round] = roundNo === 0 ? [] : await listRounds(tx, countyCode, { roundNo });
    const authorisationNos = round ? authorisationsOf(round) : [];
    if (authorisationNos.length === 0) return;
    const decision = await subjectDecision(tx, countyCode, subject, today);
    const by = { countyCode, actor, authorisationNos };
    for (const { objection_no: no } of await listObjections(tx, countyCode, [subject])) {
      const step = decision.openObjections.includes(no) ? suspend : resume;
      await step(tx, { ...by, because: `governance/objection/${no}` });
    }
    if (decision.outcome !== 'approved') await revoke(tx, { ...by, because });
  };
