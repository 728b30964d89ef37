import { createHash } from 'node:crypto';
import { act } from '../../access/index.ts';
import { type Failure, isSamePerson, type PlainDate } from '../../kernel/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import { needCounty } from '../areas.ts';
import { fail, failureOf, type Fault } from '../errors.ts';
import { admit, type Candidate, findDependent, householdsOf } from './admit.ts';
import { dropEffects, keepEffects, materialise } from './effects.ts';
import { findStockFault, judge } from './judge.ts';
import { listEvents } from './list.ts';
import type { EventProposal, EventRow, RegisterEvent } from './model.ts';
import {
  findOpenCancel,
  insertDecisions,
  insertEvents,
  loadStandings,
  lockCounty,
  nextEventNo,
  type Standing,
} from './store.ts';
import { loadEvents, loadWorld } from './world.ts';

interface Order {
  readonly actor: string;
  readonly countyCode: string;
  readonly dryRun?: boolean;
}

export interface ProposeOrder extends Order {
  readonly proposal: EventProposal;
}

/**
 * Files an event that somebody else must approve. It is checked against the register on its day and against
 * what was approved for later days.
 *
 * Fails with the `event.*` failures and `register.countyUnknown`.
 */
export async function proposeEvent(db: Db, order: ProposeOrder): Promise<EventRow> {
  const { countyCode, proposal, dryRun = false } = order;
  const actor = needActor(order.actor);
  return act(
    db,
    { actor, action: 'register.event.propose', countyCode, input: proposal, dryRun },
    async (tx) => {
      await lockCounty(tx, countyCode);
      const { filings, refused } = await judge(tx, countyCode, [{ key: 0, proposal }]);
      const fault = refused.get(0);
      if (fault) throw failureOf(fault);
      await insertEvents(tx, countyCode, filings, actor, null);
      const { eventNo, type } = filings[0]!.event;
      return {
        result: await getEvent(tx, countyCode, eventNo),
        summary: { event_no: String(eventNo), type },
      };
    },
  );
}

export interface DecideOrder extends Order {
  readonly verdict: 'approve' | 'refuse';
  /** Either the events by number, or all of an import that wait. */
  readonly eventNos?: readonly bigint[];
  readonly batchNo?: bigint;
  readonly reason?: string;
}

export interface DecideReport {
  readonly decided: readonly EventRow[];
  /** Events that stay as they are, each with the reason. */
  readonly refused: readonly {
    readonly eventNo: bigint;
    readonly failure: Pick<Failure, 'code' | 'sentence'>;
  }[];
}

/**
 * Approves or refuses proposed events. An approval judges each event again, by the register as it now stands;
 * what cannot be approved stays proposed and is told. One decision an event, and never by its proposer.
 *
 * Fails with the `event.*` failures when a single event was asked for, or when none could be decided.
 */
export async function decideEvents(db: Db, order: DecideOrder): Promise<DecideReport> {
  const { countyCode, verdict, reason, dryRun = false } = order;
  const actor = needActor(order.actor);
  if (verdict === 'refuse' && !reason?.trim()) throw fail('event.refusalReason');
  const input = { events: order.eventNos?.map(String), batch: String(order.batchNo), reason };
  return act(db, { actor, action: `register.event.${verdict}`, countyCode, input, dryRun }, async (tx) => {
    await lockCounty(tx, countyCode);
    const standings = await standingsFor(tx, order);
    const faults = new Map<bigint, Fault>();
    for (const standing of standings) {
      const fault = findDecisionFault(standing, actor);
      if (fault) faults.set(standing.eventNo, fault);
    }
    const open = standings.filter(({ eventNo }) => !faults.has(eventNo));
    const decision = { verdict, by: actor, reason: reason?.trim() || null };
    if (verdict === 'refuse')
      await insertDecisions(
        tx,
        countyCode,
        open.map(({ eventNo }) => eventNo),
        decision,
      );
    else await approve(tx, countyCode, open, decision, faults);
    const done = open.filter(({ eventNo }) => !faults.has(eventNo)).map(({ eventNo }) => eventNo);
    const first = [...faults.values()][0];
    if (done.length === 0 && first) throw failureOf(first);
    return {
      result: {
        decided: await listEvents(tx, countyCode, { eventNos: done }),
        refused: [...faults].map(([eventNo, fault]) => {
          const { code, sentence } = failureOf(fault);
          return { eventNo, failure: { code, sentence } };
        }),
      },
      summary: { verdict, decided: done.length, left: faults.size, first: String(done[0] ?? '') },
    };
  });
}

async function standingsFor(tx: Tx, { countyCode, eventNos, batchNo }: DecideOrder): Promise<Standing[]> {
  await needCounty(tx, countyCode);
  if ((eventNos === undefined || eventNos.length === 0) === (batchNo === undefined))
    throw fail('event.chooseOne');
  const standings = await loadStandings(
    tx,
    countyCode,
    batchNo === undefined ? { eventNos: eventNos! } : { batchNo },
  );
  if (batchNo !== undefined && standings.length === 0)
    throw fail('event.batchUnknown', { county: countyCode, batch: String(batchNo) });
  const found = new Set(standings.map(({ eventNo }) => eventNo));
  const missing = eventNos?.find((eventNo) => !found.has(eventNo));
  if (missing !== undefined) throw fail('event.unknown', { county: countyCode, event: String(missing) });
  return standings;
}

function findDecisionFault(
  { eventNo, proposedBy, decidedBy, verdict }: Standing,
  actor: string,
): Fault | undefined {
  const event = String(eventNo);
  if (verdict !== null) return { code: 'event.decided', details: { event, by: decidedBy ?? '', verdict } };
  return isSamePerson(proposedBy, actor) ? { code: 'event.sameActor', details: { event, actor } } : undefined;
}

async function approve(
  tx: Tx,
  countyCode: string,
  open: readonly Standing[],
  decision: Parameters<typeof insertDecisions>[3],
  faults: Map<bigint, Fault>,
): Promise<void> {
  const events = await loadEvents(
    tx,
    countyCode,
    open.map(({ eventNo }) => eventNo),
  );
  const happenings = events.filter(({ type }) => type !== 'cancel');
  const world = await loadWorld(tx, countyCode, happenings.flatMap(householdsOf), false);
  const { admitted, refused } = admit(world, happenings.map(asCandidate));
  for (const [eventNo, fault] of refused) faults.set(eventNo, fault);
  for (const event of admitted.filter(({ type }) => type === 'adjustment')) {
    const fault = await findStockFault(tx, countyCode, event);
    if (fault) faults.set(event.eventNo, fault);
    else await insertDecisions(tx, countyCode, [event.eventNo], decision);
  }
  const rest = admitted.filter(({ type }) => type !== 'adjustment').map(({ eventNo }) => eventNo);
  await insertDecisions(tx, countyCode, rest, decision);
  await keepEffects(tx, countyCode, rest);
  await materialise(tx, countyCode, rest);
  // What was built last is taken down first.
  for (const cancel of events.filter(({ type }) => type === 'cancel').reverse()) {
    const fault = await findCancelFault(tx, countyCode, cancel.cancels!);
    if (fault) faults.set(cancel.eventNo, fault);
    else {
      await insertDecisions(tx, countyCode, [cancel.eventNo], decision);
      await dropEffects(tx, countyCode, cancel.cancels!);
    }
  }
}

const asCandidate = (event: RegisterEvent): Candidate => ({
  eventNo: event.eventNo,
  date: event.date,
  households: householdsOf(event),
  settle: () => event,
});

export interface CancelOrder extends Order {
  readonly eventNo: bigint;
  readonly reason: string;
  readonly document?: string;
}

/**
 * Proposes to void an approved event as if it had never been; somebody else must approve that too. The event's
 * row stays as it is.
 *
 * Fails with `event.notApproved`, `event.dependent`, `event.cancelOpen` and the like.
 */
export async function cancelEvent(db: Db, order: CancelOrder): Promise<EventRow> {
  const { countyCode, eventNo, reason, document = null, dryRun = false } = order;
  const actor = needActor(order.actor);
  if (!reason.trim()) throw fail('event.cancelReason');
  const input = { eventNo: String(eventNo), reason };
  return act(db, { actor, action: 'register.event.cancel', countyCode, input, dryRun }, async (tx) => {
    await lockCounty(tx, countyCode);
    const [standing] = await standingsFor(tx, { ...order, verdict: 'approve', eventNos: [eventNo] });
    const open = await findOpenCancel(tx, countyCode, eventNo);
    if (open !== undefined) throw fail('event.cancelOpen', { event: String(eventNo), cancel: String(open) });
    const fault = await findCancelFault(tx, countyCode, eventNo);
    if (fault) throw failureOf(fault);
    const event = cancelOf(standing!, await nextEventNo(tx, countyCode), reason.trim(), document);
    const hash = createHash('sha256').update(`cancel ${eventNo} ${event.eventNo}`).digest('hex');
    await insertEvents(tx, countyCode, [{ event, contentHash: hash, ref: null }], actor, null);
    const summary = { event_no: String(event.eventNo), cancels_event_no: String(eventNo) };
    return { result: await getEvent(tx, countyCode, event.eventNo), summary };
  });
}

const cancelOf = (
  { eventNo, date }: Standing,
  newNo: bigint,
  reason: string,
  document: string | null,
): RegisterEvent => ({
  eventNo: newNo,
  type: 'cancel',
  date: date as PlainDate,
  householdNo: null,
  otherHouseholdNo: null,
  newHouseholdNo: null,
  group: null,
  areaCode: null,
  headName: null,
  households: 0,
  persons: 0,
  document,
  reason,
  cancels: eventNo,
  people: [],
});

async function findCancelFault(tx: Tx, countyCode: string, eventNo: bigint): Promise<Fault | undefined> {
  const [standing] = await loadStandings(tx, countyCode, { eventNos: [eventNo] });
  const event = String(eventNo);
  if (standing?.type === 'cancel') return { code: 'event.cancelOfCancel', details: { event } };
  if (standing?.status !== 'approved')
    return { code: 'event.notApproved', details: { event, status: standing?.status ?? '' } };
  const [target] = await loadEvents(tx, countyCode, [eventNo]);
  if (target!.type === 'adjustment')
    return findStockFault(tx, countyCode, {
      ...target!,
      households: -target!.households,
      persons: -target!.persons,
    });
  const dependent = findDependent(await loadWorld(tx, countyCode, householdsOf(target!), false), eventNo);
  if (!dependent) return undefined;
  const { type, date } = dependent;
  return {
    code: 'event.dependent',
    details: { cancels: event, event: String(dependent.eventNo), type, date },
  };
}

async function getEvent(tx: Tx, countyCode: string, eventNo: bigint): Promise<EventRow> {
  const [row] = await listEvents(tx, countyCode, { eventNos: [eventNo] });
  return row!;
}

/** Whoever acts must be told apart from whoever decides. Fails with `event.actorUnnamed`. */
export function needActor(actor: string): string {
  const name = actor.trim();
  if (name === '' || name === 'unnamed') throw fail('event.actorUnnamed');
  return name;
}
