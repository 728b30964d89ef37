import { divideHalfUp, fen, maxFen, minFen } from '../../kernel/pure.ts';
import type { Fen, PlainDate } from '../../kernel/pure.ts';
import { quote, type Peril, type Quote, type Schedule } from '../../policy/pure.ts';

export interface EligibilityInput {
  /** Income of the window for the whole household; undefined when it is not known yet. */
  readonly householdIncomeFen: Fen | undefined;
  /** People who share it, at least 1. */
  readonly size: number;
  readonly protectionLineFen: Fen | undefined;
  /** Whether an income exactly at the line qualifies; the seed says no (domain.md M05). */
  readonly inclusive: boolean;
}

/** Unknown is an answer: it names what the visit must ask. `perHeadFen` is rounded for people, not for the test. */
export type Eligibility =
  | { readonly status: 'eligible' | 'refused'; readonly perHeadFen: Fen; readonly lineFen: Fen }
  | { readonly status: 'unknown'; readonly missing: readonly ('per_capita_income' | 'protection_line')[] };

/**
 * Whether a household's income per head lies under the protection line (domain.md M05), compared without rounding.
 * Necessary, not sufficient: the finding and the verification chain are judged elsewhere.
 *
 * @example
 * assessEligibility({ householdIncomeFen: fen(8_856_00), size: 2, protectionLineFen: fen(4_428_00), inclusive: false });
 * // refused, with both numbers
 */
export function assessEligibility(input: EligibilityInput): Eligibility {
  const { householdIncomeFen: income, size, protectionLineFen: lineFen, inclusive } = input;
  if (income === undefined || lineFen === undefined) {
    const missingIncome = income === undefined ? (['per_capita_income'] as const) : [];
    const missingLine = lineFen === undefined ? (['protection_line'] as const) : [];
    return { status: 'unknown', missing: [...missingIncome, ...missingLine] };
  }
  const lineForAll = lineFen * BigInt(size);
  const isUnder = inclusive ? income <= lineForAll : income < lineForAll;
  const perHeadFen = fen(divideHalfUp(income, BigInt(size)));
  return { status: isUnder ? 'eligible' : 'refused', perHeadFen, lineFen };
}

export interface ClaimInput {
  readonly schedule: Schedule;
  /** All bills of the policy year for this household and peril, corrections included. */
  readonly cumulativeSelfPaidFen: Fen;
  /** Net of repayments: what the household holds of this year's money for this peril. */
  readonly alreadyPaidFen: Fen;
  /** The same for the other perils under the schedule's cap; 0 without one. */
  readonly capUsedElsewhereFen: Fen;
}

export interface Claim {
  readonly quote: Quote;
  /** What the year's bills are worth, the shared cap taken into account. */
  readonly entitledFen: Fen;
  /** Entitled less already paid; below 0 it is owed back. */
  readonly differenceFen: Fen;
  readonly payableFen: Fen;
  readonly receivableFen: Fen;
  readonly isCapped: boolean;
}

/**
 * What a later bill, or a corrected one, changes: staircase of the whole year's sum, less what was paid (domain.md
 * M07). Splitting or reordering a year's bills never changes their total.
 *
 * A correction that gives up money under a shared cap frees it for the other perils: settle these too, or all at
 * once with `settleYear`. Throws RangeError on a negative amount.
 *
 * @example
 * claim({ schedule, cumulativeSelfPaidFen: fen(18_000_00), alreadyPaidFen: fen(2_100_00), capUsedElsewhereFen: fen(0) })
 *   .payableFen; // 670000n: E-W14 less E-W11
 */
export function claim({
  schedule,
  cumulativeSelfPaidFen,
  alreadyPaidFen,
  capUsedElsewhereFen,
}: ClaimInput): Claim {
  if (alreadyPaidFen < 0n || capUsedElsewhereFen < 0n)
    throw new RangeError('claim: amounts already paid must not be negative');
  const worth = quote(schedule, cumulativeSelfPaidFen);
  const entitledFen = schedule.cap
    ? minFen(worth.beforeCapFen, maxFen(fen(0), fen(schedule.cap.capFen - capUsedElsewhereFen)))
    : worth.beforeCapFen;
  return claimOf(worth, entitledFen, alreadyPaidFen);
}

function claimOf(worth: Quote, entitledFen: Fen, alreadyPaidFen: Fen): Claim {
  const differenceFen = fen(entitledFen - alreadyPaidFen);
  return {
    quote: worth,
    entitledFen,
    differenceFen,
    payableFen: maxFen(fen(0), differenceFen),
    receivableFen: maxFen(fen(0), fen(-differenceFen)),
    isCapped: entitledFen < worth.beforeCapFen,
  };
}

export interface YearEntry {
  readonly schedule: Schedule;
  readonly cumulativeSelfPaidFen: Fen;
  readonly alreadyPaidFen: Fen;
}

/**
 * All perils of one household and policy year together, in the order given. Under a shared cap each peril first
 * keeps what it was paid and is still worth; what is left of the cap goes to the entries in order. The total is
 * min(cap, Σ staircases) for every history of bills, corrections and payments.
 *
 * Throws RangeError for two entries of one peril, or two sizes of one cap.
 */
export function settleYear(entries: readonly YearEntry[]): Claim[] {
  assertDistinct(entries);
  const worths = entries.map(({ schedule, cumulativeSelfPaidFen }) => quote(schedule, cumulativeSelfPaidFen));
  const kept = entries.map(({ alreadyPaidFen }, i) => minFen(alreadyPaidFen, worths[i]!.payoutFen));
  const left = new Map<string, Fen>();
  for (const { schedule } of entries) if (schedule.cap) left.set(schedule.cap.id, schedule.cap.capFen);
  const take = (capId: string, wanted: Fen): Fen => {
    const taken = minFen(wanted, left.get(capId) ?? fen(0));
    left.set(capId, fen((left.get(capId) ?? 0n) - taken));
    return taken;
  };
  // Two passes, so that a peril never gives back money only because another one stands earlier in the list.
  const keeps = entries.map(({ schedule }, i) => (schedule.cap ? take(schedule.cap.id, kept[i]!) : kept[i]!));
  return entries.map(({ schedule, alreadyPaidFen }, i) => {
    const worth = worths[i]!;
    const more = fen(worth.payoutFen - keeps[i]!);
    const entitledFen = fen(keeps[i]! + (schedule.cap ? take(schedule.cap.id, more) : more));
    return claimOf(worth, entitledFen, alreadyPaidFen);
  });
}

function assertDistinct(entries: readonly YearEntry[]): void {
  const perils = new Set(entries.map(({ schedule }) => schedule.peril));
  if (perils.size < entries.length) throw new RangeError('settleYear: one entry for each peril');
  if (entries.some(({ alreadyPaidFen }) => alreadyPaidFen < 0n))
    throw new RangeError('settleYear: amounts already paid must not be negative');
  const caps = new Map<string, Fen>();
  for (const {
    schedule: { cap },
  } of entries)
    if (cap) {
      if ((caps.get(cap.id) ?? cap.capFen) !== cap.capFen)
        throw new RangeError(`settleYear: two sizes of cap ${cap.id}`);
      caps.set(cap.id, cap.capFen);
    }
}

export interface TrafficAccident {
  /** Self-paid medical expenditure; undefined when not known yet. */
  readonly medicalFen: Fen | undefined;
  /** Financial loss; undefined when not known yet. */
  readonly lossFen: Fen | undefined;
  readonly judicialCompensation: boolean | undefined;
  readonly longTreatment: boolean | undefined;
  /** Which of two equal amounts decides, as the policy has it. */
  readonly tie: 'medical' | 'loss';
}

export type TrafficQuestion = 'medical_amount' | 'loss_amount' | 'judicial_compensation' | 'long_treatment';

export type TrafficPeril =
  | {
      readonly status: 'payable';
      readonly peril: 'traffic_medical' | 'traffic_loss';
      readonly because: 'larger' | 'tie';
    }
  | { readonly status: 'refused'; readonly because: 'judicially_compensated' | 'no_expense' }
  | { readonly status: 'unknown'; readonly ask: readonly TrafficQuestion[] };

/**
 * By which rule a traffic accident is paid (domain.md M07, §6): only without judicial compensation or with long
 * treatment, by the larger of medical expenditure and loss, of two equals the one the policy names.
 */
export function dominantTrafficPeril(accident: TrafficAccident): TrafficPeril {
  const { medicalFen, lossFen, judicialCompensation, longTreatment, tie } = accident;
  if (judicialCompensation === true && longTreatment === false)
    return { status: 'refused', because: 'judicially_compensated' };
  const isCovered = judicialCompensation === false || longTreatment === true;
  const ask: TrafficQuestion[] = [];
  if (medicalFen === undefined) ask.push('medical_amount');
  if (lossFen === undefined) ask.push('loss_amount');
  if (!isCovered && judicialCompensation === undefined) ask.push('judicial_compensation');
  if (!isCovered && longTreatment === undefined) ask.push('long_treatment');
  if (medicalFen === 0n && lossFen === 0n) return { status: 'refused', because: 'no_expense' };
  if (medicalFen === undefined || lossFen === undefined || ask.length > 0) return { status: 'unknown', ask };
  if (medicalFen === lossFen) return { status: 'payable', peril: `traffic_${tie}`, because: 'tie' };
  return {
    status: 'payable',
    peril: medicalFen > lossFen ? 'traffic_medical' : 'traffic_loss',
    because: 'larger',
  };
}

export interface Bill {
  readonly recordNo: string;
  readonly householdNo: string;
  readonly personNo: string;
  readonly peril: Peril;
  readonly date: PlainDate;
  readonly totalFen: Fen;
  readonly provider: string;
}

/** Records that look like one bill claimed under more than one peril. */
export interface DoubleBill {
  readonly recordNos: readonly string[];
  readonly perils: readonly Peril[];
}

/**
 * The same bill (household, person, date, total, provider) under two perils: the same yuan may be paid once only
 * (domain.md M07). Bills without any amount are left out. In the order of the first record.
 */
export function findDoubleBills(bills: readonly Bill[]): DoubleBill[] {
  const same = new Map<string, Bill[]>();
  for (const bill of bills) {
    if (bill.totalFen === 0n) continue;
    const { householdNo, personNo, date, totalFen } = bill;
    const key = JSON.stringify([householdNo, personNo, date, String(totalFen), normalised(bill.provider)]);
    const group = same.get(key);
    if (group) group.push(bill);
    else same.set(key, [bill]);
  }
  return [...same.values()]
    .map((group) => ({
      recordNos: group.map(({ recordNo }) => recordNo),
      perils: [...new Set(group.map(({ peril }) => peril))],
    }))
    .filter(({ perils }) => perils.length > 1);
}

/** Full-width and half-width letters, case and spaces do not make another hospital. */
const normalised = (provider: string): string => provider.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
