import type { Charter, ClassCharter } from '../charter.ts';
import { fail } from '../errors.ts';
import { CLASS_NAMES } from '../rounds/model.ts';
import { type EntryOrder, type Holder, holderKey, type Holding } from './model.ts';

/** What a charter allows, decided on plain values. Everything here throws the failures of `errors.ts`. */

/** Whether an entry has what its kind needs, and the charter lets it happen. */
export function assertAllowed(order: EntryOrder, charter: Charter): void {
  const { kind, from, to, into } = order;
  const own = classOf(charter, order.share);
  const isWhole =
    (kind === 'issue') === (from === undefined) &&
    (kind === 'end') === (to === undefined) &&
    (kind === 'conversion') === (into !== undefined) &&
    order.units > 0n &&
    (into === undefined || into.units > 0n);
  if (!isWhole) throw fail('shares.entry', { kind });
  if (kind === 'transfer' && own.transfer === 'none')
    throw fail('shares.notTransferable', { share: CLASS_NAMES[own.code], charter: charter.version });
  if (kind === 'inheritance' && !own.inherits)
    throw fail('shares.notInheritable', { share: CLASS_NAMES[own.code], charter: charter.version });
  if (kind === 'conversion' && holderKey(from!) !== holderKey(to!)) throw fail('shares.entry', { kind });
  if (kind === 'inheritance' && (from!.kind !== 'household' || to!.kind !== 'household'))
    throw fail('shares.entry', { kind });
  if (to) assertMayHold(into ? classOf(charter, into.share) : own, to, charter);
}

function assertMayHold(own: ClassCharter, to: Holder, charter: Charter): void {
  if (!own.holders.includes(to.kind))
    throw fail('shares.holder', {
      holder: to.ref,
      share: CLASS_NAMES[own.code],
      charter: charter.version,
      allowed: own.holders.join(', '),
    });
}

/** Fails with `shares.class` when the charter has no such class. */
export function classOf(charter: Charter, code: string): ClassCharter {
  const own = charter.classes.find((one) => one.code === code);
  if (!own)
    throw fail('shares.class', {
      share: code,
      charter: charter.version,
      classes: charter.classes.map((one) => one.code).join(', '),
    });
  return own;
}

/** After a batch no household holds more of a class than the charter lets one hold, unless it held as much before. */
export function assertSpread(
  charter: Charter,
  before: readonly Holding[],
  after: readonly Holding[],
  taking: readonly Holder[],
): void {
  const takers = new Set(taking.map(holderKey));
  const keyOf = (one: Holding) => `${one.share_kind} ${one.holder_kind}:${one.holder_ref}`;
  const earlier = new Map(before.map((one) => [keyOf(one), one.units]));
  for (const own of charter.classes) {
    if (own.largestBp === null) continue;
    const held = after.filter(({ share_kind }) => share_kind === own.code);
    const total = held.reduce((sum, { units }) => sum + units, 0n);
    const over = held.find(
      (one) =>
        takers.has(`${one.holder_kind}:${one.holder_ref}`) &&
        one.units > (earlier.get(keyOf(one)) ?? 0n) &&
        one.units * 10_000n > total * BigInt(own.largestBp!),
    );
    if (over)
      throw fail('shares.tooMuch', {
        holder: over.holder_ref,
        share: CLASS_NAMES[own.code],
        percent: own.largestBp / 100,
        charter: charter.version,
      });
  }
}

/** A household with its people, for a share that follows poverty. */
export interface Poor {
  readonly household_no: string;
  readonly size: number;
}

/**
 * Passes what the leavers hold on to the entrants by their people, in order of numbers: whole hundredths, the odd ones
 * to the first. Without entrants it goes to the collective, which passes it on the next time.
 */
export function passingOn(
  leavers: readonly { readonly holder: Holder; readonly units: bigint }[],
  entrants: readonly Poor[],
): { readonly from: Holder; readonly to: Holder; readonly units: bigint }[] {
  const total = leavers.reduce((sum, { units }) => sum + units, 0n);
  const people = entrants.reduce((sum, { size }) => sum + BigInt(size), 0n);
  const takers = people === 0n ? [{ to: COLLECTIVE, units: total }] : byPeople(entrants, total, people);
  const moves: { from: Holder; to: Holder; units: bigint }[] = [];
  const queue = leavers.map(({ holder, units }) => ({ holder, left: units }));
  for (const { to, units } of takers) {
    let wanted = units;
    while (wanted > 0n) {
      const from = queue.find(({ left }) => left > 0n)!;
      const taken = from.left < wanted ? from.left : wanted;
      from.left -= taken;
      wanted -= taken;
      if (holderKey(from.holder) !== holderKey(to)) moves.push({ from: from.holder, to, units: taken });
    }
  }
  return moves;
}

export const COLLECTIVE: Holder = { kind: 'collective', ref: 'collective' };

function byPeople(entrants: readonly Poor[], total: bigint, people: bigint) {
  let left = total - entrants.reduce((sum, { size }) => sum + (total * BigInt(size)) / people, 0n);
  return entrants.map(({ household_no, size }) => {
    const odd = left > 0n ? 1n : 0n;
    left -= odd;
    const to: Holder = { kind: 'household', ref: household_no };
    return { to, units: (total * BigInt(size)) / people + odd };
  });
}
