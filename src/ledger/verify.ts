import type { Bilingual } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { formatAmount } from './amounts.ts';
import { authorisationsByNo } from './authorise.ts';
import { CHART, CHART_CODES, chartCodeOf, growsOnDebit, isGuarded } from './chart.ts';
import { KINDS } from './kinds.ts';
import { openSuspensions, statusOf } from './rules.ts';

/** Recomputes a county's ledger from its rows: what the database does not hold by itself is compared here. */

export interface LedgerFault extends Bilingual {
  readonly check: string;
  /** Number in the county's series, or the account. */
  readonly at: string;
}

export interface LedgerReport {
  readonly countyCode: string;
  readonly postings: number;
  readonly authorisations: number;
  readonly accounts: number;
  /** Whether the application's role can be taken on and can only add rows; null when the role does not exist. */
  readonly isAppendOnly: boolean | null;
  readonly faults: readonly LedgerFault[];
}

/** Every fault in a sentence. Holds nothing up: it reads one state of the ledger. */
export async function verifyLedger(tx: Tx, countyCode: string): Promise<LedgerReport> {
  const faults: LedgerFault[] = [];
  for (const check of CHECKS) faults.push(...(await check(tx, countyCode)));
  const { rows } = await sql<{ postings: bigint; authorisations: bigint; accounts: bigint }>`select
    (select count(*) from ledger.posting where county_code = ${countyCode}) as postings,
    (select count(*) from ledger.authorisation where county_code = ${countyCode}) as authorisations,
    (select count(*) from ${accountsOf(countyCode)} a) as accounts`.execute(tx);
  const { postings, authorisations, accounts } = rows[0]!;
  return {
    countyCode,
    postings: Number(postings),
    authorisations: Number(authorisations),
    accounts: Number(accounts),
    isAppendOnly: await findAppendOnly(tx),
    faults,
  };
}

type Check = (tx: Tx, countyCode: string) => Promise<LedgerFault[]>;

const CHECKS: readonly Check[] = [
  numbers,
  accountKeys,
  kinds,
  reversals,
  reissues,
  coverage,
  limits,
  steps,
  escrows,
  balances,
  overdrafts,
];

/** A deleted row leaves a gap: all rows of a county are numbered in one series. */
async function numbers(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ no: string; times: bigint }>`
    with given (no) as (
      select posting_no from ledger.posting where county_code = ${countyCode}
      union all select authorisation_no from ledger.authorisation where county_code = ${countyCode}
      union all select step_no from ledger.authorisation_step where county_code = ${countyCode}
      union all select escrow_no from ledger.escrow where county_code = ${countyCode}
      union all select end_no from ledger.escrow_end where county_code = ${countyCode}
      union all select release_no from ledger.escrow_release where county_code = ${countyCode}),
    counted as (select no, count(*) as times from given group by no),
    book (last) as (select coalesce(max(last_entry_no), 0) from ledger.book where county_code = ${countyCode})
    select coalesce(c.no, s.no)::text as no, coalesce(c.times, 0) as times
    from generate_series(1, (select last from book)) as s (no) full join counted c on c.no = s.no
    where c.times is distinct from 1 or s.no is null order by coalesce(c.no, s.no)`.execute(tx);
  return rows.map(({ no, times }) =>
    fault('numbers', no, {
      zh: `第 ${no} 号应恰好出现一次，实有 ${times} 次（或超出已发编号）。`,
      en: `Number ${no} must stand once among the numbers given, and stands ${times} times.`,
    }),
  );
}

const accountsOf = (countyCode: string) => sql`(
  select debit as account from ledger.posting where county_code = ${countyCode}
  union select credit from ledger.posting where county_code = ${countyCode})`;

async function accountKeys(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ account: string }>`
    select account from ${accountsOf(countyCode)} a order by account`.execute(tx);
  return rows
    .filter(({ account }) => chartCodeOf(account) === undefined)
    .map(({ account }) =>
      fault('account', account, {
        zh: `账户 ${account} 不在会计科目表中。`,
        en: `The account ${account} is not in the chart of accounts.`,
      }),
    );
}

async function kinds(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const table = Object.entries(KINDS).map(([kind, { debit, credit, needs }]) => ({
    kind,
    debits: debit,
    credits: credit,
    asset: CHART[debit[0]].asset,
    needs_one: needs !== 'none',
  }));
  const { rows } = await sql<{ no: string; kind: string; debit: string; credit: string }>`
    select p.posting_no::text as no, p.kind, p.debit, p.credit
    from ledger.posting p
    left join jsonb_to_recordset(${JSON.stringify(table)}::jsonb)
      as k (kind text, debits text[], credits text[], asset text, needs_one boolean) on k.kind = p.kind
    cross join lateral (select split_part(p.debit, ':', 1) as debit, split_part(p.credit, ':', 1) as credit) c
    where p.county_code = ${countyCode} and (k.kind is null or p.asset <> k.asset
      or k.needs_one <> (p.authorisation_no is not null)
      or not case when p.reversal_of is null then c.debit = any(k.debits) and c.credit = any(k.credits)
        else c.credit = any(k.debits) and c.debit = any(k.credits) end)
    order by p.posting_no`.execute(tx);
  return rows.map(({ no, kind, debit, credit }) =>
    fault('kind', no, {
      zh: `第 ${no} 笔不符合类型“${kind}”：${credit} → ${debit}，或币种、授权不符。`,
      en: `Posting ${no} does not fit its kind "${kind}": from ${credit} to ${debit}, its asset or its authorisation.`,
    }),
  );
}

async function reversals(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ no: string; original: string }>`
    select r.posting_no::text as no, r.reversal_of::text as original
    from (select *, count(*) over (partition by reversal_of) as times from ledger.posting
      where county_code = ${countyCode} and reversal_of is not null) r
    left join ledger.posting p on p.county_code = ${countyCode} and p.posting_no = r.reversal_of
    where r.times > 1 or p.reversal_of is not null or r.day < p.day or r.posting_no < p.posting_no
      or (p.kind, p.debit, p.credit, p.amount, p.asset) is distinct from (r.kind, r.credit, r.debit, r.amount, r.asset)
      or p.authorisation_no is distinct from r.authorisation_no
    order by r.posting_no`.execute(tx);
  return rows.map(({ no, original }) =>
    fault('reversal', no, {
      zh: `第 ${no} 笔不是第 ${original} 笔的唯一、完整的冲销。`,
      en: `Posting ${no} does not take back posting ${original} once, wholly and afterwards.`,
    }),
  );
}

async function reissues(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ no: string; original: string }>`
    select p.posting_no::text as no, p.reissue_of::text as original from ledger.posting p
    left join ledger.posting o on o.county_code = ${countyCode} and o.posting_no = p.reissue_of
    left join ledger.posting r on r.county_code = ${countyCode} and r.reversal_of = p.reissue_of
      and r.posting_no < p.posting_no
    where p.county_code = ${countyCode} and p.reissue_of is not null
      and (r.posting_no is null or (o.kind, o.source) is distinct from (p.kind, p.source))
    order by p.posting_no`.execute(tx);
  return rows.map(({ no, original }) =>
    fault('reissue', no, {
      zh: `第 ${no} 笔重发第 ${original} 笔，但后者当时未冲销，或类型、来源不同。`,
      en: `Posting ${no} reissues posting ${original}, which was not reversed then or is of another kind or source.`,
    }),
  );
}

async function coverage(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ no: string; authorisation: string }>`
    select p.posting_no::text as no, p.authorisation_no::text as authorisation from ledger.posting p
    left join ledger.authorisation a using (county_code, authorisation_no)
    where p.county_code = ${countyCode} and p.authorisation_no is not null and p.reversal_of is null
      and (a.kind is null or a.kind <> p.kind or a.payer <> p.credit or a.payee <> p.debit
        or p.day not between a.valid_from and a.valid_to or a.authorisation_no > p.posting_no
        or p.actor = any(a.apart))
    order by p.posting_no`.execute(tx);
  return rows.map(({ no, authorisation }) =>
    fault('authorisation', no, {
      zh: `第 ${no} 笔不在第 ${authorisation} 号授权的类型、账户、有效期或人员之内。`,
      en: `Posting ${no} lies outside authorisation ${authorisation}: its kind, its accounts, its days or its people.`,
    }),
  );
}

/** At no moment may more have been posted than the limit, even if it was reversed later. */
async function limits(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ no: string; authorisation: string }>`
    select min(posting_no)::text as no, authorisation_no::text as authorisation from (
      select posting_no, authorisation_no, sum(case when reversal_of is null then amount else -amount end)
        over (partition by authorisation_no order by posting_no) as posted
      from ledger.posting where county_code = ${countyCode} and authorisation_no is not null) p
    join ledger.authorisation a using (authorisation_no)
    where a.county_code = ${countyCode} and p.posted > a.limit_amount
    group by authorisation_no order by authorisation_no`.execute(tx);
  return rows.map(({ no, authorisation }) =>
    fault('limit', no, {
      zh: `自第 ${no} 笔起，第 ${authorisation} 号授权超出限额。`,
      en: `From posting ${no} on, more was posted than authorisation ${authorisation} allows.`,
    }),
  );
}

/** What the status was when each posting was made; only authorisations with steps can have had another than granted. */
async function steps(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ no: bigint; authorisation_no: bigint }>`
    select posting_no as no, authorisation_no from ledger.posting p
    where county_code = ${countyCode} and reversal_of is null and exists (select from ledger.authorisation_step s
      where s.county_code = ${countyCode} and s.authorisation_no = p.authorisation_no and s.step_no < p.posting_no)
    order by posting_no`.execute(tx);
  const numbers = [...new Set(rows.map(({ authorisation_no }) => authorisation_no))];
  const authorisations = await authorisationsByNo(tx, countyCode, numbers);
  return rows.flatMap(({ no, authorisation_no }) => {
    const before = (authorisations.get(authorisation_no)?.steps ?? []).filter(({ stepNo }) => stepNo < no);
    const status = statusOf(before);
    if (status === 'granted') return [];
    const because = status === 'revoked' ? status : openSuspensions(before).join(', ');
    return fault('status', String(no), {
      zh: `第 ${no} 笔记账时，第 ${authorisation_no} 号授权并非有效（${because}）。`,
      en: `When posting ${no} was made, authorisation ${authorisation_no} was not in force (${because}).`,
    });
  });
}

/** What left an account under escrow, with its escrow, and whether somebody else had co-signed it before (F32). */
async function escrows(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ no: string; account: string }>`
    select p.posting_no::text as no, p.credit as account
    from ledger.posting p
    join ledger.escrow e on e.county_code = p.county_code and e.account = p.credit and e.escrow_no < p.posting_no
    left join ledger.escrow_end n on n.county_code = e.county_code and n.escrow_no = e.escrow_no
    where p.county_code = ${countyCode} and (n.end_no is null or n.end_no > p.posting_no)
      and case when p.reversal_of is null then not exists (select from ledger.authorisation_step s
        where s.county_code = p.county_code and s.authorisation_no = p.authorisation_no and s.step = 'resumed'
          and s.because = 'ledger/escrow/' || e.escrow_no and s.step_no < p.posting_no and s.actor <> p.actor)
      else not exists (select from ledger.escrow_release r where r.county_code = p.county_code
        and r.posting_no = p.reversal_of and r.escrow_no = e.escrow_no and r.release_no < p.posting_no
        and r.actor <> p.actor) end
    order by p.posting_no`.execute(tx);
  return rows.map(({ no, account }) =>
    fault('escrow', no, {
      zh: `第 ${no} 笔从托管账户 ${account} 支出，未经托管代理会签。`,
      en: `Posting ${no} left ${account}, which was under escrow, without the agent's co-signature.`,
    }),
  );
}

/** The postings of accounts that may not be overdrawn, on the side that makes each grow. */
const guardedMoves = (countyCode: string) => {
  const guarded = CHART_CODES.filter(isGuarded);
  const onCredit = guarded.filter((code) => !growsOnDebit(code));
  return sql`(
    select account, day, case when split_part(account, ':', 1) = any(${onCredit}::text[]) then -debited else debited end
      as change
    from (select debit as account, day, amount as debited from ledger.posting where county_code = ${countyCode}
      union all
      select credit, day, -amount from ledger.posting where county_code = ${countyCode}) m
    where split_part(account, ':', 1) = any(${guarded}::text[]))`;
};

async function balances(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{
    account: string;
    kept: bigint | null;
    kept_day: string | null;
    derived: bigint | null;
    derived_day: string | null;
  }>`
    select account, b.amount as kept, b.last_day as kept_day, d.amount as derived, d.last_day as derived_day
    from (select account, sum(change)::bigint as amount, max(day) as last_day
      from ${guardedMoves(countyCode)} g group by account) d
    full join (select * from ledger.balance where county_code = ${countyCode}) b using (account)
    where (b.amount, b.last_day) is distinct from (d.amount, d.last_day) order by account`.execute(tx);
  return rows.map(({ account, kept, kept_day, derived, derived_day }) => {
    const [here, there] = [amountIn(account, kept, kept_day), amountIn(account, derived, derived_day)];
    return fault('balance', account, {
      zh: `账户 ${account} 的余额缓存为 ${here}，按记账应为 ${there}。`,
      en: `The kept balance of ${account} is ${here}; its postings give ${there}.`,
    });
  });
}

async function overdrafts(tx: Tx, countyCode: string): Promise<LedgerFault[]> {
  const { rows } = await sql<{ account: string; day: string; amount: bigint }>`
    select distinct on (account) account, day, amount::bigint as amount from (
      select account, day, sum(sum(change)) over (partition by account order by day) as amount
      from ${guardedMoves(countyCode)} g group by account, day) d
    where amount < 0 order by account, day`.execute(tx);
  return rows.map(({ account, day, amount }) =>
    fault('overdraft', account, {
      zh: `账户 ${account} 透支：${amountIn(account, amount, day)}。`,
      en: `The account ${account} is below 0: ${amountIn(account, amount, day)}.`,
    }),
  );
}

/** `2000.00 (2017-11-08)`, or a dash where there is nothing. */
function amountIn(account: string, amount: bigint | null, day: string | null): string {
  if (amount === null) return '–';
  const code = chartCodeOf(account);
  return `${formatAmount(amount, code ? CHART[code].asset : 'CNY')} (${day})`;
}

async function findAppendOnly(tx: Tx): Promise<boolean | null> {
  const { rows } = await sql<{ holds: boolean | null }>`select case
    when not exists (select from pg_roles where rolname = 'terrace_app') then null
    else not exists (select from unnest(array['posting', 'authorisation', 'authorisation_step', 'escrow', 'escrow_end', 'escrow_release']) as t
      where has_table_privilege('terrace_app', 'ledger.' || t, 'update')
        or has_table_privilege('terrace_app', 'ledger.' || t, 'delete')
        or not has_table_privilege('terrace_app', 'ledger.' || t, 'insert'))
      and pg_has_role(current_user, 'terrace_app', 'member') end as holds`.execute(tx);
  return rows[0]!.holds;
}

const fault = (check: string, at: string, sentence: Bilingual): LedgerFault => ({ check, at, ...sentence });
