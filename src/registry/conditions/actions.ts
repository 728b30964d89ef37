import { act } from '../../access/index.ts';
import { isSamePerson } from '../../kernel/index.ts';
import { type Db, sql, today, type Tx } from '../../platform/index.ts';
import { needCounty } from '../areas.ts';
import { fail } from '../errors.ts';
import { needActor } from '../events/actions.ts';
import { findHousehold } from '../state.ts';
import type { ChangeProposal, ConditionChange, StatedCause, StatedHouse, StatedLand } from './model.ts';
import { causesOn, housesOn, landOn, rowsOf, totalOf } from './rules.ts';
import {
  type ChangeFilter,
  insertChange,
  insertDecision,
  nextChangeNo,
  selectChanges,
  selectStated,
} from './store.ts';

interface Order {
  readonly actor: string;
  readonly countyCode: string;
  readonly dryRun?: boolean;
}

export interface ProposeChangeOrder extends Order {
  readonly proposal: ChangeProposal;
}

/**
 * Proposes what holds of a household's causes, land or houses from a day on; it counts once somebody else has
 * approved it, and goes before what a file says of the same day.
 *
 * Fails with the `condition.*` failures, `register.countyUnknown` or `register.householdUnknown`.
 */
export async function proposeChange(db: Db, order: ProposeChangeOrder): Promise<ConditionChange> {
  const { countyCode, proposal, dryRun = false } = order;
  const actor = needActor(order.actor);
  const { householdNo, since, reason, document } = proposal;
  const { kind, rows } = rowsOf(proposal);
  if (!reason.trim()) throw fail('condition.reason');
  if (since > today()) throw fail('condition.future', { day: since });
  const said = { actor, action: 'register.condition.propose', countyCode, input: proposal, dryRun };
  return act(db, said, async (tx) => {
    await takeTurns(tx, countyCode);
    if (!(await findHousehold(tx, countyCode, householdNo, since)))
      throw fail('register.householdUnknown', { county: countyCode, household: householdNo, day: since });
    const changeNo = await nextChangeNo(tx, countyCode);
    const texts = { reason: reason.trim(), document: document?.trim() || null };
    await insertChange(tx, {
      countyCode,
      changeNo,
      kind,
      householdNo,
      since,
      rows,
      ...texts,
      proposedBy: actor,
    });
    return {
      result: await getChange(tx, countyCode, changeNo),
      summary: { change_no: String(changeNo), kind },
    };
  });
}

export interface DecideChangeOrder extends Order {
  readonly changeNo: bigint;
  readonly verdict: 'approve' | 'refuse';
  readonly reason?: string;
}

/**
 * Approves or refuses a proposed change: one decision, and never by its proposer.
 *
 * Fails, in this order, with `condition.refusalReason`, `condition.unknown`, `condition.decided`, `condition.sameActor`.
 */
export async function decideChange(db: Db, order: DecideChangeOrder): Promise<ConditionChange> {
  const { countyCode, changeNo, verdict, dryRun = false } = order;
  const actor = needActor(order.actor);
  const reason = order.reason?.trim() || null;
  if (verdict === 'refuse' && reason === null) throw fail('condition.refusalReason');
  const input = { change: String(changeNo), reason };
  return act(
    db,
    { actor, action: `register.condition.${verdict}`, countyCode, input, dryRun },
    async (tx) => {
      await takeTurns(tx, countyCode);
      const change = await getChange(tx, countyCode, changeNo);
      const no = String(changeNo);
      if (change.decided_by !== null)
        throw fail('condition.decided', { change: no, by: change.decided_by, verdict: change.status });
      if (isSamePerson(change.proposed_by, actor)) throw fail('condition.sameActor', { change: no, actor });
      await insertDecision(tx, countyCode, changeNo, { verdict, by: actor, reason });
      return {
        result: await getChange(tx, countyCode, changeNo),
        summary: { change_no: no, verdict, kind: change.kind },
      };
    },
  );
}

/** Writers of a county's changes number them one after the other. */
async function takeTurns(tx: Tx, countyCode: string): Promise<void> {
  await needCounty(tx, countyCode);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`registry.condition/${countyCode}`}, 0))`.execute(
    tx,
  );
}

async function getChange(tx: Tx, countyCode: string, changeNo: bigint): Promise<ConditionChange> {
  const [change] = await selectChanges(tx, countyCode, { changeNo }, { limit: 1 });
  if (!change) throw fail('condition.unknown', { county: countyCode, change: String(changeNo) });
  return change;
}

/** Changes of a county, the latest first, and the number to go on from. Fails with `register.countyUnknown`. */
export async function pageOfChanges(
  tx: Tx,
  countyCode: string,
  filter: ChangeFilter,
  page: { readonly before?: bigint | undefined; readonly limit: number },
): Promise<{ readonly rows: ConditionChange[]; readonly next: string | null }> {
  await needCounty(tx, countyCode);
  const rows = await selectChanges(tx, countyCode, filter, page);
  return { rows, next: rows.length < page.limit ? null : rows.at(-1)!.change_no };
}

export interface Conditions {
  readonly causes: readonly StatedCause[];
  readonly land: readonly StatedLand[];
  readonly houses: readonly StatedHouse[];
  readonly land_mu: string;
  readonly land_mu_per_head: string;
  readonly house_m2: string;
  readonly house_m2_per_head: string;
  /** All that was ever stated, what holds on the day among it; the latest first. */
  readonly stated: {
    readonly causes: readonly StatedCause[];
    readonly land: readonly StatedLand[];
    readonly houses: readonly StatedHouse[];
  };
}

/** What a household of so many people lives on and in on a day, and what makes it poor. */
export async function conditionsOf(
  tx: Tx,
  {
    countyCode,
    householdNo,
    day,
    size,
  }: { countyCode: string; householdNo: string; day: string; size: number },
): Promise<Conditions> {
  const stated = await selectStated(tx, countyCode, householdNo);
  const land = landOn(stated.land, day);
  const houses = housesOn(stated.houses, day);
  const landTotal = totalOf(
    land.map(({ mu }) => mu),
    size,
  );
  const houseTotal = totalOf(
    houses.map(({ area_m2 }) => area_m2),
    size,
  );
  return {
    causes: causesOn(stated.causes, day),
    land,
    houses,
    land_mu: landTotal.all,
    land_mu_per_head: landTotal.perHead,
    house_m2: houseTotal.all,
    house_m2_per_head: houseTotal.perHead,
    stated,
  };
}
