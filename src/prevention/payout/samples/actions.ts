import { allocate, type PlainDate } from '../../../kernel/index.ts';
import { type Db, insertRows, nextNo, sql, type Tx } from '../../../platform/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { type PaidLine, paidBetween } from '../lists/store.ts';
import { enact, isByOneOf, sha256 } from '../store.ts';
import { fail } from './errors.ts';
import { draw, resultOf, type SampleDesign, type SampleResult, sampleSize } from './rules.ts';

export interface SampleOrder extends CountyOrder, SampleDesign {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Chosen by nobody who is verified, for example a lottery's number of the day. */
  readonly seed: string;
  readonly today: PlainDate;
}

/**
 * Draws payments for visits: the size by confidence and margin, split over the townships in proportion, at least one in
 * each; within a township the smallest SHA-256 of the seed, a line feed and `list/line`. Frozen.
 *
 * Refused in this order: `sample.design`, `sample.nothingPaid`.
 */
export async function drawSample(db: Db, order: SampleOrder): Promise<SampleView> {
  const { countyCode, from, to, confidence, margin, expectedShare, seed, today } = order;
  return enact(db, order, 'sample.draw', async (tx, actor) => {
    if (![confidence, margin, expectedShare].every((share) => share > 0 && share < 1))
      throw fail('sample.design');
    const paid = await paidBetween(tx, countyCode, from, to);
    if (paid.length === 0) throw fail('sample.nothingPaid', { from, to });
    const strata = drawStrata(paid, order);
    const no = await nextNo(tx, 'payout.sample', 'sample_no', { county_code: countyCode });
    const key = { county_code: countyCode, sample_no: no };
    await insertRows(tx, 'payout.sample', [
      {
        ...key,
        paid_from: from,
        paid_to: to,
        confidence,
        margin,
        expected_share: expectedShare,
        seed,
        drawn_on: today,
        recorded_by: actor,
      },
    ]);
    await insertRows(
      tx,
      'payout.sample_stratum',
      strata.map(({ township, payments, drawn }) => ({
        ...key,
        township_code: township,
        payments,
        drawn: drawn.length,
      })),
    );
    const lines = strata.flatMap(({ drawn }) => drawn);
    await insertRows(
      tx,
      'payout.sample_line',
      lines.map(({ list_no, line_no }) => ({ ...key, list_no, line_no })),
    );
    const result = await getSample(tx, countyCode, no);
    return { result, summary: { sample_no: no, payments: paid.length, drawn: lines.length } };
  });
}

const idOf = ({ list_no, line_no }: Pick<PaidLine, 'list_no' | 'line_no'>): string => `${list_no}/${line_no}`;

function drawStrata(paid: readonly PaidLine[], { seed, ...design }: SampleOrder) {
  const byTownship = [...Map.groupBy(paid, ({ township_code }) => township_code)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const keyOf = (id: string): string => sha256(`${seed}\n${id}`);
  const weights = byTownship.map(([id, own]) => ({ id, weight: BigInt(own.length) }));
  const sizes = allocate(BigInt(sampleSize(paid.length, design)), weights, keyOf);
  return byTownship.map(([township, own]) => {
    const byId = new Map(own.map((line) => [idOf(line), line]));
    const count = Math.max(1, Number(sizes.get(township)));
    const drawn = draw([...byId.keys()], count, keyOf).map((id) => byId.get(id)!);
    return { township, payments: own.length, drawn };
  });
}

export const VISIT_FINDINGS = {
  in_order: { zh: '无误', en: 'in order' },
  not_received: { zh: '未收到', en: 'not received' },
  other_amount: { zh: '金额不符', en: 'another amount' },
  other_household: { zh: '付错户', en: 'another household' },
  not_entitled: { zh: '不符合条件', en: 'not entitled' },
} as const;
export type VisitFinding = keyof typeof VISIT_FINDINGS;

export interface VisitOrder extends CountyOrder {
  readonly sampleNo: number;
  readonly listNo: number;
  readonly lineNo: number;
  readonly finding: VisitFinding;
  readonly visitedOn: PlainDate;
  readonly note?: string;
  readonly today: PlainDate;
}

/**
 * Records what a visit found. Who handled the payment does not verify it.
 *
 * Refused in this order: `sample.unknown`, `sample.notDrawn`, `sample.visited`, `sample.early`, `sample.ownPayment`.
 */
export async function recordVisit(db: Db, order: VisitOrder): Promise<SampleView> {
  const { countyCode, sampleNo, listNo, lineNo, finding, visitedOn, note, today } = order;
  return enact(db, order, 'sample.visit', async (tx, actor) => {
    const { drawn_on, lines } = await getSample(tx, countyCode, sampleNo);
    const line = lines.find(({ list_no, line_no }) => list_no === listNo && line_no === lineNo);
    if (!line) throw fail('sample.notDrawn', { sample: sampleNo, list: listNo, line: lineNo });
    if (line.visited_by !== null)
      throw fail('sample.visited', { list: listNo, line: lineNo, by: line.visited_by });
    if (visitedOn < drawn_on || visitedOn > today) throw fail('sample.early', { drawn: drawn_on, today });
    if (isByOneOf(actor, await handlersOf(tx, countyCode, listNo)))
      throw fail('sample.ownPayment', { actor, list: listNo });
    await insertRows(tx, 'payout.sample_visit', [
      {
        county_code: countyCode,
        sample_no: sampleNo,
        list_no: listNo,
        line_no: lineNo,
        finding,
        visited_on: visitedOn,
        note,
        recorded_by: actor,
      },
    ]);
    return {
      result: await getSample(tx, countyCode, sampleNo),
      summary: { sample_no: sampleNo, list_no: listNo, line_no: lineNo, finding },
    };
  });
}

async function handlersOf(tx: Tx, countyCode: string, listNo: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select recorded_by as name from payout.payment_list where county_code = ${countyCode} and list_no = ${listNo}
    union select recorded_by from payout.list_end where county_code = ${countyCode} and list_no = ${listNo}
    union select recorded_by from payout.outcome where county_code = ${countyCode} and list_no = ${listNo}`.execute(
    tx,
  );
  return rows.map(({ name }) => name);
}

interface SampleLine {
  readonly township_code: string;
  readonly list_no: number;
  readonly line_no: number;
  readonly household_no: string;
  readonly amount_fen: bigint;
  readonly finding: VisitFinding | null;
  readonly visited_on: PlainDate | null;
  readonly visited_by: string | null;
}

export interface SampleView {
  readonly sample_no: number;
  readonly paid_from: PlainDate;
  readonly paid_to: PlainDate;
  readonly confidence: number;
  readonly margin: number;
  readonly expected_share: number;
  readonly seed: string;
  readonly drawn_on: PlainDate;
  readonly strata: readonly {
    readonly township_code: string;
    readonly payments: number;
    readonly drawn: number;
    readonly visited: number;
    readonly in_order: number;
  }[];
  readonly lines: readonly SampleLine[];
  /** Share of payments in order with its interval; null before the first visit. */
  readonly result: SampleResult | null;
}

/** A sample with its visits and what they show so far. Fails with `sample.unknown`. */
export async function getSample(tx: Tx, countyCode: string, sampleNo: number): Promise<SampleView> {
  const { rows } = await sql<Omit<SampleView, 'strata' | 'lines' | 'result'>>`
    select sample_no, paid_from, paid_to, confidence, margin, expected_share, seed, drawn_on
    from payout.sample where county_code = ${countyCode} and sample_no = ${sampleNo}`.execute(tx);
  const [sample] = rows;
  if (!sample) throw fail('sample.unknown', { county: countyCode, sample: sampleNo });
  const lines = await linesOf(tx, countyCode, sampleNo);
  const { rows: townships } = await sql<{ township_code: string; payments: number; drawn: number }>`
    select township_code, payments, drawn from payout.sample_stratum
    where county_code = ${countyCode} and sample_no = ${sampleNo} order by township_code`.execute(tx);
  const strata = townships.map((each) => {
    const visits = lines.filter(
      ({ township_code, finding }) => township_code === each.township_code && finding !== null,
    );
    const inOrder = visits.filter(({ finding }) => finding === 'in_order').length;
    return { ...each, visited: visits.length, in_order: inOrder };
  });
  const counted = strata.map((each) => ({ ...each, inOrder: each.in_order }));
  return { ...sample, strata, lines, result: resultOf(counted, sample.confidence) ?? null };
}

export interface SampleRow extends Pick<
  SampleView,
  'sample_no' | 'paid_from' | 'paid_to' | 'confidence' | 'margin' | 'drawn_on'
> {
  readonly drawn: number;
  readonly visited: number;
}

/** The samples of a county, the latest first, and how far their visits are. */
export async function listSamples(tx: Tx, countyCode: string): Promise<SampleRow[]> {
  const { rows } = await sql<SampleRow>`
    select s.sample_no, s.paid_from, s.paid_to, s.confidence, s.margin, s.drawn_on,
      (select count(*) from payout.sample_line l where l.county_code = s.county_code and l.sample_no = s.sample_no)::int as drawn,
      (select count(*) from payout.sample_visit v where v.county_code = s.county_code and v.sample_no = s.sample_no)::int as visited
    from payout.sample s where s.county_code = ${countyCode} order by s.sample_no desc`.execute(tx);
  return rows;
}

async function linesOf(tx: Tx, countyCode: string, sampleNo: number): Promise<SampleLine[]> {
  const { rows } = await sql<SampleLine>`
    select p.township_code, s.list_no, s.line_no, p.household_no, p.amount_fen, v.finding, v.visited_on,
      v.recorded_by as visited_by
    from payout.sample_line s
    join payout.payment_line p using (county_code, list_no, line_no)
    left join payout.sample_visit v using (county_code, sample_no, list_no, line_no)
    where s.county_code = ${countyCode} and s.sample_no = ${sampleNo}
    order by p.township_code, s.list_no, s.line_no`.execute(tx);
  return rows;
}
