import { type Bilingual, type PlainDate, yearOf } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { figuresOf, listPoolYears, partsOf, type Sum, sumsOf } from '../prevention/payout/index.ts';
import { runsOf } from './rules.ts';

/** The pool of a county as anybody may see it. Amounts are fen. */

/** Sums of the board: those of the pool, but what households got and gave back is one. */
export const BOARD_SUMS = {
  premium: { side: 'in', zh: '保费', en: 'Premium' },
  top_up: { side: 'in', zh: '财政补充', en: 'Top-up by the treasury' },
  carried_in: { side: 'in', zh: '上年结转', en: 'Carried over from the year before' },
  other_in: { side: 'in', zh: '期初与其他拨入', en: 'Opening balance and allotments' },
  households: { side: 'out', zh: '付给农户', en: 'Paid to families' },
  fees: { side: 'out', zh: '保险服务费', en: 'Fees of the insurer' },
  refunded: { side: 'out', zh: '退回财政', en: 'Refunded to the treasury' },
  carried_out: { side: 'out', zh: '结转下年', en: 'Carried over to the next year' },
} as const satisfies Record<string, Bilingual & { readonly side: 'in' | 'out' }>;
export type BoardSum = keyof typeof BOARD_SUMS;
export const BOARD_SUM_NAMES = Object.keys(BOARD_SUMS) as readonly BoardSum[];

export interface BoardAccounts {
  readonly year: number;
  readonly as_of: PlainDate;
  readonly in: bigint;
  readonly out: bigint;
  /** Null: too few families wait for their payment for the sum to be public. */
  readonly reserved: bigint | null;
  readonly balance: bigint;
  readonly sums: Readonly<Record<BoardSum, bigint>>;
}

export interface Asked {
  readonly countyCode: string;
  readonly year: number;
  readonly day: PlainDate;
  readonly fewest: number;
}

/** Years whose accounts there are, the latest first; this year too, though nothing was moved yet. */
export async function accountYears(tx: Tx, countyCode: string, day: PlainDate): Promise<number[]> {
  const years = (await listPoolYears(tx, countyCode)).map(({ policy_year }) => policy_year);
  return [...new Set([yearOf(day), ...years])].toSorted((a, b) => b - a);
}

export async function boardAccounts(
  tx: Tx,
  { countyCode, year, day, fewest }: Asked,
): Promise<BoardAccounts> {
  const { sums, counts } = await sumsOf(tx, countyCode, year, day);
  const { balance } = figuresOf(sums);
  const shown = {
    premium: sums.premium,
    top_up: sums.top_up,
    carried_in: sums.carried_in,
    other_in: sums.other_in,
    households: sums.benefits - sums.returned,
    fees: sums.fees,
    refunded: sums.refunded,
    carried_out: sums.carried_out,
  };
  const side = (wanted: 'in' | 'out'): bigint =>
    BOARD_SUM_NAMES.filter((name) => BOARD_SUMS[name].side === wanted).reduce(
      (all, name) => all + shown[name],
      0n,
    );
  const isFew = counts.reserved > 0 && counts.reserved < fewest;
  return {
    year,
    as_of: day,
    in: side('in'),
    out: side('out'),
    reserved: isFew ? null : sums.reserved,
    balance,
    sums: shown,
  };
}

/** A row behind a sum: never of one family. */
export interface BoardRow {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly payments: number;
  readonly amount: bigint;
  /** What it rests on. */
  readonly decision: Bilingual;
}

const EACH_DECIDED: Bilingual = {
  zh: '逐户评议、公示并经县级审定',
  en: 'decided family by family: review, notice, approval of the county',
};

/** The rows behind a sum by day; they add up to it. */
export async function boardRows(
  tx: Tx,
  { countyCode, year, day, fewest }: Asked,
  sum: BoardSum,
): Promise<BoardRow[]> {
  if (sum !== 'households') return officeRows(tx, { countyCode, year, day }, sum);
  const parts = [
    ...(await partsOf(tx, countyCode, year, day, 'benefits')),
    ...(await partsOf(tx, countyCode, year, day, 'returned')).map((part) => ({
      ...part,
      amount: -part.amount,
    })),
  ];
  const days = [...Map.groupBy(parts, (part) => part.day)]
    .map(([on, own]) => ({
      day: on,
      payments: own.length,
      amount: own.reduce((all, { amount }) => all + amount, 0n),
    }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return runsOf(days, fewest).map((run) => ({ ...run, decision: EACH_DECIDED }));
}

/** Between offices: each posting, and the document it rests on. */
async function officeRows(
  tx: Tx,
  { countyCode, year, day }: Omit<Asked, 'fewest'>,
  sum: Exclude<Sum & BoardSum, 'households'>,
): Promise<BoardRow[]> {
  const parts = await partsOf(tx, countyCode, year, day, sum);
  const { rows } = await sql<{ posting_no: bigint; decision: string | null }>`
    select p.posting_no, a.decision from ledger.posting p
    left join ledger.authorisation a on a.county_code = p.county_code and a.authorisation_no = p.authorisation_no
    where p.county_code = ${countyCode}
      and p.posting_no in (select jsonb_array_elements_text(${JSON.stringify(parts.map(({ posting_no }) => String(posting_no)))}::jsonb)::bigint)`.execute(
    tx,
  );
  const decisionOf = new Map(rows.map(({ posting_no, decision }) => [posting_no, documentOf(decision)]));
  return parts
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ posting_no, day: on, amount }) => ({
      from: on,
      to: on,
      payments: 1,
      amount,
      decision: decisionOf.get(posting_no!) ?? { zh: '—', en: '—' },
    }));
}

/** `payout/pool/2026/文号` is known by its document; what else there is by nothing that is public. */
function documentOf(decision: string | null): Bilingual {
  const [, document] = /^payout\/pool\/\d+\/(.+)$/.exec(decision ?? '') ?? [];
  return document === undefined ? { zh: '—', en: '—' } : { zh: document, en: document };
}
