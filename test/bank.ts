import { plainDate } from '../src/kernel/index.ts';
import type { AnswerRow, PaymentLine } from '../src/prevention/payout/index.ts';

export const DAY = plainDate('2017-11-06');
export const LATER = plainDate('2017-11-09');

/** What the bank says of a line. */
export const answer = (
  { list_no, line_no, amount_fen }: Pick<PaymentLine, 'list_no' | 'line_no' | 'amount_fen'>,
  status: string,
  more: AnswerRow['cells'] = {},
): AnswerRow => ({
  line: line_no + 1,
  cells: {
    list_no: String(list_no),
    line_no: String(line_no),
    amount_yuan: `${amount_fen / 100n}.${String(amount_fen % 100n).padStart(2, '0')}`,
    status,
    day: status === 'bounced' ? LATER : DAY,
    reason: status === 'paid' ? '' : 'account closed',
    ...more,
  },
});
