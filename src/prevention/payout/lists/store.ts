import type { PlainDate } from '../../../kernel/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import { fail } from './errors.ts';
import type { Outcome, PaymentLine, PaymentList } from './model.ts';

/** Lists of a county, newest last, with what became of their lines. */
export async function listPaymentLists(
  tx: Tx,
  countyCode: string,
  { after = 0, limit }: Part<number> = {},
): Promise<PaymentList[]> {
  const { rows } = await sql<PaymentList>`
    select l.list_no, l.policy_year, l.made_on, l.line_count, l.total_fen, l.sha256, l.recorded_by as made_by,
      e.step, e.day as step_day, e.recorded_by as step_by, e.reason as step_reason,
      o.paid, o.failed, o.bounced
    from payout.payment_list l
    left join payout.list_end e on e.county_code = l.county_code and e.list_no = l.list_no
    cross join lateral (
      select (count(*) filter (where status = 'paid') - count(*) filter (where status = 'bounced' and was_paid))::int as paid,
        count(*) filter (where status = 'failed')::int as failed,
        count(*) filter (where status = 'bounced')::int as bounced
      from (select status, bool_or(status = 'paid') over (partition by line_no) as was_paid from payout.outcome
        where county_code = l.county_code and list_no = l.list_no) each) o
    where l.county_code = ${countyCode} and l.list_no > ${after} order by l.list_no limit ${limit ?? null}`.execute(
    tx,
  );
  return rows;
}

/** Fails with `payment.listUnknown`. */
export async function getPaymentList(tx: Tx, countyCode: string, listNo: number): Promise<PaymentList> {
  const [list] = await listPaymentLists(tx, countyCode, { after: listNo - 1, limit: 1 });
  if (list?.list_no !== listNo) throw fail('payment.listUnknown', { county: countyCode, list: listNo });
  return list;
}

type LineRow = Omit<PaymentLine, 'outcomes'> & {
  readonly outcomes: readonly (Omit<Outcome, 'posting_no'> & { readonly posting_no: string | null })[];
};

/** Lines of a list by number, with what the bank reported of each. */
export async function linesOfList(
  tx: Tx,
  countyCode: string,
  listNo: number,
  { after = 0, limit }: Part<number> = {},
): Promise<PaymentLine[]> {
  const { rows } = await sql<LineRow>`
    select l.list_no, l.line_no, l.authorisation_no, l.attempt, l.household_no, l.township_code, l.payee, l.account,
      l.amount_fen, coalesce(o.outcomes, '[]') as outcomes
    from payout.payment_line l
    left join (
      -- By what can follow what, for the bank may report paid and bounced of one day.
      select line_no, jsonb_agg(jsonb_build_object('status', status, 'day', day, 'reason', reason,
        'posting_no', posting_no::text) order by (status = 'bounced')) as outcomes
      from payout.outcome where county_code = ${countyCode} and list_no = ${listNo} group by line_no) o using (line_no)
    where l.county_code = ${countyCode} and l.list_no = ${listNo} and l.line_no > ${after}
    order by l.line_no limit ${limit ?? null}`.execute(tx);
  return rows.map((row) => ({
    ...row,
    outcomes: row.outcomes.map(({ posting_no, ...each }) => ({
      ...each,
      posting_no: posting_no === null ? null : BigInt(posting_no),
    })),
  }));
}

/** How often an authorisation was tried, and whether the last try has not ended. */
export interface Tries {
  readonly tries: number;
  readonly isOpen: boolean;
}

/** Of all authorisations that ever stood on a list of the policy year. A paid line that did not bounce stays open. */
export async function triesOf(tx: Tx, countyCode: string, year: number): Promise<Map<bigint, Tries>> {
  const { rows } = await sql<{ authorisation_no: bigint; tries: number; open: boolean }>`
    select l.authorisation_no, count(*)::int as tries, bool_or(not exists (
        select from payout.outcome o where o.county_code = l.county_code and o.list_no = l.list_no
          and o.line_no = l.line_no and o.status in ('failed', 'bounced'))
      and e.step is distinct from 'cancelled') as open
    from payout.payment_line l
    join payout.payment_list p on p.county_code = l.county_code and p.list_no = l.list_no
    left join payout.list_end e on e.county_code = l.county_code and e.list_no = l.list_no
    where l.county_code = ${countyCode} and p.policy_year = ${year} group by l.authorisation_no`.execute(tx);
  return new Map(
    rows.map(({ authorisation_no, tries, open }) => [authorisation_no, { tries, isOpen: open }]),
  );
}

export interface Payee {
  readonly household_no: string;
  readonly payee: string;
  readonly account: string;
  readonly township_code: string;
}

/** Whom and where to pay, by household: the latest account recorded, else the head without an account. */
export async function payeesOf(
  tx: Tx,
  countyCode: string,
  householdNos: readonly string[],
): Promise<Map<string, Payee>> {
  const { rows } = await sql<Payee>`
    select h.household_no, coalesce(a.holder, h.head_name) as payee, coalesce(a.reference, '') as account, case when v.level = 'village' then v.parent_code else v.code end as township_code
    from registry.household h
    join registry.area v on v.code = h.area_code
    left join lateral (select holder, reference from payout.payee_account a
      where a.county_code = h.county_code and a.household_no = h.household_no
      order by account_no desc limit 1) a on true
    where h.county_code = ${countyCode} and h.household_no = any(${[...householdNos]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.household_no, row]));
}

/** Everybody the register ever knew in some households. */
export async function peopleOf(
  tx: Tx,
  countyCode: string,
  householdNos: readonly string[],
): Promise<{ readonly household_no: string; readonly name: string }[]> {
  const { rows } = await sql<{ household_no: string; name: string }>`
    select household_no, head_name as name from registry.household
    where county_code = ${countyCode} and household_no = any(${[...householdNos]}::text[])
    union all select household_no, name from registry.person
    where county_code = ${countyCode} and household_no = any(${[...householdNos]}::text[])`.execute(tx);
  return rows;
}

/** Who recorded the accounts that a list pays to. */
export async function accountRecorders(
  tx: Tx,
  countyCode: string,
  listNo: number,
): Promise<{ readonly line_no: number; readonly recorded_by: string }[]> {
  const { rows } = await sql<{ line_no: number; recorded_by: string }>`
    select l.line_no, a.recorded_by from payout.payment_line l
    join payout.payee_account a on a.county_code = l.county_code and a.household_no = l.household_no
      and a.reference = l.account
    where l.county_code = ${countyCode} and l.list_no = ${listNo} order by l.line_no`.execute(tx);
  return rows;
}

/** Sum of the lines that went to the bank on other lists of the pool and have no answer yet. */
export async function awaitingAnswer(tx: Tx, countyCode: string, year: number): Promise<bigint> {
  const { rows } = await sql<{ total: bigint }>`
    select coalesce(sum(l.amount_fen), 0)::bigint as total from payout.payment_line l
    join payout.payment_list p on p.county_code = l.county_code and p.list_no = l.list_no
    join payout.list_end e on e.county_code = l.county_code and e.list_no = l.list_no and e.step = 'released'
    where l.county_code = ${countyCode} and p.policy_year = ${year} and not exists (
      select from payout.outcome o where o.county_code = l.county_code and o.list_no = l.list_no
        and o.line_no = l.line_no)`.execute(tx);
  return rows[0]!.total;
}

/** The last payment under each of these sources: taken back since, or nobody would be paying again. */
export async function lastPostings(
  tx: Tx,
  countyCode: string,
  sources: readonly string[],
): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ source: string; posting_no: bigint }>`
    select p.source, max(p.posting_no) as posting_no from ledger.posting p
    where p.county_code = ${countyCode} and p.kind = 'benefit' and p.source = any(${[...sources]}::text[])
      and p.reversal_of is null group by p.source`.execute(tx);
  return new Map(rows.map(({ source, posting_no }) => [source, posting_no]));
}

/** A payment that stands: paid between two days and not sent back. */
export interface PaidLine {
  readonly list_no: number;
  readonly line_no: number;
  readonly township_code: string;
}

export async function paidBetween(
  tx: Tx,
  countyCode: string,
  from: PlainDate,
  to: PlainDate,
): Promise<PaidLine[]> {
  const { rows } = await sql<PaidLine>`
    select l.list_no, l.line_no, l.township_code from payout.outcome o
    join payout.payment_line l using (county_code, list_no, line_no)
    where o.county_code = ${countyCode} and o.status = 'paid' and o.day between ${from} and ${to}
      and not exists (select from payout.outcome b where b.county_code = o.county_code and b.list_no = o.list_no
        and b.line_no = o.line_no and b.status = 'bounced')
    order by l.list_no, l.line_no`.execute(tx);
  return rows;
}
