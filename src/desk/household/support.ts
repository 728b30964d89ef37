import { formatYuan, type PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';

/** An amount that a household's year was assessed. */
export interface AssessedClaim {
  readonly claim_no: string;
  readonly policy_version: string;
  readonly policy_year: number;
  readonly peril: string;
  readonly as_of: PlainDate;
  readonly entitled_yuan: string;
  readonly difference_yuan: string;
}

/** Money or points that came to the household, or went back. */
export interface ReceivedPosting {
  readonly posting_no: string;
  readonly day: PlainDate;
  readonly kind: string;
  readonly asset: 'CNY' | 'POINT';
  /** Below 0: it went back. Whole points, or yuan. */
  readonly amount: string;
  readonly source: string;
  /** The case it was paid for. */
  readonly case_no: number | null;
  /** What takes it back, or what it takes back. */
  readonly reversed_by: string | null;
  readonly reversal_of: string | null;
}

/** A measure carried out for the household. */
export interface CarriedMeasure {
  readonly case_no: number;
  readonly day: PlainDate;
  readonly answer: string;
  readonly actor: string;
}

export interface SupportReport {
  readonly claims: readonly AssessedClaim[];
  readonly postings: readonly ReceivedPosting[];
  readonly measures: readonly CarriedMeasure[];
  readonly entitled_yuan: string;
  /** Net of what went back. */
  readonly paid_yuan: string;
}

/** Everything a household received: what it was assessed, what the ledger paid it, what was done for it. */
export async function supportReport(tx: Tx, countyCode: string, householdNo: string): Promise<SupportReport> {
  const account = `household:${householdNo}`;
  const { rows: claims } = await sql<
    Omit<AssessedClaim, 'entitled_yuan' | 'difference_yuan'> & {
      difference_fen: bigint;
      entitled_fen: bigint;
    }
  >`select claim_no::text, policy_version, policy_year, peril, as_of, entitled_fen, difference_fen
    from compensation.claim where county_code = ${countyCode} and household_no = ${householdNo}
    order by compensation.claim.claim_no desc`.execute(tx);
  const { rows: postings } = await sql<Omit<ReceivedPosting, 'amount'> & { fen: bigint }>`
    select p.posting_no::text, p.day, p.kind, p.asset, p.source,
      case when p.debit = ${account} then p.amount else -p.amount end as fen,
      (regexp_match(coalesce(a.decision, p.source), '^cases/(\\d+)'))[1]::int as case_no,
      (select r.posting_no::text from ledger.posting r
        where r.county_code = p.county_code and r.reversal_of = p.posting_no) as reversed_by,
      p.reversal_of::text
    from ledger.posting p
    left join ledger.authorisation a on a.county_code = p.county_code and a.authorisation_no = p.authorisation_no
    where p.county_code = ${countyCode} and (p.debit = ${account} or p.credit = ${account})
    order by p.day desc, p.posting_no desc`.execute(tx);
  const { rows: measures } = await sql<CarriedMeasure>`
    select a.case_no, a.day, a.fields ->> 'measure' as answer, a.actor
    from cases.case_file c
    join cases.action a on a.county_code = c.county_code and a.case_no = c.case_no and a.action = 'measure'
    where c.county_code = ${countyCode} and c.household_no = ${householdNo} order by a.day desc, a.action_no desc`.execute(
    tx,
  );
  const paid = postings.filter(({ asset }) => asset === 'CNY').reduce((sum, { fen }) => sum + fen, 0n);
  const assessed = claims.reduce((sum, { difference_fen }) => sum + difference_fen, 0n);
  return {
    claims: claims.map(({ entitled_fen, difference_fen, ...claim }) => ({
      ...claim,
      entitled_yuan: formatYuan(entitled_fen),
      difference_yuan: formatYuan(difference_fen),
    })),
    postings: postings.map(({ fen, ...posting }) => ({
      ...posting,
      amount: posting.asset === 'CNY' ? formatYuan(fen) : String(fen),
    })),
    measures,
    entitled_yuan: formatYuan(assessed),
    paid_yuan: formatYuan(paid),
  };
}
