import {
  type Bilingual,
  type Deadline,
  deadlineAfter,
  type Failure,
  isSamePerson,
  type PlainDate,
} from '../../kernel/index.ts';
import {
  ACTION_NAMES,
  type ActionName,
  ACTIONS,
  CHAIN,
  type Part,
  PARTS,
  type Role,
  ROLES,
} from './chain.ts';
import { fail } from './errors.ts';
import type { CaseFacts } from './model.ts';
import { inBoth, NEEDS, partsOf, unansweredDepartments } from './needs.ts';
import { type Standing, standingOf } from './standing.ts';
import { type Status, STATUS_NAMES } from './status.ts';

/** What the table says about one action of a case on a day. */
export interface PossibleAction extends Bilingual {
  readonly action: ActionName;
  readonly role: Role;
  readonly roleName: Bilingual;
  readonly isPossible: boolean;
  /** Why not, a sentence each; empty when it is possible. */
  readonly because: readonly Bilingual[];
  /** Who may not do it, and what they were in the case. */
  readonly notBy: readonly { readonly name: string; readonly part: Part }[];
  readonly fields: Readonly<Record<string, string>>;
  readonly needsEvidence: boolean;
  readonly through: 'case' | 'meeting' | 'notice';
  /** Last day, when it is awaited. */
  readonly due?: PlainDate;
}

/** Everything that may ever happen to a case: what is possible now, for whom, until when, and why the rest is not. */
export function possibleActions(facts: CaseFacts, standing = standingOf(facts)): PossibleAction[] {
  const awaited = new Map(awaitedActions(facts, standing).map(({ action, due }) => [action, due?.day]));
  return ACTION_NAMES.filter((action) => action !== 'open').map((action) => {
    const { zh, en, role, apart = [], fields = {}, needsEvidence = false, through } = ACTIONS[action];
    const faults = findFaults(facts, standing, action);
    const due = awaited.get(action);
    return {
      action,
      zh,
      en,
      role,
      roleName: ROLES[role],
      isPossible: faults.length === 0,
      because: faults.map(({ sentence }) => sentence),
      notBy: apart.flatMap((part) => [...new Set(standing.people(part))].map((name) => ({ name, part }))),
      fields,
      needsEvidence,
      through: through ?? 'case',
      ...(due !== undefined && { due }),
    };
  });
}

/**
 * Why somebody cannot take an action now; undefined when they can. In this order: where the case stands, the needs as
 * the table lists them, one's own case, what one was in the case before.
 */
export function findRefusal(facts: CaseFacts, action: ActionName, actor: string): Failure | undefined {
  const standing = standingOf(facts);
  const [first] = findFaults(facts, standing, action);
  if (first) return first;
  const { caseNo } = facts;
  if (ACTIONS[action].role !== 'household' && isOwnCase(facts, actor))
    return fail('cases.own', { case: caseNo, actor });
  const [part] = partsOf(standing, actor, ACTIONS[action].apart ?? []);
  return part === undefined
    ? undefined
    : fail('cases.apart', {
        case: caseNo,
        actor,
        ...inBoth('part', PARTS[part]),
        ...inBoth('action', ACTIONS[action]),
      });
}

/** Whether somebody bears the name of one of the household's people. */
export const isOwnCase = ({ people }: CaseFacts, actor: string): boolean =>
  people.some((name) => isSamePerson(name, actor));

/** Why nobody can take an action now. Needs are asked only where the case stands right. */
function findFaults(facts: CaseFacts, standing: Standing, action: ActionName): Failure[] {
  const { from, needs = [] } = ACTIONS[action];
  if (!from.includes(standing.stage)) return [misplaced(facts, standing, action)];
  return needs.map((need) => NEEDS[need](facts, standing)).filter((fault) => fault !== undefined);
}

const linkOf = (status: Status): number => CHAIN.findIndex(([link]) => link === status);

function misplaced({ caseNo }: CaseFacts, { stage }: Standing, action: ActionName): Failure {
  const { from } = ACTIONS[action];
  const told = {
    case: caseNo,
    ...inBoth('status', STATUS_NAMES[stage]),
    ...inBoth('action', ACTIONS[action]),
  };
  // Returned, it stands where the township had it.
  const now = linkOf(stage === 'RETURNED' ? 'TOWNSHIP_ASSIGNED' : stage);
  const earliest = Math.min(...from.map(linkOf).filter((link) => link >= 0));
  if (now < 0 || !(earliest < CHAIN.length) || earliest <= now)
    return fail('cases.notNow', {
      ...told,
      ...joined(
        'from',
        from.map((status) => STATUS_NAMES[status]),
      ),
    });
  const missing = CHAIN.slice(now + 1, earliest + 1).map(([, link]) => ACTIONS[link]);
  return fail('cases.notYet', { ...told, ...joined('missing', missing) });
}

const joined = (name: string, words: readonly Bilingual[]) =>
  inBoth(name, { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join('; ') });

/** An action the case waits for. */
export interface Awaited {
  readonly action: ActionName;
  /** Its last day; undefined where the policy sets none. */
  readonly due: Deadline | undefined;
  /** What it lacks, for the departments' answers. */
  readonly departments?: readonly string[];
}

/** What the case waits for: the next link of the chain, answers of departments, the county's decision as a whole. */
export function awaitedActions(facts: CaseFacts, standing = standingOf(facts)): Awaited[] {
  const { stage } = standing;
  const next = nextAction(stage);
  const awaited: ActionName[] = next === undefined ? [] : [next];
  const unanswered = unansweredDepartments(facts);
  const isBeforeRecord = linkOf(stage) < linkOf('RECORDED') && (linkOf(stage) >= 0 || stage === 'RETURNED');
  if (isBeforeRecord && unanswered.length > 0 && stage !== 'DETECTED') awaited.push('answer');
  if (isBeforeRecord && next !== 'record') awaited.push('record');
  return awaited.map((action) => ({
    action,
    due: deadlineOf(facts, standing, action),
    ...(action === 'answer' && { departments: unanswered }),
  }));
}

function nextAction(stage: Status): ActionName | undefined {
  if (stage === 'RETURNED') return 'visit';
  if (stage === 'APPEALED') return 'uphold_appeal';
  const link = linkOf(stage);
  return link < 0 ? undefined : CHAIN[link + 1]?.[1];
}

function deadlineOf(facts: CaseFacts, standing: Standing, action: ActionName): Deadline | undefined {
  const { due } = ACTIONS[action];
  const period = due && facts.procedure.periods.get(due.period);
  const start = due && startOf(facts, standing, action, due.after);
  return period && start && deadlineAfter(start, period.days, period.dayKind);
}

/** The day a period runs from: that of the action before; of a payment, as the ledger has it; of a return. */
function startOf(
  { steps, order }: CaseFacts,
  { began, stage }: Standing,
  action: ActionName,
  after: ActionName,
): PlainDate | undefined {
  if (after === 'pay') return order?.paidOn;
  if (action === 'visit' && stage === 'RETURNED') return began.day;
  return steps.findLast((step) => step.action === after)?.day;
}

/** The awaited actions whose last day is over. */
export const overdueActions = (facts: CaseFacts, standing = standingOf(facts)): Awaited[] =>
  awaitedActions(facts, standing).filter(({ due }) => due !== undefined && due.day < facts.today);
