import type { Bilingual, PlainDate } from '../../../kernel/index.ts';
import { subjectDecisions, type SubjectDecision } from '../../../governance/index.ts';
import { sql, type Tx } from '../../../platform/index.ts';
import type { RoundRow } from './store.ts';

/** What a round is about to governance: subject `livelihood/shares:N`. */
export const SUBJECT_MODULE = 'livelihood/shares';
export const subjectOf = (roundNo: number) => ({ module: SUBJECT_MODULE, id: String(roundNo) });

export const ROUND_STATUS_NAMES = {
  proposed: { zh: '待表决', en: 'waits for the vote' },
  refused: { zh: '未通过', en: 'voted down' },
  approved: { zh: '已通过，待公示', en: 'approved, no notice yet' },
  on_notice: { zh: '公示中', en: 'on notice' },
  contested: { zh: '有异议', en: 'an objection is open' },
  confirmed: { zh: '已确认，待授权', en: 'confirmed' },
  awaiting_agent: { zh: '已授权，待代理机构会签', en: 'waits for the escrow agent' },
  authorised: { zh: '已授权，待发放', en: 'may be paid' },
  partly: { zh: '发放未完', en: 'partly paid' },
  paid: { zh: '已发放', en: 'paid' },
  reversed: { zh: '已冲销', en: 'reversed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Bilingual>;
export type RoundStatus = keyof typeof ROUND_STATUS_NAMES;

/** What stands in the ledger of a round: "posted n of N". */
export interface Posted {
  readonly posted: number;
  readonly of: number;
  /** Whether the agent of the purse's escrow has yet to co-sign. */
  readonly awaitsAgent: boolean;
}

export interface RoundState {
  readonly round: RoundRow;
  readonly status: RoundStatus;
  readonly posted: Posted;
  readonly decision: SubjectDecision;
}

/** Statuses in which everybody may read and replay the sheet: from the decision on. */
export const isPublic = (status: RoundStatus): boolean =>
  status !== 'proposed' && status !== 'refused' && status !== 'withdrawn';

/** How rounds stand on a day, from their steps, meetings, notices and the ledger. */
export async function statesOf(
  tx: Tx,
  countyCode: string,
  rounds: readonly RoundRow[],
  day: PlainDate,
): Promise<RoundState[]> {
  if (rounds.length === 0) return [];
  const decisions = await subjectDecisions(
    tx,
    countyCode,
    rounds.map(({ round_no }) => subjectOf(round_no)),
    day,
  );
  const posted = await postedOf(tx, countyCode, rounds);
  return rounds.map((round, i) => {
    const own = posted.get(round.round_no)!;
    return { round, status: statusOf(round, decisions[i]!, own), posted: own, decision: decisions[i]! };
  });
}

function statusOf(
  { steps }: RoundRow,
  decision: SubjectDecision,
  { posted, of, awaitsAgent }: Posted,
): RoundStatus {
  const has = (step: string): boolean => steps.some((one) => one.step === step);
  if (has('withdrawn')) return 'withdrawn';
  if (has('reversed')) return 'reversed';
  if (has('paid')) return posted < of ? 'partly' : 'paid';
  if (decision.openObjections.length > 0) return 'contested';
  if (has('authorised') && awaitsAgent) return 'awaiting_agent';
  if (has('authorised')) return posted > 0 ? 'partly' : 'authorised';
  if (decision.outcome === 'refused') return 'refused';
  if (decision.outcome === 'none') return 'proposed';
  if (decision.isConfirmed) return 'confirmed';
  return decision.notice ? 'on_notice' : 'approved';
}

async function postedOf(
  tx: Tx,
  countyCode: string,
  rounds: readonly RoundRow[],
): Promise<Map<number, Posted>> {
  const authorised = rounds.flatMap(({ round_no, steps }) =>
    steps.flatMap(({ authorisation_no }) =>
      authorisation_no === null ? [] : [[authorisation_no, round_no] as const],
    ),
  );
  const { rows } = await sql<{ authorisation_no: bigint; posted: bigint }>`
    select authorisation_no,
      count(*) filter (where reversal_of is null) - count(*) filter (where reversal_of is not null) as posted
    from ledger.posting
    where county_code = ${countyCode} and authorisation_no = any(${authorised.map(([no]) => no)}::bigint[])
    group by 1`.execute(tx);
  const waiting = await sql<{ authorisation_no: bigint }>`
    select authorisation_no from ledger.authorisation_step
    where county_code = ${countyCode} and authorisation_no = any(${authorised.map(([no]) => no)}::bigint[])
      and because like 'ledger/escrow/%'
    group by authorisation_no, because
    having count(*) filter (where step = 'suspended') > count(*) filter (where step = 'resumed')`.execute(tx);
  const awaited = new Set(waiting.rows.map(({ authorisation_no }) => String(authorisation_no)));
  const counts = new Map(
    rows.map(({ authorisation_no, posted }) => [String(authorisation_no), Number(posted)]),
  );
  const of = (roundNo: number): number =>
    authorised.reduce((sum, [no, own]) => (own === roundNo ? sum + (counts.get(no) ?? 0) : sum), 0);
  const awaitsAgent = (roundNo: number): boolean =>
    authorised.some(([no, own]) => own === roundNo && awaited.has(no));
  return new Map(
    rounds.map(({ round_no, payable_count }) => [
      round_no,
      { posted: of(round_no), of: payable_count, awaitsAgent: awaitsAgent(round_no) },
    ]),
  );
}
