import { type PlainDate, plainDate } from '../kernel/index.ts';
import { type Part, sql, type Tx } from '../platform/index.ts';
import type { AccountKey, Asset } from './chart.ts';
import type { PostingKind } from './kinds.ts';
import { assetOf, type Entry, type Posting, type Reference } from './model.ts';
import type { Moves, Standing } from './rules.ts';

/**
 * Makes writers of a county's ledger take turns until they commit, so that balances, limits and numbers are decided
 * on what is true. Counties are locked in the order of their codes: two batches never wait for each other.
 */
export async function lockBooks(tx: Tx, countyCodes: readonly string[]): Promise<void> {
  const lock = () =>
    sql`select 1 from ledger.book where county_code = any(${countyCodes}) order by county_code for update`.execute(
      tx,
    );
  if ((await lock()).rows.length === countyCodes.length) return;
  await sql`insert into ledger.book (county_code, last_entry_no)
    select c, 0 from unnest(${countyCodes}::text[]) as c order by c on conflict do nothing`.execute(tx);
  await lock();
}

/** The first of `count` numbers in the county's series. */
export async function takeNumbers(tx: Tx, countyCode: string, count: number): Promise<bigint> {
  const { rows } = await sql<{ last: bigint }>`update ledger.book set last_entry_no = last_entry_no + ${count}
    where county_code = ${countyCode} returning last_entry_no as last`.execute(tx);
  return rows[0]!.last - BigInt(count) + 1n;
}

/** The escrow an account is under; undefined when it is under none. */
export async function findOpenEscrow(
  tx: Tx,
  countyCode: string,
  account: AccountKey,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ no: bigint }>`select escrow_no as no from ledger.escrow e
    where county_code = ${countyCode} and account = ${account} and not exists (select from ledger.escrow_end n
      where n.county_code = e.county_code and n.escrow_no = e.escrow_no)`.execute(tx);
  return rows[0]?.no;
}

/** Who co-signed that a posting into an escrowed account goes back. */
export async function releasersOf(
  tx: Tx,
  countyCode: string,
  postingNo: bigint,
  escrowNo: bigint,
): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`select actor from ledger.escrow_release
    where county_code = ${countyCode} and posting_no = ${postingNo} and escrow_no = ${escrowNo}`.execute(tx);
  return rows.map(({ actor }) => actor);
}

interface PostingRow {
  readonly posting_no: bigint;
  readonly kind: PostingKind;
  readonly debit: AccountKey;
  readonly credit: AccountKey;
  readonly amount: bigint;
  readonly asset: Asset;
  readonly day: string;
  readonly source: Reference;
  readonly authorisation_no: bigint | null;
  readonly reissue_of: bigint | null;
  readonly reversal_of: bigint | null;
  readonly reversed_by: bigint | null;
  readonly actor: string;
  readonly recorded_at: string;
}

const COLUMNS = sql`p.posting_no, p.kind, p.debit, p.credit, p.amount, p.asset, p.day, p.source,
  p.authorisation_no, p.reissue_of, p.reversal_of, p.actor, p.recorded_at,
  (select r.posting_no from ledger.posting r
    where r.county_code = p.county_code and r.reversal_of = p.posting_no) as reversed_by`;

const postingOf = (countyCode: string, row: PostingRow): Posting => ({
  countyCode,
  postingNo: row.posting_no,
  kind: row.kind,
  debit: row.debit,
  credit: row.credit,
  amount: row.amount,
  asset: row.asset,
  day: plainDate(row.day),
  source: row.source,
  authorisationNo: row.authorisation_no ?? undefined,
  reissueOf: row.reissue_of ?? undefined,
  reversalOf: row.reversal_of ?? undefined,
  reversedBy: row.reversed_by ?? undefined,
  actor: row.actor,
  recordedAt: row.recorded_at,
});

/** Postings that may serve the purpose of one of the entries already. */
export async function findKnown(tx: Tx, countyCode: string, entries: readonly Entry[]): Promise<Posting[]> {
  const posted = entries.filter(({ reversalOf }) => reversalOf === undefined);
  const reversed = entries.map(({ reversalOf }) => reversalOf).filter((no) => no !== undefined);
  const { rows } = await sql<PostingRow>`
    with candidate (posting_no) as (
      select posting_no from ledger.posting p
      join ${unnested(posted, [SOURCE, KIND])} on p.source = e.source and p.kind = e.kind
      where p.county_code = ${countyCode} and p.reversal_of is null
      union all
      select posting_no from ledger.posting
      where county_code = ${countyCode} and reversal_of = any(${reversed.map(String)}::bigint[]))
    select ${COLUMNS} from candidate join ledger.posting p using (posting_no)
    where p.county_code = ${countyCode}`.execute(tx);
  return rows.map((row) => postingOf(countyCode, row));
}

/** Which postings to list: all that match every filter given. */
export interface PostingFilter extends Part<bigint> {
  readonly postingNos?: readonly bigint[];
  readonly authorisationNo?: bigint;
  readonly source?: Reference;
}

export async function listPostings(tx: Tx, countyCode: string, filter: PostingFilter): Promise<Posting[]> {
  const { postingNos, authorisationNo, source, after = 0n, limit } = filter;
  const { rows } = await sql<PostingRow>`select ${COLUMNS} from ledger.posting p
    where p.county_code = ${countyCode}
      ${postingNos === undefined ? sql`` : sql`and p.posting_no = any(${postingNos.map(String)}::bigint[])`}
      ${authorisationNo === undefined ? sql`` : sql`and p.authorisation_no = ${authorisationNo}`}
      ${source === undefined ? sql`` : sql`and p.source = ${source}`}
      and p.posting_no > ${after}
    order by p.posting_no limit ${limit ?? null}`.execute(tx);
  return rows.map((row) => postingOf(countyCode, row));
}

export async function postingsByNo(
  tx: Tx,
  countyCode: string,
  postingNos: readonly bigint[],
): Promise<Map<bigint, Posting>> {
  if (postingNos.length === 0) return new Map();
  const postings = await listPostings(tx, countyCode, { postingNos });
  return new Map(postings.map((posting) => [posting.postingNo, posting]));
}

/** The accounts that may not be overdrawn, as they stand; those without any posting are missing. */
export async function standingsOf(
  tx: Tx,
  countyCode: string,
  accounts: readonly AccountKey[],
): Promise<Map<AccountKey, Standing>> {
  const { rows } = await sql<{ account: AccountKey; amount: bigint; last_day: string }>`
    select account, amount, last_day from ledger.balance
    join unnest(${accounts}::text[]) as a on account = a where county_code = ${countyCode}`.execute(tx);
  return new Map(
    rows.map(({ account, amount, last_day }) => [account, { amount, lastDay: plainDate(last_day) }]),
  );
}

/** What an account gained on each day from `from` on, on its debit side. */
export async function debitedByDay(
  tx: Tx,
  countyCode: string,
  account: AccountKey,
  from: PlainDate,
): Promise<Map<PlainDate, bigint>> {
  const { rows } = await sql<{ day: string; change: bigint }>`
    select day, sum(change)::bigint as change from (
      select day, amount as change from ledger.posting
        where county_code = ${countyCode} and debit = ${account} and day >= ${from}
      union all
      select day, -amount from ledger.posting
        where county_code = ${countyCode} and credit = ${account} and day >= ${from}) m
    group by day`.execute(tx);
  return new Map(rows.map(({ day, change }) => [plainDate(day), change]));
}

export async function insertPostings(
  tx: Tx,
  countyCode: string,
  firstNo: bigint,
  entries: readonly Entry[],
): Promise<void> {
  await sql`insert into ledger.posting (county_code, posting_no, ${sql.join(ENTRY_COLUMNS.map(({ name }) => sql.ref(name)))})
    select ${countyCode}, ${firstNo}::bigint + n - 1, ${sql.join(ENTRY_COLUMNS.map(({ name }) => sql.ref(name)))}
    from ${unnested(entries, ENTRY_COLUMNS)}`.execute(tx);
}

interface EntryColumn {
  readonly name: string;
  readonly type: string;
  readonly of: (entry: Entry) => string | bigint | undefined;
}

const SOURCE: EntryColumn = { name: 'source', type: 'text', of: ({ source }) => source };
const KIND: EntryColumn = { name: 'kind', type: 'text', of: ({ kind }) => kind };
const ENTRY_COLUMNS: readonly EntryColumn[] = [
  SOURCE,
  KIND,
  { name: 'debit', type: 'text', of: ({ debit }) => debit },
  { name: 'credit', type: 'text', of: ({ credit }) => credit },
  { name: 'amount', type: 'bigint', of: ({ amount }) => amount },
  { name: 'asset', type: 'text', of: ({ debit }) => assetOf(debit) },
  { name: 'day', type: 'date', of: ({ day }) => day },
  { name: 'authorisation_no', type: 'bigint', of: ({ authorisationNo }) => authorisationNo },
  { name: 'reissue_of', type: 'bigint', of: ({ reissueOf }) => reissueOf },
  { name: 'reversal_of', type: 'bigint', of: ({ reversalOf }) => reversalOf },
  { name: 'actor', type: 'text', of: ({ actor }) => actor },
];

/** The entries as a table `e` with their place `n`. What all have in common goes over once: a round has much. */
function unnested(entries: readonly Entry[], columns: readonly EntryColumn[]) {
  const values = columns.map(({ name, type, of }) => {
    const all = entries.map((entry) => of(entry) ?? null);
    const isCommon = all.every((value) => value === all[0]);
    return { name: sql.ref(name), type: sql.raw(type), all, isCommon };
  });
  const own = values.filter(({ isCommon }, i) => !isCommon || i === 0);
  const common = values.filter(({ isCommon }, i) => isCommon && i > 0);
  return sql`(select ${sql.join([
    sql`u.*`,
    ...common.map(({ name, type, all }) => sql`${all[0]?.toString() ?? null}::${type} as ${name}`),
  ])} from unnest(${sql.join(own.map(({ type, all }) => sql`${arrayText(all)}::${type}[]`))})
    with ordinality as u (${sql.join(own.map(({ name }) => name))}, n)) as e`;
}

/** PostgreSQL's array text; the drivers' own writers take seconds for a round. */
const arrayText = (values: readonly (string | bigint | null)[]): string =>
  `{${values.map((value) => (typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value))).join(',')}}`;

export async function keepBalances(
  tx: Tx,
  countyCode: string,
  moves: ReadonlyMap<AccountKey, Moves>,
  standings: ReadonlyMap<AccountKey, Standing>,
): Promise<void> {
  if (moves.size === 0) return;
  const rows = [...moves].map(([account, { total, lastDay }]) => {
    const { amount = 0n, lastDay: before = lastDay } = standings.get(account) ?? {};
    return { account, amount: amount + total, lastDay: before > lastDay ? before : lastDay };
  });
  await sql`insert into ledger.balance (county_code, account, amount, last_day)
    select ${countyCode}, account, amount, last_day
    from unnest(${rows.map(({ account }) => account)}::text[], ${rows.map(({ amount }) => String(amount))}::bigint[],
      ${rows.map(({ lastDay }) => lastDay)}::date[]) as b (account, amount, last_day)
    on conflict (county_code, account) do update
      set amount = excluded.amount, last_day = excluded.last_day`.execute(tx);
}
