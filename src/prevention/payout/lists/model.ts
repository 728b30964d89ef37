import type { PlainDate } from '../../../kernel/index.ts';

/** Columns of a payment list; the bank's answer has the same and `ANSWER_COLUMNS`. Headers in both languages. */
export const LIST_COLUMNS = [
  { name: 'list_no', headers: ['清单编号', '批次号'] },
  { name: 'line_no', headers: ['行号', '序号'] },
  { name: 'household_no', headers: ['户编号'] },
  { name: 'payee', headers: ['收款人', '户名'] },
  { name: 'account', headers: ['账号', '卡号'] },
  { name: 'amount_yuan', headers: ['金额', '金额元'] },
  { name: 'purpose', headers: ['用途', '摘要'] },
] as const;

export const ANSWER_COLUMNS = [
  { name: 'status', headers: ['状态', '结果'] },
  { name: 'reason', headers: ['原因', '失败原因'] },
  { name: 'day', headers: ['日期', '入账日期'] },
] as const;

const NEEDED: ReadonlySet<string> = new Set(['list_no', 'line_no', 'amount_yuan']);
/** What the bank's answer may hold: it says again which line it is of, and what became of it. */
export const ANSWER_FILE_COLUMNS = [
  ...LIST_COLUMNS.map((column) => ({ ...column, optional: !NEEDED.has(column.name) })),
  ...ANSWER_COLUMNS.map((column) => ({ ...column, optional: column.name === 'reason' })),
];

export type ListColumn = (typeof LIST_COLUMNS)[number]['name'];
export type AnswerColumn = ListColumn | (typeof ANSWER_COLUMNS)[number]['name'];

export const OUTCOME_NAMES = {
  paid: { zh: '成功', en: 'paid' },
  failed: { zh: '失败', en: 'failed' },
  bounced: { zh: '退汇', en: 'bounced' },
} as const;
export type OutcomeStatus = keyof typeof OUTCOME_NAMES;

/** What the bank reported of a line. */
export interface Outcome {
  readonly status: OutcomeStatus;
  readonly day: PlainDate;
  /** Empty for paid. */
  readonly reason: string;
  readonly posting_no: bigint | null;
}

export interface PaymentLine {
  readonly list_no: number;
  readonly line_no: number;
  readonly authorisation_no: bigint;
  readonly attempt: number;
  readonly household_no: string;
  readonly township_code: string;
  readonly payee: string;
  readonly account: string;
  readonly amount_fen: bigint;
  /** In the order they came; paid may be followed by bounced. */
  readonly outcomes: readonly Outcome[];
}

export type ListStatus = 'made' | 'released' | 'cancelled' | 'settled';

export interface PaymentList {
  readonly list_no: number;
  readonly policy_year: number;
  readonly made_on: PlainDate;
  readonly line_count: number;
  readonly total_fen: bigint;
  readonly sha256: string;
  readonly made_by: string;
  readonly step: 'released' | 'cancelled' | null;
  readonly step_day: PlainDate | null;
  readonly step_by: string | null;
  readonly step_reason: string | null;
  /** Lines by what became of them last. */
  readonly paid: number;
  readonly failed: number;
  readonly bounced: number;
}

/** A row of the bank's answer as text; `line` is that of the file. */
export interface AnswerRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<AnswerColumn, string>>>;
}
