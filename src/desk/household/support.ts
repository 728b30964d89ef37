import { formatYuan, type PlainDate } from '../../kernel/index.ts';
import { KINDS, type PostingKind } from '../../ledger/index.ts';
import { sql, type Tx } from '../../platform/index.ts';

/** Money that a household received, or gave back (below 0). */
export interface SupportLine {
  readonly posting_no: string;
  readonly day: string;
  readonly kind: PostingKind;
  readonly money: 'public' | 'collective' | 'private';
  /** The account on the other side. */
  readonly from: string;
  readonly amount_yuan: string;
  readonly is_taken_back: boolean;
}

export interface Support {
  readonly rows: readonly SupportLine[];
  readonly public_received_yuan: string;
  readonly received_yuan: string;
}

type PostingRow = Pick<SupportLine, 'posting_no' | 'day' | 'kind' | 'from' | 'is_taken_back'> & {
  readonly amount: bigint;
};

/** Everything the books have paid to a household up to a day, the latest first; what was taken back stays in sight. */
export async function supportOf(
  tx: Tx,
  {
    countyCode,
    householdNo,
    day,
  }: { readonly countyCode: string; readonly householdNo: string; readonly day: PlainDate },
): Promise<Support> {
  const account = `household:${householdNo}`;
  const { rows } = await sql<PostingRow>`
    select p.posting_no::text as posting_no, p.day, p.kind,
      case when p.debit = ${account} then p.credit else p.debit end as "from",
      case when p.debit = ${account} then p.amount else -p.amount end as amount,
      exists (select from ledger.posting r
        where r.county_code = p.county_code and r.reversal_of = p.posting_no and r.day <= ${day}) as is_taken_back
    from ledger.posting p
    where p.county_code = ${countyCode} and (p.debit = ${account} or p.credit = ${account}) and p.day <= ${day}
    order by p.day desc, p.posting_no desc`.execute(tx);
  const lines = rows.map((row) => ({ ...row, money: KINDS[row.kind].money }));
  const sum = (of: readonly { readonly amount: bigint }[]): string =>
    formatYuan(of.reduce((total, { amount }) => total + amount, 0n));
  return {
    rows: lines.map(({ amount, ...line }) => ({ ...line, amount_yuan: formatYuan(amount) })),
    public_received_yuan: sum(lines.filter(({ money }) => money === 'public')),
    received_yuan: sum(lines),
  };
}
