import { type PlainDate, plainDate } from '../../../kernel/index.ts';
import { accountKey, type PostingOrder, postAll, resume, reverseAll } from '../../../ledger/index.ts';
import { type Db, insertRows, type Tx } from '../../../platform/index.ts';
import type { CountyOrder, RejectedCell } from '../../../registry/index.ts';
import { poolOf } from '../pool/rules.ts';
import { enact } from '../store.ts';
import { authorisationsOf, obstacleOf, refuseInvolved, underWay } from './actions.ts';
import { fail } from './errors.ts';
import type { AnswerRow, OutcomeStatus, PaymentList } from './model.ts';
import { judgeAnswer, type NewOutcome, statusOf } from './rules.ts';
import { getPaymentList, lastPostings, linesOfList } from './store.ts';

export interface AnswerOrder extends CountyOrder {
  readonly listNo: number;
  readonly rows: readonly AnswerRow[];
  readonly today: PlainDate;
}

export interface AnswerReport extends Readonly<Record<OutcomeStatus, number>> {
  readonly list: PaymentList;
  readonly unchanged: number;
  /** When there are any, nothing was taken. */
  readonly rejects: readonly RejectedCell[];
}

/**
 * Takes in what the bank answered to a list, whole or not at all: paid lines are posted, bounced ones reversed, failed
 * and bounced ones wait for another list. An answer may cover some of the lines; the same one again changes nothing.
 *
 * Refused in this order: `payment.noRows`, `payment.listUnknown`, `payment.notReleased`, `payment.tookPart`,
 * `payment.ownHousehold`; then row by row, in `rejects`; then as the ledger refuses postings.
 */
export async function takeAnswer(db: Db, order: AnswerOrder): Promise<AnswerReport> {
  const { countyCode, listNo, rows, today } = order;
  return enact(db, order, 'payment.result', async (tx, actor) => {
    if (rows.length === 0) throw fail('payment.noRows');
    const list = await getPaymentList(tx, countyCode, listNo);
    if (list.step !== 'released') throw fail('payment.notReleased', { list: listNo, status: statusOf(list) });
    const lines = await linesOfList(tx, countyCode, listNo);
    const authorisations = await authorisationsOf(tx, countyCode, lines);
    await refuseInvolved(tx, countyCode, actor, [...authorisations.values()]);
    const { news, unchanged, rejects } = judgeAnswer(rows, {
      list: { ...list, releasedOn: plainDate(list.step_day!) },
      lines,
      obstacle: (line, day) => {
        const why = obstacleOf(line, authorisations.get(line.authorisation_no)!, day);
        return why && `authorisation ${line.authorisation_no} is ${why.en}`;
      },
      today,
    });
    const taken = rejects.length === 0 ? news : [];
    await record(tx, countyCode, list, taken, actor);
    const counts = countOf(taken);
    const result = { list: await getPaymentList(tx, countyCode, listNo), ...counts, unchanged, rejects };
    return { result, summary: { list_no: listNo, ...counts, unchanged, rejected: rejects.length } };
  });
}

const countOf = (news: readonly NewOutcome[]): Record<OutcomeStatus, number> => {
  const counts = { paid: 0, failed: 0, bounced: 0 };
  for (const { status } of news) counts[status] += 1;
  return counts;
};

/** Postings and outcomes are one transaction: a payment is never in the books and unmarked, or the other way round. */
async function record(
  tx: Tx,
  countyCode: string,
  list: PaymentList,
  news: readonly NewOutcome[],
  actor: string,
): Promise<void> {
  // What the bank has answered is under way no more.
  const authorisationNos = news.map(({ line }) => line.authorisation_no);
  await resume(tx, { countyCode, authorisationNos, because: underWay(list.list_no), actor });
  const payments = await postPayments(tx, countyCode, list, news, actor);
  const bounces = news.filter(({ status }) => status === 'bounced');
  const reversed = await reverseAll(
    tx,
    bounces.map((each) => ({
      countyCode,
      postingNo: payments.get(each) ?? each.line.outcomes.at(-1)!.posting_no!,
      day: each.day,
      source: `payout/bounce/${list.list_no}-${each.line.line_no}` as const,
      actor,
    })),
  );
  const reversals = new Map(bounces.map((each, i) => [each, reversed[i]!.postingNo]));
  await insertRows(
    tx,
    'payout.outcome',
    news.map((each) => ({
      county_code: countyCode,
      list_no: list.list_no,
      line_no: each.line.line_no,
      status: each.status,
      day: each.day,
      reason: each.reason,
      posting_no: reversals.get(each) ?? payments.get(each),
      recorded_by: actor,
    })),
  );
}

/** The postings of what left the pool: lines paid, and lines sent back before they were ever reported paid. */
async function postPayments(
  tx: Tx,
  countyCode: string,
  list: PaymentList,
  news: readonly NewOutcome[],
  actor: string,
): Promise<Map<NewOutcome, bigint>> {
  const left = news.filter(({ status, line }) => status !== 'failed' && line.outcomes.length === 0);
  const sourceOf = ({ line }: NewOutcome) => `payout/authorisation/${line.authorisation_no}` as const;
  const earlier = await lastPostings(tx, countyCode, left.map(sourceOf));
  const posted = await postAll(
    tx,
    left.map((each): PostingOrder => {
      const { line, day } = each;
      return {
        countyCode,
        kind: 'benefit',
        debit: accountKey('household', line.household_no),
        credit: poolOf(list.policy_year),
        amount: line.amount_fen,
        day,
        source: sourceOf(each),
        authorisationNo: line.authorisation_no,
        reissueOf: earlier.get(sourceOf(each)),
        actor,
      };
    }),
  );
  posted.forEach(({ isNew, postingNo }, i) => {
    if (!isNew) throw new Error(`Line ${left[i]!.line.line_no} was paid before, by posting ${postingNo}`);
  });
  return new Map(left.map((each, i) => [each, posted[i]!.postingNo]));
}
