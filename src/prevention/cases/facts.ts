import { Failure, type Fen, fen, type PlainDate } from '../../kernel/index.ts';
import {
  listObjections,
  type ObjectionRow,
  type Subject,
  type SubjectDecision,
  subjectDecisions,
} from '../../governance/index.ts';
import { openSuspensions } from '../../ledger/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import type { Tx } from '../../platform/index.ts';
import { peopleOfHousehold } from '../../registry/index.ts';
import { type AssessOrder, assessedSoFar, readFacts, valueFacts } from '../compensation/index.ts';
import { ACTIONS } from './chain.ts';
import { fail } from './errors.ts';
import type { CaseFacts, OrderFacts, Period, ProcedureFacts, Step, VillageFacts, Worth } from './model.ts';
import { type CaseLog, loadCases, loadOrders, type OrderedPayment, orderSteps } from './store.ts';

/** Chooses the version of a policy by its name on a day, such as `wei-2017` or a version's full name. */
export type PolicyOn = (reference: string, day: PlainDate) => PolicyVersion;

/** The day something is done, and the day on which that is asked: objections count up to the latter. */
export interface Days {
  readonly day: PlainDate;
  readonly today: PlainDate;
}

export const SUBJECT_MODULE = 'cases';
export const subjectOf = (caseNo: number): Subject => ({ module: SUBJECT_MODULE, id: String(caseNo) });
const removalSubjectOf = (caseNo: number): Subject => ({
  module: SUBJECT_MODULE,
  id: `${caseNo}/removal`,
});

/** What a decision looks at, for many cases in a few statements; without what only one case at a time is asked. */
export async function loadFacts(
  tx: Tx,
  policyOn: PolicyOn,
  countyCode: string,
  logs: readonly CaseLog[],
  { day, today }: Days,
): Promise<CaseFacts[]> {
  if (logs.length === 0) return [];
  const orders = await loadOrders(tx, countyCode, logs);
  const subjects = logs.flatMap(({ row }) => [subjectOf(row.case_no), removalSubjectOf(row.case_no)]);
  const village = await loadVillage(tx, countyCode, subjects, today);
  return logs.map(({ row, steps, inputs }, i) => ({
    caseNo: row.case_no,
    today: day,
    steps,
    procedure: procedureOf(policyOn(inputs.policy_version, inputs.as_of)),
    finders: inputs.finders,
    areaCodes: inputs.area_codes,
    identifiedOn: inputs.facts.identifiedOn,
    people: [],
    hasLabour: false,
    village: decidedBy(village[2 * i]!, day),
    removal: decidedBy(village[2 * i + 1]!, day),
    order: orderFacts(orders, steps),
  }));
}

/** As `loadFacts`, for one case with everything: the household's people and, unless nobody asks, what the case is worth. */
export async function loadAllFacts(
  tx: Tx,
  policyOn: PolicyOn,
  countyCode: string,
  log: CaseLog,
  days: Days,
  { needsWorth }: { readonly needsWorth: boolean } = { needsWorth: true },
): Promise<CaseFacts> {
  const [facts] = await loadFacts(tx, policyOn, countyCode, [log], days);
  const people = await peopleOfHousehold(tx, countyCode, log.row.household_no, days.day);
  return {
    ...facts!,
    people: people.map(({ name }) => name),
    hasLabour: people.some(({ labour }) => labour === 'ordinary' || labour === 'skilled'),
    ...(needsWorth && { worth: await worthOf(tx, policyOn, countyCode, log, days.day) }),
  };
}

/** How the frozen inputs are assessed: with the answers the visit that counts brought. */
export function assessmentOrder(
  policyOn: PolicyOn,
  countyCode: string,
  { row, inputs, steps }: CaseLog,
  actor: string,
): AssessOrder {
  const visit = steps.findLast(({ action }) => action === 'visit')?.fields ?? {};
  const answers = {
    judicialCompensation: visit['judicial_compensation'],
    longTreatment: visit['long_treatment'],
  };
  return {
    countyCode,
    householdNo: row.household_no,
    policy: policyOn(inputs.policy_version, inputs.as_of),
    asOf: inputs.as_of,
    actor,
    ...Object.fromEntries(
      Object.entries(answers)
        .filter(([, answer]) => answer !== undefined)
        .map(([name, answer]) => [name, answer === 'yes']),
    ),
  };
}

async function worthOf(
  tx: Tx,
  policyOn: PolicyOn,
  countyCode: string,
  log: CaseLog,
  day: PlainDate,
): Promise<Worth> {
  const order = assessmentOrder(policyOn, countyCode, log, '');
  try {
    const newlyDue = await valueFacts(tx, order, readFacts(log.inputs.facts));
    return { dueFen: fen(newlyDue + (await unorderedSoFar(tx, order, log, day))) };
  } catch (error) {
    if (error instanceof Failure) return { refusal: error.sentence };
    throw error;
  }
}

/** What the household's year was assessed so far and no case has ordered to be paid. */
export async function unorderedSoFar(
  tx: Tx,
  order: AssessOrder,
  { row }: CaseLog,
  day: PlainDate,
): Promise<Fen> {
  const assessed = [...(await assessedSoFar(tx, order)).values()].reduce((sum, each) => sum + each, 0n);
  const ofHousehold = await loadCases(tx, order.countyCode, { householdNo: row.household_no });
  const ofYear = ofHousehold.filter(
    (other) => other.row.policy_id === row.policy_id && other.row.policy_year === row.policy_year,
  );
  const orders = await loadOrders(tx, order.countyCode, ofYear);
  return fen([...orders.values()].reduce((rest, each) => rest - committed(each, day), assessed));
}

/** What an order takes up: its limit while it may still be paid, afterwards what was paid. */
const committed = ({ status, validTo, limit, posted }: OrderedPayment, day: PlainDate): bigint =>
  status === 'revoked' || validTo < day ? posted : limit;

function orderFacts(
  orders: ReadonlyMap<string, OrderedPayment>,
  steps: readonly Step[],
): OrderFacts | undefined {
  const last = orderSteps(steps).at(-1);
  const found = last && orders.get(last.fields['authorisation']!);
  if (!found) return undefined;
  const { limit, posted, status, steps: taken, validTo, paidOn } = found;
  const suspendedBy = openSuspensions(taken);
  return { limitFen: fen(limit), postedFen: fen(posted), status, suspendedBy, validTo, paidOn };
}

interface Village {
  readonly decision: SubjectDecision;
  readonly objections: readonly ObjectionRow[];
}

async function loadVillage(
  tx: Tx,
  countyCode: string,
  subjects: readonly Subject[],
  today: PlainDate,
): Promise<Village[]> {
  const decisions = await subjectDecisions(tx, countyCode, subjects, today);
  const isContested = decisions.some(({ openObjections }) => openObjections.length > 0);
  const objections = isContested ? await listObjections(tx, countyCode, subjects) : [];
  return decisions.map((decision) => ({ decision, objections }));
}

/** What has been decided by a day. What is contested today is contested, whenever the action is said to have been. */
function decidedBy({ decision: state, objections }: Village, day: PlainDate): VillageFacts {
  const { outcome, decision, notice, openObjections } = state;
  const contest = {
    openObjections,
    openAppeals: openObjections.filter((no) =>
      objections.some(({ objection_no, appeals_no }) => objection_no === no && appeals_no !== null),
    ),
  };
  if (!decision || decision.day > day) return { outcome: 'none', ...contest };
  const isOver = notice?.lastDay !== undefined && notice.lastDay < day;
  return {
    outcome,
    meeting: {
      no: decision.meetingNo,
      day: decision.day,
      kind: decision.decisionKind,
      areaCode: decision.areaCode,
      chairs: decision.chairs,
    },
    ...(notice && {
      notice: {
        no: notice.noticeNo,
        status: notice.status === 'complete' && !isOver ? 'hanging' : notice.status,
        lastDay: notice.lastDay ?? null,
      },
    }),
    ...contest,
  };
}

const PERIODS = new Set(Object.values(ACTIONS).flatMap(({ due }) => (due ? [due.period] : [])));

/** Fails with `cases.parameter`. */
function procedureOf(policy: PolicyVersion): ProcedureFacts {
  const parameter = (path: string) => {
    const found = policy.parameter(path);
    if (!found) throw fail('cases.parameter', { policy: policy.version, path });
    return found;
  };
  const { value } = parameter('procedure.departments');
  return {
    departments: Array.isArray(value) ? value : [],
    periods: new Map(
      [...PERIODS].map((name) => {
        const { value: days, unit } = parameter(`procedure.${name}`);
        const dayKind: Period['dayKind'] = unit === 'working_day' ? 'working_day' : 'calendar_day';
        return [name, { days: Number(days), dayKind }];
      }),
    ),
    removalMonths: Number(parameter('removal.months_since_identification').value),
    removalMeasures: Number(parameter('removal.measures_carried_out').value),
    marksWithoutLabour: parameter('removal.marks_households_without_labour').value === true,
  };
}
