import { findFen, findPlainDate, formatYuan, type PlainDate } from '../../../kernel/index.ts';
import type { RejectedCell } from '../../../registry/index.ts';
import type {
  AnswerColumn,
  AnswerRow,
  ListColumn,
  ListStatus,
  OutcomeStatus,
  PaymentLine,
  PaymentList,
} from './model.ts';
import { OUTCOME_NAMES } from './model.ts';

/** What a list says, and which answers of the bank are taken; decided on plain values. */

/** The cells of a line as the bank gets them. The purpose names nothing about the household. */
export const cellsOf = (line: PaymentLine, policyYear: number): Record<ListColumn, string> => ({
  list_no: String(line.list_no),
  line_no: String(line.line_no),
  household_no: line.household_no,
  payee: line.payee,
  account: line.account,
  amount_yuan: formatYuan(line.amount_fen),
  purpose: `防贫保险金 ${policyYear}/${line.authorisation_no}`,
});

export function statusOf({ step, line_count, paid, failed, bounced }: PaymentList): ListStatus {
  if (step !== 'released') return step ?? 'made';
  return paid + failed + bounced === line_count ? 'settled' : 'released';
}

export interface NewOutcome {
  readonly line: PaymentLine;
  readonly status: OutcomeStatus;
  readonly day: PlainDate;
  readonly reason: string;
}

export interface JudgedAnswer {
  readonly news: readonly NewOutcome[];
  readonly unchanged: number;
  readonly rejects: readonly RejectedCell[];
}

export interface AnswerContext {
  readonly list: Pick<PaymentList, 'list_no' | 'policy_year'> & { readonly releasedOn: PlainDate };
  readonly lines: readonly PaymentLine[];
  /** Why the ledger would not post under an authorisation: suspended, revoked, expired on a day. */
  readonly obstacle: (line: PaymentLine, day: PlainDate) => string | undefined;
  readonly today: PlainDate;
}

/**
 * Compares the bank's answer with the list and with what was taken in before. A row that says what is known already is
 * unchanged; any row that cannot be is refused with its column and reason. The rows count in any order.
 */
export function judgeAnswer(rows: readonly AnswerRow[], context: AnswerContext): JudgedAnswer {
  const byNo = new Map(context.lines.map((line) => [String(line.line_no), line]));
  const inFile = Map.groupBy(rows, ({ cells }) => cells.line_no ?? '');
  const news: NewOutcome[] = [];
  const rejects: RejectedCell[] = [];
  let unchanged = 0;
  for (const [lineNo, same] of inFile) {
    const [first] = same;
    const verdict = judgeRow(first!, byNo.get(lineNo), context);
    const differing = same.filter((row) => !saysTheSame(row, first!));
    for (const row of differing.length > 0 ? same : [])
      rejects.push(
        refused(row, 'line_no', `stands in this file with different content on lines ${linesOf(same, row)}`),
      );
    if (differing.length > 0) continue;
    unchanged += same.length - 1;
    if (verdict === 'unchanged') unchanged += 1;
    else if ('status' in verdict) news.push(verdict);
    else rejects.push(verdict);
  }
  return { news, unchanged, rejects: rejects.sort((a, b) => a.line - b.line) };
}

const saysTheSame = (a: AnswerRow, b: AnswerRow): boolean =>
  [...new Set([...Object.keys(a.cells), ...Object.keys(b.cells)])].every(
    (name) => a.cells[name as AnswerColumn] === b.cells[name as AnswerColumn],
  );

const linesOf = (rows: readonly AnswerRow[], except: AnswerRow): string =>
  rows
    .filter((row) => row !== except)
    .map(({ line }) => line)
    .join(', ');

const refused = ({ line, cells }: AnswerRow, column: AnswerColumn, reason: string): RejectedCell => ({
  line,
  column,
  // An account number is never repeated.
  value: column === 'account' ? '' : (cells[column] ?? ''),
  reason,
});

function judgeRow(
  row: AnswerRow,
  line: PaymentLine | undefined,
  context: AnswerContext,
): NewOutcome | 'unchanged' | RejectedCell {
  const { list } = context;
  const { list_no, line_no, reason = '', ...cells } = row.cells;
  if (list_no !== String(list.list_no))
    return refused(row, 'list_no', `this answer is for list ${list.list_no}`);
  if (!line) return refused(row, 'line_no', `list ${list_no} has no line ${line_no}`);
  const changed = findChange(row, line, list.policy_year);
  if (changed) return changed;
  const status = findStatus(cells.status ?? '');
  if (!status) return refused(row, 'status', `is not one of ${Object.keys(OUTCOME_NAMES).join(', ')}`);
  const day = findPlainDate(cells.day ?? '');
  if (!day) return refused(row, 'day', 'is not a day written as 2017-12-31');
  const outcome = { line, status, day, reason: status === 'paid' ? '' : reason };
  if (line.outcomes.some((one) => isKnown(one, outcome))) return 'unchanged';
  const impossible = findImpossible(outcome, context);
  return impossible ? refused(row, ...impossible) : outcome;
}

/** A cell that a spreadsheet would have run as a formula went out with an apostrophe. */
const isAsWritten = (cell: string, written: string): boolean =>
  cell === written.trim() || cell === `'${written}`.trim();

/** Whatever the answer repeats of the list must be what the list says. */
function findChange(row: AnswerRow, line: PaymentLine, policyYear: number): RejectedCell | undefined {
  const written = cellsOf(line, policyYear);
  const amount = findFen(row.cells.amount_yuan ?? '');
  if (amount !== line.amount_fen)
    return refused(row, 'amount_yuan', `the list pays ${written.amount_yuan} on this line`);
  for (const name of ['household_no', 'payee', 'account', 'purpose'] as const) {
    const cell = row.cells[name];
    if (cell !== undefined && !isAsWritten(cell, written[name]))
      return refused(row, name, 'is not what the list says on this line');
  }
  return undefined;
}

const findStatus = (text: string): OutcomeStatus | undefined =>
  (Object.keys(OUTCOME_NAMES) as OutcomeStatus[]).find(
    (status) => status === text || OUTCOME_NAMES[status].zh === text,
  );

type Said = Pick<NewOutcome, 'status' | 'day' | 'reason'>;

const isKnown = (known: Said, said: Said): boolean =>
  known.status === said.status && known.day === said.day && known.reason === said.reason;

/** Nothing → paid, failed or bounced; paid → bounced; failed and bounced end the line, another list tries again. */
function findImpossible(
  { line, status, day, reason }: NewOutcome,
  { list, obstacle, today }: AnswerContext,
): readonly [AnswerColumn, string] | undefined {
  const last = line.outcomes.at(-1);
  if (last && !(last.status === 'paid' && status === 'bounced'))
    return ['status', `the line was reported ${last.status} on ${last.day}`];
  if (status !== 'paid' && reason === '') return ['reason', `is blank; why was it ${status}?`];
  if (day > today) return ['day', 'lies in the future'];
  if (day < list.releasedOn) return ['day', `lies before the list was released (${list.releasedOn})`];
  if (last && day < last.day) return ['day', `lies before the payment (${last.day})`];
  // What is not in the books yet must be allowed to enter them; what is may always be taken back.
  const hindered = status === 'failed' || last ? undefined : obstacle(line, day);
  return hindered === undefined ? undefined : ['status', hindered];
}
