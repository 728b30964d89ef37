import type { DayKind, PlainDate } from '../kernel/index.ts';
import type { ParameterInForce, PolicyVersion } from '../policy/index.ts';
import { fail } from './errors.ts';
import type { BodyKind } from './model.ts';

/** The policy that gives the rules of meetings, notices and objections, unless another one is named. */
export const PROCEDURE_POLICY = 'village-governance';

/** What a body's meetings freeze when they are called. Thresholds are in the policy's words, "at least 2/3". */
export interface BodyRules {
  readonly quorum: string;
  /** Share of the households that suffices instead (Organic Law, art. 22); null: no such rule. */
  readonly householdQuorum: string | null;
  readonly majority: string;
  readonly majorityOf: 'present' | 'all';
  readonly callDays: number;
  readonly isWeighted: boolean;
  readonly proxyForms: readonly string[];
  readonly proxiesPerHolder: number;
  readonly evidence: readonly string[];
  readonly decides: readonly string[];
}

/** The rules of a kind of body, for a kind of decision where one has its own. Fails with `procedure.missing`. */
export function bodyRules(policy: PolicyVersion, kind: BodyKind, decisionKind = ''): BodyRules {
  const own = (name: string) =>
    policy.parameter(`${kind}.${name}_${decisionKind}`) ?? policy.parameter(`${kind}.${name}`);
  const household = own('household_quorum');
  const needed = (name: string) => own(name) ?? missing(policy, `${kind}.${name}`);
  return {
    quorum: String(needed('quorum').value),
    householdQuorum: household ? String(household.value) : null,
    majority: String(needed('majority').value),
    majorityOf: needed('majority_of').value === 'all' ? 'all' : 'present',
    callDays: Number(needed('call_days').value),
    isWeighted: needed('is_weighted').value === true,
    proxyForms: listOf(needed('proxy_forms')),
    proxiesPerHolder: Number(needed('proxies_per_holder').value),
    evidence: listOf(needed('evidence')),
    decides: listOf(needed('decides')),
  };
}

/** A number of days and how they are counted. */
export interface Period {
  readonly days: number;
  readonly dayKind: DayKind;
}

export interface NoticeRules extends Period {
  readonly countsFirstDay: boolean;
  readonly fields: readonly string[];
  readonly needsDecision: boolean;
  /** Bounds of the amount classes, in yuan, rising. */
  readonly amountBounds: readonly string[];
  readonly blockedWords: readonly string[];
}

/** The rules of a kind of notice. Fails with `procedure.missing`. */
export function noticeRules(policy: PolicyVersion, kind: string): NoticeRules {
  return {
    ...periodOf(policy, `notice_${kind}.days`),
    fields: listOf(parameter(policy, `notice_${kind}.fields`)),
    countsFirstDay: parameter(policy, 'notice.counts_first_day').value === true,
    needsDecision: listOf(parameter(policy, 'notice.needs_decision')).includes(kind),
    amountBounds: listOf(parameter(policy, 'notice.amount_bounds')),
    blockedWords: listOf(parameter(policy, 'notice.blocked_words')),
  };
}

/** The days within which an objection is answered. Fails with `procedure.missing`. */
export const answerPeriod = (policy: PolicyVersion): Period => periodOf(policy, 'objection.answer_days');

/** How many households stand at least behind a sum that is public. Fails with `procedure.missing`. */
export const fewestDisclosed = (policy: PolicyVersion): number =>
  Number(parameter(policy, 'disclosure.fewest').value);

/** Chooses the version of the procedure that held on a day. */
export type ProcedureOn = (day: PlainDate) => PolicyVersion;

function periodOf(policy: PolicyVersion, path: string): Period {
  const { value, unit } = parameter(policy, path);
  return { days: Number(value), dayKind: unit === 'working_day' ? 'working_day' : 'calendar_day' };
}

const parameter = (policy: PolicyVersion, path: string): ParameterInForce =>
  policy.parameter(path) ?? missing(policy, path);

function missing(policy: PolicyVersion, path: string): never {
  throw fail('procedure.missing', { version: policy.version, path });
}

const listOf = ({ value }: ParameterInForce): readonly string[] => (Array.isArray(value) ? value : []);
