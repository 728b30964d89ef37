import { type PlainDate, plainDate } from '../kernel/index.ts';
import { type Part, sql, type Tx } from '../platform/index.ts';
import {
  type AccountClass,
  type AccountKey,
  type Asset,
  CHART,
  CHART_CODES,
  type ChartCode,
  codeOf,
  growsOnDebit,
} from './chart.ts';
import { fail } from './errors.ts';
import type { PostingKind } from './kinds.ts';

/** Balances and lines, each derived from the postings. Amounts are fen or points; a balance is positive on its normal side. */

export interface StatementLine {
  readonly postingNo: bigint;
  readonly day: PlainDate;
  readonly kind: PostingKind;
  /** The account on the other side. */
  readonly otherAccount: AccountKey;
  readonly source: string;
  /** The posting this one takes back. */
  readonly reversalOf: bigint | null;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly balance: bigint;
}

/** Where a page ended: the next one goes on after it. */
export type StatementCursor = Pick<StatementLine, 'day' | 'postingNo'>;

export interface StatementOrder {
  readonly countyCode: string;
  readonly account: string;
  /** First day; from the beginning when left away. */
  readonly from?: PlainDate;
  readonly to: PlainDate;
  readonly after?: StatementCursor;
  readonly limit?: number;
}

export interface Statement {
  readonly countyCode: string;
  readonly account: AccountKey;
  readonly asset: Asset;
  readonly from: PlainDate | null;
  readonly to: PlainDate;
  /** At the beginning of the first day. */
  readonly opening: bigint;
  /** By day, then by number. */
  readonly lines: readonly StatementLine[];
  /** At the end of the last day, whatever the page. */
  readonly closing: bigint;
  readonly next: StatementCursor | null;
}

const PAGE_LINES = 1000;

const movements = (countyCode: string, account: string) => sql`(
  select posting_no, day, kind, source, reversal_of, credit as other_account, amount as debited from ledger.posting
    where county_code = ${countyCode} and debit = ${account}
  union all
  select posting_no, day, kind, source, reversal_of, debit, -amount from ledger.posting
    where county_code = ${countyCode} and credit = ${account})`;

/** A page of an account's lines with the running balance. Fails with `ledger.account_unknown`. */
export async function statement(tx: Tx, order: StatementOrder): Promise<Statement> {
  const { countyCode, to, from = null, after, limit = PAGE_LINES } = order;
  const account = await getAccount(tx, countyCode, order.account);
  const sign = growsOnDebit(codeOf(account)) ? 1n : -1n;
  const sum = async (condition: ReturnType<typeof sql>): Promise<bigint> => {
    const { rows } = await sql<{ debited: bigint }>`select coalesce(sum(debited), 0)::bigint as debited
      from ${movements(countyCode, account)} m where ${condition}`.execute(tx);
    return sign * rows[0]!.debited;
  };
  const opening = from === null ? 0n : await sum(sql`day < ${from}`);
  const closing = await sum(sql`day <= ${to}`);
  const past = after && sql`(day, posting_no) <= (${after.day}::date, ${after.postingNo}::bigint)`;
  let balance = past ? await sum(past) : opening;
  const { rows } = await sql<MovementRow>`select * from ${movements(countyCode, account)} m
    where day <= ${to} ${from === null ? sql`` : sql`and day >= ${from}`} ${past ? sql`and not ${past}` : sql``}
    order by day, posting_no limit ${limit + 1}`.execute(tx);
  const lines = rows.slice(0, limit).map((row) => {
    balance += sign * row.debited;
    return lineOf(row, balance);
  });
  const last = rows.length > limit ? lines.at(-1) : undefined;
  const next = last ? { day: last.day, postingNo: last.postingNo } : null;
  return {
    countyCode,
    account,
    asset: CHART[codeOf(account)].asset,
    from,
    to,
    opening,
    lines,
    closing,
    next,
  };
}

interface MovementRow {
  readonly posting_no: bigint;
  readonly day: string;
  readonly kind: PostingKind;
  readonly source: string;
  readonly reversal_of: bigint | null;
  readonly other_account: AccountKey;
  readonly debited: bigint;
}

const lineOf = (row: MovementRow, balance: bigint): StatementLine => ({
  postingNo: row.posting_no,
  day: plainDate(row.day),
  kind: row.kind,
  otherAccount: row.other_account,
  source: row.source,
  reversalOf: row.reversal_of,
  debit: row.debited > 0n ? row.debited : 0n,
  credit: row.debited < 0n ? -row.debited : 0n,
  balance,
});

async function getAccount(tx: Tx, countyCode: string, account: string): Promise<AccountKey> {
  const { rows } = await sql`select 1 from ${movements(countyCode, account)} m limit 1`.execute(tx);
  if (rows.length === 0) throw fail('ledger.account_unknown', { county: countyCode, account });
  return account as AccountKey;
}

/** What stood in an account at the end of a day; 0 for an account without postings. */
export async function balanceOn(
  tx: Tx,
  countyCode: string,
  account: AccountKey,
  day: PlainDate,
): Promise<bigint> {
  const { rows } = await sql<{ debited: bigint }>`select coalesce(sum(debited), 0)::bigint as debited
    from ${movements(countyCode, account)} m where day <= ${day}`.execute(tx);
  return growsOnDebit(codeOf(account)) ? rows[0]!.debited : -rows[0]!.debited;
}

export interface AccountOnDay {
  readonly account: AccountKey;
  readonly code: ChartCode;
  readonly class: AccountClass;
  readonly asset: Asset;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly balance: bigint;
}

const sides = (countyCode: string, day: PlainDate) => sql`(
  select debit as account, amount as debit, 0 as credit from ledger.posting
    where county_code = ${countyCode} and day <= ${day}
  union all
  select credit, 0, amount from ledger.posting where county_code = ${countyCode} and day <= ${day})`;

/** The accounts of a county, or those of one code, with their turnover and balance up to a day; by key. */
export async function listAccounts(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  code?: ChartCode,
  { after = '', limit }: Part<string> = {},
): Promise<AccountOnDay[]> {
  const { rows } = await sql<{ account: AccountKey; debit: bigint; credit: bigint }>`
    select account, sum(debit)::bigint as debit, sum(credit)::bigint as credit from ${sides(countyCode, day)} s
    where account > ${after} ${code === undefined ? sql`` : sql`and split_part(account, ':', 1) = ${code}`}
    group by account order by account limit ${limit ?? null}`.execute(tx);
  return rows.map(({ account, debit, credit }) => {
    const code = codeOf(account);
    const balance = growsOnDebit(code) ? debit - credit : credit - debit;
    return { account, code, class: CHART[code].class, asset: CHART[code].asset, debit, credit, balance };
  });
}

export interface TrialBalanceLine extends Omit<AccountOnDay, 'account'> {
  readonly accounts: number;
}

/** All accounts of a county by code, in the order of the chart. Debits equal credits in each asset. */
export async function trialBalance(tx: Tx, countyCode: string, day: PlainDate): Promise<TrialBalanceLine[]> {
  const { rows } = await sql<{ code: ChartCode; accounts: bigint; debit: bigint; credit: bigint }>`
    select split_part(account, ':', 1) as code, count(distinct account) as accounts,
      sum(debit)::bigint as debit, sum(credit)::bigint as credit
    from ${sides(countyCode, day)} s group by 1`.execute(tx);
  return rows
    .toSorted((a, b) => CHART_CODES.indexOf(a.code) - CHART_CODES.indexOf(b.code))
    .map(({ code, accounts, debit, credit }) => ({
      code,
      class: CHART[code].class,
      asset: CHART[code].asset,
      accounts: Number(accounts),
      debit,
      credit,
      balance: growsOnDebit(code) ? debit - credit : credit - debit,
    }));
}
