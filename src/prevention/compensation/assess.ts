import { act } from '../../access/index.ts';
import { type Fen, fen, formatYuan, type PlainDate, ZERO_FEN } from '../../kernel/index.ts';
import { findIncome } from '../../income/index.ts';
import {
  explain,
  type ExplanationDocument,
  findExplanationFault,
  type Group,
  type Peril,
  PERILS,
  type PolicyVersion,
  readExplanation,
  recompute,
  type Schedule,
  writeExplanation,
} from '../../policy/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import { fail } from './errors.ts';
import type { AssessmentFacts } from './facts.ts';
import {
  assessEligibility,
  type Claim,
  dominantTrafficPeril,
  findDoubleBills,
  settleYear,
  type TrafficPeril,
} from './rules.ts';
import {
  assessedSoFar,
  type BillRow,
  type ClaimInputs,
  findIdentification,
  findGroupAndSize,
  type HouseholdYear,
  insertClaim,
  listBills,
  listClaims,
  lockHousehold,
} from './store.ts';

export interface AssessOrder extends HouseholdYear {
  readonly actor: string;
  readonly dryRun?: boolean;
  /** Answers about a traffic accident; undefined when nobody has asked yet. */
  readonly judicialCompensation?: boolean;
  readonly longTreatment?: boolean;
}

export interface AssessedPeril {
  readonly claim_no: string;
  readonly peril: Peril;
  readonly self_paid_yuan: string;
  readonly entitled_yuan: string;
  readonly already_paid_yuan: string;
  readonly payable_yuan: string;
  readonly receivable_yuan: string;
  readonly explanation: ExplanationDocument;
}

export interface Assessment {
  readonly county_code: string;
  readonly household_no: string;
  readonly group: Group;
  readonly policy_version: string;
  readonly as_of: PlainDate;
  readonly identified_on: PlainDate;
  readonly per_capita_income_yuan: string;
  readonly protection_line_yuan: string;
  readonly dry_run: boolean;
  readonly payable_yuan: string;
  readonly receivable_yuan: string;
  /** Only what changed since the assessment before. */
  readonly claims: readonly AssessedPeril[];
  /** How a traffic accident was judged; null without one. */
  readonly traffic: TrafficPeril | null;
}

/**
 * Assesses one household's policy year up to a day: eligibility first, then what the year's bills are worth less
 * what earlier assessments paid, for every peril. Assessing twice adds nothing; a correction downwards is owed back.
 *
 * Fails with `compensation.noHousehold`, `.noFinding`, `.unknown`, `.notEligible`, `.doubleBill` or `.noSchedule`,
 * in this order.
 */
export async function assess(db: Db, order: AssessOrder): Promise<Assessment> {
  const { countyCode, householdNo, actor, dryRun = false, policy, asOf } = order;
  const input = { householdNo, policy: policy.version, asOf };
  return act(db, { actor, action: 'compensation.assess', countyCode, input, dryRun }, async (tx) => {
    const result = await assessInside(tx, order);
    const { payable_yuan, receivable_yuan, claims } = result;
    return {
      result,
      summary: { household_no: householdNo, claims: claims.length, payable_yuan, receivable_yuan },
    };
  });
}

const assessInside = async (tx: Tx, order: AssessOrder): Promise<Assessment> =>
  assessFacts(tx, order, await gatherFacts(tx, order));

/**
 * What an assessment looks at in the register: gathered once and kept, it is assessed the same whatever changes later.
 *
 * Fails with `compensation.noHousehold` or `.noFinding`.
 */
export async function gatherFacts(tx: Tx, order: HouseholdYear): Promise<AssessmentFacts> {
  const { countyCode, householdNo, policy } = order;
  const { group, size, identifiedOn } = await identify(tx, order);
  const incomeFen =
    policy.incomeRules && (await findIncome(tx, countyCode, householdNo, identifiedOn, policy.incomeRules));
  return { group, size, identifiedOn, incomeFen, bills: await listBills(tx, order) };
}

/** What was gathered is worth in all, less what was assessed before; nothing is written. Fails as `assessFacts`. */
export async function valueFacts(tx: Tx, order: AssessOrder, facts: AssessmentFacts): Promise<Fen> {
  const { settled } = settleFacts(order, facts, await assessedSoFar(tx, order));
  return fen(settled.reduce((sum, { differenceFen }) => sum + differenceFen, 0n));
}

/** What an assessment would say now, with its explanation; nothing is written. */
export interface Preview {
  readonly perCapitaFen: Fen;
  readonly lineFen: Fen;
  readonly perils: readonly {
    readonly peril: Peril;
    readonly selfPaidFen: Fen;
    readonly entitledFen: Fen;
    readonly differenceFen: Fen;
    readonly explanation: ExplanationDocument;
  }[];
}

/** Every peril with bills or earlier claims, also where nothing changed. Fails as `assessFacts`. */
export async function previewFacts(tx: Tx, order: AssessOrder, facts: AssessmentFacts): Promise<Preview> {
  const { income, entries, settled } = settleFacts(order, facts, await assessedSoFar(tx, order));
  return {
    ...income,
    perils: entries.map((entry, i) => {
      const { entitledFen, differenceFen } = settled[i]!;
      return {
        peril: entry.schedule.peril,
        selfPaidFen: entry.cumulativeSelfPaidFen,
        entitledFen,
        differenceFen,
        explanation: explanationOf(order.policy, entry, settled[i]!),
      };
    }),
  };
}

function settleFacts(order: AssessOrder, facts: AssessmentFacts, paid: ReadonlyMap<string, Fen>) {
  const { householdNo, policy } = order;
  const { group, size, identifiedOn, incomeFen, bills } = facts;
  const income = getEligibleIncome(order, size, identifiedOn, incomeFen);
  refuseDoubleBills(householdNo, bills);
  const traffic = judgeTraffic(order, bills);
  const entries = entriesOf(order, group, bills, paid, traffic);
  if (entries.length === 0)
    throw fail('compensation.noSchedule', { household: householdNo, group, policy: policy.version });
  return { income, traffic, entries, settled: settleYear(entries) };
}

/** Assesses what was gathered, inside a running transaction. Fails as `assess` from `.unknown` on. */
export async function assessFacts(tx: Tx, order: AssessOrder, facts: AssessmentFacts): Promise<Assessment> {
  const { countyCode, householdNo, policy, asOf, actor, dryRun = false } = order;
  const { group, identifiedOn } = facts;
  await lockHousehold(tx, order);
  const paid = await assessedSoFar(tx, order);
  const { income, traffic, entries, settled } = settleFacts(order, facts, paid);
  const claims: AssessedPeril[] = [];
  for (const [i, entry] of entries.entries()) {
    const claim = settled[i]!;
    if (claim.differenceFen === 0n) continue;
    const explanation = explanationOf(policy, entry, claim);
    const claimNo = await insertClaim(
      tx,
      order,
      {
        peril: entry.schedule.peril,
        group,
        identifiedOn,
        selfPaidFen: entry.cumulativeSelfPaidFen,
        entitledFen: claim.entitledFen,
        differenceFen: claim.differenceFen,
        inputs: inputsOf(entry.bills, income),
        explanation,
      },
      actor,
    );
    claims.push(assessedPeril(claimNo, entry, claim, explanation));
  }
  const total = (of: (claim: Claim) => Fen): string =>
    formatYuan(settled.reduce((sum, claim) => sum + of(claim), 0n));
  return {
    county_code: countyCode,
    household_no: householdNo,
    group,
    policy_version: policy.version,
    as_of: asOf,
    identified_on: identifiedOn,
    per_capita_income_yuan: formatYuan(income.perCapitaFen),
    protection_line_yuan: formatYuan(income.lineFen),
    dry_run: dryRun,
    payable_yuan: total(({ payableFen }) => payableFen),
    receivable_yuan: total(({ receivableFen }) => receivableFen),
    claims,
    traffic,
  };
}

/** Group and size are those of the day of identification: a later event in the register changes nothing found. */
async function identify(tx: Tx, order: HouseholdYear) {
  const { countyCode, householdNo, policy, asOf } = order;
  if (!(await lockHousehold(tx, order)))
    throw fail('compensation.noHousehold', { county: countyCode, household: householdNo });
  const identifiedOn = await findIdentification(tx, order);
  const household = identifiedOn && (await findGroupAndSize(tx, order, identifiedOn));
  if (!household)
    throw fail('compensation.noFinding', { household: householdNo, policy: policy.version, day: asOf });
  return { ...household, identifiedOn };
}

interface EligibleIncome {
  readonly perCapitaFen: Fen;
  readonly lineFen: Fen;
}

function getEligibleIncome(
  { householdNo, policy }: AssessOrder,
  size: number,
  identifiedOn: PlainDate,
  householdIncomeFen: Fen | undefined,
): EligibleIncome {
  const line = policy.protectionLine(identifiedOn);
  const answer = assessEligibility({
    householdIncomeFen,
    size,
    protectionLineFen: line?.lineFen,
    inclusive: line?.inclusive ?? false,
  });
  switch (answer.status) {
    case 'eligible':
      return { perCapitaFen: answer.perHeadFen, lineFen: answer.lineFen };
    case 'refused':
      throw fail('compensation.notEligible', {
        household: householdNo,
        income: formatYuan(answer.perHeadFen),
        line: formatYuan(answer.lineFen),
        months: policy.incomeRules?.windowMonths ?? 0,
      });
    case 'unknown':
      throw fail('compensation.unknown', {
        household: householdNo,
        missingZh: answer.missing.map((name) => MISSING[name].zh).join('、'),
        missingEn: answer.missing.map((name) => MISSING[name].en).join(', '),
      });
  }
}

const MISSING = {
  per_capita_income: { zh: '认定前的收入', en: 'the income of the months before identification' },
  protection_line: { zh: '防贫保障线', en: 'the protection line' },
};

function refuseDoubleBills(householdNo: string, bills: readonly BillRow[]): void {
  const [double] = findDoubleBills(bills);
  if (double)
    throw fail('compensation.doubleBill', {
      household: householdNo,
      records: double.recordNos.join(', '),
      perils: double.perils.join(', '),
    });
}

const sumOf = (bills: readonly BillRow[], peril: Peril): Fen =>
  fen(bills.reduce((sum, bill) => (bill.peril === peril ? sum + bill.selfPaidFen : sum), 0n));

function judgeTraffic(order: AssessOrder, bills: readonly BillRow[]): TrafficPeril | null {
  const medicalFen = sumOf(bills, 'traffic_medical');
  const lossFen = sumOf(bills, 'traffic_loss');
  if (medicalFen === 0n && lossFen === 0n) return null;
  const { judicialCompensation, longTreatment } = order;
  const tie = order.policy.parameter('traffic.tie')?.value === 'loss' ? 'loss' : 'medical';
  return dominantTrafficPeril({ medicalFen, lossFen, judicialCompensation, longTreatment, tie });
}

interface Entry {
  readonly schedule: Schedule;
  readonly cumulativeSelfPaidFen: Fen;
  readonly alreadyPaidFen: Fen;
  readonly bills: readonly BillRow[];
}

/** One entry for each peril with bills or earlier payments; a traffic peril counts only when it is the payable one. */
function entriesOf(
  { policy }: AssessOrder,
  group: Group,
  bills: readonly BillRow[],
  paid: ReadonlyMap<string, Fen>,
  traffic: TrafficPeril | null,
): Entry[] {
  return PERILS.flatMap((peril) => {
    const schedule = policy.schedule(group, peril);
    if (!schedule) return [];
    const isTraffic = peril === 'traffic_medical' || peril === 'traffic_loss';
    // Until the questions about an accident are answered, what was paid for it stays as it is.
    if (isTraffic && traffic?.status === 'unknown') return [];
    const isPayable = !isTraffic || (traffic?.status === 'payable' && traffic.peril === peril);
    const own = isPayable ? bills.filter((bill) => bill.peril === peril) : [];
    const alreadyPaidFen = paid.get(peril) ?? ZERO_FEN;
    return own.length === 0 && alreadyPaidFen === 0n
      ? []
      : [{ schedule, cumulativeSelfPaidFen: sumOf(own, peril), alreadyPaidFen, bills: own }];
  });
}

function explanationOf(policy: PolicyVersion, entry: Entry, claim: Claim): ExplanationDocument {
  const { schedule, alreadyPaidFen } = entry;
  const capUsedElsewhereFen =
    schedule.cap && claim.isCapped ? fen(schedule.cap.capFen - claim.entitledFen) : ZERO_FEN;
  const tree = explain({ policy, schedule, quote: claim.quote, alreadyPaidFen, capUsedElsewhereFen });
  if (recompute(tree) !== claim.differenceFen)
    throw new Error(`The explanation gives ${recompute(tree)} fen, the claim ${claim.differenceFen}`);
  return writeExplanation(tree);
}

const inputsOf = (bills: readonly BillRow[], { perCapitaFen, lineFen }: EligibleIncome): ClaimInputs => ({
  bills: bills.map(({ recordNo, date, selfPaidFen }) => ({
    record_no: recordNo,
    date,
    self_paid_yuan: formatYuan(selfPaidFen),
  })),
  per_capita_income_yuan: formatYuan(perCapitaFen),
  protection_line_yuan: formatYuan(lineFen),
});

const assessedPeril = (
  claimNo: string,
  { schedule, cumulativeSelfPaidFen, alreadyPaidFen }: Entry,
  claim: Claim,
  explanation: ExplanationDocument,
): AssessedPeril => ({
  claim_no: claimNo,
  peril: schedule.peril,
  self_paid_yuan: formatYuan(cumulativeSelfPaidFen),
  entitled_yuan: formatYuan(claim.entitledFen),
  already_paid_yuan: formatYuan(alreadyPaidFen),
  payable_yuan: formatYuan(claim.payableFen),
  receivable_yuan: formatYuan(claim.receivableFen),
  explanation,
});

export interface ClaimFault {
  readonly claim_no: string;
  readonly path: string;
  readonly stated: string;
  readonly recomputed: string;
}

/** Recomputes every stored claim of a county from its own explanation; answers those that do not agree. */
export async function verifyClaims(
  tx: Tx,
  countyCode: string,
): Promise<{ claims: number; faults: ClaimFault[] }> {
  const claims = await listClaims(tx, countyCode);
  const faults = claims.flatMap(({ claim_no, difference_fen, explanation }): ClaimFault[] => {
    const tree = readExplanation(explanation);
    const fault = findExplanationFault(tree);
    if (fault) return [{ claim_no, ...fault }];
    return tree.amountFen === difference_fen
      ? []
      : [{ claim_no, path: 'due', stated: String(difference_fen), recomputed: String(tree.amountFen) }];
  });
  return { claims: claims.length, faults };
}
